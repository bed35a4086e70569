export const id = 118;
export const ids = [118];
export const modules = {
5118:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
failureReport: () => ( failureReport),
wholeReport: () => ( wholeReport)
});
var shared_text = __webpack_require__(4646);
var version = __webpack_require__(9189);
var record = __webpack_require__(1117);
var report_text = __webpack_require__(5655);
;
const BYTE_ORDER_MARK = '\ufeff';
const HEADS = [
...['repository', 'repository-id', 'license', 'plan', 'plan-id', 'plan-status', 'proved', 'error', 'kind'],
...['kept-for', 'removal', 'counts', 'organization', 'dry-run', 'read-at', 'server', 'version'],
];
const NO_PLAN = { id: '', name: null, status: '' };
function* csvOf(run) {
const { verdict, coverage } = run;
const ofRun = {
organization: run.organization.name,
'dry-run': String(run.dryRun),
'read-at': new Date(run.now).toISOString(),
server: run.server,
version: version .x,
};
yield BYTE_ORDER_MARK + csvLine(HEADS);
const gaps = gapsOf(run);
for (const result of verdict.ranked) {
const { kind, id, name, license = '', plans, proved, error = '', removal = '', ...more } = (0,record .zv)(result);
const keptFor = (more['kept-for'] ?? []).map((plan) => plan.name ?? plan.id).join('; ');
let counts = !(proved && gaps.listed.has(id));
for (const plan of plans.length === 0 ? [NO_PLAN] : plans) {
yield lineOf({
...{ ...ofRun, repository: name, 'repository-id': id, license, plan: plan.name ?? '', 'plan-id': plan.id },
...{ 'plan-status': plan.status, proved: String(proved), error, kind, 'kept-for': keptFor, removal },
counts: String(counts),
});
counts = false;
}
}
const left = { ...ofRun, counts: 'false' };
for (const { name } of coverage?.record['not-selected'] ?? [])
yield lineOf({ ...left, repository: name, kind: 'not-selected' });
for (const { name } of coverage?.record.skipped ?? [])
yield lineOf({ ...left, repository: name, kind: 'skipped' });
for (const { id, name } of run.passedOver)
yield lineOf({ ...left, repository: name, 'repository-id': id, kind: 'passed-over' });
const why = coverage?.record.inventory.why;
if (why !== undefined)
yield lineOf({ ...left, proved: 'false', error: why, kind: 'inventory' });
for (const { name, reason, counts } of gaps.lines)
yield lineOf({
...ofRun,
...{ repository: name, proved: 'false', error: reason, kind: 'gap', counts: String(counts) },
});
}
function gapsOf({ verdict, coverage }) {
const unproved = new Set(verdict.resources.flatMap(({ isProved, resource }) => (isProved ? [] : resource.id)));
const gaps = coverage?.gaps ?? [];
const lines = gaps.map(({ name, reason, listed }) => ({
...{ name: (0,report_text .cz)(name), reason },
counts: listed === undefined || !unproved.has(listed),
}));
return { lines, listed: new Set(gaps.flatMap(({ listed }) => listed ?? [])) };
}
function* csvOfFailure({ problem, at, dryRun, organization, server }) {
yield BYTE_ORDER_MARK + csvLine(HEADS);
yield lineOf({
...{ license: 'failed', 'plan-status': 'failed', proved: 'false', error: problem.message, counts: 'false' },
...{ organization, server, 'dry-run': String(dryRun), 'read-at': at.toISOString(), version: version .x },
});
}
function lineOf(cells) {
return csvLine(HEADS.map((head) => cells[head] ?? ''));
}
function csvLine(cells) {
return `${cells.map(csvCell).join(',')}\r\n`;
}
function csvCell(text) {
const plain = (0,shared_text .g$)(text.replace(/\s+/g, (space) => (/[\r\n]/.test(space) ? '; ' : space)));
return `"${plain.replace(FORMULA, "'").replaceAll('"', '""')}"`;
}
const FORMULA = /(?<=^|;)(?=[\s"]*[=+\-@＝＋－＠﹦﹢﹣﹫])/gu;
;
function* wholeReport(run, format) {
if (format === 'csv')
yield* csvOf(run);
else
yield* wholeJson(run);
}
function* failureReport(failed, format) {
if (format === 'csv')
yield* csvOfFailure(failed);
else
yield `${JSON.stringify((0,record .sL)(failed), undefined, 2)}\n`;
}
function* wholeJson(run) {
const head = { ...(0,record .Uo)(run, false, run.coverage?.record), plans: (0,record .sd)(run) };
yield `${JSON.stringify(head).slice(0, -1)},"repositories":[`;
let separator = '\n';
for (const result of run.verdict.ranked) {
yield `${separator}${JSON.stringify((0,record .zv)(result))}`;
separator = ',\n';
}
yield '\n]}\n';
}
})
};
