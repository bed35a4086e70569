import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
var __webpack_modules__ = ({
9407:
((module, __unused_webpack___webpack_exports__, __nccwpck_require__) => {
__nccwpck_require__.a(module, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
var _shared_process_world_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1180);
var _shared_runtime_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6029);
process.exitCode = 1;
process.stdout.on('error', () => undefined);
if (!(0,_shared_runtime_js__WEBPACK_IMPORTED_MODULE_1__ .n)()) {
const text = `::error title=The Node of the runner is too old::This action runs on Node 22.1 or later, and was started with ${process.version}, so nothing was sent to GitProtect: update the runner, or put a newer Node first in PATH.\n`;
await new Promise((written) => process.stdout.write(text, written));
process.exit();
}
const world = (0,_shared_process_world_js__WEBPACK_IMPORTED_MODULE_0__ .mr)();
const { run } = await Promise.all( [__nccwpck_require__.e(548), __nccwpck_require__.e(531)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3863));
const isSuccess = await run(world);
if (isSuccess)
process.exitCode = 0;
await (0,_shared_process_world_js__WEBPACK_IMPORTED_MODULE_0__ .z4)([process.stdout], world.cancelled);
process.exit();
__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);
}),
1180:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {
__nccwpck_require__.d(__webpack_exports__, {
z4: () => ( isAllWritten),
mr: () => ( processWorld)
});
;
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;
const systemClock = {
now: () => Date.now(),
monotonic: () => performance.now(),
sleep: (milliseconds, signal) => (0,promises_namespaceObject.setTimeout)(milliseconds, undefined, { signal }).catch(() => undefined),
deadline: (milliseconds) => {
const controller = new AbortController();
const timer = setTimeout(() => {
controller.abort();
}, milliseconds);
return {
signal: controller.signal,
clear: () => {
clearTimeout(timer);
},
};
},
};
;
const CANCELLING = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGBREAK'];
function processWorld() {
const cancellation = new AbortController();
for (const signal of CANCELLING)
process.on(signal, () => {
cancellation.abort();
});
return {
environment: process.env,
stdout: process.stdout,
clock: systemClock,
random: Math.random,
cancelled: cancellation.signal,
};
}
const UNREAD_MS = 1000;
async function isAllWritten(streams, cancelled, unreadMs = UNREAD_MS) {
const written = streams.map((stream) => new Promise((resolve) => {
stream.write('', () => {
resolve();
});
}));
const givenUp = new Promise((resolve) => {
const wait = () => {
setTimeout(resolve, unreadMs, false);
};
if (cancelled.aborted)
wait();
else
cancelled.addEventListener('abort', wait);
});
return await Promise.race([Promise.all(written).then(() => true), givenUp]);
}
}),
6029:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {
__nccwpck_require__.d(__webpack_exports__, {
n: () => ( isNodeNewEnough)
});
function isNodeNewEnough() {
return 'groupBy' in Map && 'parse' in URL && 'any' in AbortSignal;
}
}),
2613:
((module) => {
module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");
}),
6982:
((module) => {
module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");
}),
4434:
((module) => {
module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");
}),
9896:
((module) => {
module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");
}),
8611:
((module) => {
module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");
}),
5692:
((module) => {
module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");
}),
9278:
((module) => {
module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");
}),
7598:
((module) => {
module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
}),
3053:
((module) => {
module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");
}),
3024:
((module) => {
module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
}),
1455:
((module) => {
module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");
}),
7067:
((module) => {
module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");
}),
4708:
((module) => {
module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");
}),
7030:
((module) => {
module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");
}),
8161:
((module) => {
module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
}),
6760:
((module) => {
module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
}),
7075:
((module) => {
module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");
}),
6466:
((module) => {
module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");
}),
1692:
((module) => {
module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");
}),
7975:
((module) => {
module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");
}),
8522:
((module) => {
module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");
}),
857:
((module) => {
module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");
}),
6928:
((module) => {
module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");
}),
4756:
((module) => {
module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");
}),
9023:
((module) => {
module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");
})
});
var __webpack_module_cache__ = {};
function __nccwpck_require__(moduleId) {
var cachedModule = __webpack_module_cache__[moduleId];
if (cachedModule !== undefined) {
return cachedModule.exports;
}
var module = __webpack_module_cache__[moduleId] = {
exports: {}
};
var threw = true;
try {
__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
threw = false;
} finally {
if(threw) delete __webpack_module_cache__[moduleId];
}
return module.exports;
}
__nccwpck_require__.m = __webpack_modules__;
if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
(() => {
var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
var resolveQueue = (queue) => {
if(queue && queue.d < 1) {
queue.d = 1;
queue.forEach((fn) => (fn.r--));
queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
}
}
var wrapDeps = (deps) => (deps.map((dep) => {
if(dep !== null && typeof dep === "object") {
if(dep[webpackQueues]) return dep;
if(dep.then) {
var queue = [];
queue.d = 0;
dep.then((r) => {
obj[webpackExports] = r;
resolveQueue(queue);
}, (e) => {
obj[webpackError] = e;
resolveQueue(queue);
});
var obj = {};
obj[webpackQueues] = (fn) => (fn(queue));
return obj;
}
}
var ret = {};
ret[webpackQueues] = x => {};
ret[webpackExports] = dep;
return ret;
}));
__nccwpck_require__.a = (module, body, hasAwait) => {
var queue;
hasAwait && ((queue = []).d = -1);
var depQueues = new Set();
var exports = module.exports;
var currentDeps;
var outerResolve;
var reject;
var promise = new Promise((resolve, rej) => {
reject = rej;
outerResolve = resolve;
});
promise[webpackExports] = exports;
promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
module.exports = promise;
body((deps) => {
currentDeps = wrapDeps(deps);
var fn;
var getResult = () => (currentDeps.map((d) => {
if(d[webpackError]) throw d[webpackError];
return d[webpackExports];
}))
var promise = new Promise((resolve) => {
fn = () => (resolve(getResult));
fn.r = 0;
var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
});
return fn.r ? promise : getResult();
}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
queue && queue.d < 0 && (queue.d = 0);
};
})();
(() => {
__nccwpck_require__.n = (module) => {
var getter = module && module.__esModule ?
() => (module['default']) :
() => (module);
__nccwpck_require__.d(getter, { a: getter });
return getter;
};
})();
(() => {
var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
var leafPrototypes;
__nccwpck_require__.t = function(value, mode) {
if(mode & 1) value = this(value);
if(mode & 8) return value;
if(typeof value === 'object' && value) {
if((mode & 4) && value.__esModule) return value;
if((mode & 16) && typeof value.then === 'function') return value;
}
var ns = Object.create(null);
__nccwpck_require__.r(ns);
var def = {};
leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
}
def['default'] = () => (value);
__nccwpck_require__.d(ns, def);
return ns;
};
})();
(() => {
__nccwpck_require__.d = (exports, definition) => {
for(var key in definition) {
if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
}
}
};
})();
(() => {
__nccwpck_require__.f = {};
__nccwpck_require__.e = (chunkId) => {
return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
__nccwpck_require__.f[key](chunkId, promises);
return promises;
}, []));
};
})();
(() => {
__nccwpck_require__.u = (chunkId) => {
return "" + chunkId + ".index.js";
};
})();
(() => {
__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
})();
(() => {
__nccwpck_require__.r = (exports) => {
if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
}
Object.defineProperty(exports, '__esModule', { value: true });
};
})();
(() => {
var installedChunks = {
792: 0
};
var installChunk = (data) => {
var {ids, modules, runtime} = data;
var moduleId, chunkId, i = 0;
for(moduleId in modules) {
if(__nccwpck_require__.o(modules, moduleId)) {
__nccwpck_require__.m[moduleId] = modules[moduleId];
}
}
if(runtime) runtime(__nccwpck_require__);
for(;i < ids.length; i++) {
chunkId = ids[i];
if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
installedChunks[chunkId][0]();
}
installedChunks[ids[i]] = 0;
}
}
__nccwpck_require__.f.j = (chunkId, promises) => {
var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
if(installedChunkData !== 0) {
if(installedChunkData) {
promises.push(installedChunkData[1]);
} else {
if(true) {
var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
throw e;
});
var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
promises.push(installedChunkData[1] = promise);
}
}
}
};
})();
var __webpack_exports__ = __nccwpck_require__(9407);
__webpack_exports__ = await __webpack_exports__;
