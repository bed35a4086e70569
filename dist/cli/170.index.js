export const id = 170;
export const ids = [170];
export const modules = {
170:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
restore: () => ( restore)
});
var _domain_desired_state_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9666);
var _domain_undone_move_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9395);
var _attach_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9927);
var _circuit_breaker_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(550);
var _verify_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8039);
async function restore(context, outcome, undone, desired, patience) {
context.log.info('A new membership is gone: attaching to the old backup plans again');
const changes = [...undone.values()]
.flat()
.map((change) => ({ ...change, kind: 'attach', before: 'detached' }));
const attempts = await (0,_attach_js__WEBPACK_IMPORTED_MODULE_1__ .n)(context, changes, new Map(), new _circuit_breaker_js__WEBPACK_IMPORTED_MODULE_2__ .aG());
patience.restart();
const attempted = [...attempts].map(([change, attempt]) => ({ change, attempt }));
const again = (0,_domain_desired_state_js__WEBPACK_IMPORTED_MODULE_0__ .aZ)(desired, new Set(undone.keys()));
const { results } = await (0,_verify_js__WEBPACK_IMPORTED_MODULE_3__ .bs)(context, attempted, again, patience);
return (0,_domain_undone_move_js__WEBPACK_IMPORTED_MODULE_4__ .G)(outcome, undone, results);
}
})
};
