export const id = 794;
export const ids = [794];
export const modules = {
2794:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
jsonOf: () => ( jsonOf),
jsonOfFailure: () => ( jsonOfFailure)
});
var _record_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1117);
function* jsonOf(run) {
const head = { ...(0,_record_js__WEBPACK_IMPORTED_MODULE_0__ .Uo)(run, false, run.coverage?.record), plans: (0,_record_js__WEBPACK_IMPORTED_MODULE_0__ .sd)(run) };
yield `${JSON.stringify(head).slice(0, -1)},"repositories":[`;
let separator = '\n';
for (const result of run.verdict.ranked) {
yield `${separator}${JSON.stringify((0,_record_js__WEBPACK_IMPORTED_MODULE_0__ .zv)(result))}`;
separator = ',\n';
}
yield '\n]}\n';
}
function jsonOfFailure(failed) {
return `${JSON.stringify((0,_record_js__WEBPACK_IMPORTED_MODULE_0__ .sL)(failed), undefined, 2)}\n`;
}
})
};
