export const id = 493;
export const ids = [493];
export const modules = {
9493:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
joinedPlans: () => ( joinedPlans),
joinedReader: () => ( joinedReader),
unlessJoined: () => ( unlessJoined),
withJoined: () => ( withJoined)
});
var _shared_text_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4646);
var _kept_now_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3563);
var _membership_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1082);
var _model_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5529);
var _plans_after_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2555);
function joinedReader(attempted, reading, desired) {
const { resources, projectOf, leavesEveryPlan } = desired;
const rows = (0,_model_js__WEBPACK_IMPORTED_MODULE_2__ .$H)(reading.repositories);
const after = (0,_plans_after_js__WEBPACK_IMPORTED_MODULE_3__ .Vd)(desired, reading, (0,_plans_after_js__WEBPACK_IMPORTED_MODULE_3__ .cn)(attempted.map(({ change, attempt }) => [change, attempt])));
const wanted = new Map(leavesEveryPlan ? resources.map((each) => [each.resource.id, each]) : []);
const knownTo = (id) => {
const { detachedFrom = [], alsoIn = [] } = wanted.get(id) ?? {};
const ofProject = wanted.get(projectOf.get(id) ?? '')?.detachedFrom ?? [];
return (0,_model_js__WEBPACK_IMPORTED_MODULE_2__ .UX)([...detachedFrom, ...ofProject, ...alsoIn.map(({ plan }) => plan)]);
};
return ({ resource: { id } }, isReleased) => {
const row = rows.get(id);
if (row === undefined || !(isReleased || leavesEveryPlan))
return undefined;
const known = knownTo(id);
const isNew = ({ plan }) => !known.has(plan.id);
const plans = (0,_plans_after_js__WEBPACK_IMPORTED_MODULE_3__ .iV)(row, after);
const containing = (0,_membership_js__WEBPACK_IMPORTED_MODULE_1__ .HK)(after.organization, row, plans);
const joined = containing.find((each) => each.membership === 'attached' && (isReleased || isNew(each)));
if (joined !== undefined || !leavesEveryPlan)
return joined;
const project = projectOf.has(id) ? (0,_model_js__WEBPACK_IMPORTED_MODULE_2__ .UX)(plans) : NONE;
return (0,_membership_js__WEBPACK_IMPORTED_MODULE_1__ .HK)(after.organization, row, plans, { itself: NONE, project }).find(isNew);
};
}
function keptMeanwhile(each, keptNow) {
const { change, result } = each;
if (change.kind !== 'deactivate' || result.kind !== 'kept')
return each;
const plans = keptNow(change.resource, result.plans);
return {
change,
result: plans.length > 0
? { kind: 'kept', plans }
: { kind: 'failed', cause: 'reverted', problem: keptInVain(result.plans) },
};
}
function keptInVain(plans) {
const containing = plans.filter(({ membership }) => membership === 'attached');
const atFirst = containing.length > 0
? `backup plan ${(0,_membership_js__WEBPACK_IMPORTED_MODULE_1__ .AO)(containing)} contained the repository at first`
: `backup plan ${(0,_membership_js__WEBPACK_IMPORTED_MODULE_1__ .AO)(plans)} could contain the repository at first, by what was reported`;
return {
title: containing.length > 0
? 'A license was kept for a backup plan that was left while this ran'
: 'A license was kept, since it was not reported that no backup plan contains the repository',
reason: 'kept-in-vain',
message: `the license was kept, since ${atFirst}, and no plan is seen to contain it now`,
remedy: 'Run again: the license is released then. If the repository is to be backed up, attach it again first.',
};
}
const NONE = new Set();
function withJoined(results, attempted, reading, desired) {
const keptNow = (0,_kept_now_js__WEBPACK_IMPORTED_MODULE_0__ .kQ)(attempted, reading, desired);
const judged = results.map((each) => keptMeanwhile(each, keptNow));
const joinedMeanwhile = joinedReader(attempted, reading, desired);
return [
...judged.map((each) => unlessJoined(each, joinedMeanwhile)),
...joinedPlans(judged, joinedMeanwhile, desired),
];
}
function unlessJoined(each, joinedMeanwhile) {
const { change, result } = each;
if (change.kind !== 'deactivate' || !['done', 'already', 'kept'].includes(result.kind))
return each;
const joined = joinedMeanwhile(change, result.kind === 'done');
return joined === undefined ? each : { change, result: failedFor(joined, result) };
}
function joinedPlans(results, joinedMeanwhile, { leavesEveryPlan, projectOf }) {
if (!leavesEveryPlan)
return [];
return results.flatMap(({ change: { kind, resource }, result }) => {
if (kind !== 'deactivate' || projectOf.has(resource.id))
return [];
const joined = joinedMeanwhile({ kind, resource, before: 'unknown' }, false);
if (joined === undefined)
return [];
const change = { kind: 'detach', resource, plan: joined.plan, before: 'detached' };
return [{ change, result: failedFor(joined, result) }];
});
}
function failedFor(joined, license) {
return joined.membership === 'attached'
? { kind: 'failed', cause: 'reverted', problem: attachedTo(joined, license) }
: { kind: 'failed', cause: 'unreported', problem: notReported(joined) };
}
function attachedTo({ plan }, { kind }) {
const license = kind === 'done' ? 'released' : kind === 'already' ? 'inactive' : 'kept';
return {
title: 'A change was undone while this ran',
reason: plan.id,
message: `the license was ${license}, and backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_4__ .Pf)(plan)} contains the repository now`,
remedy: 'Run a step with state: present for it if it is to be backed up; otherwise run this one again.',
};
}
function notReported({ plan }) {
return {
title: 'A backup plan may contain the repository now',
reason: plan.id,
message: `at first it was reported that backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_4__ .Pf)(plan)} does not contain the repository, and that is not reported any more`,
remedy: 'Look at the repository in GitProtect, and run again.',
};
}
})
};
