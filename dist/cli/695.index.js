export const id = 695;
export const ids = [695];
export const modules = {
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
function coverageCounts({ inventory, covered, gaps, skipped, notSelected }) {
if (!isListRead(inventory))
return [];
const left = [
{ kind: 'archived', label: 'Archived, and left as they are', count: skipped.length },
{ kind: 'not-selected', label: 'Not selected', count: notSelected.length },
];
return [
{ kind: 'listed', label: 'In its list', count: inventory.repositories.length },
{ kind: 'proved', label: 'Proved to be protected (licensed, and in the backup plans)', count: covered },
{ kind: 'not-proved', label: 'Not proved to be protected', count: gaps.length },
...left.filter(({ count }) => count > 0),
];
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
evidence: `${listed}${ownCount}. Every page was read, no repository came twice, and ${name} itself marked the end of its list.`,
limit: `What ${token} cannot see is not in the list, and this report cannot show whether there is such a thing.`,
};
}
function namedInCoverage(coverage) {
const { inventory, skipped, notSelected, orphans, notInList = [] } = coverage;
const host = _coverage_words_js__WEBPACK_IMPORTED_MODULE_0__ .W[inventory.host];
const all = [
{ heading: `Listed by ${host}, but not selected`, names: notSelected.map(({ path }) => path) },
{ heading: `Archived at ${host}, and left as they are`, names: skipped.map(({ path }) => path) },
{
heading: `Listed by GitProtect, but not by ${host} (perhaps deleted, renamed or moved there; nothing was changed because of it)`,
names: orphans.map(({ name }) => name),
},
{
heading: `Listed by GitProtect, but not in the part of ${host}'s list that was read (${host} may have them or not)`,
names: isListRead(inventory) ? notInList.map(({ name }) => name) : [],
},
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
var _shared_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4646);
const HOST_NAMES = {
github: 'GitHub',
gitlab: 'GitLab',
'azure-devops': 'Azure DevOps',
bitbucket: 'Bitbucket',
'git.dev': 'git.dev',
};
function gapWords(reason, { dryRun, syncs, worded }) {
const { why, remedy } = reason === 'not-listed' ? notListed(dryRun, syncs) : GAPS[reason];
const ifDry = dryRun ? IN_DRY_RUN[reason] : undefined;
return { why: worded(why), remedy: worded(ifDry ?? remedy) };
}
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
return { why, remedy: `${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_0__ .Zb)(GRANT)}, and synchronize the organization in GitProtect.` };
}
const GRANT = "grant access at the Git host to GitProtect's app or token";
const WHERE_IT_FAILED = 'See why this run failed for it, correct the cause, and run again.';
const GAPS = {
ambiguous: {
why: 'cannot be told apart from another one',
remedy: 'More than one repository, at the Git host or in GitProtect, could be the one that is meant. Check in GitProtect which ones are listed, and give them different names.',
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
var fitting = __webpack_require__(3185);
var report_text = __webpack_require__(5655);
;
function coverageRecord({ inventory, gaps, orphans, skipped, notSelected }) {
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
orphans: orphans.map(({ id, name }) => ({ id, name: (0,report_text .cz)(name) })),
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
function coverageSection(coverage, options) {
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
const rows = counts.map(({ kind, label, count }) => {
const isGap = kind === 'not-proved' && count > 0;
return (0,markdown .nM)([isGap ? `${fails ? '❌' : '⚠️'} **${label}**` : label, String(count)]);
});
return (0,markdown .tp)(heads, rows);
}
function gapsTable({ gaps, inventory }, options) {
if (gaps.length === 0)
return [];
const rows = gaps.slice(0, MAX_ROWS).map(({ repository, reason }) => {
return (0,markdown .nM)([(0,markdown .aY)(repository.path), (0,report_text .g5)((0,coverage_words .I)(reason, options).why)]);
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
const [first, ...rest] = [statement, (0,to_do .u)((0,shared_text .vI)(evidence, 1000)), limit].map(report_text .g5);
const text = [`**${first ?? ''}**`, ...rest].join(' ');
return isComplete ? text : `> ⚠️ ${text}`;
}
function names(heading, all) {
if (all.length === 0)
return [];
const shown = (0,fitting ._)(all.slice(0, MAX_NAMES).map(markdown .aY), MAX_NAMES_BYTES, 2);
const rest = all.length > shown.length ? ` and ${String(all.length - shown.length)} more` : '';
return (0,markdown .TM)(`${heading} (${String(all.length)})`, [`${shown.join(', ')}${rest}`]);
}
;
function coverageReport(found, options, redactor) {
const coverage = wordedCoverage(withoutSecrets(found, redactor), options.worded);
const { gaps } = coverage;
const record = coverageRecord(coverage);
return {
found: coverage,
sentence: sentenceOf(coverage),
numbers: numbersOf(coverage),
details: detailsOf(coverage),
toDo: toDoOf(coverage, options),
section: coverageSection(coverage, options),
gaps: gaps.map(({ repository: { path, url }, reason, listed, hasFailed }) => {
return { name: path, url, reason, listed, hasFailed, ...(0,coverage_words .I)(reason, options) };
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
function withoutSecrets({ inventory, gaps, skipped, notSelected, orphans, notInList, ...rest }, redactor) {
const clean = (text) => redactor.redact(text);
const repository = (each) => ({
...each,
name: clean(each.name),
path: clean(each.path),
url: clean(each.url),
});
return {
...rest,
inventory: { ...inventory, owner: clean(inventory.owner) },
gaps: gaps.map((gap) => ({ ...gap, repository: repository(gap.repository) })),
skipped: skipped.map(repository),
notSelected: notSelected.map(repository),
orphans: orphans.map((each) => ({ ...each, name: clean(each.name) })),
...(notInList === undefined ? {} : { notInList: notInList.map((each) => ({ ...each, name: clean(each.name) })) }),
};
}
function wordedCoverage({ inventory, ...rest }, worded) {
const { incomplete } = inventory;
return {
...rest,
inventory: { ...inventory, incomplete: incomplete === undefined ? undefined : worded(incomplete) },
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
const byReason = Map.groupBy(gaps.filter(({ hasFailed }) => !hasFailed), ({ reason }) => reason);
const ofGaps = [...byReason].map(([reason, some]) => {
const { why, remedy } = (0,coverage_words .I)(reason, options);
return {
level,
source: 'coverage',
title: `Not every repository at ${name} is proved to be protected`,
names: some.map(({ repository }) => repository.path),
weight: some.length,
text: why,
remedy,
};
});
if (incomplete === undefined)
return ofGaps;
return [
{
level,
source: 'coverage',
title: `The list of ${name} is not proved to be complete`,
names: [],
weight: Infinity,
text: `${name} may have repositories that this run does not know: ${incomplete}`,
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
