export const id = 531;
export const ids = [531];
export const modules = {
4853:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
ProxyAgent: () => ( ProxyAgent),
fetch: () => ( fetch)
});
;
function leftOut(name) {
throw new Error(`${name} is not in this bundle: see scripts/bundle`);
}
;
class ProxyAgent {
}
function fetch() {
return leftOut('undici');
}
}),
8505:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Kk: () => ( wasSent),
M9: () => ( mayTakeEffect),
Rv: () => ( mayHaveBeenMade),
oB: () => ( isAccepted),
yU: () => ( attemptedIn)
});
function attemptedIn(diff, attempts) {
return diff.map((entry) => {
const { change } = entry;
if (entry.kind === 'satisfied')
return { change, attempt: { kind: 'none' } };
if (entry.kind === 'kept')
return { change, attempt: { kind: 'kept', plans: entry.plans } };
if (entry.kind === 'blocked')
return { change, attempt: { kind: 'skipped', cause: 'blocked', problem: entry.problem } };
const attempt = attempts.get(change);
if (attempt === undefined)
throw new Error('a change of the diff was not carried out');
return { change, attempt };
});
}
function isAccepted({ kind }) {
return kind === 'accepted' || kind === 'already';
}
function wasSent(attempt) {
return attempt.kind !== 'already' || attempt.isUnsent !== true;
}
function mayHaveBeenMade(attempt) {
return mayTakeEffect(attempt) || (attempt.kind === 'failed' && attempt.isUnclear === true);
}
function mayTakeEffect(attempt) {
return attempt.kind === 'failed' ? attempt.mayHaveApplied : isAccepted(attempt);
}
}),
9666:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
$X: () => ( byProject),
GS: () => ( membershipInOther),
Iq: () => ( desiredState),
aZ: () => ( narrowedTo),
vm: () => ( withPlans)
});
var _membership_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1082);
var _model_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5529);
const NONE = [];
const NO_PLANS = { attachedTo: NONE, detachedFrom: NONE, alsoIn: NONE };
function desiredState(request, resolution, observed) {
const { state, settings } = request;
const { plans, selected, projects } = resolution;
const { plans: allPlans, listedPlans } = observed;
const hasProjects = projects.length > 0 || allPlans.some((plan) => (plan.projects ?? _model_js__WEBPACK_IMPORTED_MODULE_1__ .K$).ids.size > 0);
const organization = {
...observed.organization,
isAzure: hasProjects || observed.organization.isAzure,
hasProjects: (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .Ce)(observed.repositories, allPlans),
mayBeAzure: observed.organization.isOtherHost !== true &&
observed.repositories.some(({ project }) => project?.id !== undefined),
};
const ofProjects = projects.flatMap((each) => each.repositories.filter(({ removed }) => !removed || state.kind !== 'present'));
const repositories = (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .$H)([...selected.items, ...ofProjects]);
const projectOf = new Map(projects.flatMap(({ project, repositories: its }) => its.map(({ id }) => [id, project.id])));
const inProjects = new Set(projects.flatMap(({ project, repositories: its }) => project.repositories.size === its.length ? [] : [...project.repositories]));
const selectedItself = (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .UX)([...projects.map(({ project }) => project), ...selected.items]);
const bare = {
organization,
plans,
allPlans,
listedPlans,
namedPlans: (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .H)(observed.repositories),
resources: NONE,
projectOf,
ofUnknownProject: observed.repositories.filter(({ id, project }) => !projectOf.has(id) && project?.id === undefined),
leftInProjects: observed.repositories.filter(({ id, removed }) => !removed && !projectOf.has(id) && inProjects.has(id)),
leavesEveryPlan: state.kind !== 'present' && plans.length === 0,
leavesOthers: state.kind === 'present' && state.exclusive,
settings,
};
const listedWith = new Map(projects.flatMap((each) => {
const plansOfAll = plansListingAll(each, bare);
return each.repositories.map(({ id }) => [id, plansOfAll]);
}));
const resources = [...projects.map((each) => wantedOf(each, state)), ...repositories.values()].map((resource) => {
const isSelected = selectedItself.has(resource.id);
return state.kind === 'present'
? present(bare, resource, isSelected, state.exclusive)
: absent(bare, resource, isSelected, state, listedWith);
});
const left = new Map(resources.flatMap(({ detachedFrom }) => detachedFrom.map((plan) => [plan.id, plan])));
return { ...bare, plans: bare.leavesEveryPlan ? [...left.values()] : plans, resources };
}
function wantedOf({ project, repositories }, state) {
const removed = state.kind === 'present' ? (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .UX)(repositories.filter((each) => each.removed)) : NO_IDS;
return removed.size === 0
? project
: { ...project, repositories: new Set([...project.repositories].filter((id) => !removed.has(id))) };
}
const NO_IDS = new Set();
function present(desired, resource, isSelected, exclusive) {
const memberships = isSelected ? presentIn(desired, resource, exclusive) : NO_PLANS;
return resource.kind === 'project'
? { resource, license: undefined, removal: undefined, ...memberships }
: { resource, license: 'active', removal: undefined, ...memberships };
}
function presentIn({ organization, plans, allPlans, listedPlans, namedPlans, projectOf }, resource, exclusive) {
if (!exclusive)
return { ...NO_PLANS, attachedTo: plans };
const named = (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .UX)(plans);
const others = knownTo(resource, allPlans, namedPlans).filter(({ id }) => !named.has(id));
const isByProject = (plan) => byProject(organization, resource, projectOf, plan) === 'attached';
const detachedFrom = others.filter((plan) => (0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ .Z9)(plan) && !isByProject(plan) && (0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ ._G)(organization.id, resource, plan) === 'attached');
const left = (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .UX)(detachedFrom);
const alsoIn = others.flatMap((plan) => {
if (left.has(plan.id))
return [];
const memberships = [
membershipInOther({ organization, listedPlans }, resource, plan),
byProject(organization, resource, projectOf, plan),
];
if (memberships.includes('attached'))
return [{ plan, membership: 'attached' }];
return memberships.includes('unknown') && (0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ .b0)(plan) ? [{ plan, membership: 'unknown' }] : [];
});
return { attachedTo: plans, detachedFrom, alsoIn: [...alsoIn, ...(0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ .kO)(resource)] };
}
function membershipInOther({ organization, listedPlans }, resource, plan) {
const own = (0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ .hi)(resource, plan) ? 'unknown' : (0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ ._G)(organization.id, resource, plan);
const isContradicted = own === 'detached' && resource.plans?.ids.has(plan.id) === true;
if (own !== 'unknown' && !isContradicted)
return own;
return (0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ .Zt)(organization.id, resource, (0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ .Bo)(plan, listedPlans));
}
function byProject(organization, resource, projectOf, plan) {
if (resource.kind === 'project' || projectOf.has(resource.id))
return 'detached';
return (0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ .Mp)(organization, resource, plan);
}
function absent({ organization, plans, allPlans, listedPlans, namedPlans, leavesEveryPlan, projectOf }, resource, isSelected, state, listedWith) {
const known = knownTo(resource, allPlans, namedPlans).map((plan) => (0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ .Bo)(plan, listedPlans));
const contains = (plan) => (0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ .Zt)(organization.id, resource, plan) !== 'detached' ||
byProject(organization, resource, projectOf, plan) === 'attached';
const leaves = leavesEveryPlan ? known.filter(contains) : plans;
const detachedFrom = isSelected ? leaves : NONE;
if (resource.kind === 'project')
return { resource, license: undefined, removal: undefined, ...NO_PLANS, detachedFrom };
return {
resource,
license: 'inactive',
removal: state.kind === 'removed' ? state.backups : undefined,
attachedTo: NONE,
detachedFrom,
alsoIn: (0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ .HK)(organization, resource, known, {
itself: new Set([...detachedFrom.map(({ id }) => id), ...(listedWith.get(resource.id) ?? NONE)]),
project: (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .UX)(projectOf.has(resource.id) ? (leavesEveryPlan ? known : plans).filter(_membership_js__WEBPACK_IMPORTED_MODULE_0__ .Z9) : NONE),
}),
};
}
function plansListingAll({ project, repositories }, { organization: { id: organization }, plans, allPlans, namedPlans, leavesEveryPlan }) {
const leaves = leavesEveryPlan ? knownTo(project, allPlans, namedPlans) : plans;
return leaves
.filter((plan) => (0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ .Zt)(organization, project, plan) !== 'detached' &&
repositories.every((each) => (0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ ._G)(organization, each, plan) === 'attached'))
.map(({ id }) => id);
}
function knownTo({ plans }, allPlans, namedPlans) {
return (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .Nh)(allPlans, [...(plans ?? _model_js__WEBPACK_IMPORTED_MODULE_1__ .K$).ids, ...namedPlans]);
}
function narrowedTo(desired, ids) {
const { resources, projectOf } = desired;
const isAmong = ({ resource: { id } }) => ids.has(id) || ids.has(projectOf.get(id) ?? id);
return { ...desired, resources: resources.filter(isAmong) };
}
function withPlans(desired, again) {
const now = (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .$H)(again);
const latest = (plan) => now.get(plan.id) ?? plan;
return { ...desired, plans: desired.plans.map(latest), allPlans: desired.allPlans.map(latest) };
}
}),
5641:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Lv: () => ( withoutLeaving),
Ui: () => ( diff),
Xi: () => ( isLeaving),
ZY: () => ( DESIRED),
_y: () => ( notManual),
cj: () => ( attachEntry),
fs: () => ( changesOf),
lA: () => ( leavingOut)
});
var _shared_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8035);
var _shared_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4646);
var _membership_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1082);
var _model_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5529);
const DESIRED = {
activate: 'active',
attach: 'attached',
detach: 'detached',
deactivate: 'inactive',
remove: 'removed',
};
function diff(desired) {
const known = new Set([...(0,_model_js__WEBPACK_IMPORTED_MODULE_2__ .UX)(desired.allPlans), ...desired.namedPlans]);
const blocked = new Map();
return desired.resources.flatMap((each) => {
const entries = entriesOf(desired, each, known);
const problem = problemOf(entries, 'detach') ??
problemOf(entries, 'remove') ??
blocked.get(desired.projectOf.get(each.resource.id) ?? each.resource.id);
if (problem === undefined)
return withoutLeaving(entries, leavingOut(each));
blocked.set(each.resource.id, problem);
return entries.map((entry) => (entry.kind === 'change' ? { ...entry, kind: 'blocked', problem } : entry));
});
}
const NONE = [];
function entriesOf(desired, each, known) {
const { resource, attachedTo, detachedFrom } = each;
return [
...(each.license === undefined ? NONE : [licenseEntry(each)]),
...attachedTo.map((plan) => attachEntry(desired.organization.id, resource, plan)),
...detachedFrom.map((plan) => detachEntry(desired, resource, plan, known.has(plan.id))),
...othersOf(desired, each).map((other) => otherEntry(resource, other)),
...(each.removal === undefined ? NONE : [removalEntry(each, each.removal)]),
];
}
function othersOf({ leavesEveryPlan, projectOf }, each) {
const { resource, license, removal, alsoIn, detachedFrom } = each;
if (license !== 'inactive')
return alsoIn;
if (!leavesEveryPlan || removal !== undefined || projectOf.has(resource.id))
return NONE;
const left = (0,_model_js__WEBPACK_IMPORTED_MODULE_2__ .UX)(detachedFrom);
return alsoIn.filter(({ plan }) => !left.has(plan.id));
}
function licenseEntry({ resource, license, alsoIn }) {
const before = (0,_model_js__WEBPACK_IMPORTED_MODULE_2__ .JL)(license, resource);
const change = { kind: license === 'active' ? 'activate' : 'deactivate', resource, before };
if (before === license)
return { kind: 'satisfied', change };
return license === 'inactive' && alsoIn.length > 0
? { kind: 'kept', change, plans: alsoIn }
: { kind: 'change', change };
}
function attachEntry(organization, resource, plan) {
const before = (0,_membership_js__WEBPACK_IMPORTED_MODULE_1__ ._G)(organization, resource, plan);
const change = { kind: 'attach', resource, plan, before };
if (before === 'attached')
return { kind: 'satisfied', change };
return (0,_membership_js__WEBPACK_IMPORTED_MODULE_1__ .Z9)(plan)
? { kind: 'change', change }
: { kind: 'blocked', change, problem: notManual(resource, plan) };
}
function detachEntry({ organization, projectOf, listedPlans }, resource, plan, isKnown) {
const counted = (0,_membership_js__WEBPACK_IMPORTED_MODULE_1__ .Bo)(plan, listedPlans);
const byItself = isKnown
? (0,_membership_js__WEBPACK_IMPORTED_MODULE_1__ .Zt)(organization.id, resource, counted)
: (0,_membership_js__WEBPACK_IMPORTED_MODULE_1__ .AF)(resource, plan.id);
const isAlone = resource.kind === 'repository' && !projectOf.has(resource.id);
const byProject = isAlone && isKnown ? (0,_membership_js__WEBPACK_IMPORTED_MODULE_1__ .Mp)(organization, resource, counted) : 'detached';
const isOpen = byItself === 'unknown'
? mayBeByRules(organization.id, resource, counted)
: byItself === 'detached' && byProject === 'unknown';
const before = isOpen ? 'unknown' : byItself;
const change = { kind: 'detach', resource, plan, before };
if (isAlone && byProject === 'attached')
return {
kind: 'blocked',
change: { ...change, before: 'attached' },
problem: inProject(plan, resource.project?.name ?? resource.project?.id ?? ''),
};
if (before === 'detached')
return { kind: 'satisfied', change };
if ((0,_membership_js__WEBPACK_IMPORTED_MODULE_1__ .Z9)(plan))
return { kind: 'change', change };
return isOpen
? { kind: 'kept', change, plans: [{ plan, membership: 'unknown' }] }
: { kind: 'blocked', change, problem: notLeftByHand(resource, plan) };
}
function mayBeByRules(organization, resource, plan) {
return (resource.kind === 'project' &&
plan.selection === 'rules' &&
(0,_membership_js__WEBPACK_IMPORTED_MODULE_1__ ._G)(organization, resource, plan) === 'detached');
}
function otherEntry(resource, { plan, membership }) {
return {
kind: 'kept',
change: { kind: 'detach', resource, plan, before: membership },
plans: [{ plan, membership }],
};
}
function removalEntry({ resource, alsoIn }, backups) {
const change = { kind: 'remove', resource, backups, before: 'listed' };
return alsoIn.length === 0
? { kind: 'change', change }
: { kind: 'blocked', change, problem: notProvedAbsent(alsoIn) };
}
function problemOf(entries, kind) {
return entries.flatMap((entry) => (entry.kind === 'blocked' && entry.change.kind === kind ? entry.problem : []))[0];
}
function leavingOut({ resource, attachedTo, detachedFrom, }) {
if (resource.kind !== 'project')
return undefined;
const [plan] = (0,_membership_js__WEBPACK_IMPORTED_MODULE_1__ .LR)(resource, attachedTo, detachedFrom) ? attachedTo : [];
return plan && notConfirmed(plan, `backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_3__ .Pf)(plan)} leaves out repositories of the project, or may`, LOOK);
}
const LOOK = 'Look in GitProtect at what the plan leaves out, and take the repositories of the project from it.';
function notConfirmed({ id }, why, remedy) {
const message = `not detached from the other plans, since ${why}`;
return { title: 'The new membership could not be confirmed', reason: id, message, remedy };
}
function withoutLeaving(entries, obstacle) {
const [blocked] = entries.flatMap((entry) => entry.kind === 'blocked' && entry.change.kind === 'attach' ? { ...entry.change, problem: entry.problem } : []);
const problem = blocked === undefined
? obstacle
: notConfirmed(blocked.plan, `the ${blocked.resource.kind} cannot be attached to backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_3__ .Pf)(blocked.plan)}`, blocked.problem.remedy);
if (problem === undefined)
return entries;
return entries.map((entry) => entry.kind === 'change' && entry.change.kind === 'detach' ? { ...entry, kind: 'blocked', problem } : entry);
}
function changesOf(entries) {
return entries.flatMap(({ kind, change }) => (kind === 'change' ? change : []));
}
function isLeaving({ kind }) {
return kind === 'detach' || kind === 'deactivate' || kind === 'remove';
}
function notManual(resource, plan) {
const what = resource.kind === 'project' ? `project ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_3__ .Pf)(resource)}` : 'this one';
const isUnknown = resource.kind === 'project' && plan.selection === 'all' && resource.repositories.size === 0;
const why = isUnknown ? `no repository of ${what} is known` : `${what} is not reported to be among them`;
return {
title: resource.kind === 'project'
? 'The backup plan does not include the project'
: 'The backup plan does not include the repository',
reason: plan.id,
message: `backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_3__ .Pf)(plan)} chooses its repositories by itself (${byWhat(plan)}), and ${why}`,
remedy: isUnknown
? 'Correct the ID of the project, if it is wrong; otherwise select its repositories by name.'
: 'Change what the plan takes in or leaves out in GitProtect, or name a plan with hand-picked repositories. Attaching by hand would turn this plan into another kind.',
};
}
function notLeftByHand(resource, plan) {
const { kind } = resource;
return {
title: kind === 'project' ? 'The project cannot be detached by hand' : 'The repository cannot be detached by hand',
reason: plan.id,
message: `backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_3__ .Pf)(plan)} chooses its repositories by itself (${byWhat(plan)}), and ${kind} ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_3__ .Pf)(resource)} is not reported to be left out: nothing about it was changed`,
remedy: `Exclude the ${kind} in backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_3__ .Pf)(plan)} in GitProtect, then run again; or name only the plans to leave in the input plan.`,
};
}
function inProject(plan, project) {
return {
title: 'The repository is in the plan through its project',
reason: plan.id,
message: `backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_3__ .Pf)(plan)} contains the repository with its project '${project}', and cannot be left by the repository alone: nothing about it was changed`,
remedy: 'Detach the project with the input project, exclude the repository in GitProtect, or name only the plans to leave in the input plan.',
};
}
function notProvedAbsent(memberships) {
return {
title: 'The repository may still be in a backup plan',
reason: 'not-absent',
message: `it is not proved that no backup plan contains the repository (${(0,_membership_js__WEBPACK_IMPORTED_MODULE_1__ .AO)(memberships)}): it was not removed`,
remedy: 'Look at the repository in GitProtect, exclude it from these plans, and run again.',
};
}
function byWhat({ selection, isSelectionDisputed }) {
if (isSelectionDisputed === true)
return 'by what is reported of it, which contradicts itself';
return selection === 'all' ? 'all of an organization' : 'by rules';
}
}),
761:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
EU: () => ( shortName),
Gz: () => ( below),
I6: () => ( find),
L9: () => ( projectIn),
ZC: () => ( nameIn),
no: () => ( visibleForm),
qb: () => ( nearestName)
});
var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1916);
var _shared_guid_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8572);
function find(items, wanted) {
const guid = (0,_shared_guid_js__WEBPACK_IMPORTED_MODULE_1__ .t)(wanted);
const withId = items.filter(({ id }) => id === guid);
const matches = withId.length > 0 || (0,_shared_guid_js__WEBPACK_IMPORTED_MODULE_1__ .W)(wanted) ? withId : named(items, wanted);
const [item] = matches;
if (item === undefined)
return { kind: 'none', nearest: nearestName(namesOf(items), wanted) };
return matches.length === 1 ? { kind: 'one', item } : { kind: 'several', items: matches };
}
function named(items, wanted) {
for (const spelled of [asIs, (name) => name.toLowerCase(), visibleForm]) {
const spelling = spelled(wanted);
const matches = items.filter(({ name }) => name !== undefined && spelled(name) === spelling);
if (matches.length > 0)
return matches;
}
return [];
}
function asIs(name) {
return name;
}
function visibleForm(name) {
return name
.toLowerCase()
.normalize('NFC')
.replace(/\p{Default_Ignorable_Code_Point}/gu, '')
.replace(/\s+/g, ' ')
.trim();
}
function below(owner, path) {
const depth = owner.split('/').length;
const parts = path.split('/');
if (parts.length <= depth)
return undefined;
const before = parts.slice(0, depth).join('/');
return before === owner || visibleForm(before) === visibleForm(owner) ? parts.slice(depth).join('/') : undefined;
}
function nameIn(path) {
return path.slice(path.lastIndexOf('/') + 1);
}
function projectIn(path) {
return path.slice(0, Math.max(0, path.indexOf('/')));
}
function shortName(name, organization) {
return below(organization, name) ?? name;
}
function namesOf(items) {
return items.map(({ name }) => name).filter((name) => name !== undefined);
}
const MAX_TYPED = 1000;
function nearestName(names, wanted) {
if (wanted.length > MAX_TYPED)
return undefined;
const lower = wanted.toLowerCase();
const limit = Math.max(lower.length > 3 ? 2 : 1, Math.floor(lower.length / 3));
const candidates = new Map(names.filter((name) => Math.abs(name.length - wanted.length) <= limit).map((name) => [name.toLowerCase(), name]));
if (candidates.size === 0)
return undefined;
const nearest = (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ .kp)(lower, [...candidates.keys()]);
return (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ .Io)(lower, nearest) > limit ? undefined : candidates.get(nearest);
}
}),
5764:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Q: () => ( joinLists),
d: () => ( addLists)
});
function joinLists(lists) {
const told = lists.filter((list) => list !== undefined);
const [first, ...others] = told;
if (first === undefined || others.length === 0)
return first;
const whole = told.filter(({ complete }) => complete);
const all = new Set(told.flatMap(({ ids }) => [...ids]));
const saidOut = new Set(told.flatMap(({ denied = [], disputed = [] }) => [...denied, ...disputed]));
const isDoubted = (id) => saidOut.has(id) || whole.some((list) => !list.ids.has(id));
const doubted = new Set([...all].filter(isDoubted));
const denied = new Set(told.flatMap((list) => [...(list.denied ?? [])]).filter((id) => !doubted.has(id)));
const besides = besidesIn([...told, { disputed: doubted }]);
return {
ids: new Set([...all].filter((id) => !doubted.has(id))),
complete: whole.length > 0 && doubted.size === 0 && besides.names === undefined,
...besides,
...(denied.size === 0 ? {} : { denied }),
};
}
function addLists(lists) {
return {
ids: new Set(lists.flatMap(({ ids }) => [...ids])),
complete: lists.every(({ complete }) => complete),
...besidesIn(lists),
};
}
function besidesIn(lists) {
const disputed = new Set(lists.flatMap((list) => [...(list.disputed ?? [])]));
const names = new Set(lists.flatMap((list) => [...(list.names ?? [])]));
return { ...(disputed.size === 0 ? {} : { disputed }), ...(names.size === 0 ? {} : { names }) };
}
}),
3563:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
D2: () => ( keptUnlessOpen),
Ip: () => ( isKeptInVain),
kQ: () => ( keptReader)
});
var _membership_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1082);
var _model_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5529);
var _plans_after_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2555);
function keptReader(attempted, reading, desired) {
const rows = (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .$H)(reading.repositories);
const after = (0,_plans_after_js__WEBPACK_IMPORTED_MODULE_2__ .Vd)(desired, reading, (0,_plans_after_js__WEBPACK_IMPORTED_MODULE_2__ .cn)(attempted));
return ({ id }, keptFor) => {
const row = rows.get(id);
if (row === undefined)
return keptFor;
const containing = (0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ .HK)(after.organization, row, (0,_plans_after_js__WEBPACK_IMPORTED_MODULE_2__ .iV)(row, after));
const before = (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .UX)(keptFor.map(({ plan }) => plan));
const still = containing.filter(({ plan }) => before.has(plan.id));
return still.length > 0 ? still : containing.filter(isAttached);
};
}
function keptUnlessOpen(results, projectOf) {
const open = new Set(results.flatMap(({ change, result }) => change.kind === 'detach' && result.kind === 'failed' && result.cause === 'unreadable'
? `${change.resource.id} ${change.plan.id}`
: []));
if (open.size === 0)
return results;
return results.map((each) => {
const { change, result } = each;
const { id } = change.resource;
if (change.kind !== 'deactivate' || result.kind !== 'kept')
return each;
const isOpen = (plan) => [id, projectOf.get(id) ?? id].some((its) => open.has(`${its} ${plan}`));
const plans = result.plans.map((one) => (isOpen(one.plan.id) ? { ...one, membership: 'unknown' } : one));
return { change, result: { kind: 'kept', plans } };
});
}
function isKeptInVain(keptFor, now) {
return keptFor.some(isAttached) && !now.some(isAttached);
}
function isAttached({ membership }) {
return membership === 'attached';
}
}),
1082:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
AF: () => ( membershipInUnlisted),
AO: () => ( planNames),
Bh: () => ( reportedMemberships),
Bo: () => ( withoutEmptyCountIfListed),
D: () => ( mayLeaveOut),
Fn: () => ( withoutEmptyCount),
HK: () => ( plansContaining),
LR: () => ( mayLoseOne),
Mp: () => ( containedByProject),
Q5: () => ( plansIn),
Vd: () => ( isAffirmed),
Z9: () => ( isChangedByHand),
Zt: () => ( membershipToLeave),
_G: () => ( membershipOf),
b0: () => ( isManual),
hi: () => ( isDisputed),
kO: () => ( plansNamedOnly),
q5: () => ( mayHaveProjects),
v8: () => ( projectOf)
});
var _shared_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4646);
var _id_list_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5764);
var _model_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5529);
function membershipOf(organization, resource, plan) {
const states = reportedMemberships(organization, resource, plan);
const [first] = states;
return first === undefined || states.size > 1 ? 'unknown' : first;
}
function membershipInUnlisted({ plans }, plan) {
if (plans?.disputed?.has(plan) === true || plans?.names?.has(plan) === true)
return 'unknown';
return plans?.ids.has(plan) === true ? 'attached' : 'detached';
}
function membershipToLeave(organization, resource, plan) {
if (isDisputed(resource, plan))
return 'unknown';
const says = resource.plans?.ids.has(plan.id) === true;
const membership = membershipOf(organization, resource, plan);
if (says)
return membership === 'detached' ? 'unknown' : membership;
const isEmpty = resource.kind === 'repository' && plan.repositories === undefined && plan.repositoryCount === 0;
if (isEmpty && isManual(plan))
return 'detached';
return membership === 'detached' && !isProvedDetached(resource, plan) ? 'unknown' : membership;
}
function isDisputed({ id, plans }, plan) {
if (plan.removed === 'disputed')
return true;
const said = [plan.repositories, plan.projects].some((list) => list?.disputed?.has(id));
return said || plans?.disputed?.has(plan.id) === true;
}
function withoutEmptyCount(plan) {
return plan.repositoryCount === 0 ? { ...plan, repositoryCount: undefined } : plan;
}
function withoutEmptyCountIfListed(plan, listed) {
return listed.has(plan.id) ? withoutEmptyCount(plan) : plan;
}
function isProvedDetached(resource, plan) {
if (plan.selection === 'manual' || plan.excluded.ids.has(resource.id))
return true;
if (listedIn(resource.plans, plan.id) === 'detached')
return true;
const isAsked = resource.kind === 'project' && resource.repositories.size > 0;
if (plan.selection === 'unknown' && leavesOut(plan) && !isAsked)
return false;
if (resource.kind === 'project')
return plan.selection !== 'rules' || holdsNoneOf(plan, resource.repositories);
return plan.repositoryCount !== undefined && !mayCount(plan, resource);
}
function holdsNoneOf(plan, ids) {
const isOut = (id) => saidInPlan(plan, { kind: 'repository', id }).join() === 'detached';
return plan.repositoryCount !== undefined && ids.size > 0 && [...ids].every(isOut);
}
function leavesOut({ excluded: { ids, complete, disputed = NO_IDS } }) {
return ids.size > 0 || !complete || disputed.size > 0;
}
function isAffirmed(organization, resource, plan) {
return (isDisputed(resource, plan) ||
mayCount(plan, resource) ||
reportedMemberships(organization, resource, plan).has('attached'));
}
function reportedMemberships(organization, resource, plan) {
if (plan.removed !== false) {
const isNamed = resource.plans?.ids.has(plan.id) === true;
return new Set(plan.removed === true && !isNamed ? ['detached'] : []);
}
if (plan.excluded.ids.has(resource.id)) {
const isListed = plan.selection !== 'all' && plan.repositories?.ids.has(resource.id) === true;
return new Set(isListed ? ['attached', 'detached'] : ['detached']);
}
const isOurs = (plan.organization ?? organization) === organization;
const { complete, disputed = NO_IDS } = plan.excluded;
if (isOurs && plan.selection === 'all' && resource.kind === 'project')
return leftOutOf(plan, resource);
if (isOurs && plan.selection === 'all' && complete && !disputed.has(resource.id))
return new Set(['attached']);
const isTelling = isOurs && plan.selection !== 'all';
const listed = isTelling ? saidInPlan(plan, resource) : [];
const isOpen = resource.kind === 'repository' && !plan.excluded.complete;
const inPlan = listed.filter((state) => state === 'detached' || !isOpen);
return new Set([...saidIn(resource.plans, plan.id), ...inPlan]);
}
function leftOutOf({ id, excluded }, { plans, repositories, mayHave }) {
const isLeftOut = (each) => excluded.ids.has(each);
const isIn = excluded.complete && [...repositories].some((each) => !isLeftOut(each) && excluded.disputed?.has(each) !== true);
if (isIn || listedIn(plans, id) === 'attached')
return new Set(['attached']);
const isOut = repositories.size > 0 && [...repositories, ...mayHave].every(isLeftOut);
return new Set(isOut ? ['detached'] : []);
}
function mayHaveProjects({ isAzure, hasProjects = isAzure, }) {
return isAzure || hasProjects;
}
function plansContaining(organization, repository, plans, leaves = LEAVES_NONE) {
const containing = plans.flatMap((plan) => {
const states = [
leaves.itself.has(plan.id) ? undefined : membershipToLeave(organization.id, repository, plan),
leaves.project.has(plan.id) ? undefined : containedByProject(organization, repository, plan),
];
const membership = ['attached', 'unknown'].find((state) => states.includes(state));
return membership === undefined ? [] : [{ plan, membership }];
});
return [...containing, ...plansNamedOnly(repository)];
}
function plansNamedOnly({ plans }) {
return [...(plans?.names ?? [])].map((name) => ({ plan: { ...(0,_model_js__WEBPACK_IMPORTED_MODULE_0__ .OR)(name), name }, membership: 'unknown' }));
}
const NO_IDS = new Set();
const LEAVES_NONE = { itself: NO_IDS, project: NO_IDS };
function planNames(memberships) {
return (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_1__ .yU)(memberships.map(({ plan }) => (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_1__ .Pf)(plan)), 5);
}
function mayLeaveOut(plan, ids) {
const { complete, ids: leftOut, disputed } = plan.excluded;
return leavesOut(plan) && ids.some((id) => !complete || leftOut.has(id) || disputed?.has(id));
}
function mayLoseOne({ repositories, mayHave }, plans, old) {
if (!plans.every(leavesOut))
return false;
const isLost = (id) => plans.every((plan) => mayLeaveOut(plan, [id])) && !old.every(({ excluded }) => excluded.ids.has(id));
return [...repositories].some(isLost) || [...mayHave].some(isLost);
}
function containedByProject(organization, repository, plan) {
const { id } = repository;
if (plan.selection === 'all' || plan.excluded.ids.has(id))
return 'detached';
const membership = membershipOfProject(organization, repository, plan);
const isOpen = !plan.excluded.complete || plan.excluded.disputed?.has(id) === true;
return membership === 'attached' && isOpen ? 'unknown' : membership;
}
function membershipOfProject(organization, { id, project }, plan) {
if (project?.id !== undefined)
return membershipToLeave(organization.id, { ...projectOf(project, project.id), repositories: new Set([id]) }, plan);
if (project?.plans?.ids.has(plan.id) === true && plan.removed !== true)
return 'attached';
if (plan.projects === undefined)
return project !== undefined || mayHaveProjects(organization) ? 'unknown' : 'detached';
return plan.projects.complete && plan.projects.ids.size === 0 ? 'detached' : 'unknown';
}
function plansIn(references) {
return (0,_id_list_js__WEBPACK_IMPORTED_MODULE_2__ .Q)(references.map(({ plans }) => plans));
}
function projectOf({ name, plans }, id) {
return { kind: 'project', id, name: name ?? id, plans, repositories: NO_IDS, mayHave: NO_IDS };
}
function isManual({ selection }) {
return selection === 'manual' || selection === 'unknown';
}
function isChangedByHand(plan) {
return isManual(plan) && plan.isSelectionDisputed !== true;
}
function saidInPlan(plan, { kind, id }) {
if (kind === 'project')
return saidIn(plan.projects, id);
return saidIn(plan.repositories && { ...plan.repositories, complete: isListWhole(plan) }, id);
}
function isListWhole({ repositories, repositoryCount = 0 }) {
return repositories?.complete === true && repositories.ids.size >= repositoryCount;
}
function mayCount(plan, { kind, id }) {
const { repositories, repositoryCount = 0, selection } = plan;
if (kind === 'project' || selection === 'manual' || repositories === undefined)
return false;
return repositories.ids.size < repositoryCount && repositories.denied?.has(id) === true;
}
function saidIn(list, id) {
if (list === undefined)
return [];
if (list.ids.has(id))
return ['attached'];
if (list.complete || list.denied?.has(id) === true)
return ['detached'];
return list.disputed?.has(id) === true ? ['attached', 'detached'] : [];
}
function listedIn(list, id) {
const [state = 'unknown', ...others] = saidIn(list, id);
return others.length > 0 ? 'unknown' : state;
}
}),
5529:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
$H: () => ( byId),
Ce: () => ( tellsOfProjects),
H: () => ( plansNamedIn),
JL: () => ( licenseFor),
K$: () => ( NOTHING),
Nh: () => ( withUnlisted),
OR: () => ( unreportedPlan),
Rx: () => ( repositoriesAmong),
UX: () => ( idsOf),
oy: () => ( isDeleted)
});
const NOTHING = { ids: new Set(), complete: true };
function licenseFor(wanted, { license }) {
if (license !== 'disputed')
return license;
return wanted === 'active' ? 'inactive' : 'unknown';
}
function plansNamedIn(rows) {
return new Set(rows.flatMap(({ plans }) => [...(plans ?? NOTHING).ids]));
}
function repositoriesAmong(resources) {
return resources.flatMap(({ resource }) => (resource.kind === 'repository' ? resource : []));
}
function withUnlisted(plans, ids) {
const listed = idsOf(plans);
return [...plans, ...[...new Set(ids)].filter((id) => !listed.has(id)).map(unreportedPlan)];
}
function tellsOfProjects(rows, plans) {
return (rows.some(({ project }) => project !== undefined) ||
plans.some(({ projects }) => (projects ?? NOTHING).ids.size > 0));
}
function isDeleted({ removed }) {
return removed === true || removed === 'disputed';
}
function unreportedPlan(id) {
return {
id,
name: undefined,
removed: false,
schedule: 'unknown',
isScheduleUnclear: false,
metadata: 'unknown',
selection: 'unknown',
organization: undefined,
repositories: undefined,
excluded: NOTHING,
projects: undefined,
repositoryCount: undefined,
lastRun: undefined,
};
}
function byId(things) {
return new Map(things.map((thing) => [thing.id, thing]));
}
function idsOf(things) {
return new Set(things.map(({ id }) => id));
}
}),
9095:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
K2: () => ( ownersOf),
Km: () => ( belowAny),
MU: () => ( namesOtherOwner),
S7: () => ( selectionWithin),
jH: () => ( otherOwnerOf)
});
var _find_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(761);
function ownersOf(organizations, { name }, atHost) {
const isSame = (owner) => [name, ...organizations.map((each) => each.name)].every((each) => (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .no)(each) !== (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .no)(owner)) &&
(0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .Gz)(name, owner) === undefined &&
(0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .Gz)(owner, name) === undefined;
return [name, ...atHost.filter(isSame)];
}
function belowAny(owners, path) {
return owners.flatMap((owner) => (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .Gz)(owner, path) ?? [])[0];
}
function selectionWithin(owners, { included, excluded }) {
return {
included: included.map((line) => lineWithin(owners, line)),
excluded: excluded.map((line) => lineWithin(owners, line)),
};
}
function lineWithin([organization, ...atHost], line) {
if (line.kind === 'pattern' || line.owner === undefined)
return line;
const { text } = line;
const inOrganization = (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .Gz)(organization, text);
if (inOrganization !== undefined)
return { ...line, names: [inOrganization, text], owner: undefined };
const inOwner = belowAny(atHost, text);
return inOwner === undefined ? line : { ...line, names: [text, inOwner], owner: undefined };
}
function otherOwnerOf(line, owners) {
if (line.kind === 'name')
return line.owner;
if (belowAny(owners, line.text) !== undefined)
return undefined;
return /^([^*?]+)\//.exec(line.text)?.[1];
}
function namesOtherOwner(line) {
return line.kind === 'name' && line.owner !== undefined;
}
}),
8356:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
R4: () => ( healthOfAll),
ZT: () => ( isUnhealthy),
hm: () => ( worstOf),
wz: () => ( isTroubled)
});
const HEALTHS = ['failing', 'disabled', 'stale', 'warnings', 'unknown', 'healthy'];
function healthOf(plan, { maxBackupAgeHours, now }) {
const { schedule, lastRun } = plan;
if (lastRun !== undefined && lastRun.errors > 0)
return 'failing';
if (schedule === 'disabled')
return 'disabled';
if (lastRun === undefined)
return 'unknown';
const { successes, warnings } = lastRun;
const isToCome = (lastRun.finishedAt?.getTime() ?? 0) > now + 24 * 3_600_000;
const finishedAt = isToCome ? undefined : lastRun.finishedAt;
const maxAge = (maxBackupAgeHours ?? Infinity) * 3_600_000;
if (finishedAt !== undefined && now - finishedAt.getTime() > maxAge)
return 'stale';
if (warnings > 0)
return 'warnings';
if (plan.removed !== false || plan.isScheduleUnclear)
return 'unknown';
const isProof = successes > 0 && (maxBackupAgeHours === undefined || finishedAt !== undefined);
return isProof ? 'healthy' : 'unknown';
}
function healthOfAll(plans, options) {
return new Map(plans.map((plan) => [plan.id, healthOf(plan, options)]));
}
function worstOf(healths) {
const found = new Set(healths);
return HEALTHS.find((health) => found.has(health)) ?? 'unknown';
}
function isTroubled(health) {
return health === 'warnings' || (health !== undefined && isUnhealthy(health));
}
function isUnhealthy(health) {
return health === 'failing' || health === 'disabled' || health === 'stale';
}
}),
2555:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Lr: () => ( absenceOf),
SR: () => ( hasLeft),
Vd: () => ( plansAfter),
Wd: () => ( withSeen),
cn: () => ( detachedIn),
iV: () => ( plansFor)
});
var _attempt_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8505);
var _membership_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1082);
var _model_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5529);
function detachedIn(attempted) {
const detached = new Map();
for (const { change, attempt } of attempted)
if (change.kind === 'detach' && (0,_attempt_js__WEBPACK_IMPORTED_MODULE_2__ .oB)(attempt)) {
const known = detached.get(change.plan.id) ?? new Set();
detached.set(change.plan.id, known.add(change.resource.id));
}
return detached;
}
function plansAfter(desired, now, detached) {
const { listedPlans, allPlans } = desired;
const first = (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .$H)(allPlans);
const latest = (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .$H)(now.plans);
const unlisted = [...listedPlans].filter((id) => !now.listedPlans.has(id));
const { organization, namedPlans } = withSeen(desired, now);
return {
organization,
named: namedPlans,
known: (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .$H)([...[...namedPlans].map(_model_js__WEBPACK_IMPORTED_MODULE_1__ .OR), ...allPlans.map(withoutEvidence), ...now.plans]),
listed: now.listedPlans,
leftOf: new Map(unlisted.map((id) => [id, whatLeft(organization, first.get(id), latest.get(id), detached.get(id))])),
};
}
function withSeen(desired, { repositories, plans }) {
const { organization, namedPlans } = desired;
const hasProjects = organization.hasProjects === true || (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .Ce)(repositories, plans);
return {
...desired,
organization: { ...organization, hasProjects },
namedPlans: new Set([...namedPlans, ...(0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .H)(repositories)]),
};
}
function whatLeft(organization, first, inRow, detached = new Set()) {
if ((inRow?.repositoryCount ?? 0) > 0)
return new Set();
if (first !== undefined && !(0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ .b0)(first))
return new Set();
const members = [...(first?.repositories ?? _model_js__WEBPACK_IMPORTED_MODULE_1__ .K$).ids, ...(first?.projects ?? _model_js__WEBPACK_IMPORTED_MODULE_1__ .K$).ids];
if (!members.every((id) => detached.has(id)))
return new Set();
if (first?.repositories === undefined && first?.projects === undefined)
return detached;
const mayHoldMore = (0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ .q5)(organization) && first.projects === undefined;
return mayHoldMore ? detached : 'everything';
}
function absenceOf(plan, resource, { leftOf, known }) {
const inRow = known.get(plan);
if ([inRow?.repositories, inRow?.projects].some((list) => list?.ids.has(resource) === true))
return 'listed';
const left = leftOf.get(plan);
if (left === undefined)
return 'listed';
return left === 'everything' || left.has(resource) ? 'left' : 'unknown';
}
function hasLeft({ id, plans }, plan, after) {
return absenceOf(plan, id, after) === 'left' && plans?.ids.has(plan) !== true;
}
function plansFor(repository, after) {
return [...after.known.values()].flatMap((plan) => {
if (hasLeft(repository, plan.id, after))
return [];
if (absenceOf(plan.id, repository.id, after) === 'listed')
return (0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ .Bo)(plan, after.listed);
return withoutEvidence(plan);
});
}
function withoutEvidence({ id, name }) {
return { ...(0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .OR)(id), name };
}
}),
8226:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
t: () => ( withPlansByName)
});
var _find_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(761);
var _membership_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1082);
function withPlansByName(organization, repositories, plans) {
if (!repositories.some(hasNames))
return repositories;
const byId = Map.groupBy(plans, ({ id }) => id);
const byName = Map.groupBy(plans, ({ name = '' }) => (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .no)(name));
const meant = (name) => byId.get(name) ?? byName.get((0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .no)(name)) ?? [];
return repositories.map((each) => {
if (!hasNames(each))
return each;
const silent = { ...each, plans: undefined };
const isMember = (plan) => (0,_membership_js__WEBPACK_IMPORTED_MODULE_1__ ._G)(organization, silent, plan) === 'attached';
const { project } = each;
return {
...each,
plans: understood(each.plans, meant, isMember),
project: project && { ...project, plans: understood(project.plans, meant, () => false) },
};
});
}
function hasNames({ plans, project }) {
return plans?.names !== undefined || project?.plans?.names !== undefined;
}
function understood(list, meant, isMember) {
if (list?.names === undefined)
return list;
const { names, disputed = [], ...rest } = list;
const doubtful = [...names].flatMap(meant).filter((plan) => !rest.ids.has(plan.id) && !isMember(plan));
const inDoubt = new Set([...disputed, ...doubtful.map(({ id }) => id)]);
const others = new Set([...names].filter((name) => meant(name).length === 0));
return {
...rest,
...(inDoubt.size === 0 ? {} : { disputed: inDoubt }),
...(others.size === 0 ? {} : { names: others }),
};
}
}),
7944:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
OB: () => ( rowOf),
hX: () => ( selectProjects),
uf: () => ( excludedInProjects)
});
var _shared_guid_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8572);
var _find_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(761);
var _model_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5529);
var _membership_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1082);
var _owner_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9095);
var _select_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(706);
function selectProjects(selection, owners, repositories) {
const listed = selection.included.length === 0 ? [] : listedProjects(owners, repositories);
const { items: found, included, excluded } = (0,_select_js__WEBPACK_IMPORTED_MODULE_4__ .Lt)((0,_owner_js__WEBPACK_IMPORTED_MODULE_3__ .S7)(owners, selection), owners, listed);
const unmatched = included.flatMap(({ line, items }) => (items.length === 0 ? line : []));
const left = new Set(excluded.map(({ line }) => (0,_shared_guid_js__WEBPACK_IMPORTED_MODULE_5__ .t)(line.text)));
const ids = unmatched.flatMap(({ text }) => (0,_shared_guid_js__WEBPACK_IMPORTED_MODULE_5__ .t)(text) ?? []);
const unlisted = new Set(ids);
const ofProjects = (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .UX)(found.flatMap((each) => each.repositories));
const mayHave = (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .UX)(repositories.filter(({ id, project, removed }) => !removed && project?.id === undefined && !ofProjects.has(id)));
return {
projects: [
...found.flatMap(({ reference, repositories: its }) => reference.id === undefined
? []
: {
project: { ...(0,_membership_js__WEBPACK_IMPORTED_MODULE_2__ .v8)(reference, reference.id), repositories: (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .UX)(its), mayHave },
repositories: its,
}),
...[...new Set(ids)]
.filter((id) => !left.has(id))
.map((id) => ({
project: { ...(0,_membership_js__WEBPACK_IMPORTED_MODULE_2__ .v8)({ id, name: undefined, plans: undefined }, id), mayHave },
repositories: [],
})),
],
included,
idle: excluded.flatMap(({ line, items }) => (items.length > 0 || unlisted.has((0,_shared_guid_js__WEBPACK_IMPORTED_MODULE_5__ .t)(line.text)) ? [] : line)),
missing: unmatched.filter(({ text }) => (0,_shared_guid_js__WEBPACK_IMPORTED_MODULE_5__ .t)(text) === undefined),
withoutId: found.flatMap(({ reference, name }) => (reference.id === undefined ? name : [])),
};
}
function rowOf([organization], repository) {
const { name, project } = repository;
return { repository, id: project?.id, name: project?.name ?? (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .L9)((0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .EU)(name, organization)) };
}
function listedProjects(owners, repositories) {
const rows = repositories
.map((repository) => rowOf(owners, repository))
.filter(({ id, name }) => id !== undefined || name !== '');
const named = Map.groupBy(rows, ({ name }) => name.toLowerCase());
const idsByName = new Map([...named].map(([name, its]) => [name, new Set(its.flatMap(({ id }) => id ?? []))]));
const keyOf = ({ id, name }) => {
const lower = name.toLowerCase();
const [only = lower, ...others] = idsByName.get(lower) ?? [];
return id ?? (others.length === 0 ? only : lower);
};
return [...Map.groupBy(rows, keyOf)].map(([key, its]) => {
const [id] = its.flatMap((each) => each.id ?? []);
const name = its.find((each) => each.id === id && each.name !== '')?.name;
const ofIt = its.map(({ repository }) => repository);
return {
id: key,
name: name ?? key,
removed: false,
reference: { id, name, plans: (0,_membership_js__WEBPACK_IMPORTED_MODULE_2__ .Q5)(ofIt.flatMap(({ project }) => project ?? [])) },
repositories: ofIt,
};
});
}
function excludedInProjects(excluded, projects) {
const out = new Set(excluded.flatMap(({ items }) => items));
return projects.flatMap(({ repositories }) => repositories.filter((each) => out.has(each)));
}
}),
805:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
CZ: () => ( ownersAtHost),
Qz: () => ( EVERYTHING),
xC: () => ( hasNoSettings)
});
function ownersAtHost({ host, workflowOwner }) {
return [...new Set([workflowOwner, host?.owner].filter((owner) => owner !== undefined))];
}
function hasNoSettings({ schedule, metadata }) {
return schedule === undefined && metadata === undefined;
}
const EVERYTHING = { kind: 'pattern', text: '*' };
}),
1448:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
J: () => ( missingNames)
});
function missingNames({ missing, missingProjects }, skippedNames = new Set()) {
const repositories = missing.filter(({ text }) => !skippedNames.has(text));
return { repositories, projects: missingProjects.filter(({ kind }) => kind === 'name') };
}
}),
3902:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Gu: () => ( exclusions),
JT: () => ( ResolveError),
Js: () => ( checkProjects),
h: () => ( suggestion),
kO: () => ( noneOf),
zs: () => ( ambiguous)
});
var _shared_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8035);
var _shared_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4646);
var _find_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(761);
class ResolveError extends _shared_failure_js__WEBPACK_IMPORTED_MODULE_0__ .HR {
}
function checkProjects({ included, withoutId }, organization) {
for (const { line, items } of included)
if (line.kind === 'name' && items.length > 1)
throw ambiguous('projects', 'project', line.text, items);
if (withoutId.length > 0)
throw new ResolveError('The ID of a project is not reported', `GitProtect names ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .yU)(withoutId.map((name) => `'${name}'`))} in the repositories of organization ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .Pf)(organization)}, but not the ID of the project, by which it is attached to a backup plan`, 'Give the ID of the project in the input project, as Azure DevOps shows it.');
}
function ambiguous(things, input, wanted, candidates) {
const listed = candidates.slice(0, 20).map(({ id, name, service = '' }) => {
const named = name === undefined ? id : `${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .Pf)({ id, name })} ${id}`;
return service === '' ? named : `${named} (${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .vI)(service)})`;
});
return new ResolveError(`The input ${input} is ambiguous`, `${String(candidates.length)} ${things} match '${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .vI)(wanted)}': ${listed.join(', ')}`, `Give the ID of the one you mean in the input ${input}.`);
}
function noneOf(input, wanted, nearest, all) {
const hint = nearest === undefined ? ';' : `; did you mean '${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .vI)(nearest)}'?`;
const names = (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .yU)(all.map(({ id, name }) => name ?? id));
const list = all.length === 0 ? 'there are none' : `${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .hS)(all.length, input)}: ${names}`;
return `no ${input} '${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .vI)(wanted)}'${hint} ${list}`;
}
function exclusions(lines) {
return (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .yU)(lines.map(({ text }) => `'!${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .vI)(text)}'`));
}
function suggestion(wanted, similar) {
const isElsewhere = wanted.includes('/') && (0,_find_js__WEBPACK_IMPORTED_MODULE_1__ .no)((0,_find_js__WEBPACK_IMPORTED_MODULE_1__ .ZC)(wanted)) === (0,_find_js__WEBPACK_IMPORTED_MODULE_1__ .no)((0,_find_js__WEBPACK_IMPORTED_MODULE_1__ .ZC)(similar));
return isElsewhere
? `'${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .vI)(similar)}' is listed, which may be another repository`
: `did you mean '${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .vI)(similar)}'?`;
}
}),
3916:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
hd: () => ( resolve),
t2: () => ( findOrganization)
});
var _shared_guid_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8572);
var _shared_text_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4646);
var _find_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(761);
var _model_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5529);
var _owner_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9095);
var _projects_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7944);
var _request_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(805);
var _resolve_errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3902);
var _select_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(706);
const MAX_SIMILAR = 20;
const NO_SELECTION = { included: [], excluded: [] };
function resolve(request, observed) {
const { organizations, organization, isWholeList } = observed;
const { selection = NO_SELECTION, projects = NO_SELECTION, state } = request;
const plans = findPlans(observed.plans, request.plans, organization);
const owners = (0,_owner_js__WEBPACK_IMPORTED_MODULE_2__ .K2)(organizations, organization, (0,_request_js__WEBPACK_IMPORTED_MODULE_4__ .CZ)(request));
const repositories = state.kind === 'present'
? observed.repositories
: observed.repositories.map((each) => (each.removed ? { ...each, removed: false } : each));
const selected = (0,_select_js__WEBPACK_IMPORTED_MODULE_6__ .Lt)((0,_owner_js__WEBPACK_IMPORTED_MODULE_2__ .S7)(owners, selection), owners, repositories);
checkOwners(selected, owners, observed);
const selectedProjects = (0,_projects_js__WEBPACK_IMPORTED_MODULE_3__ .hX)(projects, owners, repositories);
(0,_resolve_errors_js__WEBPACK_IMPORTED_MODULE_5__ .Js)(selectedProjects, organization);
const missing = selected.included.flatMap((match) => match.line.kind === 'name' && !(0,_select_js__WEBPACK_IMPORTED_MODULE_6__ .ZN)(match) ? match.line : []);
const listed = listedNames(observed);
return {
plans,
selected: isWholeList ? selected : { ...selected, excluded: selected.excluded.filter(_select_js__WEBPACK_IMPORTED_MODULE_6__ .ZN) },
missing: missing.map((line, index) => ({
...line,
similar: index < MAX_SIMILAR ? similarName(line, listed) : undefined,
})),
projects: selectedProjects.projects,
missingProjects: selectedProjects.missing,
idleProjects: selectedProjects.idle,
};
}
function findOrganization(organizations, wanted, state) {
const there = (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .I6)(organizations.filter(({ removed }) => removed === false), wanted);
const found = there.kind === 'none' ? (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .I6)(organizations, wanted) : there;
if (found.kind === 'one') {
if (found.item.removed !== false && state === 'present')
throw organizationDeleted(found.item);
return found.item;
}
if (found.kind === 'several')
throw (0,_resolve_errors_js__WEBPACK_IMPORTED_MODULE_5__ .zs)('organizations', 'organization', wanted, found.items);
throw new _resolve_errors_js__WEBPACK_IMPORTED_MODULE_5__ .JT('The organization is not in GitProtect', (0,_resolve_errors_js__WEBPACK_IMPORTED_MODULE_5__ .kO)('organization', wanted, found.nearest, organizations), 'Give the input organization as GitProtect lists it, by name or ID, or add the organization to GitProtect. The account sees only the organizations of its own Management Service.');
}
function organizationDeleted(organization) {
return new _resolve_errors_js__WEBPACK_IMPORTED_MODULE_5__ .JT('The organization is not in GitProtect', `GitProtect marks organization ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_7__ .Pf)(organization)} (${organization.id}) as deleted, or as about to be: what is in it counts as protected by nothing`, 'Name another organization, or restore this one in GitProtect.');
}
function findPlans(plans, wanted, organization) {
const found = wanted.map((name) => findPlan(plans, name, organization));
return [...(0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .$H)(found).values()];
}
function findPlan(plans, wanted, organization) {
const found = (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .I6)(plans.filter((plan) => !(0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .oy)(plan)), wanted);
if (found.kind === 'one')
return found.item;
if (found.kind === 'several')
throw (0,_resolve_errors_js__WEBPACK_IMPORTED_MODULE_5__ .zs)('backup plans', 'plan', wanted, found.items);
const deleted = (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .I6)(plans, wanted);
if (deleted.kind !== 'none')
throw planDeleted(deleted.kind === 'one' ? [deleted.item] : deleted.items);
const guid = (0,_shared_guid_js__WEBPACK_IMPORTED_MODULE_8__ .t)(wanted);
if (guid !== undefined)
return (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .OR)(guid);
const several = wanted.includes(',') ? 'Several plans are given one per line, without commas. ' : '';
throw new _resolve_errors_js__WEBPACK_IMPORTED_MODULE_5__ .JT('The backup plan is not in GitProtect', (0,_resolve_errors_js__WEBPACK_IMPORTED_MODULE_5__ .kO)('plan', wanted, found.nearest, plans), `${several}GitProtect lists the plans that hold a repository of organization ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_7__ .Pf)(organization)}. Correct the name; for a plan without a repository of this organization give its ID, or add a first repository to it in GitProtect.`);
}
function planDeleted(plans) {
const [plan] = plans;
const which = plan !== undefined && plans.length === 1
? `backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_7__ .Pf)(plan)} as deleted or archived: it backs`
: `all ${String(plans.length)} backup plans of that name (${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_7__ .yU)(plans.map(({ id }) => id))}) as deleted or archived: they back`;
return new _resolve_errors_js__WEBPACK_IMPORTED_MODULE_5__ .JT('The backup plan was deleted', `GitProtect marks ${which} nothing up`, 'Name another backup plan, or restore this one in GitProtect.');
}
function similarName({ names: [name] }, listed) {
const wanted = name.replace(/\.git$/i, '');
const last = lastOf(wanted);
return (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .qb)(listed, wanted) ?? listed.find((each) => lastOf(each) === last);
}
function listedNames({ organization, repositories }) {
return repositories
.filter(({ removed }) => !removed)
.flatMap(({ name, project }) => {
const short = (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .EU)(name, organization.name);
return project?.name === undefined ? [short] : [short, `${project.name}/${short}`];
});
}
function lastOf(path) {
return (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .no)((0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .ZC)(path));
}
function checkOwners({ included, excluded }, owners, observed) {
const { organization, organizations } = observed;
const others = [...included.map(withMark('')), ...excluded.map(withMark('!'))].flatMap(({ match, written }) => {
const owner = (0,_owner_js__WEBPACK_IMPORTED_MODULE_2__ .jH)(match.line, owners);
const isOther = owner !== undefined && isNothingOf(owner, match, observed);
return isOther ? { line: match.line, written, owner, isListed: isListedOwner(owner, organizations) } : [];
});
if (others.length === 0)
return;
const listed = listedNames(observed);
const described = others.slice(0, MAX_SIMILAR).map(({ line, written, owner, isListed }) => {
const shown = `'${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_7__ .vI)(written)}' of '${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_7__ .vI)(owner)}'`;
if (isListed)
return `${shown}, which GitProtect lists as another organization`;
const similar = line.kind === 'name' ? similarName(line, listed) : undefined;
const meant = (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .qb)([organization.name], owner) === undefined ? line.text : (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .ZC)(line.text);
return similar === undefined ? shown : `${shown} (${(0,_resolve_errors_js__WEBPACK_IMPORTED_MODULE_5__ .h)(meant, similar)})`;
});
const within = others.find(({ isListed }) => !isListed)?.line.text;
const howWithin = within === undefined
? ''
: ` For one in a group or project of ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_7__ .Pf)(organization)} that GitProtect does not list yet, write the whole path: '${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_7__ .vI)(`${organization.name}/${within}`)}'.`;
throw new _resolve_errors_js__WEBPACK_IMPORTED_MODULE_5__ .JT('The owner of a repository is not the organization', `GitProtect lists nothing in organization ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_7__ .Pf)(organization)} under ${others.length === 1 ? 'this path' : `these ${String(others.length)} paths`} of repository: ${described.join('; ')}`, `Correct the owner, or give the name or ID that GitProtect lists. For a repository of another organization use a step with that organization.${howWithin}`);
}
function withMark(mark) {
return (match) => ({ match, written: `${mark}${match.line.text}` });
}
function isNothingOf(owner, { line, items, removed }, observed) {
if (items.length + removed.length > 0)
return false;
if (line.kind === 'name')
return true;
const atHost = (observed.inventory?.repositories ?? []).map(({ path }) => path);
return (observed.isWholeList && [...listedNames(observed), ...atHost].every((name) => (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .Gz)(owner, name) === undefined));
}
function isListedOwner(owner, organizations) {
return organizations.some(({ name }) => (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .no)(name) === (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .no)(owner));
}
}),
7294:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Ci: () => ( resourceResult),
Tt: () => ( resourceResults),
U4: () => ( isSeen),
Xb: () => ( isChange),
f: () => ( STATUSES),
n_: () => ( isProved),
sU: () => ( isUnverified),
ye: () => ( changeResultsOf)
});
var _diff_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5641);
var _model_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5529);
const STATUSES = [
'failed',
'not-tried',
'would-change',
'unverified',
'not-read-again',
'changed',
'protected',
];
function resourceResults({ results, projectOf }) {
if (projectOf.size > 0)
throw new Error('repositories of projects need their results');
const grouped = Map.groupBy(results, ({ change }) => change.resource.id);
return [...(0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .$H)(results.map(({ change }) => change.resource)).values()].map((resource) => resourceResult(resource, grouped.get(resource.id) ?? []));
}
function resourceResult(resource, results) {
let license;
let removal;
const plans = [];
for (const { change, result } of results)
if ('plan' in change)
plans.push({ change, result });
else if (change.kind === 'remove')
removal = { change, result };
else
license = { change, result };
if (license === undefined && resource.kind === 'repository')
throw new Error('the outcome of a repository lacks its license');
return {
resource,
license,
plans,
removal,
status: statusOf(results),
drifted: results.some(hadDrift),
changed: results.some(mayHaveChanged),
unverified: results.some(isUnproved),
isProved: results.every((each) => isProved(each.result)),
problems: problemsOf(results),
};
}
function hadDrift({ change, result }) {
return result.kind !== 'kept' && change.before !== _diff_js__WEBPACK_IMPORTED_MODULE_0__ .ZY[change.kind];
}
function mayHaveChanged(each) {
return isSent(each.result) || (each.result.kind === 'done' && hadDrift(each));
}
function isChange(result) {
if (result.kind === 'failed')
return isSent(result) || ['unreadable', 'damaged'].includes(result.cause);
return result.kind === 'done' || isSent(result);
}
function isSent(result) {
return 'sent' in result && result.sent;
}
function changeResultsOf({ license, plans, removal, }) {
return [license, ...plans, removal].filter((each) => each !== undefined);
}
function isSeen(result) {
return result.kind === 'already' ? result.isOld !== true : result.kind === 'done' && result.verified;
}
function isUnverified(result) {
return result.kind === 'done' && !result.verified;
}
function isUnproved({ change, result }) {
return isUnverified(result) || (change.kind === 'detach' && result.kind === 'kept' && !isProved(result));
}
function isProved(result) {
if (result.kind === 'kept')
return result.plans.every(({ membership }) => membership === 'attached');
return isSeen(result);
}
function statusOf(changes) {
const results = changes.map(({ result }) => result);
if (results.some(({ kind }) => kind === 'failed'))
return 'failed';
const skipped = results.flatMap((result) => (result.kind === 'skipped' ? [result.cause] : []));
if (skipped.length > 0)
return skipped.includes('circuit-open') ? 'not-tried' : 'failed';
if (results.some(({ kind }) => kind === 'would'))
return 'would-change';
if (changes.some(isUnproved))
return 'unverified';
if (results.some((result) => result.kind === 'already' && !isSeen(result)))
return 'not-read-again';
return results.some(({ kind }) => kind === 'done') ? 'changed' : 'protected';
}
function problemsOf(results) {
const problems = results.flatMap(({ result }) => ('problem' in result ? [result.problem] : []));
return [...new Map(problems.map((problem) => [problem.message, problem])).values()];
}
}),
706:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Jn: () => ( passedOver),
Lt: () => ( select),
ZN: () => ( isFound),
lA: () => ( fits),
xh: () => ( unmatchedExclusions)
});
var _shared_guid_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8572);
var _find_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(761);
var _request_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(805);
function select(selection, owners, items) {
const index = new NameIndex(owners, items);
const excluded = selection.excluded.map((line) => matchOf(line, index.matching(line)));
const out = new Set(excluded.flatMap((match) => [...match.items, ...match.removed]));
const included = selection.included.map((line) => {
const match = matchOf(line, index.matching(line));
return {
line,
items: withoutExcluded(line, index.exactFirst(line, match.items), out),
removed: index.exactFirst(line, match.removed),
};
});
const selected = new Set(included.flatMap((match) => match.items).filter((each) => !out.has(each)));
return {
items: items.filter((item) => selected.has(item)),
included,
excluded,
};
}
function matchOf(line, found) {
return {
line,
items: found.filter(({ removed }) => !removed),
removed: found.filter(({ removed }) => removed),
};
}
function isFound({ items }) {
return items.length > 0;
}
function unmatchedExclusions({ excluded }) {
return excluded.flatMap(({ line, items, removed }) => (items.length + removed.length === 0 ? line : []));
}
function withoutExcluded(line, found, out) {
if (line.kind === 'pattern')
return found;
const left = found.filter((each) => !out.has(each));
return left.length > 0 ? left : found.slice(0, 1);
}
function passedOver({ selected: { included, excluded }, projects, }) {
const out = new Set(excluded.flatMap((match) => [...match.items, ...match.removed]));
const patterns = included.filter(({ line }) => line.kind === 'pattern');
const ofProjects = projects.flatMap(({ repositories }) => repositories.filter(({ removed }) => removed));
return [...new Set([...patterns.flatMap(({ removed }) => removed), ...ofProjects])].filter((each) => !out.has(each));
}
function fits(text, pattern) {
return fit(charactersOf(text), charactersOf(pattern));
}
function charactersOf(text) {
return Array.from(inOneForm(text), (character) => character.toLowerCase());
}
function fit(characters, marks) {
let at = 0;
let mark = 0;
let star = -1;
let afterStar = 0;
while (at < characters.length)
if (marks[mark] === '*') {
star = mark++;
afterStar = at;
}
else if (mark < marks.length && (marks[mark] === '?' || marks[mark] === characters[at])) {
mark++;
at++;
}
else if (star >= 0) {
mark = star + 1;
at = ++afterStar;
}
else
return false;
return marks.slice(mark).every((rest) => rest === '*');
}
function inOneForm(text) {
return text.normalize('NFC').replace(/\s/g, ' ');
}
class NameIndex {
#owners;
#items;
#shortNames;
#byId;
#byName;
#byLook;
#byPath;
#spellings = new Map();
constructor(owners, items) {
const [organization] = owners;
this.#owners = owners;
this.#items = items;
this.#shortNames = new Map(items.map((each) => [each, (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .EU)(each.name, organization)]));
}
matching(line) {
if (line.kind === 'pattern')
return this.#fitting(line);
const found = this.#named(this.#listedName(line), line);
const { project } = line;
return project === undefined
? found
: found.filter((each) => (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .no)(each.project?.name ?? project) === (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .no)(project));
}
exactFirst(line, found) {
if (line.kind === 'pattern')
return found;
const name = this.#listedName(line);
const exact = found.filter((each) => this.#short(each) === name);
return exact.length > 0 ? exact : found;
}
#listedName(line) {
return line.names.find((name) => this.#named(name, line).length > 0) ?? line.text;
}
#named(name, { text }) {
const guid = name === text ? (0,_shared_guid_js__WEBPACK_IMPORTED_MODULE_2__ .t)(name) : undefined;
if (guid !== undefined) {
this.#byId ??= Map.groupBy(this.#items, ({ id }) => id);
const withId = this.#byId.get(guid) ?? [];
if (withId.length > 0 || (0,_shared_guid_js__WEBPACK_IMPORTED_MODULE_2__ .W)(name))
return withId;
}
this.#byName ??= Map.groupBy(this.#items, (each) => this.#short(each).toLowerCase());
const found = this.#byName.get(name.toLowerCase());
if (found !== undefined)
return found;
this.#byLook ??= Map.groupBy(this.#items, (each) => (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .no)(this.#short(each)));
this.#byPath ??= Map.groupBy(this.#items, (each) => (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .no)(this.#pathOf(each) ?? ''));
const look = (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .no)(name);
return this.#byLook.get(look) ?? (look === '' ? undefined : this.#byPath.get(look)) ?? [];
}
#pathOf(item) {
return item.project?.name === undefined ? undefined : `${item.project.name}/${this.#short(item)}`;
}
#fitting({ text }) {
if (text === _request_js__WEBPACK_IMPORTED_MODULE_1__ .Qz.text)
return this.#items;
const marks = charactersOf(text);
if (!text.includes('/'))
return this.#behind([''], marks);
const [organization, ...atHost] = this.#owners.map((owner) => `${owner}/`);
const found = this.#behind(['', organization ?? ''], marks);
return found.length > 0 ? found : this.#behind(atHost, marks);
}
#behind(prefixes, marks) {
const spellings = prefixes.map((prefix) => this.#spelledWith(prefix));
const hasPath = (item) => {
const path = marks.includes('/') ? this.#pathOf(item) : undefined;
return path !== undefined && prefixes.some((prefix) => fit(charactersOf(`${prefix}${path}`), marks));
};
return this.#items.filter((item, index) => spellings.some((each) => fit(each[index] ?? [], marks)) || hasPath(item));
}
#spelledWith(prefix) {
const made = this.#spellings.get(prefix);
if (made !== undefined)
return made;
const spelled = this.#items.map((each) => charactersOf(`${prefix}${this.#short(each)}`));
this.#spellings.set(prefix, spelled);
return spelled;
}
#short(item) {
return this.#shortNames.get(item) ?? item.name;
}
}
}),
9090:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
B7: () => ( movedIn),
J8: () => ( stateReader),
Ol: () => ( resourceIn),
aC: () => ( goneSince)
});
var _attempt_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8505);
var _membership_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1082);
var _model_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5529);
var _plans_after_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2555);
function resourceIn(rows, resource) {
return resource.kind === 'project' ? projectIn(rows, resource) : rows.get(resource.id);
}
function projectIn(rows, project) {
return { ...project, plans: (0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ .Q5)(referencesIn(rows).get(project.id) ?? []) };
}
const REFERENCES = new WeakMap();
function referencesIn(rows) {
const known = REFERENCES.get(rows);
if (known !== undefined)
return known;
const references = [...rows.values()].flatMap(({ project }) => project ?? []);
const found = Map.groupBy(references, ({ id }) => id);
REFERENCES.set(rows, found);
return found;
}
function goneSince(before, now) {
const known = (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .UX)(before);
return (id) => {
const plan = now.get(id);
return plan === undefined ? known.has(id) : (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .oy)(plan);
};
}
function stateReader(attempted, reading, desired) {
if (reading.kind === 'unread') {
const made = attempted.filter(({ attempt }) => (0,_attempt_js__WEBPACK_IMPORTED_MODULE_3__ .Rv)(attempt));
const touched = new Set(made.map(({ change }) => change));
const removals = made.filter(({ change }) => change.kind === 'remove');
const removed = (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .UX)(removals.map(({ change }) => change.resource));
const unsent = (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .UX)(removals.filter(({ attempt }) => !(0,_attempt_js__WEBPACK_IMPORTED_MODULE_3__ .Kk)(attempt)).map(({ change }) => change.resource));
const { problem, doubt, gone, modified } = reading;
const isNothingTried = attempted.every(({ attempt: { kind } }) => kind === 'none' || kind === 'kept');
const unread = gone ?? (isNothingTried ? doubt : undefined);
return (change) => {
const { id } = change.resource;
if (unsent.has(id) && (change.kind === 'remove' || !touched.has(change)))
return { kind: 'unread', problem: doubt };
if (touched.has(change) || removed.has(id))
return { kind: 'unread', problem };
if ('plan' in change && modified?.has(change.plan.id) === true)
return { kind: 'unread', problem: doubt };
return unread === undefined
? { kind: 'state', state: change.before, isReported: true, isOld: true }
: { kind: 'unread', problem: unread };
};
}
const detached = (0,_plans_after_js__WEBPACK_IMPORTED_MODULE_2__ .cn)(attempted);
const plans = (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .$H)(reading.plans);
const seen = {
desired,
rows: (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .$H)(reading.repositories),
plans,
isGone: goneSince(desired.allPlans, plans),
after: (0,_plans_after_js__WEBPACK_IMPORTED_MODULE_2__ .Vd)(desired, reading, detached),
toRemove: (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .UX)(attempted.flatMap(({ change }) => (change.kind === 'remove' ? change.resource : []))),
};
return (change) => {
switch (change.kind) {
case 'activate':
case 'deactivate':
return licenseAfter(change, seen);
case 'attach':
return attachedAfter(change, seen);
case 'detach':
return detachedAfter(change, seen);
case 'remove':
return reported(seen.rows.has(change.resource.id) ? 'listed' : 'removed');
}
};
}
const GONE = { kind: 'gone', what: 'repository' };
function licenseAfter({ kind, resource }, { rows, toRemove }) {
const now = rows.get(resource.id);
if (kind === 'activate' && now?.removed !== false)
return GONE;
if (now === undefined)
return toRemove.has(resource.id) ? reported('inactive') : GONE;
const state = (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .JL)(kind === 'activate' ? 'active' : 'inactive', now);
return { kind: 'state', state, isReported: now.license !== 'unknown' };
}
function attachedAfter({ resource, plan: { id } }, seen) {
const { desired, rows, plans, isGone } = seen;
const now = resourceIn(rows, resource);
if (now === undefined || (now.kind === 'repository' && now.removed))
return GONE;
if (isGone(id))
return { kind: 'gone', what: 'plan' };
const plan = plans.get(id) ?? (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .OR)(id);
const { id: organization } = desired.organization;
const isReported = (0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ .Bh)(organization, now, plan).size > 0;
return { kind: 'state', state: (0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ ._G)(organization, now, plan), isReported };
}
function detachedAfter({ resource, plan: { id } }, seen) {
const { projectOf } = seen.desired;
const { organization } = seen.after;
const now = resourceIn(seen.rows, resource);
const known = seen.plans.get(id) ?? (seen.after.named.has(id) ? (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .OR)(id) : undefined);
if (now === undefined)
return detachedWithoutRow(resource, known, seen);
const absence = (0,_plans_after_js__WEBPACK_IMPORTED_MODULE_2__ .Lr)(id, resource.id, seen.after);
const plan = absence === 'unknown' ? (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .OR)(id) : known;
if (plan === undefined || absence === 'left')
return reported((0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ .AF)(now, id));
const isAlone = now.kind === 'repository' && (!projectOf.has(now.id) || isInOther(now, projectOf));
const counted = (0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ .Bo)(plan, seen.after.listed);
const byProject = isAlone ? (0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ .Mp)(organization, now, counted) : 'detached';
if (byProject === 'attached')
return reported('attached');
const state = (0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ .Zt)(organization.id, now, counted);
if (byProject === 'unknown' && state === 'detached')
return BY_PROJECT_UNKNOWN;
return { kind: 'state', state, isReported: (0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ .Bh)(organization.id, now, plan).size > 0 };
}
function isInOther({ id, project }, projectOf) {
return project?.id !== undefined && project.id !== projectOf.get(id);
}
function movedIn({ repositories }, { projectOf, resources }) {
if (projectOf.size === 0)
return new Set();
const first = (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .$H)((0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .Rx)(resources));
const hasMoved = (now) => isInOther(now, projectOf) || (now.project?.id === undefined && first.get(now.id)?.project?.id !== undefined);
return (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .UX)(repositories.filter((each) => projectOf.has(each.id) && hasMoved(each)));
}
function detachedWithoutRow(resource, plan, { desired: { organization }, after, toRemove }) {
if (plan?.repositories?.ids.has(resource.id) === true)
return reported('unknown');
if (toRemove.has(resource.id))
return reported('detached');
const silent = { ...resource, plans: undefined };
const counted = plan && (0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ .Bo)(plan, after.listed);
const isOut = counted !== undefined && (0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ .Zt)(organization.id, silent, counted) === 'detached';
return isOut ? reported('detached') : GONE;
}
const BY_PROJECT_UNKNOWN = { kind: 'state', state: 'unknown', isReported: false, isFinal: true };
function reported(state) {
return { kind: 'state', state, isReported: true };
}
}),
9395:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Y: () => ( undoneMoves)
});
function undoneMoves({ results }) {
const undone = new Set(results.flatMap(({ change, result }) => change.kind === 'attach' && result.kind === 'failed' && result.gone !== 'repository' ? change.resource.id : []));
const left = results.flatMap(({ change, result }) => change.kind === 'detach' && result.kind === 'done' && undone.has(change.resource.id) ? change : []);
return Map.groupBy(left, ({ resource }) => resource.id);
}
}),
4200:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
uj: () => ( GONE),
dU: () => ( dryRunOutcome),
aE: () => ( inDoubt),
MX: () => ( verify)
});
var desired_state = __webpack_require__(9666);
var domain_membership = __webpack_require__(1082);
var model = __webpack_require__(5529);
;
function plansByItself(repository, plans, listed, organization) {
return plans.flatMap((plan) => {
const membership = (0,domain_membership .Zt)(organization.id, repository, (0,domain_membership .Bo)(plan, listed));
return membership === 'detached' ? [] : [{ plan, membership }];
});
}
function plansToTell(ofProjects, plans, byItself, desired) {
if (!desired.leavesOthers)
return desired.leavesEveryPlan ? byItself : new Map();
return new Map(ofProjects.map((repository) => [
repository.id,
(0,model .Nh)(plans, (repository.plans ?? model .K$).ids).flatMap((plan) => {
const membership = (0,desired_state .GS)(desired, repository, plan);
const isTold = membership === 'attached' || (membership === 'unknown' && (0,domain_membership .b0)(plan));
return isTold ? [{ plan, membership }] : [];
}),
]));
}
var domain_attempt = __webpack_require__(8505);
var shared_text = __webpack_require__(4646);
var plans_after = __webpack_require__(2555);
;
function joinedReader(attempted, reading, desired) {
const { resources, projectOf, leavesEveryPlan } = desired;
const rows = (0,model .$H)(reading.repositories);
const after = (0,plans_after .Vd)(desired, reading, (0,plans_after .cn)(attempted));
const wanted = new Map(leavesEveryPlan ? resources.map((each) => [each.resource.id, each]) : []);
const knownTo = (id) => {
const { detachedFrom = [], alsoIn = [] } = wanted.get(id) ?? {};
const ofProject = wanted.get(projectOf.get(id) ?? '')?.detachedFrom ?? [];
return (0,model .UX)([...detachedFrom, ...ofProject, ...alsoIn.map(({ plan }) => plan)]);
};
return ({ resource: { id } }, isReleased) => {
const row = rows.get(id);
if (row === undefined || !(isReleased || leavesEveryPlan))
return undefined;
const known = knownTo(id);
const isNew = ({ plan }) => !known.has(plan.id);
const plans = (0,plans_after .iV)(row, after);
const containing = (0,domain_membership .HK)(after.organization, row, plans);
const joined = containing.find((each) => each.membership === 'attached' && (isReleased || isNew(each)));
if (joined !== undefined || !leavesEveryPlan)
return joined;
const project = projectOf.has(id) ? (0,model .UX)(plans) : NONE;
return (0,domain_membership .HK)(after.organization, row, plans, { itself: NONE, project }).find(isNew);
};
}
const NONE = new Set();
function unlessJoined(each, joinedMeanwhile) {
const { change, result } = each;
if (change.kind !== 'deactivate' || !['done', 'already', 'kept'].includes(result.kind))
return each;
const joined = joinedMeanwhile(change, result.kind === 'done');
return joined === undefined ? each : { change, result: failedFor(joined, result) };
}
function joinedPlans(results, joinedMeanwhile, { leavesEveryPlan, projectOf }) {
if (!leavesEveryPlan)
return [];
return results.flatMap(({ change, result }) => {
if (change.kind !== 'deactivate' || projectOf.has(change.resource.id))
return [];
const joined = joinedMeanwhile(change, false);
if (joined === undefined)
return [];
const { resource } = change;
return [
{
change: { kind: 'detach', resource, plan: joined.plan, before: 'detached' },
result: failedFor(joined, result),
},
];
});
}
function failedFor(joined, license) {
return joined.membership === 'attached'
? { kind: 'failed', cause: 'reverted', problem: attachedTo(joined, license) }
: { kind: 'failed', cause: 'unreported', problem: notReported(joined) };
}
function attachedTo({ plan }, { kind }) {
const license = kind === 'done' ? 'released' : kind === 'already' ? 'inactive' : 'kept';
return {
title: 'A change was undone while this ran',
reason: plan.id,
message: `the license was ${license}, and backup plan ${(0,shared_text .Pf)(plan)} contains the repository now`,
remedy: 'Run a step with state: present for it if it is to be backed up; otherwise run this one again.',
};
}
function notReported({ plan }) {
return {
title: 'A backup plan may contain the repository now',
reason: plan.id,
message: `at first it was reported that backup plan ${(0,shared_text .Pf)(plan)} does not contain the repository, and that is not reported any more`,
remedy: 'Look at the repository in GitProtect, and run again.',
};
}
var diff = __webpack_require__(5641);
var kept_now = __webpack_require__(3563);
var state_after = __webpack_require__(9090);
;
function dryRunOutcome(diff, desired) {
return asAtFirst(desired, diff.map((entry) => ({ change: entry.change, result: dryRunResult(entry) })));
}
function asAtFirst(desired, results) {
const { organization, plans, allPlans, listedPlans, resources, projectOf, leavesOthers } = desired;
const ofProjects = resources.flatMap(({ resource, alsoIn }) => resource.kind === 'repository' && projectOf.has(resource.id) ? { resource, alsoIn } : []);
const byItself = new Map(ofProjects.map(({ resource, alsoIn }) => [
resource.id,
leavesOthers ? plansByItself(resource, allPlans, listedPlans, organization) : alsoIn,
]));
const repositories = ofProjects.map(({ resource }) => resource);
const alsoTold = plansToTell(repositories, allPlans, byItself, desired);
return { organization, plans, results, projectOf, byItself, alsoTold, moved: new Set() };
}
function dryRunResult(entry) {
switch (entry.kind) {
case 'satisfied':
return { kind: 'already' };
case 'change':
return { kind: 'would' };
case 'blocked':
return { kind: 'skipped', cause: 'blocked', problem: entry.problem };
case 'kept':
return { kind: 'kept', plans: entry.plans };
}
}
function verify(attempted, reading, desired) {
const { organization, plans, projectOf } = desired;
const stateAfter = (0,state_after .J8)(attempted, reading, desired);
const mayHaveLeft = leftWithProjectReader(attempted);
const asSent = (each, index) => withSent(each, attempted[index]?.attempt);
const results = attempted.map(({ change, attempt }) => {
const result = resultOf(change, attempt, stateAfter(change));
return {
change,
result: result.kind === 'already' && mayHaveLeft(change) ? { kind: 'done', verified: true } : result,
};
});
if (reading.kind === 'unread') {
const outcome = asAtFirst(desired, results.map(keptAtFirst).map(asSent));
return { ...outcome, plans: plans.map((plan) => ({ ...plan, isScheduleUnclear: true })) };
}
const now = (0,model .$H)(reading.plans);
const ofProjects = reading.repositories.filter(({ id }) => projectOf.has(id));
const byItself = new Map(ofProjects.map((each) => [each.id, plansByItself(each, reading.plans, reading.listedPlans, organization)]));
const keptNow = (0,kept_now .kQ)(attempted, reading, desired);
const joinedMeanwhile = joinedReader(attempted, reading, desired);
const judged = results.map((each) => keptMeanwhile(each, keptNow));
return {
organization,
projectOf,
byItself,
alsoTold: plansToTell(ofProjects, reading.plans, byItself, desired),
moved: (0,state_after .B7)(reading, desired),
plans: plans.map((plan) => latest(plan, now.get(plan.id))),
results: [
...judged.map((each) => unlessJoined(each, joinedMeanwhile)).map(asSent),
...joinedPlans(judged, joinedMeanwhile, desired),
],
};
}
function leftWithProjectReader(attempted) {
const left = attempted.flatMap(({ change, attempt }) => change.kind === 'detach' && change.resource.kind === 'project' && (0,domain_attempt .Rv)(attempt) ? change : []);
const projectsOf = Map.groupBy(left, ({ plan }) => plan.id);
return (change) => {
if (change.kind !== 'detach' || change.before !== 'unknown' || change.resource.kind !== 'repository')
return false;
const { project } = change.resource;
const projects = projectsOf.get(change.plan.id) ?? [];
return projects.some(({ resource }) => (project?.id ?? resource.id) === resource.id);
};
}
function withSent({ change, result }, attempt) {
if (attempt === undefined || result.kind !== 'failed')
return { change, result };
const mayBeOurs = attempt.kind === 'already' ? attempt.mayHaveApplied === true : (0,domain_attempt .M9)(attempt);
const isSent = result.cause === 'unreadable' ? (0,domain_attempt .Rv)(attempt) && (0,domain_attempt .Kk)(attempt) : mayBeOurs;
return { change, result: isSent ? { ...result, sent: true } : result };
}
function keptAtFirst({ change, result }) {
if (change.kind !== 'deactivate' || result.kind !== 'kept')
return { change, result };
const plans = result.plans.map((each) => ({ ...each, membership: 'unknown' }));
return { change, result: { ...result, plans } };
}
function keptMeanwhile(each, keptNow) {
const { change, result } = each;
if (change.kind !== 'deactivate' || result.kind !== 'kept')
return each;
const plans = keptNow(change.resource, result.plans);
return { change, result: plans.length > 0 ? { kind: 'kept', plans } : failed('reverted', keptInVain(result.plans)) };
}
function keptInVain(plans) {
const containing = plans.filter(({ membership }) => membership === 'attached');
const atFirst = containing.length > 0
? `backup plan ${(0,domain_membership .AO)(containing)} contained the repository at first`
: `backup plan ${(0,domain_membership .AO)(plans)} could contain the repository at first, by what was reported`;
return {
title: containing.length > 0
? 'A license was kept for a backup plan that was left while this ran'
: 'A license was kept, since it was not reported that no backup plan contains the repository',
reason: 'kept-in-vain',
message: `the license was kept, since ${atFirst}, and no plan is seen to contain it now`,
remedy: 'Run again: the license is released then. If the repository is to be backed up, attach it again first.',
};
}
function inDoubt(attempted, reading, desired) {
if (reading.kind === 'unread')
return new Set();
const stateAfter = (0,state_after .J8)(attempted, reading, desired);
const keptNow = (0,kept_now .kQ)(attempted, reading, desired);
const joinedMeanwhile = joinedReader(attempted, reading, desired);
const doubtful = attempted.filter(({ change, attempt }) => {
const after = stateAfter(change);
return isInDoubt(change, attempt, after, keptNow) || isJoined(change, attempt, after, joinedMeanwhile);
});
return new Set([...doubtful.map(({ change }) => change.resource.id), ...(0,state_after .B7)(reading, desired)]);
}
function isJoined(change, attempt, after, joinedMeanwhile) {
if (change.kind !== 'deactivate')
return false;
const isRight = isNow(after, 'inactive');
if (!isRight && attempt.kind !== 'kept')
return false;
return joinedMeanwhile(change, isRight && attempt.kind !== 'none') !== undefined;
}
function isInDoubt(change, attempt, after, keptNow) {
const { kind, before, resource } = change;
if (isNow(after, diff .ZY[kind]) || (after.kind === 'state' && after.isFinal === true))
return false;
if (kind === 'deactivate' && attempt.kind === 'kept')
return after.kind === 'gone' || (0,kept_now .Ip)(attempt.plans, keptNow(resource, attempt.plans));
const isReported = after.kind !== 'state' || after.isReported || before !== 'unknown';
return isReported && (attempt.kind === 'none' || (0,domain_attempt .oB)(attempt));
}
function isNow(after, state) {
return after.kind === 'state' && after.state === state;
}
function latest(plan, now) {
if (now === undefined)
return { ...plan, isScheduleUnclear: true };
return {
...now,
schedule: now.schedule === 'unknown' ? plan.schedule : now.schedule,
isScheduleUnclear: now.isScheduleUnclear || (now.schedule === 'unknown' && plan.isScheduleUnclear),
metadata: now.metadata === 'unknown' ? plan.metadata : now.metadata,
};
}
const OPPOSITE = {
activate: { wrong: 'inactive', thing: 'license' },
attach: { wrong: 'detached', thing: 'repository' },
detach: { wrong: 'attached', thing: 'repository' },
deactivate: { wrong: 'active', thing: 'license' },
remove: { wrong: 'listed', thing: 'repository' },
};
function resultOf(change, attempt, after) {
const { kind, resource } = change;
const right = diff .ZY[kind];
const { wrong } = OPPOSITE[kind];
const thing = resource.kind === 'project' ? 'project' : OPPOSITE[kind].thing;
const isRight = isNow(after, right);
switch (attempt.kind) {
case 'none':
if (isRight)
return already(after);
if (after.kind !== 'state')
return withoutState(after.kind === 'gone' ? 'unreported' : 'unreadable', after);
return after.state === wrong
? failed('reverted', reverted(change, thing, after.state))
: failed('unreported', verify_notReported(change, thing, after.isReported));
case 'kept':
case 'skipped':
if (after.kind === 'gone')
return withoutState('unreported', after);
if (!isRight)
return attempt;
return attempt.kind === 'skipped' && attempt.wasSent === true ? { kind: 'done', verified: true } : already(after);
case 'failed':
if (isRight && kind === 'remove' && !(0,domain_attempt .Rv)(attempt))
return { kind: 'already' };
if (isRight)
return { kind: 'done', verified: true };
if (!(0,domain_attempt .Rv)(attempt) && after.kind !== 'gone')
return failed('rejected', attempt.problem);
if (after.kind !== 'state')
return withoutState((0,domain_attempt .Rv)(attempt) ? 'unreadable' : 'rejected', after, attempt.problem);
return failed(after.state === wrong ? 'rejected' : 'unreadable', attempt.problem);
case 'already':
if (isRight && kind === 'remove')
return { kind: 'already' };
if (after.kind !== 'state')
return withoutState('unreadable', after, (0,domain_attempt .Kk)(attempt) ? { message: attempt.problem.message } : undefined);
return after.state === wrong ? failed('rejected', attempt.problem) : { kind: 'done', verified: isRight };
case 'accepted':
if (after.kind !== 'state')
return withoutState('unreadable', after);
return after.state === wrong
? failed('not-applied', notApplied(change, thing))
: { kind: 'done', verified: isRight };
}
}
function already(after) {
return after.kind === 'state' && after.isOld === true ? { kind: 'already', isOld: true } : { kind: 'already' };
}
function failed(cause, problem) {
return { kind: 'failed', cause, problem };
}
function withoutState(cause, after, first) {
const second = after.kind === 'gone' ? GONE[after.what] : after.problem;
const problem = first === undefined ? second : { ...second, ...first, message: `${first.message}; ${second.message}` };
return { kind: 'failed', cause, problem, ...(after.kind === 'gone' ? { gone: after.what } : {}) };
}
const GONE = {
repository: {
title: 'The repository is gone from GitProtect',
reason: 'gone',
message: 'the repository was listed before the change, and is not any more',
remedy: 'It may have been removed in GitProtect, moved to another organization, or hidden from the account while this ran. Check it there, and run again.',
},
plan: {
title: 'The backup plan is gone from GitProtect',
reason: 'plan-gone',
message: 'the backup plan was there before the change, and is not any more',
remedy: 'It may have been deleted in GitProtect while this ran. Check that, and run again, with another plan if it was.',
},
};
function notApplied(change, thing) {
const { kind } = change;
const question = kind === 'activate' ? 'is a license free' : 'can repositories be added by hand';
return {
title: 'GitProtect accepted a change but did not make it',
reason: thing,
message: `GitProtect reported success, but the ${thing} is still ${OPPOSITE[kind].wrong}, not ${diff .ZY[kind]}`,
remedy: (0,diff .Xi)(change)
? `Look at the ${thing} in GitProtect, and run again.`
: `Look at the repository and the backup plan in GitProtect: ${question}? Then run again.`,
};
}
function reverted(change, thing, now) {
return {
title: (0,diff .Xi)(change) ? 'A change was undone while this ran' : 'The protection was undone while this ran',
reason: thing + now,
message: `the ${thing} was ${diff .ZY[change.kind]} before, and is ${now} now`,
remedy: 'Find out who or what else changes these settings, and run again.',
};
}
function verify_notReported(change, thing, isContradictory) {
const now = isContradictory
? 'what GitProtect reports of it contradicts itself now'
: 'that is not reported any more';
return {
title: 'GitProtect does not report a state any more',
reason: thing,
message: `the ${thing} was ${diff .ZY[change.kind]} before, and ${now}`,
remedy: `Look at the ${thing} in GitProtect, and run again. If it happens again, run with debug logging, which shows the field names, and report those that differ between two readings.`,
};
}
}),
6104:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
HV: () => ( WHEN),
L$: () => ( sameField),
nG: () => ( byName)
});
var _shared_json_object_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4995);
const MAX_NAMES = 1000;
function byName(decide) {
const decided = new Map();
return (name) => {
const known = decided.get(name);
if (known !== undefined)
return known.what;
const what = decide((0,_shared_json_object_js__WEBPACK_IMPORTED_MODULE_0__ .T)(name));
if (decided.size >= MAX_NAMES)
decided.clear();
decided.set(name, { what });
return what;
};
}
function sameField(fields, name) {
const bare = (0,_shared_json_object_js__WEBPACK_IMPORTED_MODULE_0__ .T)(name).replace(/^is/, '');
return fields.all(bare, `is${bare}`);
}
const WHEN = '(?!$)(at|on|when)?(date|time|datetime|timestamp)?(utc)?';
}),
6446:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
C8: () => ( callOf),
Mc: () => ( MANAGEMENT),
n8: () => ( repositoriesInWords),
wW: () => ( nameAndId)
});
var _shared_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4646);
const ADMINISTRATOR = 'System Administrator';
const MANAGEMENT = 'DataRemoveManagement or GitManagement';
const USUAL = {
roles: ADMINISTRATOR,
ifRejected: "See the server's message, and check the cause in GitProtect.",
about: 'other',
repeated: 'by-itself',
answer: 'results',
};
function callOf(call) {
return { ...USUAL, ...call };
}
function nameAndId(thing) {
return thing.name === undefined ? thing.id : `${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_0__ .Pf)(thing)} (${thing.id})`;
}
function repositoriesInWords(repositories) {
const [first] = repositories;
return first !== undefined && repositories.length === 1
? `repository ${nameAndId(first)}`
: (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_0__ .hS)(repositories.length, 'repository', 'repositories');
}
}),
5524:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
D_: () => ( UnauthorizedError),
Dr: () => ( NetworkError),
EE: () => ( CertificateError),
FX: () => ( LicenseLimitError),
Ff: () => ( invalidResponse),
Jj: () => ( SignInError),
Lx: () => ( RedirectError),
MU: () => ( TimeoutError),
O5: () => ( LicenseRefusedError),
OE: () => ( RateLimitError),
T6: () => ( ProxyError),
Xs: () => ( StatusError),
Y_: () => ( ifSignInRejected),
_7: () => ( ServiceError),
cc: () => ( CancelledError),
gP: () => ( ServerError),
i_: () => ( PermissionError),
jZ: () => ( OutdatedError),
mP: () => ( UNREADABLE),
m_: () => ( NotFoundError),
qQ: () => ( ForbiddenError),
tF: () => ( InvalidResponseError),
zs: () => ( RejectedError)
});
var _shared_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8035);
class ServiceError extends _shared_failure_js__WEBPACK_IMPORTED_MODULE_0__ .HR {
mayHaveApplied;
isUnclear;
earlier;
get isRefused() {
return !this.mayHaveApplied && !this.isUnclear;
}
constructor(title, remedy, details) {
super(title, details.message, remedy, { cause: details.cause, reason: details.reason });
this.mayHaveApplied = !details.isOfSignIn && details.mayHaveApplied;
this.isUnclear = !details.isOfSignIn && (details.response?.status ?? 400) < 300;
this.earlier = details.earlier;
}
}
class NetworkError extends ServiceError {
}
class TimeoutError extends ServiceError {
}
class CertificateError extends ServiceError {
}
class ProxyError extends ServiceError {
}
class CancelledError extends ServiceError {
}
class OutdatedError extends ServiceError {
}
class InvalidResponseError extends ServiceError {
}
class StatusError extends ServiceError {
response;
constructor(title, remedy, details) {
super(title, remedy, details);
this.response = details.response;
}
}
class RedirectError extends StatusError {
}
class SignInError extends StatusError {
}
class UnauthorizedError extends StatusError {
}
class PermissionError extends StatusError {
}
class NotFoundError extends StatusError {
}
class RateLimitError extends StatusError {
}
class ServerError extends StatusError {
}
class RejectedError extends StatusError {
inShort;
constructor(title, remedy, details) {
super(title, remedy, details);
this.inShort = details.reason;
}
}
class ForbiddenError extends RejectedError {
}
class LicenseLimitError extends RejectedError {
}
class LicenseRefusedError extends RejectedError {
}
const UNREADABLE = {
title: 'GitProtect gave an answer that cannot be read',
remedy: 'Check that server-url is the address of the Management Service, and that no sign-in page or proxy is in front of it. If it is, run again with debug logging and report the field names that it shows.',
};
function invalidResponse({ purpose, about }, url, what, remedy = UNREADABLE.remedy) {
const message = `could not ${purpose}: ${what} (${url.href})`;
return new InvalidResponseError(UNREADABLE.title, remedy, {
message,
reason: message,
isOfSignIn: about === 'sign-in',
mayHaveApplied: true,
});
}
function ifSignInRejected(oddity) {
return `${oddity === undefined ? '' : `${oddity} `}Check the inputs email and password, and the secrets that hold them, by signing in to GitProtect with them. Accounts with single sign-on or a second factor cannot be used. It was tried only once, since accounts lock: correct it before you run again.`;
}
}),
1218:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
$l: () => ( isSelectionDisputed),
Mh: () => ( parseIncludesAll),
j0: () => ( parsePlanSelection),
jR: () => ( parseMetadata),
qv: () => ( isNothing)
});
var _shared_boolean_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(565);
function isNothing(value) {
if (value === null || value === false)
return true;
if (typeof value === 'number')
return value <= 0;
return typeof value === 'string' && (/^[0-]*$/.test(value.trim()) || value.startsWith('0001-01-01'));
}
function parsePlanSelection(fields) {
const all = includeAllFlags(fields);
if (all.has(true))
return all.size === 1 ? 'all' : 'unknown';
const mode = parseChoiceMode(fields);
if (mode === 'rules' || fields.all('rules').some(holdsSomething))
return 'rules';
return mode === 'individual' && all.size === 1 && all.has(false) ? 'manual' : 'unknown';
}
function isSelectionDisputed(fields) {
const all = includeAllFlags(fields);
return all.has(true) && all.size > 1;
}
function includeAllFlags(fields) {
const names = [
'inculdeAllReposistories',
'includeAllRepositories',
'includeAllReposistories',
'inculdeAllRepositories',
];
return new Set(fields.all(...names).map((value) => (0,_shared_boolean_js__WEBPACK_IMPORTED_MODULE_0__ .y)(value)));
}
function parseIncludesAll(fields) {
const flags = includeAllFlags(fields);
const [flag] = flags;
return flags.size === 1 ? flag : undefined;
}
function parseChoiceMode(fields) {
const modes = fields.all('gitChoiceMode').filter((value) => value !== null && value !== '');
if (modes.some((mode) => typeof mode === 'string' && !/^(\d*|individual)$/i.test(mode.trim())))
return 'rules';
return modes.every((mode) => typeof mode === 'string' && !/\d/.test(mode)) ? 'individual' : 'unknown';
}
function holdsSomething(value) {
if (typeof value === 'string')
return value.trim() !== '';
return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}
function parseMetadata(fields) {
const flags = new Set(fields.all('includeMetadata', 'isMetadataIncluded').map((value) => (0,_shared_boolean_js__WEBPACK_IMPORTED_MODULE_0__ .y)(value)));
const [flag] = flags;
if (flags.size !== 1 || flag === undefined)
return 'unknown';
return flag ? 'included' : 'excluded';
}
}),
4230:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
B: () => ( eachOnce),
Jc: () => ( ListError),
XY: () => ( ListReading),
Y0: () => ( MAX_PAGES),
md: () => ( PAGE_SIZE),
tJ: () => ( Agreement),
yw: () => ( NO_PAGE)
});
var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
var node_util__WEBPACK_IMPORTED_MODULE_0___default = __webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);
const PAGE_SIZE = 100;
const MAX_PAGES = 10_000;
const MAX_UNSOUND = 3;
const MAX_SOUND = 4;
const CONTRADICTION = 'two rows of the list have the same ID and contradict each other';
const NO_PAGE = { rows: [], total: undefined, place: undefined };
class ListError extends Error {
}
class ListReading {
#limit;
#maxPages;
#pages = [];
#result;
constructor(limit, maxPages) {
this.#limit = limit;
this.#maxPages = maxPages;
}
add(pages) {
this.#pages.push(...pages);
}
get result() {
if (this.#result === undefined)
throw new Error('the list has not been read to its end');
return this.#result;
}
*steps() {
yield [1];
const { place } = this.#page(1);
if (place === undefined)
yield* this.#uncounted();
else
yield* this.#counted(place);
}
*#counted({ page, pages }) {
if (pages > this.#maxPages)
throw this.#tooLong();
const numbers = Array.from({ length: Math.max(0, pages - 1) }, (_, index) => index + 2);
if (numbers.length > 0)
yield numbers;
const { rows: firstRows, total } = this.#page(1);
const others = numbers.map((number) => this.#page(number));
const fit = others.every(({ rows, place, total: theirs }, index) => rows.length > 0 && place?.page === page + index + 1 && place.pages === pages && theirs === total);
const rows = [firstRows, ...others.map((each) => each.rows)].flat();
this.#result = {
rows,
isWhole: (page === 1 || page === 0) &&
fit &&
(pages <= 1 || firstRows.length > 0) &&
(total === undefined || rows.length === total),
isDistinct: pages <= 1 || new Set(rows.map(({ id }) => id)).size === rows.length,
pages,
firstPage: firstRows.length,
};
}
*#uncounted() {
const seen = new Set();
const rows = [];
let isAfterNothing = false;
let isAfterRepeat = false;
let isBroken = false;
let isOverlapping = false;
const first = this.#page(1);
let page = first;
for (let number = 1; number <= this.#maxPages; number++) {
const isEmpty = page.rows.length === 0;
const isNothing = page.rows.every(({ id }) => seen.has(id));
const isRepeated = number === 2 && !isEmpty && isNothing;
isOverlapping ||= !isNothing && page.rows.some(({ id }) => seen.has(id));
for (const row of page.rows) {
rows.push(row);
seen.add(row.id);
}
isBroken ||= isAfterRepeat && !isNothing;
if (page === NO_PAGE || isRepeated || (isNothing && isAfterNothing)) {
const isCut = isRepeated && [this.#limit, PAGE_SIZE].includes(first.rows.length);
this.#result = {
rows,
isWhole: !isCut && !isBroken && (first.total === undefined || seen.size === first.total),
isDistinct: !isOverlapping && eachOnce(rows) !== undefined,
pages: number,
firstPage: first.rows.length,
};
return;
}
isAfterNothing = isNothing;
isAfterRepeat = isNothing && !isEmpty;
yield [number + 1];
page = this.#page(number + 1);
}
throw this.#tooLong();
}
#page(number) {
const page = this.#pages[number - 1];
if (page === undefined)
throw new Error(`page ${String(number)} has not been added`);
return page;
}
#tooLong() {
return new ListError(`the list has more than ${String(this.#maxPages)} pages`);
}
}
class Agreement {
limit = PAGE_SIZE;
#sound = 0;
#before;
#unsound = 0;
#unsoundIds = '';
rowsAfter(read) {
const { rows, pages, isWhole, isDistinct } = read;
const distinct = eachOnce(rows);
if (isWhole && isDistinct && distinct === undefined)
throw new ListError(CONTRADICTION);
if (distinct === undefined || !isWhole || !(isDistinct || this.#areOwnDoubles(read))) {
this.#readAfterUnsound(read, distinct === undefined);
return undefined;
}
const before = this.#before;
if (pages <= 1 || (distinct.length === before?.size && distinct.every(({ id }) => before.has(id))))
return distinct;
if (++this.#sound === MAX_SOUND)
throw new ListError(`the list changed in each of ${String(MAX_SOUND)} readings`);
this.#before = new Set(distinct.map(({ id }) => id));
this.#unsound = 0;
this.limit = PAGE_SIZE;
return undefined;
}
#areOwnDoubles({ rows, firstPage }) {
return this.#unsound === MAX_UNSOUND - 1 && firstPage <= this.limit && sortedIds(rows) === this.#unsoundIds;
}
#readAfterUnsound({ rows, firstPage }, isContradictory) {
if (++this.#unsound === MAX_UNSOUND) {
const why = isContradictory ? `; ${CONTRADICTION}` : '';
throw new ListError(`the list changed, or did not add up, in ${String(MAX_UNSOUND)} readings${why}`);
}
if (this.#unsound === MAX_UNSOUND - 1)
this.limit = Math.max(1, firstPage - 1);
this.#unsoundIds = sortedIds(rows);
}
}
function sortedIds(rows) {
return JSON.stringify(rows.map(({ id }) => id).sort());
}
function eachOnce(rows) {
const byId = new Map();
for (const row of rows) {
const known = byId.get(row.id);
if (known !== undefined && !(0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(known, row))
return undefined;
byId.set(row.id, row);
}
return [...byId.values()];
}
}),
9685:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
vS: () => ( NoTokenError),
ym: () => ( ShapeError),
o_: () => ( jsonOf),
PO: () => ( parseAccessToken),
H4: () => ( parseOrganization),
NL: () => ( parsePage),
Od: () => ( parsePlan),
SU: () => ( parseRepository),
JN: () => ( readAnswer)
});
var id_list = __webpack_require__(5764);
var model = __webpack_require__(5529);
var shared_boolean = __webpack_require__(565);
var guid = __webpack_require__(8572);
var json_object = __webpack_require__(4995);
var parse_json = __webpack_require__(9769);
var shared_text = __webpack_require__(4646);
;
function numberOf(fields, name) {
const text = fields.text(name);
return fields.number(name) ?? (text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined);
}
function isCount(value) {
return value !== undefined && Number.isSafeInteger(value) && value >= 0;
}
function countIn(fields, names) {
const counts = given(fields, names);
if (counts.length === 0 || !counts.every(isCount))
return undefined;
return counts.reduce((most, count) => Math.max(most, count));
}
function asCounted(list, fields, names) {
const isWhole = given(fields, names).every((count) => isCount(count) && count <= (list?.ids.size ?? 0));
return list === undefined || isWhole ? list : { ...list, complete: false };
}
function given(fields, names) {
const values = fields.all(...names).filter((value) => value !== null);
return values.map((value) => {
if (typeof value === 'string' && /^\s*\d{1,9}\s*$/.test(value))
return Number(value);
return typeof value === 'number' ? value : undefined;
});
}
var evidence = __webpack_require__(1218);
var by_name = __webpack_require__(6104);
;
function parseRemoved(fields) {
return isRemoved(fields, ofRepository);
}
function parsePlanRemoved(fields) {
return isRemoved(fields, ofPlan);
}
function parseOrganizationRemoved(fields) {
const removed = isRemoved(fields, ofOrganization);
return removed === 'disputed' ? true : removed;
}
function isRemoved(fields, readerOf) {
const said = new Set();
for (const name of fields.keys()) {
const read = readerOf(name);
if (read === undefined)
continue;
const answers = fields.all(name).map((value) => read(value));
for (const removed of answers)
said.add(removed);
const denies = (other) => other !== null && read(other) === false;
if (answers.includes(true) && (0,by_name .L$)(fields, name).some(denies))
said.add('disputed');
}
if (said.has('disputed'))
return 'disputed';
if (said.has(true))
return true;
return said.has('unknown') ? 'unknown' : false;
}
const flag = (value) => {
const removed = (0,shared_boolean .y)(value);
const isDate = typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) && !(0,evidence .qv)(value);
if (removed === true || isDate)
return true;
return removed === false || (0,evidence .qv)(value) ? false : 'unknown';
};
const announced = (value) => ((0,shared_boolean .y)(value) === false || (0,evidence .qv)(value) ? false : 'unknown');
const found = (value) => ((0,shared_boolean .y)(value) === false ? 'unknown' : undefined);
const lost = (value) => ((0,shared_boolean .y)(value) === true ? 'unknown' : undefined);
const date = (value) => !(0,evidence .qv)(value);
const WHERE = '((from|at|on|in|by|for)(the)?(git)?(host|provider|source|remote|server|service))?';
function readersFor(participles, nouns) {
const thing = '(repo|repository|plan|organization)?';
const flags = new RegExp(`^(is|was|has|hasbeen)?(markedas|soft)?${thing}(${participles}|${nouns})${WHERE}$`);
const announcements = new RegExp(`^(is|was)?(being|pending|markedfor|scheduledfor)(${participles}|${nouns})$`);
const dates = new RegExp(`^${thing}(${participles}|${nouns}|remove|delete)${by_name .HV}$`);
const words = new RegExp(`^(${participles})$`, 'i');
const stems = new RegExp(participles.replaceAll(/ed\b/g, ''), 'i');
const state = (value) => {
if (typeof value !== 'string' || !stems.test(value))
return undefined;
return words.test(value.trim()) ? true : 'unknown';
};
return (0,by_name .nG)((key) => {
if (/^(repo|repository|plan|host|organization)?(status|state)$/.test(key))
return state;
if (flags.test(key))
return flag;
if (announcements.test(key))
return announced;
return dates.test(key) ? date : undefined;
});
}
const FOUND = new RegExp(`^(is)?(exists?|existing|present|accessible|available|reachable)${WHERE}$`);
const LOST = new RegExp(`^(is|was)?(missing|notfound|lost|inaccessible|unavailable|unreachable)${WHERE}$`);
const ofOrganization = readersFor('removed|deleted', 'removal|deletion');
const ofRepository = (0,by_name .nG)((key) => {
if (FOUND.test(key))
return found;
return LOST.test(key) ? lost : ofOrganization(key);
});
const ofPlan = readersFor('removed|deleted|archived', 'removal|deletion');
;
function parseId(value) {
if (typeof value === 'number')
return Number.isSafeInteger(value) && value >= 0 ? String(value) : undefined;
if (typeof value !== 'string' || !/^[\x21-\x7e]{1,100}$/.test(value))
return undefined;
return (0,guid .t)(value) ?? value;
}
function onlyId(values) {
const ids = new Set(values.flatMap((value) => parseId(value) ?? []));
return ids.size === 1 ? [...ids][0] : undefined;
}
function idOf(item) {
return parseId(json_object .Y.of(item)?.value('id'));
}
;
const MAX_DEPTH = 3;
const ABSENT = /unlicens|(no|not|without|lacks?|missing)(an?)?licens|missing$/;
const DENIED = /expired|revoked|suspended|invalid|inactive|disabled|deactivated|unassigned|not(active|assigned|valid)|removed|cancell?ed|terminated|lapsed|licenseended/;
const HELD = /^(is|has|was)?licensed$|has(an?)?(active|valid)?license$|(^|is|licensed?)(active|activated|assigned|valid|granted|enabled)$/;
const STATE = /(status|state)$/;
const DESCRIPTION = /(type|kind|name|key|code|number|count|edition|tier|plan|model|product|source|url|pool|owner|holder|at|on|date|time|utc|until|since|from|to|by|expiry|expires)$/;
const OWN = /^((assigned|active|current)licenses?|licenses?(name|key|code|number|count)?)$/;
const isActive = (value) => {
const active = (0,shared_boolean .y)(value);
if (active === undefined)
return 'unknown';
return active ? 'active' : 'inactive';
};
const isAbsent = (value) => {
if (value === null)
return 'silent';
const absent = (0,shared_boolean .y)(value);
if (absent === undefined)
return 'unknown';
return absent ? 'inactive' : 'active';
};
const isDenied = (value) => {
if (value === null)
return 'silent';
const denied = (0,shared_boolean .y)(value);
if (denied === undefined)
return 'unknown';
return denied ? 'inactive' : 'silent';
};
const present = (value) => {
if ((0,evidence .qv)(value))
return 'inactive';
return typeof value === 'string' || typeof value === 'number' ? 'numbered' : 'unknown';
};
const word = (value) => {
if (typeof value !== 'string')
return 'unknown';
if (/^(active|activated|assigned|licen[cs]ed|valid)$/i.test(value.trim()))
return 'active';
return NO_LICENSE.test(value.trim()) ? 'inactive' : 'unknown';
};
const NO_LICENSE = /^(|no|none|missing|inactive|deactivated|disabled|expired|invalid|revoked|(not|un|no)[ _-]?(active|activated|assigned|licen[cs]ed?))$/i;
const describes = (value) => typeof value === 'string' && value.trim() !== '' && NO_LICENSE.test(value.trim()) ? 'unknown' : undefined;
const asObject = (value, depth) => {
if (value === null)
return 'inactive';
const fields = json_object .Y.of(value);
if (fields !== undefined)
return ofObject(fields, depth);
const active = isActive(value, depth);
return active === 'unknown' ? word(value, depth) : active;
};
const other = (value, depth) => {
if (value === null)
return undefined;
const fields = json_object .Y.of(value);
return fields === undefined ? 'unknown' : ofObject(fields, depth);
};
const READERS = [
[ABSENT, isAbsent],
[DENIED, isDenied],
[HELD, isActive],
[STATE, word],
];
const readerInRow = (0,by_name .nG)((key) => {
const name = key.replaceAll('licenc', 'licens');
if (!name.includes('licens'))
return undefined;
if (name.endsWith('licenseid'))
return present;
const known = READERS.find(([pattern]) => pattern.test(name))?.[1];
if (known !== undefined)
return known;
if (name === 'license')
return asObject;
const isDescription = DESCRIPTION.test(name);
const read = isDescription ? describes : other;
if (!OWN.test(name))
return read;
return (value, depth) => (value === null || (isDescription && (0,evidence .qv)(value)) ? 'empty' : read(value, depth));
});
const readerInLicense = (0,by_name .nG)((key) => /licen[cs]/.test(key) ? readerInRow(key) : READERS.find(([pattern]) => pattern.test(key))?.[1]);
function ofObject(fields, depth) {
if (depth <= 0)
return 'unknown';
const said = together(saidIn(fields, readerInLicense, depth - 1));
return said === undefined || said === 'empty' ? 'silent' : said;
}
function saidIn(fields, readerOf, depth) {
const said = new Set();
for (const [name, value] of fields.entries()) {
const read = readerOf(name);
if (read !== undefined)
said.add(read(value, depth));
}
return said;
}
function together(said) {
if (said.has('inactive') && said.has('active'))
return 'disputed';
const ranked = ['disputed', 'inactive', 'unknown', 'active', 'numbered', 'silent', 'empty'];
return ranked.find((each) => said.has(each));
}
const GENERAL = ['isActivated', 'activated', 'isActive', 'active'];
function saysUnprotected(fields) {
const isFalse = fields.all('isProtected', 'protected').some((value) => (0,shared_boolean .y)(value) === false);
const isTrue = fields.all('isUnprotected', 'unprotected').some((value) => (0,shared_boolean .y)(value) === true);
return isFalse || isTrue || says(fields, UNPROTECTED, ...PROTECTION);
}
const PROTECTION = ['protectionStatus', 'protectionState', 'protected', 'protection'];
const UNPROTECTED = /^(un|not?[ _-]?)protected$/i;
const UNLICENSED = /^((un|not?[ _-]?)licen[cs]ed|(no|missing)[ _-]?licen[cs]e|licen[cs]e[ _-]?missing)$/i;
const INACTIVE = /^(inactive|deactivated|disabled|expired|revoked|(not|un)[ _-]?(active|activated|assigned))$/i;
function says(fields, word, ...names) {
const words = fields.all('status', 'state', ...names);
return words.some((value) => typeof value === 'string' && word.test(value.trim()));
}
function parseLicense(fields) {
const license = licenseIn(fields);
return license === 'active' && saysUnprotected(fields) ? 'unknown' : license;
}
function licenseIn(fields) {
const said = saidIn(fields, readerInRow, MAX_DEPTH);
const own = together(says(fields, UNLICENSED) ? new Set([...said, 'inactive']) : said);
const general = stateOf(together(new Set(fields.all(...GENERAL).map((value) => isActive(value, 0)))));
if (own === undefined || own === 'empty') {
const isInDoubt = own === 'empty' || says(fields, INACTIVE);
return general === 'active' && isInDoubt ? 'unknown' : general;
}
const license = stateOf(own);
return license === 'active' && (general === 'inactive' || general === 'disputed') ? 'unknown' : license;
}
function stateOf(said) {
if (said === 'numbered')
return 'active';
return said === undefined || said === 'silent' || said === 'empty' ? 'unknown' : said;
}
;
function parseIds(fields, names, kind) {
const values = fields.all(...names).filter((value) => value !== null);
const isExclusion = names.some((name) => LEAVES_OUT.test(name));
const isText = (value) => kind === 'plan' && typeof value === 'string' && value.trim() !== '';
const lists = values.flatMap((value) => {
if (Array.isArray(value))
return [idsOf(value, kind, isExclusion)];
return isText(value) ? [idsOf([value], kind, isExclusion)] : [];
});
if (lists.length > MAX_LISTS)
return { ids: new Set(), complete: false };
const joined = (0,id_list .Q)(lists);
return joined === undefined || values.every((value) => Array.isArray(value))
? joined
: { ...joined, complete: false };
}
const MAX_LISTS = 10;
const LEAVES_OUT = /exclu|except|ignor/i;
function idsOf(items, kind, isExclusion) {
const ids = new Set();
const denied = new Set();
const disputed = new Set();
const names = new Set();
let complete = true;
for (const item of items) {
const fields = json_object .Y.of(item);
const isMember = fields === undefined || saysMember(fields, isExclusion, kind);
const isName = kind === 'plan' && typeof item === 'string' && (0,guid .t)(item) === undefined;
const id = fields === undefined ? (isName ? undefined : parseId(item)) : memberId(fields, kind);
if (isMember === false || isMember === 'disputed') {
if (isExclusion)
complete = false;
if (id !== undefined)
denied.add(id);
if (id !== undefined && isMember === 'disputed')
disputed.add(id);
continue;
}
if (id !== undefined && isMember)
ids.add(id);
else if (kind === 'plan' && !(0,evidence .qv)(item))
names.add(id ?? nameOf(item, fields));
if (id === undefined || !(0,guid .W)(id) || isMember === undefined)
complete = false;
}
const contradictory = [...denied].filter((id) => ids.delete(id));
for (const id of contradictory)
disputed.add(id);
for (const id of disputed)
denied.delete(id);
return {
ids,
complete: complete && contradictory.length === 0,
...(disputed.size === 0 ? {} : { disputed }),
...(denied.size === 0 || isExclusion ? {} : { denied }),
...(names.size === 0 ? {} : { names }),
};
}
const MAX_NAME_LENGTH = 200;
function nameOf(item, fields) {
const text = typeof item === 'string' ? item : (fields?.text('name', 'planName') ?? '');
return text.trim() === '' ? '(without a name)' : text.slice(0, MAX_NAME_LENGTH);
}
function parseLeftOut(fields, names, kind) {
const items = fields.all(...names).flatMap((value) => (Array.isArray(value) ? value : []));
const members = items.flatMap((item) => json_object .Y.of(item) ?? []);
const said = members.map((member) => saysMember(member, false));
const idsIn = (isWanted) => {
const denied = members.filter((member, index) => [false, 'disputed'].includes(said[index] ?? '') && isWanted(member));
return new Set(denied.flatMap((member) => memberId(member, kind) ?? []));
};
const ids = idsIn(saysLeftOut);
const disputed = idsIn((member) => !saysLeftOut(member));
return { ids, complete: !said.includes(undefined), ...(disputed.size === 0 ? {} : { disputed }) };
}
function saysLeftOut(fields) {
return fields.entries().some(([name, value]) => {
const isWord = LEAVES_OUT.test(name) || /skip/i.test(name) || (typeof value === 'string' && LEAVES_OUT.test(value));
return isWord && membershipReader(name)?.(value) === false;
});
}
function memberId(fields, kind) {
const places = [fields.all(`${kind}Id`), fields.all(kind).map(idOf), fields.all('id')];
return onlyId(places.find((values) => values.some((value) => parseId(value) !== undefined)) ?? []);
}
function saysMember(fields, isExclusion, kind) {
const removed = parseRemoved(fields);
const said = new Set([removed === 'unknown' ? undefined : removed === false]);
const isOff = kind !== 'plan' && fields.all('enabled', 'isEnabled').some((value) => (0,shared_boolean .y)(value) === false);
if (isOff && !isExclusion)
said.add(undefined);
for (const [name, value] of fields.entries()) {
const read = isExclusion && LEAVES_OUT.test(name) ? undefined : membershipReader(name);
if (read !== undefined)
said.add(read(value));
}
if (said.has(false))
return removed === 'disputed' || [...fields.keys()].some((name) => affirms(fields, name)) ? 'disputed' : false;
return said.has(undefined) ? undefined : true;
}
function affirms(fields, name) {
const read = membershipReader(name);
const said = read && (0,by_name .L$)(fields, name).flatMap((value) => (value === null ? [] : read(value)));
return said?.includes(true) === true && (AFFIRMATION.test((0,json_object .T)(name)) || said.includes(false));
}
const AFFIRMATION = /^(is)?(member|selected|included?|assigned|attached|linked|connected)(of|to|in)?(the)?(plan)?$/;
const LEFT = 'excluded|detached|unassigned|unattached|unselected|deselected|unlinked|disconnected|ignored|skipped';
const membershipReader = (0,by_name .nG)((key) => {
if (AFFIRMATION.test(key))
return shared_boolean .y;
if (new RegExp(`^(is)?(not(member|selected|included|assigned|attached)|${LEFT})(of|from|by|in)?(the)?(plan)?$`).test(key))
return (value) => negated((0,shared_boolean .y)(value));
if (new RegExp(`^(${LEFT})${by_name .HV}$`).test(key))
return evidence .qv;
return /^(membership|assignment)?(status|state)$/.test(key) ? memberByWord : undefined;
});
function memberByWord(value) {
if (typeof value !== 'string' || !/detach|exclu|assign|remov|delet|unselect|deselect/i.test(value))
return true;
if (/^(assigned|attached)$/i.test(value.trim()))
return true;
return /^(detached|excluded|(un|not)[ _-]?(assigned|attached|selected)|removed|deleted|deselected)$/i.test(value.trim())
? false
: undefined;
}
function negated(value) {
return value === undefined ? undefined : !value;
}
;
function parseOwner(fields, organization) {
const ownerIn = (value, depth = owner_MAX_DEPTH) => {
const object = json_object .Y.of(value);
if (object !== undefined && depth > 0)
return ownerById(object.value('id', 'organizationId')) ?? ownerIn(object.value('name'), depth - 1);
return typeof value === 'string' ? ownerByName(value, organization) : ownerById(value);
};
const ids = [
...fields.all(...OWNER_IDS).flatMap((value) => ownerById(value) ?? []),
...fields.all(...OWNERS).flatMap((value) => {
const id = json_object .Y.of(value)?.value('id');
return [ownerById(id), ownerIn(json_object .Y.of(value)?.value('name') ?? value)].flatMap((each) => each ?? []);
}),
];
const given = fields.all(...OWNER_LISTS).filter((value) => value !== null);
const lists = given.map((value) => (Array.isArray(value) ? value : [value]).map((each) => ownerIn(each)));
for (const list of lists) {
const [first = NOBODY] = list;
if (list.length > 0 || ids.length === 0)
ids.push(list.find((id) => id === organization?.id) ?? first);
}
return ids.find((id) => id !== organization?.id) ?? ids[0];
}
const owner_MAX_DEPTH = 3;
const OWNER_IDS = ['organizationId', 'orgId', 'gitOrganizationId'];
const OWNERS = ['organization', 'organizationName', 'gitOrganization', 'gitOrganizationName'];
const OWNER_LISTS = ['organizations', 'organizationIds', 'organizationsIds', 'gitOrganizations', 'gitOrganizationsIds'];
const NOBODY = '';
function ownerById(value) {
return (0,evidence .qv)(value) ? undefined : parseId(value);
}
function ownerByName(text, organization) {
const id = parseId(text);
if (id !== undefined && (0,guid .W)(id))
return ownerById(id);
if (text.trim() === '' || organization?.name === undefined)
return undefined;
const [name, own] = [text.toLowerCase(), organization.name.toLowerCase()];
return name === own || name.startsWith(`${own}/`) ? organization.id : text;
}
var gitprotect_schedule = __webpack_require__(5318);
;
class ShapeError extends Error {
}
class NoTokenError extends ShapeError {
}
function readAnswer(body) {
try {
return { kind: 'json', ...(0,parse_json .q)(body) };
}
catch {
return { kind: 'text', value: body };
}
}
function jsonOf(answer) {
if (answer.kind === 'text')
throw new ShapeError(answer.value.trim() === '' ? 'the answer is empty' : 'the answer is not JSON, or was cut off');
if (answer.isContradictory)
throw new ShapeError(parse_json .P);
return answer.value;
}
function parsePage(answer, maxDepth = 3) {
if (Array.isArray(answer)) {
const rows = answer;
return { rows, total: undefined, place: undefined };
}
const fields = json_object .Y.of(answer);
const values = fields?.all(...LISTS) ?? [];
const [filled, ...others] = values.filter((value) => holdsRows(value, maxDepth - 1));
if (others.length > 0)
throw new ShapeError('the answer holds several lists');
const inner = filled ?? fields?.list(...LISTS) ?? values.find((value) => json_object .Y.of(value) !== undefined);
if (fields === undefined || maxDepth === 0 || (inner === undefined && !values.includes(null)))
throw new ShapeError(`the answer holds no list (its fields: ${(0,shared_text .yU)(fields?.names() ?? [])})`);
const { rows, total, place } = parsePage(inner ?? [], maxDepth - 1);
return { rows, total: total ?? parseTotal(fields, rows.length), place: place ?? parsePlace(fields, rows.length) };
}
function parseTotal(fields, rows) {
const total = numberOf(fields, 'totalEntries');
return total !== undefined && total <= 0 && rows > 0 ? undefined : total;
}
const LISTS = ['result', 'results', 'items', 'data'];
function holdsRows(value, maxDepth) {
if (Array.isArray(value))
return value.length > 0;
const inner = json_object .Y.of(value)?.all(...LISTS) ?? [];
return maxDepth > 0 && inner.some((each) => holdsRows(each, maxDepth - 1));
}
function parsePlace(fields, rows) {
const [pages, page] = [numberOf(fields, 'pageCount'), numberOf(fields, 'currentPage')];
if (pages === undefined || page === undefined || !Number.isInteger(pages))
return undefined;
return pages <= 0 && rows > 0 ? undefined : { page, pages };
}
const MAX_TOKEN_LENGTH = 1_000_000;
function parseAccessToken(answer) {
const fields = json_object .Y.of(answer);
const token = fields?.text('accessToken') ?? fields?.object('data', 'result')?.text('accessToken') ?? '';
if (token === '')
throw new NoTokenError('the answer holds no accessToken');
if (/[^\x21-\x7e]/.test(token))
throw new ShapeError('the accessToken in the answer holds characters that none has');
if (token.length > MAX_TOKEN_LENGTH)
throw new ShapeError('the accessToken in the answer is longer than any');
return token;
}
function parseOrganization(row) {
const fields = fieldsOf(row);
const driver = fields.number('driver') ?? fields.text('driver');
const address = fields.text('apiUrl') ?? '';
const service = [driver === undefined ? '' : `driver ${String(driver)}`, address];
const itself = {
id: required(fields, 'id', parseId),
name: required(fields, 'name', asText),
};
const plans = fields.list('plans');
return {
...itself,
removed: parseOrganizationRemoved(fields),
service: service.filter((part) => part !== '').join(', '),
isAzure: isAzureAddress(address),
...(/github|gitlab|bitbucket/i.test(address) ? { isOtherHost: true } : {}),
arePlansReported: plans !== undefined,
plans: (plans ?? []).flatMap((plan) => (idOf(plan) === undefined ? [] : [parsePlan(plan, itself)])),
totalRepositories: numberOf(fields, 'totalRepositories'),
missingLicenses: countIn(fields, ['missingLicences', 'missingLicenses']),
isSynchronizing: (0,shared_boolean .y)(fields.value('synchronizationInProgress')),
};
}
function isAzureAddress(address) {
return /(^|[/@.])(dev\.azure\.com|[^/.@]+\.visualstudio\.com)(\/|:|$)|\/tfs(\/|$)/i.test(address);
}
function parseRepository(row, organization) {
const fields = fieldsOf(row);
const owner = parseOwner(fields, organization);
const removed = parseRemoved(fields);
const isOurs = organization === undefined || owner === undefined || owner === organization.id;
const isEvidence = isOurs && removed !== 'unknown';
return {
kind: 'repository',
id: required(fields, 'id', parseId),
name: required(fields, 'name', asText),
license: isEvidence ? parseLicense(fields) : 'unknown',
plans: isEvidence ? parsePlansOf(fields) : undefined,
removed: removed === true || removed === 'disputed',
project: isEvidence ? parseProject(fields) : undefined,
};
}
function parseProject(fields) {
const project = fields.object('project');
const ids = [...fields.all('projectId'), ...fields.all('project').map(idOf)].map(parseId);
const known = new Set(ids.filter((each) => each !== undefined && (0,guid .W)(each) && !(0,evidence .qv)(each)));
if (known.size === 0 && ids.some((each) => each !== undefined && !(0,evidence .qv)(each)))
return undefined;
const [id] = known.size === 1 ? known : [];
const name = fields.text('projectName') ?? project?.text('name');
const plans = project === undefined ? undefined : parsePlansOf(project);
if (known.size === 0 && (name ?? '') === '' && plans === undefined)
return undefined;
return { id, name, plans };
}
function parsePlan(row, organization) {
const fields = fieldsOf(row);
const schedule = (0,gitprotect_schedule .n)(fields);
return {
id: required(fields, 'id', parseId),
name: fields.text('name', 'planName'),
removed: parsePlanRemoved(fields),
schedule: schedule ?? 'unknown',
isScheduleUnclear: schedule === 'unknown',
metadata: (0,evidence .jR)(fields),
selection: (0,evidence .j0)(fields),
...((0,evidence .$l)(fields) ? { isSelectionDisputed: true } : {}),
organization: parseOwner(fields, organization),
excluded: parseExcluded(fields),
repositories: asCounted(parseIds(fields, MEMBERS, 'repository'), fields, REPOSITORY_COUNTS),
projects: asCounted(parseIds(fields, PROJECTS, 'project'), fields, ['projectsCount', 'projectCount']),
repositoryCount: countIn(fields, REPOSITORY_COUNTS),
lastRun: parseLastRun(fields),
};
}
const PLAN_COUNTS = ['plansCount', 'planCount'];
function parsePlansOf(fields) {
const listed = asCounted(parseIds(fields, ['plans', 'plansIds', 'planIds'], 'plan'), fields, PLAN_COUNTS);
if (listed !== undefined || fields.all('plans', 'plansIds', 'planIds').some((value) => value !== null))
return listed;
const planIds = new Set(fields.all('planId').map((value) => (value === null ? null : parseId(value))));
const [planId] = planIds;
if (planIds.size > 1)
return { ids: new Set(), complete: false };
if (planId === null)
return model .K$;
return planId === undefined ? undefined : { ids: new Set([planId]), complete: false };
}
const MEMBERS = ['repositoriesIds', 'repositoryIds', 'repositories'];
const REPOSITORY_COUNTS = ['repoCount', 'repositoriesCount', 'repositoryCount'];
const PROJECTS = ['projectsIds', 'projectIds', 'projects'];
function parseExcluded(fields) {
const names = [...fields.keys()].filter((name) => LEAVES_OUT.test(name) && !name.startsWith(OF_RESOURCES));
const lists = names.map((name) => {
const ids = /repo/i.test(name) ? parseIds(fields, [name], 'repository') : undefined;
return ids ?? { ids: new Set(), complete: fields.all(name).every((value) => isNone(value)) };
});
return (0,id_list .d)([...lists, parseLeftOut(fields, MEMBERS, 'repository')]);
}
const OF_RESOURCES = 'resourcekinds';
function isNone(value, maxDepth = 3) {
if (typeof value === 'boolean')
return true;
if (Array.isArray(value))
return value.length === 0;
const fields = json_object .Y.of(value);
if (fields === undefined)
return (0,evidence .qv)(value);
return maxDepth > 0 && fields.entries().every(([name, each]) => !(0,guid .W)(name) && isNone(each, maxDepth - 1));
}
function parseLastRun(fields) {
const status = fields.object('lastStatus');
if (status === undefined)
return undefined;
const [successes, warnings, errors] = ['successes', 'warnings', 'errors'].map((name) => {
const count = numberOf(status, name);
return isCount(count) ? count : undefined;
});
if (successes === undefined || warnings === undefined || errors === undefined)
return undefined;
return { successes, warnings, errors, finishedAt: parseTime(fields.value('planFinishedTime')) };
}
function parseTime(value) {
const text = typeof value === 'string' ? value.trim() : '';
const epoch = typeof value === 'number' ? value : /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
const isIso = /^\d{4}-\d{2}-\d{2}T/.test(text);
if (epoch === undefined && !isIso)
return undefined;
const zoned = /(Z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`;
const date = new Date(epoch === undefined ? zoned : epoch < 1e11 ? epoch * 1000 : epoch);
const isTime = date.getTime() > 0 && date.getTime() < LAST_TIME;
return isTime ? date : undefined;
}
const LAST_TIME = Date.UTC(10_000, 0);
function fieldsOf(row) {
const fields = json_object .Y.of(row);
if (fields === undefined)
throw new ShapeError('a row is not an object');
return fields;
}
function required(fields, name, read) {
const [value, ...others] = new Set(fields.all(name).flatMap((each) => read(each) ?? []));
if (value === undefined) {
const id = onlyId(fields.all('id'));
const its = id === undefined ? '' : `its ID: ${id}; `;
throw new ShapeError(`a row has no ${name} (${its}its fields: ${(0,shared_text .yU)(fields.names())})`);
}
if (others.length > 0)
throw new ShapeError(`a row has the field ${name} twice, with different values`);
return value;
}
function asText(value) {
return typeof value === 'string' ? value : undefined;
}
}),
5318:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
T: () => ( saidBy),
n: () => ( parseSchedule)
});
var _shared_boolean_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(565);
var _shared_json_object_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4995);
var _by_name_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6104);
var _evidence_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1218);
const isOn = (value) => (value === null ? undefined : stateBy((0,_shared_boolean_js__WEBPACK_IMPORTED_MODULE_0__ .y)(value)));
const isScheduled = (value) => {
const scheduled = (0,_shared_boolean_js__WEBPACK_IMPORTED_MODULE_0__ .y)(value);
return scheduled === undefined ? undefined : stateBy(scheduled);
};
const isOff = (value) => {
const off = (0,_shared_boolean_js__WEBPACK_IMPORTED_MODULE_0__ .y)(value);
return value === null ? undefined : stateBy(off === undefined ? undefined : !off);
};
const isOffSince = (value) => ((0,_evidence_js__WEBPACK_IMPORTED_MODULE_3__ .qv)(value) ? undefined : 'disabled');
const isOffUntil = (value) => ((0,_evidence_js__WEBPACK_IMPORTED_MODULE_3__ .qv)(value) ? undefined : 'unknown');
const word = (value) => (typeof value === 'string' && isOffWord(value) ? 'disabled' : undefined);
const asSchedule = (value) => {
const fields = _shared_json_object_js__WEBPACK_IMPORTED_MODULE_1__ .Y.of(value);
if (fields !== undefined)
return [...saidIn(fields, readerInSchedule)];
if (!Array.isArray(value))
return word(value) ?? noSchedule(value);
const each = value.map((item) => scheduleOf(saidIn(_shared_json_object_js__WEBPACK_IMPORTED_MODULE_1__ .Y.of(item), readerInSchedule)));
return each.length > 0 && each.every((state) => state === 'disabled') ? 'disabled' : undefined;
};
function noSchedule(value) {
if (value === 0)
return 'unknown';
const isNone = typeof value === 'string' && /^(none|never|manual(ly)?)$/i.test(value);
return isNone || (0,_shared_boolean_js__WEBPACK_IMPORTED_MODULE_0__ .y)(value) === false ? 'disabled' : undefined;
}
function isOffWord(text) {
return /^(inactive|disabled|deactivated|paused|suspended|stopped|off|onhold|(not|un)scheduled)$/i.test(text.replaceAll(/[\s_-]/g, ''));
}
function stateBy(on) {
if (on === undefined)
return 'unknown';
return on ? 'enabled' : 'disabled';
}
const OFF = 'inactive|disabled|deactivated|paused|suspended';
const readerInSchedule = (0,_by_name_js__WEBPACK_IMPORTED_MODULE_2__ .nG)((key) => {
const name = key.replace(/^(is)?(plan|schedul(e|er|ing))?(is)?/, '');
if (/^(active|activated|enabled)$/.test(name))
return isOn;
if (/^((is)?scheduled|hasschedule)$/.test(key))
return isScheduled;
if (new RegExp(`^(${OFF}|stopped)$`).test(name))
return isOff;
if (new RegExp(`^(${OFF})${_by_name_js__WEBPACK_IMPORTED_MODULE_2__ .HV}$`).test(name))
return isOffSince;
if (new RegExp(`^(${OFF}|stopped)(until|till)`).test(name))
return isOffUntil;
return /^(status|state)$/.test(name) ? word : undefined;
});
function saidBy(name, value) {
return scheduleOf(new Set([readerInSchedule(name)?.(value)].flat()));
}
const readerInPlan = (0,_by_name_js__WEBPACK_IMPORTED_MODULE_2__ .nG)((key) => /^(backup)?schedules?$/.test(key) ? asSchedule : readerInSchedule(key));
function saidIn(fields, readerOf) {
return new Set(fields?.entries().flatMap(([name, value]) => readerOf(name)?.(value)));
}
function scheduleOf(said) {
return ['disabled', 'unknown', 'enabled'].find((each) => said.has(each));
}
function parseSchedule(fields) {
return scheduleOf(saidIn(fields, readerInPlan));
}
}),
2507:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
l: () => ( searchByName)
});
var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
var node_util__WEBPACK_IMPORTED_MODULE_0___default = __webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);
var _list_reading_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4230);
const MAX_PROBES = 36;
const byCodeUnits = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const ORDERS = [
() => (a, b) => byCodeUnits(a.toLowerCase(), b.toLowerCase()),
() => byCodeUnits,
() => (a, b) => byCodeUnits(a.toUpperCase(), b.toUpperCase()),
() => new Intl.Collator('en').compare,
() => new Intl.Collator('en', { ignorePunctuation: true }).compare,
];
async function searchByName(list, wanted, pageOf) {
const search = new NameSearch(wanted, list.concurrency);
for (const numbers of search.steps(pageOf)) {
const pages = await Promise.all(numbers.map(async (number) => [number, await list.fetchPage(number)]));
for (const [number, page] of pages)
search.add(number, page);
}
return search.found;
}
class NameSearch {
#wanted;
#concurrency;
#read = new Map();
#counts = new Set();
#isComplete = false;
#found;
constructor(wanted, concurrency) {
this.#wanted = wanted;
this.#concurrency = concurrency;
}
add(number, { rows, place, total = rows.length }) {
if (place !== undefined || number === 1)
this.#counts.add(place?.pages);
this.#isComplete = total === rows.length;
this.#read.set(number, rows);
}
get found() {
return this.#found;
}
*steps(pageOf) {
const seenOn = this.#wanted.flatMap(({ id }) => pageOf.get(id ?? '') ?? []);
yield* this.#unread(seenOn.length > 0 ? seenOn : [1]);
if (this.#pages === undefined) {
yield* this.#ifCut();
return;
}
if (this.#pages > _list_reading_js__WEBPACK_IMPORTED_MODULE_1__ .Y0)
return;
const seen = new Set(this.#items.map(({ id }) => id));
const unseen = this.#wanted.filter(({ id }) => id === undefined || !seen.has(id));
yield* this.#find(unseen.map(({ names }) => names));
yield* this.#unread(this.#beside());
if (this.#isContradictory || this.#isChanging)
return;
for (const [page, rows] of this.#read)
for (const { id } of rows)
pageOf.set(id, page);
this.#found = { repositories: this.#items, reach: this.#reach };
}
get #pages() {
const [pages] = this.#counts;
return pages;
}
get #isChanging() {
return this.#counts.size > 1;
}
get #items() {
return [...new Map([...this.#read.values()].flat().map((item) => [item.id, item])).values()];
}
get #isContradictory() {
return (0,_list_reading_js__WEBPACK_IMPORTED_MODULE_1__ .B)([...this.#read.values()].flat()) === undefined;
}
get #reach() {
if (this.#pages !== undefined && this.#pages <= 1 && this.#isComplete)
return 'whole';
return ORDERS.some((make) => this.#isIn(make())) ? 'ordered' : 'partial';
}
*#unread(numbers) {
const unread = [...new Set(numbers)].filter((number) => !this.#read.has(number));
if (unread.length > 0)
yield unread;
}
*#ifCut() {
const first = this.#read.get(1) ?? [];
if (first.length !== _list_reading_js__WEBPACK_IMPORTED_MODULE_1__ .md || this.#isContradictory || !this.#holdsAll)
return;
const found = { repositories: first, reach: this.#reach };
yield [2];
if ((0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(this.#read.get(2), first))
this.#found = found;
}
get #holdsAll() {
const ids = new Set(this.#items.map(({ id }) => id));
const known = new Set(this.#items.map(({ name }) => name));
return this.#wanted.every(({ names, id }) => id === undefined ? names.some((name) => known.has(name)) : ids.has(id));
}
#beside() {
const pages = this.#pages ?? 0;
const ids = new Set(this.#wanted.map(({ id }) => id));
const beside = [...this.#read].flatMap(([number, rows]) => [
...(ids.has(rows.at(0)?.id) ? [number - 1] : []),
...(ids.has(rows.at(-1)?.id) ? [number + 1] : []),
]);
return beside.filter((number) => number >= 1 && number <= pages);
}
*#find(things) {
const pages = this.#pages ?? 0;
const { probes, rounds } = probing(pages, this.#concurrency);
if (things.length * probes * rounds >= pages - this.#read.size)
yield* this.#unread(Array.from({ length: pages }, (_, index) => index + 1));
else
for (const names of things)
yield* this.#findByAny(names);
}
*#findByAny(names) {
const left = new Set(names);
for (;;) {
const forms = new Set(this.#items.map(({ name }) => name.includes('/')));
const next = [...left].find((name) => forms.has(name.includes('/')));
if (next === undefined)
return;
left.delete(next);
yield* this.#findOne(next);
}
}
*#findOne(name) {
for (const make of ORDERS) {
const order = make();
while (this.#isIn(order) && !this.#isChanging) {
const next = this.#narrow(name, order);
if (next.length === 0)
break;
yield* this.#unread(next);
}
if (this.#isIn(order) && this.#holds(name))
return;
}
}
#narrow(name, order) {
let before = 0;
const pages = this.#pages ?? 0;
let after = pages + 1;
const around = [];
for (const [number, items] of this.#read) {
const [first, last] = [items.at(0), items.at(-1)];
if (first === undefined || last === undefined)
continue;
if (order(last.name, name) < 0)
before = Math.max(before, number);
else if (order(first.name, name) > 0)
after = Math.min(after, number);
else {
if (order(first.name, name) === 0)
around.push(number - 1);
if (order(last.name, name) === 0)
around.push(number + 1);
before = after = 0;
}
}
const candidates = Math.max(0, after - before - 1);
const { probes } = probing(candidates, this.#concurrency);
const between = Array.from({ length: probes }, (_, index) => Math.floor(before + ((index + 1) * (candidates + 1)) / (probes + 1)));
return [...around, ...between, pages].filter((page) => page >= 1 && page <= pages && !this.#read.has(page));
}
#isIn(order) {
const names = [...this.#read]
.sort(([a], [b]) => a - b)
.flatMap(([, items]) => items)
.map(({ name }) => name);
return names.every((name, index) => index === 0 || order(names[index - 1] ?? '', name) <= 0);
}
#holds(name) {
return [...this.#read.values()].some((items) => items.some((item) => item.name === name));
}
}
function probing(pages, concurrency) {
for (let rounds = 1;; rounds++) {
const probes = Math.ceil((pages + 1) ** (1 / rounds) - 1e-9) - 1;
if (probes <= 1 || (probes <= concurrency && probes * rounds <= MAX_PROBES))
return { probes, rounds };
}
}
}),
576:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
V4: () => ( WRAPPERS),
bD: () => ( messageOf),
te: () => ( looksLikeHtml),
xy: () => ( parseErrorResponse)
});
var _shared_json_object_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4995);
var _shared_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4646);
const MAX_MESSAGE_LENGTH = 500;
const MAX_READ_LENGTH = 20_000;
function parseErrorResponse(response, redactor, part) {
const { status, headers } = response;
const body = typeof part === 'string' || part === false ? String(part) : response.body;
const clean = (text) => (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_1__ .vI)(redactor.redact(beginningOf(text)), MAX_MESSAGE_LENGTH);
const fields = part === undefined ? _shared_json_object_js__WEBPACK_IMPORTED_MODULE_0__ .Y.parse(body) : _shared_json_object_js__WEBPACK_IMPORTED_MODULE_0__ .Y.of(part);
const requestId = requestIdOf(headers, fields);
return {
status,
headers,
isWebPage: looksLikeHtml(body) || (body !== '' && /^\s*text\/html\b/i.test(headers['content-type'] ?? '')),
message: clean(fields === undefined ? plainText(body, redactor) : messageOf(fields)),
requestId: requestId === undefined ? undefined : clean(requestId),
location: headers.location === undefined ? undefined : clean(headers.location),
};
}
const WRAPPERS = ['data', 'result', 'value', 'response', 'payload'];
function messageOf(fields) {
const wrapped = WRAPPERS.flatMap((name) => fields.object(name) ?? []);
const fromInside = [...wrapped, fields];
const texts = [
...fromInside.flatMap(fieldErrors),
...fromInside.flatMap(details),
...[fields, ...wrapped].flatMap(general),
];
return texts.find((text) => text !== undefined && text !== '') ?? '';
}
const DETAILS = ['detail', 'message', 'errorMessage', 'reason'];
function details(fields) {
const error = fields.object('error');
return [...DETAILS.map((name) => error?.text(name)), ...DETAILS.map((name) => fields.text(name))];
}
function general(fields) {
const general = ['error_description', 'title', 'error'].map((name) => fields.text(name));
return [...general, fields.object('error')?.text('code')];
}
function fieldErrors(fields) {
const lists = ['errors', 'error', 'messages', 'failures', 'failed'].flatMap((name) => fields.list(name) ?? []);
const listed = lists.flatMap((error) => {
const text = typeof error === 'string' ? error : textOf(_shared_json_object_js__WEBPACK_IMPORTED_MODULE_0__ .Y.of(error));
return text === undefined || text === '' ? [] : [text];
});
if (listed.length > 0)
return [listed.join('; ')];
const errors = fields.object('errors');
if (errors === undefined)
return [fields.text('errors')];
const texts = errors.entries().map(([name, value]) => {
const said = Array.isArray(value) ? value : [value];
return `${name}: ${said.filter((text) => typeof text === 'string').join(' ')}`;
});
return texts.length === 0 ? [] : [texts.join('; ')];
}
function textOf(error) {
return error?.text('message', 'errorMessage', 'detail', 'description', 'reason', 'text', 'code');
}
function requestIdOf(headers, fields) {
const details = fields?.object('error')?.object('details');
const inHeader = headers['x-request-id'] ?? headers['request-id'] ?? headers['x-correlation-id'];
return (details?.text('request_id') ??
fields?.text('requestId', 'request_id', 'traceId') ??
(typeof inHeader === 'string' ? inHeader : undefined));
}
function plainText(body, redactor) {
if (!looksLikeHtml(body))
return jsonString(body) ?? body.trim();
const page = redactor.redact(beginningOf(body));
const title = /<title[^>]*>([^<]*)/i.exec(page)?.[1]?.trim() ?? '';
return title === '' ? 'an HTML page' : `an HTML page titled '${decodeEntities(title)}'`;
}
function beginningOf(text) {
return text.length > MAX_READ_LENGTH ? `${text.slice(0, MAX_READ_LENGTH)}…` : text;
}
function jsonString(body) {
try {
const value = JSON.parse(body);
return typeof value === 'string' ? value : undefined;
}
catch {
return undefined;
}
}
const ENTITIES = new Map([
['lt', '<'],
['gt', '>'],
['quot', '"'],
['apos', "'"],
['amp', '&'],
]);
function decodeEntities(text) {
return text
.replace(/&#(\d{1,6});/g, (_, code) => String.fromCodePoint(Number(code)))
.replace(/&(lt|gt|quot|apos|amp);/g, (entity, name) => ENTITIES.get(name) ?? entity);
}
function looksLikeHtml(body) {
return /^\s*<(!doctype|html|head|body|\?xml|!--)/i.test(body.slice(0, 1000));
}
}),
2398:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Be: () => ( describeAttempt),
HR: () => ( HttpFailure),
Y2: () => ( isNoHttp),
gl: () => ( describeNetworkError),
yj: () => ( isTls)
});
var _shared_error_code_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65);
class HttpFailure extends Error {
failure;
mayHaveApplied;
waitSeconds;
earlier;
constructor(message, failure, { mayHaveApplied, waitSeconds, earlier }) {
super(message, 'error' in failure ? { cause: failure.error } : {});
this.name = 'HttpFailure';
this.failure = failure;
this.mayHaveApplied = mayHaveApplied;
this.waitSeconds = waitSeconds;
this.earlier = earlier;
}
}
function describeAttempt({ purpose }, cause, url) {
const requestId = cause.kind === 'status' ? cause.response.requestId : undefined;
return `could not ${purpose}: ${describeCause(cause)} (${url}${requestId === undefined ? '' : `, request ID ${requestId}`})`;
}
function describeCause(cause) {
switch (cause.kind) {
case 'network':
return describeNetworkError(cause.error);
case 'timeout':
return `no complete answer within ${String(cause.seconds)} s, ${cause.received}`;
case 'certificate':
return cause.error.message.replace(/; if the root CA is installed locally.*$/, '');
case 'proxy':
return `the proxy answered HTTP ${String(cause.status)}`;
case 'too-large':
return `the answer is larger than ${String(cause.maxBytes / 1024 / 1024)} MiB`;
case 'status': {
const { status, message, location } = cause.response;
const to = location === undefined ? '' : `, to ${location}`;
return `HTTP ${String(status)}${message === '' ? '' : `: ${message}`}${to}`;
}
case 'not-sent':
return `the job was cancelled before it was sent${cause.again ? ' again' : ''}`;
case 'cancelled':
return 'the job was cancelled';
case 'late':
return 'it was not sent: what it depends on was seen too long ago';
}
}
function describeNetworkError(error) {
const atProxy = /tunneling socket could not be established, (?:cause=)?(.*)/.exec(error.message)?.[1];
if (atProxy !== undefined)
return `the proxy did not open a tunnel (${atProxy === '' ? 'none of its addresses could be reached; all were tried' : atProxy.replace('statusCode=', 'it answered HTTP ')})`;
if (error.message.includes('illegal response body from proxy'))
return 'the proxy did not open a tunnel (it answered with something of its own)';
const tried = 'errors' in error && Array.isArray(error.errors) ? error.errors.filter((each) => each instanceof Error) : [];
if (tried.length > 0)
return `none of the host's addresses could be reached; all were tried: ${tried.map(describeAddress).join(', ')}`;
if (isTls(error))
return `no TLS connection could be made (${tlsReasonOf(error)})`;
if (isNoHttp(error))
return `the response is not valid HTTP (${error.message.replace('Parse Error: ', '')})`;
const code = (0,_shared_error_code_js__WEBPACK_IMPORTED_MODULE_0__ .$)(error);
switch (code) {
case 'ENOTFOUND':
case 'EAI_AGAIN':
return 'the host name cannot be resolved';
case 'ECONNREFUSED':
return 'the connection was refused';
case 'ECONNRESET':
case 'EPIPE':
case 'ERR_STREAM_PREMATURE_CLOSE':
return 'the connection was cut';
case 'ETIMEDOUT':
case 'EHOSTUNREACH':
case 'ENETUNREACH':
return 'the host cannot be reached';
default:
return error.message === '' ? `network failure ${code}` : error.message;
}
}
function isNoHttp(error) {
return (0,_shared_error_code_js__WEBPACK_IMPORTED_MODULE_0__ .$)(error).startsWith('HPE_');
}
function isTls(error) {
return /^(EPROTO$|ERR_SSL_)/.test((0,_shared_error_code_js__WEBPACK_IMPORTED_MODULE_0__ .$)(error));
}
function tlsReasonOf({ message }) {
const reason = /:error:[\dA-F]+:[^:]*:[^:]*:([^:]+):/.exec(message)?.[1] ?? 'wrong version number';
return reason === 'wrong version number' ? 'does the server speak https at this port?' : reason;
}
function describeAddress(error) {
const address = 'address' in error && typeof error.address === 'string' ? error.address : 'one';
return `${address} (${describeNetworkError(error)})`;
}
}),
1743:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
g: () => ( openTransport)
});
var external_node_net_ = __webpack_require__(7030);
;
const ADDRESS_TIMEOUT_MS = 2000;
function waitForDistantAddresses(requestTimeoutSeconds) {
const milliseconds = Math.min(ADDRESS_TIMEOUT_MS, requestTimeoutSeconds * 500);
(0,external_node_net_.setDefaultAutoSelectFamilyAttemptTimeout)(Math.max(milliseconds, (0,external_node_net_.getDefaultAutoSelectFamilyAttemptTimeout)()));
}
var external_node_tls_ = __webpack_require__(1692);
var external_node_tls_default = __webpack_require__.n(external_node_tls_);
var failure = __webpack_require__(8035);
;
function trustCertificates(certificates, environment) {
if (certificates.length === 0)
return;
if (typeof (external_node_tls_default()).setDefaultCACertificates !== 'function')
throw new failure .HR('ca-certificate needs a newer Node', `the runner's Node is ${process.version}, which cannot take a CA at run time (22.19, 24.5 and later can)`, 'Update the runner, or set the environment variable NODE_EXTRA_CA_CERTS to the path of the PEM file for the runner.');
const isOpenSsl = [...process.execArgv, environment['NODE_OPTIONS'] ?? ''].join(' ').includes('--use-openssl-ca');
const openSsl = isOpenSsl ? external_node_tls_default().getCACertificates('system') : [];
external_node_tls_default().setDefaultCACertificates([...external_node_tls_default().getCACertificates('default'), ...openSsl, ...certificates]);
}
;
function checkProxies(url, environment, redactor) {
for (const name of ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY']) {
const address = environment[name] ?? '';
const isReadable = address === '' || registerPassword(address, redactor);
if (isReadable || url.protocol !== 'https:' || !name.toLowerCase().startsWith('https'))
continue;
throw new failure .HR('The address of the proxy is wrong', `the environment variable ${name} holds no address that can be read`, 'Write it as http://host:port or http://user:password@host:port, with special characters of the password percent-encoded.');
}
}
function registerPassword(address, redactor) {
const url = URL.parse(/^https?:\/\//i.test(address) ? address : `http://${address}`);
if (url === null)
return false;
redactor.addSecret(url.password);
try {
redactor.addSecret(decodeURIComponent(url.password));
decodeURIComponent(url.username);
const read = URL.parse(address) ?? url;
return /^https?:$/.test(read.protocol) && read.hostname !== '';
}
catch {
return false;
}
}
function isProxyBypassed(url, environment) {
const given = [environment['no_proxy'], environment['NO_PROXY']].find((each) => (each ?? '') !== '') ?? '';
const entries = given.toLowerCase().split(/[\s,]+/);
const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
const host = url.hostname.replace(/^\[|\]$|\.$/g, '');
return entries.some((entry) => {
const [, name = '', itsPort] = /^(\[.*\](?:\/\d+)?|[^:]*):(\d+)$/.exec(entry) ?? [undefined, entry];
return (itsPort === undefined || itsPort === port) && isNamed(host, asInUrl(name.replace(/[[\]]/g, '')));
});
}
function asInUrl(name) {
return /[\u0080-\uffff]/.test(name) ? (URL.parse(`https://${name}`)?.hostname ?? name) : name;
}
function isNamed(host, entry) {
if (entry === '')
return false;
const [network = '', prefix] = entry.split('/');
if ((0,external_node_net_.isIP)(network) !== 0)
return (0,external_node_net_.isIP)(host) !== 0 && isInNetwork(host, network, prefix);
if (entry.includes('*')) {
const parts = entry.split(/\*+/).map((part) => part.replace(/[\\^$.+?(){}|]/g, '\\$&'));
return new RegExp(`^${parts.join('.*')}$`).test(host);
}
const name = entry.replace(/^\.|\.$/g, '');
return host === name || host.endsWith(`.${name}`);
}
function isInNetwork(host, network, prefix) {
const family = (address) => ((0,external_node_net_.isIP)(address) === 4 ? 'ipv4' : 'ipv6');
const most = (0,external_node_net_.isIP)(network) === 4 ? 32 : 128;
const bits = prefix === undefined ? most : bitsOf(prefix, most);
if (!(bits <= most))
return false;
const list = new external_node_net_.BlockList();
list.addSubnet(network, bits, family(network));
return list.check(host, family(host));
}
function bitsOf(prefix, most) {
if (/^\d{1,3}$/.test(prefix))
return Number(prefix);
if (most !== 32 || !(0,external_node_net_.isIPv4)(prefix))
return NaN;
const mask = prefix
.split('.')
.map((part) => Number(part).toString(2).padStart(8, '0'))
.join('');
return /^1*0*$/.test(mask) ? mask.replaceAll('0', '').length : NaN;
}
var lib = __webpack_require__(4942);
var shared_text = __webpack_require__(4646);
var external_node_http_ = __webpack_require__(7067);
var external_node_http_default = __webpack_require__.n(external_node_http_);
var external_node_https_ = __webpack_require__(4708);
var external_node_https_default = __webpack_require__.n(external_node_https_);
;
class DirectClient extends lib .Qq {
#agents = {
'http:': new (external_node_http_default()).Agent({ keepAlive: true }),
'https:': new (external_node_https_default()).Agent({ keepAlive: true }),
};
getAgent(url) {
return this.#agents[new URL(url).protocol === 'https:' ? 'https:' : 'http:'];
}
}
var error_response = __webpack_require__(576);
var external_node_diagnostics_channel_ = __webpack_require__(3053);
;
const CREATED = 'http.client.request.created';
class Connection {
#addresses = new Set();
#tried = new Set();
#isConnecting = false;
watch(send) {
const created = (message) => {
if (typeof message !== 'object' || message === null || !('request' in message))
return;
if (message.request instanceof external_node_http_.ClientRequest)
this.#follow(message.request);
};
(0,external_node_diagnostics_channel_.subscribe)(CREATED, created);
try {
return send();
}
finally {
(0,external_node_diagnostics_channel_.unsubscribe)(CREATED, created);
}
}
#follow(request) {
request.once('socket', (socket) => {
if (!socket.connecting)
return;
this.#isConnecting = true;
socket.on('lookup', (_, address) => this.#addresses.add(address));
socket.on('connectionAttempt', (address) => this.#tried.add(address));
socket.once('connect', () => {
this.#isConnecting = false;
});
});
}
get trouble() {
if (!this.#isConnecting)
return undefined;
if (this.#tried.size < 2)
return 'no connection was made';
const isAll = [...this.#addresses].every((address) => this.#tried.has(address));
return `no connection was made; ${isAll ? 'all' : 'some'} addresses were tried: ${[...this.#tried].join(', ')}`;
}
}
var external_node_util_ = __webpack_require__(7975);
var external_node_zlib_ = __webpack_require__(8522);
var error_code = __webpack_require__(65);
;
const DECODERS = new Map([
['gzip', (0,external_node_util_.promisify)(external_node_zlib_.gunzip)],
['x-gzip', (0,external_node_util_.promisify)(external_node_zlib_.gunzip)],
['deflate', (0,external_node_util_.promisify)(external_node_zlib_.inflate)],
['br', (0,external_node_util_.promisify)(external_node_zlib_.brotliDecompress)],
]);
const TOO_LARGE = 'ERR_BUFFER_TOO_LARGE';
async function decode(body, encoding, maxBytes) {
const decompress = DECODERS.get(encoding.trim().toLowerCase());
if (decompress === undefined)
return body;
try {
return Buffer.from(await decompress(body, { maxOutputLength: maxBytes }));
}
catch (error) {
return (0,error_code .$)(error) === TOO_LARGE ? 'too-large' : body;
}
}
;
async function exchange(client, url, request, { timeoutSeconds, maxBytes, cancelled }, clock) {
const deadline = clock.deadline(timeoutSeconds * 1000);
const signal = AbortSignal.any([deadline.signal, cancelled]);
const over = new AbortController();
const connection = new Connection();
let received = 'not even headers';
try {
const message = await Promise.race([
connection.watch(() => sendRaw(client, url, request, signal)),
aborted(signal, over.signal),
]);
received = `HTTP ${String(message.statusCode)} without the end of its body`;
const body = await readBody(message, maxBytes);
if (body === undefined)
return { kind: 'failed', cause: { kind: 'too-large', maxBytes } };
return { kind: 'response', response: { status: message.statusCode ?? 0, headers: message.headers, body } };
}
catch (error) {
if (deadline.signal.aborted) {
const { trouble } = connection;
const cause = trouble === undefined
? { kind: 'timeout', seconds: timeoutSeconds, received }
: { kind: 'network', error: new Error(`within ${String(timeoutSeconds)} s ${trouble}`) };
return { kind: 'failed', cause };
}
if (cancelled.aborted)
return { kind: 'failed', cause: { kind: 'cancelled' } };
return { kind: 'failed', cause: transportCause(error) };
}
finally {
deadline.clear();
over.abort('over');
}
}
async function sendRaw(client, url, { method, headers, body }, signal) {
const content = body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' };
const isHttps = url.protocol === 'https:';
const options = {
method,
host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
port: url.port === '' ? (isHttps ? 443 : 80) : url.port,
path: `${url.pathname}${url.search}`,
headers: { accept: 'application/json', 'user-agent': client.userAgent, ...content, ...headers },
agent: client.getAgent(url.href),
signal,
};
const info = { parsedUrl: url, httpModule: isHttps ? (external_node_https_default()) : (external_node_http_default()), options };
const { message } = await client.requestRaw(info, body === undefined ? null : JSON.stringify(body));
return message;
}
function aborted(signal, over) {
return new Promise((_, reject) => {
const onAbort = () => {
reject(new Error('aborted'));
};
signal.addEventListener('abort', onAbort, { signal: over });
});
}
async function readBody(message, maxBytes) {
if (Number(message.headers['content-length']) > maxBytes) {
message.destroy();
return undefined;
}
const chunks = [];
let bytes = 0;
const stream = message;
for await (const chunk of stream) {
bytes += chunk.length;
if (bytes > maxBytes)
return undefined;
chunks.push(chunk);
}
const raw = Buffer.concat(chunks);
const decoded = await decode(raw, message.headers['content-encoding'] ?? '', maxBytes);
return decoded === 'too-large' ? undefined : new TextDecoder().decode(decoded);
}
function transportCause(thrown) {
const error = thrown instanceof Error ? thrown : new Error(String(thrown));
const proxyStatus = /tunneling socket could not be established, statusCode=(\d+)/.exec(error.message)?.[1];
if (/^4(?!08|29)/.test(proxyStatus ?? ''))
return { kind: 'proxy', status: Number(proxyStatus), error };
return { kind: isCertificateError(error) ? 'certificate' : 'network', error };
}
function isCertificateError(error) {
const code = (0,error_code .$)(error);
return CERTIFICATE_CODES.test(code) && !code.includes('ALERT');
}
const CERTIFICATE_CODES = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY|DECRYPT|DECODE)|HOSTNAME_MISMATCH|^(INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED|UNSPECIFIED)$|_(KEY_TOO_SMALL|MD_TOO_WEAK)$/;
var http_failure = __webpack_require__(2398);
;
const MAX_ROUNDS = 64;
class RateLimiter {
#max;
#clock;
#cancelled;
#waiting = [];
#concurrency;
#running = 0;
#resumeAt = 0;
#slowDowns = 0;
#successes = 0;
#wasRaised = false;
#rounds = 1;
constructor(max, clock, cancelled) {
this.#max = this.#concurrency = max;
this.#clock = clock;
this.#cancelled = cancelled;
}
get concurrency() {
return this.#concurrency;
}
async acquire(attempt) {
if (this.#running < this.#concurrency)
this.#running++;
else
await this.#turn(attempt);
for (let ms = this.#pauseMs(); ms > 0 && !this.#cancelled.aborted; ms = this.#pauseMs())
await this.#clock.sleep(ms, this.#cancelled);
return { afterSlowDowns: this.#slowDowns };
}
release() {
this.#running--;
while (this.#running < this.#concurrency) {
const next = this.#waiting.shift();
if (next === undefined)
return;
this.#running++;
next.start();
}
}
speedUp() {
this.#successes++;
const isProven = this.#wasRaised && this.#successes >= this.#concurrency;
if (isProven)
this.#rounds = 1;
if (this.#concurrency >= this.#max || this.#successes < this.#concurrency * this.#rounds)
return;
if ((this.#waiting[0]?.attempt ?? 1) > 1)
return;
this.#change(this.#concurrency + 1);
this.#wasRaised = true;
}
slowDown(pauseMs, { afterSlowDowns }) {
this.#resumeAt = Math.max(this.#resumeAt, this.#clock.monotonic() + pauseMs);
if (afterSlowDowns < this.#slowDowns)
return false;
this.#slowDowns++;
if (this.#successes >= this.#concurrency || this.#slowDowns === 1) {
this.#change(Math.floor(this.#concurrency / 2));
}
else if (this.#wasRaised) {
this.#rounds = Math.min(this.#rounds * 2, MAX_ROUNDS);
this.#change(this.#concurrency - 1);
}
else {
this.#change(1);
}
return true;
}
#change(concurrency) {
this.#concurrency = Math.max(1, concurrency);
this.#successes = 0;
this.#wasRaised = false;
}
#turn(attempt) {
return new Promise((start) => {
const behind = this.#waiting.findIndex((other) => other.attempt < attempt);
this.#waiting.splice(behind < 0 ? this.#waiting.length : behind, 0, { attempt, start });
});
}
#pauseMs() {
return this.#resumeAt - this.#clock.monotonic();
}
}
var retry = __webpack_require__(8902);
var wait_budget = __webpack_require__(3421);
;
const MAX_RESPONSE_BYTES = 32 * 1024 * 1024;
const MAX_ADDRESS_LENGTH = 500;
const MAX_RETRY_LINES = 50;
const USER_AGENT = 'gitprotect-action';
const GRACE_MS = 3000;
const NO_ATTEMPTS = { attempts: 0, mayHaveApplied: false };
const MAX_AGE_MS = 60_000;
class Transport {
#options;
#client;
#limiter;
#budget;
#proxy;
#graceEnded = new AbortController();
#requests = 0;
#retries = 0;
#told;
constructor(options) {
const { requestTimeoutSeconds, concurrency, clock, cancelled, rateLimitTimeoutSeconds } = options;
this.#options = options;
const socketTimeout = (requestTimeoutSeconds + 60) * 1000;
const Client = options.bypassesProxy === true ? DirectClient : lib .Qq;
this.#client = new Client(USER_AGENT, [], { keepAlive: true, socketTimeout });
this.#proxy = options.bypassesProxy === true ? '' : proxyOf(options.baseUrl);
this.#limiter = new RateLimiter(concurrency, clock, cancelled);
this.#budget = options.budget ?? new wait_budget .T(rateLimitTimeoutSeconds);
cancelled.addEventListener('abort', () => {
clock.deadline(GRACE_MS).signal.addEventListener('abort', () => {
this.#graceEnded.abort();
});
});
}
get requests() {
return this.#requests;
}
get serverNow() {
const { clock } = this.#options;
const { date, at } = this.#told ?? { date: clock.now(), at: clock.monotonic() };
return (0,retry .qJ)(date + clock.monotonic() - at, clock.now());
}
get waitedMs() {
return this.#budget.spentMs;
}
get concurrency() {
return this.#options.concurrency;
}
urlOf({ path, query = {}, url: given }) {
if (given !== undefined)
return given;
const url = new URL(`${(0,shared_text .A$)(this.#options.baseUrl.href)}/${path}`);
for (const [name, value] of Object.entries(query))
url.searchParams.append(name, value);
return url;
}
addressOf(request) {
const { href } = this.urlOf(request);
return request.url === undefined ? href : (0,shared_text .vI)(this.#options.redactor.redact(href), MAX_ADDRESS_LENGTH);
}
async send(request) {
const { clock, cancelled } = this.#options;
const { attempts: before, mayHaveApplied: mayHaveAppliedBefore } = request.earlier ?? NO_ATTEMPTS;
let applied = mayHaveAppliedBefore;
for (let attempt = before + 1;; attempt++) {
const attempted = await this.#attempt(request, attempt);
if (attempted.kind === 'response')
return { ...attempted.response, mayHaveAppliedBefore: applied };
const { cause, decision } = attempted;
applied ||= (0,retry .PH)(cause);
if (!decision.again) {
const isLate = cause.kind === 'late';
const attempts = isLate || cause.kind === 'not-sent' ? attempt - 1 : attempt;
throw new http_failure .HR(`${this.#describe(request, cause)}${noteOn(decision, attempts, request)}`, cause, {
mayHaveApplied: applied,
waitSeconds: waitOf(decision),
earlier: isLate ? { attempts, mayHaveApplied: applied } : undefined,
});
}
if (!decision.shared) {
this.#logRetry(this.#retryLine(request, cause, attempt, decision.pauseMs));
await clock.sleep(decision.pauseMs, cancelled);
}
if (request.repeated !== 'by-itself')
throw new http_failure .HR(this.#describe(request, cause), cause, {
mayHaveApplied: applied,
earlier: { attempts: attempt, mayHaveApplied: applied },
});
}
}
async #attempt(request, attempt) {
const permit = await this.#limiter.acquire(request.earlier === undefined ? attempt : Math.max(attempt, 2));
try {
const unsent = this.#whyNotSent(request, attempt);
if (unsent !== undefined)
return { kind: 'failed', cause: unsent, decision: { again: false, why: 'permanent' } };
const exchanged = await this.#measured(request);
if (exchanged.kind === 'response') {
this.#limiter.speedUp();
return exchanged;
}
const { cause } = exchanged;
const decision = this.#decide(request, cause, attempt);
if (decision.again && decision.shared && this.#limiter.slowDown(decision.pauseMs, permit))
this.#logRetry(`${this.#retryLine(request, cause, attempt, decision.pauseMs)}; all requests wait, then go on ${String(this.#limiter.concurrency)} at a time`);
return { kind: 'failed', cause, decision };
}
finally {
this.#limiter.release();
}
}
#whyNotSent({ seenAt }, attempt) {
const { clock, cancelled } = this.#options;
if (cancelled.aborted)
return { kind: 'not-sent', again: attempt > 1 };
return seenAt !== undefined && clock.monotonic() - seenAt > MAX_AGE_MS ? { kind: 'late' } : undefined;
}
async #measured(request) {
const { requestTimeoutSeconds: timeoutSeconds, clock, log, redactor } = this.#options;
this.#requests++;
const start = clock.monotonic();
const limits = { timeoutSeconds, maxBytes: MAX_RESPONSE_BYTES, cancelled: this.#graceEnded.signal };
const exchanged = await exchange(this.#client, this.urlOf(request), request, limits, clock);
if (exchanged.kind === 'failed') {
log.debug(`${request.method} ${this.#pathOf(request)}: no whole response`);
return exchanged;
}
const { status, headers, body } = exchanged.response;
const date = (0,retry ._U)(headers.date);
if (date !== undefined)
this.#told = { date, at: clock.monotonic() };
log.debug(`${request.method} ${this.#pathOf(request)}: HTTP ${String(status)}, ${String(body.length)} characters, ${String(Math.round(clock.monotonic() - start))} ms`);
if (status >= 200 && status <= 299)
return exchanged;
return { kind: 'failed', cause: { kind: 'status', response: (0,error_response .xy)(exchanged.response, redactor) } };
}
#decide({ repeated }, cause, attempt) {
const { clock, random, retries, rateLimitTimeoutSeconds: max, isRateLimit } = this.#options;
const isOnce = repeated === 'never' || (repeated === 'by-caller-once-refused' && (0,retry .PH)(cause));
const decision = (0,retry .tE)(cause, attempt, isOnce ? 0 : retries, clock.now(), random(), isRateLimit);
if (!decision.again || this.#budget.take(decision.pauseMs, clock.monotonic()))
return decision;
const waited = `${String(this.#budget.spentSeconds)} s of at most ${String(max)} s`;
return { again: false, why: 'out-of-time', waitSeconds: Math.ceil(decision.pauseMs / 1000), waited };
}
#logRetry(line) {
const { log } = this.#options;
if (++this.#retries <= MAX_RETRY_LINES)
log.info(line);
else
log.debug(line);
}
#retryLine(request, cause, attempt, pauseMs) {
const next = `attempt ${String(attempt + 1)} of ${String(this.#options.retries + 1)}`;
return `  ${this.#describe(request, cause)}; ${next} in ${(pauseMs / 1000).toFixed(1)} s`;
}
#describe(request, cause) {
const isUnanswered = ['network', 'timeout', 'certificate', 'proxy'].includes(cause.kind);
const way = isUnanswered && this.#proxy !== '' ? `, through the proxy ${this.#proxy}` : '';
return (0,http_failure .Be)(request, cause, `${this.addressOf(request)}${way}`);
}
#pathOf({ path, url }) {
return url === undefined ? `/${path}` : this.#options.redactor.redact(url.pathname);
}
}
function proxyOf(url) {
return URL.parse((0,lib .s_)(url.href))?.host ?? '';
}
function waitOf(decision) {
return decision.why === 'permanent' ? undefined : decision.waitSeconds;
}
function noteOn(decision, attempts, { isFirst = false }) {
switch (decision.why) {
case 'out-of-time':
return `; another attempt would have to wait ${String(decision.waitSeconds)} s, and this run has already waited ${decision.waited} for rate limits and before further attempts${isFirst ? '' : '; the next run continues from here'}`;
case 'out-of-attempts': {
const wait = decision.waitSeconds ?? 0;
return `${timesTried(attempts)}${wait === 0 ? '' : `; the server asks to wait ${String(wait)} s`}`;
}
case 'permanent':
return timesTried(attempts);
}
}
function timesTried(attempts) {
return attempts > 1 ? `; tried ${String(attempts)} times` : '';
}
;
function openTransport({ certificateAuthorities, concurrency, requestTimeoutSeconds, retries, rateLimitTimeoutSeconds }, service, { environment, clock, random, cancelled }, redactor, log) {
checkProxies(service.baseUrl, environment, redactor);
trustCertificates(certificateAuthorities, environment);
waitForDistantAddresses(requestTimeoutSeconds);
log.debug(`Requests go to ${redactor.redact(service.baseUrl.href)}`);
return new Transport({
...service,
concurrency,
requestTimeoutSeconds,
retries,
rateLimitTimeoutSeconds,
clock,
random,
cancelled,
bypassesProxy: isProxyBypassed(service.baseUrl, environment),
redactor,
log,
});
}
}),
4718:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
N: () => ( isFailure),
Q: () => ( failureIn)
});
var _shared_boolean_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(565);
var _shared_json_object_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4995);
var _error_response_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(576);
function failureIn(answer, listed) {
if (typeof answer === 'string' && ERROR_TEXT.test(answer))
return answer;
if (!isFailure(answer, listed))
return undefined;
return listed === 'results' ? failedResult(answer) : answer;
}
const ERROR_TEXT = /^[\s"']*(error|failed|failure|exception|access (is )?denied|denied|forbidden|unauthori[sz]ed|an error (has )?occurred)\b/i;
function isFailure(answer, listed = 'rows', depth = MAX_DEPTH) {
if (answer === false || isFailureWord(answer))
return true;
if (depth === 0)
return false;
if (Array.isArray(answer))
return listed === 'results' && answer.some((each) => isFailure(each, listed, depth - 1));
const fields = _shared_json_object_js__WEBPACK_IMPORTED_MODULE_1__ .Y.of(answer);
return fields !== undefined && (says(fields) || wrapped(fields).some((each) => isFailure(each, listed, depth - 1)));
}
function failedResult(answer) {
const fields = _shared_json_object_js__WEBPACK_IMPORTED_MODULE_1__ .Y.of(answer);
const inside = fields === undefined || says(fields) ? [] : wrapped(fields);
const results = [answer, ...inside].flatMap((each) => elementsOf(each));
return results.find((each) => isFailure(each, 'results')) ?? answer;
}
function elementsOf(value) {
return Array.isArray(value) ? value : [];
}
function wrapped(fields) {
return fields.all(..._error_response_js__WEBPACK_IMPORTED_MODULE_2__ .V4, 'results');
}
function isFailureWord(value) {
return typeof value === 'string' && /^(error|failed|failure|fail)$/i.test(value.trim());
}
function says(fields) {
const success = fields.all('success', 'isSuccess', 'succeeded', 'isSuccessful', 'successful', 'ok', 'isOk');
const failure = fields.all('failed', 'isFailure', 'isError', 'hasError', 'hasErrors');
const errors = fields.all('errors', 'validationErrors', 'error', 'errorMessage', 'exception', 'exceptionMessage', 'errorCode', 'failures');
return (success.some((value) => (0,_shared_boolean_js__WEBPACK_IMPORTED_MODULE_0__ .y)(value) === false || value === 'no' || isFailureWord(value)) ||
failure.some((value) => (0,_shared_boolean_js__WEBPACK_IMPORTED_MODULE_0__ .y)(value) === true) ||
errors.some((value) => !isNoError(value)) ||
fields.all('failed').some((value) => (typeof value === 'string' ? Number(value) > 0 : !isNoError(value))) ||
(fields.value('id') === undefined && (hasFailed(fields) || hasEndedBadly(fields))));
}
function hasFailed(fields) {
const states = fields.all('status', 'state', 'code', 'statusCode');
return states.some((value) => isFailureWord(value) || (Number(value) >= 400 && Number(value) < 600));
}
function hasEndedBadly(fields) {
const failed = fields.all('isFailed', 'hasFailed').map((value) => (0,_shared_boolean_js__WEBPACK_IMPORTED_MODULE_0__ .y)(value));
const succeeded = fields.all('isSucceeded', 'hasSucceeded', 'wasSuccessful').map((value) => (0,_shared_boolean_js__WEBPACK_IMPORTED_MODULE_0__ .y)(value));
return failed.includes(true) || (succeeded.includes(false) && !failed.includes(false));
}
const MAX_DEPTH = 4;
function isNoError(value, depth = MAX_DEPTH) {
if (value === null || value === false || value === 0)
return true;
if (typeof value === 'string')
return /^(|0|false|null|none|no ?errors?|ok|success)$/i.test(value.trim());
return typeof value === 'object' && depth > 0 && Object.values(value).every((each) => isNoError(each, depth - 1));
}
}),
8902:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
PH: () => ( mayHaveApplied),
QH: () => ( isTooManyRequests),
_U: () => ( parseDate),
qJ: () => ( timeAtServer),
tE: () => ( decideRetry)
});
const MAX_CREDIBLE_WAIT_MS = 24 * 3600 * 1000;
const FIRST_PAUSE_MS = 1000;
const MAX_PAUSE_MS = 30_000;
const FIRST_UNTOLD_PAUSE_MS = 60_000;
function decideRetry(cause, attempt, retries, now, chance, isRateLimit = isTooManyRequests) {
const isLimited = cause.kind === 'status' && isRateLimit(cause.response);
if (!isLimited && !isTransient(cause))
return { again: false, why: 'permanent' };
const waitMs = requestedWaitMs(cause, now, isLimited);
if (attempt > retries)
return {
again: false,
why: 'out-of-attempts',
waitSeconds: waitMs === undefined ? undefined : Math.ceil(waitMs / 1000),
};
if (waitMs !== undefined)
return { again: true, pauseMs: waitMs + chance * FIRST_PAUSE_MS, shared: true };
if (isLimited && isSecondary(cause.response))
return { again: true, pauseMs: FIRST_UNTOLD_PAUSE_MS * 2 ** (attempt - 1) + chance * FIRST_PAUSE_MS, shared: true };
const pauseMs = chance * Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1));
return { again: true, pauseMs, shared: isLimited || isOverloaded(cause) };
}
const isTooManyRequests = ({ status }) => status === 429;
function isSecondary({ status, message }) {
return status === 403 || /\bsecondary rate limit\b/i.test(message);
}
function isOverloaded(cause) {
return cause.kind === 'status' && cause.response.status === 503;
}
function isTransient(cause) {
if (cause.kind !== 'status')
return cause.kind === 'network' || cause.kind === 'timeout';
const { status } = cause.response;
return status === 408 || status >= 500 || status === 429;
}
function mayHaveApplied(cause) {
if (cause.kind !== 'status')
return ['network', 'timeout', 'cancelled', 'too-large'].includes(cause.kind);
return cause.response.status === 408 || cause.response.status >= 500;
}
function requestedWaitMs(cause, now, isLimited) {
if (cause.kind !== 'status')
return undefined;
const { headers } = cause.response;
const serverNow = timeAtServer(parseDate(headers.date), now);
const waitMs = retryAfterMs(headers['retry-after'], serverNow) ?? (isLimited ? windowEndMs(headers, serverNow) : undefined);
return waitMs === undefined || waitMs > MAX_CREDIBLE_WAIT_MS ? undefined : waitMs;
}
function windowEndMs(headers, now) {
const remaining = headers['x-ratelimit-remaining'] ?? headers['ratelimit-remaining'] ?? '0';
if (remaining !== '0')
return undefined;
return epochMs(headers['x-ratelimit-reset'], now) ?? resetMs(headers['ratelimit-reset'], now);
}
function timeAtServer(date, now) {
return date === undefined || Math.abs(now - date) < CLOCKS_AGREE_MS ? now : date;
}
const CLOCKS_AGREE_MS = 2000;
function retryAfterMs(header, now) {
if (/^\s*\d+(\.\d+)?\s*$/.test(header ?? ''))
return Number(header) * 1000;
const date = parseDate(header);
return date === undefined ? undefined : Math.max(0, date - now);
}
function resetMs(header, now) {
const isFromNow = typeof header === 'string' && /^\s*\d{1,9}\s*$/.test(header);
return isFromNow ? Number(header) * 1000 : epochMs(header, now);
}
function epochMs(header, now) {
if (typeof header !== 'string' || !/^\s*\d+\s*$/.test(header))
return undefined;
const time = Number(header);
const waitMs = (time < FIRST_EPOCH_MS ? time * 1000 : time) - now;
return waitMs > 0 ? waitMs : undefined;
}
const FIRST_EPOCH_MS = 1e11;
function parseDate(text) {
const date = /^\s*[a-z]{3},/i.test(text ?? '') ? Date.parse(text ?? '') : NaN;
return Number.isNaN(date) ? undefined : date;
}
}),
3421:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
T: () => ( WaitBudget)
});
class WaitBudget {
#maxMs;
#spentMs = 0;
#coveredUntil = 0;
constructor(maxSeconds) {
this.#maxMs = maxSeconds * 1000;
}
get spentSeconds() {
return Math.round(this.#spentMs / 1000);
}
get spentMs() {
return this.#spentMs;
}
take(pauseMs, now) {
const added = Math.max(0, now + pauseMs - Math.max(now, this.#coveredUntil));
if (this.#spentMs + added > this.#maxMs)
return false;
this.#spentMs += added;
this.#coveredUntil = Math.max(this.#coveredUntil, now + pauseMs);
return true;
}
}
}),
1298:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Ep: () => ( parseServerUrl),
gu: () => ( parseCredentials),
or: () => ( parseAddress),
w5: () => ( checkTls)
});
var _shared_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4646);
var _values_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8463);
function parseServerUrl(given) {
if (given === '')
throw new _values_js__WEBPACK_IMPORTED_MODULE_0__ .Fp('server-url is empty: give the address of the Management Service, as https://gitprotect.example.com');
return parseAddress('server-url', given);
}
function parseAddress(name, given) {
const [inputs, secret] = name === 'server-url' ? ['the inputs email and password', 'password'] : ['host-token', 'token'];
const shown = given.includes('@') ? '' : `'${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_1__ .vI)(given)}' `;
if (!URL.canParse(given))
throw new _values_js__WEBPACK_IMPORTED_MODULE_0__ .Fp(`${name} ${shown}is not a URL: write it as https://host, with port and path if it has them`);
const url = new URL(given);
if (url.username !== '' || url.password !== '')
throw new _values_js__WEBPACK_IMPORTED_MODULE_0__ .Fp(`${name} holds a user name or password: give them in ${inputs}`);
if (/[?#]/.test(given))
throw new _values_js__WEBPACK_IMPORTED_MODULE_0__ .Fp(`${name} '${url.origin}…' holds a query or fragment: leave it out`);
if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)))
return url;
throw new _values_js__WEBPACK_IMPORTED_MODULE_0__ .Fp(`${name} ${shown}is not https: plain http would show the ${secret} to the network, and is accepted for a loopback host only`);
}
function isLoopback(hostname) {
return /^(127(\.\d+){3}|\[::1\]|localhost)$/.test(hostname);
}
function parseCredentials(email, password, token) {
if (token !== '') {
const others = [...(email === '' ? [] : ['email']), ...(password === '' ? [] : ['password'])].join(' and ');
if (others !== '')
throw new _values_js__WEBPACK_IMPORTED_MODULE_0__ .Fp(`access-token is given, and so ${email === '' || password === '' ? 'is the input' : 'are the inputs'} ${others}: give one way to sign in, not both`);
if (/[^\x21-\x7e]/.test(token))
throw new _values_js__WEBPACK_IMPORTED_MODULE_0__ .Fp('access-token holds spaces or line breaks: give the token alone');
return { kind: 'token', token };
}
if (email === '' && password === '')
throw new _values_js__WEBPACK_IMPORTED_MODULE_0__ .jo(['email', 'password', 'access-token'], 'email and password are empty, and so is access-token');
if (email === '')
throw new _values_js__WEBPACK_IMPORTED_MODULE_0__ .jo(['email'], 'email is empty');
if (password === '')
throw new _values_js__WEBPACK_IMPORTED_MODULE_0__ .jo(['password'], 'password is empty');
return { kind: 'password', email, password, oddity: oddityOf(password) };
}
function oddityOf(password) {
const oddities = [
...(/^(\ufeff|ï»¿)/.test(password) ? ['begins with a byte order mark'] : []),
...(/^\s/.test(password.replace(/^\ufeff/, '')) ? ['begins with a blank or line break'] : []),
...(/[\r\n]$/.test(password) ? ['ends with a line break'] : /\s$/.test(password) ? ['ends with a blank'] : []),
];
if (oddities.length === 0)
return undefined;
return `The password ${oddities.join(' and ')}, as happens when a whole file is stored as the secret. If that is not part of the password, store the secret again without it.`;
}
function checkTls(environment) {
if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
throw new _values_js__WEBPACK_IMPORTED_MODULE_0__ .Fp('NODE_TLS_REJECT_UNAUTHORIZED=0 turns certificate checks off: remove it, and for a private CA give ca-certificate');
}
}),
8463:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Dx: () => ( linesOf),
Fp: () => ( Mistake),
HU: () => ( parseChoice),
a1: () => ( parseOneLine),
cG: () => ( parseInteger),
iy: () => ( Parsed),
jo: () => ( MissingSecret),
yG: () => ( parseBoolean)
});
var _shared_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4646);
class Mistake extends Error {
constructor(message) {
super((0,_shared_text_js__WEBPACK_IMPORTED_MODULE_0__ .Hn)(message) ? (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_0__ .bN)(message) : message);
}
}
class MissingSecret extends Mistake {
names;
constructor(names, message) {
super(message);
this.names = names;
}
}
class Parsed {
mistakes;
#get;
constructor(parse) {
try {
const value = parse();
this.#get = () => value;
this.mistakes = [];
}
catch (error) {
if (!(error instanceof Mistake))
throw error;
this.#get = parse;
this.mistakes = [error];
}
}
get value() {
return this.#get();
}
or(fallback) {
return this.mistakes.length === 0 ? this.value : fallback;
}
}
function linesOf(given) {
const lines = given.split(/\r\n?|\n/).map((line) => line.trim());
return [...new Set(lines.filter((line) => line !== ''))];
}
function parseOneLine(name, given) {
if (given === '')
throw new Mistake(`${name} is empty: give its name or ID, as GitProtect lists it`);
if (/[\r\n]/.test(given))
throw new Mistake(`${name} holds several lines: give one name or ID`);
if ((0,_shared_text_js__WEBPACK_IMPORTED_MODULE_0__ .Hn)(given))
throw new Mistake(`${name} holds an address with credentials: give its name or ID, as GitProtect lists it`);
return given;
}
function parseBoolean(name, given) {
if (/^(true|True|TRUE)$/.test(given))
return true;
if (/^(false|False|FALSE|)$/.test(given))
return false;
throw new Mistake(`${name} is '${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_0__ .vI)(given)}': it takes true or false`);
}
function parseInteger(name, given, min, max, fallback) {
if (given === '')
return fallback;
const value = /^\d{1,6}$/.test(given) ? Number(given) : NaN;
if (value >= min && value <= max)
return value;
throw new Mistake(`${name} is '${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_0__ .vI)(given)}': it takes a whole number from ${String(min)} to ${String(max)}`);
}
function parseChoice(name, given, choices) {
const choice = given === '' ? choices[0] : choices.find((each) => each === given);
if (choice === undefined)
throw new Mistake(`${name} is '${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_0__ .vI)(given)}': it takes ${[choices.slice(0, -1).join(', '), choices.at(-1)].join(' or ')}`);
return choice;
}
}),
550:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Bw: () => ( LICENSES),
aG: () => ( CircuitBreaker),
nZ: () => ( circuitOf),
pH: () => ( RELEASES)
});
var _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5524);
const MAX_OUTAGES = 3;
const MAX_IN_A_ROW = {
limit: 5,
failing: 20,
unclear: 20,
rejected: 100,
named: 1000,
};
const CONCERNS_ALL = [_gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_0__ .D_, _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_0__ .Jj, _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_0__ .EE, _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_0__ .T6, _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_0__ .Lx, _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_0__ .cc];
const LICENSES = 'licenses';
const RELEASES = 'releases';
function circuitOf({ kind, resource, plan }) {
return `${kind} ${resource.kind} ${plan.id}`;
}
class CircuitBreaker {
#open = new Map();
#streaks = new Map();
#allOpen;
#outages = 0;
check(circuit) {
return this.#allOpen ?? this.#open.get(circuit);
}
accepted(circuit) {
this.#outages = 0;
this.#streaks.delete(circuit);
}
close(circuit) {
this.#open.delete(circuit);
this.#streaks.delete(circuit);
}
failed(circuit, error) {
if (error instanceof _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_0__ .jZ)
return;
if (CONCERNS_ALL.some((type) => error instanceof type))
this.#allOpen ??= notTried(error);
else if (error instanceof _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_0__ .i_)
this.#count(circuit, error, 1);
else if (error instanceof _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_0__ .FX)
this.#count(circuit, error, MAX_IN_A_ROW.limit);
else if (error instanceof _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_0__ .qQ || error instanceof _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_0__ .O5)
this.#count(circuit, error, MAX_IN_A_ROW.unclear);
else if (error instanceof _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_0__ .zs || error instanceof _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_0__ .m_)
this.#count(circuit, error, MAX_IN_A_ROW.rejected);
else if (error instanceof _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_0__ .gP && error.response.status === 500)
this.#count(circuit, error, MAX_IN_A_ROW.failing);
else if (++this.#outages >= MAX_OUTAGES)
this.#allOpen ??= notTried(error);
}
failedByName(circuit, error) {
if (error instanceof _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_0__ .FX)
this.#count(circuit, error, MAX_IN_A_ROW.limit);
else if (error instanceof _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_0__ .Xs)
this.#count(circuit, error, MAX_IN_A_ROW.named);
}
#count(circuit, error, max) {
this.#outages = 0;
const { status } = error.response;
if (status === 409)
return;
const type = error.constructor;
const streak = this.#streaks.get(circuit);
const length = streak !== undefined && streak.type === type && streak.status === status ? streak.length + 1 : 1;
this.#streaks.set(circuit, { type, status, length });
if (length >= max && !this.#open.has(circuit))
this.#open.set(circuit, notTried(error));
}
}
function notTried({ message, remedy, reason }) {
return {
kind: 'not-tried',
title: 'Not tried after others failed',
message: `not tried after the same error on others: ${message}`,
remedy,
reason,
};
}
}),
3790:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
qt: () => ( OUTDATED_MS),
Xh: () => ( asObserved),
Je: () => ( mergePlans),
lB: () => ( observe),
Rj: () => ( readOrganizations)
});
var id_list = __webpack_require__(5764);
var membership = __webpack_require__(1082);
var model = __webpack_require__(5529);
;
function joinPlans(organization, one, other) {
const [listed, row] = [withoutProof(organization, one), withoutProof(organization, other)];
return {
id: listed.id,
removed: [true, 'disputed', 'unknown'].find((each) => [listed.removed, row.removed].includes(each)) ?? false,
isScheduleUnclear: listed.isScheduleUnclear || row.isScheduleUnclear,
name: listed.name ?? row.name,
schedule: [listed.schedule, row.schedule].includes('disabled') ? 'disabled' : known(listed.schedule, row.schedule),
metadata: known(listed.metadata, row.metadata),
selection: known(listed.selection, row.selection),
...(isSelectionDisputed(listed, row) ? { isSelectionDisputed: true } : {}),
organization: otherThan(organization, listed.organization, row.organization),
repositories: (0,id_list .Q)([listed.repositories, row.repositories]),
excluded: (0,id_list .d)([listed.excluded, row.excluded]),
projects: (0,id_list .Q)([listed.projects, row.projects]),
repositoryCount: larger(listed.repositoryCount, row.repositoryCount),
lastRun: laterRun(listed.lastRun, row.lastRun),
};
}
function withoutProof(organization, plan) {
if (plan.organization === undefined || plan.organization === organization)
return plan;
const { errors = 0, warnings = 0 } = plan.lastRun ?? {};
return {
...plan,
schedule: plan.schedule === 'disabled' ? 'disabled' : 'unknown',
metadata: 'unknown',
selection: (0,membership .b0)(plan) ? 'unknown' : plan.selection,
repositories: undefined,
excluded: model .K$,
projects: plan.projects === undefined ? undefined : UNKNOWN,
repositoryCount: undefined,
lastRun: errors > 0 || warnings > 0 ? plan.lastRun : undefined,
};
}
const UNKNOWN = { ids: new Set(), complete: false };
function isSelectionDisputed(...plans) {
const kinds = new Set(plans.map(({ selection }) => selection).filter((kind) => kind !== 'unknown'));
return kinds.size > 1 || plans.some((plan) => plan.isSelectionDisputed);
}
function larger(one, other) {
return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other);
}
function otherThan(organization, one, other) {
return [one, other].find((each) => each !== organization) ?? one ?? other;
}
function laterRun(one, other) {
if (one === undefined || other === undefined)
return one ?? other;
const later = Number(one.finishedAt) - Number(other.finishedAt);
const worse = one.errors - other.errors || one.warnings - other.warnings || other.successes - one.successes;
return (later || worse) > 0 ? one : other;
}
function known(one, other) {
if (one === 'unknown' || other === 'unknown')
return one === 'unknown' ? other : one;
return one === other ? one : 'unknown';
}
var owner = __webpack_require__(9095);
var domain_request = __webpack_require__(805);
var plans_by_name = __webpack_require__(8226);
var resolve = __webpack_require__(3916);
var shared_text = __webpack_require__(4646);
var read_repositories = __webpack_require__(3039);
;
async function readOrganizations({ service }, request) {
const organizations = await service.organizations().read();
return { organizations, organization: (0,resolve .t2)(organizations, request.organization, request.state.kind) };
}
const OUTDATED_MS = 30_000;
async function observe(context, request, host) {
const { service, log, clock } = context;
const found = await readOrganizations(context, request);
const { organizations, organization } = found;
const owners = (0,owner .K2)(organizations, organization, (0,domain_request .CZ)(request));
const { selection, projects } = request;
const lines = [...(selection?.included ?? []), ...(projects?.included ?? [])];
const reading = host?.startInventory(found);
try {
const ownSide = Promise.all([
projects === undefined && selection !== undefined && request.host === undefined
? (0,read_repositories .N)(service, organization, owners, selection)
: service
.repositories(organization)
.read()
.then((repositories) => ({ repositories, isWholeList: true })),
service.plans(organization).read(),
]).then(([read, plans]) => ({ read, plans, readAt: clock.monotonic() }));
const [{ read, plans, readAt }, inventory] = await Promise.all([ownSide, reading?.inventory]);
if (clock.monotonic() - readAt > OUTDATED_MS)
return { ...(await observe(context, request)), inventory };
const isLeaving = request.state.kind !== 'present' && read.isWholeList;
if (isLeaving || projects !== undefined || lines.some(({ kind }) => kind === 'pattern'))
warnIfShort(organization, read.repositories, log);
const allPlans = mergePlans(organization, organization.plans, plans);
return {
organizations,
organization,
plans: allPlans,
listedPlans: (0,model .UX)(plans),
repositories: (0,plans_by_name .t)(organization.id, read.repositories, allPlans),
isWholeList: read.isWholeList,
inventory,
};
}
finally {
reading?.stop();
}
}
function warnIfShort(organization, { length }, log) {
const { totalRepositories = 0 } = organization;
if (totalRepositories > length)
log.warning('The list of repositories may not be complete', `GitProtect counts ${(0,shared_text .hS)(totalRepositories, 'repository', 'repositories')} in organization ${(0,shared_text .Pf)(organization)}, but lists ${String(length)}. Those that it does not list cannot be selected. Look in GitProtect whether a synchronization is running, and whether the account sees all of them.`);
}
function asObserved({ resources, allPlans, listedPlans }) {
return { kind: 'read', repositories: (0,model .Rx)(resources), plans: allPlans, listedPlans };
}
function mergePlans({ id: organization, isAzure }, inRow, listed) {
const merged = new Map();
const isListed = (0,model .UX)(listed);
const unlisted = inRow.map((plan) => (isListed.has(plan.id) ? plan : withUnseenExclusions(plan, isAzure)));
for (const plan of [...listed, ...unlisted]) {
const known = merged.get(plan.id);
merged.set(plan.id, known === undefined ? withoutProof(organization, plan) : joinPlans(organization, known, plan));
}
return [...merged.values()];
}
function withUnseenExclusions(plan, isAzure) {
const { selection, projects, excluded } = plan;
const isSilent = selection === 'all' && excluded.ids.size === 0 && (isAzure || projects !== undefined);
return isSilent ? { ...plan, excluded: { ...excluded, complete: false } } : plan;
}
}),
3039:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
N: () => ( readRepositories),
W: () => ( listedAs)
});
var _domain_find_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(761);
var _domain_owner_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9095);
var _domain_select_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(706);
var _gitprotect_search_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2507);
var _shared_guid_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8572);
async function readRepositories(service, organization, owners, given) {
const list = service.repositories(organization);
const selection = (0,_domain_owner_js__WEBPACK_IMPORTED_MODULE_1__ .S7)(owners, given);
const sought = [...selection.included, ...selection.excluded.filter(_domain_owner_js__WEBPACK_IMPORTED_MODULE_1__ .MU)];
const lines = sought.filter((line) => line.kind === 'name');
if (lines.length === sought.length && !lines.some(({ text }) => (0,_shared_guid_js__WEBPACK_IMPORTED_MODULE_4__ .t)(text) !== undefined)) {
const likeliest = lines.map(({ names }) => names.slice(0, 1));
const wanted = listedAs(likeliest, organization);
const found = await (0,_gitprotect_search_js__WEBPACK_IMPORTED_MODULE_3__ .l)(list, wanted, service.pageOf);
if (found?.reach === 'whole')
return { repositories: found.repositories, isWholeList: true };
if (found?.reach === 'ordered') {
const { included } = (0,_domain_select_js__WEBPACK_IMPORTED_MODULE_2__ .Lt)({ included: lines, excluded: [] }, owners, found.repositories);
if (included.every((match) => isSure(match, organization)))
return { repositories: found.repositories, isWholeList: false };
}
}
return { repositories: await list.read(), isWholeList: true };
}
function isSure({ line, items }, { name: prefix }) {
const [likeliest] = line.kind === 'name' ? line.names : [];
return items.length > 0 && items.every(({ name }) => (0,_domain_find_js__WEBPACK_IMPORTED_MODULE_0__ .EU)(name, prefix) === likeliest);
}
function listedAs(names, { name: prefix }) {
return names.map((each) => ({ names: each.flatMap((name) => [name, `${prefix}/${name}`]) }));
}
}),
3185:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
_: () => ( fitting),
y: () => ( SharedSpace)
});
function fitting(texts, bytes, separator = 1) {
const kept = [];
let left = bytes;
for (const text of texts) {
left -= Buffer.byteLength(text) + separator;
if (left < 0)
break;
kept.push(text);
}
return kept;
}
class SharedSpace {
#left;
#isCut = false;
constructor(bytes) {
this.#left = bytes;
}
get isCut() {
return this.#isCut;
}
take(all) {
const taken = fitting(all.map((each) => JSON.stringify(each)), this.#left);
this.#left -= Buffer.byteLength(taken.join(',')) + 1;
this.#isCut ||= taken.length < all.length;
return all.slice(0, taken.length);
}
}
}),
2539:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
hE: () => ( MARK_OF_FAILURE),
Pl: () => ( headline),
mP: () => ( headlineOfFailure),
In: () => ( levelOf),
Fg: () => ( markOf)
});
var diff = __webpack_require__(5641);
var plan_health = __webpack_require__(8356);
var resource_result = __webpack_require__(7294);
var model = __webpack_require__(5529);
var shared_text = __webpack_require__(4646);
var unproved = __webpack_require__(525);
var subjects = __webpack_require__(8629);
;
function headlineOfLeaving(run, state) {
return state === 'removed' ? headlineOfRemoval(run) : headlineOfAbsence(run);
}
function headlineOfAbsence(run) {
const { plans, verdict } = run;
const { counts } = verdict;
const where = named(plans);
const open = verdict.resources.flatMap((each) => [...(0,unproved .rw)(each), ...(0,unproved .K_)(each)]);
const whereOpen = open.length === 0 ? where : named(open);
const stayedIn = verdict.resources.map((each) => plansStayedIn(each, plans)).filter(({ length }) => length > 0);
const still = stayedIn.length;
const stayed = `, ${String(still)} still ${still === 1 ? 'is' : 'are'} in ${named(stayedIn.flat())}`;
const others = still === 0 ? '' : stayed;
const wouldBeLeft = verdict.resources.flatMap((each) => (0,unproved .kU)(each, ({ result }) => result.kind === 'would'));
const isSuccess = verdict.kind === 'corrected' || verdict.kind === 'unchanged';
if (isSuccess && still > 0 && still === counts.checked)
return `Nothing to do: no selected project is in ${where}; ${(0,subjects .q6)(run, still)} in one without a project${licensesOf(run)}`;
switch (verdict.kind) {
case 'failed':
case 'settings-failed':
return `Not absent: ${(0,subjects .N3)(run, counts.failed)} may still be in ${whereOpen}, or still hold a license without a plan`;
case 'drift':
case 'drift-failed':
return `Nothing changed: ${(0,subjects .N3)(run, counts.drifted)} would ${wouldBeLeft.length === 0 ? 'release a license' : `leave ${named(wouldBeLeft)}, or release a license`}`;
case 'unverified':
if (!verdict.resources.some(unproved .Kl))
return `Not proved: GitProtect doesn't report whether ${(0,subjects .q6)(run, counts.unverified)} in ${named(verdict.resources.flatMap(unproved .K_))}${licensesOf(run)}`;
return `Changes accepted, but not proved: GitProtect doesn't report the state of ${(0,subjects .N3)(run, counts.unverified)} in ${whereOpen}`;
case 'gaps':
case 'unhealthy-plan':
case 'corrected':
return `Absent: ${(0,subjects .q6)(run, counts.checked - still)} not in ${where} any more${others}${licensesOf(run)}`;
case 'unchanged':
return counts.checked === 0
? `Already absent, nothing to do: GitProtect lists none of the selected repositories`
: `Already absent, nothing to do: ${(0,subjects .q6)(run, counts.checked - still)} not in ${where}${others}${licensesOf(run)}`;
}
}
function plansStayedIn(each, left) {
const { license } = each;
const ids = (0,model .UX)(left);
const keptFor = license?.result.kind === 'kept' ? license.result.plans : [];
return [
...(0,unproved .kU)(each, ({ result }) => result.kind === 'kept'),
...keptFor.flatMap(({ plan, membership }) => (membership === 'attached' && ids.has(plan.id) ? plan : [])),
];
}
function headlineOfRemoval(run) {
const [removal] = run.verdict.resources.flatMap((each) => each.removal ?? []);
if (removal === undefined || run.verdict.kind === 'unchanged')
return 'Already removed, nothing to do: GitProtect does not list the repository';
const isOurs = removal.result.kind === 'done' || removal.result.kind === 'would';
const backups = isOurs ? `its backups are ${removal.change.backups}` : 'what became of its backups is not known';
switch (removal.result.kind) {
case 'done':
return `Removed: ${(0,subjects .F3)(run)} is not in GitProtect any more, ${backups}`;
case 'already':
return `Already removed: GitProtect does not list ${(0,subjects .F3)(run)} any more, ${backups}`;
case 'would':
return `Nothing changed: ${(0,subjects .F3)(run)} would be removed from GitProtect, ${backups}`;
case 'kept':
case 'failed':
case 'skipped':
return `Not removed: ${(0,subjects .F3)(run)} could not be shown to be gone from GitProtect`;
}
}
function named(plans) {
return plans.length === 0 ? 'any backup plan' : (0,subjects .aY)([...new Set(plans.map(shared_text .Pf))]);
}
function licensesOf({ verdict: { resources } }) {
const results = resources.flatMap(({ license }) => license?.result ?? []);
const released = results.filter(({ kind }) => kind === 'done').length;
const kept = results.flatMap((result) => (result.kind === 'kept' ? [result.plans] : []));
const isSure = kept.every((plans) => plans.some(({ membership }) => membership === 'attached'));
const reasons = kept.flatMap((plans) => {
const sure = plans.filter(({ membership }) => membership === 'attached');
return sure.length > 0 ? sure : plans;
});
const plans = [...new Set(reasons.map(({ plan }) => (0,shared_text .Pf)(plan)))];
const parts = [
...(released === 0 ? [] : [`${(0,shared_text .hS)(released, 'license')} released`]),
...(kept.length === 0
? []
: [`${(0,shared_text .hS)(kept.length, 'license')} kept${isSure ? '' : ', perhaps'} for backup plan ${(0,shared_text .yU)(plans, 5)}`]),
];
return parts.length === 0 ? '' : `; ${parts.join(', ')}`;
}
var plan_trouble = __webpack_require__(7793);
;
const LEVELS = {
failed: 'bad',
'settings-failed': 'bad',
'drift-failed': 'bad',
drift: 'attention',
unverified: 'attention',
gaps: 'attention',
'unhealthy-plan': 'attention',
corrected: 'good',
unchanged: 'good',
};
function levelOf({ verdict }) {
return verdict.success ? LEVELS[verdict.kind] : 'bad';
}
const MARKS = { good: '✅', attention: '⚠️', bad: '❌' };
function markOf(run) {
return MARKS[levelOf(run)];
}
function headline(run) {
const { state, dryRun } = run;
const text = state === 'present' ? headlineOfPresence(run) : headlineOfLeaving(run, state);
return dryRun ? text.replace(':', `${DRY_RUN}:`) : text;
}
const DRY_RUN = ' (dry run)';
function headlineOfFailure(when, state, dryRun) {
const wanted = state === 'absent' || state === 'removed' ? state : 'protected';
const proof = `Not proved to be ${wanted}`;
const said = { limit: 'Nothing was changed', before: `${proof}, nothing was changed`, unexpected: proof }[when];
return `${said}${dryRun ? DRY_RUN : ''}`;
}
const MARK_OF_FAILURE = MARKS.bad;
function headlineOfPresence(run) {
const { verdict, coverage } = run;
const ofGitProtect = headlineOfGitProtect(run);
if (coverage === undefined || coverage.sentence === '')
return ofGitProtect;
const { sentence, gaps } = coverage;
if (verdict.kind !== 'gaps')
return `${ofGitProtect}; ${sentence}`;
return `${gaps.length > 0 ? 'Gaps found' : 'Coverage not proved'}: ${sentence}; ${ofGitProtect}`;
}
const NO_FAILURES = new Set(['unhealthy-plan', 'corrected', 'unchanged']);
function headlineOfGitProtect(run) {
const { verdict } = run;
const { counts } = verdict;
const isOne = counts.checked === 1;
const isNothing = counts.checked === 0;
const where = (0,subjects .i$)(run);
const all = (0,subjects .F3)(run);
const trouble = troubleOf(run);
const open = run.settings.filter(({ result }) => !(0,resource_result .U4)(result));
const settings = `the settings of ${open.length === 0 ? where : (0,subjects .aY)(open.map(({ plan }) => (0,shared_text .Pf)(plan)))}`;
const [hold, are] = isOne ? ['holds', 'is'] : ['hold', 'are'];
const isLicensed = verdict.resources.some(({ license }) => license !== undefined);
const holdAndAre = isLicensed ? `${hold} an active license and ${are}` : are;
if (isNothing && NO_FAILURES.has(verdict.kind))
return `Nothing to protect: what is selected is archived at the Git host, and skipped${verdict.changed ? `; ${settings} are as asked now` : ''}${trouble}`;
switch (verdict.kind) {
case 'failed':
if (isOnlyMoveOpen(run))
return `Licensed and attached, but not moved: ${(0,subjects .N3)(run, counts.failed)} could not be shown to be in no plan other than ${where}`;
return `Not protected: ${(0,subjects .N3)(run, counts.failed)} could not be shown to be licensed and attached to ${where}`;
case 'settings-failed':
if (isNothing)
return `Not proved: ${settings} could not be shown to be as asked`;
if (!verdict.resources.every(({ isProved }) => isProved))
return `Not proved: it could not be shown that ${all} ${are} licensed and attached, or that ${settings} are as asked`;
return `Licensed and attached, but ${settings} could not be shown to be as asked: ${all}`;
case 'drift':
case 'drift-failed':
if (isDriftUnreported(run))
return `Not proved, nothing changed: GitProtect doesn't report whether ${(0,subjects .q6)(run, counts.drifted)} licensed and attached to ${where}${trouble}`;
return `Drift found, nothing changed: ${counts.drifted === 0
? `${settings} are not as asked`
: `${(0,subjects .q6)(run, counts.drifted)} not licensed and attached ${leavesOthers(run) ? 'only ' : ''}to ${where} as asked${orUnreported(run)}`}${trouble}`;
case 'unverified':
if (counts.unverified === 0)
return `Changes accepted, but not proved: GitProtect doesn't report ${settings}${trouble}`;
return verdict.resources.some(unproved .ed)
? `Changes accepted, but not proved: GitProtect doesn't report the state of ${(0,subjects .N3)(run, counts.unverified)} in ${where}${trouble}`
: `${verdict.resources.some(unproved .Kl) ? 'Changes accepted, but not' : 'Not'} proved: GitProtect doesn't report whether ${(0,subjects .q6)(run, counts.unverified)} in plans other than ${where}${trouble}`;
case 'gaps':
return isNothing
? 'no repository in GitProtect was checked'
: `${all} ${holdAndAre} attached to ${where}${trouble}`;
case 'unhealthy-plan':
return `Licensed and attached, but ${verdict.planHealth === 'disabled' ? 'not backed up on schedule' : 'the backups need attention'}: ${all} in ${where}${trouble}`;
case 'corrected': {
const newcomers = verdict.resources.filter(isNewly).length;
const newly = isOne || newcomers === 0 ? '' : `, ${String(newcomers)} of them newly,`;
return `Protected, drift corrected: ${all}${newly} ${holdAndAre} attached to ${where}${(0,plan_trouble .kv)(run)}`;
}
case 'unchanged':
return `Protected, nothing to do: ${all} ${holdAndAre} attached to ${where}${(0,plan_trouble .kv)(run)}`;
}
}
function isOnlyMoveOpen({ verdict: { counts, resources } }) {
const wanted = resources.flatMap(resource_result .ye).filter(({ change }) => change.kind !== 'detach');
return counts.failed > 0 && wanted.every(({ result }) => (0,resource_result .U4)(result));
}
function isDriftUnreported({ verdict: { resources }, settings }) {
return settings.length === 0 && resources.filter(({ drifted }) => drifted).every(isOnlyUnreported);
}
function orUnreported({ verdict: { resources } }) {
return resources.some((each) => each.drifted && isOnlyUnreported(each)) ? ', or not reported to be' : '';
}
function isOnlyUnreported(each) {
return (0,resource_result .ye)(each).every(({ change: { kind, before } }) => before === 'unknown' || before === diff .ZY[kind]);
}
function isNewly(each) {
return (0,resource_result .ye)(each).some(({ change, result }) => !(0,diff .Xi)(change) && result.kind === 'done');
}
function leavesOthers({ verdict: { resources } }) {
return resources.some(({ plans }) => plans.some(({ change }) => change.kind === 'detach'));
}
function troubleOf(run) {
const { plans, verdict } = run;
const { healths, planHealth } = verdict;
const troubled = plans.filter(({ id }) => (0,plan_health .wz)(healths.get(id)));
const worst = troubled.find(({ id }) => healths.get(id) === planHealth);
if (worst === undefined)
return '';
const count = troubled.length - 1;
const more = count === 0 ? '' : `, and ${(0,shared_text .hS)(count, 'more plan')} ${count === 1 ? 'needs' : 'need'} attention`;
return `; ${(0,plan_trouble .FW)(worst, planHealth, run)}${more}`;
}
}),
4285:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
TM: () => ( folded),
aY: () => ( code),
g5: () => ( asMarkdown),
nM: () => ( row),
tp: () => ( table)
});
var _shared_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4646);
function table(heads, rows) {
return [row(heads), row(heads.map(() => '---')), ...rows].join('\n');
}
function row(cells) {
return `| ${cells.join(' | ')} |`;
}
function code(name) {
return asCode((0,_shared_text_js__WEBPACK_IMPORTED_MODULE_0__ .vI)(name));
}
function folded(heading, blocks) {
return [`<details><summary>${heading}</summary>`, ...blocks, '</details>'];
}
function asMarkdown(text) {
const brokenUp = (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_0__ .g$)(text)
.replace(REFERENCE, `$&${BREAK}`)
.replace(HASH, (hash) => hash.replace(/.{6}(?=.)/g, `$&${BREAK}`));
return asEntities(brokenUp).replaceAll(BREAK, '&#8203;');
}
function asCode(text) {
return `<code>${asEntities((0,_shared_text_js__WEBPACK_IMPORTED_MODULE_0__ .g$)(text))}</code>`;
}
function asEntities(text) {
return text
.replace(/[\\`*_{}[\]<>#!|~&@:$^=+]/g, (mark) => `&#${String(mark.charCodeAt(0))};`)
.replace(/www\./gi, (link) => `${link.slice(0, 3)}&#46;`);
}
const BREAK = '\u200b';
const REFERENCE = /@(?=\w)|#(?=\d)|\bgh-(?=\d)|:(?=[\w+-]+:)/gi;
const HASH = /(?<![\w-])(?:[\da-f]{40,}|(?=\d*[a-f])[\da-f]{7,39})(?![\w-])/gi;
}),
7793:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
FW: () => ( inTrouble),
Fi: () => ( lastRunsByAge),
dH: () => ( plansToDo),
kv: () => ( doubtOf),
tT: () => ( notShownWell),
wU: () => ( longerAgoThan)
});
var _shared_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4646);
var _subjects_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8629);
var _text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5655);
var _words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2691);
const MAX_PLANS = 5;
function inTrouble(plan, health, run) {
if (health === 'disabled')
return `the schedule of backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .Pf)(plan)} is disabled`;
const { errors = 0, warnings = 0, finishedAt } = plan.lastRun ?? {};
const lastRun = `the last run of backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .Pf)(plan)}`;
const when = finishedAt === undefined ? '' : ` (${(0,_text_js__WEBPACK_IMPORTED_MODULE_3__ .n$)(finishedAt)})`;
if (health === 'stale')
return `${lastRun} ended ${longerAgoThan(run)}${when}`;
return `${lastRun} had ${health === 'failing' ? (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .hS)(errors, 'error') : (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .hS)(warnings, 'warning')}${when}`;
}
function longerAgoThan({ worded, maxBackupAgeHours = 0 }) {
return `more than ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .hS)(maxBackupAgeHours, 'hour')} ago, the limit of ${worded('max-backup-age')}`;
}
const OLD_MS = 48 * 3_600_000;
function lastRunsByAge(plans) {
return plans
.flatMap((plan) => {
const ended = plan.lastRun?.finishedAt?.getTime();
return ended === undefined ? [] : { plan, ended };
})
.sort((a, b) => a.ended - b.ended);
}
function doubtOf({ plans, laterNow: now, verdict }) {
const [oldest] = lastRunsByAge(plans);
const isOld = oldest !== undefined && now - oldest.ended >= OLD_MS;
return [
...notShownWell({ plans, verdict }),
...(isOld ? [`the last run of backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .Pf)(oldest.plan)} ended ${(0,_words_js__WEBPACK_IMPORTED_MODULE_1__ .hy)(now - oldest.ended) ?? ''}`] : []),
]
.map((part) => `; ${part}`)
.join('');
}
function notShownWell({ plans, verdict }) {
const unknown = plans.filter(({ id }) => verdict.healths.get(id) === 'unknown');
if (unknown.length === 0)
return [];
const run = unknown.length === 1 ? 'runs' : 'run';
return [`GitProtect does not show that ${(0,_subjects_js__WEBPACK_IMPORTED_MODULE_0__ .aY)(unknown.map(_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .Pf))} ${run} well`];
}
function plansToDo(run) {
const { verdict, plans } = run;
const { healths, failedFor, counts } = verdict;
return TROUBLES.flatMap(({ health, title, remedy }) => {
const some = plans.filter(({ id, schedule }) => health === 'disabled' ? schedule === 'disabled' : healths.get(id) === health);
if (some.length === 0)
return [];
const level = some.some(({ id }) => failedFor.has(id)) ? 'error' : 'warning';
const rest = some.length > MAX_PLANS ? [`and ${String(some.length - MAX_PLANS)} more`] : [];
const told = [...some.slice(0, MAX_PLANS).map((plan) => inTrouble(plan, health, run)), ...rest];
return [
{ level, source: 'run', title, names: [], weight: counts.checked, text: (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .Zb)(told.join('; ')), remedy },
];
});
}
const LOOK = "Look at the plan's last runs in GitProtect, and correct the cause: repositories attached to it may have no usable backup.";
const TROUBLES = [
{ health: 'failing', title: 'The last run of the backup plan had errors', remedy: LOOK },
{
health: 'disabled',
title: 'The backup plan is not scheduled',
remedy: 'Enable the schedule in GitProtect: until then, repositories attached to the plan are not backed up.',
},
{ health: 'stale', title: 'The last run of the backup plan is too old', remedy: LOOK },
{ health: 'warnings', title: 'The last run of the backup plan had warnings', remedy: LOOK },
];
}),
1117:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Uo: () => ( headOf),
YO: () => ( shortLists),
bk: () => ( SETTINGS_STATUS),
c2: () => ( statusOf),
sL: () => ( failureRecord),
sd: () => ( planRecords),
zv: () => ( recordOf)
});
var _shared_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4646);
var _shared_version_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9189);
var _fitting_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3185);
var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5655);
const STATUS = {
activate: statuses('already-active', 'activated', 'would-activate'),
attach: statuses('already-attached', 'attached', 'would-attach'),
detach: statuses('already-detached', 'detached', 'would-detach'),
deactivate: statuses('already-inactive', 'released', 'would-release'),
remove: statuses('already-removed', 'removed', 'would-remove'),
};
function statuses(already, done, would) {
return { already, done, would, kept: 'kept', failed: 'failed', skipped: 'failed' };
}
const SETTINGS_STATUS = statuses('already', 'changed', 'would-change');
function statusOf({ change, result }) {
return STATUS[change.kind][result.kind];
}
function recordOf({ resource, license, plans, removal, isProved, problems }) {
const keptFor = license?.result.kind === 'kept' ? license.result.plans : [];
return {
kind: resource.kind,
id: resource.id,
name: (0,_text_js__WEBPACK_IMPORTED_MODULE_0__ .cz)(resource.name),
...(license === undefined ? {} : { license: statusOf(license) }),
plans: plans.map((each) => ({ ...named(each.change.plan), status: statusOf(each) })),
...(keptFor.length === 0 ? {} : { 'kept-for': keptFor.map(({ plan }) => named(plan)) }),
...(removal === undefined ? {} : { removal: statusOf(removal) }),
proved: isProved,
...(problems.length === 0 ? {} : { error: problems.map(({ message }) => message).join('; ') }),
};
}
function listsOf({ selection, passedOver }) {
return {
selection: { repository: selection.repository.map(_text_js__WEBPACK_IMPORTED_MODULE_0__ .cz), project: selection.project.map(_text_js__WEBPACK_IMPORTED_MODULE_0__ .cz) },
passedOver: passedOver.map(named),
};
}
function shortLists(run, maxBytes) {
const all = listsOf(run);
const space = new _fitting_js__WEBPACK_IMPORTED_MODULE_1__ .y(maxBytes);
const selection = { repository: space.take(all.selection.repository), project: space.take(all.selection.project) };
const lists = { selection, passedOver: space.take(all.passedOver) };
return { lists, bytes: Buffer.byteLength(JSON.stringify(lists)), isCut: space.isCut };
}
function headOf(run, truncated, coverage, lists = listsOf(run)) {
const { passedOver, selection } = lists;
const { checked, changed, failed, notTried } = run.verdict.counts;
return {
state: run.state,
'dry-run': run.dryRun,
truncated,
counts: { checked, changed, failed, 'not-tried': notTried, 'passed-over': run.passedOver.length },
organization: named(run.organization),
server: run.server,
'started-at': new Date(run.startedAt).toISOString(),
'read-at': new Date(run.now).toISOString(),
version: _shared_version_js__WEBPACK_IMPORTED_MODULE_2__ .x,
selection,
'passed-over': passedOver,
...coverage,
};
}
function planRecords(run) {
return run.plans.map((plan) => ({
...named(plan),
schedule: plan.schedule,
metadata: plan.metadata,
health: run.verdict.healths.get(plan.id) ?? 'unknown',
...settingsOf(run, plan),
'last-run': plan.lastRun === undefined ? null : lastRunRecord(plan.lastRun),
}));
}
function settingsOf({ settings }, { id }) {
const changed = settings.find(({ plan }) => plan.id === id);
return changed === undefined ? {} : { settings: SETTINGS_STATUS[changed.result.kind] };
}
function lastRunRecord({ successes, warnings, errors, finishedAt }) {
return { successes, warnings, errors, finished: finishedAt === undefined ? null : finishedAt.toISOString() };
}
function named({ id, name }) {
return { id, name: name === undefined ? null : (0,_text_js__WEBPACK_IMPORTED_MODULE_0__ .cz)(name) };
}
function failureRecord({ problem, at, dryRun, organization, server }) {
const { title, message, remedy } = problem;
return {
error: { title, message, remedy },
'dry-run': dryRun,
'ended-at': at.toISOString(),
version: _shared_version_js__WEBPACK_IMPORTED_MODULE_2__ .x,
...(organization === '' ? {} : { organization: (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_3__ .g$)((0,_text_js__WEBPACK_IMPORTED_MODULE_0__ .cz)(organization)) }),
...(server === '' ? {} : { server }),
};
}
}),
8629:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
F3: () => ( resourcesOf),
N3: () => ( ofAll),
aY: () => ( plansNamed),
i$: () => ( plansOf),
q6: () => ( withVerb)
});
var _domain_find_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(761);
var _shared_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4646);
function resourcesOf({ organization, verdict: { resources } }) {
const [only] = resources;
if (only !== undefined && resources.length === 1) {
const { kind, id, name } = only.resource;
const path = (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_1__ .Pf)({ id, name: `${organization.name}/${(0,_domain_find_js__WEBPACK_IMPORTED_MODULE_0__ .EU)(name, organization.name)}` });
return kind === 'project' ? `project ${path}` : path;
}
const projects = resources.filter(({ resource }) => resource.kind === 'project').length;
const all = [
...(projects < resources.length ? [(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_1__ .hS)(resources.length - projects, 'repository', 'repositories')] : []),
...(projects > 0 ? [(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_1__ .hS)(projects, 'project')] : []),
];
return `${all.join(' and ')} of organization ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_1__ .Pf)(organization)}`;
}
function ofAll(run, count) {
const { organization, verdict } = run;
const { checked } = verdict.counts;
if (count === checked)
return resourcesOf(run);
const kinds = new Set(verdict.resources.map(({ resource }) => resource.kind));
if (kinds.size < 2)
return `${String(count)} of ${resourcesOf(run)}`;
return `${String(count)} of ${String(checked)} repositories and projects of organization ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_1__ .Pf)(organization)}`;
}
function plansOf({ plans }) {
return plansNamed(plans.map(_shared_text_js__WEBPACK_IMPORTED_MODULE_1__ .Pf));
}
function plansNamed(labels) {
return `${labels.length === 1 ? 'backup plan' : 'backup plans'} ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_1__ .yU)(labels)}`;
}
function withVerb(run, count) {
return `${ofAll(run, count)} ${count === 1 ? 'is' : 'are'}`;
}
}),
5655:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Hy: () => ( withRest),
Lm: () => ( hostAndPath),
cz: () => ( clipped),
n$: () => ( utc),
p0: () => ( duration)
});
var _shared_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4646);
function duration(milliseconds) {
return milliseconds < 1000 ? `${String(Math.round(milliseconds))} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
function utc(date) {
return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
function clipped(name) {
return (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_0__ .Jj)(name, 500);
}
function withRest(first, count) {
const rest = count - first.length;
return `${first.join(', ')}${rest > 0 ? ` and ${String(rest)} more` : ''}`;
}
function hostAndPath({ host, pathname }) {
return `${host}${pathname}`.replace(/\/$/, '');
}
}),
1567:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Rp: () => ( shownOf),
uA: () => ( withPeriod),
v9: () => ( withRemedy)
});
const MAX_LINES = 10;
function shownOf(toDo) {
const count = toDo.length <= MAX_LINES ? toDo.length : MAX_LINES - 1;
return { shown: toDo.slice(0, count), rest: toDo.slice(count) };
}
function withRemedy({ message, remedy }) {
return `${message}\nWhat to do: ${remedy}`;
}
function withPeriod(text) {
return /[.!?…]$/.test(text) ? text : `${text}.`;
}
}),
525:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
K_: () => ( mayBeIn),
Kl: () => ( isAcceptedOnly),
ed: () => ( isProtectionOpen),
kU: () => ( plansWhere),
rw: () => ( notLeft)
});
var _domain_resource_result_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7294);
function isAcceptedOnly(each) {
return (0,_domain_resource_result_js__WEBPACK_IMPORTED_MODULE_0__ .ye)(each).some(({ result }) => (0,_domain_resource_result_js__WEBPACK_IMPORTED_MODULE_0__ .sU)(result));
}
function isProtectionOpen(each) {
return (0,_domain_resource_result_js__WEBPACK_IMPORTED_MODULE_0__ .ye)(each).some(({ change, result }) => change.kind !== 'detach' && (0,_domain_resource_result_js__WEBPACK_IMPORTED_MODULE_0__ .sU)(result));
}
function notLeft(each) {
return plansWhere(each, ({ change, result }) => {
return change.kind === 'detach' && ('problem' in result || (0,_domain_resource_result_js__WEBPACK_IMPORTED_MODULE_0__ .sU)(result));
});
}
function mayBeIn(each) {
return plansWhere(each, ({ change, result }) => {
return (change.kind === 'detach' &&
result.kind === 'kept' &&
result.plans.some(({ membership }) => membership === 'unknown'));
});
}
function plansWhere({ plans }, isOne) {
return plans.flatMap((each) => (isOne(each) ? each.change.plan : []));
}
}),
2691:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
$J: () => ( healthInWords),
E8: () => ( settingsAfter),
L9: () => ( stateBefore),
Vb: () => ( nameOf),
W_: () => ( stateAfter),
Wm: () => ( selectionOf),
cA: () => ( lineOf),
hy: () => ( ageOf),
jk: () => ( lastRunOf),
kY: () => ( statesOf),
mr: () => ( stateWithSubject),
oS: () => ( planInWords),
rH: () => ( scheduleOf),
vX: () => ( plansInWords),
xq: () => ( statusInWords)
});
var _domain_resource_result_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7294);
var _shared_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4646);
var _text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5655);
const BEFORE = {
active: 'active',
inactive: 'inactive',
attached: 'attached',
detached: 'not attached',
listed: 'listed',
unknown: 'not reported',
};
function stateBefore(state) {
return BEFORE[state];
}
const AFTER = {
activate: { right: 'active', done: 'activated' },
attach: { right: 'attached', done: 'attached' },
detach: { right: 'not attached', done: 'detached' },
deactivate: { right: 'inactive', done: 'released' },
remove: { right: 'removed', done: 'removed' },
};
function stateAfter({ change, result }) {
const { right, done } = AFTER[change.kind];
switch (result.kind) {
case 'already':
return result.isOld === true ? `${right} at first, not read again` : right;
case 'would':
return `would be ${done}`;
case 'done':
return result.verified ? right : `${done}, state not reported by the server`;
case 'kept':
if (change.kind === 'deactivate')
return `kept, ${containedIn(result.plans)}`;
return result.sent === true ? 'not reported whether it has left' : 'left as it is';
case 'failed':
if (result.cause !== 'unreadable')
return 'failed';
return result.sent === true ? 'sent, not checked' : 'not checked';
case 'skipped':
return result.cause === 'blocked' ? 'failed' : 'failed, not tried';
}
}
function stateWithSubject(each) {
const { change } = each;
const after = stateAfter(each);
if ('plan' in change)
return `backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_1__ .Pf)(change.plan)}: ${after}`;
return change.kind === 'remove' ? after : `license ${after}`;
}
function statesOf(result) {
return (0,_domain_resource_result_js__WEBPACK_IMPORTED_MODULE_0__ .ye)(result).map(stateWithSubject);
}
function nameOf(resource) {
return `${resource.kind === 'project' ? 'Project' : 'Repository'} ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_1__ .Pf)(resource)}`;
}
const MAX_PLANS = 20;
function lineOf(result) {
const plans = result.plans.map((each) => ({ plan: each.change.plan, state: stateAfter(each) }));
const others = statesOf({ ...result, plans: [] });
return `${nameOf(result.resource)}: ${[...others, ...plansInWords(plans, MAX_PLANS)].join('; ')}`;
}
function plansInWords(plans, max) {
if (plans.length <= max)
return plans.map(({ plan, state }) => `backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_1__ .Pf)(plan)}: ${state}`);
const counts = [...Map.groupBy(plans, ({ state }) => state)].map(([state, { length }]) => `${state} ${String(length)}`);
return [`${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_1__ .hS)(plans.length, 'backup plan')}: ${counts.join(', ')}`];
}
function containedIn(plans) {
const [first] = plans;
if (first === undefined)
return 'not left';
const attached = plans.filter(({ membership }) => membership === 'attached').map(({ plan }) => (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_1__ .Pf)(plan));
return attached.length > 0
? `still in backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_1__ .yU)(attached, 3)}`
: `since backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_1__ .Pf)(first.plan)} may contain it`;
}
function settingsAfter(result) {
switch (result.kind) {
case 'already':
return 'already as asked';
case 'would':
return 'would be changed';
case 'done':
return result.verified ? 'changed' : 'changed, not reported by the server';
case 'kept':
case 'failed':
case 'skipped':
return 'failed';
}
}
function scheduleOf({ schedule }) {
return schedule === 'unknown' ? 'not reported' : schedule;
}
const SELECTIONS = {
all: 'all repositories, including new ones',
rules: 'repositories selected by rules',
manual: 'hand-picked repositories',
unknown: undefined,
};
function selectionOf({ selection, projects }) {
const hasProjects = selection === 'manual' && (projects?.ids.size ?? 0) > 0;
return hasProjects ? 'hand-picked projects and repositories' : SELECTIONS[selection];
}
function lastRunOf(run, now) {
if (run === undefined)
return 'not reported';
const parts = [
(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_1__ .hS)(run.errors, 'error'),
(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_1__ .hS)(run.warnings, 'warning'),
(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_1__ .hS)(run.successes, 'success', 'successes'),
].filter((part) => !part.startsWith('0 '));
const result = parts.length === 0 ? 'no results' : parts.join(', ');
if (run.finishedAt === undefined)
return result;
const when = (0,_text_js__WEBPACK_IMPORTED_MODULE_2__ .n$)(run.finishedAt);
const age = now === undefined ? undefined : ageOf(now - run.finishedAt.getTime());
return age === undefined ? `${result} (${when})` : `${result}, ${age} (${when})`;
}
const HOUR = 3_600_000;
function ageOf(milliseconds) {
const hours = Math.floor(milliseconds / HOUR);
if (milliseconds < 0)
return undefined;
if (hours < 1)
return 'less than an hour ago';
return hours < 48 ? `${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_1__ .hS)(hours, 'hour')} ago` : `${String(Math.floor(hours / 24))} days ago`;
}
const HEALTHS = {
failing: '❌ failing',
disabled: '⚠️ disabled',
stale: '⚠️ stale',
warnings: '⚠️ warnings',
unknown: 'unknown',
healthy: 'healthy',
};
function healthInWords(health) {
return HEALTHS[health];
}
function planInWords(plan, health, now) {
const facts = [`schedule ${scheduleOf(plan)}`, `last run ${lastRunOf(plan.lastRun, now)}`];
return [...(health === undefined ? [] : [health === 'unknown' ? 'health unknown' : HEALTHS[health]]), ...facts].join('; ');
}
const STATUS = {
failed: 'failed',
'not-tried': 'not tried, since others failed',
'would-change': 'would be changed',
unverified: 'state not reported by the server',
'not-read-again': 'as asked at first, not read again',
changed: 'now licensed and attached',
protected: 'already licensed and attached',
};
const STATUS_OF_LEAVING = {
...STATUS,
changed: 'newly absent, or kept',
protected: 'already absent, or kept',
};
function statusInWords(status, state) {
return (state === 'present' ? STATUS : STATUS_OF_LEAVING)[status];
}
}),
3863:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
run: () => ( run)
});
var attempt = __webpack_require__(8505);
var desired_state = __webpack_require__(9666);
var domain_diff = __webpack_require__(5641);
var shared_failure = __webpack_require__(8035);
var shared_text = __webpack_require__(4646);
var model = __webpack_require__(5529);
;
class RemovalLimitError extends shared_failure .HR {
}
function removalsOf(diff, { projectOf, resources, ofUnknownProject, leftInProjects }) {
const leaving = (0,domain_diff .fs)(diff).filter(domain_diff .Xi);
const leavers = (0,model .$H)(leaving.map(({ resource }) => resource));
const ids = new Set(leavers.keys());
const leftById = (0,model .$H)(leftInProjects);
const leftOf = (resource) => resource.kind === 'project' ? [...resource.repositories].flatMap((id) => leftById.get(id) ?? []) : [];
const left = new Set([...leavers.values()].flatMap(leftOf));
const possible = leaving.some(({ resource }) => resource.kind === 'project')
? ofUnknownProject.filter(({ id }) => !ids.has(id))
: [];
const projects = new Set(resources.map(({ resource: { id } }) => projectOf.get(id)));
const known = resources.flatMap(({ resource }) => {
const { kind, id } = resource;
const isCounted = kind === 'project'
? ids.has(id) && !projects.has(id) && leftOf(resource).length === 0 && possible.length === 0
: ids.has(id) || ids.has(projectOf.get(id) ?? id);
return isCounted ? resource : [];
});
return { known: [...known, ...left].map(({ name }) => name), possible: possible.map(({ name }) => name) };
}
function checkRemovals(diff, desired, max) {
const { known, possible } = removalsOf(diff, desired);
const names = [...known, ...possible];
if (names.length <= max)
return;
const count = (0,shared_text .hS)(names.length, 'repository', 'repositories');
const unreported = `of ${String(possible.length)} it is not reported whether they belong to a project that leaves`;
const removals = 'would be detached, released or removed';
throw new RemovalLimitError('More removals than max-removals allows', `${possible.length === 0 ? `${count} ${removals}` : `up to ${count} ${removals} (${unreported})`}, and at most ${String(max)} may be: ${(0,shared_text .yU)(names, 5)}. Nothing was changed`, 'Look at what would change: run with dry-run: true and a larger max-removals. If all of it is meant, set max-removals to the number of removals; otherwise correct the inputs.');
}
var domain_request = __webpack_require__(805);
var resource_result = __webpack_require__(7294);
var domain_select = __webpack_require__(706);
var undone_move = __webpack_require__(9395);
var plan_health = __webpack_require__(8356);
;
function decideVerdict(resources, plans, options) {
const byStatus = Map.groupBy(resources, ({ status }) => status);
const countIf = (which) => resources.filter(which).length;
const counts = {
checked: resources.length,
drifted: countIf(({ drifted }) => drifted),
changed: countIf(({ changed }) => changed),
failed: countIf(({ problems }) => problems.length > 0),
notTried: byStatus.get('not-tried')?.length ?? 0,
unverified: countIf(({ unverified }) => unverified),
};
const healths = options.state === 'present' ? (0,plan_health .R4)(plans, options) : new Map();
const planHealth = (0,plan_health .hm)(healths.values());
const kind = verdictKind(counts, planHealth, options);
const unhealthy = [...healths].flatMap(([id, health]) => ((0,plan_health .ZT)(health) ? [id] : []));
const failedFor = new Set(options.failOnUnhealthyPlan ? unhealthy : []);
const failedForGaps = options.failOnGap && !isEverythingCovered(options.coverage);
const failedForDrift = options.failOnDrift && isDrift(counts, options);
const present = resource_result .f.map((status) => [status, byStatus.get(status) ?? []]);
const settings = options.settings.map(({ result }) => result);
return {
kind,
success: !FAILURES.has(kind) && failedFor.size === 0 && !failedForGaps && !failedForDrift,
drifted: counts.drifted > 0 || settings.some((result) => result.kind !== 'already'),
changed: counts.changed > 0 || settings.some(resource_result .Xb),
planHealth,
healths,
failedFor,
failedForGaps,
failedForDrift,
counts,
resources,
ranked: present.flatMap(([, results]) => results),
totals: new Map(present.flatMap(([status, { length }]) => (length === 0 ? [] : [[status, length]]))),
causes: causesOf(resources, options.settings),
};
}
const FAILURES = new Set(['failed', 'settings-failed', 'drift-failed']);
function verdictKind(counts, planHealth, options) {
const { failOnDrift, state, settings, coverage } = options;
const results = settings.map(({ result }) => result);
const isNothing = counts.checked === 0 && state === 'present' && coverage === undefined;
if (counts.failed > 0 || isNothing)
return 'failed';
if (results.some(({ kind }) => kind === 'failed' || kind === 'skipped'))
return 'settings-failed';
if (isDrift(counts, options))
return failOnDrift ? 'drift-failed' : 'drift';
if (counts.unverified > 0 || results.some(resource_result .sU))
return 'unverified';
if (!isEverythingCovered(coverage))
return 'gaps';
if ((0,plan_health .wz)(planHealth))
return 'unhealthy-plan';
return counts.changed > 0 || results.some(resource_result .Xb) ? 'corrected' : 'unchanged';
}
function isDrift({ drifted }, { dryRun, settings }) {
return dryRun && (drifted > 0 || settings.some(({ result }) => result.kind === 'would'));
}
function isEverythingCovered(coverage) {
return coverage === undefined || (coverage.gaps.length === 0 && coverage.inventory.incomplete === undefined);
}
function causesOf(results, settings) {
const causes = new Map();
const add = (name, problem) => {
const key = JSON.stringify([problem.title, problem.reason]);
const cause = causes.get(key) ?? { problem, names: new Set() };
if (cause.problem.message.includes(problem.message))
cause.problem = problem;
cause.names.add(name);
causes.set(key, cause);
};
for (const { resource, problems } of results)
for (const problem of problems)
add(resource.name, problem);
for (const { plan, result } of settings)
if ('problem' in result)
add(plan.name ?? plan.id, result.problem);
return [...causes.values()]
.map(({ problem, names }) => ({ problem, names: [...names] }))
.sort((a, b) => b.names.length - a.names.length);
}
var verify = __webpack_require__(4200);
var open_transport = __webpack_require__(1743);
var calls = __webpack_require__(6446);
var p_map = __webpack_require__(606);
var json_object = __webpack_require__(4995);
var progress = __webpack_require__(1378);
var errors = __webpack_require__(5524);
var list_reading = __webpack_require__(4230);
var parsers = __webpack_require__(9685);
;
const IF_CONTRADICTORY = "The list's counts and rows contradict each other, or it changes while it is read. Look in GitProtect whether a synchronization is running, and run again.";
class PagedList {
#session;
#call;
#parseRow;
#clock;
#log;
#maxPages;
#progress;
#pagesRead = 0;
constructor(session, call, parseRow, clock, log, maxPages = list_reading .Y0) {
this.#session = session;
this.#call = call;
this.#parseRow = parseRow;
this.#clock = clock;
this.#log = log;
this.#maxPages = maxPages;
}
get concurrency() {
return this.#session.transport.concurrency;
}
async read() {
const agreement = new list_reading .tJ();
try {
for (;;) {
const { limit } = agreement;
const reading = new list_reading .XY(limit, this.#maxPages);
for (const numbers of reading.steps()) {
const pages = await (0,p_map .Ay)(numbers, (number) => this.fetchPage(number, limit), {
concurrency: this.concurrency,
});
reading.add(pages);
}
const rows = agreement.rowsAfter(reading.result);
if (rows !== undefined)
return rows;
}
}
catch (error) {
throw error instanceof list_reading .Jc ? this.#session.invalid(this.#call, error.message, IF_CONTRADICTORY) : error;
}
}
async fetchPage(number, limit = list_reading .md) {
try {
const call = { ...this.#call, body: { ...this.#call.body, limit, page: number } };
const answer = await this.#session.call(call);
const readable = answer.kind === 'json' ? answer : await this.#session.call(call);
const page = this.#parse((0,parsers .o_)(readable), number);
this.#logProgress(number, page);
return page;
}
catch (error) {
if (error instanceof errors .m_ && number > 1)
return list_reading .yw;
throw error instanceof parsers .ym ? this.#session.invalid(this.#call, error.message) : error;
}
}
#parse(answer, number) {
const page = (0,parsers .NL)(answer);
if (number === 1)
this.#logFields(page);
return { ...page, rows: page.rows.map((row) => this.#parseRow(row)) };
}
#logFields({ rows }) {
const names = json_object .Y.of(rows[0])?.names();
if (names !== undefined)
this.#log.debug(`POST /${this.#call.path}: rows carry the fields ${(0,shared_text .yU)(names, 50)}`);
}
#logProgress(number, { place }) {
this.#progress ??= new progress .k(this.#log, this.#clock, `pages read to ${this.#call.purpose}`);
if (number === 1)
this.#pagesRead = 0;
this.#progress.report(++this.#pagesRead, place?.pages ?? 0);
}
}
;
class GitProtect {
transport;
#session;
#clock;
#log;
pageOf = new Map();
constructor(session, clock, log) {
this.transport = session.transport;
this.#session = session;
this.#clock = clock;
this.#log = log;
}
async signIn() {
await this.#session.signIn();
}
organizations() {
const body = { orderby: 'name', ordertype: 'asc' };
const call = (0,calls .C8)({
path: 'git/organizations/getmany',
purpose: 'list the organizations',
body,
refused: 'list the organizations',
answer: 'rows',
});
return this.#list(call, parsers .H4);
}
repositories(organization) {
const call = (0,calls .C8)({
path: 'git/repositories/getmany',
purpose: `list the repositories of organization ${(0,calls .wW)(organization)}`,
body: { id: organization.id, orderby: 'name', ordertype: 'asc' },
refused: 'list the repositories',
answer: 'rows',
});
return this.#list(call, (row) => (0,parsers .SU)(row, organization));
}
plans(organization) {
return this.#list(listPlansCall(organization), (row) => (0,parsers .Od)(row, organization));
}
async activateLicenses(repositories) {
await this.#session.call((0,calls .C8)({
path: 'git/repositories/activate',
about: 'activation',
purpose: `activate the license of ${(0,calls .n8)(repositories)}`,
body: idsOf(repositories),
roles: calls .Mc,
refused: 'activate a license',
ifRejected: "See the server's message. If it does not name the cause, look whether a license is free in GitProtect, and whether the repository is still at its Git host and not archived there.",
}));
}
async deactivateLicenses(repositories, soFar) {
const purpose = `deactivate the license of ${(0,calls .n8)(repositories)}`;
const body = idsOf(repositories);
const call = {
path: 'git/repositories/deactivate',
purpose,
body,
roles: calls .Mc,
refused: 'release a license',
};
await this.#session.call((0,calls .C8)({ ...call, repeated: 'by-caller', ...soFar }));
}
async removeRepository(repository, removeData, soFar) {
const body = { id: repository.id, removedata: removeData };
const purpose = `remove repository ${(0,calls .wW)(repository)}`;
const call = {
path: 'git/repositories/remove',
purpose,
body,
roles: calls .Mc,
refused: 'remove the repository',
};
await this.#session.call((0,calls .C8)({ ...call, repeated: 'never', ...soFar }));
}
async startSynchronization(organization) {
const body = { id: organization.id, organizationid: organization.id };
const purpose = `synchronize organization ${(0,calls .wW)(organization)}`;
await this.#session.call((0,calls .C8)({
path: 'git/repositories/sync',
purpose,
body,
refused: 'synchronize',
}));
}
async attach(plan, resource) {
const purpose = `attach ${memberInWords(resource)} to backup plan ${(0,calls .wW)(plan)}`;
await this.#session.call(resource.kind === 'project'
? (0,calls .C8)({
path: 'plans/AttachAzureProject',
purpose,
body: projectMembership(plan, resource),
refused: 'attach the project',
})
: (0,calls .C8)({
path: 'plans/attachgitrepository',
about: 'attachment',
purpose,
body: membership(plan, resource),
refused: 'attach the repository',
ifRejected: "See the server's message. If it does not name the cause, check the backup plan in GitProtect: repositories can be attached to it only if it selects them individually.",
}));
}
async detach(plan, resource, soFar) {
const purpose = `detach ${memberInWords(resource)} from backup plan ${(0,calls .wW)(plan)}`;
const call = resource.kind === 'project'
? {
path: 'plans/DetachAzureProject',
purpose,
body: projectMembership(plan, resource),
refused: 'detach the project',
}
: {
path: 'plans/detachgitrepository',
purpose,
body: membership(plan, resource),
refused: 'detach the repository',
};
await this.#session.call((0,calls .C8)({ ...call, repeated: 'by-caller', ...soFar }));
}
async readPlans(organization) {
const { parseShownPlan } = await __webpack_require__.e( 552).then(__webpack_require__.bind(__webpack_require__, 1552));
return await this.#list(listPlansCall(organization), (row) => parseShownPlan(row, organization)).read();
}
async modifyPlan(shown, wanted, earlier) {
const { modificationOf } = await __webpack_require__.e( 552).then(__webpack_require__.bind(__webpack_require__, 1552));
const path = shown.isAzure ? 'plans/ModifyAzurePlanAsync' : 'plans/modifygitplan';
const purpose = `modify backup plan ${(0,calls .wW)(shown.plan)}`;
const body = modificationOf(shown, wanted);
await this.#session.call((0,calls .C8)({
path,
purpose,
body,
repeated: 'by-caller-once-refused',
earlier,
refused: 'change the settings of the backup plan',
}));
}
#list(call, parseRow) {
return new PagedList(this.#session, call, parseRow, this.#clock, this.#log);
}
}
function listPlansCall(organization) {
return (0,calls .C8)({
path: 'plans/listassignedtoorganization',
purpose: `list the backup plans of organization ${(0,calls .wW)(organization)}`,
body: { organizationid: organization.id },
refused: 'list the backup plans',
answer: 'rows',
});
}
function idsOf(repositories) {
return { Ids: repositories.map(({ id }) => id) };
}
function membership(plan, repository) {
return { planid: plan.id, repositoryid: repository.id };
}
function projectMembership(plan, project) {
return { planId: plan.id, projectId: project.id };
}
function memberInWords(resource) {
return `${resource.kind === 'project' ? 'Azure DevOps project' : 'repository'} ${(0,calls .wW)(resource)}`;
}
var error_response = __webpack_require__(576);
var http_failure = __webpack_require__(2398);
var reported_failure = __webpack_require__(4718);
;
class Session {
transport;
#credentials;
#redactor;
#token;
#isRenewed = false;
constructor(transport, credentials, redactor) {
this.transport = transport;
this.#credentials = credentials;
this.#redactor = redactor;
}
async signIn() {
this.#token ??= this.#fetchToken();
await this.#token;
}
async call(call) {
let rejected;
let { earlier } = call;
for (;;) {
const token = (this.#token ??= this.#fetchToken());
const mayHaveApplied = rejected?.mayHaveApplied ?? false;
const accessToken = await token.catch((error) => {
throw mayHaveApplied ? rejected : error;
});
try {
const headers = { authorization: `Bearer ${accessToken}` };
const response = await this.transport.send({ ...call, method: 'POST', headers, earlier });
return this.#answerOf(response, call);
}
catch (thrown) {
const { serviceError } = await __webpack_require__.e( 253).then(__webpack_require__.bind(__webpack_require__, 3253));
const hasSignedIn = this.#credentials.kind === 'password';
const error = serviceError(thrown, call, { hasSignedIn });
if (!(error instanceof errors .D_) || call.repeated === 'never' || !this.#hasNewerToken(token))
throw error;
earlier = { attempts: call.earlier?.attempts ?? 0, mayHaveApplied: error.mayHaveApplied };
if (call.repeated !== 'by-itself')
throw serviceError(thrown, call, { earlier, hasSignedIn });
rejected = error;
}
}
}
invalid(call, what, remedy) {
return (0,errors .Ff)(call, this.transport.urlOf(call), this.#redactor.redact(what), remedy);
}
#hasNewerToken(rejected) {
if (this.#token !== rejected)
return true;
if (this.#isRenewed || this.#credentials.kind === 'token')
return false;
this.#isRenewed = true;
this.#token = undefined;
return true;
}
async #fetchToken() {
if (this.#credentials.kind === 'token')
return this.#credentials.token;
const { email, password, oddity } = this.#credentials;
const body = { email, password, rememberMe: false };
const call = (0,calls .C8)({
path: 'account/login',
about: 'sign-in',
purpose: 'sign in',
refused: 'sign in',
body,
ifRejected: (0,errors .Y_)(oddity),
});
let message = '';
try {
const request = { ...call, method: 'POST', isFirst: true };
let response = await this.transport.send(request);
let answer = this.#answerOf(response, call);
if (answer.kind === 'text') {
response = await this.transport.send(request);
answer = this.#answerOf(response, call);
}
message = messageIn(response, this.#redactor);
const token = (0,parsers .PO)((0,parsers .o_)(answer));
this.#redactor.addSecret(token);
return token;
}
catch (thrown) {
const { noAccessToken, serviceError } = await __webpack_require__.e( 253).then(__webpack_require__.bind(__webpack_require__, 3253));
if (thrown instanceof parsers .vS) {
const what = message === '' ? thrown.message : `${thrown.message}, and says: ${message}`;
throw noAccessToken(call, this.transport.urlOf(call), what);
}
throw thrown instanceof parsers .ym
? this.invalid(call, thrown.message)
: serviceError(thrown, call, { hasSignedIn: this.#isRenewed });
}
}
#answerOf(response, call) {
const { status, body, mayHaveAppliedBefore = false } = response;
if (/^\s*</.test(body))
throw this.invalid(call, `HTTP ${String(status)} with a web page instead of JSON`);
const answer = (0,parsers .JN)(body);
const failure = (0,reported_failure .Q)(answer.value, call.answer);
if (failure === undefined)
return answer;
const isPart = failure !== answer.value;
const said = (0,error_response .xy)(response, this.#redactor, isPart ? failure : undefined);
const what = ['', 'false'].includes(said.message) ? 'the answer says that the request failed' : said.message;
const cause = { kind: 'status', response: { ...said, message: what } };
const message = (0,http_failure .Be)({ ...call, method: 'POST' }, cause, this.transport.urlOf(call).href);
throw new http_failure .HR(message, cause, { mayHaveApplied: isPart || mayHaveAppliedBefore });
}
}
function messageIn(response, redactor) {
return json_object .Y.parse(response.body) === undefined ? '' : (0,error_response .xy)(response, redactor).message;
}
;
function connect(settings, world, redactor, log) {
const { serverUrl: baseUrl, budget } = settings;
const transport = (0,open_transport .g)(settings, { baseUrl, budget }, world, redactor, log);
return new GitProtect(new Session(transport, settings.credentials, redactor), world.clock, log);
}
;
const INPUT_NAMES = [
...['server-url', 'email', 'password', 'access-token', 'organization', 'repository', 'plan', 'state', 'exclusive'],
...['max-removals', 'project', 'plan-schedule', 'plan-metadata', 'confirm', 'delete-backups', 'dry-run'],
...['fail-on-drift', 'max-backup-age', 'fail-on-unhealthy-plan', 'sync', 'sync-timeout', 'verify-timeout'],
...['concurrency', 'request-timeout', 'retries', 'rate-limit-timeout', 'ca-certificate', 'report-file'],
...['host', 'host-url', 'host-token', 'host-owner', 'archived', 'fail-on-gap'],
];
var external_node_path_ = __webpack_require__(6760);
var error_code = __webpack_require__(65);
var paths = __webpack_require__(405);
var values = __webpack_require__(8463);
;
const FORMATS = new Map([
['.json', 'json'],
['.csv', 'csv'],
['.html', 'html'],
['.xml', 'junit'],
]);
function parseReportFiles(given, workspace) {
const files = new Map();
const mistakes = [];
const lines = given.split(/\r\n?|\n/).map((line) => line.trim());
const root = rootOf(workspace);
for (const line of lines.filter((each) => each !== '')) {
const wrong = (why) => mistakes.push(new values .Fp(`report-file is '${(0,shared_text .vI)(line)}': ${why}`));
if (root === undefined) {
wrong('the folder in which this was started is not there any more');
continue;
}
const path = (0,external_node_path_.resolve)(root, line);
const format = formatOf(path);
const several = line.split(/[,;]/).map((part) => part.trim());
const same = files.get(path.toLowerCase());
if (several.length > 1 && several.every((part) => formatOf(part) !== undefined))
wrong('write each file on a line of its own');
else if (format === undefined)
wrong('its ending must be .json, .csv, .html or .xml');
else if ((0,paths .q)(root, path))
wrong(`it must be in the workspace (${root})`);
else if (same !== undefined)
wrong(`it is the same file as ${same.path}: give each file once`);
else
files.set(path.toLowerCase(), { path, workspace: root, format });
}
return { files: [...files.values()], mistakes };
}
function formatOf(path) {
return FORMATS.get((0,external_node_path_.extname)(path).toLowerCase());
}
function rootOf(workspace) {
try {
return (0,external_node_path_.resolve)(workspace);
}
catch (error) {
if ((0,error_code .$)(error) !== 'ENOENT')
throw error;
return undefined;
}
}
var guid = __webpack_require__(8572);
;
const PATTERN = /[*?]/;
const MAX_SHOWN = 20;
function parsePlans(given, state) {
const names = (0,values .Dx)(given);
if (names.length === 0 && state === 'absent' && given !== '')
throw new values .Fp('plan holds only spaces or line breaks, and with state: absent no plan means every plan: give the plans to leave, or leave the input out');
if (names.length === 0 && state === 'present')
throw new values .Fp('plan is empty: state: present needs the name or ID of a backup plan, or of several, one per line (only state: absent works without it)');
return names;
}
function parseRepositories(given, place) {
const text = given('repository');
if (text !== '')
return parseSelection('repository', text);
if (given('project') !== '')
return undefined;
const { repository, project, whyNoRepository } = place;
if (repository === '')
throw new values .Fp(`repository is empty${whyNoRepository === undefined ? '' : `, and ${whyNoRepository}`}: give its name or ID`);
if (project === undefined)
return parseSelection('repository', repository);
const whole = `${project}/${repository}`;
const line = { kind: 'name', text: whole, names: [whole, repository], owner: undefined, project };
return { included: [line], excluded: [] };
}
function parseSelection(input, given) {
const lines = (0,values .Dx)(given);
checkSyntax(input, lines);
const isExcluded = (line) => line.startsWith('!');
const named = lines.map((line) => (isExcluded(line) ? line.slice(1).trim() : line));
const wrong = lines.filter((_, index) => !/^[^/]+(\/.+)?$/.test(named[index] ?? ''));
if (wrong.length > 0)
throw new values .Fp(`${input} has ${wrong
.slice(0, MAX_SHOWN)
.map((line) => `'${(0,shared_text .vI)(line)}'`)
.join(', ')}: a line is a name, owner/name, ID, or a pattern with * and ?`);
const included = lines.filter((line) => !isExcluded(line)).map(parseLine);
const excluded = lines.filter(isExcluded).map((line) => parseLine(line.slice(1).trim()));
return { included: included.length === 0 ? [domain_request .Qz] : included, excluded };
}
function parseLine(text) {
if (PATTERN.test(text))
return { kind: 'pattern', text };
const slash = text.lastIndexOf('/');
return { kind: 'name', text, names: [text], owner: slash < 0 ? undefined : text.slice(0, slash) };
}
const NOT_IN_NAMES = [
/[,;|[\]{}<>"#`\\\p{Cc}]/u,
/:\/|\/\/|\/$(?<=[^/]\/.*\/)|\s\/|\/\s|(?:^!?\s*|\/)\.{1,2}(?:\/|$)|^!?\s*[\w.-]+@[\w.-]+:/,
/^!?\s*(?:-\s|'.*'$)|^!\s*!/,
];
function isNoName(input, line) {
if ((0,guid .t)(line.replace(/^!\s*/, '')) !== undefined)
return false;
return hasOtherSyntax(line) || isAddressEnd(input, line);
}
function hasOtherSyntax(line) {
return NOT_IN_NAMES.some((each) => each.test(line)) || (0,shared_text .Hn)(line);
}
function isAddressEnd(input, line) {
return input === 'repository' && /\.git$/i.test(line) && !PATTERN.test(line);
}
function checkSyntax(input, lines) {
const wrong = lines.filter((line) => isNoName(input, line));
if (wrong.length === 0)
return;
const shown = wrong
.slice(0, MAX_SHOWN)
.map((line) => `${inQuotes(withoutCredentials(line))} (${remedyOf(input, line)})`);
const more = wrong.length > MAX_SHOWN ? ` and ${String(wrong.length - MAX_SHOWN)} more` : '';
throw new values .Fp(`${input} has lines that cannot be the name of a ${input}: ${shown.join(', ')}${more}. It takes one name, owner/name, ID or pattern a line, without quotes, commas or comments`);
}
const WRITTEN_BREAK = /(?:\\r)?\\n/;
function remedyOf(input, line) {
const parts = line.split(WRITTEN_BREAK);
const instead = parts.flatMap(linesInstead);
if (instead.length === 0)
return 'leave it out';
if (instead.some((each) => isNoName(input, each) || each.includes(':')))
return 'no name holds that, and a pattern has only * and ?';
const quoted = instead.slice(0, MAX_SHOWN).map(inQuotes).join(' and ');
const why = parts.length > 1 ? String.raw `: \n is a line break in double quotes only` : '';
const path = /^[\w.-]+\\n[\w.-]+$/.test(line) ? linesInstead(line).map(inQuotes).join() : '';
const either = path === '' ? '' : `; or write ${path}`;
if (instead.length > 1)
return `write ${quoted}, each on a line of its own${why}${either}`;
const isNameOnly = isAddressEnd(input, line) && !hasOtherSyntax(line);
return `write ${quoted}${isNameOnly ? ', or the ID if the name does end so' : ''}`;
}
function linesInstead(line) {
const isExcluded = line.startsWith('!');
return line
.replace(/^[!\s]+/, '')
.replace(/(^|\s)#.*$/, '')
.split(/[,;|\t]/)
.map((part) => part
.replace(/^[\s[<]*(-\s+)?["'`]?/, '')
.replace(/(?<![\s\]>])[\s\]>]+$/, '')
.replace(/["'`]$/, ''))
.flatMap((part) => {
const name = pathOf(part.replace(/^[!\s]+/, ''));
return name === '' ? [] : `${isExcluded || part.startsWith('!') ? '!' : ''}${name}`;
});
}
function pathOf(text) {
const [address] = /^(?:\S*@[^/:@]+(?::\d+\/|[/:])|[a-z+]+:\/+[^/]*\/)/i.exec(text) ?? [];
return (address === undefined
? text
: text
.slice(address.length)
.replace(/[?#][^]*/, '')
.replace('/_git/', '/'))
.split(/[/\\]/)
.map((part) => part.trim())
.filter((part) => !['', '.', '..'].includes(part))
.join('/')
.replace(/\.git$/i, '');
}
function withoutCredentials(line) {
return (0,shared_text .bN)(line).replace(/\?.*/, (query) => (/[=&]/.test(query) ? '?…' : query));
}
function inQuotes(text) {
return `'${(0,shared_text .vI)(text)}'`;
}
var server = __webpack_require__(1298);
;
const UNSEEN = /(?! )[\p{Z}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;
const LIKE_LATIN = /[\p{sc=Cyrl}\p{sc=Grek}\p{sc=Armn}\p{sc=Cher}\p{sc=Copt}\p{sc=Lisu}]/u;
function unlikeItsLook(name) {
const unseen = UNSEEN.exec(name)?.[0];
if (unseen !== undefined)
return `${codePointOf(unseen)}, which is not seen`;
const forged = /\p{sc=Latn}/u.test(name) ? LIKE_LATIN.exec(name)?.[0] : undefined;
const other = forged ?? Array.from(name).find((each) => each.normalize('NFKC') !== each);
return other === undefined ? undefined : `${codePointOf(other)}, which looks like another character`;
}
function unseenDifference(given, expected) {
const [is, wanted] = [Array.from(given), Array.from(expected)];
const index = is.findIndex((each, at) => each !== wanted[at]);
const at = index < 0 ? is.length : index;
const differing = [is[at], wanted[at]];
if (!/[^ -~]/.test(differing.join('')))
return '';
const [here, there] = differing.map((each) => (each === undefined ? 'its end' : codePointOf(each)));
return ` (character ${String(at + 1)} is ${String(here)} instead of ${String(there)})`;
}
function codePointOf(character) {
return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
;
function parseStateKind(given) {
return (0,values .HU)('state', given('state'), ['present', 'absent', 'removed']);
}
function parseExclusive(given, kind = 'present') {
const isExclusive = (0,values .yG)('exclusive', given('exclusive'));
if (isExclusive && kind !== 'present')
throw new values .Fp(`exclusive is true with state: ${kind}: it is for state: present only`);
return isExclusive;
}
function parseBackups(given, kind = 'removed') {
const areDeleted = (0,values .yG)('delete-backups', given('delete-backups'));
if (areDeleted && kind !== 'removed')
throw new values .Fp(`delete-backups is true with state: ${kind}: it is for state: removed only`);
return areDeleted ? 'deleted' : 'kept';
}
function checkRemoval(given, kind, backups) {
if (kind === undefined)
return { mistakes: [] };
const found = kind === 'removed'
? [notOne(given), notLeftOut('project', given), notLeftOut('plan', given), notConfirmed(given, backups)]
: [notAsked(given)];
return { mistakes: found.filter((each) => each !== undefined) };
}
function notAsked(given) {
if (given('confirm') === '')
return undefined;
return new values .Fp('confirm is given, but only state: removed asks for it: leave it out');
}
function notOne(given) {
const lines = given('repository').split(/[\r\n]+/);
if (!isOneRepository(given))
return new values .Fp(`repository is ${lines.map((line) => `'${(0,shared_text .vI)(line.trim())}'`).join(', ')}: state: removed takes exactly one name or ID, without patterns or !`);
const hidden = unlikeItsLook(given('repository'));
if (hidden === undefined)
return undefined;
return new values .Fp(`repository is '${(0,shared_text .vI)(given('repository'))}', and holds ${hidden}: for state: removed, type the name anew, or give the ID if that belongs to it`);
}
function isOneRepository(given) {
return /^[^!*?\r\n][^*?\r\n]*$/.test(given('repository'));
}
function notLeftOut(name, given) {
if (given(name) === '')
return undefined;
return new values .Fp(`${name} is given, but state: removed is for one repository, which leaves every plan: leave it out`);
}
function notConfirmed(given, backups) {
if (!isOneRepository(given) || unlikeItsLook(given('repository')) !== undefined || backups === undefined)
return undefined;
const confirmed = given('confirm');
const areDeleted = backups === 'deleted';
const expected = areDeleted ? `${given('repository')} and its backups` : given('repository');
if (confirmed === expected)
return undefined;
return new values .Fp(`confirm is '${(0,shared_text .vI)(confirmed)}': state: removed${areDeleted ? ' with delete-backups: true' : ''} takes exactly '${(0,shared_text .vI)(expected)}'${unseenDifference(confirmed, expected)}`);
}
function stateOf(kind, isExclusive, backups) {
if (kind === 'present')
return { kind, exclusive: isExclusive };
return kind === 'absent' ? { kind } : { kind, backups };
}
function parsePlanSettings(given, kind = 'present') {
const schedule = parseSetting('plan-schedule', given, 'enabled');
const metadata = parseSetting('plan-metadata', given, 'included');
const isAsked = schedule !== undefined || metadata !== undefined;
if (isAsked && kind !== 'present')
throw new values .Fp(`${schedule === undefined ? 'plan-metadata' : 'plan-schedule'} is given with state: ${kind}: it is for state: present only`);
return { schedule, metadata };
}
function parseSetting(name, given, value) {
const text = given(name);
if (text === '')
return undefined;
if (text === value)
return value;
throw new values .Fp(`${name} is '${(0,shared_text .vI)(text)}': it takes ${value}, or nothing to leave it as it is`);
}
;
class UnreadInputs extends shared_failure .HR {
reportFiles;
constructor(title, message, remedy, reportFiles) {
super(title, message, remedy);
this.reportFiles = reportFiles;
}
}
class InputError extends UnreadInputs {
listed;
constructor(mistakes, hint, howToCorrect, reportFiles) {
super(mistakes.length === 1 ? 'An input is wrong' : `${String(mistakes.length)} inputs are wrong`, [...mistakes, ...(hint === undefined ? [] : [hint])].join('\n'), howToCorrect, reportFiles);
this.listed = mistakes.length;
}
}
async function readInputs(source, redactor) {
const password = source.input('password');
const accessToken = source.input('access-token').trim();
for (const secret of [password, accessToken, source.input('host-token').trim()])
redactor.addSecret(secret);
const { environment, place } = source;
const workflowOwner = place.owner;
const given = (name) => source.input(name).trim();
const integer = (name, min, max, fallback) => new values .iy(() => (0,values .cG)(name, given(name), min, max, fallback));
const state = new values .iy(() => parseStateKind(given));
const kind = state.or(undefined);
const backups = new values .iy(() => parseBackups(given, kind));
const certificates = given('ca-certificate') === '' ? undefined : await __webpack_require__.e( 181).then(__webpack_require__.bind(__webpack_require__, 7181));
const parsed = {
serverUrl: new values .iy(() => (0,server .Ep)(given('server-url'))),
credentials: new values .iy(() => (0,server .gu)(given('email'), password, accessToken)),
organization: new values .iy(() => (0,values .a1)('organization', given('organization') || workflowOwner)),
selection: new values .iy(() => parseRepositories(given, place)),
projects: new values .iy(() => (given('project') === '' ? undefined : parseSelection('project', given('project')))),
state,
exclusive: new values .iy(() => parseExclusive(given, kind)),
backups,
removal: checkRemoval(given, kind, backups.or(undefined)),
plans: new values .iy(() => parsePlans(source.input('plan'), kind)),
settings: new values .iy(() => parsePlanSettings(given, kind)),
maxRemovals: integer('max-removals', 0, 999_999, 10),
dryRun: new values .iy(() => (0,values .yG)('dry-run', given('dry-run'))),
failOnDrift: new values .iy(() => (0,values .yG)('fail-on-drift', given('fail-on-drift'))),
sync: new values .iy(() => (0,values .HU)('sync', given('sync'), ['auto', 'always', 'never'])),
syncTimeoutSeconds: integer('sync-timeout', 0, 3600, 300),
verifyTimeoutSeconds: integer('verify-timeout', 0, 600, 30),
maxBackupAgeHours: integer('max-backup-age', 1, 999_999, undefined),
failOnUnhealthyPlan: new values .iy(() => (0,values .yG)('fail-on-unhealthy-plan', given('fail-on-unhealthy-plan'))),
archived: new values .iy(() => (0,values .HU)('archived', given('archived'), ['include', 'skip'])),
failOnGap: new values .iy(() => (0,values .yG)('fail-on-gap', given('fail-on-gap'))),
concurrency: integer('concurrency', 1, 32, 8),
requestTimeoutSeconds: integer('request-timeout', 1, 600, 30),
retries: integer('retries', 0, 10, 4),
rateLimitTimeoutSeconds: integer('rate-limit-timeout', 0, 21_600, 900),
certificateAuthorities: new values .iy(() => certificates?.parseCertificates(given('ca-certificate')) ?? []),
tls: new values .iy(() => {
(0,server .w5)(environment);
}),
};
const reports = parseReportFiles(given('report-file'), place.workspace);
if (source.unread !== undefined) {
const { title, message, remedy } = source.unread;
throw new UnreadInputs(title, message, remedy, reports.files);
}
const skipsArchived = parsed.archived.or('include') === 'skip';
const failOnGap = parsed.failOnGap.or(false);
const asksHost = skipsArchived || failOnGap || HOST_INPUTS.some((name) => given(name) !== '');
const host = asksHost
? (await __webpack_require__.e( 642).then(__webpack_require__.bind(__webpack_require__, 8642))).parseHost(given, { state: kind, skipsArchived, failOnGap }, place.servers)
: undefined;
const mistakes = [
...Object.values(parsed).flatMap((each) => each.mistakes),
...reports.mistakes,
...(host?.mistakes ?? []),
];
const toldOf = (mistake) => mistake instanceof values .jo
? source.missingSecrets(mistake.names, mistake.message)
: source.mistake(mistake.message);
const told = [...source.mistakes(INPUT_NAMES), ...mistakes.flatMap(toldOf)];
if (told.length > 0) {
const isSecretMissing = mistakes.some((each) => each instanceof values .jo && toldOf(each).length > 0);
throw new InputError(told, isSecretMissing ? await place.missingSecretHint?.() : undefined, source.howToCorrect, reports.files);
}
const dryRun = parsed.dryRun.value;
const hostInputs = host?.inputs();
const maySync = !dryRun && parsed.state.value === 'present';
return {
serverUrl: parsed.serverUrl.value,
credentials: parsed.credentials.value,
request: {
organization: parsed.organization.value,
selection: parsed.selection.value,
projects: parsed.projects.value,
state: stateOf(parsed.state.value, parsed.exclusive.value, parsed.backups.value),
plans: parsed.plans.value,
settings: parsed.settings.value,
maxRemovals: parsed.maxRemovals.value,
workflowOwner: workflowOwner === '' ? undefined : workflowOwner,
host: hostInputs?.host,
},
dryRun,
failOnDrift: parsed.failOnDrift.value,
maxBackupAgeHours: parsed.maxBackupAgeHours.value,
failOnUnhealthyPlan: parsed.failOnUnhealthyPlan.value,
syncsFirst: parsed.sync.value === 'always' && maySync,
syncTimeoutSeconds: parsed.sync.value !== 'never' && maySync ? parsed.syncTimeoutSeconds.value : undefined,
verifyTimeoutSeconds: parsed.verifyTimeoutSeconds.value,
concurrency: parsed.concurrency.value,
requestTimeoutSeconds: parsed.requestTimeoutSeconds.value,
retries: parsed.retries.value,
rateLimitTimeoutSeconds: parsed.rateLimitTimeoutSeconds.value,
certificateAuthorities: parsed.certificateAuthorities.value,
hostAccess: hostInputs?.access,
failOnGap,
reportFiles: reports.files,
};
}
const HOST_INPUTS = ['host', 'host-url', 'host-owner', 'host-token'];
var circuit_breaker = __webpack_require__(550);
var observe = __webpack_require__(3790);
var find = __webpack_require__(761);
var resolve_errors = __webpack_require__(3902);
;
function checkSelected({ state, selection, projects: projectLines }, organization, { selected, projects, missing, missingProjects, idleProjects }, synchronized, comparison) {
const { included, items } = selected;
const similar = new Map(missing.map((line) => [line.text, line.similar]));
for (const { line, items: several } of included)
if (line.kind === 'name' && several.length > 1)
throw (0,resolve_errors .zs)('repositories', 'repository', line.text, several);
if (state.kind === 'removed')
checkWrittenSo(selected, organization);
if (state.kind !== 'present' || state.exclusive) {
const isBroad = (lines) => lines?.included.some(({ kind }) => kind === 'pattern') === true;
checkExclusions(isBroad(selection) ? (0,domain_select .xh)(selected) : [], isBroad(projectLines) ? idleProjects : [], organization);
}
if (state.kind !== 'present')
return;
if (missingProjects.length > 0)
throw projectsMissing(organization, missingProjects, synchronized);
const atHost = (comparison?.selected.size ?? 0) + (comparison?.skipped.size ?? 0);
const isSomething = items.length + projects.length + atHost > 0;
const incomplete = comparison?.inventory.incomplete;
const isAtHost = ({ line }) => comparison?.skippedNames.has(line.text) === true ||
(line.kind === 'pattern' && (comparison?.lines.has(line) === true || (isSomething && incomplete !== undefined)));
const unfound = included.filter((match) => !(0,domain_select .ZN)(match) && !isAtHost(match));
const [first] = unfound;
if (first !== undefined)
throw unfound.length === 1
? oneMissing(organization, first, similar.get(first.line.text), synchronized)
: severalMissing(organization, unfound, similar, synchronized);
if (isSomething)
return;
const inputs = [
...(selection === undefined ? [] : ['repository']),
...(projectLines === undefined ? [] : ['project']),
].join(' and ');
throw new resolve_errors .JT('Nothing is left to protect', `the lines of ${inputs} exclude everything that they select in organization ${(0,shared_text .Pf)(organization)}`, 'Check the lines with !: they always win.');
}
function checkExclusions(repositories, projects, organization) {
const idle = [
...(repositories.length === 0 ? [] : [`no repository matches ${(0,resolve_errors .Gu)(repositories)}`]),
...(projects.length === 0 ? [] : [`no project matches ${(0,resolve_errors .Gu)(projects)}`]),
];
if (idle.length > 0)
throw new resolve_errors .JT('An exclusion matches nothing', `in organization ${(0,shared_text .Pf)(organization)} ${idle.join(', and ')}: what such a line was meant to keep would have been taken away, so nothing was changed`, 'Correct these lines, or remove them if what they kept is not in GitProtect any more.');
}
function checkWrittenSo({ included }, organization) {
for (const { line, items } of included)
for (const { id, name } of items) {
const listed = [name, (0,find .EU)(name, organization.name)];
const isWrittenSo = (line.kind === 'name' && line.names.some((each) => listed.includes(each))) || (0,guid .t)(line.text) === id;
if (!isWrittenSo)
throw new resolve_errors .JT('GitProtect does not list the repository', `organization ${(0,shared_text .Pf)(organization)} lists no repository '${(0,shared_text .vI)(line.text)}', but ${(0,shared_text .Pf)({ id, name })} (${id}), which differs in case or in characters that are hardly seen: nothing was changed`, 'A removal takes only what is written just as it is listed. If this repository is meant, give its ID in the inputs repository and confirm.');
}
}
function oneMissing(organization, { line, removed }, similar, synchronized) {
const what = `organization ${(0,shared_text .Pf)(organization)} lists no repository '${(0,shared_text .vI)(line.text)}'`;
if (removed.length > 0)
return new resolve_errors .JT('The repository is gone from the Git host', `${what}, except ${removed.length === 1 ? 'one' : String(removed.length)} that GitProtect marks as removed at the Git host${line.kind === 'name' ? `, ${inWords(synchronized)}` : ''}`, 'A removed repository cannot be backed up. If it was moved or renamed, give its new name; if it is there, check that it is granted to the GitProtect app.');
if (line.kind === 'pattern')
return new resolve_errors .JT('A pattern matches no repository', what, `Look at the pattern in the input repository. ${howToMatch(synchronized)}`);
return new resolve_errors .JT('GitProtect does not list the repository', `${what}, ${inWords(synchronized)}${similar === undefined ? '' : `; ${(0,resolve_errors .h)(line.text, similar)}`}`, howToBeListed(synchronized));
}
function inWords(synchronized) {
if (typeof synchronized === 'object')
return `not even ${String(synchronized.waitedSeconds)} s after it was asked to synchronize`;
const why = synchronized === 'dry-run' ? 'since this is a dry run' : 'since this run was told not to';
return `and GitProtect was not asked to synchronize, ${why}`;
}
function howToMatch(synchronized) {
const matching = 'A pattern is matched against whole names, without regard to case; * stands for any characters, ? for one.';
if (typeof synchronized === 'object')
return matching;
const how = synchronized === 'dry-run' ? 'run once with sync: always, and without dry-run' : 'run with sync: always';
return `${matching} For repositories that were created a short time ago, ${how}.`;
}
function howToBeListed(synchronized) {
const look = "Look in GitProtect: is the repository granted to GitProtect's app or token at the Git host, and are new repositories of this organization added automatically? Is the name right?";
if (typeof synchronized === 'object')
return `${look} A synchronization of a large organization may take longer: raise sync-timeout.`;
const how = synchronized === 'dry-run' ? 'once without dry-run (with sync: auto)' : 'with sync: auto';
return `${look} If it was created a short time ago, run ${how}: then GitProtect is asked to synchronize.`;
}
function severalMissing(organization, unfound, similar, synchronized) {
const names = unfound.map(({ line, removed }) => {
const other = similar.get(line.text);
const hint = other === undefined ? '' : ` (${(0,resolve_errors .h)(line.text, other)})`;
return `'${(0,shared_text .vI)(line.text)}'${removed.length > 0 ? ' (removed at the Git host)' : hint}`;
});
const hasName = unfound.some(({ line }) => line.kind === 'name');
return new resolve_errors .JT('GitProtect does not list some repositories', `organization ${(0,shared_text .Pf)(organization)} lists nothing for ${(0,shared_text .hS)(unfound.length, 'line')} of repository${hasName ? `, ${inWords(synchronized)}` : ''}: ${(0,shared_text .yU)(names)}`, `Correct or remove the lines that match nothing. ${hasName ? howToBeListed(synchronized) : howToMatch(synchronized)}`);
}
function projectsMissing(organization, missing, synchronized) {
const names = (0,shared_text .yU)(missing.map(({ text }) => `'${(0,shared_text .vI)(text)}'`));
const hasName = missing.some(({ kind }) => kind === 'name');
return new resolve_errors .JT('GitProtect does not list the project', `no repository of organization ${(0,shared_text .Pf)(organization)} is reported to belong to project ${names}${hasName ? `, ${inWords(synchronized)}` : ''}`, hasName
? `${howToBeListed(synchronized)} To select it all the same, give the ID of the project.`
: 'Look in GitProtect which projects its repositories belong to, and correct the pattern; or give the ID of the project.');
}
var domain_resolution = __webpack_require__(1448);
var resolve = __webpack_require__(3916);
var owner = __webpack_require__(9095);
;
function logOtherOwners({ selection, projects, workflowOwner, host }, { organization, organizations }, { log, worded }) {
const [name, atHost] = (0,owner .K2)(organizations, organization, workflowOwner === undefined ? [] : [workflowOwner]);
if (atHost === undefined || host?.owner === atHost)
return;
const written = [selection, projects].flatMap((each) => [
...(each?.included ?? []).map(({ text }) => ({ text, line: `'${text}'` })),
...(each?.excluded ?? []).map(({ text }) => ({ text, line: `'!${text}'` })),
]);
const lines = written.filter(({ text }) => (0,find .Gz)(atHost, text) !== undefined && (0,find .Gz)(name, text) === undefined);
if (lines.length > 0)
log.notice('An owner is assumed to be the organization', `'${(0,shared_text .vI)(atHost)}' is the owner of the repository that runs this, and taken to be the same as organization ${(0,shared_text .Pf)(organization)}, since GitProtect lists no other organization by that name: ${(0,shared_text .yU)(lines.map(({ line }) => line))}. If it is not the same, ${worded('correct the input organization')}.`);
}
;
const MAX_PAUSE_MS = 30_000;
const GROWTH = 1.5;
class Patience {
#context;
seconds;
#firstPause;
#start;
#pause;
constructor(context, seconds, firstPauseMs) {
this.#context = context;
this.seconds = seconds;
this.#firstPause = this.#pause = firstPauseMs;
this.#start = context.clock.monotonic();
}
restart() {
this.#start = this.#context.clock.monotonic();
this.#pause = this.#firstPause;
}
get waitedSeconds() {
return Math.round((this.#context.clock.monotonic() - this.#start) / 1000);
}
get nextPauseMs() {
const { clock, cancelled } = this.#context;
if (cancelled.aborted)
return 0;
return Math.max(0, Math.min(this.#pause, this.#start + this.seconds * 1000 - clock.monotonic()));
}
isOverFor(began) {
const { cancelled } = this.#context;
return cancelled.aborted || (this.nextPauseMs === 0 && began >= this.#start + this.seconds * 1000);
}
get nextPause() {
return `${(this.nextPauseMs / 1000).toFixed(1)} s`;
}
async pauseAfter(log, why) {
log.info(`  ${why}, looking again in ${this.nextPause}`);
await this.pause();
}
async pause() {
const { clock, cancelled } = this.#context;
await clock.sleep(this.nextPauseMs, cancelled);
this.#pause = Math.min(this.#pause * GROWTH, MAX_PAUSE_MS);
}
}
;
const FIRST_PAUSE_MS = 1000;
function syncPatience(context, { syncTimeoutSeconds = 0 }) {
return new Patience(context, syncTimeoutSeconds, FIRST_PAUSE_MS);
}
async function resolveOrSynchronize(context, settings, first, host, patience) {
const { request, syncTimeoutSeconds, syncsFirst } = settings;
logOtherOwners(request, first, context);
let seen = seenIn(request, first, host);
let synchronized = synchronizedBefore(settings, patience);
if (syncTimeoutSeconds !== undefined && mayBeListedLater(seen, syncsFirst)) {
const { observeAfterSynchronizing } = await __webpack_require__.e( 210).then(__webpack_require__.bind(__webpack_require__, 9210));
const { unlisted = [], skippedNames } = seen.comparison ?? {};
const again = await observeAfterSynchronizing(context, settings, { ...seen, unlisted, skippedNames }, patience);
if (again !== undefined) {
seen = seenIn(request, again, host, seen.comparison);
synchronized = { waitedSeconds: syncTimeoutSeconds };
}
}
const { observed, comparison } = seen;
const resolution = comparison?.resolution ?? seen.resolution;
checkSelected(request, observed.organization, resolution, synchronized, comparison);
const idle = request.state.kind === 'present' ? (0,domain_select .xh)(resolution.selected) : [];
if (idle.length > 0) {
const { checkExcludedPaths } = await __webpack_require__.e( 614).then(__webpack_require__.bind(__webpack_require__, 4614));
checkExcludedPaths(idle, resolution, observed, comparison);
}
if (request.state.kind !== 'present' || resolution.projects.length > 0) {
const { checkResolution } = await __webpack_require__.e( 602).then(__webpack_require__.bind(__webpack_require__, 3602));
checkResolution(request, resolution, observed);
}
const listed = (0,model .UX)(observed.plans);
const unlistedPlans = resolution.plans.filter(({ id }) => !listed.has(id));
return { resolution, unlistedPlans, comparison, desired: (0,desired_state .Iq)(request, resolution, observed) };
}
function seenIn(request, observed, host, before) {
const resolution = (0,resolve .hd)(request, observed);
const { inventory } = observed;
const comparison = inventory && host?.compareInventory(request, resolution, observed, inventory, before);
return { observed, resolution, comparison };
}
function mayBeListedLater({ resolution, comparison }, syncsFirst) {
const { repositories, projects } = (0,domain_resolution .J)(resolution, comparison?.skippedNames);
return repositories.length + projects.length > 0 || (!syncsFirst && (comparison?.unlisted ?? []).length > 0);
}
function synchronizedBefore({ dryRun, syncsFirst, syncTimeoutSeconds }, { waitedSeconds }) {
if (syncsFirst)
return { waitedSeconds };
if (syncTimeoutSeconds !== undefined)
return 'names-only';
return dryRun ? 'dry-run' : 'never';
}
;
const verify_FIRST_PAUSE_MS = 500;
function verifyPatience(context, timeoutSeconds) {
return new Patience(context, timeoutSeconds, verify_FIRST_PAUSE_MS);
}
function isStateOutdated(attempted, desired) {
return (attempted.some(({ attempt }) => attempt.kind === 'skipped' && attempt.cause === 'dependency') ||
attempted.some(({ attempt }) => !['none', 'skipped', 'kept'].includes(attempt.kind)) ||
isLeaveOutdated(attempted, desired));
}
function verifyByFirstReading({ log }, attempted, desired) {
log.info('Nothing to change');
return (0,verify .MX)(attempted, (0,observe .Xh)(desired), desired);
}
function isLeaveOutdated(attempted, { resources }) {
const atFirst = new Map(resources.map(({ resource, alsoIn }) => [resource.id, (0,model .UX)(alsoIn.map(({ plan }) => plan))]));
return attempted.some(({ change: { kind, resource }, attempt }) => kind === 'deactivate' &&
attempt.kind === 'kept' &&
attempt.plans.some(({ plan }) => atFirst.get(resource.id)?.has(plan.id) !== true));
}
;
function licensesNeeded(diff, organization) {
const toActivate = diff.flatMap(({ kind, change }) => kind === 'change' && change.kind === 'activate' ? change : []);
if (toActivate.length === 0)
return 'this run needs none';
return `this run needs ${needed(toActivate).join(' ')}; ${whatGitProtectSays(organization)}`;
}
function licensesInWords({ verdict: { resources }, organization, state }) {
const licenses = resources.flatMap(({ license }) => license ?? []);
if (licenses.length === 0)
return undefined;
const isPresent = state === 'present';
const [done, right] = isPresent ? ['activated', 'active'] : ['released', 'inactive'];
const words = {
done,
accepted: `${done} (state not reported)`,
would: `would be ${done}`,
refused: `not ${done}`,
unproved: `not proved to be ${right}`,
kept: 'kept',
already: `already ${right}`,
};
const counts = Map.groupBy(licenses, ({ result }) => endingOf(result));
const parts = ENDINGS.flatMap((each) => {
const some = counts.get(each)?.length ?? 0;
return some === 0 ? [] : `${String(some)} ${words[each]}`;
}).join(', ');
if (!isPresent)
return parts;
const wanting = licenses.filter(({ change, result }) => change.before !== domain_diff .ZY.activate || !(result.kind === 'already' || endingOf(result) === 'unproved'));
if (wanting.length === 0)
return `none needed, ${parts}`;
const [number, ...note] = needed(wanting.map(({ change }) => change));
const all = `${[number, 'needed', ...note].join(' ')}, ${parts}`;
return wanting.every(({ result }) => (0,resource_result .U4)(result)) ? all : `${all}; ${whatGitProtectSays(organization)}`;
}
const ENDINGS = ['done', 'accepted', 'would', 'refused', 'unproved', 'kept', 'already'];
function endingOf(result) {
switch (result.kind) {
case 'done':
return result.verified ? 'done' : 'accepted';
case 'failed':
return ['rejected', 'not-applied', 'reverted'].includes(result.cause) ? 'refused' : 'unproved';
case 'skipped':
return 'refused';
case 'already':
return result.isOld === true ? 'unproved' : 'already';
case 'would':
case 'kept':
return result.kind;
}
}
function needed(changes) {
const unknown = changes.filter(({ before }) => before === 'unknown').length;
const count = String(changes.length);
return unknown === 0 ? [count] : [`up to ${count}`, `(${String(unknown)} of them not reported)`];
}
function whatGitProtectSays({ missingLicenses, ...organization }) {
const free = 'GitProtect does not report how many are free';
if (missingLicenses === undefined)
return free;
return `at the start GitProtect counted ${(0,shared_text .hS)(missingLicenses, 'missing license')} in organization ${(0,shared_text .Pf)(organization)}; ${free}`;
}
var report_headline = __webpack_require__(2539);
var report_text = __webpack_require__(5655);
var words = __webpack_require__(2691);
;
const FEW = 20;
const FEW_PLANS = 3;
function numbersOf(run) {
const licenses = licensesInWords(run);
return [
...resourceLines(run),
...(licenses === undefined ? [] : [`Licenses: ${licenses}`]),
...(run.plans.length <= FEW_PLANS ? allPlans(run) : [healthsInWords(run)]),
...(run.coverage?.numbers ?? []),
`Organization ${(0,shared_text .Pf)(run.organization)}: ${[...passedOver(run), cost(run)].join(', ')}`,
];
}
function resourceLines({ verdict: { resources, totals }, state }) {
const [only] = resources;
if (only !== undefined && resources.length === 1)
return [(0,words .cA)(only)];
const counts = [...totals].map(([status, count]) => `${String(count)} ${(0,words .xq)(status, state)}`);
return counts.length === 0 ? [] : [`${String(resources.length)} checked: ${counts.join('; ')}`];
}
function allPlans({ plans, settings, verdict: { healths }, laterNow }) {
return [
...plans.map((plan) => `Backup plan ${(0,shared_text .Pf)(plan)}: ${(0,words .oS)(plan, healths.get(plan.id), laterNow)}`),
...settings.map(({ plan, result }) => `Settings of backup plan ${(0,shared_text .Pf)(plan)}: ${(0,words .E8)(result)}`),
];
}
function healthsInWords({ plans, verdict: { healths } }) {
const all = (0,shared_text .hS)(plans.length, 'backup plan');
if (healths.size === 0)
return all;
const counts = Map.groupBy(plans, ({ id }) => healths.get(id) ?? 'unknown');
return `${all}: ${[...counts].map(([health, some]) => `${String(some.length)} ${health}`).join(', ')}`;
}
function passedOver({ passedOver: repositories }) {
const { length } = repositories;
return length === 0 ? [] : [`${String(length)} passed over, removed at the Git host`];
}
function cost({ requests, milliseconds }) {
return `${(0,shared_text .hS)(requests, 'request')} to GitProtect, ${(0,report_text .p0)(milliseconds)}`;
}
var to_do = __webpack_require__(1567);
;
const DETAILS = 'Details';
const MAX_ANNOTATIONS = { error: 5, warning: 3 };
const MAX_NAMES = 5;
const MAX_ALL_NAMES = 200;
const MAX_KINDS = 50;
const MAX_REASONS = 1000;
function detailsOf(run, table = []) {
const { resources } = run.verdict;
const repositories = resources.length > FEW ? wouldAndKept(resources) : ofFew(resources);
return [
...(table.length > 0 ? table : resources.length === 1 ? [] : repositories),
...(run.coverage?.details ?? []),
...run.toDo.flatMap(({ title, names }) => names.length > MAX_NAMES ? `${title}: ${(0,shared_text .yU)(names, MAX_ALL_NAMES)}` : []),
...(run.plans.length > FEW_PLANS ? allPlans(run) : []),
...limited((0,to_do .Rp)(run.toDo).rest.map((each) => `${each.title}: ${toDoLine(each)}`), MAX_REASONS),
];
}
function ofFew(resources) {
const { same = [], other = [] } = Object.groupBy(resources, (each) => (isUnchanged(each) ? 'same' : 'other'));
const names = (0,shared_text .yU)(same.map(({ resource }) => resource.name), FEW);
return [...other.map(words .cA), ...(same.length === 0 ? [] : [`Unchanged: ${names}`])];
}
function isUnchanged(each) {
return (0,resource_result .ye)(each).every(({ result }) => result.kind === 'already' && (0,resource_result .U4)(result));
}
function wouldAndKept(resources) {
const all = resources.flatMap((each) => (0,resource_result .ye)(each)
.filter(({ result }) => result.kind === 'would' || result.kind === 'kept')
.map((result) => ({ words: (0,words .mr)(result), name: each.resource.name })));
const lines = [...Map.groupBy(all, ({ words }) => words)].map(([words, of]) => `${words} (${String(of.length)}): ${(0,shared_text .yU)(of.map(({ name }) => name))}`);
return limited(lines, MAX_KINDS);
}
function limited(lines, max) {
const rest = lines.length - max;
return rest > 0 ? [...lines.slice(0, max), `… and ${(0,shared_text .hS)(rest, 'more line')}`] : lines;
}
function logEnd(run, log) {
log.info(`${(0,report_headline .Fg)(run)} ${(0,report_headline .Pl)(run)}.`);
logToDo(run, log);
for (const line of numbersOf(run))
log.info(line);
}
function logToDo(run, log) {
const { shown, rest } = (0,to_do .Rp)(run.toDo);
if (shown.length > 0)
log.info('What to do now:');
const left = { ...MAX_ANNOTATIONS };
for (const each of shown) {
if (left[each.level]-- > 0)
log[each.level](each.title, toDoLine(each, '\n'));
else
log.info(`${each.title}: ${toDoLine(each)}`);
}
if (rest.length > 0)
log.info(`… and ${(0,shared_text .hS)(rest.length, 'more reason')}: see ${DETAILS} above`);
}
function toDoLine({ names, text, remedy }, between = ' ') {
const what = names.length === 0 ? (0,shared_text .Zb)(text) : `${(0,shared_text .yU)(names, MAX_NAMES)}: ${text}`;
return `${(0,to_do .uA)(what)}${between}What to do: ${remedy}`;
}
;
const MAX_PLANS = 5;
const MAX_PLAN_LINES = 200;
const MAX_LINES = 1000;
const MAX_PASSED_OVER = 10;
function subjectOf({ selection, projects }) {
const [line, more] = [...(selection?.included ?? []), ...(projects?.included ?? [])];
const excluded = [...(selection?.excluded ?? []), ...(projects?.excluded ?? [])];
if (line === undefined || more !== undefined || excluded.length > 0)
return 'the selected repositories';
return selection === undefined ? `project '${(0,shared_text .vI)(line.text)}'` : `'${(0,shared_text .vI)(line.text)}'`;
}
function logSelection({ selected, projects, missing, missingProjects, idleProjects }, state, linesAtHost, log) {
const { items, included, excluded } = selected;
if (included.length > 1 || excluded.length > 0 || included[0]?.line.kind === 'pattern') {
const lines = [
...included.map((match) => `'${(0,shared_text .vI)(match.line.text)}' selects ${matchInWords(match)}`),
...excluded.map((match) => {
const isAtHost = linesAtHost.has(match.line) && match.items.length === 0;
return `'!${(0,shared_text .vI)(match.line.text)}' excludes ${isAtHost ? 'what the Git host lists under that name' : matchInWords(match)}`;
}),
];
for (const line of limited(lines, MAX_LINES))
log.info(line);
log.info(`Selected: ${(0,shared_text .hS)(items.length, 'repository', 'repositories')}`);
}
for (const { line, items } of included)
if (line.kind === 'name' && line.project !== undefined && items.length === 1 && items[0]?.name !== line.text)
log.info(`'${line.text}' is listed as ${items.map(shared_text .Pf).join()}`);
const passed = (0,domain_select .Jn)({ selected, projects });
if (passed.length > 0)
log.info(`Passed over, since GitProtect marks them as removed at the Git host: ${(0,shared_text .eZ)(passed, MAX_PASSED_OVER)}`);
const idle = (0,domain_select .xh)(selected).filter((line) => !linesAtHost.has(line));
if (idle.length > 0)
log.notice('An exclusion in repository matches nothing', `${(0,shared_text .yU)(idle.map(({ text }) => `'!${text}'`))}: no repository that GitProtect lists is sure to be meant. Correct the line, or remove it.`);
if (idleProjects.length > 0)
log.notice('An exclusion in project matches nothing', `${(0,shared_text .yU)(idleProjects.map(({ text }) => `'!${text}'`))}: no project matches. Correct the line, or remove it.`);
if (state.kind !== 'present')
logAbsent(included, missing, missingProjects, log);
}
function logAbsent(included, missing, missingProjects, log) {
const patterns = included.filter((match) => match.line.kind === 'pattern' && !(0,domain_select .ZN)(match));
const names = [
...missing.map(({ text, similar }) => similar === undefined ? `'${text}'` : `'${text}' (${(0,resolve_errors .h)(text, similar)})`),
...patterns.map(({ line }) => `'${line.text}'`),
...missingProjects.map(({ text }) => `project '${text}'`),
];
if (names.length > 0)
log.notice('Not listed, so already absent', `GitProtect lists nothing named ${(0,shared_text .yU)(names)}, so there is nothing to do. If the name is wrong, correct the line.`);
}
function matchInWords({ items }) {
return items.length === 0 ? 'nothing' : (0,shared_text .eZ)(items);
}
function logDiff(diff, { organization, plans, resources }, log) {
log.info(`Organization ${(0,shared_text .Pf)(organization)} (${organization.id})`);
for (const plan of plans.slice(0, MAX_PLAN_LINES)) {
const facts = [`schedule ${(0,words .rH)(plan)}`, `last run ${(0,words .jk)(plan.lastRun)}`, (0,words .Wm)(plan)];
const known = facts.filter((fact) => fact !== undefined).join('; ');
log.info(`Backup plan ${(0,shared_text .Pf)(plan)} (${plan.id}): ${known}`);
}
if (plans.length > MAX_PLAN_LINES)
log.info(`… and ${String(plans.length - MAX_PLAN_LINES)} backup plans more`);
if (resources.some(({ license }) => license === 'active'))
log.info(`Licenses: ${licensesNeeded(diff, organization)}`);
const repositories = [...Map.groupBy(diff, ({ change }) => change.resource.id).values()];
const drifted = repositories.filter((entries) => entries.some(({ kind }) => kind !== 'satisfied'));
const isFew = repositories.length <= FEW;
if (!isFew)
log.info(`${String(repositories.length)} repositories, ${String(drifted.length)} of which need changes`);
for (const entries of isFew ? repositories : drifted)
logRepository(entries, log);
}
function logRepository(entries, log) {
const [first] = entries;
if (first === undefined)
return;
const { resource } = first.change;
const states = entries.flatMap(({ change: { kind, before } }) => kind === 'activate' || kind === 'deactivate' ? `license ${(0,words .L9)(before)}` : []);
const plans = entries.flatMap(({ change }) => 'plan' in change ? { plan: change.plan, state: (0,words .L9)(change.before) } : []);
log.info(`${(0,words .Vb)(resource)} (${resource.id}): ${[...states, ...(0,words .vX)(plans, MAX_PLANS)].join('; ')}`);
}
var fitting = __webpack_require__(3185);
var record = __webpack_require__(1117);
;
const RANKED = ['failed', 'skipped', 'would', 'done', 'kept', 'already'];
const MAX_REPORT_BYTES = 500 * 1024;
const PLANS_SHARE = 0.2;
const COVERAGE_SHARE = 0.4;
const LISTS_SHARE = 0.1;
function outputsOf(run, reportBytes = MAX_REPORT_BYTES) {
const { organization, plans, verdict, settings } = run;
const { resources, counts } = verdict;
const [only] = resources;
return {
drift: String(verdict.drifted),
changed: String(verdict.changed),
'organization-id': organization.id,
'repository-id': only?.resource.kind === 'repository' && resources.length === 1 ? only.resource.id : '',
'plan-id': plans.map(({ id }) => id).join('\n'),
'license-status': licenseStatus(run),
'plan-status': statusOfAll(run, plansOf(resources), 'already-detached'),
'plan-health': run.state === 'present' ? verdict.planHealth : '',
'plan-settings-status': settings.length === 0 ? '' : record .bk[leastGood(settings)?.result.kind ?? 'failed'],
'removal-status': run.state === 'removed' ? removalStatus(run) : '',
'repositories-checked': String(counts.checked),
'repositories-changed': String(counts.changed),
'repositories-failed': String(counts.failed),
...(run.coverage?.outputs ?? NO_COVERAGE),
report: reportOf(run, reportBytes),
};
}
const NO_COVERAGE = { 'host-repositories': '', 'inventory-complete': '', 'repositories-uncovered': '' };
function licenseStatus(run) {
const { resources } = run.verdict;
const licenses = resources.flatMap(({ license }) => license ?? []);
return resources.length > 0 && licenses.length === 0 ? '' : statusOfAll(run, licenses, 'already-inactive');
}
function statusOfAll({ state, coverage }, changes, ifNone) {
if (changes.length === 0 && state !== 'present')
return ifNone;
if (changes.length === 0 && coverage !== undefined)
return '';
const least = leastGood(changes);
return least === undefined ? 'failed' : (0,record .c2)(least);
}
function plansOf(resources) {
const plans = resources.flatMap((each) => each.plans);
const attached = plans.filter(({ change }) => change.kind === 'attach');
if (attached.length === 0)
return ofLeaving(resources, plans);
return [...attached, ...plans.filter((each) => each.change.kind === 'detach' && isUndone(each))];
}
function isUndone({ result }) {
return result.kind === 'failed' || result.kind === 'skipped' || result.kind === 'would';
}
function ofLeaving(resources, plans) {
const itsOpen = ({ resource, plans: its }) => its.filter(({ change, result }) => change.resource.id === resource.id && result.kind === 'kept' && !(0,resource_result .n_)(result));
const open = plans.some(isUndone) ? [] : resources.flatMap(itsOpen);
return open.length > 0 ? open : plans.filter(({ result }) => result.kind !== 'kept');
}
function removalStatus({ verdict: { resources } }) {
const [removal] = resources.flatMap((each) => each.removal ?? []);
return removal === undefined ? 'already-removed' : (0,record .c2)(removal);
}
function outputsOfFailure(failed, given) {
const isGiven = (name) => given(name).trim() !== '';
return {
'license-status': 'failed',
'plan-status': 'failed',
...(isGiven('plan-schedule') || isGiven('plan-metadata') ? { 'plan-settings-status': 'failed' } : {}),
...(given('state').trim() === 'removed' ? { 'removal-status': 'failed' } : {}),
report: JSON.stringify((0,record .sL)(failed)),
};
}
function reportOf(run, bytes) {
const { ranked } = run.verdict;
const coverage = run.coverage?.shortRecord(bytes * COVERAGE_SHARE);
const planBytes = bytes * PLANS_SHARE;
const short = (0,record .YO)(run, bytes * LISTS_SHARE);
const repositoryBytes = bytes - planBytes - (coverage?.bytes ?? 0) - short.bytes;
const plans = (0,record .sd)(run).map((plan) => JSON.stringify(plan));
const shownPlans = (0,fitting ._)(plans, planBytes);
const whole = (0,fitting ._)(records(ranked), repositoryBytes);
const shown = whole.length > 0 ? whole : (0,fitting ._)(recordsWithoutPlans(ranked), repositoryBytes);
const isCut = whole.length < ranked.length || shownPlans.length < plans.length || coverage?.isCut === true || short.isCut;
const head = JSON.stringify((0,record .Uo)(run, isCut, coverage?.record, short.lists));
return `${head.slice(0, -1)},"plans":[${shownPlans.join(',')}],"repositories":[${shown.join(',')}]}`;
}
function* records(results) {
for (const result of results)
yield JSON.stringify((0,record .zv)(result));
}
function* recordsWithoutPlans(results) {
for (const result of results)
yield JSON.stringify({ ...(0,record .zv)(result), plans: [] });
}
function leastGood(all) {
return RANKED.map((kind) => all.find(({ result }) => result.kind === kind)).find((each) => each !== undefined);
}
var markdown = __webpack_require__(4285);
;
const MAX_ROWS = 500;
const MAX_ROW_BYTES = 384 * 1024;
const MAX_PLAN_BYTES = 128 * 1024;
const MAX_PLAN_COLUMNS = 5;
function totalsTable({ verdict: { resources, totals }, state, coverage }) {
const all = resources.length;
const rows = [...totals].map(([status, count]) => {
const mark = status === 'failed' || status === 'not-tried' ? '❌ ' : '';
return (0,markdown .nM)([`${mark}${(0,words .xq)(status, state)}`, String(count), bar(count, all)]);
});
return (0,markdown .tp)([`Repositories${coverage === undefined ? '' : ' in GitProtect'}`, 'Count', 'Share'], rows);
}
const BAR_CELLS = 20;
function bar(count, all) {
const cells = Math.min(count < all ? BAR_CELLS - 1 : BAR_CELLS, Math.max(1, Math.round((count * BAR_CELLS) / all)));
const percent = Math.floor((count * 100) / all);
return `\`${'█'.repeat(cells)}${'░'.repeat(BAR_CELLS - cells)}\` ${percent === 0 ? '< 1' : String(percent)} %`;
}
function repositoryTable(run) {
const { resources, ranked, totals } = run.verdict;
if (resources.length === 0)
return [];
if (resources.length === 1)
return tableOfResources(resources, run);
const isFew = resources.length <= FEW;
const shown = isFew ? ranked : ranked.filter(({ status }) => status !== 'protected');
if (shown.length === 0)
return [];
const counts = [...totals].flatMap(([status, count]) => isFew || status !== 'protected' ? `${String(count)} ${(0,words .xq)(status, run.state)}` : []);
return (0,markdown .TM)(`Repositories: ${counts.join('; ')}`, tableOfResources(shown, run));
}
function tableOfResources(shown, run) {
const { plans } = run;
const columns = new Set(plans.map(({ id }) => id));
const hasReasons = shown.length > 1 && shown.some(({ problems }) => problems.length > 0);
const hasOthers = shown.some((each) => each.plans.some(({ change }) => !columns.has(change.plan.id)));
const heads = [
'Repository',
'License',
...(plans.length > MAX_PLAN_COLUMNS ? ['Plans'] : plans.map(({ id, name }) => `Plan ${(0,markdown .aY)(name ?? id)}`)),
...(hasOthers ? ['Other plans'] : []),
...(run.state === 'removed' ? ['In GitProtect'] : []),
...(hasReasons ? ['Why'] : []),
];
const rows = (0,fitting ._)(shown
.slice(0, MAX_ROWS)
.map((each) => (0,markdown .nM)([...resourceRow(each, run, columns, hasOthers), ...(hasReasons ? [reasonsOf(each)] : [])])), MAX_ROW_BYTES);
const rest = shown.length - rows.length;
return [
(0,markdown .tp)(heads, rows),
...(rest > 0
? [
`… and ${(0,shared_text .hS)(rest, 'repository', 'repositories')} more (<code>${run.worded('report-file')}</code> gives all).`,
]
: []),
];
}
function resourceRow({ resource, license, plans: all, removal }, { plans, state }, columns, hasOthers) {
const requested = all.filter(({ change }) => columns.has(change.plan.id));
const inSome = (which) => `in ${String(requested.filter(which).length)} of ${String(plans.length)}`;
const memberships = plans.length > MAX_PLAN_COLUMNS
? [transition(inSome(isBefore), inSome(isAfter))]
: plans.map(({ id }) => requested
.filter(({ change }) => change.plan.id === id)
.map(changeCell)
.join(', '));
const others = all
.filter(({ change }) => !columns.has(change.plan.id))
.map((each) => `${(0,markdown .aY)(each.change.plan.name ?? each.change.plan.id)}: ${changeCell(each)}`);
return [
`${resource.kind === 'project' ? 'Project ' : ''}${(0,markdown .aY)(resource.name)}`,
license === undefined ? '–' : changeCell(license),
...memberships,
...(hasOthers ? [others.slice(0, MAX_PLAN_COLUMNS).join(', ')] : []),
...(state === 'removed' ? [removal === undefined ? '' : changeCell(removal)] : []),
];
}
function reasonsOf({ problems }) {
return (0,markdown .g5)((0,shared_text .vI)([...new Set(problems.map(({ title, inShort = title }) => inShort))].join('; ')));
}
function changeCell(each) {
return transition((0,words .L9)(each.change.before), (0,markdown .g5)((0,words .W_)(each)));
}
function isBefore({ change }) {
return change.before === 'attached';
}
function isAfter({ change, result }) {
return change.kind === 'attach' ? (0,resource_result .U4)(result) : !(0,resource_result .U4)(result) && isBefore({ change, result });
}
function planTable(run) {
const { plans, settings, verdict, laterNow } = run;
const { healths } = verdict;
if (plans.length === 0)
return [];
const rows = plans.map((plan) => {
const health = healths.get(plan.id);
const changed = settings.find((each) => each.plan.id === plan.id);
return (0,markdown .nM)([
(0,markdown .aY)(plan.name ?? plan.id),
...(healths.size === 0 ? [] : [(0,words .$J)(health ?? 'unknown')]),
(0,words .rH)(plan),
(0,words .jk)(plan.lastRun, laterNow),
...(settings.length === 0 ? [] : [changed === undefined ? '' : (0,words .E8)(changed.result)]),
]);
});
const heads = [
'Backup plan',
...(healths.size === 0 ? [] : ['Health']),
'Schedule',
'Last run',
...(settings.length === 0 ? [] : ['Settings']),
];
const shown = (0,fitting ._)(rows, MAX_PLAN_BYTES);
const rest = rows.length - shown.length;
const blocks = [(0,markdown .tp)(heads, shown), ...(rest > 0 ? [`… and ${(0,shared_text .hS)(rest, 'backup plan')} more.`] : [])];
return plans.length <= FEW_PLANS ? blocks : (0,markdown .TM)(healthsInWords(run), blocks);
}
function transition(before, after) {
return before === after ? after : `${before} → **${after}**`;
}
;
const MAX_TO_DO_BYTES = 96 * 1024;
const MAX_REASONS_BYTES = 128 * 1024;
const MAX_TEXT_LENGTH = 1000;
const summary_MAX_NAMES = 5;
function summaryOf(run) {
const { coverage, plans, verdict } = run;
const isOne = verdict.resources.length === 1;
const repositories = repositoryTable(run);
const planRows = planTable(run);
const isFewPlans = plans.length <= FEW_PLANS;
return summary_document([
`## ${(0,report_headline .Fg)(run)} GitProtect backup`,
`**${(0,markdown .g5)((0,report_headline .Pl)(run))}.**`,
...toDoList(run),
'### Numbers',
...(verdict.resources.length > 1 ? [totalsTable(run)] : []),
...(isOne ? repositories : []),
...licenses(run),
...(isFewPlans ? planRows : []),
...(coverage?.section.numbers ?? []),
...(coverage?.section.gaps ?? []),
...allReasons(run),
...(isOne ? [] : repositories),
...(isFewPlans ? [] : planRows),
...(coverage?.section.others ?? []),
`<sub>${[`Organization ${(0,markdown .aY)(run.organization.name)}`, ...passedOver(run), cost(run)].join(' · ')}</sub>`,
]);
}
function summaryOfFailure({ title, message, remedy }, headlineOfIt) {
return summary_document([
`## ${report_headline .hE} GitProtect backup`,
`**${(0,markdown .g5)(headlineOfIt)}: ${(0,markdown .g5)(title)}.**`,
TO_DO,
`- ❌ **${(0,markdown .g5)(remedy)}**`,
'### Why',
...message.split('\n').map((line) => (0,markdown .g5)(line)),
]);
}
const TO_DO = '### What to do now';
function toDoList({ toDo }) {
if (toDo.length === 0)
return [];
return [TO_DO, listOf((0,to_do .Rp)(toDo).shown, MAX_TO_DO_BYTES, toDo.length, `: see “${ALL_REASONS}” below`)];
}
const ALL_REASONS = 'All reasons';
function allReasons({ toDo, worded }) {
if ((0,to_do .Rp)(toDo).rest.length === 0)
return [];
const list = listOf(toDo, MAX_REASONS_BYTES, toDo.length, ` (<code>${worded('report-file')}</code> gives all)`);
return (0,markdown .TM)(`${ALL_REASONS} (${String(toDo.length)})`, [list]);
}
function listOf(toDo, bytes, count, where) {
const lines = (0,fitting ._)(linesOf(toDo), bytes);
const rest = count - lines.length;
return [...lines, ...(rest === 0 ? [] : [`- … and ${(0,shared_text .hS)(rest, 'more reason')}${where}`])].join('\n');
}
const MARKS = { error: '❌ ', warning: '⚠️ ' };
function* linesOf(toDo) {
for (const each of toDo)
yield summary_toDoLine(each);
}
function summary_toDoLine({ level, names, text, remedy }) {
const what = (0,markdown .g5)((0,to_do .uA)((0,shared_text .vI)(names.length === 0 ? (0,shared_text .Zb)(text) : text, MAX_TEXT_LENGTH)));
const who = names.length === 0 ? '' : `${(0,report_text .Hy)(names.slice(0, summary_MAX_NAMES).map(markdown .aY), names.length)}: `;
return `- ${MARKS[level]}**${(0,markdown .g5)(remedy)}** ${who}${what}`;
}
function licenses(run) {
const words = licensesInWords(run);
return words === undefined ? [] : [`**Licenses:** ${(0,markdown .g5)(words)}`];
}
function summary_document(blocks) {
return `${blocks.join('\n\n')}\n`;
}
;
async function report(run, files, runner, others) {
const reported = others?.othersOf(run);
const details = detailsOf(run, runner.showsTable ? reported?.table() : []);
if (details.length > 0)
await runner.group(DETAILS, () => {
for (const line of details)
runner.info(line);
return Promise.resolve();
});
logEnd(run, runner);
const reports = {
outputs: (reportBytes) => outputsOf(run, reportBytes),
summary: () => summaryOf(run),
others: reported,
};
const pieces = async (format) => {
if (format === 'html')
return (await Promise.all( [__webpack_require__.e(883), __webpack_require__.e(629)]).then(__webpack_require__.bind(__webpack_require__, 629))).pageOf(run);
if (format === 'junit')
return [(await __webpack_require__.e( 998).then(__webpack_require__.bind(__webpack_require__, 2998))).junitOf(run)];
if (format === 'csv')
return (await __webpack_require__.e( 526).then(__webpack_require__.bind(__webpack_require__, 5526))).csvOf(run);
return (await __webpack_require__.e( 794).then(__webpack_require__.bind(__webpack_require__, 2794))).jsonOf(run);
};
return await publish(reports, files, pieces, runner);
}
function whenItEnded(failure) {
if (failure instanceof shared_failure ._C)
return 'unexpected';
return failure instanceof RemovalLimitError ? 'limit' : 'before';
}
async function reportFailure(failure, files, at, runner, others) {
const problem = {
title: runner.inputs.worded(failure.title),
message: runner.redactor.redact(failure.message),
remedy: runner.redactor.redact(runner.inputs.worded(failure.remedy)),
reason: failure.reason,
};
const input = (name) => runner.inputs.input(name).trim();
const [state, dryRun] = [input('state'), input('dry-run').toLowerCase() === 'true'];
const server = URL.parse(input('server-url'));
const failed = {
...{ problem, at, dryRun, program: runner.inputs.program },
organization: (0,shared_text .Hn)(input('organization')) ? '' : runner.redactor.redact(input('organization')),
server: runner.redactor.redact(server === null ? '' : (0,report_text .Lm)(server)),
};
const headline = (0,report_headline .mP)(whenItEnded(failure), state, dryRun);
runner.info(`${report_headline .hE} ${headline}: ${problem.title}.`);
runner.error(problem.title, (0,to_do .v9)(problem), failure.listed);
const pieces = async (format) => {
if (format === 'html')
return (await Promise.all( [__webpack_require__.e(883), __webpack_require__.e(382)]).then(__webpack_require__.bind(__webpack_require__, 4382))).failurePage(failed, headline);
if (format === 'junit')
return [(await __webpack_require__.e( 998).then(__webpack_require__.bind(__webpack_require__, 2998))).junitOfFailure(problem)];
if (format === 'csv')
return (await __webpack_require__.e( 526).then(__webpack_require__.bind(__webpack_require__, 5526))).csvOfFailure(failed);
return [(await __webpack_require__.e( 794).then(__webpack_require__.bind(__webpack_require__, 2794))).jsonOfFailure(failed)];
};
const reports = {
outputs: () => outputsOfFailure(failed, (name) => runner.inputs.input(name)),
summary: () => summaryOfFailure(problem, headline),
others: others?.othersOfFailure(failed),
};
await publish(reports, files, pieces, runner);
}
async function publish(reports, files, pieces, runner) {
const failures = [];
const attempt = async (what, write) => {
try {
await write();
return true;
}
catch (error) {
failures.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
return false;
}
};
const written = [];
for (const file of files) {
const what = files.length === 1 ? 'report file' : `report file ${file.path}`;
const write = async () => {
const { writeWhole } = await __webpack_require__.e( 160).then(__webpack_require__.bind(__webpack_require__, 4160));
await writeWhole(file, await pieces(file.format));
};
if (await attempt(what, write))
written.push(file.path);
}
const outputs = (reportBytes) => {
const paths = written.length === 0 ? {} : { 'report-path': written.join('\n') };
return { ...reports.outputs(reportBytes), ...paths };
};
for (const path of written)
runner.info(`The whole report is in ${path}`);
let isWritten = failures.length === 0;
for (const { what, deliver } of runner.deliveries({ ...reports, outputs })) {
const isDelivered = await attempt(what, deliver);
isWritten &&= isDelivered || !runner.needsDeliveries;
}
if (!isWritten)
runner.error('The report could not be written', `${failures.join('\n')}\nWhat to do: Check the runner's disk and permissions. The log above says what was done in GitProtect.`, failures.length);
else if (failures.length > 0)
runner.warning('A report could not be delivered', `${failures.join('; ')}. Nothing else is affected: the log above says what was done in GitProtect.`);
return isWritten;
}
var plan_trouble = __webpack_require__(7793);
var subjects = __webpack_require__(8629);
var unproved = __webpack_require__(525);
;
const LEVELS = ['error', 'warning'];
function withToDo(run) {
return { ...run, toDo: toDoOf(run) };
}
function toDoOf(run) {
const { verdict, coverage, worded } = run;
const all = [
...ofCauses(verdict.causes),
...(coverage?.toDo ?? []),
...ownToDo(run).map((each) => ({ ...each, remedy: worded(each.remedy) })),
];
return withOwnTitles(LEVELS.flatMap((level) => all.filter((each) => each.level === level).sort((a, b) => b.weight - a.weight)));
}
const what_to_do_MAX_NAMES = 2;
const MAX_NAME_LENGTH = 40;
function withOwnTitles(toDo) {
const byTitle = Map.groupBy(toDo, ({ title }) => title);
const own = new Map();
for (const [title, same] of byTitle) {
if (same.length < 2)
continue;
for (const [names, alike] of Map.groupBy(same, namesIn))
for (const [index, each] of alike.entries()) {
const number = alike.length < 2 ? '' : `${String(index + 1)} of ${String(alike.length)}`;
const difference = [names, number].filter((part) => part !== '').join('; ');
if (difference !== '')
own.set(each, `${title} (${difference})`);
}
}
return toDo.map((each) => ({ ...each, title: own.get(each) ?? each.title }));
}
function namesIn({ names }) {
const first = names.slice(0, what_to_do_MAX_NAMES).map((name) => (0,shared_text .vI)(name, MAX_NAME_LENGTH));
return (0,report_text .Hy)(first, names.length);
}
function othersToDo({ verdict, state }) {
const isPresent = state === 'present';
const others = verdict.resources.filter((each) => (0,unproved .K_)(each).length > 0);
const plans = (0,shared_text .yU)([...new Set(others.flatMap(unproved .K_).map(shared_text .Pf))], 5);
return warningOf(namesOf(others), {
title: isPresent ? 'The protection could not be proved' : 'The absence could not be proved',
text: `GitProtect doesn't report whether backup plan ${plans} contains it${isPresent ? ', too' : ''}, and was not asked to detach it`,
remedy: 'Look in GitProtect whether the backup plan contains the repository; if it does, detach it there.',
});
}
function ownToDo(run) {
const { verdict, settings, unlistedPlans, state, dryRun } = run;
const isPresent = state === 'present';
return [
...(isPresent ? (0,plan_trouble .dH)(run) : []),
...warningOf(namesOf(verdict.resources.filter(unproved .Kl)), {
title: isPresent && verdict.resources.some(unproved .ed)
? 'The protection could not be proved'
: 'The changes could not be proved',
text: "GitProtect accepted the changes, or answered that they had been made before, but its answers don't report the state (state not reported by the server)",
remedy: 'Check it in GitProtect, and report the field names from a run with debug logging.',
}),
...othersToDo(run),
...warningOf(settings.flatMap(({ plan, result }) => ((0,resource_result .sU)(result) ? (0,shared_text .Pf)(plan) : [])), {
title: 'The settings of the backup plan could not be proved',
text: "GitProtect accepted the change of the backup plan's settings, but its answers don't report them",
remedy: 'Check the plan in GitProtect.',
}),
...warningOf(dryRun ? unlistedPlans.map(shared_text .Pf) : [], {
title: 'The backup plan could not be checked',
text: 'GitProtect lists no backup plan with this ID, so a dry run cannot tell whether it exists, or whether repositories can be attached to it',
remedy: 'Check in GitProtect that it is the ID of a backup plan of this organization.',
}),
...(dryRun ? driftToDo(run) : []),
];
}
function warningOf(names, words) {
return names.length === 0 ? [] : [{ level: 'warning', source: 'run', names, weight: names.length, ...words }];
}
function namesOf(results) {
return results.map(({ resource }) => resource.name);
}
function ofCauses(causes) {
const groups = Map.groupBy(causes, ({ problem }) => JSON.stringify([problem.reason, problem.remedy]));
return [...groups.values()].flatMap((group) => {
const [tried, ...others] = group.filter(({ problem }) => problem.kind !== 'not-tried');
const notTried = group.filter(({ problem }) => problem.kind === 'not-tried');
if (tried === undefined || notTried.length === 0)
return group.map((cause) => ofCause(cause, []));
const known = new Set(tried.names);
const names = notTried.flatMap((cause) => cause.names).filter((name) => !known.has(name));
return [ofCause(tried, names), ...others.map((cause) => ofCause(cause, []))];
});
}
function ofCause({ problem, names }, notTried) {
const { title, message, remedy } = problem;
const all = [...names, ...notTried];
const text = notTried.length === 0
? message
: `${message}; ${String(notTried.length)} of them were not tried after the same error on others`;
return { level: 'error', source: 'failure', title, names: all, weight: all.length, text, remedy };
}
function driftToDo(run) {
const { resources, failedForDrift } = run.verdict;
const drifted = resources.filter((each) => (0,resource_result .ye)(each).some(({ result }) => result.kind === 'would')).length;
const plans = run.settings.flatMap(({ plan, result }) => (result.kind === 'would' ? (0,shared_text .Pf)(plan) : []));
const parts = [
...(drifted === 0 ? [] : [(0,subjects .N3)(run, drifted)]),
...(plans.length === 0 ? [] : [`the settings of backup plan ${(0,shared_text .yU)(plans, 5)}`]),
];
if (parts.length === 0)
return [];
return [
{
level: failedForDrift ? 'error' : 'warning',
source: 'run',
title: 'Drift found',
names: [],
weight: drifted + plans.length,
text: `${run.worded('without dry-run')}, this run would change ${parts.join(', and ')}`,
remedy: 'Run without dry-run to make these changes, or make them in GitProtect.',
},
];
}
;
function withoutSecrets(outcome, redactor, worded) {
const texts = new Map();
const problems = new Map();
const clean = (text) => remembered(texts, text, () => redactor.redact(text));
const named = (thing) => thing.name === undefined || clean(thing.name) === thing.name ? thing : withName(thing, clean(thing.name));
const told = ({ title, message, remedy, reason, kind, inShort }) => ({
...{ title: worded(title), message: clean(message), remedy: clean(worded(remedy)), reason: clean(reason) },
...(kind === undefined ? {} : { kind }),
...(inShort === undefined ? {} : { inShort: clean(inShort) }),
});
const changeOf = (change) => 'plan' in change
? { ...change, resource: named(change.resource), plan: named(change.plan) }
: { ...change, resource: named(change.resource) };
const membershipsOf = (memberships) => memberships.map((each) => ({ ...each, plan: named(each.plan) }));
const ofEach = (all) => new Map([...all].map(([id, memberships]) => [id, membershipsOf(memberships)]));
const resultOf = (result) => {
if (result.kind === 'kept')
return { ...result, plans: membershipsOf(result.plans) };
return 'problem' in result
? { ...result, problem: remembered(problems, result.problem, () => told(result.problem)) }
: result;
};
return {
projectOf: outcome.projectOf,
moved: outcome.moved,
byItself: ofEach(outcome.byItself),
alsoTold: ofEach(outcome.alsoTold),
settings: outcome.settings.map(({ plan, result }) => ({
plan: named(plan),
result: resultOf(result),
})),
organization: named(outcome.organization),
plans: outcome.plans.map(named),
unlistedPlans: outcome.unlistedPlans.map(named),
results: outcome.results.map(({ change, result }) => ({
change: changeOf(change),
result: resultOf(result),
})),
};
}
function withName(thing, name) {
return { ...thing, name, id: thing.id === thing.name ? name : thing.id };
}
function remembered(known, key, make) {
const value = known.get(key) ?? make();
known.set(key, value);
return value;
}
var external_node_fs_ = __webpack_require__(3024);
;
async function likelySecretCause() {
const context = await eventContext();
if (context === undefined)
return undefined;
const pullRequest = json_object .Y.of(context.payload)?.object('pull_request');
if (pullRequest?.object('head')?.object('repo')?.boolean('fork') === true)
return "Likely cause: this run is for a fork's pull request, and GitHub gives those no secrets.";
if (context.actor === 'dependabot[bot]')
return 'Likely cause: this run was started by Dependabot, which gets only Dependabot secrets.';
return undefined;
}
async function eventContext() {
try {
if ((0,external_node_fs_.statSync)(process.env['GITHUB_EVENT_PATH'] ?? '', { throwIfNoEntry: false })?.isFile() === false)
return undefined;
return (await __webpack_require__.e( 413).then(__webpack_require__.bind(__webpack_require__, 2413))).context;
}
catch {
return undefined;
}
}
;
function gitHubPlace(environment) {
const { GITHUB_REPOSITORY: repository = '', GITHUB_REPOSITORY_OWNER: owner = '', GITHUB_API_URL: url = '', } = environment;
return {
owner: repository.slice(0, Math.max(0, repository.lastIndexOf('/'))) || owner,
repository,
whyNoRepository: 'GITHUB_REPOSITORY is not set',
servers: [{ host: 'github', variable: 'GITHUB_API_URL', api: url === '' ? undefined : url }],
workspace: environment['GITHUB_WORKSPACE'] ?? '',
};
}
;
class ActionInputs {
program = 'action';
environment;
place;
howToCorrect = "Correct the step's inputs (under with: in the workflow) and run it again. Nothing was sent to GitProtect.";
constructor(environment, place = { ...gitHubPlace(environment), missingSecretHint: likelySecretCause }) {
this.environment = environment;
this.place = place;
}
input(name) {
return this.environment[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '';
}
mistakes(names) {
return misspelledInputs(this.environment, names);
}
mistake(text) {
return [text];
}
worded(text) {
return text;
}
missingSecrets({ length }, what) {
return [`${what}: ${length === 1 ? 'is the secret' : 'are the secrets'} available to this workflow?`];
}
}
function misspelledInputs(environment, names) {
const known = new Map(names.map((name) => [singularOf(name), name]));
return Object.entries(environment).flatMap(([variable, value]) => {
if (!variable.startsWith('INPUT_'))
return [];
const name = variable.slice('INPUT_'.length).toLowerCase();
const meant = known.get(singularOf(name));
if (meant === undefined || meant === name)
return [];
const given = environment[`INPUT_${meant.toUpperCase()}`] ?? '';
if (given === value)
return [];
if (given !== '' && SELECTING.has(meant) && lettersOf(name) !== lettersOf(meant))
return [];
return `'${name}' is not an input: did you mean ${meant}?`;
});
}
const SELECTING = new Set(['plan', 'repository', 'project', 'host']);
function singularOf(name) {
return lettersOf(name).replace(/ies$/, 'y').replace(/s$/, '');
}
function lettersOf(name) {
return name.replace(/[^a-z0-9]/gi, '').toLowerCase();
}
var core = __webpack_require__(6058);
var external_node_os_ = __webpack_require__(8161);
;
const MAX_DECODINGS = 4;
const MAX_DECODINGS_BY_KIND = 2;
function decodingsOf(text) {
const first = { text, startOf: (index) => index, endOf: (index) => index + 1 };
const all = new Map([[text, first]]);
decodeInto(all, [first], [ANY_ESCAPE], MAX_DECODINGS);
if (all.size > 1)
decodeInto(all, [first], KINDS, MAX_DECODINGS_BY_KIND);
return [...all.values()];
}
function decodeInto(all, texts, patterns, depth) {
if (texts.length === 0 || depth === 0)
return;
const next = texts.flatMap((text) => patterns.flatMap((pattern) => decodedOnce(text, pattern) ?? []));
for (const decoded of next)
if (!all.has(decoded.text))
all.set(decoded.text, decoded);
decodeInto(all, next, patterns, depth - 1);
}
function decodedOnce(read, pattern) {
const pieces = [];
let text = '';
let at = 0;
for (const { 0: escape, index, groups = {} } of read.text.matchAll(pattern)) {
if (index > at) {
pieces.push({ at: text.length, start: at });
text += read.text.slice(at, index);
}
at = index + escape.length;
pieces.push({ at: text.length, start: index, end: at });
text += decoded(escape, groups);
}
if (pieces.length === 0)
return undefined;
pieces.push({ at: text.length, start: at });
text += read.text.slice(at);
return {
text,
startOf: (index) => {
const piece = pieceAt(pieces, index);
return read.startOf(piece.end === undefined ? piece.start + index - piece.at : piece.start);
},
endOf: (index) => {
const piece = pieceAt(pieces, index);
return read.endOf(piece.end === undefined ? piece.start + index - piece.at : piece.end - 1);
},
};
}
function pieceAt(pieces, index) {
let first = 0;
let last = pieces.length - 1;
while (first < last) {
const middle = (first + last + 1) >> 1;
if ((pieces[middle]?.at ?? 0) > index)
last = middle - 1;
else
first = middle;
}
return pieces[first] ?? { at: 0, start: 0 };
}
const HEX = '[\\da-fA-F]';
const TAIL = `%[89abAB]${HEX}`;
const ESCAPES = [
[
`\\\\u\\{(?<braced>${HEX}{1,6})\\}`,
`\\\\u(?<unit>${HEX}{4})`,
`\\\\x(?<byte>${HEX}{2})`,
`\\\\U(?<wide>${HEX}{8})`,
'\\\\(?<octal>[0-3][0-7]{2})',
'\\\\(?<short>[^a-zA-Z\\d]|[bfnrt])',
],
[
`%u(?<percent>${HEX}{4})`,
`(?<url>%[0-7]${HEX}|%[c-dC-D]${HEX}${TAIL}|%[eE]${HEX}(?:${TAIL}){2}|%[fF]${HEX}(?:${TAIL}){3}|%${HEX}{2})`,
],
['&#(?<decimal>\\d{1,8});?', `&#[xX](?<hexadecimal>${HEX}{1,8});?`, '&(?<name>[a-zA-Z]{2,30}\\d{0,2});'],
['(?<unseen>[\\p{Cc}\\p{Cf}\\p{DI}]+)'],
];
const KINDS = ESCAPES.map((ways) => new RegExp(ways.join('|'), 'gu'));
const ANY_ESCAPE = new RegExp(ESCAPES.flat().join('|'), 'gu');
const SHORT = new Map([
['b', '\b'],
['f', '\f'],
['n', '\n'],
['r', '\r'],
['t', '\t'],
]);
const NAMES = 'excl quot num dollar percnt amp apos lpar rpar ast plus comma hyphen period sol colon semi lt equals gt quest commat lsqb bsol rsqb Hat lowbar grave lcub verbar rcub';
const escapes_MARKS = `!"#$%&'()*+,-./:;<=>?@[\\]^_\`{|}\u00a0`;
const NAMED = new Map([...NAMES.split(' '), 'nbsp'].map((name, index) => [name, escapes_MARKS.charAt(index)]));
function decoded(escape, groups) {
const { braced, unit, byte, wide, octal, short, percent, url, decimal, hexadecimal, name, unseen } = groups;
if (unseen !== undefined)
return '';
const hex = braced ?? unit ?? byte ?? wide ?? percent ?? hexadecimal;
if (hex !== undefined)
return character(Number.parseInt(hex, 16), escape);
if (decimal !== undefined)
return character(Number(decimal), escape);
if (octal !== undefined)
return character(Number.parseInt(octal, 8), escape);
if (short !== undefined)
return SHORT.get(short) ?? short;
if (url === undefined)
return NAMED.get(name ?? '') ?? '?';
const bytes = Buffer.from(url.replaceAll('%', ''), 'hex');
return bytes.length === 1 ? bytes.toString('latin1') : bytes.toString();
}
function character(code, escape) {
return code <= 0x10ffff ? String.fromCodePoint(code) : escape;
}
;
const MIN_LENGTH = 4;
const MIN_LINE_LENGTH = 6;
const MAX_DUMPED = 10_000;
function formsOf(secret) {
const lines = secret.split(/[\r\n]+/);
const parts = lines.length > 1 ? lines.filter((line) => line.trim().length >= MIN_LINE_LENGTH) : [];
const forms = [secret, ...parts].flatMap((part) => {
const written = spellings(part);
const isShort = part.length <= MAX_DUMPED;
const bytes = isShort ? [Buffer.from(part), Buffer.from(part, 'utf16le')] : [Buffer.from(part)];
return [
...written.flatMap((form) => decodingsOf(form).map(({ text }) => text)),
...bytes.flatMap(base64),
...bytes.flatMap((each) => hex(each, isShort ? SEPARATORS : SEPARATORS.slice(0, 2))),
];
});
return new Set(forms.filter((form) => form.length >= MIN_LENGTH));
}
function spellings(secret) {
const byteByByte = Buffer.from(secret).toString('latin1');
const spelled = [
secret,
secret.trim(),
secret.replaceAll('"', '""'),
secret.replaceAll("'", "''"),
secret.replace(/["']/g, '$&$&'),
secret.replace(/\P{ASCII}/gu, '?'),
secret.replace(/[^]/g, (unit) => (unit < '\x80' ? unit : '?')),
byteByByte.replace(/\P{ASCII}/gu, '?'),
secret.replace(/\P{ASCII}/gu, '\ufffd'),
byteByByte.replace(/\P{ASCII}/gu, '\ufffd'),
byteByByte,
secret.normalize('NFC'),
secret.normalize('NFD'),
];
return [...new Set(spelled.flatMap((text) => [text, text.replaceAll(' ', '+')]))];
}
const SEPARATORS = ['', '-', ' ', ':'];
function hex(secret, separators) {
const digits = secret.toString('hex');
const written = separators.map((separator) => digits.replace(/..(?=.)/g, `$&${separator}`));
return written.flatMap((each) => [each, each.toUpperCase()]);
}
function base64(secret) {
const forms = [0, 1, 2].map((offset) => {
const bytes = Buffer.concat([Buffer.alloc(offset), secret]);
const whole = Math.floor((bytes.length * 8) / 6);
return bytes.toString('base64').slice(Math.ceil((offset * 8) / 6), whole);
});
return [...forms, ...forms.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))];
}
;
const MIN_BEGINNING = 4;
const MAX_CUT_ESCAPE = 12;
class Redactor {
#mask;
#needles = new Map();
constructor(mask) {
this.#mask = mask;
}
addSecret(secret) {
if (secret === '')
return;
this.#mask(secret);
for (const form of formsOf(secret))
if (!this.#needles.has(form))
this.#needles.set(form, new Needle(form));
}
redact(text) {
if (this.#needles.size === 0)
return text;
const found = decodingsOf(text).flatMap((decoded) => this.#spansIn(decoded));
if (found.length === 0)
return text;
let clean = '';
let at = 0;
for (const { start, end } of found.sort((a, b) => a.start - b.start)) {
if (start >= at)
clean += `${text.slice(at, start)}***`;
at = Math.max(at, end);
}
return clean + text.slice(at);
}
#spansIn({ text, startOf, endOf }) {
const cuts = cutsIn(text);
return [...this.#needles.values()]
.flatMap((needle) => needle.spansIn(text, cuts))
.map(({ start, end }) => ({ start: startOf(start), end: endOf(end - 1) }));
}
}
class Needle {
#text;
#beginning;
#borders;
constructor(text) {
this.#text = text;
this.#beginning = text.slice(0, MIN_BEGINNING);
}
spansIn(text, cuts) {
const first = text.indexOf(this.#beginning);
if (first < 0)
return [];
this.#borders ??= bordersOf(this.#text);
const spans = [];
let length = 0;
for (let at = first; at < text.length; at++) {
if (length === 0) {
at = text.indexOf(this.#beginning, at);
if (at < 0)
break;
}
const cut = length < MIN_BEGINNING ? undefined : cuts.get(at);
if (cut !== undefined)
spans.push({ start: at - length, end: cut });
length = grown(this.#text, this.#borders, length, text.charCodeAt(at));
if (length < this.#text.length)
continue;
const start = at + 1 - length;
const last = spans.at(-1);
if (last !== undefined && start < last.end)
spans.splice(-1, 1, { start: Math.min(start, last.start), end: at + 1 });
else
spans.push({ start, end: at + 1 });
}
return spans;
}
}
function bordersOf(text) {
const borders = new Int32Array(text.length + 1);
for (let at = 1; at < text.length; at++)
borders[at + 1] = grown(text, borders, borders[at] ?? 0, text.charCodeAt(at));
return borders;
}
function grown(text, borders, length, character) {
let left = length;
while (left > 0 && (left === text.length || text.charCodeAt(left) !== character))
left = borders[left] ?? 0;
return text.charCodeAt(left) === character ? left + 1 : 0;
}
function cutsIn(text) {
const cuts = new Map();
for (let end = text.indexOf('…'); end >= 0; end = text.indexOf('…', end + 1))
for (let at = end; at >= 0 && at >= end - MAX_CUT_ESCAPE; at--)
if (at === end || '\\%&'.includes(text.charAt(at)))
cuts.set(at, end);
return cuts;
}
;
const ci_runner_MAX_ANNOTATIONS = 10;
const DEBUG_VARIABLE = 'GITPROTECT_DEBUG';
class CiRunner {
inputs;
redactor;
needsDeliveries = false;
showsTable = false;
#stdout;
#json;
#annotations = 0;
constructor({ stdout, json, isLogFile = false }, inputs) {
this.inputs = inputs;
this.#stdout = stdout;
this.#json = json;
this.redactor = new Redactor((secret) => {
if (!isLogFile)
this.mask(secret);
});
}
deliveries(reports) {
const json = this.#json;
if (json === undefined)
return this.ownDeliveries(reports);
const deliver = () => {
for (const piece of reports.others?.json() ?? [])
json.write(piece);
};
return [{ what: 'JSON', deliver }, ...this.ownDeliveries(reports)];
}
info(text) {
this.write(this.safe(text));
}
debug(text) {
if (this.isDebugged())
this.write(this.debugLine(this.safe(text)));
}
notice(title, text) {
this.#annotate('notice', title, text);
}
warning(title, text) {
this.#annotate('warning', title, text);
}
error(title, text, listed = 0) {
this.#annotate('error', title, text, listed);
}
#annotate(level, title, text, listed = 0) {
const lines = this.redactor.redact(text).split('\n').map(shared_text .g$);
if (++this.#annotations <= ci_runner_MAX_ANNOTATIONS)
this.annotate(level, this.safe(title), lines.join('\n'), listed);
else
for (const line of `${title}: ${text}`.split('\n'))
this.info(line);
}
get environment() {
return this.inputs.environment;
}
fileIn(variable) {
const path = this.environment[variable] ?? '';
if (path !== '' && (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false })?.isFIFO() === true)
throw new Error(`${variable} names a pipe, not a file`);
return path;
}
isDebugged() {
return this.environment[DEBUG_VARIABLE] === 'true';
}
safe(text) {
return (0,shared_text .g$)(this.redactor.redact(text));
}
write(line) {
this.#stdout.write(`${line}${external_node_os_.EOL}`);
}
}
;
function workflowCommand(name, message, title) {
const properties = title === undefined ? '' : ` title=${escapeProperty(title)}`;
return `::${name}${properties}::${escapeData(message)}`;
}
function escapeData(text) {
return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
function escapeProperty(text) {
return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
;
class GitHubRunner extends CiRunner {
needsDeliveries = true;
async group(heading, part) {
this.write(workflowCommand('group', this.safe(heading)));
try {
return await part();
}
finally {
this.write(workflowCommand('endgroup', ''));
}
}
ownDeliveries(reports) {
return [
{
what: 'outputs (GITHUB_OUTPUT)',
deliver: () => {
if (this.fileIn('GITHUB_OUTPUT') !== '')
for (const [name, value] of Object.entries(reports.outputs()))
core .uH(name, value);
},
},
{
what: 'job summary (GITHUB_STEP_SUMMARY)',
deliver: async () => {
if (this.fileIn('GITHUB_STEP_SUMMARY') !== '')
await core .z.addRaw(reports.summary()).write();
},
},
];
}
isDebugged() {
return this.environment['RUNNER_DEBUG'] === '1' || super.isDebugged();
}
debugLine(text) {
return workflowCommand('debug', text);
}
annotate(level, title, text) {
this.write(workflowCommand(level, text, title));
}
mask = (secret) => {
if (this.environment['GITHUB_ACTIONS'] === 'true')
this.write(workflowCommand('add-mask', secret));
};
}
;
async function run(world) {
return (await ensure(world, new GitHubRunner(world, new ActionInputs(world.environment)))) === 'success';
}
async function ensure(world, runner, others) {
const inputs = await orFailure(readInputs(runner.inputs, runner.redactor), runner);
runner.inputs.logRemarks?.(runner);
if (inputs instanceof shared_failure .HR) {
const files = inputs instanceof UnreadInputs ? inputs.reportFiles : [];
await reportFailure(inputs, files, new Date(world.clock.now()), runner, others);
return inputs instanceof InputError ? 'wrong-inputs' : 'failure';
}
const result = await orFailure(reconcile(inputs, world, runner), runner);
if (result instanceof shared_failure .HR) {
await reportFailure(result, inputs.reportFiles, new Date(world.clock.now()), runner, others);
return 'failure';
}
const isWritten = await report(result, inputs.reportFiles, runner, others);
if (!isWritten || !result.verdict.success)
return 'failure';
if (!world.cancelled.aborted)
return 'success';
runner.error('The job was cancelled', 'what had been read by then is reported above; the run fails only since it was cancelled.');
return 'failure';
}
async function reconcile(inputs, world, runner) {
const { request, dryRun, serverUrl } = inputs;
const start = world.clock.monotonic();
const host = await openHost(inputs, world, runner);
const service = connect({ ...inputs, budget: host?.budget }, world, runner.redactor, runner);
const worded = (text) => runner.inputs.worded(text);
const context = { ...world, service, log: runner, worded };
const note = dryRun ? ' (dry run: nothing will be changed)' : '';
const heading = `Read the state of ${subjectOf(request)} in GitProtect at ${serverUrl.host}${note}`;
const before = await runner.group(heading, async () => {
if (inputs.failOnDrift || inputs.failOnUnhealthyPlan)
(await __webpack_require__.e( 6).then(__webpack_require__.bind(__webpack_require__, 1006))).warnOfInputsWithoutEffect(inputs, worded, runner);
await service.signIn();
const patience = syncPatience(context, inputs);
if (inputs.syncsFirst)
await (await __webpack_require__.e( 210).then(__webpack_require__.bind(__webpack_require__, 9210))).synchronizeFirst(context, request, patience);
const first = await (0,observe .lB)(context, request, host);
const resolved = await resolveOrSynchronize(context, inputs, first, host, patience);
const { desired, resolution, unlistedPlans, comparison } = resolved;
const changes = (0,domain_diff .Ui)(desired);
const settings = (0,domain_request .xC)(desired.settings) ? undefined : await __webpack_require__.e( 703).then(__webpack_require__.bind(__webpack_require__, 2703));
const settingsChanges = settings?.diffSettings(desired) ?? [];
logSelection(resolution, request.state, comparison?.lines ?? new Set(), runner);
if (resolution.projects.length > 0)
(await __webpack_require__.e( 767).then(__webpack_require__.bind(__webpack_require__, 3767))).logProjects(resolution, request.state, runner);
logDiff(changes, desired, runner);
checkRemovals(changes, desired, request.maxRemovals);
return { desired, changes, settingsChanges, removed: (0,domain_select .Jn)(resolution), unlistedPlans, comparison };
});
const { desired, changes, settingsChanges, removed, unlistedPlans, comparison } = before;
const patience = verifyPatience(context, inputs.verifyTimeoutSeconds);
const ended = dryRun
? {
...(0,verify .dU)(changes, desired),
settings: await settingsInDryRun(context, settingsChanges, desired, patience),
}
: await runner.group('Apply changes', () => orMistake(change(context, changes, settingsChanges, desired, patience)));
const outcome = withoutSecrets({ ...ended, unlistedPlans }, runner.redactor, worded);
const state = request.state.kind;
const resources = await resultsOf(outcome);
const coverage = comparison && host?.coverageOf(comparison, resources);
const now = world.clock.now();
const laterNow = Math.max(now, service.transport.serverNow);
const options = { ...inputs, state, settings: outcome.settings, coverage, now: laterNow };
const verdict = decideVerdict(resources, outcome.plans, options);
const milliseconds = Math.round(world.clock.monotonic() - start);
const syncs = inputs.syncTimeoutSeconds !== undefined;
const skipsArchived = request.host?.skipsArchived === true;
const words = { fails: verdict.failedForGaps, dryRun, syncs, skipsArchived, worded };
const facts = {
...outcome,
program: runner.inputs.program,
server: (0,report_text .Lm)(serverUrl),
startedAt: now - milliseconds,
state,
verdict,
coverage: coverage && (await coverageReport(coverage, { ...words, removed: comparison.markedAsRemoved }, runner.redactor)),
dryRun,
passedOver: removed.map(({ id, name }) => ({ id, name: runner.redactor.redact(name) })),
selection: {
repository: run_linesOf(request.selection, runner),
project: run_linesOf(request.projects, runner),
},
maxBackupAgeHours: inputs.maxBackupAgeHours,
worded,
requests: service.transport.requests,
milliseconds,
now,
laterNow,
};
return withToDo(facts);
}
async function settingsInDryRun(...what) {
const [, changes] = what;
return changes.length === 0 ? [] : await (await Promise.all( [__webpack_require__.e(136), __webpack_require__.e(231)]).then(__webpack_require__.bind(__webpack_require__, 231))).settingsInDryRun(...what);
}
async function resultsOf(outcome) {
if (outcome.projectOf.size === 0)
return (0,resource_result .Tt)(outcome);
return (await __webpack_require__.e( 662).then(__webpack_require__.bind(__webpack_require__, 6662))).projectResults(outcome);
}
function run_linesOf(selection, { redactor }) {
const { included = [], excluded = [] } = selection ?? {};
const lines = [...included.map(({ text }) => text), ...excluded.map(({ text }) => `!${text}`)];
return lines.map((line) => (0,shared_text .g$)(redactor.redact(line)));
}
async function openHost(inputs, world, runner) {
const { request, hostAccess } = inputs;
if (request.host === undefined || hostAccess === undefined)
return undefined;
const hosts = await __webpack_require__.e( 118).then(__webpack_require__.bind(__webpack_require__, 6118));
return hosts.openHost(request.host, hostAccess, inputs, world, runner.redactor, runner);
}
async function coverageReport(...what) {
return (await __webpack_require__.e( 695).then(__webpack_require__.bind(__webpack_require__, 5695))).coverageReport(...what);
}
async function change(context, planned, settingsChanges, before, patience) {
const plans = settingsChanges.length > 0 ? await Promise.all( [__webpack_require__.e(136), __webpack_require__.e(802)]).then(__webpack_require__.bind(__webpack_require__, 4802)) : undefined;
const modified = (await plans?.modifyPlans(context, settingsChanges, before, patience)) ?? [];
const latest = modified.map((each) => each.latest);
const desired = (0,desired_state .vm)(before, latest);
const changes = plans === undefined
? planned
: (await __webpack_require__.e( 703).then(__webpack_require__.bind(__webpack_require__, 2703))).asPlansAreNow(planned, latest, desired.organization.id);
const all = (0,domain_diff .fs)(changes);
const breaker = new circuit_breaker .aG();
patience.restart();
const joining = all.every(domain_diff .Xi) ? undefined : await __webpack_require__.e( 827).then(__webpack_require__.bind(__webpack_require__, 8827));
const joined = (await joining?.apply(context, changes, desired, breaker, patience)) ?? new Map();
const leaving = all.some(domain_diff .Xi) ? await __webpack_require__.e( 771).then(__webpack_require__.bind(__webpack_require__, 6771)) : undefined;
const pending = plans?.pendingPlans(modified);
const left = (await leaving?.leave(context, changes, desired, { joined, pending }, breaker, patience)) ?? [];
const attempted = (0,attempt .yU)(changes, new Map([...joined, ...left]));
const isReadSince = modified.some(({ plan, latest, result }) => latest !== plan || result.kind === 'failed');
const outcome = isReadSince || isStateOutdated(attempted, desired)
? await verifiedByReading(context, attempted, desired, patience, {
modified: plans?.uncheckedPlans(modified),
failsForOthers: desired.leavesOthers,
})
: verifyByFirstReading(context, attempted, desired);
const undone = (0,undone_move .Y)(outcome);
const end = undone.size === 0 ? outcome : await restored(context, outcome, undone, desired, patience);
return (await plans?.withSettings(end, context, modified, before, patience)) ?? { ...end, settings: [] };
}
async function verifiedByReading(...what) {
return await (await __webpack_require__.e( 268).then(__webpack_require__.bind(__webpack_require__, 6268))).verifyByReading(...what);
}
async function restored(...what) {
return await (await __webpack_require__.e( 805).then(__webpack_require__.bind(__webpack_require__, 3186))).restore(...what);
}
async function orMistake(changes) {
try {
return await changes;
}
catch (error) {
throw error instanceof shared_failure .HR ? new Error(error.message, { cause: error }) : error;
}
}
async function orFailure(work, log) {
try {
return await work;
}
catch (error) {
if (error instanceof shared_failure .HR)
return error;
log.debug(error instanceof Error ? (error.stack ?? error.message) : String(error));
return new shared_failure ._C('The action itself failed', error instanceof Error ? error.message : String(error), 'This is a mistake in the action. Run again with debug logging and report what it shows.', { cause: error });
}
}
}),
565:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
y: () => ( parseBoolean)
});
function parseBoolean(value) {
if (value === 0 || value === 1)
return value === 1;
if (typeof value === 'string')
return BOOLEANS.get(value.trim().toLowerCase());
return typeof value === 'boolean' ? value : undefined;
}
const BOOLEANS = new Map([
['true', true],
['1', true],
['false', false],
['0', false],
]);
}),
65:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
$: () => ( codeOf)
});
function codeOf(error) {
if (typeof error !== 'object' || error === null || !('code' in error))
return '';
return typeof error.code === 'string' ? error.code : '';
}
}),
8035:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
EB: () => ( withMessage),
HR: () => ( Failure),
_C: () => ( UnexpectedFailure)
});
function withMessage({ title, remedy, reason, inShort, kind, listed }, message) {
const details = {
...(inShort === undefined ? {} : { inShort }),
...(kind === undefined ? {} : { kind }),
...(listed === undefined ? {} : { listed }),
};
return { title, message, remedy, reason, ...details };
}
class Failure extends Error {
title;
remedy;
reason;
constructor(title, message, remedy, options = {}) {
super(message, options);
this.name = new.target.name;
this.title = title;
this.remedy = remedy;
this.reason = options.reason ?? message;
}
}
class UnexpectedFailure extends Failure {
}
}),
8572:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
W: () => ( isGuid),
t: () => ( guidIn)
});
function isGuid(text) {
return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
const UNDASHED = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/i;
function guidIn(text) {
if (isGuid(text))
return text.toLowerCase();
const guid = text.replace(/^(?:\{(.*)\}|\((.*)\))$/, '$1$2').replace(UNDASHED, '$1-$2-$3-$4-$5');
return isGuid(guid) ? guid.toLowerCase() : undefined;
}
}),
4995:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
T: () => ( keyOf),
Y: () => ( JsonObject)
});
class JsonObject {
#entries;
#values = new Map();
#others;
constructor(object) {
this.#entries = Object.entries(object);
for (const [name, value] of this.#entries) {
const key = keyOf(name);
if (this.#values.has(key))
this.#addOther(key, value);
else
this.#values.set(key, value);
}
}
#addOther(key, value) {
this.#others ??= new Map();
const others = this.#others.get(key);
if (others === undefined)
this.#others.set(key, [value]);
else
others.push(value);
}
static of(value) {
return typeof value === 'object' && value !== null && !Array.isArray(value) ? new JsonObject(value) : undefined;
}
static parse(text) {
try {
return JsonObject.of(JSON.parse(text));
}
catch {
return undefined;
}
}
entries() {
return this.#entries;
}
names() {
return this.#entries.map(([name]) => name);
}
keys() {
return this.#values.keys();
}
all(...names) {
const found = [];
for (const name of names) {
const key = keyOf(name);
if (!this.#values.has(key))
continue;
found.push(this.#values.get(key));
for (const value of this.#others?.get(key) ?? [])
found.push(value);
}
return found;
}
value(...names) {
for (const name of names) {
const key = keyOf(name);
if (this.#values.has(key))
return this.#values.get(key);
}
return undefined;
}
text(...names) {
return this.#first(names, (value) => (typeof value === 'string' ? value : undefined));
}
number(...names) {
return this.#first(names, (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined));
}
boolean(...names) {
return this.#first(names, (value) => (typeof value === 'boolean' ? value : undefined));
}
list(...names) {
return this.#first(names, (value) => (Array.isArray(value) ? value : undefined));
}
object(...names) {
return this.#first(names, (value) => JsonObject.of(value));
}
#first(names, read) {
for (const name of names) {
const key = keyOf(name);
const wanted = read(this.#values.get(key)) ?? this.#firstOther(key, read);
if (wanted !== undefined)
return wanted;
}
return undefined;
}
#firstOther(key, read) {
for (const value of this.#others?.get(key) ?? []) {
const wanted = read(value);
if (wanted !== undefined)
return wanted;
}
return undefined;
}
}
const MAX_NAMES = 1000;
const MAX_NAME_LENGTH = 100;
const keys = new Map();
function keyOf(name) {
const known = keys.get(name);
if (known !== undefined)
return known;
const lower = name.toLowerCase();
const key = lower.includes('_') ? lower.replaceAll('_', '') : lower;
if (name.length > MAX_NAME_LENGTH)
return key;
if (keys.size >= MAX_NAMES)
keys.clear();
keys.set(name, key);
return key;
}
}),
9769:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
P: () => ( CONTRADICTORY_JSON),
q: () => ( parseJson)
});
const CONTRADICTORY_JSON = 'an object in the answer has the same field twice, with different values';
function parseJson(text) {
const value = JSON.parse(text);
if (countNamesIn(text) === countNames(value))
return { value, isContradictory: false };
const again = namesGivenAgain(text);
if (again.length === 0)
return { value, isContradictory: false };
const ends = [...again.map(({ start }) => start), text.length];
const pieces = again.map(({ start, underscores }, index) => underscores + text.slice(start, ends[index + 1]));
return { value: JSON.parse(text.slice(0, ends[0]) + pieces.join('')), isContradictory: true };
}
function countNamesIn(text) {
let count = 0;
for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
let before = colon - 1;
while (text.charCodeAt(before) <= SPACE)
before--;
if (text.charCodeAt(before) === QUOTATION_MARK)
count++;
}
return count;
}
const SPACE = 0x20;
const QUOTATION_MARK = 0x22;
function countNames(value) {
let count = 0;
const left = [value];
while (left.length > 0) {
const next = left.pop();
if (typeof next !== 'object' || next === null)
continue;
const values = Object.values(next);
if (!Array.isArray(next))
count += values.length;
for (const each of values)
left.push(each);
}
return count;
}
const MARK = /\\.|["{}[\],:]/g;
const MAX_VALUES = 10;
function namesGivenAgain(text) {
const again = [];
const open = [];
let isInText = false;
for (const { 0: mark, index } of text.matchAll(MARK)) {
const inner = open.at(-1);
if (mark === '"') {
isInText = !isInText;
if (isInText && inner?.isNameNext === true)
inner.start = index;
}
if (mark === '"' || isInText)
continue;
if (inner?.values !== undefined) {
if (mark === ':')
inner.colon = index;
inner.isNameNext = mark !== ':';
if ((mark === ',' || mark === '}') && inner.colon > 0) {
const name = JSON.parse(text.slice(inner.start, inner.colon));
const value = text.slice(inner.colon + 1, index).trim();
const values = inner.values.get(name) ?? [];
const known = values.indexOf(value);
if (known < 0 && values.length < MAX_VALUES)
inner.values.set(name, [...values, value]);
const underscores = '_'.repeat(known < 0 ? values.length : known);
if (underscores !== '')
again.push({ start: inner.start + 1, underscores });
}
}
if (mark === '{' || mark === '[')
open.push({ values: mark === '{' ? new Map() : undefined, isNameNext: true, start: 0, colon: 0 });
else if (mark === '}' || mark === ']')
open.pop();
}
return again.sort((one, other) => one.start - other.start);
}
}),
405:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
q: () => ( leadsOut)
});
var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
var node_path__WEBPACK_IMPORTED_MODULE_0___default = __webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
function leadsOut(folder, path) {
const below = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)(folder, path);
return below === '..' || below.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_0__.sep}`) || (0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(below);
}
}),
1378:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
k: () => ( Progress)
});
const INTERVAL_MS = 5000;
class Progress {
#log;
#clock;
#things;
#start;
#lastLine;
constructor(log, clock, things) {
this.#log = log;
this.#clock = clock;
this.#things = things;
this.#start = this.#lastLine = clock.monotonic();
}
report(done, all) {
const now = this.#clock.monotonic();
if (now - this.#lastLine < INTERVAL_MS || done === 0 || done >= all)
return;
this.#lastLine = now;
const perSecond = (done * 1000) / (now - this.#start);
const left = Math.ceil((all - done) / perSecond);
const rate = perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond).toString();
const text = `  ${String(done)} of ${String(all)} ${this.#things}, ${rate} a second, about ${time(left)} left`;
if (this.#log.progress === undefined)
this.#log.info(text);
else
this.#log.progress(text);
}
}
function time(seconds) {
return seconds < 120 ? `${String(seconds)} s` : `${String(Math.round(seconds / 60))} min`;
}
}),
4646:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
A$: () => ( withoutTrailingSlashes),
Hn: () => ( holdsCredentials),
Jj: () => ( cut),
Pf: () => ( label),
Zb: () => ( upperFirst),
bN: () => ( withoutUsers),
eZ: () => ( namesOf),
g$: () => ( printable),
hS: () => ( counted),
vI: () => ( shortened),
yU: () => ( someOf)
});
const MAX_NAME_LENGTH = 120;
function counted(count, thing, things = `${thing}s`) {
return `${String(count)} ${count === 1 ? thing : things}`;
}
function shortened(text, maxLength = MAX_NAME_LENGTH) {
return printable(cut(text, maxLength));
}
function cut(text, maxLength) {
return text.length > maxLength ? `${text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, '')}…` : text;
}
function upperFirst(text) {
return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
function label({ id, name }) {
return name === undefined ? id : `'${shortened(name)}'`;
}
function someOf(names, max = 20) {
if (names.length === 0)
return 'none';
const rest = names.length > max ? ` and ${String(names.length - max)} more` : '';
return `${names
.slice(0, max)
.map((name) => shortened(name))
.join(', ')}${rest}`;
}
function namesOf(repositories, max = 5) {
const names = repositories.map(({ name }) => name);
return `${counted(names.length, 'repository', 'repositories')}${names.length === 0 ? '' : `: ${someOf(names, max)}`}`;
}
function printable(text) {
return text
.replace(/^(\s*:)(?=:)/, '$1 ')
.replace(UNPRINTABLE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
.replace(COMMAND, '$& ');
}
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const COMMAND = /#[\p{DI}\p{M}]*#(?=[\p{DI}\p{M}\w]*\[)|section_(?:start|end)(?=:)/giu;
function withoutTrailingSlashes(text) {
return text.replace(/(?<!\/)\/+$/, '');
}
function holdsCredentials(text) {
return /:[^\s:]*@/.test(text);
}
function withoutUsers(text) {
return text.replace(/\S+/g, (word) => {
const host = word.lastIndexOf('@');
const scheme = word.slice(0, Math.max(0, host)).indexOf('://');
return host === -1 ? word : `${word.slice(0, scheme === -1 ? 0 : scheme + 3)}…${word.slice(host)}`;
});
}
}),
9189:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
x: () => ( VERSION)
});
const VERSION = '0.1.0';
})
};
