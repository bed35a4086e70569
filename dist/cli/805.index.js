export const id = 805;
export const ids = [805,268];
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
9927:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
n: () => ( attachAll)
});
var p_map__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(606);
var _circuit_breaker_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(550);
var _membership_changes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3910);
var _rejections_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8334);
async function attachAll(context, changes, obstacles, breaker) {
const memberships = new _membership_changes_js__WEBPACK_IMPORTED_MODULE_1__ .S(context, 'Attaching', changes, obstacles, breaker);
const { groups, attempts } = memberships;
const attachGroup = async (group) => {
for (const change of memberships.toSend(group))
memberships.tried(change, await attachOne(context, change, breaker));
};
await (0,p_map__WEBPACK_IMPORTED_MODULE_3__ .Ay)(groups, attachGroup, { concurrency: context.service.transport.concurrency });
return attempts;
}
async function attachOne({ service }, change, breaker) {
const { resource, plan } = change;
const circuit = (0,_circuit_breaker_js__WEBPACK_IMPORTED_MODULE_0__ .nZ)(change);
const error = await (0,_rejections_js__WEBPACK_IMPORTED_MODULE_2__ .g5)(service.attach(plan, resource));
if (error === undefined) {
breaker.accepted(circuit);
return { kind: 'accepted' };
}
breaker.failed(circuit, error);
return (0,_rejections_js__WEBPACK_IMPORTED_MODULE_2__ .MX)(error, [resource.name, plan.name]);
}
}),
3910:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
S: () => ( MembershipChanges)
});
var _shared_progress_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1378);
var _shared_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4646);
var _circuit_breaker_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(550);
const MAX_LINES = 1000;
const MAX_FAILURES = 50;
const PREPOSITIONS = { Attaching: 'to', Detaching: 'from' };
class MembershipChanges {
groups;
attempts = new Map();
#log;
#verb;
#obstacles;
#breaker;
#progress;
#hasLineEach;
#finished = 0;
#failures = 0;
constructor({ log, clock }, verb, changes, obstacles, breaker) {
this.groups = [...Map.groupBy(changes, ({ resource }) => resource.id).values()];
this.#log = log;
this.#verb = verb;
this.#obstacles = obstacles;
this.#breaker = breaker;
this.#progress = new _shared_progress_js__WEBPACK_IMPORTED_MODULE_1__ .k(log, clock, 'repositories changed');
this.#hasLineEach = changes.length <= MAX_LINES;
if (!this.#hasLineEach)
log.info(`${verb} ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .hS)(this.groups.length, 'repository', 'repositories')}`);
}
*toSend(group) {
for (const change of group) {
const skipped = this.#whySkipped(change);
if (skipped === undefined) {
if (this.#hasLineEach)
this.#log.info(`${this.#verb} ${inWords(change, PREPOSITIONS[this.#verb])}`);
yield change;
}
else
this.attempts.set(change, skipped);
}
this.#progress.report(++this.#finished, this.groups.length);
}
tried(change, attempt) {
this.attempts.set(change, attempt);
if (!('problem' in attempt) || ++this.#failures > MAX_FAILURES + 1)
return;
const isLast = this.#failures > MAX_FAILURES;
this.#log.info(isLast ? '  … and more that failed or was rejected' : `  ${attempt.problem.message}`);
}
#whySkipped(change) {
const obstacle = this.#obstacles.get(change.resource.id);
if (obstacle !== undefined)
return { kind: 'skipped', cause: 'dependency', problem: obstacle };
const problem = this.#breaker.check((0,_circuit_breaker_js__WEBPACK_IMPORTED_MODULE_0__ .nZ)(change));
return problem && { kind: 'skipped', cause: 'circuit-open', problem };
}
}
function inWords({ resource, plan }, preposition) {
const what = resource.kind === 'project' ? `project ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .Pf)(resource)}` : (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .Pf)(resource);
return `${what} ${preposition} backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .Pf)(plan)}`;
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
}),
3186:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
restore: () => ( restore)
});
var shared_text = __webpack_require__(4646);
var resource_result = __webpack_require__(7294);
;
function withOldPlans(outcome, undone, attached) {
const again = Map.groupBy(attached, ({ change }) => change.resource.id);
const results = outcome.results.map((each) => {
const { change, result } = each;
const tried = again.get(change.resource.id) ?? [];
if (!undone.has(change.resource.id))
return each;
if (change.kind === 'attach' && result.kind === 'failed')
return { change, result: { ...result, problem: withWhatFollowed(result.problem, change, tried) } };
const back = tried.find((other) => isOfPlan(other, change) && mayBeAttached(other.result));
return change.kind === 'detach' && back ? { change, result: attachedAgain((0,resource_result .U4)(back.result)) } : each;
});
return { ...outcome, results };
}
function isOfPlan({ change: other }, change) {
return 'plan' in other && 'plan' in change && other.plan.id === change.plan.id;
}
function isAttached({ kind }) {
return kind === 'done' || kind === 'already';
}
function mayBeAttached(result) {
return isAttached(result) || (result.kind === 'failed' && result.cause === 'unreadable');
}
function withWhatFollowed(problem, { plan }, tried) {
const { title, reason } = problem;
const names = (some) => (0,shared_text .yU)(some.flatMap(({ change }) => ('plan' in change ? (0,shared_text .Pf)(change.plan) : [])));
const lost = tried.filter(({ result }) => !isAttached(result));
const why = lost.flatMap(({ result }) => ('problem' in result ? result.problem.message : []));
const unseen = tried.filter(({ result }) => !(0,resource_result .U4)(result));
const mayBeInNone = ', so it may be in no plan now: ';
const followed = lost.length > 0
? `${mayBeInNone}it could not be attached to backup plan ${names(lost)} again (${(0,shared_text .yU)(why)})`
: unseen.length > 0
? `${mayBeInNone}attaching it to backup plan ${names(unseen)} again was accepted, and is not seen either`
: ', and attached there again since the new one is not seen any more';
return {
title,
reason,
message: `${problem.message}; its new membership was seen, then it was detached from backup plan ${names(tried)}${followed}`,
remedy: `Run again${unseen.length === 0 ? '' : ' soon'}: it is attached to backup plan ${(0,shared_text .Pf)(plan)} again. ${problem.remedy}`,
};
}
function attachedAgain(isThere) {
const problem = {
title: isThere ? 'The old plan was joined again' : 'The old plan is not seen to be joined again',
reason: 'old-plan',
message: `it was detached, and its new membership is not seen any more: ${isThere ? 'it was attached again' : 'that it is attached again is not seen'}`,
remedy: 'Look at the new backup plan in GitProtect: does somebody or something else change it? Then run again.',
};
return { kind: 'failed', cause: 'reverted', problem, sent: true };
}
var seen_before = __webpack_require__(2793);
var undone_move = __webpack_require__(9395);
var attach = __webpack_require__(9927);
var circuit_breaker = __webpack_require__(550);
var verify_by_reading = __webpack_require__(6268);
;
async function restore(context, outcome, first, desired, patience) {
const restored = new Set();
let end = outcome;
for (let undone = first; undone.size > 0;) {
for (const id of undone.keys())
restored.add(id);
end = await restoreOnce(context, end, undone, desired, patience);
undone = new Map([...(0,undone_move .Y)(end)].filter(([id]) => !restored.has(id)));
}
return end;
}
async function restoreOnce(context, outcome, undone, desired, patience) {
context.log.info('A new membership is not seen any more: attaching to the old backup plans again');
const left = [...undone.values()].flat();
const changes = left.map((change) => ({ ...change, kind: 'attach', before: 'detached' }));
const attempts = await (0,attach .n)(context, changes, new Map(), new circuit_breaker .aG());
patience.restart();
const attached = [...attempts].map(([change, attempt]) => ({ change, attempt }));
const rejoined = new Set(left);
const seen = outcome.results.filter(({ change, result }) => (0,resource_result .U4)(result) && !rejoined.has(change));
const toStay = new Map(seen.map((each) => [each, (0,seen_before .aX)(each)]));
const attempted = [...attached, ...toStay.values()];
const { results, plans } = await (0,verify_by_reading.verifyByReading)(context, attempted, desired, patience, {
failsForOthers: desired.leavesOthers,
});
const later = new Map(results.map((each) => [each.change, each]));
const now = outcome.results.map((each) => {
const change = toStay.get(each)?.change;
const itsLater = change && later.get(change);
return itsLater === undefined ? each : (0,seen_before .u8)(each, itsLater);
});
const asked = new Set(attempted.map(({ change }) => change));
const inOthers = results.filter(({ change }) => !asked.has(change));
const again = attached.flatMap(({ change }) => later.get(change) ?? []);
return withOldPlans({ ...outcome, plans, results: (0,verify_by_reading.withOthers)(now, inOthers) }, undone, again);
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
