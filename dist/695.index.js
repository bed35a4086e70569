export const id = 695;
export const ids = [695];
export const modules = {
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
remedy: 'More than one repository, at the Git host or in GitProtect, may be meant. Look in GitProtect which are listed, and give names that differ.',
},
'not-tried': {
why: 'not tried in this run',
remedy: 'If no error of this run is about it, select it in the input repository by the name that GitProtect lists.',
},
'not-licensed': { why: 'no active license', remedy: WHERE_IT_FAILED },
'not-attached': {
why: 'not attached to every requested backup plan',
remedy: WHERE_IT_FAILED,
},
'not-proved': {
why: 'its protection could not be proved',
remedy: 'GitProtect does not report its state, or it changed during the run. Look at it in GitProtect once.',
},
};
const IN_DRY_RUN = {
'not-licensed': 'Run without dry-run: a license is activated for it.',
'not-attached': 'Run without dry-run: it is attached to each of them.',
'not-proved': 'GitProtect does not report its state. Run without dry-run: what is not reported is asked for, too. Then look at it in GitProtect once.',
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
let left = maxBytes;
const take = (all) => {
const taken = (0,fitting ._)(all.map((each) => JSON.stringify(each)), left);
left -= Buffer.byteLength(taken.join(','));
return all.slice(0, taken.length);
};
const record = {
inventory,
gaps: take(gaps),
orphans: take(orphans),
skipped: take(skipped),
'not-selected': take(notSelected),
};
const isCut = record.gaps.length < gaps.length ||
record.orphans.length < orphans.length ||
record.skipped.length < skipped.length ||
record['not-selected'].length < notSelected.length;
return { record, bytes: Buffer.byteLength(JSON.stringify(record)), isCut };
}
function named({ path, url }) {
return { name: (0,report_text .cz)(path), url: (0,report_text .cz)(url) };
}
var coverage_words = __webpack_require__(5766);
var markdown = __webpack_require__(4285);
;
const MAX_ROWS = 500;
const MAX_ROW_BYTES = 64 * 1024;
const MAX_NAMES = 2000;
const MAX_NAMES_BYTES = 24 * 1024;
function coverageSection(coverage, options) {
const { inventory, skipped, notSelected, orphans } = coverage;
const host = coverage_words .W[inventory.host];
return {
numbers: [
'### Coverage',
...(inventory.pages === 0 ? [] : [countsTable(coverage, options)]),
proofOf(coverage, options),
],
gaps: gapsTable(coverage, options),
others: [
...names(`Not selected, of what ${host} lists`, notSelected.map(({ path }) => path)),
...names(`Archived at ${host}, and left as they are`, skipped.map(({ path }) => path)),
...names(`Listed by GitProtect, but not by ${host}: deleted, renamed or moved there, perhaps; nothing was changed because of it`, orphans.map(({ name }) => name)),
],
};
}
function countsTable({ inventory, gaps, covered, skipped, notSelected }, options) {
const { host, owner, repositories } = inventory;
const rows = [
['In its list', repositories.length],
...(notSelected.length === 0 ? [] : [['Not selected', notSelected.length]]),
...(skipped.length === 0 ? [] : [['Archived, skipped', skipped.length]]),
['Proved to be protected (licensed, and in the backup plans)', covered],
[
gaps.length === 0
? 'Not proved to be protected'
: `${options.fails ? '❌' : '⚠️'} **Not proved to be protected**`,
gaps.length,
],
];
const heads = [`Repositories of ${(0,markdown .aY)(owner)} at ${coverage_words .W[host]}`, 'Count'];
return (0,markdown .tp)(heads, rows.map((cells) => (0,markdown .nM)(cells.map(String))));
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
function proofOf({ inventory }, { worded }) {
const { host, repositories, pages, total, incomplete } = inventory;
const name = coverage_words .W[host];
if (incomplete !== undefined)
return `> ⚠️ **The list of ${name} is not proved to be complete**: ${(0,report_text .g5)((0,shared_text .vI)(incomplete, 1000))}. ${name} may have more repositories than this report knows.`;
const ownCount = total === undefined ? '' : ` and ${name} itself counts ${String(total)},`;
return `**Proof of completeness:** ${name} gave ${(0,shared_text .hS)(repositories.length, 'repository', 'repositories')} on ${(0,shared_text .hS)(pages, 'page')},${ownCount} every page was read, no repository came twice, and ${name} itself marked the end of its list, as far as <code>${worded('host-token')}</code> may see it.`;
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
const { inventory, gaps } = coverage;
const record = coverageRecord(coverage);
return {
found: coverage,
sentence: sentenceOf(coverage),
numbers: numbersOf(coverage),
details: detailsOf(coverage),
toDo: toDoOf(coverage, options),
section: coverageSection(coverage, options),
gaps: gaps.map(({ repository: { path, url }, reason, hasFailed }) => {
return { name: path, url, hasFailed, ...(0,coverage_words .I)(reason, options) };
}),
outputs: {
'host-repositories': String(inventory.repositories.length),
'inventory-complete': String(inventory.incomplete === undefined),
'repositories-uncovered': String(gaps.length),
},
record,
shortRecord: (maxBytes) => shortRecord(record, maxBytes),
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
if (pages === 0)
return [`The list of ${name} could not be read`];
return [
`Coverage: ${String(covered)} of ${(0,shared_text .hS)(covered + gaps.length, 'selected repository', 'selected repositories')} that ${name} lists ${covered === 1 ? 'is' : 'are'} proved to be protected`,
`${name} lists ${(0,shared_text .hS)(repositories.length, 'repository', 'repositories')} of '${owner}' on ${(0,shared_text .hS)(pages, 'page')} (${proof})`,
];
}
function detailsOf({ inventory, skipped, notSelected, orphans }) {
const name = coverage_words .W[inventory.host];
return [
...(notSelected.length === 0 ? [] : [`Listed by ${name}, but not selected: ${namesOf(notSelected)}`]),
...(skipped.length === 0 ? [] : [`Skipped, since archived at ${name}: ${namesOf(skipped)}`]),
...(orphans.length === 0 ? [] : [`Listed by GitProtect, but not by ${name}: ${(0,shared_text .yU)(orphans.map(shared_text .Pf))}`]),
];
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
title: `The list of ${name} is not proved to be complete`,
names: [],
weight: Infinity,
text: `${name} may have repositories that this run does not know: ${incomplete}`,
remedy: 'Correct what kept the list from being complete, and run again.',
},
...ofGaps,
];
}
function namesOf(repositories) {
return (0,shared_text .yU)(repositories.map(({ path }) => `'${path}'`));
}
})
};
