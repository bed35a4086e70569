export const id = 210;
export const ids = [210];
export const modules = {
9210:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
observeAfterSynchronizing: () => ( observeAfterSynchronizing),
synchronizeFirst: () => ( synchronizeFirst)
});
var _domain_resolution_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1448);
var _domain_resolve_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
var _domain_select_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(706);
var _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5524);
var _gitprotect_search_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2507);
var _shared_failure_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8035);
var _shared_text_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4646);
var _observe_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3790);
var _read_repositories_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3039);
const UNCHANGED_SECONDS = 30;
const BEGUN_SECONDS = 10;
async function observeAfterSynchronizing(context, { request, syncsFirst }, { observed, resolution, unlisted, skippedNames }, patience) {
const missing = (0,_domain_resolution_js__WEBPACK_IMPORTED_MODULE_7__ .J)(resolution, skippedNames);
if (missing.repositories.length + missing.projects.length === 0)
return await observeOnceSynchronized(context, request, observed, unlisted, patience);
if (!syncsFirst)
await synchronize(context, observed.organization, missing, patience);
const listed = await observeOnceListed(context, request, { ...observed, missing, skippedNames }, patience);
if (syncsFirst || unlisted.length <= missing.repositories.length)
return listed;
return await observeOnceOver(context, request, listed, patience);
}
async function observeOnceSynchronized(context, request, { organization, inventory }, unlisted, patience) {
const names = (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_8__ .yU)(unlisted.map(({ path }) => `'${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_8__ .vI)(path)}'`), 5);
context.log.info(`The Git host lists ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_8__ .hS)(unlisted.length, 'repository', 'repositories')} that GitProtect does not: ${names}`);
const began = context.clock.monotonic();
let isAsked = false;
try {
await askToSynchronize(context, organization, patience);
isAsked = true;
await waitUntilOver(context, organization, patience);
return await observeNow(context, request, inventory);
}
catch (error) {
if (!(error instanceof _shared_failure_js__WEBPACK_IMPORTED_MODULE_4__ .HR))
throw error;
const isRefused = error instanceof _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_2__ ._7 && error.isRefused;
const isOutdated = isAsked || !isRefused || context.clock.monotonic() - began > _observe_js__WEBPACK_IMPORTED_MODULE_5__ .qt;
const now = isOutdated ? await observeNow(context, request, inventory) : undefined;
context.log.warning('GitProtect could not synchronize', `${error.message}. The run goes on with what GitProtect lists without that. ${context.worded(error.remedy)}`);
return now;
}
}
async function synchronizeFirst(context, request, patience) {
const { organization } = await (0,_observe_js__WEBPACK_IMPORTED_MODULE_5__ .Rj)(context, request);
await synchronizeWholly(context, organization, patience);
}
async function synchronizeWholly(context, organization, patience) {
await askToSynchronize(context, organization, patience);
await waitUntilOver(context, organization, patience);
}
async function askToSynchronize(context, organization, patience) {
context.log.info(`Asking GitProtect to synchronize organization ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_8__ .Pf)(organization)}`);
await requestSynchronization(context, organization, patience);
}
async function observeOnceOver(context, request, { organization, inventory }, patience) {
await waitUntilOver(context, organization, patience);
return await observeNow(context, request, inventory);
}
async function waitUntilOver(context, organization, patience) {
const { service, log } = context;
let before;
let sinceSeconds = 0;
while (patience.nextPauseMs > 0) {
await patience.pause();
const organizations = await service.organizations().read();
const isSynchronizing = organizations.find(({ id }) => id === organization.id)?.isSynchronizing;
const now = isSynchronizing === undefined ? await listedIds(context, organization) : String(isSynchronizing);
if (now !== before)
sinceSeconds = patience.waitedSeconds;
const isOver = isSynchronizing === undefined
? now !== undefined && patience.waitedSeconds - sinceSeconds >= UNCHANGED_SECONDS
: !isSynchronizing && (before === 'true' || (now === before && patience.waitedSeconds >= BEGUN_SECONDS));
const how = isOver ? 'finished' : isSynchronizing === true ? 'still running' : 'not seen to be finished';
log.info(`  the synchronization is ${how}, waited ${String(patience.waitedSeconds)} s`);
if (isOver)
return;
before = now;
}
if (context.cancelled.aborted)
return;
log.warning('The synchronization may not have finished', `GitProtect was asked to synchronize organization ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_8__ .Pf)(organization)}, and was not seen to finish within ${String(patience.waitedSeconds)} s: repositories that are new at the Git host may be missing. ${context.worded('Raise sync-timeout, or run again later.')}`);
}
async function listedIds({ service }, organization) {
const repositories = await unlessChanging(service.repositories(organization).read());
return repositories === undefined ? undefined : JSON.stringify(repositories.map(({ id }) => id).sort());
}
async function synchronize(context, organization, { repositories, projects }, patience) {
const namesOf = (lines) => (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_8__ .yU)(lines.map(({ text }) => `'${text}'`));
const missing = [
...(repositories.length === 0 ? [] : [`no repository ${namesOf(repositories)}`]),
...(projects.length === 0 ? [] : [`no project ${namesOf(projects)}`]),
].join(' and ');
context.log.info(`Organization ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_8__ .Pf)(organization)} lists ${missing}: asking GitProtect to synchronize`);
for (const { text, similar } of repositories)
if (similar !== undefined)
context.log.info(`  '${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_8__ .vI)(similar)}' is listed: if '${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_8__ .vI)(text)}' is a mistake, cancel and correct it`);
await requestSynchronization(context, organization, patience);
}
async function observeOnceListed(context, request, { organization, inventory, missing: { repositories: missing }, skippedNames }, patience) {
for (;;) {
if (missing.length === 0)
await patience.pause();
else
await waitUntilListed(context, organization, missing, patience);
if (patience.nextPauseMs === 0)
return await observeNow(context, request, inventory);
const observed = await unlessChanging(observeNow(context, request, inventory));
if (observed === undefined)
continue;
const now = (0,_domain_resolution_js__WEBPACK_IMPORTED_MODULE_7__ .J)((0,_domain_resolve_js__WEBPACK_IMPORTED_MODULE_0__ .hd)(request, observed), skippedNames);
if (now.repositories.length + now.projects.length === 0)
return observed;
if (now.projects.length > 0)
context.log.info(`  not listed yet, waited ${waitedOf(patience)}`);
}
}
async function observeNow(context, request, inventory) {
return { ...(await (0,_observe_js__WEBPACK_IMPORTED_MODULE_5__ .lB)(context, request)), inventory };
}
async function waitUntilListed({ service, log }, organization, missing, patience) {
const names = (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_8__ .yU)(missing.map(({ text }) => `'${text}'`));
for (;;) {
await patience.pause();
const listed = (await unlessChanging(areListed(service, organization, missing))) ?? false;
const waited = waitedOf(patience);
log.info(listed
? `  ${names} ${missing.length === 1 ? 'is' : 'are'} listed now, after ${waited}`
: `  not listed yet, waited ${waited}`);
if (listed || patience.nextPauseMs === 0)
return;
}
}
async function areListed(service, organization, lines) {
const names = lines.map((line) => line.names);
const list = service.repositories(organization);
const found = await (0,_gitprotect_search_js__WEBPACK_IMPORTED_MODULE_3__ .l)(list, (0,_read_repositories_js__WEBPACK_IMPORTED_MODULE_6__ .W)(names, organization), service.pageOf);
const areAmong = (listed) => (0,_domain_select_js__WEBPACK_IMPORTED_MODULE_1__ .Lt)({ included: lines, excluded: [] }, [organization.name], listed).included.every(_domain_select_js__WEBPACK_IMPORTED_MODULE_1__ .ZN);
if (found !== undefined && areAmong(found.repositories))
return true;
const isWhole = found !== undefined && found.reach !== 'partial';
return !isWhole && areAmong(await list.read());
}
function waitedOf({ waitedSeconds, seconds }) {
return `${String(waitedSeconds)} s of ${String(seconds)} s`;
}
async function unlessChanging(reading) {
try {
return await reading;
}
catch (error) {
if (error instanceof _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_2__ .tF)
return undefined;
throw error;
}
}
async function requestSynchronization({ service, log }, organization, patience) {
try {
await service.startSynchronization(organization);
}
catch (error) {
if (!(error instanceof _gitprotect_errors_js__WEBPACK_IMPORTED_MODULE_2__ .zs && error.response.status === 409))
throw error;
log.info('  a synchronization is running already');
}
patience.restart();
}
})
};
