export const id = 136;
export const ids = [136,703,552];
export const modules = {
7390:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
AU: () => ( NO_MEMBERS),
Fz: () => ( isGoneBy),
IQ: () => ( isToBeSeenAgain),
Uk: () => ( lostMembers),
eZ: () => ( withoutWhatIsGone),
u9: () => ( hasMore),
uP: () => ( isNobody),
wk: () => ( withLosses),
yE: () => ( withJoined),
zT: () => ( withMembersOf)
});
var _membership_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1082);
var _model_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5529);
var _plan_settings_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2703);
var _request_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(805);
var _resource_result_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7294);
var _seen_before_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2793);
function withJoined(plan, { results }) {
const joined = results.flatMap(({ change, result }) => {
const isIn = change.kind === 'attach' && change.plan.id === plan.id;
return isIn && result.kind === 'done' && result.verified ? [change.resource] : [];
});
const idsOfKind = (kind) => (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .UX)(joined.filter((each) => each.kind === kind));
const repositories = idsOfKind('repository');
const excluded = [...plan.excluded.ids].filter((id) => !repositories.has(id));
return {
...plan,
repositories: withIds(plan.repositories, repositories),
projects: withIds(plan.projects, idsOfKind('project')),
excluded: { ...plan.excluded, ids: new Set(excluded) },
};
}
function withMembersOf(plan, later) {
return {
...plan,
repositories: withIds(plan.repositories, later.repositories?.ids),
projects: withIds(plan.projects, later.projects?.ids),
};
}
function withIds(list, more = []) {
return list && { ...list, ids: new Set([...list.ids, ...more]) };
}
const NO_MEMBERS = { repositories: [], projects: [] };
function lostMembers(before, after) {
if (before.selection === 'all' && after?.selection === 'all')
return NO_MEMBERS;
const lost = (kind) => [...(before[kind]?.ids ?? [])].filter((id) => after?.[kind]?.ids.has(id) !== true);
return { repositories: lost('repositories'), projects: lost('projects') };
}
function isNobody({ repositories, projects }) {
return repositories.length + projects.length === 0;
}
function isToBeSeenAgain(result, { before, missing }, { plans }) {
if (result.kind === 'done')
return true;
const now = plans.find(({ id }) => id === before.plan.id);
if (now === undefined || !(0,_resource_result_js__WEBPACK_IMPORTED_MODULE_4__ .Xb)(result) || (result.kind === 'failed' && result.cause === 'damaged'))
return false;
if ((0,_request_js__WEBPACK_IMPORTED_MODULE_3__ .xC)((0,_plan_settings_js__WEBPACK_IMPORTED_MODULE_2__.missingOf)(now, missing)))
return true;
const asked = Object.values(missing).filter((setting) => setting !== undefined).length;
const wasRead = result.kind === 'failed' && result.cause !== 'unreadable';
const isUnmade = wasRead && (0,_plan_settings_js__WEBPACK_IMPORTED_MODULE_2__.otherwise)(now, missing).length === asked;
return !isUnmade && !isNobody(lostMembers(before.plan, now));
}
function withLosses(outcome, seen) {
const results = seen.reduce((before, each) => before.map((one) => unlessLost(one, each, outcome)), outcome.results);
const again = new Map(seen.map((each) => [each.settings.plan.id, each]));
return { ...outcome, results, plans: outcome.plans.map((plan) => asSeenAgain(plan, again.get(plan.id))) };
}
function asSeenAgain(plan, again) {
if (again === undefined)
return plan;
const { now, settings, isGone } = again;
if (isGone)
return { ...plan, isScheduleUnclear: true };
return now === settings.plan
? plan
: {
...plan,
removed: now.removed === false ? plan.removed : now.removed,
schedule: now.schedule === 'disabled' ? 'disabled' : plan.schedule,
isScheduleUnclear: plan.isScheduleUnclear || now.isScheduleUnclear,
};
}
function unlessLost(each, { settings, now, isGone }, { projectOf, plans }) {
const { change } = each;
const { plan, result } = settings;
if (change.kind !== 'attach' || change.plan.id !== plan.id || result.kind !== 'failed')
return each;
const { lost = [], problem } = result;
const { id } = change.resource;
const wasForAll = plans.some((known) => known.id === plan.id && known.selection === 'all');
const isWithProject = now.projects?.ids.has(projectOf.get(id) ?? id) === true;
const isListed = isWithProject || now.repositories?.ids.has(id) === true;
const isOut = now.excluded.ids.has(id) || (wasForAll && now.selection !== 'all' && !isListed);
const isLost = isGone || isOut || lost.some((member) => member === id || member === projectOf.get(id));
const isRight = each.result.kind === 'already' || each.result.kind === 'done';
if (!isLost || !isRight)
return each;
const isSent = !isGone || each.result.kind === 'done';
return { change, result: { kind: 'failed', cause: 'reverted', problem, ...(isSent ? { sent: true } : {}) } };
}
function withoutWhatIsGone(outcome, gone) {
const asGone = ({ kind }) => ({
kind: 'failed',
cause: kind === 'done' ? 'unreadable' : 'unreported',
problem: gone,
});
return {
...outcome,
results: outcome.results.map((each) => (0,_seen_before_js__WEBPACK_IMPORTED_MODULE_5__ .Wi)(each, gone)),
settings: outcome.settings.map((each) => ((0,_resource_result_js__WEBPACK_IMPORTED_MODULE_4__ .U4)(each.result) ? { ...each, result: asGone(each.result) } : each)),
};
}
function hasMore(first, now) {
if (!(0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ .b0)(now))
return false;
const isCounted = (now.projects?.ids.size ?? 0) === 0 && now.repositories !== undefined;
const isShorter = isCounted && (first.repositoryCount ?? 0) > now.repositories.ids.size;
return isShorter || !isNobody(lostMembers(first, now));
}
function isGoneBy(results, plan) {
const its = results.filter(({ change }) => 'plan' in change && change.plan.id === plan);
if (its.some(({ result }) => result.kind === 'failed' && result.gone === 'plan'))
return 'yes';
const mayBe = its.some(({ result }) => 'problem' in result) ||
results.some(({ result }) => result.kind === 'failed' && result.cause === 'unreadable');
return mayBe ? 'perhaps' : 'no';
}
}),
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
2793:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Wi: () => ( unlessGone),
aX: () => ( asSeen),
u8: () => ( unlessUndone)
});
var _resource_result_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7294);
function asSeen({ change }) {
return { change: withRightState(change), attempt: { kind: 'none' } };
}
function withRightState(change) {
switch (change.kind) {
case 'activate':
return { ...change, before: 'active' };
case 'deactivate':
return { ...change, before: 'inactive' };
case 'attach':
return { ...change, before: 'attached' };
case 'detach':
return { ...change, before: 'detached' };
case 'remove':
return change;
}
}
function unlessUndone({ change, result }, later) {
if ((0,_resource_result_js__WEBPACK_IMPORTED_MODULE_0__ .U4)(later.result) || later.result.kind === 'already')
return { change, result };
const isMade = result.kind === 'done' && later.result.kind === 'failed';
return { change, result: isMade ? { ...later.result, sent: true } : later.result };
}
function unlessGone(each, gone) {
const { change, result } = each;
const isClaim = (0,_resource_result_js__WEBPACK_IMPORTED_MODULE_0__ .U4)(result) || result.kind === 'kept';
if (!isClaim)
return each;
const failed = { kind: 'failed', cause: 'unreadable', problem: gone };
return { change, result: result.kind === 'done' ? { ...failed, sent: true } : failed };
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
}),
4136:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Qs: () => ( reverted),
g$: () => ( judged),
gz: () => ( failed),
nM: () => ( judgedBefore),
vJ: () => ( planGone)
});
var _domain_lost_members_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7390);
var _domain_model_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5529);
var _domain_plan_settings_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2703);
var _domain_request_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(805);
var _domain_verify_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4200);
var _gitprotect_plan_settings_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1552);
var _shared_text_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4646);
function judgedBefore(plan, before, { organization, settings }) {
if (before === undefined)
return failed('rejected', (0,_domain_plan_settings_js__WEBPACK_IMPORTED_MODULE_2__.notListed)(plan, organization));
if ((0,_domain_model_js__WEBPACK_IMPORTED_MODULE_1__ .oy)(before.plan))
return failed('rejected', markedAsDeleted(plan));
const missing = (0,_domain_plan_settings_js__WEBPACK_IMPORTED_MODULE_2__.missingOf)(before.plan, settings);
if ((0,_domain_request_js__WEBPACK_IMPORTED_MODULE_3__ .xC)(missing))
return { kind: 'already' };
const problem = (0,_domain_plan_settings_js__WEBPACK_IMPORTED_MODULE_2__.obstacleTo)(before.plan, organization, missing) ?? obstacleIn(plan, before);
return problem === undefined ? { kind: 'would' } : { kind: 'skipped', cause: 'blocked', problem };
}
function obstacleIn(plan, before) {
const unknown = (0,_gitprotect_plan_settings_js__WEBPACK_IMPORTED_MODULE_5__ .dX)(before);
if ((0,_domain_lost_members_js__WEBPACK_IMPORTED_MODULE_0__ .u9)(plan, before.plan))
return {
...(0,_domain_plan_settings_js__WEBPACK_IMPORTED_MODULE_2__.obstacle)(plan, 'GitProtect reported more members of it a moment ago'),
remedy: 'Run again. If the plan is not modified then either, change the setting in GitProtect, and leave plan-schedule and plan-metadata out for this plan.',
};
const why = (0,_gitprotect_plan_settings_js__WEBPACK_IMPORTED_MODULE_5__ .TF)(before)
? unknown && (0,_domain_plan_settings_js__WEBPACK_IMPORTED_MODULE_2__.notReported)(unknown)
: 'GitProtect reports a number in its settings that is too large to be sent back as it is, or settings in too many levels';
return why === undefined ? undefined : (0,_domain_plan_settings_js__WEBPACK_IMPORTED_MODULE_2__.obstacle)(plan, why);
}
function judged(plan, { lost, changed, wrong, isPartlyMade, error }, inWords) {
const members = [...lost.repositories, ...lost.projects];
if (members.length > 0 || changed.length > 0) {
const problem = damaged(plan, members.length === 0 ? undefined : inWords(members), changed);
return { kind: 'failed', cause: 'damaged', problem, lost: members };
}
const isUnreported = wrong?.length === 0;
if (error === undefined) {
if (wrong === undefined)
return sent(failed('unreadable', planGone(plan, 'was modified')));
return isUnreported ? { kind: 'done', verified: false } : sent(failed('not-applied', notApplied(plan, wrong)));
}
const result = failed(isUnreported && !error.isRefused ? 'unreadable' : 'rejected', error);
return error.mayHaveApplied || isPartlyMade ? sent(result) : result;
}
function failed(cause, problem) {
return { kind: 'failed', cause, problem };
}
function sent(result) {
return { ...result, sent: true };
}
function notApplied(plan, wrong) {
return {
title: 'GitProtect accepted a change but did not make it',
reason: 'settings',
message: `GitProtect reported success, but the ${wrong.join(' and ')} of backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_6__ .Pf)(plan)} ${wrong.length === 1 ? 'is' : 'are'} not as asked for`,
remedy: 'Change the setting in GitProtect, and look there whether the account may do so. Then run again.',
};
}
function reverted(plan, how) {
return {
title: 'A change was undone while this ran',
reason: 'settings',
message: `the settings of backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_6__ .Pf)(plan)} were ${how}, and are not any more`,
remedy: 'Find out who or what else changes these settings, and run again.',
};
}
function planGone(plan, what) {
return { ..._domain_verify_js__WEBPACK_IMPORTED_MODULE_4__ .uj.plan, message: `backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_6__ .Pf)(plan)} ${what}, and is not in the list of plans any more` };
}
function markedAsDeleted(plan) {
return { ..._domain_verify_js__WEBPACK_IMPORTED_MODULE_4__ .uj.plan, message: `GitProtect marks backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_6__ .Pf)(plan)} as deleted, and did not at first` };
}
function damaged(plan, lost, changed) {
const parts = [
...(lost === undefined ? [] : [`it lost ${lost}, which could not be attached again`]),
...(changed.length === 0 ? [] : [`its settings ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_6__ .yU)(changed)} changed, too`]),
];
return {
title: 'A modification changed more than was asked for',
reason: plan.id,
message: `backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_6__ .Pf)(plan)} was modified, and ${parts.join('; ')}`,
remedy: `Look at backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_6__ .Pf)(plan)} in GitProtect and correct it there. Leave plan-schedule and plan-metadata out until that is clear.`,
};
}
})
};
