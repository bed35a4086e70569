export const id = 528;
export const ids = [528];
export const modules = {
528:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
leave: () => ( leave)
});
var domain_attempt = __webpack_require__(8505);
var licenses = __webpack_require__(9770);
var memberships = __webpack_require__(2297);
var desired_state = __webpack_require__(9666);
var domain_membership = __webpack_require__(1082);
var model = __webpack_require__(5529);
var state_after = __webpack_require__(9090);
var observe = __webpack_require__(3790);
var errors = __webpack_require__(3814);
;
const MAX_ROUNDS = 12;
async function takeAway(context, { seenAt, send, mayStill }) {
let soFar = { seenAt, earlier: undefined };
let failed;
for (let round = 1;; round++) {
try {
await send(soFar);
return;
}
catch (error) {
if (!(error instanceof errors ._7))
throw error;
if (failed?.mayHaveApplied === true && !error.mayHaveApplied)
throw failed;
if (failed === undefined || !(error instanceof errors .jZ))
failed = error;
if (error.earlier === undefined)
throw failed;
if (round === MAX_ROUNDS)
throw failed.noting(`given up after ${String(MAX_ROUNDS)} rounds of reading and sending`);
const again = await seenAgain(context, mayStill);
if (again === undefined)
throw failed.noting('not sent again: what it depends on could not be confirmed again');
soFar = { seenAt: again, earlier: error.earlier };
}
}
}
async function seenAgain({ service, clock }, mayStill) {
const waitedBefore = service.waitedMs;
return (await mayStill()) ? clock.monotonic() - (service.waitedMs - waitedBefore) : undefined;
}
;
function joiningOf(desired, attempts, seenAt) {
const tried = Map.groupBy(attempts, ([{ resource }]) => resource.id);
return { seenAt, desired, resources: desired.resources.filter(({ attachedTo }) => attachedTo.length > 0), tried };
}
async function unseenMemberships(context, detachments, joining, patience) {
const leaving = new Set(detachments.map(({ resource }) => resource.id));
let open = joining.resources.filter(({ resource }) => leaving.has(resource.id));
if (open.length === 0)
return new Map();
context.log.info('Reading the new memberships before the old ones are left');
for (;;) {
const { unseen, reading } = await readUnseen(context, open, joining);
open = unseen;
const mayCome = open.some((each) => triedFor(each, joining).every(([, attempt]) => (0,domain_attempt .M)(attempt)));
if (!mayCome || patience.nextPauseMs === 0)
return new Map(open.map(({ resource }) => [resource.id, notSeen(reading)]));
await patience.pauseAfter(context.log, 'a new membership is not visible yet');
}
}
async function detach(context, { resource, plan }, joining) {
const { service, clock } = context;
const joins = joining.resources.filter((each) => each.resource.id === resource.id);
await takeAway(context, {
seenAt: joins.length === 0 ? clock.monotonic() : joining.seenAt,
mayStill: async () => joins.length === 0 || (await readUnseen(context, joins, joining)).unseen.length === 0,
send: (soFar) => resource.kind === 'repository'
? service.detachRepository(plan, resource, soFar)
: service.detachAzureProject(plan, resource, soFar),
});
}
async function readUnseen(context, resources, joining) {
const ids = new Set(resources.map(({ resource }) => resource.id));
const reading = await (0,observe .pC)(context, (0,desired_state .aZ)(joining.desired, ids));
return { reading, unseen: unseenIn(reading, resources, joining) };
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
function isLicensed({ license }, tried) {
if (license !== 'unknown')
return license === 'active';
return tried.every(([{ kind }, attempt]) => kind !== 'activate' || (0,domain_attempt .o)(attempt));
}
function notSeen(reading) {
const why = reading.kind === 'unread' ? `: ${reading.problem.message}` : '';
return {
title: 'The new membership could not be confirmed',
reason: 'not-seen',
message: `not detached, since GitProtect does not show the repository with a license in the backup plans that it was attached to${why}`,
remedy: 'Look at the repository in GitProtect, and run again: it is detached once the new membership is seen.',
};
}
var plans_after = __webpack_require__(2555);
;
function decideReleases(releases, reading, desired, detached) {
if (reading.kind === 'unread') {
const decision = { kind: 'wait', attempt: stays(reading.problem.message) };
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
return { release, decision: { kind: 'keep', attempt: stays(NOT_LISTED) } };
const project = selected.get(desired.projectOf.get(id) ?? '');
return { release, decision: decide(release, { now, project, plans: (0,plans_after .iV)(now, after), atFirst }, desired) };
});
}
const NOT_LISTED = 'GitProtect does not list the repository any more';
function decide({ change, own, ofProject }, { now, project, plans, atFirst }, { organization, leavesEveryPlan }) {
const containing = (0,domain_membership .HK)(organization, now, plans);
if (containing.length === 0)
return { kind: 'release' };
const isLeft = ({ plan }) => own.has(plan.id) || (ofProject.has(plan.id) && (0,domain_membership .Mp)(organization, now.project, plan) !== 'detached');
const isStill = ({ plan, membership }) => membership === 'attached' &&
(own.has(plan.id) ||
(ofProject.has(plan.id) && (0,domain_membership .Mp)(organization, now.project, plan) === 'attached'));
const still = containing.filter(isStill);
if (still.length > 0) {
const mayCome = still.every(({ plan: { id } }) => [own.get(id), ofProject.get(id)].some((attempt) => attempt !== undefined && (0,domain_attempt .M)(attempt)));
return { kind: mayCome ? 'wait' : 'keep', attempt: stays(`backup plan ${(0,domain_membership .AO)(still)} still contains it`) };
}
const others = containing.filter(({ membership }) => membership === 'attached');
const isUnreported = (plan) => [now, ...(project === undefined ? [] : [project])].every((resource) => !(0,domain_membership .Bh)(organization.id, resource, plan).has('attached'));
const wasReported = ({ id }) => (0,domain_membership .Bh)(organization.id, change.resource, atFirst.get(id) ?? (0,model .OR)(id)).has('attached');
const accepted = { itself: acceptedIn(own), project: acceptedIn(ofProject) };
const areAccepted = [...own.values(), ...ofProject.values()].every(domain_attempt .o);
if (others.length === 0 &&
leavesEveryPlan &&
areAccepted &&
containing.every(({ plan }) => isUnreported(plan) && !wasReported(plan)) &&
(0,domain_membership .HK)(organization, now, plans, accepted).length === 0)
return { kind: 'release' };
const isContradictory = containing.some((each) => isLeft(each) && !isUnreported(each.plan));
return { kind: isContradictory ? 'wait' : 'keep', attempt: { kind: 'kept', plans: containing } };
}
function acceptedIn(attempts) {
return new Set([...attempts].flatMap(([id, attempt]) => ((0,domain_attempt .o)(attempt) ? id : [])));
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
return { seenAt, releases, desired, detached: (0,plans_after .cn)(detached) };
}
async function keptLicenses(context, releasing, patience) {
const kept = new Map();
let open = releasing.releases;
if (open.length > 0)
context.log.info('Reading the memberships before licenses are released');
while (open.length > 0) {
const decisions = await decided(context, open, releasing);
const isLast = patience.nextPauseMs === 0;
const waiting = [];
for (const { release, decision } of decisions) {
if (decision.kind === 'wait' && !isLast)
waiting.push(release);
else if (decision.kind !== 'release')
kept.set(release.change, decision.attempt);
}
open = waiting;
if (open.length > 0)
await patience.pauseAfter(context.log, 'a detachment is not visible yet');
}
return kept;
}
async function release(context, changes, releasing) {
const releases = releasing.releases.filter(({ change }) => changes.includes(change));
const repositories = changes.map(({ resource }) => resource);
await takeAway(context, {
seenAt: releasing.seenAt,
mayStill: async () => (await decided(context, releases, releasing)).every(({ decision }) => decision.kind === 'release'),
send: (soFar) => context.service.deactivateLicenses(repositories, soFar),
});
}
async function decided(context, releases, { desired, detached }) {
const ids = new Set(releases.map(({ change }) => change.resource.id));
const resources = desired.resources.filter(({ resource }) => ids.has(resource.id));
return decideReleases(releases, await (0,observe .pC)(context, { ...desired, resources }), desired, detached);
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
const { log, service, clock } = context;
const resources = desired.resources.filter((each) => each.resource.id === resource.id);
log.info('Reading whether the repository is absent, before it is removed');
const look = () => (0,observe .pC)(context, { ...desired, resources });
let seenAt = clock.monotonic();
let reading = await look();
let obstacle = presenceIn(reading, resource.id, desired, detached);
while (obstacle !== undefined && patience !== undefined && patience.nextPauseMs > 0) {
await patience.pauseAfter(log, obstacle);
seenAt = clock.monotonic();
reading = await look();
obstacle = presenceIn(reading, resource.id, desired, detached);
}
if (reading.kind === 'read' && rowOf(reading, resource.id) === undefined)
return { kind: 'already', problem: remove_NOT_LISTED };
if (obstacle !== undefined)
return notRemoved(obstacle);
log.info(`Removing ${(0,shared_text .Pf)(resource)} from GitProtect, its backups are ${backups}`);
try {
await takeAway(context, {
seenAt,
mayStill: async () => {
const again = await look();
const isListed = again.kind === 'read' && rowOf(again, resource.id) !== undefined;
return isListed && presenceIn(again, resource.id, desired, detached) === undefined;
},
send: (soFar) => service.removeRepository(resource, backups === 'deleted', soFar),
});
}
catch (error) {
if (!(error instanceof errors ._7))
throw error;
log.info(`  ${error.message}`);
return { kind: 'failed', mayHaveApplied: error.mayHaveApplied, problem: error };
}
finally {
patience?.restart();
}
return { kind: 'accepted' };
}
function presenceIn(reading, id, desired, detached) {
if (reading.kind === 'unread')
return reading.problem.message;
const now = rowOf(reading, id);
if (now === undefined)
return undefined;
if (now.license !== 'inactive')
return now.license === 'active' ? 'its license is active' : 'its license is not reported';
const plans = (0,plans_after .iV)(now, (0,plans_after .Vd)(desired, reading, detached));
const containing = (0,domain_membership .HK)(desired.organization, now, plans);
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
async function leave(context, changes, desired, attempts, breaker, patience) {
const detachments = changes.filter((change) => change.kind === 'detach');
const joining = joiningOf(desired, attempts, context.clock.monotonic());
const obstacles = await unseenMemberships(context, detachments, joining, patience);
const detached = await (0,memberships .m)(context, detachments, obstacles, breaker, (change) => detach(context, change, joining));
patience.restart();
const releasing = releasingOf(changes, desired, detached, context.clock.monotonic());
const kept = await keptLicenses(context, releasing, patience);
const toRelease = releasing.releases.flatMap(({ change }) => (kept.has(change) ? [] : change));
const released = await (0,licenses .P)(context, toRelease, breaker, (some) => release(context, some, releasing));
if (toRelease.length > 0)
patience.restart();
const removals = changes.filter((change) => change.kind === 'remove');
const before = [...detached, ...kept, ...released];
const mayBeAbsent = before.every(([, attempt]) => (0,domain_attempt .M)(attempt));
const removed = await remove(context, removals, desired, mayBeAbsent ? patience : undefined, releasing.detached);
return new Map([...before, ...removed]);
}
})
};
