export const id = 771;
export const ids = [771];
export const modules = {
6771:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
leave: () => ( leave)
});
var domain_attempt = __webpack_require__(8505);
var domain_diff = __webpack_require__(5641);
var p_map = __webpack_require__(606);
var circuit_breaker = __webpack_require__(550);
var errors = __webpack_require__(5524);
;
const MAX_ROUNDS = 12;
class GuardedRequest {
#times;
#soFar;
#failure;
#note;
#rounds = 0;
#waitedBefore = 0;
constructor(times, seenAt) {
this.#times = times;
this.#soFar = { seenAt, earlier: undefined };
}
get soFar() {
return this.#soFar;
}
get failure() {
return this.#failure;
}
get note() {
return this.#note;
}
mayRepeatAfter(error) {
this.#rounds++;
if (error !== undefined && this.#failure?.mayHaveApplied === true && !error.mayHaveApplied)
return false;
if (this.#failure === undefined || !(error instanceof errors .jZ))
this.#failure = error;
if (error?.earlier === undefined)
return false;
if (this.#rounds === MAX_ROUNDS) {
this.#note = `given up after ${String(MAX_ROUNDS)} rounds of reading and sending`;
return false;
}
this.#soFar = { ...this.#soFar, earlier: error.earlier };
this.#waitedBefore = this.#times.service.transport.waitedMs;
return true;
}
confirmed(mayStill) {
const { service, clock } = this.#times;
if (!mayStill)
this.#note = 'not sent again: what it depends on could not be confirmed again';
const seenAt = clock.monotonic() - (service.transport.waitedMs - this.#waitedBefore);
this.#soFar = { ...this.#soFar, seenAt };
return mayStill;
}
}
var membership_changes = __webpack_require__(3910);
var desired_state = __webpack_require__(9666);
var domain_membership = __webpack_require__(1082);
var model = __webpack_require__(5529);
var state_after = __webpack_require__(9090);
var observe_again = __webpack_require__(2639);
;
function joiningOf(desired, attempts, seenAt, pending = new Set()) {
const tried = Map.groupBy(attempts, ([{ resource }]) => resource.id);
const resources = desired.resources.filter(({ attachedTo }) => attachedTo.length > 0);
return { seenAt, desired, resources, tried, pending };
}
async function unseenMemberships(context, detachments, joining, patience) {
const leaving = (0,model .UX)(detachments.map(({ resource }) => resource));
const joins = joining.resources.filter(({ resource }) => leaving.has(resource.id));
const inPending = ({ attachedTo }) => attachedTo.some(({ id }) => joining.pending.has(id));
const obstacles = new Map(joins.filter(inPending).map(({ resource }) => [resource.id, MAY_BE_DROPPED]));
const resources = joins.filter((each) => !inPending(each));
const desired = (0,desired_state .aZ)(joining.desired, idsOfAll(resources));
let open = resources;
if (open.length === 0)
return obstacles;
context.log.info('Reading the new memberships before the old ones are left');
let repositories = [];
let losers = [];
for (;;) {
const reading = await (0,observe_again .p)(context, desired, { open: idsOfAll(open), repositories });
if (reading.kind === 'read') {
open = unseenIn(reading, resources, joining);
losers = losing(reading, resources);
repositories = reading.repositories;
}
const mayCome = open.some((each) => triedFor(each, joining).every(([, attempt]) => (0,domain_attempt .M9)(attempt)));
if (!mayCome || patience.nextPauseMs === 0)
return new Map([...obstacles, ...losers, ...open.map((each) => [each.resource.id, notSeen(reading)])]);
await patience.pauseAfter(context.log, 'a new membership is not visible yet');
}
}
function seenAtOf({ clock }, resource, joining) {
return joinsOf(resource, joining).length === 0 ? clock.monotonic() : joining.seenAt;
}
async function isStillJoined(context, resource, joining) {
const joins = joinsOf(resource, joining);
if (joins.length === 0)
return true;
const reading = await (0,observe_again .p)(context, (0,desired_state .aZ)(joining.desired, idsOfAll(joins)));
return unseenIn(reading, joins, joining).length === 0 && losing(reading, joins).length === 0;
}
function joinsOf({ id }, { resources }) {
return resources.filter(({ resource }) => resource.id === id);
}
function idsOfAll(resources) {
return (0,model .UX)(resources.map(({ resource }) => resource));
}
function triedFor({ resource }, { tried }) {
return tried.get(resource.id) ?? [];
}
function unseenIn(reading, attached, joining) {
const { organization, allPlans } = joining.desired;
if (reading.kind === 'unread')
return attached;
const rows = (0,model .$H)(reading.repositories);
const plans = (0,model .$H)(reading.plans);
const isGone = (0,state_after .aC)(allPlans, plans);
return attached.filter((each) => {
const now = (0,state_after .Ol)(rows, each.resource);
if (now === undefined)
return true;
if (now.kind === 'repository' && (now.removed || !isLicensed(now, triedFor(each, joining))))
return true;
return !each.attachedTo.every(({ id }) => !isGone(id) && (0,domain_membership ._G)(organization.id, now, plans.get(id) ?? (0,model .OR)(id)) === 'attached');
});
}
function losing(reading, attached) {
if (reading.kind === 'unread')
return [];
const plans = (0,model .$H)(reading.plans);
const ofProject = Map.groupBy(reading.repositories, ({ project }) => project?.id);
return attached.flatMap(({ resource, attachedTo, detachedFrom }) => {
if (resource.kind === 'repository')
return [];
const repositories = new Set([...resource.repositories, ...(0,model .UX)(ofProject.get(resource.id) ?? [])]);
const latest = attachedTo.map((plan) => plans.get(plan.id) ?? plan);
const problem = (0,domain_diff .lA)({ resource: { ...resource, repositories }, attachedTo: latest, detachedFrom });
return problem === undefined ? [] : [[resource.id, problem]];
});
}
function isLicensed({ license }, tried) {
if (license !== 'unknown')
return license === 'active';
return tried.every(([{ kind }, attempt]) => kind !== 'activate' || (0,domain_attempt .oB)(attempt));
}
const MAY_BE_DROPPED = {
title: 'The new membership could not be confirmed',
reason: 'may-be-dropped',
message: 'not detached: the change to the settings of its new backup plan is not visible yet, and when it takes effect, the plan may lose what was attached since',
remedy: 'Look at the settings of the backup plan in GitProtect, and run again: it is detached once they are seen to be as asked for, or where plan-schedule and plan-metadata are left out.',
};
function notSeen(reading) {
const why = reading.kind === 'unread' ? `: ${reading.doubt.message}` : '';
return {
title: 'The new membership could not be confirmed',
reason: 'not-seen',
message: `not detached, since GitProtect does not show the repository with a license in the backup plans that it was attached to${why}`,
remedy: 'Look at the repository in GitProtect, and run again: it is detached once the new membership is seen.',
};
}
var rejections = __webpack_require__(8334);
;
async function detachAll(context, changes, obstacles, joining, breaker) {
const memberships = new membership_changes .S(context, 'Detaching', changes, obstacles, breaker);
const { groups, attempts } = memberships;
const detachGroup = async (group) => {
for (const change of memberships.toSend(group))
memberships.tried(change, await detachOne(context, change, joining, breaker));
};
await (0,p_map .Ay)(groups, detachGroup, { concurrency: context.service.transport.concurrency });
return attempts;
}
async function detachOne(context, change, joining, breaker) {
const { service } = context;
const { resource, plan } = change;
const circuit = (0,circuit_breaker .nZ)(change);
const request = new GuardedRequest(context, seenAtOf(context, resource, joining));
while (request.mayRepeatAfter(await (0,rejections .g5)(service.detach(plan, resource, request.soFar))))
if (!request.confirmed(await isStillJoined(context, resource, joining)))
break;
const error = request.failure;
if (error === undefined) {
breaker.accepted(circuit);
return { kind: 'accepted' };
}
if ((0,rejections .KD)(error))
return (0,rejections .ZT)((0,rejections .V3)(error), request.note);
breaker.failed(circuit, error);
return (0,rejections .ZT)((0,rejections .N4)(error), request.note);
}
var plans_after = __webpack_require__(2555);
;
function decideReleases(releases, reading, desired, detached, reported = new Set()) {
if (reading.kind === 'unread') {
const decision = { kind: 'wait', attempt: stays(reading.doubt.message) };
return releases.map((release) => ({ release, decision }));
}
const rows = (0,model .$H)(reading.repositories);
const after = (0,plans_after .Vd)(desired, reading, detached);
const atFirst = (0,model .$H)(desired.allPlans);
const selected = new Map(desired.resources.map(({ resource }) => [resource.id, resource]));
return releases.map((release) => {
const { id } = release.change.resource;
const now = rows.get(id);
if (now === undefined)
return { release, decision: { kind: 'wait', attempt: stays(NOT_LISTED) } };
const project = selected.get(desired.projectOf.get(id) ?? '');
return {
release,
decision: decide(release, { ...after, now, project, plans: (0,plans_after .iV)(now, after), atFirst, wasReportedSince: reported.has(id) }, desired),
};
});
}
const NOT_LISTED = 'GitProtect does not list the repository any more';
function decide({ change, own, ofProject }, { organization, now, project, plans, atFirst, wasReportedSince }, { leavesEveryPlan }) {
const containing = (0,domain_membership .HK)(organization, now, plans);
if (containing.length === 0)
return { kind: 'release' };
const isLeft = ({ plan }) => own.has(plan.id) || (ofProject.has(plan.id) && (0,domain_membership .Mp)(organization, now, plan) !== 'detached');
const isStill = ({ plan, membership }) => membership === 'attached' &&
(own.has(plan.id) || (ofProject.has(plan.id) && (0,domain_membership .Mp)(organization, now, plan) === 'attached'));
const still = containing.filter(isStill);
if (still.length > 0) {
const mayCome = still.every(({ plan: { id } }) => [own.get(id), ofProject.get(id)].some((attempt) => attempt !== undefined && (0,domain_attempt .M9)(attempt)));
const attempt = stays(`backup plan ${(0,domain_membership .AO)(still)} still contains it`);
return { kind: mayCome ? 'wait' : 'keep', attempt, isReported: true };
}
const others = containing.filter(({ membership }) => membership === 'attached');
const isUnreported = (plan) => [now, ...(project === undefined ? [] : [project])].every((resource) => !(0,domain_membership .Vd)(organization.id, resource, plan));
const wasReported = ({ id }) => (0,domain_membership .Vd)(organization.id, change.resource, atFirst.get(id) ?? (0,model .OR)(id));
const accepted = { itself: acceptedIn(own), project: acceptedIn(ofProject) };
const areAccepted = [...own.values(), ...ofProject.values()].every(domain_attempt .oB);
if (others.length === 0 &&
!wasReportedSince &&
leavesEveryPlan &&
areAccepted &&
containing.every(({ plan }) => isUnreported(plan) && !wasReported(plan)) &&
(0,domain_membership .HK)(organization, now, plans, accepted).length === 0)
return { kind: 'release' };
const isReported = containing.some(({ plan }) => !isUnreported(plan));
const isContradictory = containing.some((each) => isLeft(each) && !isUnreported(each.plan));
return { kind: isContradictory ? 'wait' : 'keep', attempt: { kind: 'kept', plans: containing }, isReported };
}
function acceptedIn(attempts) {
return new Set([...attempts].flatMap(([id, attempt]) => ((0,domain_attempt .oB)(attempt) ? id : [])));
}
function stays(why) {
return {
kind: 'skipped',
cause: 'dependency',
problem: {
title: 'The license was not released',
reason: 'license-stays',
message: `the license stays, since it is not proved that no backup plan contains the repository: ${why}`,
remedy: 'Look at the repository in GitProtect, and run again: the license is released once no plan contains it.',
},
};
}
var license_batch = __webpack_require__(7706);
;
function releasingOf(changes, desired, detached, seenAt) {
const tried = Map.groupBy(detached, ([{ resource }]) => resource.id);
const attemptsOf = (id) => new Map((tried.get(id) ?? []).map(([{ plan }, attempt]) => [plan.id, attempt]));
const releases = changes.flatMap((change) => change.kind === 'deactivate'
? {
change,
own: attemptsOf(change.resource.id),
ofProject: attemptsOf(desired.projectOf.get(change.resource.id) ?? ''),
}
: []);
const left = (0,plans_after .cn)([...detached].map(([change, attempt]) => ({ change, attempt })));
return { seenAt, releases, desired, detached: left, known: desired, reported: new Set() };
}
async function keptLicenses(context, releasing, patience) {
const kept = new Map();
const allowed = new Set();
let open = releasing.releases;
const desired = (0,desired_state .aZ)(releasing.desired, repositoriesOf(releasing.releases));
let repositories = [];
if (open.length > 0)
context.log.info('Reading the memberships before licenses are released');
while (open.length > 0) {
const began = context.clock.monotonic();
const reading = await (0,observe_again .p)(context, desired, { open: repositoriesOf(open), repositories });
if (reading.kind === 'read')
repositories = reading.repositories;
const isLast = patience.isOverFor(began);
const toDecide = reading.kind === 'read' ? releasing.releases.filter(({ change }) => !kept.has(change)) : open;
const waiting = [];
for (const { release, decision } of decided(toDecide, reading, releasing)) {
const isOpen = decision.kind === 'wait' || allowed.has(release.change);
if (decision.kind === 'release')
allowed.add(release.change);
else if (isOpen && !isLast)
waiting.push(release);
else
kept.set(release.change, decision.attempt);
}
open = waiting;
if (open.length > 0)
await patience.pauseAfter(context.log, 'a detachment is not visible yet');
}
return kept;
}
async function releaseAll(context, changes, releasing, breaker) {
const batches = license_batch .i.of(context, 'deactivate', changes, breaker);
const release = async (batch) => {
for (const part of batch.toSend()) {
const { failure, note } = await releasePart(context, part, releasing);
batch.sent(part, failure, note);
}
};
await (0,p_map .Ay)(batches, release, { concurrency: context.service.transport.concurrency });
return (0,license_batch .O)(batches);
}
async function releasePart(context, part, releasing) {
const { service } = context;
const request = new GuardedRequest(context, releasing.seenAt);
while (request.mayRepeatAfter(await (0,rejections .g5)(service.deactivateLicenses(part.repositories, request.soFar))))
if (!request.confirmed(await mayStillBeReleased(context, part.changes, releasing)))
break;
return request;
}
async function mayStillBeReleased(context, changes, releasing) {
const releases = releasing.releases.filter(({ change }) => changes.includes(change));
const reading = await (0,observe_again .p)(context, (0,desired_state .aZ)(releasing.desired, repositoriesOf(releases)));
const decisions = decided(releases, reading, releasing);
return decisions.every(({ decision }) => decision.kind === 'release');
}
function repositoriesOf(releases) {
return (0,model .UX)(releases.map(({ change }) => change.resource));
}
function decided(releases, reading, releasing) {
const { detached, reported } = releasing;
if (reading.kind === 'read')
releasing.known = (0,plans_after .Wd)(releasing.known, reading);
const decisions = decideReleases(releases, reading, releasing.known, detached, reported);
for (const { release, decision } of decisions)
if (decision.kind !== 'release' && decision.isReported === true)
reported.add(release.change.resource.id);
return decisions;
}
var shared_text = __webpack_require__(4646);
;
async function remove(context, changes, desired, patience, detached) {
const attempts = new Map();
for (const change of changes)
attempts.set(change, await removeOne(context, change, desired, patience, detached));
return attempts;
}
async function removeOne(context, { resource, backups }, desired, patience, detached) {
const { log, service } = context;
log.info('Reading whether the repository is absent, before it is removed');
const seen = await seenAbsent(context, resource, desired, patience, detached);
if (seen.kind !== 'absent')
return seen;
log.info(`Removing ${(0,shared_text .Pf)(resource)} from GitProtect, its backups are ${backups}`);
const request = new GuardedRequest(context, seen.at);
const removeData = backups === 'deleted';
while (request.mayRepeatAfter(await (0,rejections .g5)(service.removeRepository(resource, removeData, request.soFar))))
if (!request.confirmed(await isStillAbsent(context, resource, desired, detached)))
break;
const error = request.failure;
patience?.restart();
if (error === undefined)
return { kind: 'accepted' };
log.info(`  ${(0,rejections .dW)(error.message, request.note)}`);
return (0,rejections .ZT)((0,rejections .N4)(error), request.note);
}
async function seenAbsent(context, resource, desired, patience, detached) {
for (;;) {
const at = context.clock.monotonic();
const reading = await readOne(context, resource, desired);
const obstacle = presenceIn(reading, resource.id, desired, detached);
if (obstacle === undefined) {
return isListed(reading, resource)
? { kind: 'absent', at }
: { kind: 'already', isUnsent: true, problem: remove_NOT_LISTED };
}
if (patience === undefined || patience.isOverFor(at) || isUnreported(reading, resource))
return notRemoved(obstacle);
await patience.pauseAfter(context.log, obstacle);
}
}
function isUnreported(reading, { id, license }) {
return license === 'unknown' && reading.kind === 'read' && rowOf(reading, id)?.license === 'unknown';
}
async function isStillAbsent(context, resource, desired, detached) {
const reading = await readOne(context, resource, desired);
return isListed(reading, resource) && presenceIn(reading, resource.id, desired, detached) === undefined;
}
async function readOne(context, { id }, desired) {
return await (0,observe_again .p)(context, (0,desired_state .aZ)(desired, new Set([id])));
}
function isListed(reading, { id }) {
return reading.kind === 'read' && rowOf(reading, id) !== undefined;
}
function presenceIn(reading, id, desired, detached) {
if (reading.kind === 'unread')
return reading.doubt.message;
const now = rowOf(reading, id);
if (now === undefined)
return undefined;
if (now.license !== 'inactive')
return now.license === 'unknown' ? 'its license is not reported' : 'its license is active';
const after = (0,plans_after .Vd)(desired, reading, detached);
const containing = (0,domain_membership .HK)(after.organization, now, (0,plans_after .iV)(now, after));
return containing.length === 0
? undefined
: `it is not proved to be in none of the backup plans (${(0,domain_membership .AO)(containing)})`;
}
function rowOf({ repositories }, id) {
return repositories.find((repository) => repository.id === id);
}
const remove_NOT_LISTED = {
title: 'The repository was not removed',
reason: 'not-listed',
message: 'it was not removed, since GitProtect did not list it when it was to be removed, and lists it again now: it is not proved to be absent',
remedy: 'Look at the repository in GitProtect, and run again.',
};
function notRemoved(why) {
return {
kind: 'skipped',
cause: 'dependency',
problem: {
title: 'The repository was not removed',
reason: 'not-absent',
message: `it was not removed, since it is not proved to be absent: ${why}`,
remedy: 'Look at the repository in GitProtect, and run again: it is removed once it is in no plan and has no license.',
},
};
}
;
async function leave(context, diff, desired, { joined, pending }, breaker, patience) {
const changes = (0,domain_diff .fs)(diff);
const detachments = changes.filter((change) => change.kind === 'detach');
const joining = joiningOf(desired, joined, context.clock.monotonic(), pending);
const obstacles = await unseenMemberships(context, detachments, joining, patience);
const detached = await detachAll(context, detachments, obstacles, joining, breaker);
const isAllInVain = obstacles.size > 0 && obstacles.size === desired.resources.length;
if (!isAllInVain)
patience.restart();
const releasing = releasingOf(changes, desired, detached, context.clock.monotonic());
const kept = await keptLicenses(context, releasing, patience);
const toRelease = releasing.releases.flatMap(({ change }) => (kept.has(change) ? [] : change));
const released = await releaseAll(context, toRelease, releasing, breaker);
if (toRelease.length > 0)
patience.restart();
const removals = changes.filter((change) => change.kind === 'remove');
const before = [...detached, ...kept, ...released];
const mayBeAbsent = before.every(([, attempt]) => (0,domain_attempt .M9)(attempt));
const removed = await remove(context, removals, desired, mayBeAbsent ? patience : undefined, releasing.detached);
return new Map([...before, ...removed]);
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
