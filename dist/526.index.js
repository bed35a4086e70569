export const id = 526;
export const ids = [526];
export const modules = {
5526:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
csvOf: () => ( csvOf),
csvOfFailure: () => ( csvOfFailure)
});
var _shared_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4646);
var _shared_version_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9189);
var _record_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1117);
var _text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5655);
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
version: _shared_version_js__WEBPACK_IMPORTED_MODULE_1__ .x,
};
yield BYTE_ORDER_MARK + csvLine(HEADS);
const gaps = coverage?.gaps ?? [];
const listedGaps = new Set(gaps.map(({ listed }) => listed));
for (const result of verdict.ranked) {
const { kind, id, name, license = '', plans, proved, error = '', removal = '', ...more } = (0,_record_js__WEBPACK_IMPORTED_MODULE_0__ .zv)(result);
const keptFor = (more['kept-for'] ?? []).map((plan) => plan.name ?? plan.id).join('; ');
let counts = !(proved && listedGaps.has(id));
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
for (const kind of ['not-selected', 'skipped'])
for (const { name } of coverage?.record[kind] ?? [])
yield lineOf({ ...left, repository: name, kind });
for (const { id, name } of run.passedOver)
yield lineOf({ ...left, repository: name, 'repository-id': id, kind: 'passed-over' });
const why = coverage?.record.inventory.why;
if (why !== undefined)
yield lineOf({ ...left, proved: 'false', error: why, kind: 'inventory' });
const unproved = new Set(verdict.ranked.flatMap(({ isProved, resource }) => (isProved ? [] : resource.id)));
for (const { name, reason, listed } of gaps)
yield lineOf({
...{ ...ofRun, repository: (0,_text_js__WEBPACK_IMPORTED_MODULE_2__ .cz)(name), proved: 'false', error: reason, kind: 'gap' },
counts: String(!unproved.has(listed)),
});
}
function* csvOfFailure({ problem, at, dryRun, organization, server }) {
yield BYTE_ORDER_MARK + csvLine(HEADS);
yield lineOf({
...{ license: 'failed', 'plan-status': 'failed', proved: 'false', error: problem.message, counts: 'false' },
...{ organization, server, 'dry-run': String(dryRun), 'read-at': at.toISOString(), version: _shared_version_js__WEBPACK_IMPORTED_MODULE_1__ .x },
});
}
function lineOf(cells) {
return csvLine(HEADS.map((head) => cells[head] ?? ''));
}
function csvLine(cells) {
return `${cells.map(csvCell).join(',')}\r\n`;
}
function csvCell(text) {
const plain = (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_3__ .g$)(text.replace(/\s+/g, (space) => (/[\r\n]/.test(space) ? '; ' : space)));
return `"${plain.replace(FORMULA, "'").replaceAll('"', '""')}"`;
}
const FORMULA = /(?<=^|;)(?=[\s"]*[=+\-@＝＋－＠﹦﹢﹣﹫])/gu;
})
};
