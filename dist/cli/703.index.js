export const id = 703;
export const ids = [703];
export const modules = {
2703:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
asPlansAreNow: () => ( asPlansAreNow),
diffSettings: () => ( diffSettings),
dryRunSettings: () => ( dryRunSettings),
isAzurePlan: () => ( isAzurePlan),
missingOf: () => ( missingOf),
notListed: () => ( notListed),
notReported: () => ( notReported),
obstacle: () => ( obstacle),
obstacleTo: () => ( obstacleTo),
otherwise: () => ( otherwise)
});
var _shared_text_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4646);
var _diff_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5641);
var _membership_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1082);
var _model_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5529);
var _request_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(805);
function diffSettings({ plans, settings, organization, listedPlans, }) {
if ((0,_request_js__WEBPACK_IMPORTED_MODULE_3__ .xC)(settings))
return [];
return plans.map((plan) => {
const wanted = missingOf(plan, settings);
if ((0,_request_js__WEBPACK_IMPORTED_MODULE_3__ .xC)(wanted))
return { plan, wanted, obstacle: undefined };
const obstacle = listedPlans.has(plan.id) ? obstacleTo(plan, organization, wanted) : notListed(plan, organization);
return { plan, wanted, obstacle };
});
}
function asPlansAreNow(changes, latest, organization) {
const now = (0,_model_js__WEBPACK_IMPORTED_MODULE_2__ .$H)(latest);
const possible = changes.map((entry) => {
const { kind, change } = entry;
const plan = change.kind === 'attach' ? now.get(change.plan.id) : undefined;
return kind === 'change' && plan !== undefined && !(0,_membership_js__WEBPACK_IMPORTED_MODULE_1__ .Z9)(plan)
? (0,_diff_js__WEBPACK_IMPORTED_MODULE_0__ .cj)(organization, change.resource, plan)
: entry;
});
return [...Map.groupBy(possible, ({ change }) => change.resource.id).values()].flatMap((its) => (0,_diff_js__WEBPACK_IMPORTED_MODULE_0__ .Lv)(its));
}
function missingOf({ schedule, metadata }, wanted) {
return {
schedule: schedule === wanted.schedule ? undefined : wanted.schedule,
metadata: metadata === wanted.metadata ? undefined : wanted.metadata,
};
}
function otherwise({ schedule, metadata }, wanted) {
const differs = (is, asked) => asked !== undefined && is !== 'unknown' && is !== asked;
return [
...(differs(schedule, wanted.schedule) ? ['schedule'] : []),
...(differs(metadata, wanted.metadata) ? ['metadata'] : []),
];
}
function dryRunSettings(changes) {
return changes.map(({ plan, wanted, obstacle }) => ({
plan,
result: obstacle === undefined
? { kind: (0,_request_js__WEBPACK_IMPORTED_MODULE_3__ .xC)(wanted) ? 'already' : 'would' }
: { kind: 'skipped', cause: 'blocked', problem: obstacle },
}));
}
function isAzurePlan({ projects }, { isAzure, mayBeAzure = false }) {
return isAzure || mayBeAzure || projects !== undefined;
}
function obstacleTo(plan, organization, wanted) {
if (plan.schedule === 'unknown' && wanted.schedule === undefined)
return obstacle(plan, notReported('isActive'));
if (plan.metadata === 'unknown' && wanted.metadata === undefined)
return obstacle(plan, notReported('includeMetadata'));
if (plan.isSelectionDisputed === true)
return obstacle(plan, 'what GitProtect reports of how it selects repositories contradicts itself');
const isAzure = isAzurePlan(plan, organization);
if (plan.selection === 'rules' && !isAzure)
return obstacle(plan, 'it selects repositories by rules, which the request for a Git plan does not take');
if (!(0,_membership_js__WEBPACK_IMPORTED_MODULE_1__ .b0)(plan))
return undefined;
if (plan.repositories?.complete !== true)
return obstacle(plan, `${LIST} does not report all repositories that were selected in it by hand`);
if (isAzure && plan.projects?.complete !== true)
return obstacle(plan, `${LIST} does not report all projects that were selected in it by hand`);
if (isPartial(plan, plan.repositories))
return obstacle(plan, 'GitProtect counts more repositories in it than it reports to be selected by hand');
return undefined;
}
function notListed(plan, organization) {
return {
title: NOT_CHANGED,
reason: 'not-listed',
message: `backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_4__ .Pf)(plan)} is not in the list of plans of organization ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_4__ .Pf)(organization)}: its fields are not known, and a modification could lose them`,
remedy: 'Attach a first repository to the plan and run again, or change the setting in GitProtect.',
};
}
const LIST = "GitProtect's list of plans";
const NOT_CHANGED = 'The settings of the backup plan were not changed';
function isPartial({ repositoryCount = 0, projects = _model_js__WEBPACK_IMPORTED_MODULE_2__ .K$ }, { ids }) {
return projects.ids.size === 0 && ids.size < repositoryCount;
}
function notReported(field) {
return `${LIST} does not report its ${field}`;
}
function obstacle(plan, why) {
return {
title: NOT_CHANGED,
reason: why,
message: `backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_4__ .Pf)(plan)} was not modified, since something in it could be lost: ${why}`,
remedy: 'Change the setting in GitProtect, and leave plan-schedule and plan-metadata out for this plan.',
};
}
})
};
