export const id = 268;
export const ids = [268];
export const modules = {
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
2639:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
l: () => ( goneBy),
p: () => ( observeAgain)
});
var desired_state = __webpack_require__(9666);
var membership = __webpack_require__(1082);
var model = __webpack_require__(5529);
var plans_by_name = __webpack_require__(8226);
var errors = __webpack_require__(5524);
var gitprotect_search = __webpack_require__(2507);
var failure = __webpack_require__(8035);
var state_after = __webpack_require__(9090);
;
function needsOrganization({ organization, resources, leavesOthers, listedPlans: listedAtFirst }, repositories, plans, listedPlans) {
const inRow = (0,model .$H)(organization.plans);
if (inRow.size === 0)
return false;
const rows = (0,model .$H)(repositories);
const now = (0,model .$H)(plans);
return resources.some(({ resource, attachedTo, detachedFrom, license }) => {
if (attachedTo.some(({ id }) => inRow.has(id) && !listedPlans.has(id)))
return true;
if (detachedFrom.some(({ id }) => inRow.has(id) && listedAtFirst.has(id) && !listedPlans.has(id)))
return true;
const row = (0,state_after .Ol)(rows, resource);
if (row === undefined)
return false;
const membershipIn = (plan) => plan && (0,membership ._G)(organization.id, row, plan);
const isUnknown = (plan) => membershipIn(plan) === 'unknown';
const isTold = (id) => {
const plan = inRow.get(id);
const members = row.kind === 'project' ? plan?.projects : plan?.repositories;
return plan !== undefined && (plan.selection === 'all' || members !== undefined);
};
const told = (leavesOthers ? [...inRow.keys()] : attachedTo.map(({ id }) => id)).filter(isTold);
if (told.some((id) => isUnknown(now.get(id))))
return true;
const isIn = (id) => membershipIn(now.get(id)) === 'attached';
const its = row.kind === 'project' ? [...row.repositories, ...row.mayHave] : [row.id];
const leavesOut = (id) => {
const plan = inRow.get(id);
return plan !== undefined && (0,membership .D)(plan, its);
};
if (attachedTo.some(({ id }) => (isIn(id) ? leavesOut(id) : isTold(id))))
return true;
const isDoubted = (plan) => plan !== undefined &&
inRow.has(plan.id) &&
!isUnknown(plan) &&
isUnknown({ ...plan, repositoryCount: undefined });
if (attachedTo.some(({ id }) => isDoubted(now.get(id))))
return true;
if (detachedFrom.some(({ id }) => inRow.has(id) && isUnknown(now.get(id))))
return true;
const left = (0,model .UX)(detachedFrom.filter(membership .Z9));
const isForgotten = (first) => !left.has(first.id) &&
(0,membership .Bh)(organization.id, { ...row, plans: undefined }, first).has('attached') &&
membershipIn(now.get(first.id)) === 'detached';
if ((leavesOthers || license === 'inactive') && organization.plans.some(isForgotten))
return true;
if (license !== 'inactive')
return false;
const isOpen = (plan) => isUnknown(plan) ||
(inRow.get(plan.id)?.projects !== undefined && (0,membership .Mp)(organization, resource, plan) === 'unknown');
return plans.some((plan) => inRow.has(plan.id) && isOpen(plan));
});
}
var observe = __webpack_require__(3790);
;
function withoutWhatChanges(plan, latest) {
return {
...(0,membership .Fn)(plan),
schedule: plan.schedule === 'disabled' && latest.get(plan.id)?.schedule === 'disabled' ? 'disabled' : 'unknown',
metadata: 'unknown',
selection: 'unknown',
repositories: undefined,
excluded: model .K$,
projects: undefined,
};
}
async function observeAgain({ service }, desired, earlier) {
const { organization, resources } = desired;
try {
const before = (0,model .Rx)(earlier === undefined ? resources : (0,desired_state .aZ)(desired, earlier.open).resources);
const wanted = before.map(({ id, name }) => ({ id, names: [name] }));
const list = service.repositories(organization);
const [search, listed] = await Promise.all([
(0,gitprotect_search .l)(list, wanted, service.pageOf),
service.plans(organization).read(),
]);
const isFound = holdsAll(search, before);
const found = isFound ? search.repositories : await list.read();
const sought = (0,model .UX)(resources.map(({ resource }) => resource));
const listedPlans = (0,model .UX)(listed);
const latest = (0,model .$H)(desired.allPlans);
const inRow = organization.plans.map((plan) => withoutWhatChanges(plan, latest));
const plans = (0,observe .Je)(organization, inRow, listed);
const rows = found.filter(({ id }) => sought.has(id));
const replaced = (0,model .UX)([...before, ...rows]);
const isWhole = !isFound || search.reach === 'whole';
const kept = earlier === undefined || isWhole ? [] : earlier.repositories.filter(({ id }) => !replaced.has(id));
const among = (known) => [
...kept,
...(0,plans_by_name .t)(organization.id, rows, known),
];
const repositories = among(plans);
if (!needsOrganization(desired, repositories, plans, listedPlans))
return { kind: 'read', repositories, plans, listedPlans };
const organizations = await service.organizations().read();
const now = organizations.find(({ id }) => id === organization.id);
const inRowNow = now?.arePlansReported === true ? now.plans : inRow;
const plansNow = (0,observe .Je)(organization, inRowNow, listed);
return { kind: 'read', repositories: among(plansNow), plans: plansNow, listedPlans };
}
catch (error) {
if (!(error instanceof failure .HR))
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
const found = (0,model .UX)(search.repositories);
return before.every(({ id }) => found.has(id));
}
function goneBy(error) {
return error instanceof errors .m_ ? because(error, 'what was read at first is not found any more') : undefined;
}
function because({ title, message, remedy, reason }, what) {
return { title, message: `${what}: ${message}`, remedy, reason };
}
}),
6268:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
CANCELLED: () => ( CANCELLED),
verifyByReading: () => ( verifyByReading),
withOthers: () => ( withOthers)
});
var _domain_kept_now_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3563);
var _domain_model_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5529);
var _domain_plans_after_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2555);
var _domain_seen_before_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2793);
var _domain_verify_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4200);
var _observe_again_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2639);
const FIRST_READINGS = 3;
async function verifyByReading(context, attempted, desired, patience, { modified = new Set(), failsForOthers = false } = {}) {
const { log, clock } = context;
log.info('Reading the state again');
const joined = failsForOthers ? await __webpack_require__.e( 19).then(__webpack_require__.bind(__webpack_require__, 3019)) : undefined;
let began = clock.monotonic();
let reading = await (0,_observe_again_js__WEBPACK_IMPORTED_MODULE_5__ .p)(context, desired);
for (let tried = 1; reading.kind === 'unread' && tried < FIRST_READINGS && patience.nextPauseMs > 0; tried++) {
log.info(`  ${reading.doubt.message}; trying again in ${patience.nextPause}`);
await patience.pause();
reading = await (0,_observe_again_js__WEBPACK_IMPORTED_MODULE_5__ .p)(context, desired);
}
if (reading.kind === 'unread')
reading = { ...reading, modified };
let known = reading.kind === 'read' ? (0,_domain_plans_after_js__WEBPACK_IMPORTED_MODULE_2__ .Wd)(desired, reading) : desired;
const others = () => reading.kind === 'read' ? (joined?.joinedOthers(reading, known, attempted) ?? []) : [];
const doubtfulNow = () => new Set([...(0,_domain_verify_js__WEBPACK_IMPORTED_MODULE_4__ .aE)(attempted, reading, known), ...(0,_domain_model_js__WEBPACK_IMPORTED_MODULE_1__ .UX)(others().map(({ change }) => change.resource))]);
let doubtful = doubtfulNow();
const lookedFor = new Set(doubtful);
const isNew = (id) => !lookedFor.has(id);
let unread;
while (reading.kind === 'read' && doubtful.size > 0 && (!patience.isOverFor(began) || [...doubtful].some(isNew))) {
for (const id of doubtful)
lookedFor.add(id);
await patience.pauseAfter(log, 'a change is not visible yet');
began = clock.monotonic();
const again = await (0,_observe_again_js__WEBPACK_IMPORTED_MODULE_5__ .p)(context, desired, { open: doubtful, repositories: reading.repositories });
unread = again.kind === 'unread' ? again : undefined;
if (again.kind === 'unread') {
log.info(`  ${again.doubt.message}`);
continue;
}
reading = again;
known = (0,_domain_plans_after_js__WEBPACK_IMPORTED_MODULE_2__ .Wd)(known, reading);
doubtful = doubtfulNow();
}
const ofAttempts = (0,_domain_verify_js__WEBPACK_IMPORTED_MODULE_4__ .MX)(attempted, reading, known);
const outcome = { ...ofAttempts, results: withOthers(ofAttempts.results, others()) };
const problem = context.cancelled.aborted ? CANCELLED : unread?.doubt;
if (problem === undefined)
return outcome;
const judged = outcome.results.map((each) => unlessIn(doubtful, each, problem));
const results = (0,_domain_kept_now_js__WEBPACK_IMPORTED_MODULE_0__ .D2)(judged, desired.projectOf);
const gone = unread?.gone;
return { ...outcome, results: gone === undefined ? results : results.map((each) => (0,_domain_seen_before_js__WEBPACK_IMPORTED_MODULE_3__ .Wi)(each, gone)) };
}
function withOthers(results, inOthers) {
const replaced = new Set(inOthers.map(membershipKey));
return [...results.filter((each) => !replaced.has(membershipKey(each))), ...inOthers];
}
function membershipKey({ change }) {
return 'plan' in change ? JSON.stringify([change.resource.id, change.plan.id]) : undefined;
}
function unlessIn(doubtful, each, problem) {
const { change, result } = each;
if (result.kind !== 'failed' || !doubtful.has(change.resource.id))
return each;
const isByLastReading = BY_LAST_READING.has(result.cause) || result.gone !== undefined;
return isByLastReading ? { change, result: { ...result, cause: 'unreadable', problem } } : each;
}
const BY_LAST_READING = new Set(['not-applied', 'reverted', 'unreported']);
const CANCELLED = {
title: 'The job was cancelled',
reason: 'not-read-again',
message: 'the state was not read again once it was cancelled: what was read last may have been too early',
remedy: 'Run it again: the next run continues from here.',
};
})
};
