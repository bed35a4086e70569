export const id = 181;
export const ids = [181];
export const modules = {
7181:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
parseCertificates: () => ( parseCertificates)
});
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = __webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
var node_fs__WEBPACK_IMPORTED_MODULE_1___default = __webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
var _shared_error_code_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(65);
var _shared_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4646);
var _values_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8463);
const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
function parseCertificates(given) {
if (given === '')
return [];
const isText = given.includes('-----BEGIN');
const text = isText ? given : readTextFile(given);
const where = isText ? 'ca-certificate' : `ca-certificate: file '${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_3__ .vI)(given)}'`;
const blocks = text.match(PEM) ?? [];
if (blocks.length === 0)
throw new _values_js__WEBPACK_IMPORTED_MODULE_2__ .Fp(`${where} holds no certificate: it takes PEM text (-----BEGIN CERTIFICATE-----) or the path of a PEM file`);
try {
return blocks.map((block) => new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(block).toString());
}
catch {
throw new _values_js__WEBPACK_IMPORTED_MODULE_2__ .Fp(`${where} holds a certificate that cannot be read: is it complete PEM text, with its line breaks?`);
}
}
const MAX_BYTES = 16 * 1024 * 1024;
const MAX_PIPE_WAIT_MS = 3000;
const PIPE_POLL_MS = 20;
function readTextFile(path) {
try {
const kind = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(path);
if (!kind.isFile() && !kind.isFIFO() && !kind.isDirectory())
throw unusable(path, 'it is a device');
const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.openSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_NONBLOCK);
try {
return startOf(file, path);
}
finally {
(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.closeSync)(file);
}
}
catch (error) {
if (error instanceof _values_js__WEBPACK_IMPORTED_MODULE_2__ .Fp)
throw error;
throw unusable(path, (0,_shared_error_code_js__WEBPACK_IMPORTED_MODULE_4__ .$)(error) || 'unknown reason');
}
}
function startOf(file, path) {
const pieces = [];
let [length, waitedMs] = [0, 0];
for (;;) {
const piece = Buffer.alloc(64 * 1024);
try {
const read = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readSync)(file, piece);
if (read === 0)
return Buffer.concat(pieces).toString();
length += read;
if (length > MAX_BYTES)
throw unusable(path, `it holds more than ${String(MAX_BYTES / 1024 / 1024)} MiB`);
pieces.push(piece.subarray(0, read));
waitedMs = 0;
}
catch (error) {
if ((0,_shared_error_code_js__WEBPACK_IMPORTED_MODULE_4__ .$)(error) !== 'EAGAIN')
throw error;
if (waitedMs >= MAX_PIPE_WAIT_MS)
throw unusable(path, 'it is a pipe into which nothing is written');
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PIPE_POLL_MS);
waitedMs += PIPE_POLL_MS;
}
}
}
function unusable(path, why) {
return new _values_js__WEBPACK_IMPORTED_MODULE_2__ .Fp(`ca-certificate: the file '${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_3__ .vI)(path)}' cannot be read (${why}): it takes PEM text or the path of a PEM file`);
}
})
};
