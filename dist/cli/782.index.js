export const id = 782;
export const ids = [782,703,552];
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
return obstacle(plan, 'GitProtect does not report all repositories that were selected in it by hand');
if (isAzure && plan.projects?.complete !== true)
return obstacle(plan, 'GitProtect does not report all projects that were selected in it by hand');
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
const NOT_CHANGED = 'The settings of the backup plan were not changed';
function isPartial({ repositoryCount = 0, projects = _model_js__WEBPACK_IMPORTED_MODULE_2__ .K$ }, { ids }) {
return projects.ids.size === 0 && ids.size < repositoryCount;
}
function notReported(field) {
return `GitProtect does not report its ${field}`;
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
8782:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
modifyPlans: () => ( modifyPlans),
pendingPlans: () => ( pendingPlans),
uncheckedPlans: () => ( uncheckedPlans),
withSettings: () => ( withSettings)
});
var membership = __webpack_require__(1082);
var model = __webpack_require__(5529);
var plan_settings = __webpack_require__(2703);
var request = __webpack_require__(805);
var resource_result = __webpack_require__(7294);
var seen_before = __webpack_require__(2793);
;
function withJoined(plan, { results }) {
const joined = results.flatMap(({ change, result }) => {
const isIn = change.kind === 'attach' && change.plan.id === plan.id;
return isIn && result.kind === 'done' && result.verified ? [change.resource] : [];
});
const idsOfKind = (kind) => (0,model .UX)(joined.filter((each) => each.kind === kind));
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
if (now === undefined || !(0,resource_result .Xb)(result) || (result.kind === 'failed' && result.cause === 'damaged'))
return false;
if ((0,request .xC)((0,plan_settings.missingOf)(now, missing)))
return true;
const asked = Object.values(missing).filter((setting) => setting !== undefined).length;
const wasRead = result.kind === 'failed' && result.cause !== 'unreadable';
const isUnmade = wasRead && (0,plan_settings.otherwise)(now, missing).length === asked;
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
results: outcome.results.map((each) => (0,seen_before .Wi)(each, gone)),
settings: outcome.settings.map((each) => ((0,resource_result .U4)(each.result) ? { ...each, result: asGone(each.result) } : each)),
};
}
function hasMore(first, now) {
if (!(0,membership .b0)(now))
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
var verify = __webpack_require__(4200);
var gitprotect_plan_settings = __webpack_require__(1552);
var shared_failure = __webpack_require__(8035);
var shared_text = __webpack_require__(4646);
;
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
const result = failed(isUnreported && (error.mayHaveApplied || error.isUnclear) ? 'unreadable' : 'rejected', error);
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
message: `GitProtect reported success, but the ${wrong.join(' and ')} of backup plan ${(0,shared_text .Pf)(plan)} ${wrong.length === 1 ? 'is' : 'are'} not as asked for`,
remedy: 'Change the setting in GitProtect, and look there whether the account may do so. Then run again.',
};
}
function reverted(plan, how) {
return {
title: 'A change was undone while this ran',
reason: 'settings',
message: `the settings of backup plan ${(0,shared_text .Pf)(plan)} were ${how}, and are not any more`,
remedy: 'Find out who or what else changes these settings, and run again.',
};
}
function planGone(plan, what) {
return { ...verify .uj.plan, message: `backup plan ${(0,shared_text .Pf)(plan)} ${what}, and is not in the list of plans any more` };
}
function markedAsDeleted(plan) {
return { ...verify .uj.plan, message: `GitProtect marks backup plan ${(0,shared_text .Pf)(plan)} as deleted, and did not at first` };
}
function damaged(plan, lost, changed) {
const parts = [
...(lost === undefined ? [] : [`it lost ${lost}, which could not be attached again`]),
...(changed.length === 0 ? [] : [`its settings ${(0,shared_text .yU)(changed)} changed, too`]),
];
return {
title: 'A modification changed more than was asked for',
reason: plan.id,
message: `backup plan ${(0,shared_text .Pf)(plan)} was modified, and ${parts.join('; ')}`,
remedy: `Look at backup plan ${(0,shared_text .Pf)(plan)} in GitProtect and correct it there. Leave plan-schedule and plan-metadata out until that is clear.`,
};
}
var gitprotect_errors = __webpack_require__(5524);
var rejections = __webpack_require__(8334);
;
function asShown({ name, repositoryCount, lastRun }, { plan: now }) {
return { ...now, name: now.name ?? name, repositoryCount: now.repositoryCount ?? repositoryCount, lastRun };
}
const NOT_LISTED = 'the backup plan is not in the list';
const NOTHING_SEEN = { lost: NO_MEMBERS, changed: [], wrong: undefined, isPartlyMade: false };
function isRefused(error) {
return error !== undefined && !error.mayHaveApplied && !error.isUnclear;
}
function withUnknown(plan, { schedule, metadata }) {
return {
...plan,
schedule: schedule === undefined ? plan.schedule : 'unknown',
metadata: metadata === undefined ? plan.metadata : 'unknown',
};
}
class Modification {
#context;
#desired;
#plan;
#patience;
#names;
#latest;
#sent;
isGone = false;
shown;
constructor(context, desired, plan, patience) {
this.#context = context;
this.#desired = desired;
this.#plan = plan;
this.#patience = patience;
this.#names = new Map(desired.resources.map(({ resource: { id, name } }) => [id, name]));
this.#latest = plan;
}
async carryOut({ plan, wanted, obstacle }) {
const result = (0,request .xC)(wanted)
? { kind: 'already' }
: obstacle === undefined
? await this.#modify()
: { kind: 'skipped', cause: 'blocked', problem: obstacle };
return { plan, result, latest: this.#latest, sent: this.#sent, isGone: this.isGone };
}
get latest() {
return this.#latest;
}
#obstacleIn(before) {
const unknown = (0,gitprotect_plan_settings .dX)(before);
if (hasMore(this.#plan, before.plan))
return {
...(0,plan_settings.obstacle)(this.#plan, 'GitProtect reported more members of it a moment ago'),
remedy: 'Run again. If the plan is not modified then either, change the setting in GitProtect, and leave plan-schedule and plan-metadata out for this plan.',
};
const why = (0,gitprotect_plan_settings .TF)(before)
? unknown && (0,plan_settings.notReported)(unknown)
: 'GitProtect reports a number in its settings that is too large to be sent back as it is, or settings in too many levels';
return why === undefined ? undefined : (0,plan_settings.obstacle)(this.#plan, why);
}
async #modify() {
const { service, log } = this.#context;
let cause = 'rejected';
let refused;
let tried;
try {
for (;;) {
let before = await this.read();
for (; this.isGone && this.#patience.nextPauseMs > 0; before = await this.read())
await this.#patience.pauseAfter(log, NOT_LISTED);
if (before === undefined)
return failed('rejected', (0,plan_settings.notListed)(this.#plan, this.#desired.organization));
if ((0,model .oy)(before.plan))
return failed('rejected', markedAsDeleted(this.#plan));
const missing = (0,plan_settings.missingOf)(before.plan, this.#desired.settings);
if ((0,request .xC)(missing)) {
if (tried === undefined)
return { kind: 'already' };
this.#sent = tried;
return await this.verify(tried);
}
const obstacle = (0,plan_settings.obstacleTo)(before.plan, this.#desired.organization, missing) ?? this.#obstacleIn(before);
if (obstacle !== undefined)
return { kind: 'skipped', cause: 'blocked', problem: obstacle };
log.info(`Changing the settings of backup plan ${(0,shared_text .Pf)(this.#plan)}`);
cause = 'unreadable';
const error = await this.#attempt(service.modifyPlan(before, missing, refused?.earlier));
refused = isRefused(error) ? error : undefined;
this.#patience.restart();
tried ??= { before, missing, error };
if (refused?.earlier !== undefined)
continue;
if (refused === undefined)
this.#latest = withUnknown(this.#latest, missing);
this.#sent = { before, missing, error };
return await this.verify(this.#sent);
}
}
catch (error) {
if (!(error instanceof shared_failure .HR))
throw error;
if (refused === undefined)
return failed(cause, error);
return failed('rejected', refused.earlier === undefined ? refused : error);
}
}
async verify(sent) {
const { log } = this.#context;
const { missing: wanted, error } = sent;
let { before } = sent;
let isFirst = true;
log.info('Reading the plan again');
let repair = 'none';
let isMissed = false;
let missed = NO_MEMBERS;
const unlessOver = (failure) => {
if (failure instanceof shared_failure .HR && this.#patience.nextPauseMs > 0)
return 'unread';
if (failure instanceof shared_failure .HR && repair === 'rejected')
return 'over';
throw failure;
};
for (;;) {
const began = this.#context.clock.monotonic();
const after = await this.read().catch(unlessOver);
if (after === 'over') {
await this.#learnNames();
return judged(this.#plan, { ...NOTHING_SEEN, lost: missed, error }, (ids) => this.#inWords(ids));
}
if (after === 'unread') {
await this.#patience.pauseAfter(log, 'not read');
continue;
}
if (after === undefined && !isMissed && this.#patience.nextPauseMs > 0) {
isMissed = true;
await this.#patience.pauseAfter(log, NOT_LISTED);
continue;
}
if (isFirst && after !== undefined)
before = { ...before, plan: withMembersOf(before.plan, after.plan) };
isFirst = false;
this.#sent = { ...sent, before };
const left = after === undefined ? wanted : (0,plan_settings.missingOf)(after.plan, wanted);
const isPartlyMade = left.schedule !== wanted.schedule || left.metadata !== wanted.metadata;
const lost = isRefused(error) && !isPartlyMade ? NO_MEMBERS : lostMembers(before.plan, after?.plan);
const isLost = !isNobody(lost);
if (isLost && repair === 'none') {
missed = lost;
repair = (0,membership .Z9)(this.#latest) ? await this.#attachAgain(lost) : 'rejected';
if (repair === 'gone')
return judged(this.#plan, { ...NOTHING_SEEN, error }, String);
this.#patience.restart();
continue;
}
const changed = after === undefined ? [] : (0,gitprotect_plan_settings .E0)(before, after, wanted);
if (!isLost && changed.length === 0 && (0,request .xC)(left))
return { kind: 'done', verified: true };
const wrong = after && (0,plan_settings.otherwise)(after.plan, left);
const isFinal = isLost ? repair === 'rejected' : changed.length > 0 || error !== undefined || wrong?.length === 0;
const isOver = isFinal || this.#patience.isOverFor(began);
if (isOver && isLost)
await this.#learnNames();
if (isOver)
return judged(this.#plan, { lost, changed, wrong, isPartlyMade, error }, (ids) => this.#inWords(ids));
const what = isLost ? 'what was attached again is' : 'the settings are';
await this.#patience.pauseAfter(log, `${what} not seen yet`);
}
}
async read() {
const { organization, listedPlans } = this.#desired;
this.shown = await this.#context.service.readPlans(organization);
const shown = this.shown.find(({ id }) => id === this.#plan.id);
this.isGone = shown === undefined && listedPlans.has(this.#plan.id);
if (shown !== undefined)
this.#latest = asShown(this.#plan, shown);
return shown;
}
async #attachAgain({ repositories, projects }) {
const { service, log } = this.#context;
log.info(`  ${this.#inWords([...repositories, ...projects])} left the plan with that: attaching again`);
const members = [
...repositories.map((id) => ({ kind: 'repository', id })),
...projects.map((id) => ({ kind: 'project', id })),
];
const errors = [];
const isGone = () => this.isGone && errors.every((error) => error instanceof gitprotect_errors .m_);
for (const { kind, id } of members) {
if (errors.length === 2 && isGone())
break;
errors.push(await this.#attempt(service.attach(this.#plan, { kind, id, name: this.#names.get(id) })));
}
if (isGone())
return 'gone';
if (errors.some((error) => error !== undefined && !error.mayHaveApplied))
return 'rejected';
await this.#learnNames();
log.warning('A modification changed more than was asked for', `${this.#inWords(members.map(({ id }) => id))} left backup plan ${(0,shared_text .Pf)(this.#plan)} when it was modified, and had to be attached again`);
return 'accepted';
}
async #attempt(request) {
const error = await (0,rejections .g5)(request);
if (error !== undefined)
this.#context.log.info(`  ${error.message}`);
return error;
}
async #learnNames() {
try {
const repositories = await this.#context.service.repositories(this.#desired.organization).read();
for (const { id, name, project } of repositories) {
this.#names.set(id, name);
if (project?.id !== undefined && project.name !== undefined)
this.#names.set(project.id, project.name);
}
}
catch (error) {
if (!(error instanceof shared_failure .HR))
throw error;
}
}
#inWords(members) {
return (0,shared_text .yU)(members.map((id) => (0,shared_text .Pf)({ id, name: this.#names.get(id) })));
}
}
var observe_again = __webpack_require__(3429);
;
async function modifyPlans(context, changes, desired, patience) {
const modified = [];
let shown = [];
for (const change of changes) {
const modification = new Modification(context, desired, change.plan, patience);
modified.push(await modification.carryOut(change));
shown = modification.shown ?? shown;
}
const automatic = (0,model .$H)(shown.filter(({ plan }) => !(0,membership .Z9)(plan)));
return modified.map((each) => {
const now = automatic.get(each.plan.id);
return now === undefined ? each : { ...each, latest: asShown(each.latest, now) };
});
}
async function withSettings(outcome, context, modified, desired, patience) {
const seen = [];
let gone;
for (const each of modified) {
const modification = new Modification(context, desired, each.plan, patience);
const look = await lookAgain(modification, each, outcome, desired);
seen.push({
settings: { plan: each.plan, result: look.result },
now: modification.latest,
isGone: modification.isGone,
});
gone ??= look.gone;
}
const end = { ...withLosses(outcome, seen), settings: seen.map(({ settings }) => settings) };
return gone === undefined ? end : withoutWhatIsGone(end, gone);
}
async function lookAgain(modification, { plan, result, sent }, outcome, desired) {
if (result.kind === 'already')
return { result: await stillRight(modification, plan, result, outcome, desired) };
if (sent === undefined)
return { result };
const known = { ...sent, before: { ...sent.before, plan: withJoined(sent.before.plan, outcome) } };
if (!isToBeSeenAgain(result, known, outcome))
return { result };
try {
const now = await modification.verify(known);
const isUndone = (0,resource_result .U4)(result) && now.kind === 'failed' && now.cause === 'not-applied';
return { result: isUndone ? { ...failed('reverted', reverted(plan, 'changed')), sent: true } : now };
}
catch (error) {
if (!(error instanceof shared_failure .HR))
throw error;
return { result: failed('unreadable', error), gone: (0,observe_again .l)(error) };
}
}
async function stillRight(modification, plan, result, { plans, results }, { settings, listedPlans }) {
const last = plans.find(({ id }) => id === plan.id);
const gone = isGoneBy(results, plan.id);
if (gone === 'yes' && !listedPlans.has(plan.id))
return failed('unreported', verify .uj.plan);
const mayBeGone = gone !== 'no' && listedPlans.has(plan.id);
if (!mayBeGone && (last === undefined || (0,plan_settings.otherwise)(last, settings).length === 0))
return result;
try {
const now = await modification.read();
if (modification.isGone)
return failed('unreported', planGone(plan, 'was as asked for at first'));
return now === undefined || (0,plan_settings.otherwise)(now.plan, settings).length > 0
? failed('reverted', reverted(plan, 'as asked at first'))
: result;
}
catch (error) {
if (!(error instanceof shared_failure .HR))
throw error;
return failed('unreported', error);
}
}
function uncheckedPlans(modified) {
return new Set(modified.flatMap(({ plan, sent, result }) => sent !== undefined && (result.kind === 'failed' || !(0,gitprotect_plan_settings .UV)(sent.before)) ? plan.id : []));
}
function pendingPlans(modified) {
return new Set(modified.flatMap(({ plan, result }) => ((0,resource_result .Xb)(result) && !(0,resource_result .U4)(result) ? plan.id : [])));
}
}),
3429:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
l: () => ( goneBy),
p: () => ( observeAgain)
});
var _domain_desired_state_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9666);
var _domain_membership_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1082);
var _domain_model_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5529);
var _domain_plans_by_name_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8226);
var _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5524);
var _gitprotect_search_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2507);
var _shared_failure_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8035);
var _observe_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3790);
function withoutWhatChanges(plan) {
return {
...(0,_domain_membership_js__WEBPACK_IMPORTED_MODULE_1__ .Fn)(plan),
schedule: 'unknown',
metadata: 'unknown',
selection: 'unknown',
repositories: undefined,
excluded: _domain_model_js__WEBPACK_IMPORTED_MODULE_2__ .K$,
projects: undefined,
};
}
async function observeAgain({ service }, desired, earlier) {
const { organization, resources } = desired;
try {
const before = (0,_domain_model_js__WEBPACK_IMPORTED_MODULE_2__ .Rx)(earlier === undefined ? resources : (0,_domain_desired_state_js__WEBPACK_IMPORTED_MODULE_0__ .aZ)(desired, earlier.open).resources);
const wanted = before.map(({ id, name }) => ({ id, names: [name] }));
const list = service.repositories(organization);
const [search, listed] = await Promise.all([
(0,_gitprotect_search_js__WEBPACK_IMPORTED_MODULE_5__ .l)(list, wanted, service.pageOf),
service.plans(organization).read(),
]);
const isFound = holdsAll(search, before);
const found = isFound ? search.repositories : await list.read();
const sought = (0,_domain_model_js__WEBPACK_IMPORTED_MODULE_2__ .UX)(resources.map(({ resource }) => resource));
const listedPlans = (0,_domain_model_js__WEBPACK_IMPORTED_MODULE_2__ .UX)(listed);
const inRow = organization.plans.map(withoutWhatChanges);
const plans = (0,_observe_js__WEBPACK_IMPORTED_MODULE_7__ .Je)(organization, inRow, listed);
const rows = found.filter(({ id }) => sought.has(id));
const replaced = (0,_domain_model_js__WEBPACK_IMPORTED_MODULE_2__ .UX)([...before, ...rows]);
const isWhole = !isFound || search.reach === 'whole';
const kept = earlier === undefined || isWhole ? [] : earlier.repositories.filter(({ id }) => !replaced.has(id));
const among = (known) => [
...kept,
...(0,_domain_plans_by_name_js__WEBPACK_IMPORTED_MODULE_3__ .t)(organization.id, rows, known),
];
const repositories = among(plans);
if (!needsOrganization(desired, repositories, plans, listedPlans))
return { kind: 'read', repositories, plans, listedPlans };
const organizations = await service.organizations().read();
const now = organizations.find(({ id }) => id === organization.id);
const inRowNow = now?.arePlansReported === true ? now.plans : inRow;
const plansNow = (0,_observe_js__WEBPACK_IMPORTED_MODULE_7__ .Je)(organization, inRowNow, listed);
return { kind: 'read', repositories: among(plansNow), plans: plansNow, listedPlans };
}
catch (error) {
if (!(error instanceof _shared_failure_js__WEBPACK_IMPORTED_MODULE_6__ .HR))
throw error;
const gone = goneBy(error);
return {
kind: 'unread',
problem: because(error, 'the change was sent but could not be checked'),
doubt: because(error, 'what was read last may have been too early, and the state could not be read again'),
...(gone === undefined ? {} : { gone }),
};
}
}
function holdsAll(search, before) {
if (search === undefined || search.reach === 'whole')
return search !== undefined;
const found = (0,_domain_model_js__WEBPACK_IMPORTED_MODULE_2__ .UX)(search.repositories);
return before.every(({ id }) => found.has(id));
}
function goneBy(error) {
return error instanceof _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_4__ .m_ ? because(error, 'what was read at first is not found any more') : undefined;
}
function because({ title, message, remedy, reason }, what) {
return { title, message: `${what}: ${message}`, remedy, reason };
}
function needsOrganization({ organization, resources, leavesOthers, listedPlans: listedAtFirst }, repositories, plans, listedPlans) {
const inRow = (0,_domain_model_js__WEBPACK_IMPORTED_MODULE_2__ .UX)(organization.plans);
const telling = new Set(organization.plans.flatMap(({ id, selection, repositories: members }) => selection === 'all' || members !== undefined ? [id] : []));
if (inRow.size === 0)
return false;
const rows = (0,_domain_model_js__WEBPACK_IMPORTED_MODULE_2__ .$H)(repositories);
const now = (0,_domain_model_js__WEBPACK_IMPORTED_MODULE_2__ .$H)(plans);
return resources.some(({ resource, attachedTo, detachedFrom, license }) => {
if (attachedTo.some(({ id }) => inRow.has(id) && !listedPlans.has(id)))
return true;
if (detachedFrom.some(({ id }) => inRow.has(id) && listedAtFirst.has(id) && !listedPlans.has(id)))
return true;
const row = rows.get(resource.id);
if (row === undefined)
return false;
const isUnknown = (plan) => plan !== undefined && (0,_domain_membership_js__WEBPACK_IMPORTED_MODULE_1__ ._G)(organization.id, row, plan) === 'unknown';
const told = leavesOthers ? telling : attachedTo.flatMap(({ id }) => (telling.has(id) ? id : []));
if ([...told].some((id) => isUnknown(now.get(id))))
return true;
const isDoubted = (plan) => plan !== undefined &&
inRow.has(plan.id) &&
!isUnknown(plan) &&
isUnknown({ ...plan, repositoryCount: undefined });
if (attachedTo.some(({ id }) => isDoubted(now.get(id))))
return true;
if (detachedFrom.some(({ id }) => inRow.has(id) && isUnknown(now.get(id))))
return true;
return license === 'inactive' && plans.some((plan) => inRow.has(plan.id) && isUnknown(plan));
});
}
}),
8334:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
KD: () => ( saysNotAttached),
MX: () => ( attemptAfter),
N4: () => ( failedAttempt),
V3: () => ( madeBefore),
ZT: () => ( noted),
dV: () => ( saysNotLicensed),
dW: () => ( withNote),
g5: () => ( failureOf)
});
var _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5524);
var _shared_failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8035);
async function failureOf(call) {
try {
await call;
return undefined;
}
catch (error) {
if (error instanceof _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_0__ ._7)
return error;
throw error;
}
}
function attemptAfter(error, names, open = error) {
return saysAlready(error, names) ? madeBefore(error, open) : failedAttempt(error, open);
}
function madeBefore(error, { mayHaveApplied } = error) {
return { kind: 'already', mayHaveApplied, problem: error };
}
function failedAttempt(error, { mayHaveApplied, isUnclear } = error) {
return { kind: 'failed', mayHaveApplied, isUnclear, problem: error };
}
function noted(attempt, note) {
if (note === undefined || !('problem' in attempt))
return attempt;
return { ...attempt, problem: (0,_shared_failure_js__WEBPACK_IMPORTED_MODULE_1__ .EB)(attempt.problem, withNote(attempt.problem.message, note)) };
}
function withNote(message, note) {
return note === undefined ? message : `${message}; ${note}`;
}
function saysAlready(error, names) {
if (!(error instanceof _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_0__ .zs) || error.response.status !== 409)
return false;
const message = withoutTheseNames(error.response.message, names);
return /\balready\b/i.test(message) && !OTHER_CONFLICT.test(message);
}
const OTHER_CONFLICT = /\b(an?other|other|different|running|progress|underway|being|locked|started|queued|pending|in use|used|taken|exhausted|reached|exceeded|limit|maximum|full|enough|free|archived|removed|deleted|disabled)\b/i;
function withoutTheseNames(message, names) {
const known = names.flatMap((name) => (name === undefined || name === '' ? [] : name));
const text = known
.toSorted((a, b) => b.length - a.length)
.reduce((left, name) => left.replace(wholeWord(name), '…'), message);
return text.replace(/(?<!\w)'[^']*'(?!\w)|"[^"]*"|`[^`]*`|“[^“”]*”/g, '…');
}
function wholeWord(name) {
const text = name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
return new RegExp(`(?<![\\p{L}\\p{N}_-])${text}(?![\\p{L}\\p{N}_-])`, 'gu');
}
function saysNotAttached(error) {
if (!(error instanceof _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_0__ .zs || error instanceof _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_0__ .m_))
return false;
const { message } = error.response;
return NOT_ATTACHED.test(message) && !OTHER_REASON.test(message);
}
const NOT_ATTACHED = /(\bnot|n[’']t)\s+(currently\s+|yet\s+)?(attached|assigned|included|contained|added|selected|a member|part of|in (the |this |that |any )?(backup )?plan)\b|\balready (detached|removed from)\b/i;
const OTHER_REASON = /\b(individual\w*|manual\w*|by hand|hand-picked|rules?|mode|selection|all repositories|roles?|permission|allowed|directly)\b/i;
function saysNotLicensed(error) {
return error instanceof _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_0__ .zs && NOT_LICENSED.test(error.response.message);
}
const NOT_LICENSED = /\b(has|have) no (active )?licen[cs]es?\s*[.!]?$|(\bnot|n[’']t) (currently )?(licen[cs]ed|activated)\b|\bunlicen[cs]ed\b|\balready (released|deactivated|inactive)\b/i;
})
};
