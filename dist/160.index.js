export const id = 160;
export const ids = [160];
export const modules = {
4160:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
writeWhole: () => ( writeWhole)
});
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = __webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
var node_fs__WEBPACK_IMPORTED_MODULE_1___default = __webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1455);
var node_fs_promises__WEBPACK_IMPORTED_MODULE_2___default = __webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_2__);
var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
var node_path__WEBPACK_IMPORTED_MODULE_3___default = __webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_3__);
var node_stream__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7075);
var node_stream__WEBPACK_IMPORTED_MODULE_4___default = __webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_4__);
var node_stream_promises__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6466);
var node_stream_promises__WEBPACK_IMPORTED_MODULE_5___default = __webpack_require__.n(node_stream_promises__WEBPACK_IMPORTED_MODULE_5__);
var _shared_error_code_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(65);
var _shared_paths_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(405);
async function writeWhole({ path, workspace }, pieces) {
const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(path);
if ((0,_shared_paths_js__WEBPACK_IMPORTED_MODULE_6__ .q)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.realpath)(workspace), await realPlace(folder)))
throw new Error(`${path} leads out of the workspace by a link`);
await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.mkdir)(folder, { recursive: true });
const unfinished = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, `.gitprotect-report-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`);
try {
await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_5__.pipeline)(node_stream__WEBPACK_IMPORTED_MODULE_4__.Readable.from(pieces), (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.createWriteStream)(unfinished, { flags: 'wx' }));
await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rename)(unfinished, path);
}
finally {
await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(unfinished, { force: true });
}
}
async function realPlace(folder) {
try {
return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.realpath)(folder);
}
catch (error) {
if ((0,_shared_error_code_js__WEBPACK_IMPORTED_MODULE_7__ .$)(error) !== 'ENOENT' || (0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(folder) === folder)
throw error;
return await realPlace((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(folder));
}
}
})
};
