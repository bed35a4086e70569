export const id = 695;
export const ids = [695];
export const modules = {
6893:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
S: () => ( compareInventory),
h: () => ( orphansOf)
});
var find = __webpack_require__(761);
var host_projects = __webpack_require__(6067);
var owner = __webpack_require__(9095);
;
function ambiguous(found) {
return { kind: 'ambiguous', among: rowsOf(found.slice(0, MAX_ALIKE)) };
}
function rowsOf(listed) {
return listed.map(({ row }) => row);
}
function matchInventory(inventory, owners, repositories) {
const isByProject = (0,host_projects .Z)(inventory);
const projects = projectsOf(inventory, repositories);
const rows = repositories.filter(({ removed }) => !removed).map((row) => listedOf(owners, row, projects));
const byPath = Map.groupBy(rows, ({ path }) => (0,find .no)(path));
const atPath = Map.groupBy(inventory.repositories, ({ path }) => (0,find .no)(path));
const matchByPath = ({ path }) => matchOf(path, atPath.get((0,find .no)(path)) ?? [], byPath.get((0,find .no)(path)) ?? []);
if (isByProject) {
const matchByName = byName(inventory, byPath);
return new Map(inventory.repositories.map((each) => {
const match = matchByPath(each);
return [each, match.kind === 'none' ? matchByName(each) : match];
}));
}
const twofold = rows.filter(({ whole }) => isFree(byPath, whole) && !isFree(atPath, whole));
const unclear = Map.groupBy(twofold.flatMap((each) => [...new Set([each.path, each.whole])].map((path) => ({ each, path: (0,find .no)(path) }))), ({ path }) => path);
return new Map(inventory.repositories.map((each) => {
const found = unclear.get((0,find .no)(each.path));
return [each, found === undefined ? matchByPath(each) : ambiguous(found.map((listed) => listed.each))];
}));
}
function missingAtHost(inventory, owners, repositories) {
const isByProject = (0,host_projects .Z)(inventory);
const atHost = new Set(inventory.repositories.flatMap(({ path }) => [(0,find .no)(path), (0,find .no)(isByProject ? (0,find .ZC)(path) : path)]));
const { host, part, repositories: listed } = inventory;
const mayBeByName = listed.length === 0 && (host === 'azure-devops' || host === 'bitbucket');
const projects = projectsOf(inventory, repositories);
return repositories.filter((row) => {
const { path, whole } = listedOf(owners, row, projects);
const isCovered = part === '' || (0,find .Gz)(part, path) !== undefined || (mayBeByName && !path.includes('/'));
return isCovered && !atHost.has((0,find .no)(path)) && !atHost.has((0,find .no)(whole));
});
}
function byName(inventory, byPath) {
const atName = Map.groupBy(inventory.repositories, ({ path }) => (0,find .no)((0,find .ZC)(path)));
const projects = new Set(inventory.repositories.map(({ path }) => (0,find .no)((0,find .L9)(path))));
return ({ path }) => {
const name = (0,find .ZC)(path);
const found = byPath.get((0,find .no)(name)) ?? [];
if (found.length === 0)
return { kind: 'none' };
const isElsewhere = ({ whole }) => projects.has((0,find .no)((0,find .L9)(whole))) && (0,find .no)((0,find .L9)(whole)) !== (0,find .no)((0,find .L9)(path));
const isUnique = isWhole(inventory) && atName.get((0,find .no)(name))?.length === 1;
return isUnique && !found.some(isElsewhere) ? matchOf(name, [{ path: name }], found) : ambiguous(found);
};
}
function isWhole({ incomplete, part, host }) {
return host !== 'azure-devops' || (incomplete === undefined && part === '');
}
const MAX_ALIKE = 100;
function matchOf(path, twins, found) {
if (found.length === 0)
return { kind: 'none' };
if (twins.length > MAX_ALIKE || found.length > MAX_ALIKE)
return ambiguous(found);
const [only, ...others] = found.filter((each) => spellingOf(each.path) === spellingOf(path));
if (only === undefined)
return ambiguous(found);
const same = twins.filter((twin) => spellingOf(twin.path) === spellingOf(path));
if (others.length === 0 && same.length === 1)
return { kind: 'one', repository: only.row };
const exact = new Map([only, ...others].map((each) => [each.path, each.row]));
const repository = exact.get(path);
const isEachOne = exact.size === others.length + 1 && exact.size === same.length && same.every((twin) => exact.has(twin.path));
if (isEachOne && repository !== undefined)
return { kind: 'one', repository };
return { kind: 'ambiguous', among: rowsOf(found), noOther: twins.length === 1 ? rowsOf([only, ...others]) : [] };
}
function spellingOf(path) {
return path.toLowerCase().normalize('NFC');
}
function isFree(paths, path) {
return !paths.has((0,find .no)(path));
}
function projectsOf(inventory, rows) {
if (!(0,host_projects .Z)(inventory))
return undefined;
const names = projectNames(inventory);
return { names, areIdsShared: rows.some(({ project }) => names.has(project?.id ?? '')) };
}
function projectNames({ repositories }) {
return new Map(repositories.flatMap(({ path, projectId }) => (projectId === undefined ? [] : [[projectId, (0,find .L9)(path)]])));
}
function listedOf(owners, row, projects) {
const { name, project } = row;
const path = (0,owner .Km)(owners, name) ?? name;
if (projects === undefined)
return { row, path, whole: name };
const { names, areIdsShared } = projects;
const atHost = names.get(project?.id ?? '');
if (atHost !== undefined)
return inProject(row, `${atHost}/${(0,find .ZC)(path)}`);
if (path.includes('/') && project?.name !== undefined)
return inProject(row, path);
const called = project?.name ?? (areIdsShared ? project?.id : undefined);
return called === undefined ? { row, path, whole: name } : inProject(row, `${called}/${(0,find .ZC)(path)}`);
}
function inProject(row, path) {
return { row, path, whole: path };
}
var model = __webpack_require__(5529);
var domain_request = __webpack_require__(805);
var domain_select = __webpack_require__(706);
;
function selectInInventory(request, { selected, projects }, owners, inventory, matches) {
const included = selected.included.map(({ line }) => line);
const excluded = selected.excluded.map(({ line }) => line);
const meant = namedBy([...included, ...excluded], owners, inventory);
const foundBy = (line) => meant.get(line) ?? [];
const inProjects = (0,host_projects .Z)(inventory) ? projectsAtHost(request, projects, owners, inventory) : new Set();
const rowsIn = (0,model .UX)([
...selected.included.flatMap(({ items }) => items),
...projects.flatMap((each) => each.repositories),
]);
const rowsOut = (0,model .UX)(selected.excluded.flatMap(({ items }) => items));
const isAmong = (ids, match) => match.kind === 'one' && ids.has(match.repository.id);
const mayBeAmong = (ids, match) => isAmong(ids, match) || (match.kind === 'ambiguous' && match.among.some(({ id }) => ids.has(id)));
const named = new Set(included.flatMap(foundBy));
const leaving = excluded.filter((line) => line.kind === 'pattern' || foundBy(line).length === 1);
const left = new Set(leaving.flatMap(foundBy));
const isClear = (each) => {
const match = matches.get(each);
return match?.kind === 'one' || (match?.kind === 'ambiguous' && (match.noOther ?? []).length > 0);
};
const chosen = [...matches].filter(([each, match]) => inProjects.has((0,find .no)((0,find .L9)(each.path))) ||
((named.has(each) || mayBeAmong(rowsIn, match)) && !left.has(each) && !isAmong(rowsOut, match)));
return {
repositories: chosen.map(([each]) => each),
excluded: left,
unclear: new Map(excluded.map((line) => [line, foundBy(line).filter((each) => !isClear(each))])),
named: new Map(included.flatMap((line) => (line.kind === 'name' ? [[line, foundBy(line)]] : []))),
lines: new Set([
...included.filter((line) => foundBy(line).length > 0),
...leaving.filter((line) => {
const found = foundBy(line);
return found.some(isClear) || (found.length > 0 && found.every((each) => matches.get(each)?.kind === 'none'));
}),
]),
};
}
function namedBy(lines, owners, inventory) {
const { repositories } = inventory;
const [organization] = owners;
const isTwice = ({ text }) => (0,host_projects .Q)(organization, text) !== undefined;
const once = lines.filter((line) => !isTwice(line));
const byPath = new Map([
...calledBy(once, owners, repositories, ({ path }) => path),
...calledBy(lines.filter(isTwice), owners, repositories, ({ path }) => `${organization}/${path}`),
]);
if (!(0,host_projects .Z)(inventory))
return byPath;
const byName = calledBy(lines, owners, repositories, ({ path }) => (0,find .ZC)(path));
return new Map([...byPath].map(([line, found]) => {
const isEnough = line.kind === 'name' && line.text.includes('/') && found.length > 0;
return [line, isEnough ? found : [...new Set([...found, ...(byName.get(line) ?? [])])]];
}));
}
function calledBy(lines, owners, repositories, nameOf) {
const items = repositories.map((atHost) => ({ name: nameOf(atHost), removed: false, atHost }));
const { included } = (0,domain_select .Lt)({ included: lines, excluded: [] }, owners, items);
return new Map(included.map(({ line, items: found }) => [line, found.map(({ atHost }) => atHost)]));
}
function projectsAtHost({ projects: selection }, projects, owners, inventory) {
if (selection === undefined)
return new Set();
const { repositories } = inventory;
const names = projectNames(inventory);
const ids = new Map(repositories.map(({ path, projectId }) => [(0,find .no)((0,find .L9)(path)), projectId]));
const items = [...ids].map(([name, id]) => ({ id, name, removed: false }));
const found = (0,domain_select .Lt)((0,owner .S7)(owners, selection), owners, items).items.map(({ name }) => name);
return new Set([...found, ...projects.map(({ project: { id, name } }) => (0,find .no)(names.get(id) ?? name))]);
}
var shared_text = __webpack_require__(4646);
;
function compareInventory(request, resolution, { organizations, organization, repositories: rows }, read, before) {
const owners = (0,owner .K2)(organizations, organization, (0,domain_request .CZ)(request));
const names = read.part === '' ? [organization.name, read.owner] : [organization.name];
const inventory = withDoubt(read, names, rows);
const matches = matchInventory(inventory, names, rows);
const { repositories, excluded, lines, unclear, named } = selectInInventory(request, resolution, owners, inventory, matches);
const selected = new Set(repositories);
const isAzure = inventory.host === 'azure-devops';
const isSkipped = ({ archived, disabled }) => request.host?.skipsArchived === true && (archived === true || (isAzure && disabled === true));
const only = (which) => new Map([...matches].filter(([each, match]) => which(each, match)));
const isLeft = (each, { kind }) => isSkipped(each) && kind !== 'ambiguous';
const kept = only((each, match) => selected.has(each) && !isLeft(each, match));
const skipped = only((each, match) => selected.has(each) && isLeft(each, match));
const missing = missingAtHost(inventory, names, compare_inventory_rowsOf(resolution));
const unlisted = [...kept].flatMap(([each, { kind }]) => (kind === 'none' ? each : []));
const missingBefore = before && inventory.incomplete === undefined ? (0,model .UX)(orphansOf(before)) : undefined;
return {
inventory,
selected: kept,
skipped,
missingAtHost: missing.filter(({ id }) => missingBefore?.has(id) ?? true),
unlisted,
markedAsRemoved: markedAsRemoved(unlisted, inventory, names, rows),
lines,
unclear,
skippedNames: new Set([...named].flatMap(([{ text }, found]) => found.length > 0 && found.every((each) => skipped.has(each)) ? text : [])),
resolution: withoutSkipped(withoutExcluded(resolution, only((each) => excluded.has(each))), skipped),
};
}
function orphansOf({ inventory, missingAtHost: missing, }) {
return inventory.incomplete === undefined ? missing : [];
}
function markedAsRemoved(unlisted, inventory, names, rows) {
const removed = rows.flatMap((row) => (row.removed ? { ...row, removed: false } : []));
if (removed.length === 0 || unlisted.length === 0)
return new Set();
const matches = matchInventory(inventory, names, removed);
return new Set(unlisted.flatMap((each) => (matches.get(each)?.kind === 'none' ? [] : (0,find .no)(each.path))));
}
function withDoubt(inventory, names, repositories) {
if (inventory.repositories.length > 0 || inventory.incomplete !== undefined)
return inventory;
const present = repositories.filter(({ removed }) => !removed);
const { length } = missingAtHost(inventory, names, present);
if (length === 0)
return inventory;
const listed = (0,shared_text .hS)(length, 'repository', 'repositories');
return {
...inventory,
incomplete: `the host lists no repository at all, and GitProtect lists ${listed} there: host-token may see none of them; check its rights, and host-owner`,
};
}
function compare_inventory_rowsOf({ selected: { items, included, excluded }, projects }) {
const left = new Set(excluded.flatMap(({ removed }) => removed));
const removed = included.flatMap((match) => match.removed).filter((each) => !left.has(each));
return [...new Set([...items, ...removed, ...projects.flatMap((each) => each.repositories)])];
}
function withoutExcluded(resolution, excluded) {
const { selected } = resolution;
return { ...resolution, selected: { ...selected, items: without(selected.items, excluded) } };
}
function withoutSkipped(resolution, skipped) {
const { projects } = resolution;
return {
...withoutExcluded(resolution, skipped),
projects: projects.map((each) => ({ ...each, repositories: without(each.repositories, skipped) })),
};
}
function without(repositories, matches) {
const found = [...matches.values()].flatMap((match) => {
if (match.kind === 'one')
return match.repository;
return match.kind === 'ambiguous' ? (match.noOther ?? []) : [];
});
const ids = (0,model .UX)(found);
return repositories.filter(({ id }) => !ids.has(id));
}
}),
6067:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Q: () => ( belowTwice),
Z: () => ( hasProjects)
});
var _find_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(761);
function hasProjects({ host, repositories }) {
return host === 'azure-devops' || (host === 'bitbucket' && repositories.some(({ path }) => path.includes('/')));
}
function belowTwice(owner, path) {
return (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .Gz)(owner, (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .Gz)(owner, path) ?? '');
}
}),
1768:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
NT: () => ( namedInCoverage),
Tw: () => ( coverageCounts),
d4: () => ( isListRead),
oX: () => ( proofOf)
});
var _shared_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4646);
var _coverage_words_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5766);
function isListRead({ repositories, incomplete }) {
return repositories.length > 0 || incomplete === undefined;
}
function coverageCounts(coverage) {
const { inventory, covered, gaps, skipped, notSelected } = coverage;
if (!isListRead(inventory))
return [];
const left = [
{ label: `Archived, and ${leftAs(coverage)}`, count: skipped.length },
{ label: 'Not selected', count: notSelected.length },
];
return [
{ label: 'In its list', count: inventory.repositories.length },
{ label: 'Proved to be protected (licensed, and in the backup plans)', count: covered },
{ label: 'Not proved to be protected', count: gaps.length, areGaps: true },
...left.filter(({ count }) => count > 0),
];
}
function leftAs({ skippedInProjects }) {
return skippedInProjects
? 'left as they are, except that they are in the plans of their projects'
: 'left as they are';
}
function proofOf({ host, repositories, pages, total, incomplete }, token) {
const name = _coverage_words_js__WEBPACK_IMPORTED_MODULE_0__ .W[host];
if (incomplete !== undefined)
return {
isComplete: false,
statement: `The list of ${name} is not proved to be complete:`,
evidence: incomplete,
limit: `${name} may have more repositories than this report shows.`,
};
const listed = `${name} listed ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_1__ .hS)(repositories.length, 'repository', 'repositories')} on ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_1__ .hS)(pages, 'page')}`;
const ownCount = total === undefined ? '' : ', as many as it counts itself';
return {
isComplete: true,
statement: `The list of ${name} is complete, as far as ${token} can see.`,
evidence: `${listed}${ownCount}. Every page that ${name} named was read, no repository came twice, and nothing shows that the list goes on.`,
limit: `What ${token} cannot see is not in the list, and this report cannot show whether there is such a thing.`,
};
}
function namedInCoverage(coverage) {
const { inventory, skipped, notSelected, missingAtHost } = coverage;
const host = _coverage_words_js__WEBPACK_IMPORTED_MODULE_0__ .W[inventory.host];
const missing = inventory.incomplete === undefined
? `Listed by GitProtect, but not by ${host} (perhaps deleted, renamed or moved there; nothing was changed because of it)`
: `Listed by GitProtect, but not in the part of ${host}'s list that was read (${host} may have them or not)`;
const all = [
{ heading: `Listed by ${host}, but not selected`, names: notSelected.map(({ path }) => path) },
{ heading: `Archived at ${host}, and ${leftAs(coverage)}`, names: skipped.map(({ path }) => path) },
{ heading: missing, names: isListRead(inventory) ? missingAtHost.map(({ name }) => name) : [] },
];
return all.filter(({ names }) => names.length > 0);
}
}),
5766:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
I: () => ( gapWords),
W: () => ( HOST_NAMES)
});
var _domain_find_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(761);
var _shared_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4646);
const HOST_NAMES = {
github: 'GitHub',
gitlab: 'GitLab',
'azure-devops': 'Azure DevOps',
bitbucket: 'Bitbucket',
'git.dev': 'git.dev',
};
function gapWords({ reason, repository: { path } }, { dryRun, syncs, removed, worded }) {
if (reason === 'not-listed' && removed.has((0,_domain_find_js__WEBPACK_IMPORTED_MODULE_0__ .no)(path)))
return MARKED_AS_REMOVED;
const { why, remedy } = reason === 'not-listed' ? notListed(dryRun, syncs) : GAPS[reason];
const ifDry = dryRun ? IN_DRY_RUN[reason] : undefined;
return { why: worded(why), remedy: worded(ifDry ?? remedy) };
}
const MARKED_AS_REMOVED = {
why: 'marked as removed at the Git host by GitProtect, though the Git host lists one of this name',
remedy: 'Synchronize the organization in GitProtect, and run again. If it is still marked so, look in GitProtect whether it is the same repository, and whether GitProtect may see it.',
};
function notListed(dryRun, syncs) {
const why = 'not listed by GitProtect';
if (dryRun)
return {
why: `${why}, which was not asked to synchronize, since this is a dry run`,
remedy: `Run without dry-run, so that GitProtect is asked to synchronize (sync: auto). If it is not listed then, ${GRANT}.`,
};
if (!syncs)
return {
why: `${why}, which was not asked to synchronize (sync: never)`,
remedy: `Use sync: auto, or synchronize the organization in GitProtect. If it is not listed then, ${GRANT}.`,
};
return { why, remedy: `${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_1__ .Zb)(GRANT)}, and synchronize the organization in GitProtect.` };
}
const GRANT = "grant access at the Git host to GitProtect's app or token";
const WHERE_IT_FAILED = 'See why this run failed for it, correct the cause, and run again.';
const GAPS = {
ambiguous: {
why: 'cannot be told apart from another one',
remedy: 'More than one repository, at the Git host or in GitProtect, could be the one that is meant. Check in GitProtect which ones are listed, and give them different names. At a host with projects GitProtect may list it without its project: then the list of the host has to be complete, and of the whole organization.',
},
'not-tried': {
why: 'not tried in this run',
remedy: 'If this run reports no error for it, select it in the input repository under the name that GitProtect lists.',
},
'not-licensed': { why: 'no active license', remedy: WHERE_IT_FAILED },
'not-attached': {
why: 'not attached to every requested backup plan',
remedy: WHERE_IT_FAILED,
},
'not-proved': {
why: 'its protection could not be proved',
remedy: 'GitProtect does not report its state, or it changed during the run. Check it in GitProtect.',
},
};
const IN_DRY_RUN = {
'not-licensed': 'Run without dry-run to activate a license for it.',
'not-attached': 'Run without dry-run to attach it to each of them.',
'not-proved': 'GitProtect does not report its state. A run without dry-run asks for the change anyway; then check it in GitProtect.',
};
}),
5695:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
coverageReport: () => ( coverageReport)
});
var shared_text = __webpack_require__(4646);
var compare_inventory = __webpack_require__(6893);
var fitting = __webpack_require__(3185);
var report_text = __webpack_require__(5655);
;
function coverageRecord(coverage) {
const { inventory, gaps, skipped, notSelected } = coverage;
const { host, owner, incomplete, repositories, pages } = inventory;
return {
inventory: {
host,
owner: (0,report_text .cz)(owner),
complete: incomplete === undefined,
repositories: repositories.length,
pages,
...(incomplete === undefined ? {} : { why: incomplete }),
},
gaps: gaps.map(({ repository, reason }) => ({ ...named(repository), reason })),
orphans: (0,compare_inventory .h)(coverage).map(({ id, name }) => ({ id, name: (0,report_text .cz)(name) })),
skipped: skipped.map((each) => ({ ...named(each), reason: 'archived' })),
'not-selected': notSelected.map(named),
};
}
function shortRecord(whole, maxBytes) {
const { inventory, gaps, orphans, skipped, 'not-selected': notSelected } = whole;
const space = new fitting .y(maxBytes);
const record = {
inventory,
gaps: space.take(gaps),
orphans: space.take(orphans),
skipped: space.take(skipped),
'not-selected': space.take(notSelected),
};
return { record, bytes: Buffer.byteLength(JSON.stringify(record)), isCut: space.isCut };
}
function named({ path, url }) {
return { name: (0,report_text .cz)(path), url: (0,report_text .cz)(url) };
}
var coverage_facts = __webpack_require__(1768);
var coverage_words = __webpack_require__(5766);
var markdown = __webpack_require__(4285);
var to_do = __webpack_require__(1567);
;
const MAX_ROWS = 500;
const MAX_ROW_BYTES = 64 * 1024;
const MAX_NAMES = 2000;
const MAX_NAMES_BYTES = 24 * 1024;
function coverageInSummary(coverage, options) {
const counts = (0,coverage_facts .Tw)(coverage);
return {
numbers: [
'### Coverage',
...(counts.length === 0 ? [] : [countsTable(counts, coverage, options)]),
proofInMarkdown(coverage, options),
],
gaps: gapsTable(coverage, options),
others: (0,coverage_facts .NT)(coverage).flatMap(({ heading, names: all }) => names(heading, all)),
};
}
function countsTable(counts, { inventory: { host, owner } }, { fails }) {
const heads = [`Repositories of ${(0,markdown .aY)(owner)} at ${coverage_words .W[host]}`, 'Count'];
const rows = counts.map(({ label, count, areGaps }) => {
return (0,markdown .nM)([areGaps && count > 0 ? `${fails ? '❌' : '⚠️'} **${label}**` : label, String(count)]);
});
return (0,markdown .tp)(heads, rows);
}
function gapsTable({ gaps, inventory }, options) {
if (gaps.length === 0)
return [];
const rows = gaps.slice(0, MAX_ROWS).map((gap) => {
return (0,markdown .nM)([(0,markdown .aY)(gap.repository.path), (0,markdown .g5)((0,coverage_words .I)(gap, options).why)]);
});
const shown = (0,fitting ._)(rows, MAX_ROW_BYTES);
const rest = gaps.length - shown.length;
const heading = `Repositories at ${coverage_words .W[inventory.host]} that are not proved to be protected (${String(gaps.length)})`;
return (0,markdown .TM)(heading, [
(0,markdown .tp)(['Repository', 'Why it is not proved to be protected'], shown),
...(rest === 0
? []
: [
`… and ${(0,shared_text .hS)(rest, 'repository', 'repositories')} more (<code>${options.worded('report-file')}</code> gives each one).`,
]),
]);
}
function proofInMarkdown({ inventory }, { worded }) {
const { isComplete, statement, evidence, limit } = (0,coverage_facts .oX)(inventory, worded('host-token'));
const [first, ...rest] = [statement, (0,to_do .uA)((0,shared_text .vI)(evidence, 1000)), limit].map(markdown .g5);
const text = [`**${first ?? ''}**`, ...rest].join(' ');
return isComplete ? text : `> ⚠️ ${text}`;
}
function names(heading, all) {
const shown = (0,fitting ._)(all.slice(0, MAX_NAMES).map(markdown .aY), MAX_NAMES_BYTES, 2);
return (0,markdown .TM)(`${heading} (${String(all.length)})`, [(0,report_text .Hy)(shown, all.length)]);
}
;
function coverageReport(found, options, redactor) {
const coverage = cleanCoverage(found, options.worded, redactor);
const { gaps } = coverage;
const record = coverageRecord(coverage);
return {
found: coverage,
sentence: sentenceOf(coverage),
numbers: numbersOf(coverage),
details: detailsOf(coverage),
toDo: toDoOf(coverage, options),
section: coverageInSummary(coverage, options),
gaps: gaps.map((gap) => {
const { repository, reason, listed, hasFailed } = gap;
return { name: repository.path, url: repository.url, reason, listed, hasFailed, ...(0,coverage_words .I)(gap, options) };
}),
outputs: outputsOf(coverage),
record,
shortRecord: (maxBytes) => shortRecord(record, maxBytes),
};
}
function outputsOf({ inventory, gaps }) {
const isRead = (0,coverage_facts .d4)(inventory);
return {
'host-repositories': isRead ? String(inventory.repositories.length) : '',
'inventory-complete': String(inventory.incomplete === undefined),
'repositories-uncovered': isRead ? String(gaps.length) : '',
};
}
function cleanCoverage({ inventory, covered, gaps, skipped, skippedInProjects, notSelected, missingAtHost }, worded, redactor) {
const { owner, incomplete } = inventory;
const clean = (text) => redactor.redact(text);
const repository = (each) => ({
...each,
name: clean(each.name),
path: clean(each.path),
url: clean(each.url),
});
return {
inventory: {
...inventory,
owner: clean(owner),
incomplete: incomplete === undefined ? undefined : worded(incomplete),
},
covered,
gaps: gaps.map((gap) => ({ ...gap, repository: repository(gap.repository) })),
skipped: skipped.map(repository),
skippedInProjects,
notSelected: notSelected.map(repository),
missingAtHost: missingAtHost.map((each) => ({ ...each, name: clean(each.name) })),
};
}
function sentenceOf({ inventory, gaps, covered }) {
const host = coverage_words .W[inventory.host];
const selected = (0,shared_text .hS)(covered + gaps.length, 'repository', 'repositories');
const parts = [
...(gaps.length === 0
? []
: [
`${String(gaps.length)} of ${selected} at ${host} ${gaps.length === 1 ? 'is' : 'are'} not proved to be protected`,
]),
...(inventory.incomplete === undefined ? [] : [`the list of ${host} is not proved to be complete`]),
];
return parts.join(', and ');
}
function numbersOf({ inventory, gaps, covered }) {
const { host, owner, repositories, pages, incomplete } = inventory;
const name = coverage_words .W[host];
const proof = incomplete === undefined ? 'complete' : 'not proved to be complete';
if (!(0,coverage_facts .d4)(inventory))
return [`The list of ${name} could not be read`];
return [
`Coverage: ${String(covered)} of ${(0,shared_text .hS)(covered + gaps.length, 'selected repository', 'selected repositories')} that ${name} lists ${covered === 1 ? 'is' : 'are'} proved to be protected`,
`${name} lists ${(0,shared_text .hS)(repositories.length, 'repository', 'repositories')} of '${owner}' on ${(0,shared_text .hS)(pages, 'page')} (${proof})`,
];
}
function detailsOf(coverage) {
return (0,coverage_facts .NT)(coverage).map(({ heading, names }) => `${heading}: ${(0,shared_text .yU)(names.map(inQuotes))}`);
}
function toDoOf({ inventory, gaps }, options) {
const { host, incomplete } = inventory;
const name = coverage_words .W[host];
const level = options.fails ? 'error' : 'warning';
const untold = gaps.filter(({ hasFailed }) => !hasFailed).map((gap) => ({ ...gap, ...(0,coverage_words .I)(gap, options) }));
const ofGaps = [...Map.groupBy(untold, ({ why }) => why)].flatMap(([why, some]) => some.slice(0, 1).map(({ remedy }) => ({
level,
source: 'coverage',
title: `Not every repository at ${name} is proved to be protected`,
names: some.map(({ repository }) => repository.path),
weight: some.length,
text: why,
remedy,
})));
if (incomplete === undefined)
return ofGaps;
const archived = options.skipsArchived
? options.worded('; what GitProtect lists and this list lacks is not skipped, archived or not (archived: skip)')
: '';
return [
{
level,
source: 'coverage',
title: `The list of ${name} is not proved to be complete`,
names: [],
weight: Infinity,
text: `${name} may have repositories that this run does not know: ${incomplete}${archived}`,
remedy: 'Correct what kept the list from being complete, and run again.',
},
...ofGaps,
];
}
function inQuotes(name) {
return `'${(0,shared_text .vI)(name)}'`;
}
})
};
