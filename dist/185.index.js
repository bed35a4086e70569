export const id = 185;
export const ids = [185];
export const modules = {
1185:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
restore: () => ( restore)
});
var _domain_resource_result_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4047);
var _domain_seen_before_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9868);
var _domain_undone_move_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4990);
var _attach_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4618);
var _circuit_breaker_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6333);
var _verify_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1354);
async function restore(context, outcome, first, desired, patience) {
const restored = new Set();
let end = outcome;
for (let undone = first; undone.size > 0;) {
for (const id of undone.keys())
restored.add(id);
end = await restoreOnce(context, end, undone, desired, patience);
undone = new Map([...(0,_domain_undone_move_js__WEBPACK_IMPORTED_MODULE_5__ .Y)(end)].filter(([id]) => !restored.has(id)));
}
return end;
}
async function restoreOnce(context, outcome, undone, desired, patience) {
context.log.info('A new membership is not seen any more: attaching to the old backup plans again');
const left = [...undone.values()].flat();
const changes = left.map((change) => ({ ...change, kind: 'attach', before: 'detached' }));
const attempts = await (0,_attach_js__WEBPACK_IMPORTED_MODULE_2__ .n)(context, changes, new Map(), new _circuit_breaker_js__WEBPACK_IMPORTED_MODULE_3__ .aG());
patience.restart();
const attached = [...attempts].map(([change, attempt]) => ({ change, attempt }));
const rejoined = new Set(left);
const seen = outcome.results.filter(({ change, result }) => (0,_domain_resource_result_js__WEBPACK_IMPORTED_MODULE_0__ .U4)(result) && !rejoined.has(change));
const { results } = await (0,_verify_js__WEBPACK_IMPORTED_MODULE_4__ .bs)(context, [...attached, ...seen.map(_domain_seen_before_js__WEBPACK_IMPORTED_MODULE_1__ .aX)], desired, patience);
const later = new Map(results.slice(attached.length).map((each, index) => [seen[index], each]));
const now = outcome.results.map((each) => {
const itsLater = later.get(each);
return itsLater === undefined ? each : (0,_domain_seen_before_js__WEBPACK_IMPORTED_MODULE_1__ .u8)(each, itsLater);
});
return (0,_domain_undone_move_js__WEBPACK_IMPORTED_MODULE_5__ .G)({ ...outcome, results: now }, undone, results.slice(0, attached.length));
}
})
};
