export const id = 922;
export const ids = [922];
export const modules = {
6372:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
_: () => ( coverageOf),
x: () => ( GAP_REASONS)
});
var _diff_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5641);
var _resource_result_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7294);
const GAP_REASONS = [
'ambiguous',
'not-listed',
'not-tried',
'not-licensed',
'not-attached',
'not-proved',
];
function coverageOf({ inventory, selected, skipped, orphans }, resources) {
const results = new Map(resources.map((each) => [each.resource.id, each]));
const gaps = [...selected].flatMap(([repository, match]) => {
const reason = gapReason(match, results);
return reason === undefined ? [] : { repository, reason };
});
return {
inventory,
covered: selected.size - gaps.length,
gaps,
skipped: [...skipped.keys()],
orphans,
};
}
function gapReason(match, results) {
if (match.kind === 'ambiguous')
return 'ambiguous';
if (match.kind === 'none')
return 'not-listed';
const result = results.get(match.repository.id);
if (result === undefined || result.status === 'not-tried')
return 'not-tried';
const { license, plans } = result;
const attached = plans.filter(({ change }) => change.kind === 'attach');
if (license !== undefined && isSeenOtherwise(license))
return 'not-licensed';
if (attached.some(isSeenOtherwise))
return 'not-attached';
const isCovered = license !== undefined &&
(0,_resource_result_js__WEBPACK_IMPORTED_MODULE_1__ .U4)(license.result) &&
attached.length > 0 &&
attached.every(({ result: its }) => (0,_resource_result_js__WEBPACK_IMPORTED_MODULE_1__ .U4)(its));
return isCovered ? undefined : 'not-proved';
}
function isSeenOtherwise({ change, result }) {
const wasOtherwise = change.before !== 'unknown' && change.before !== _diff_js__WEBPACK_IMPORTED_MODULE_0__ .ZY[change.kind];
switch (result.kind) {
case 'would':
case 'skipped':
return wasOtherwise;
case 'failed':
return (result.cause === 'not-applied' || result.cause === 'reverted' || (result.cause === 'rejected' && wasOtherwise));
case 'already':
case 'done':
case 'kept':
return false;
}
}
}),
1922:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
coverageReport: () => ( coverageReport)
});
var coverage = __webpack_require__(6372);
var shared_text = __webpack_require__(4646);
var fitting = __webpack_require__(3185);
var report_text = __webpack_require__(5655);
;
function coverageRecord({ inventory, gaps, orphans, skipped }) {
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
};
}
function shortRecord({ inventory, gaps, orphans, skipped }, maxBytes) {
let left = maxBytes;
const take = (all) => {
const taken = (0,fitting ._)(all.map((each) => JSON.stringify(each)), left);
left -= Buffer.byteLength(taken.join(','));
return all.slice(0, taken.length);
};
const record = { inventory, gaps: take(gaps), orphans: take(orphans), skipped: take(skipped) };
const isCut = record.gaps.length < gaps.length ||
record.orphans.length < orphans.length ||
record.skipped.length < skipped.length;
return { record, bytes: Buffer.byteLength(JSON.stringify(record)), isCut };
}
function named({ path, url }) {
return { name: (0,report_text .cz)(path), url: (0,report_text .cz)(url) };
}
;
const HOST_NAMES = {
github: 'GitHub',
gitlab: 'GitLab',
'azure-devops': 'Azure DevOps',
bitbucket: 'Bitbucket',
'git.dev': 'git.dev',
};
const GAPS = {
ambiguous: {
why: 'cannot be told apart from another one',
remedy: 'More than one repository, at the Git host or in GitProtect, may be meant. Look in GitProtect which are listed, and give names that differ.',
},
'not-listed': {
why: 'not listed by GitProtect',
remedy: "Grant access at the Git host to GitProtect's app or token, and synchronize the organization in GitProtect.",
},
'not-tried': {
why: 'not tried in this run',
remedy: 'See the errors of this run; or select it in the input repository by the name that GitProtect lists.',
},
'not-licensed': {
why: 'no active license',
remedy: 'See what this run says of the repository; a dry run changes nothing.',
},
'not-attached': {
why: 'not attached to every requested backup plan',
remedy: 'See what this run says of the repository; a dry run changes nothing.',
},
'not-proved': {
why: 'its protection could not be proved',
remedy: 'GitProtect does not report its state, or it changed during the run. Look at it in GitProtect once.',
},
};
var markdown = __webpack_require__(4285);
;
const MAX_ROWS = 500;
const MAX_ROW_BYTES = 64 * 1024;
const MAX_NAMES = 50;
function coverageSection(coverage) {
const { inventory, skipped, orphans } = coverage;
const host = HOST_NAMES[inventory.host];
const others = orphans.map(({ name }) => (0,markdown .aY)(name));
return [
'### Coverage',
...(inventory.pages === 0 ? [] : [countsTable(coverage)]),
...gapsTable(coverage),
proofOf(coverage),
...(skipped.length === 0
? []
: [`Archived at ${host}, and left as they are: ${firstOf(skipped.map(({ path }) => (0,markdown .aY)(path)))}.`]),
...(others.length === 0
? []
: [
`Listed by GitProtect, but not by ${host} (deleted, renamed or moved there, perhaps; nothing was changed because of it): ${firstOf(others)}.`,
]),
];
}
function countsTable({ inventory, gaps, covered, skipped }) {
const { host, owner, repositories } = inventory;
const others = repositories.length - covered - gaps.length - skipped.length;
const rows = [
['In its list', repositories.length],
...(others === 0 ? [] : [['Not selected', others]]),
...(skipped.length === 0 ? [] : [['Archived, skipped', skipped.length]]),
['Proved to be protected (licensed, and in the backup plans)', covered],
[gaps.length === 0 ? 'Not proved' : '❌ **Not proved**', gaps.length],
];
const heads = [`Repositories of ${(0,markdown .aY)(owner)} at ${HOST_NAMES[host]}`, 'Count'];
return (0,markdown .tp)(heads, rows.map((cells) => (0,markdown .nM)(cells.map(String))));
}
function gapsTable({ gaps, inventory }) {
if (gaps.length === 0)
return [];
const rows = gaps.slice(0, MAX_ROWS).map(({ repository, reason }) => {
return (0,markdown .nM)([(0,markdown .aY)(repository.path), (0,report_text .g5)(GAPS[reason].why)]);
});
const reasons = [...new Set(gaps.map(({ reason }) => reason))];
const shown = (0,fitting ._)(rows, MAX_ROW_BYTES);
const rest = gaps.length - shown.length;
return [
(0,markdown .tp)([`Not proved to be protected at ${HOST_NAMES[inventory.host]}`, 'Why'], shown),
...(rest === 0
? []
: [
`… and ${(0,shared_text .hS)(rest, 'repository', 'repositories')} more (the input <code>report-file</code> gives each one).`,
]),
reasons.map((reason) => `- ${(0,report_text .g5)(GAPS[reason].why)}: **${(0,report_text .g5)(GAPS[reason].remedy)}**`).join('\n'),
];
}
function proofOf({ inventory }) {
const { host, repositories, pages, total, incomplete } = inventory;
const name = HOST_NAMES[host];
if (incomplete !== undefined)
return `> ⚠️ **The list of ${name} is not proved to be complete**: ${(0,report_text .g5)((0,shared_text .vI)(incomplete, 1000))}. ${name} may have more repositories than this report knows.`;
const ownCount = total === undefined ? '' : ` and ${name} itself counts ${String(total)},`;
return `**Proof of completeness:** ${name} gave ${(0,shared_text .hS)(repositories.length, 'repository', 'repositories')} on ${(0,shared_text .hS)(pages, 'page')},${ownCount} every page was read, no repository came twice, and ${name} itself marked the end of its list, as far as <code>host-token</code> may see it.`;
}
function firstOf(names) {
const rest = names.length > MAX_NAMES ? ` and ${String(names.length - MAX_NAMES)} more` : '';
return `${names.slice(0, MAX_NAMES).join(', ')}${rest}`;
}
;
const coverage_MAX_NAMES = 5;
function coverageReport(found, fails, redactor) {
const coverage = withoutSecrets(found, redactor);
const { inventory, gaps } = coverage;
const record = coverageRecord(coverage);
return {
sentence: sentenceOf(coverage),
lines: linesOf(coverage),
warnings: warningsOf(coverage, fails),
section: coverageSection(coverage),
outputs: {
'host-repositories': String(inventory.repositories.length),
'inventory-complete': String(inventory.incomplete === undefined),
'repositories-uncovered': String(gaps.length),
},
record,
shortRecord: (maxBytes) => shortRecord(record, maxBytes),
};
}
function withoutSecrets({ inventory, gaps, skipped, orphans, ...rest }, redactor) {
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
orphans: orphans.map((each) => ({ ...each, name: clean(each.name) })),
};
}
function sentenceOf({ inventory, gaps, covered }) {
const host = HOST_NAMES[inventory.host];
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
function linesOf({ inventory, gaps, covered, skipped, orphans }) {
const { host, owner, repositories, pages, incomplete } = inventory;
const name = HOST_NAMES[host];
const proof = incomplete === undefined ? 'complete' : 'not proved to be complete';
return [
...(pages === 0
? [`The list of ${name} could not be read`]
: [
`${name} lists ${(0,shared_text .hS)(repositories.length, 'repository', 'repositories')} of '${owner}' on ${(0,shared_text .hS)(pages, 'page')} (${proof})`,
`Coverage: ${String(covered)} of ${(0,shared_text .hS)(covered + gaps.length, 'selected repository', 'selected repositories')} that ${name} lists ${covered === 1 ? 'is' : 'are'} proved to be protected`,
]),
...(skipped.length === 0 ? [] : [`Skipped, since archived at ${name}: ${namesOf(skipped)}`]),
...(orphans.length === 0 ? [] : [`Listed by GitProtect, but not by ${name}: ${(0,shared_text .yU)(orphans.map(shared_text .Pf))}`]),
];
}
function warningsOf({ inventory, gaps }, fails) {
const { host, incomplete } = inventory;
const name = HOST_NAMES[host];
return [
...(gaps.length === 0
? []
: [
aWarning(fails, `Not every repository at ${name} is proved to be protected`, `${(0,shared_text .hS)(gaps.length, 'repository', 'repositories')} at ${name} ${gaps.length === 1 ? 'is' : 'are'} not proved to be protected. ${reasonsOf(gaps)}`, [...new Set(gaps.map(({ reason }) => reason))].map((reason) => GAPS[reason].remedy).join(' ')),
]),
...(incomplete === undefined
? []
: [
aWarning(fails, `The list of ${name} is not proved to be complete`, `${name} may have repositories that this run does not know: ${incomplete}.`, 'Correct that, and run again.'),
]),
];
}
function aWarning(fails, title, text, remedy) {
return fails ? { title, text, remedy } : { title, text: `${text} ${remedy}`, remedy: undefined };
}
function reasonsOf(gaps) {
const byReason = Map.groupBy(gaps, ({ reason }) => reason);
return coverage .x.flatMap((reason) => {
const some = byReason.get(reason) ?? [];
const names = some.map(({ repository }) => repository);
return some.length === 0 ? [] : `${(0,shared_text .Zb)(GAPS[reason].why)}: ${namesOf(names, coverage_MAX_NAMES)}.`;
}).join(' ');
}
function namesOf(repositories, max) {
return (0,shared_text .yU)(repositories.map(({ path }) => `'${path}'`), max);
}
})
};
