export const id = 827;
export const ids = [827];
export const modules = {
8827:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
apply: () => ( apply)
});
var domain_diff = __webpack_require__(5641);
var desired_state = __webpack_require__(9666);
var membership = __webpack_require__(1082);
var model = __webpack_require__(5529);
var errors = __webpack_require__(5524);
var p_map = __webpack_require__(606);
var license_batch = __webpack_require__(7706);
var rejections = __webpack_require__(8334);
;
async function activateAll(context, changes, breaker) {
const { service } = context;
const batches = license_batch .i.of(context, 'activate', changes, breaker);
const activate = async (batch) => {
for (const part of batch.toSend())
batch.sent(part, await (0,rejections .g5)(service.activateLicenses(part.repositories)));
};
await (0,p_map .Ay)(batches, activate, { concurrency: service.transport.concurrency });
return (0,license_batch .O)(batches);
}
var attach = __webpack_require__(9927);
var circuit_breaker = __webpack_require__(550);
var observe_again = __webpack_require__(2639);
;
async function apply(context, diff, desired, breaker, patience) {
const changes = (0,domain_diff .fs)(diff);
const toActivate = changes.filter((change) => change.kind === 'activate');
const licenses = await activateAll(context, toActivate, breaker);
const { obstacles, plans } = await obstaclesTo(context, licenses, desired);
const wanted = changes.filter((change) => change.kind === 'attach');
const blocked = new Map();
for (const change of wanted) {
const plan = automaticPlan(change, plans);
if (plan !== undefined)
blocked.set(change, { kind: 'skipped', cause: 'blocked', problem: (0,domain_diff ._y)(change.resource, plan) });
}
const toAttach = wanted.filter((change) => !blocked.has(change));
const attached = await (0,attach .n)(context, toAttach, obstacles, breaker);
const attempts = new Map([...licenses, ...blocked, ...attached]);
patience.restart();
const again = await refusedTooEarly(context, attempts, desired, patience);
if (again.length > 0) {
for (const change of again)
breaker.close((0,circuit_breaker .nZ)(change));
for (const [change, attempt] of await (0,attach .n)(context, again, new Map(), breaker))
if (!wasNotTried(attempt) || !isForSame(attempts.get(change), attempt))
attempts.set(change, attempt);
patience.restart();
}
return attempts;
}
const NOTHING_NEW = { licenses: new Map(), plans: new Map() };
function automaticPlan({ plan }, plans) {
const now = plans.get(plan.id);
return now === undefined || (0,membership .Z9)(now) ? undefined : now;
}
async function obstaclesTo(context, licenses, desired) {
const attempts = [...licenses].flatMap(([{ resource }, attempt]) => attempt.kind === 'failed' || attempt.kind === 'skipped' ? [{ id: resource.id, attempt }] : []);
const failed = attempts.filter(({ attempt }) => attempt.kind === 'failed');
const { licenses: now, plans } = await readLicenses(context, desired, (0,model .UX)(failed));
const obstacles = attempts.flatMap(({ id, attempt }) => attempt.kind === 'failed' && (now.get(id) ?? 'inactive') !== 'inactive' ? [] : [[id, attempt.problem]]);
return { obstacles: new Map(obstacles), plans };
}
async function refusedTooEarly(context, attempts, desired, patience) {
const activated = new Set([...attempts].flatMap(([{ kind, resource }, attempt]) => kind === 'activate' && attempt.kind === 'accepted' ? resource.id : []));
const ofActivated = [...attempts].flatMap(([change, attempt]) => change.kind === 'attach' && activated.has(change.resource.id) ? [[change, attempt]] : []);
const refused = ofActivated.filter(([, attempt]) => refusalOf(attempt) !== undefined);
const ids = (0,model .UX)(refused.map(([{ resource }]) => resource));
let began = context.clock.monotonic();
let now = await readLicenses(context, desired, ids);
const early = refused.filter(([change, attempt]) => isLate(change, now.licenses) || SPEAKS_OF_LICENSE.test(refusalOf(attempt) ?? ''));
if (now.licenses.size === 0 || early.length === 0)
return [];
const plans = new Set(early.map(([{ plan }]) => plan.id));
const notTried = ofActivated.filter(([{ plan }, attempt]) => wasNotTried(attempt) && plans.has(plan.id));
const changes = [...early, ...notTried].map(([change]) => change);
const all = (0,model .UX)(changes.map(({ resource }) => resource));
if (notTried.length > 0)
now = await readLicenses(context, desired, all);
while (changes.some((change) => isLate(change, now.licenses)) && !patience.isOverFor(began)) {
await patience.pauseAfter(context.log, 'a license is not visible yet');
began = context.clock.monotonic();
now = await readLicenses(context, desired, all);
}
const { licenses, plans: latest } = now;
return changes.filter((change) => !isLate(change, licenses) && automaticPlan(change, latest) === undefined);
}
function isLate({ resource }, licenses) {
return (licenses.get(resource.id) ?? 'inactive') === 'inactive';
}
const SPEAKS_OF_LICENSE = /licen[cs]/i;
function refusalOf(attempt) {
if (attempt.kind !== 'failed' || !(attempt.problem instanceof errors .Xs))
return undefined;
const { message } = attempt.problem.response;
const isOfOne = attempt.problem instanceof errors .zs || attempt.problem instanceof errors .m_;
return isOfOne || SPEAKS_OF_LICENSE.test(message) ? message : undefined;
}
function wasNotTried(attempt) {
return attempt.kind === 'skipped' && attempt.cause === 'circuit-open';
}
function isForSame(before, { problem }) {
if (before?.kind !== 'failed')
return false;
const first = before.problem;
const areOfLicenses = [first, problem].every(({ reason }) => SPEAKS_OF_LICENSE.test(reason));
return first.reason === problem.reason || (areOfLicenses && first.remedy === problem.remedy);
}
async function readLicenses(context, desired, ids) {
if (ids.size === 0)
return NOTHING_NEW;
const reading = await (0,observe_again .p)(context, (0,desired_state .aZ)(desired, ids));
if (reading.kind === 'unread')
return NOTHING_NEW;
const licenses = new Map(reading.repositories.map(({ id, license, removed }) => [
id,
removed || license === 'disputed' ? 'inactive' : license,
]));
return { licenses, plans: (0,model .$H)(reading.plans) };
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
7706:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
O: () => ( attemptsOf),
i: () => ( LicenseBatch)
});
var _gitprotect_calls_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6446);
var _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5524);
var _shared_failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8035);
var _shared_text_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4646);
var _circuit_breaker_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(550);
var _rejections_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8334);
const BATCH_SIZE = 100;
const STEPS = {
activate: { circuit: _circuit_breaker_js__WEBPACK_IMPORTED_MODULE_3__ .Bw, one: 'Activating the license of', many: 'Activating' },
deactivate: { circuit: _circuit_breaker_js__WEBPACK_IMPORTED_MODULE_3__ .pH, one: 'Releasing the license of', many: 'Releasing' },
};
const NOTHING_OPEN = { mayHaveApplied: false, isUnclear: false };
class LicenseBatch {
attempts = new Map();
#log;
#breaker;
#kind;
#open;
constructor({ log }, kind, changes, breaker) {
this.#log = log;
this.#kind = kind;
this.#breaker = breaker;
this.#open = [partOf(changes, undefined)];
}
static of(context, kind, changes, breaker) {
const count = Math.ceil(changes.length / BATCH_SIZE);
return Array.from({ length: count }, (_, index) => {
const own = changes.slice(index * BATCH_SIZE, (index + 1) * BATCH_SIZE);
return new LicenseBatch(context, kind, own, breaker);
});
}
*toSend() {
const { circuit, one, many } = STEPS[this.#kind];
for (let part = this.#open.shift(); part !== undefined; part = this.#open.shift()) {
const { changes, repositories, before } = part;
const problem = this.#breaker.check(circuit);
if (problem !== undefined) {
this.#record(changes, notTried(problem, before));
continue;
}
this.#log.info(repositories.length === 1
? `${one} ${repositories.map(_shared_text_js__WEBPACK_IMPORTED_MODULE_5__ .Pf).join()}`
: `${many} ${String(repositories.length)} licenses: ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_5__ .yU)(repositories.map(({ name }) => name))}`);
yield part;
}
}
sent(part, error, note) {
if (error !== undefined) {
this.#failed(part, error, note);
return;
}
this.#breaker.accepted(STEPS[this.#kind].circuit);
this.#record(part.changes, { kind: 'accepted' });
}
#failed({ changes, repositories, before = NOTHING_OPEN }, error, note) {
this.#log.info(`  ${(0,_rejections_js__WEBPACK_IMPORTED_MODULE_4__ .dW)(error.message, note)}`);
const { circuit } = STEPS[this.#kind];
const soFar = {
mayHaveApplied: before.mayHaveApplied || error.mayHaveApplied,
isUnclear: before.isUnclear || error.isUnclear,
};
const isReleased = this.#kind === 'deactivate' && (0,_rejections_js__WEBPACK_IMPORTED_MODULE_4__ .dV)(error);
const names = repositories.map(({ name }) => name);
const attempt = (0,_rejections_js__WEBPACK_IMPORTED_MODULE_4__ .ZT)(isReleased ? (0,_rejections_js__WEBPACK_IMPORTED_MODULE_4__ .V3)(error, soFar) : (0,_rejections_js__WEBPACK_IMPORTED_MODULE_4__ .MX)(error, names, soFar), note);
if (changes.length === 1 || error.earlier !== undefined || !mayConcernOne(error)) {
if (!isReleased)
this.#breaker.failed(circuit, error);
this.#record(changes, attempt);
return;
}
const [named, ...alsoNamed] = changes.filter(({ resource }) => isNamedIn(error, resource));
if (named !== undefined && alsoNamed.length === 0) {
this.#log.info(`  trying the others without ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_5__ .Pf)(named.resource)}`);
this.#breaker.failedByName(circuit, error);
this.#record([named], ofOne(named.resource, attempt, repositories));
const others = changes.filter((change) => change !== named);
this.#open.unshift(partOf(others, soFar));
return;
}
this.#log.info('  trying them in halves');
const first = changes.filter((_, index) => index % 2 === 0);
const second = changes.filter((_, index) => index % 2 === 1);
this.#open.unshift(partOf(first, soFar), partOf(second, soFar));
}
#record(changes, attempt) {
for (const change of changes)
this.attempts.set(change, attempt);
}
}
function attemptsOf(batches) {
return new Map(batches.flatMap(({ attempts }) => [...attempts]));
}
function notTried(problem, before) {
if (before?.mayHaveApplied === true || before?.isUnclear === true)
return { kind: 'failed', ...before, problem };
return { kind: 'skipped', cause: 'circuit-open', problem, ...(before === undefined ? {} : { wasSent: true }) };
}
function partOf(changes, before) {
return { changes, repositories: changes.map(({ resource }) => resource), before };
}
function ofOne(repository, attempt, batch) {
if (!('problem' in attempt))
return attempt;
const ofBatch = (0,_gitprotect_calls_js__WEBPACK_IMPORTED_MODULE_0__ .n8)(batch);
const own = attempt.problem.message.replace(ofBatch, () => (0,_gitprotect_calls_js__WEBPACK_IMPORTED_MODULE_0__ .n8)([repository]));
return { ...attempt, problem: (0,_shared_failure_js__WEBPACK_IMPORTED_MODULE_2__ .EB)(attempt.problem, own) };
}
function mayConcernOne(error) {
if (error instanceof _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_1__ .gP)
return error.response.status === 500;
return error instanceof _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_1__ .zs || error instanceof _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_1__ .m_;
}
function isNamedIn(error, { id }) {
return error instanceof _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_1__ .Xs && error.response.message.toLowerCase().includes(id.toLowerCase());
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
})
};
