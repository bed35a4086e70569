export const id = 629;
export const ids = [629];
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
629:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
pageOf: () => ( pageOf)
});
var version = __webpack_require__(9189);
var shared_text = __webpack_require__(4646);
var to_do = __webpack_require__(1567);
var coverage_facts = __webpack_require__(1768);
var coverage_words = __webpack_require__(5766);
var report_text = __webpack_require__(5655);
var markup = __webpack_require__(8268);
var sentence = __webpack_require__(3581);
var table = __webpack_require__(1070);
;
function coverageSection(run) {
const { coverage, worded } = run;
return (0,markup .P) `
<section aria-labelledby="coverage">
<h2 id="coverage">Coverage of the Git host</h2>
${coverage === undefined ? notAsked(worded) : contentsOf(coverage, run)}</section>
`;
}
function notAsked(worded) {
return (0,markup .P) `<p><strong>No Git host was asked.</strong> This page shows repositories that GitProtect lists. It does not show whether the Git host has others, which would have no backup. With ${worded('the input host')}, a run asks the Git host itself.</p>
`;
}
function contentsOf({ found: coverage, gaps }, run) {
const named = (0,coverage_facts .NT)(coverage);
return (0,markup .P) `${proofInHtml(coverage, run)}
${countTable(coverage)}
${gapTable(gaps)}
${named.map(({ heading, names }) => (0,table .kV)(heading, names.map(report_text .cz)))}`;
}
function proofInHtml({ inventory }, { worded }) {
const { isComplete, statement, evidence, limit } = (0,coverage_facts .oX)(inventory, worded('host-token'));
const kind = isComplete ? 'good' : 'bad';
const toDo = isComplete ? markup .w : (0,markup .P) ` <strong>What to do:</strong> correct that, and run again.`;
return (0,markup .P) `<p><strong class="${kind}">${statement}</strong> ${(0,sentence .e)((0,to_do .uA)(evidence))} ${limit}${toDo}</p>`;
}
function countTable(coverage) {
const counts = (0,coverage_facts .Tw)(coverage);
if (counts.length === 0)
return markup .w;
const { owner, host } = coverage.inventory;
const caption = (0,markup .P) `Repositories of ${(0,sentence .V)(owner)} at ${coverage_words .W[host]}`;
return (0,table .I$)(caption, ['Repositories', 'Count'], counts.map(({ label, count }) => [label, count]));
}
function gapTable(gaps) {
if (gaps.length === 0)
return markup .w;
const failed = gaps.filter(({ hasFailed }) => hasFailed).length;
const others = Map.groupBy(gaps.filter(({ hasFailed }) => !hasFailed), ({ why }) => why);
const rows = [
...(failed === 0
? []
: [['This run failed for it', failed, (0,markup .P) `See <a href="#not-proved">the reasons</a>.`]]),
...[...others].map(([why, of]) => [(0,shared_text .Zb)(why), of.length, of[0]?.remedy ?? '']),
];
const caption = 'Not proved to be protected; each of them is in the table of all repositories';
return (0,table .I$)(caption, ['Why', 'Count', 'What to do'], rows);
}
var html_document = __webpack_require__(7557);
var limits = __webpack_require__(2324);
var not_proved = __webpack_require__(5226);
var plan_trouble = __webpack_require__(7793);
var words = __webpack_require__(2691);
;
const HEALTHS = {
failing: (0,markup .P) `<strong class="bad">failing</strong>: its last run had errors`,
disabled: (0,markup .P) `<strong class="bad">disabled</strong>: it does not run by itself`,
warnings: (0,markup .P) `<strong class="attention">warnings</strong>: its last run had warnings`,
unknown: (0,markup .P) `<strong class="attention">unknown</strong>: GitProtect does not report enough`,
healthy: (0,markup .P) `<strong class="good">healthy</strong>: its last run had no errors`,
};
function healthCell(health, run) {
return health === 'stale'
? (0,markup .P) `<strong class="bad">stale</strong>: its last run ended ${(0,plan_trouble .wU)(run)}`
: HEALTHS[health];
}
function planSection(run) {
const { plans, settings } = run;
if (plans.length === 0)
return markup .w;
const heads = [
'Backup plan',
'Health',
'Last run',
'Schedule',
'Includes',
...(settings.length === 0 ? [] : ['Settings']),
];
const isUnchecked = run.state === 'present' && run.maxBackupAgeHours === undefined;
const rows = plans.map((plan) => cellsOf(plan, run));
return (0,markup .P) `
<section class="plans">
<h2 id="plans">Backup plans</h2>
${isUnchecked ? (0,markup .P) `<p>The age of the last runs was not checked (<code>${run.worded('max-backup-age')}</code> is not given): a plan counts as healthy however long ago its last run was.</p>` : markup .w}
<div class="scroll" role="region" aria-labelledby="plans" tabindex="0">
${(0,table .I$)('', [...heads, 'ID'], rows)}</div>
</section>
`;
}
function cellsOf(plan, run) {
const { settings, verdict, laterNow } = run;
const health = verdict.healths.get(plan.id);
const changed = settings.find((each) => each.plan.id === plan.id);
return [
(0,sentence .V)(plan.name ?? plan.id),
health === undefined ? 'not looked at' : healthCell(health, run),
(0,words .jk)(plan.lastRun, laterNow),
(0,words .rH)(plan),
(0,words .Wm)(plan) ?? 'not reported',
...(settings.length === 0 ? [] : [changed === undefined ? '–' : (0,words .E8)(changed.result)]),
(0,markup .P) `<span class="id">${plan.id}</span>`,
];
}
var html_rows = __webpack_require__(4989);
;
const MAX_PLANS = 5;
const PIECE_LENGTH = 64 * 1024;
const MAX_NAMED = 10;
function* repositoryTable({ rows, provedCount, hasUnclear }, anchors, { state }) {
const isPresent = state === 'present';
const [yes, no] = isPresent ? ['Proved', 'Not proved'] : ['As asked', 'Not as asked, or not proved'];
const heads = ['Repository', yes, 'Result and reason', 'License', 'Backup plans', 'ID in GitProtect'];
yield String((0,markup .P) `
<section>
<h2 id="all">All repositories</h2>
<div class="controls" id="controls" hidden>
<label for="search">Find a name, reason, plan or ID<input id="search" type="search" autocomplete="off"></label>
<label for="which">Show<select id="which" autocomplete="off">
<option value="">All (${rows.length})</option>
<option value="n">${no} (${rows.length - provedCount})</option>
<option value="y">${yes} (${provedCount})</option>
</select></label>
</div>
<p class="muted" id="count" role="status">${(0,shared_text .hS)(rows.length, 'row')}</p>
<div class="scroll" role="region" aria-labelledby="all" tabindex="0">
<table id="repositories">
<caption>${yes}: GitProtect reported all that was asked for, when it was read last.${isPresent ? ' That is the license and the backup plans, not a backup.' : ''}${hasUnclear ? ' Rows without an ID stand for what only the Git host lists, or what cannot be told apart: of such a name there may be several rows.' : ''} In “inactive → active” the first is what was found, the second what became of it.</caption>
<thead><tr>${heads.map((head) => (0,markup .P) `<th scope="col">${head}</th>`)}</tr></thead>
<tbody>
`);
yield* joined(rowsInHtml(rows, anchors));
yield String((0,markup .P) `</tbody>
</table>
</div>
<nav id="pages" aria-label="Pages of the table" hidden>
<button type="button" id="previous">Previous</button><span id="page"></span><button type="button" id="next">Next</button>
</nav>
</section>
`);
}
function* rowsInHtml(rows, anchors) {
const known = new Map();
const once = (key, make) => {
const cell = known.get(key) ?? make();
known.set(key, cell);
return cell;
};
for (const { kind, name, id, isProved, result, reasons, license, plans, errors } of rows) {
const cells = [
(0,markup .P) `<td>${isProved ? 'yes' : 'no'}`,
(0,markup .P) `<td>${once(`result ${result}`, () => (0,markup .P) `${result}`)}${reasons.map((each) => reasonPart(each, result, anchors))}`,
once(`license ${license}`, () => (0,markup .P) `<td>${license}`),
(0,markup .P) `<td>${plansPart(plans, once)}`,
(0,markup .P) `<td class="id">${id === '' ? '–' : id}`,
];
const head = (0,markup .P) `<th scope="row">${kind === 'project' ? 'project ' : ''}${(0,sentence .V)(name)}`;
const tag = isProved
? (0,markup .P) `<tr>`
: (0,markup .P) `<tr class="n"${errors === '' ? markup .w : (0,markup .P) ` data-errors="${errors}"`}>`;
yield `${String(tag)}${String(head)}${cells.join('')}\n`;
}
}
function reasonPart(reason, result, anchors) {
const anchor = anchors.get(reason);
if (anchor === undefined)
return (0,markup .P) `: ${reason.heading}: ${(0,shared_text .vI)(reason.message, 200)}`;
const link = (0,markup .P) `<a href="#${anchor}">${reason.heading}</a>`;
return reason.heading === result ? (0,markup .P) ` (<a href="#${anchor}">what to do</a>)` : (0,markup .P) `: ${link}`;
}
function plansPart(plans, once) {
if (plans.length === 0)
return '–';
if (plans.length > MAX_PLANS) {
const states = [...Map.groupBy(plans, html_rows .kY)];
return lines(states.map(([state, of]) => {
const names = of.slice(0, MAX_NAMED).map(({ change: { plan } }) => (0,shared_text .vI)(plan.name ?? plan.id));
const rest = of.length - names.length;
const named = names.map((name, index) => [index === 0 ? '' : ', ', (0,sentence .V)(name)]);
return (0,markup .P) `${(0,shared_text .hS)(of.length, 'plan')} ${state}: ${named}${rest > 0 ? ` and ${String(rest)} more` : ''}`;
}));
}
return lines(plans.map((each) => {
const { id, name } = each.change.plan;
const state = (0,html_rows .kY)(each);
return once(`plan ${id} ${state}`, () => (0,markup .P) `${(0,sentence .V)((0,shared_text .vI)(name ?? id))}: ${state}`);
}));
}
function lines(parts) {
return parts.map((part, index) => (0,markup .P) `${index === 0 ? markup .w : (0,markup .P) `<br>`}${part}`);
}
function* joined(texts) {
let piece = '';
for (const text of texts) {
piece += text;
if (piece.length < PIECE_LENGTH)
continue;
yield piece;
piece = '';
}
yield piece;
}
var verdict = __webpack_require__(519);
;
function pageOf(run) {
return (0,html_document .l)(`GitProtect backup: ${run.organization.name}, ${(0,verdict .T)(new Date(run.now))} UTC`, page_contentsOf(run));
}
function* page_contentsOf(run) {
const rows = (0,html_rows .RO)(run);
const { section, anchors } = (0,not_proved .$)(rows, run);
yield String((0,markup .P) `<header>
<h1>GitProtect backup: <bdi>${run.organization.name}</bdi></h1>
</header>
<main>
${(0,verdict .V)(run, rows)}${section}${coverageSection(run)}${planSection(run)}`);
yield* repositoryTable(rows, anchors, run);
yield String((0,markup .P) `${(0,limits .O)(run)}</main>
<footer>Written by version ${version .x} of the ${run.program}, ${(0,verdict .T)(new Date(run.now))} UTC.</footer>
`);
}
})
};
