export const id = 802;
export const ids = [802];
export const modules = {
4802:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
modifyPlans: () => ( modifyPlans),
pendingPlans: () => ( pendingPlans),
uncheckedPlans: () => ( uncheckedPlans),
withSettings: () => ( withSettings)
});
var lost_members = __webpack_require__(7390);
var membership = __webpack_require__(1082);
var model = __webpack_require__(5529);
var plan_settings = __webpack_require__(2703);
var resource_result = __webpack_require__(7294);
var verify = __webpack_require__(4200);
var gitprotect_plan_settings = __webpack_require__(1552);
var shared_failure = __webpack_require__(8035);
var judge_modification = __webpack_require__(4136);
var request = __webpack_require__(805);
var gitprotect_errors = __webpack_require__(5524);
var shared_text = __webpack_require__(4646);
var rejections = __webpack_require__(8334);
var verify_by_reading = __webpack_require__(6268);
;
function asShown({ name, repositoryCount, lastRun }, { plan: now }) {
return { ...now, name: now.name ?? name, repositoryCount: now.repositoryCount ?? repositoryCount, lastRun };
}
const NOT_LISTED = 'the backup plan is not in the list';
const NOTHING_SEEN = { lost: lost_members .AU, changed: [], wrong: undefined, isPartlyMade: false };
function withUnknown(plan, { schedule, metadata }) {
return {
...plan,
schedule: schedule === undefined ? plan.schedule : 'unknown',
isScheduleUnclear: plan.isScheduleUnclear || (schedule !== undefined && plan.schedule === 'disabled'),
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
constructor(context, desired, plan, patience, sent) {
this.#context = context;
this.#desired = desired;
this.#plan = plan;
this.#patience = patience;
this.#names = new Map(desired.resources.map(({ resource: { id, name } }) => [id, name]));
this.#latest = plan;
this.#sent = sent;
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
const result = (0,judge_modification .nM)(this.#plan, before, this.#desired);
if (result.kind === 'already' && tried !== undefined) {
this.#sent = tried;
return await this.verify(tried);
}
if (before === undefined || result.kind !== 'would')
return result;
const missing = (0,plan_settings.missingOf)(before.plan, this.#desired.settings);
log.info(`Changing the settings of backup plan ${(0,shared_text .Pf)(this.#plan)}`);
cause = 'unreadable';
const error = await this.#attempt(service.modifyPlan(before, missing, refused?.earlier));
refused = error?.isRefused === true ? error : undefined;
this.#patience.restart();
const sent = { before, missing, error };
tried ??= sent;
if (refused?.earlier !== undefined)
continue;
if (refused === undefined)
this.#latest = withUnknown(this.#latest, missing);
this.#sent = sent;
return await this.verify(sent);
}
}
catch (error) {
if (!(error instanceof shared_failure .HR))
throw error;
if (refused === undefined)
return (0,judge_modification .gz)(cause, error);
return (0,judge_modification .gz)('rejected', refused.earlier === undefined ? refused : error);
}
}
async verify(sent) {
const { log } = this.#context;
const { missing: wanted, error } = sent;
let { before } = sent;
let isFirst = true;
log.info('Reading the plan again');
let repair = 'none';
let wasMissing = false;
let seenLost = lost_members .AU;
const unlessOver = async (failure) => {
if (failure instanceof shared_failure .HR && this.#patience.nextPauseMs > 0)
return 'unread';
if (failure instanceof shared_failure .HR && repair === 'rejected')
return 'over';
if (repair === 'accepted')
await this.#warnOf(seenLost);
throw failure;
};
for (;;) {
const began = this.#context.clock.monotonic();
const after = await this.read().catch(unlessOver);
if (after === 'over') {
await this.#learnNames();
return this.#judged({ ...NOTHING_SEEN, lost: seenLost, error });
}
if (after === 'unread') {
await this.#patience.pauseAfter(log, 'not read');
continue;
}
if (after === undefined && !wasMissing && this.#patience.nextPauseMs > 0) {
wasMissing = true;
await this.#patience.pauseAfter(log, NOT_LISTED);
continue;
}
if (isFirst && after !== undefined)
before = { ...before, plan: (0,lost_members .zT)(before.plan, after.plan) };
isFirst = false;
this.#sent = { ...sent, before };
const left = after === undefined ? wanted : (0,plan_settings.missingOf)(after.plan, wanted);
const isPartlyMade = left.schedule !== wanted.schedule || left.metadata !== wanted.metadata;
const lost = error?.isRefused === true && !isPartlyMade ? lost_members .AU : (0,lost_members .Uk)(before.plan, after?.plan);
const isLost = !(0,lost_members .uP)(lost);
if (!isLost && repair === 'accepted') {
await this.#warnOf(seenLost);
repair = 'seen';
}
if (isLost && repair === 'none') {
seenLost = lost;
repair = (0,membership .Z9)(this.#latest) ? await this.#attachAgain(lost) : 'rejected';
if (repair === 'gone')
return this.#judged({ ...NOTHING_SEEN, error });
this.#patience.restart();
continue;
}
const changed = after === undefined ? [] : (0,gitprotect_plan_settings .E0)(before, after, wanted);
if (!isLost && changed.length === 0 && (0,request .xC)(left))
return { kind: 'done', verified: true };
const wrong = after && (0,plan_settings.otherwise)(after.plan, left);
const isFinal = isLost ? repair === 'rejected' : changed.length > 0 || error !== undefined || wrong?.length === 0;
const isOver = isFinal || this.#patience.isOverFor(began);
if (isOver && !isFinal && !isLost && this.#context.cancelled.aborted)
return (0,judge_modification .gz)('unreadable', verify_by_reading.CANCELLED);
if (isOver && isLost)
await this.#learnNames();
if (isOver)
return this.#judged({ lost, changed, wrong, isPartlyMade, error });
const what = isLost ? 'what was attached again is' : 'the settings are';
await this.#patience.pauseAfter(log, `${what} not seen yet`);
}
}
async read() {
const { organization, listedPlans } = this.#desired;
this.shown = await this.#context.service.readPlans(organization);
const shown = this.shown.find(({ id }) => id === this.#plan.id);
this.isGone = shown === undefined && listedPlans.has(this.#plan.id);
if (shown === undefined)
return undefined;
const latest = asShown(this.#plan, shown);
const wasOff = organization.plans.some(({ id, schedule }) => id === shown.id && schedule === 'disabled');
this.#latest = wasOff ? this.#asOffAtFirst(latest) : latest;
return shown;
}
#asOffAtFirst(latest) {
if (this.#sent?.missing.schedule === undefined)
return { ...latest, schedule: 'disabled' };
if (latest.schedule !== 'unknown')
return latest;
return this.#sent.error?.isRefused === true
? { ...latest, schedule: 'disabled' }
: { ...latest, isScheduleUnclear: true };
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
return 'accepted';
}
async #warnOf({ repositories, projects }) {
await this.#learnNames();
this.#context.log.warning('A modification changed more than was asked for', `${this.#inWords([...repositories, ...projects])} left backup plan ${(0,shared_text .Pf)(this.#plan)} when it was modified, and had to be attached again`);
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
#judged(seen) {
return (0,judge_modification .g$)(this.#plan, seen, (ids) => this.#inWords(ids));
}
#inWords(members) {
return (0,shared_text .yU)(members.map((id) => (0,shared_text .Pf)({ id, name: this.#names.get(id) })));
}
}
var observe_again = __webpack_require__(2639);
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
if (now === undefined)
return each;
const { schedule, isScheduleUnclear } = each.latest;
return { ...each, latest: { ...asShown(each.latest, now), schedule, isScheduleUnclear } };
});
}
async function withSettings(outcome, context, modified, desired, patience) {
const seen = [];
let gone;
for (const each of modified) {
const modification = new Modification(context, desired, each.plan, patience, each.sent);
const look = await lookAgain(modification, each, outcome, desired);
seen.push({
settings: { plan: each.plan, result: look.result },
now: modification.latest,
isGone: modification.isGone,
});
gone ??= look.gone;
}
const end = { ...(0,lost_members .wk)(outcome, seen), settings: seen.map(({ settings }) => settings) };
return gone === undefined ? end : (0,lost_members .eZ)(end, gone);
}
async function lookAgain(modification, { plan, result, sent }, outcome, desired) {
if (result.kind === 'already')
return { result: await stillRight(modification, plan, result, outcome, desired) };
if (sent === undefined)
return { result };
const known = { ...sent, before: { ...sent.before, plan: (0,lost_members .yE)(sent.before.plan, outcome) } };
if (!(0,lost_members .IQ)(result, known, outcome))
return { result };
try {
const now = await modification.verify(known);
const isUndone = (0,resource_result .U4)(result) && now.kind === 'failed' && now.cause === 'not-applied';
return { result: isUndone ? { ...(0,judge_modification .gz)('reverted', (0,judge_modification .Qs)(plan, 'changed')), sent: true } : now };
}
catch (error) {
if (!(error instanceof shared_failure .HR))
throw error;
return { result: (0,judge_modification .gz)('unreadable', error), gone: (0,observe_again .l)(error) };
}
}
async function stillRight(modification, plan, result, { plans, results }, { settings, listedPlans }) {
const last = plans.find(({ id }) => id === plan.id);
const gone = (0,lost_members .Fz)(results, plan.id);
if (gone === 'yes' && !listedPlans.has(plan.id))
return (0,judge_modification .gz)('unreported', verify .uj.plan);
const mayBeGone = gone !== 'no' && listedPlans.has(plan.id);
if (!mayBeGone && (last === undefined || (0,plan_settings.otherwise)(last, settings).length === 0))
return result;
try {
const now = await modification.read();
if (modification.isGone)
return (0,judge_modification .gz)('unreported', (0,judge_modification .vJ)(plan, 'was as asked for at first'));
return now === undefined || (0,plan_settings.otherwise)(now.plan, settings).length > 0
? (0,judge_modification .gz)('reverted', (0,judge_modification .Qs)(plan, 'as asked at first'))
: result;
}
catch (error) {
if (!(error instanceof shared_failure .HR))
throw error;
return (0,judge_modification .gz)('unreported', error);
}
}
function uncheckedPlans(modified) {
return new Set(modified.flatMap(({ plan, sent, result }) => sent !== undefined && (result.kind === 'failed' || !(0,gitprotect_plan_settings .UV)(sent.before)) ? plan.id : []));
}
function pendingPlans(modified) {
return new Set(modified.flatMap(({ plan, result }) => ((0,resource_result .Xb)(result) && !(0,resource_result .U4)(result) ? plan.id : [])));
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
