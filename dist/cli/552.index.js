export const id = 552;
export const ids = [552,703];
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
}),
1552:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
E0: () => ( changedFields),
TF: () => ( canBeSentBack),
UV: () => ( showsMembers),
dX: () => ( unknownField),
modificationOf: () => ( modificationOf),
parseShownPlan: () => ( parseShownPlan)
});
var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
var node_util__WEBPACK_IMPORTED_MODULE_0___default = __webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);
var _domain_plan_settings_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2703);
var _shared_json_object_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4995);
var _evidence_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1218);
var _parsers_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9685);
var _schedule_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5318);
const GIT_FIELDS = [
...['isActive', 'name', 'type', 'backupType', 'storageId', 'repositoriesIds', 'workerId', 'schedule'],
...['advancedOptions', 'compressionSettings', 'encryptionSettings', 'customActions', 'inculdeAllReposistories'],
...['organizationId', 'includeMetadata'],
];
const AZURE_FIELDS = [
...GIT_FIELDS.filter((name) => name !== 'inculdeAllReposistories'),
...['excludedRepositoriesIds', 'projectsIds', 'wikisIds', 'notificationSettings', 'useExtraCredentials'],
...['additionalCredentials', 'resourceKindsToIgnore', 'gitChoiceMode', 'rules'],
];
const MEMBERS = ['repositoriesIds', 'projectsIds'];
function parseShownPlan(row, organization) {
const plan = (0,_parsers_js__WEBPACK_IMPORTED_MODULE_4__ .Od)(row, organization);
const isAzure = (0,_domain_plan_settings_js__WEBPACK_IMPORTED_MODULE_1__.isAzurePlan)(plan, organization);
const shown = _shared_json_object_js__WEBPACK_IMPORTED_MODULE_2__ .Y.of(row);
const names = isAzure ? AZURE_FIELDS : GIT_FIELDS;
const entries = names.flatMap((name) => {
const value = shown?.value(name) ?? undefined;
return value === undefined ? [] : [[name, value]];
});
return {
id: plan.id,
plan,
isAzure,
includesAll: shown && (0,_evidence_js__WEBPACK_IMPORTED_MODULE_3__ .Mh)(shown),
fields: Object.fromEntries(entries),
};
}
function modificationOf(shown, wanted) {
const { id, plan, isAzure, fields } = shown;
return {
...inOtherWords(shown),
...fields,
...(plan.repositories?.complete === true ? { repositoriesIds: [...plan.repositories.ids] } : {}),
...(isAzure && plan.projects?.complete === true ? { projectsIds: [...plan.projects.ids] } : {}),
...(wanted.schedule === undefined ? {} : { isActive: true }),
...(wanted.metadata === undefined ? {} : { includeMetadata: true }),
id,
};
}
function inOtherWords({ plan, isAzure, includesAll }) {
const { name, schedule, metadata, excluded } = plan;
return {
...(name === undefined ? {} : { name }),
...(schedule === 'unknown' ? {} : { isActive: schedule === 'enabled' }),
...(metadata === 'unknown' ? {} : { includeMetadata: metadata === 'included' }),
...(includesAll === undefined || isAzure ? {} : { inculdeAllReposistories: includesAll }),
...(excluded.ids.size === 0 || !isAzure ? {} : { excludedRepositoriesIds: [...excluded.ids] }),
};
}
function unknownField({ plan: { selection }, isAzure, includesAll, fields }) {
if (!isAzure)
return includesAll === undefined ? 'inculdeAllReposistories' : undefined;
const isByRules = selection === 'rules' && !/^all/i.test(String(fields['gitChoiceMode']));
const needed = ['gitChoiceMode', 'useExtraCredentials', ...(isByRules ? ['rules'] : [])];
return needed.find((name) => fields[name] === undefined);
}
function showsMembers({ plan: { selection, repositories, projects }, isAzure }) {
if (selection === 'all')
return true;
return repositories?.complete === true && (!isAzure || projects?.complete === true);
}
const MAX_DEPTH = 500;
function canBeSentBack({ fields }) {
let level = [fields];
for (let depth = 0; level.length > 0; depth++) {
if (depth > MAX_DEPTH || level.some(isInexact))
return false;
level = level.flatMap(partsOf);
}
return true;
}
function partsOf(value) {
return typeof value === 'object' && value !== null ? Object.values(value) : [];
}
function isInexact(value) {
return typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER;
}
function changedFields(before, after, wanted) {
const asked = new Set([
...MEMBERS,
...(wanted.schedule === undefined ? [] : ['isActive']),
...(wanted.metadata === undefined ? [] : ['includeMetadata']),
]);
const [was, is] = [evidenceOf(before), evidenceOf(after)];
const isSame = (name) => name === 'schedule' && wanted.schedule !== undefined
? isSameSchedule(was[name], is[name])
: (0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(was[name], is[name]);
return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => !asked.has(name) && !isSame(name));
}
function isSameSchedule(was, is) {
if (Array.isArray(was) && Array.isArray(is))
return was.length === is.length && was.every((each, index) => isSameSchedule(each, is[index]));
const [before, after] = [_shared_json_object_js__WEBPACK_IMPORTED_MODULE_2__ .Y.of(was), _shared_json_object_js__WEBPACK_IMPORTED_MODULE_2__ .Y.of(is)];
if (before === undefined || after === undefined)
return (0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(was, is);
const names = new Set([...before.entries(), ...after.entries()].map(([name]) => name));
return [...names].every((name) => {
const [one, other] = [before.value(name), after.value(name)];
const isSwitchedOn = (0,_schedule_js__WEBPACK_IMPORTED_MODULE_5__ .T)(name, one) === 'disabled' || (0,_schedule_js__WEBPACK_IMPORTED_MODULE_5__ .T)(name, other) === 'enabled';
return isSwitchedOn || /^next/i.test(name) || isSameSchedule(one, other);
});
}
function evidenceOf({ fields, plan: { schedule, metadata, selection, excluded } }) {
return {
...fields,
isActive: schedule,
includeMetadata: metadata,
inculdeAllReposistories: selection,
excludedRepositoriesIds: { ids: excluded.ids, complete: excluded.complete },
};
}
})
};
