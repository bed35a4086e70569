export const id = 231;
export const ids = [231];
export const modules = {
231:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
settingsInDryRun: () => ( settingsInDryRun)
});
var _domain_plan_settings_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2703);
var _shared_failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8035);
var _judge_modification_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4136);
async function settingsInDryRun(context, changes, desired, patience) {
const results = (0,_domain_plan_settings_js__WEBPACK_IMPORTED_MODULE_0__.dryRunSettings)(changes);
const ids = results.flatMap(({ plan, result }) => (result.kind === 'would' ? plan.id : []));
if (ids.length === 0)
return results;
const shown = await readAll(ids, context, desired, patience);
return results.map(({ plan, result }) => {
if (result.kind !== 'would')
return { plan, result };
if (shown instanceof _shared_failure_js__WEBPACK_IMPORTED_MODULE_1__ .HR)
return { plan, result: (0,_judge_modification_js__WEBPACK_IMPORTED_MODULE_2__ .gz)('rejected', shown) };
const now = shown.find(({ id }) => id === plan.id);
return { plan, result: (0,_judge_modification_js__WEBPACK_IMPORTED_MODULE_2__ .nM)(plan, now, desired) };
});
}
async function readAll(ids, { service, log }, { organization }, patience) {
try {
for (;;) {
const shown = await service.readPlans(organization);
if (patience.nextPauseMs === 0 || ids.every((each) => shown.some(({ id }) => id === each)))
return shown;
await patience.pauseAfter(log, 'a backup plan is not in the list');
}
}
catch (error) {
if (error instanceof _shared_failure_js__WEBPACK_IMPORTED_MODULE_1__ .HR)
return error;
throw error;
}
}
})
};
