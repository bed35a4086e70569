export const id = 998;
export const ids = [998];
export const modules = {
2998:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
junitOf: () => ( junitOf),
junitOfFailure: () => ( junitOfFailure)
});
var _shared_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4646);
var _headline_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2539);
var _to_do_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1567);
var _words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2691);
const SUITE = 'GitProtect backup';
function junitOf(run) {
const cases = [...run.verdict.ranked.map((each) => resourceCase(each, run)), ...planCases(run)];
return document(run.organization.name, cases, run.milliseconds / 1000);
}
function junitOfFailure(problem) {
const only = { name: SUITE, outcome: 'error', message: problem.title, details: (0,_to_do_js__WEBPACK_IMPORTED_MODULE_2__ .v9)(problem) };
return document(SUITE, [only], 0);
}
function resourceCase(each, run) {
const { resource, problems, status } = each;
const inWords = (0,_words_js__WEBPACK_IMPORTED_MODULE_1__ .xq)(status, run.state);
return {
name: `${resource.kind === 'project' ? 'project ' : ''}${resource.name}`,
outcome: outcomeOf(each, run),
message: problems[0]?.title ?? (status === 'would-change' ? `Drift found: ${inWords}` : inWords),
details: [...(0,_words_js__WEBPACK_IMPORTED_MODULE_1__ .kY)(each), ...problems.map(_to_do_js__WEBPACK_IMPORTED_MODULE_2__ .v9)].join('\n'),
};
}
function outcomeOf({ status, isProved }, { verdict }) {
if (status === 'failed' || status === 'not-tried')
return 'failure';
if (status === 'would-change')
return verdict.failedForDrift ? 'failure' : 'skipped';
return isProved ? 'passed' : 'skipped';
}
function planCases(run) {
const { plans, settings, verdict } = run;
const isFailed = (kind) => kind === 'failed' || kind === 'skipped' || (kind === 'would' && verdict.failedForDrift);
const failed = settings.flatMap(({ plan, result }) => {
if (!isFailed(result.kind))
return [];
const details = 'problem' in result ? (0,_to_do_js__WEBPACK_IMPORTED_MODULE_2__ .v9)(result.problem) : '';
const message = `Settings of the backup plan: ${(0,_words_js__WEBPACK_IMPORTED_MODULE_1__ .E8)(result)}`;
return [{ name: `settings of backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_3__ .Pf)(plan)}`, outcome: 'failure', message, details }];
});
const unhealthy = plans.flatMap(({ id, name }) => {
if (!verdict.failedFor.has(id))
return [];
const message = `The backup plan is ${verdict.healths.get(id) ?? 'unknown'}`;
return [{ name: `backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_3__ .Pf)({ id, name })}`, outcome: 'failure', message, details: (0,_headline_js__WEBPACK_IMPORTED_MODULE_0__ .Pl)(run) }];
});
const none = { name: SUITE, outcome: 'failure', message: (0,_headline_js__WEBPACK_IMPORTED_MODULE_0__ .Pl)(run), details: (0,_headline_js__WEBPACK_IMPORTED_MODULE_0__ .Pl)(run) };
const cases = [...failed, ...unhealthy, ...gapCases(run)];
return cases.length === 0 && verdict.ranked.length === 0 && !verdict.success ? [none] : cases;
}
function gapCases({ coverage, verdict }) {
if (coverage === undefined)
return [];
const outcome = verdict.failedForGaps ? 'failure' : 'skipped';
const untold = coverage.gaps.filter(({ hasFailed }) => !hasFailed);
const gaps = untold.map(({ name, why, remedy }) => {
const message = `Not proved to be protected: ${why}`;
const details = (0,_to_do_js__WEBPACK_IMPORTED_MODULE_2__ .v9)({ message: coverage.sentence, remedy });
return { name: `${name} at the Git host`, outcome, message, details };
});
const { why } = coverage.record.inventory;
if (why === undefined)
return gaps;
return [...gaps, { name: 'the list of the Git host', outcome, message: 'Not proved to be complete', details: why }];
}
function document(suite, cases, seconds) {
const count = (outcome) => String(cases.filter((each) => each.outcome === outcome).length);
const counts = `tests="${String(cases.length)}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}" time="${seconds.toFixed(3)}"`;
return [
'<?xml version="1.0" encoding="UTF-8"?>',
`<testsuites ${counts}>`,
`  <testsuite name="${SUITE}" ${counts}>`,
...cases.map((each) => element(suite, each)),
'  </testsuite>',
'</testsuites>',
'',
].join('\n');
}
function element(suite, { name, outcome, message, details }) {
const start = `    <testcase classname="${xml(suite)}" name="${xml(name)}">`;
const text = details.split('\n').map(xml).join('\n');
if (outcome === 'passed')
return `${start}<system-out>${text}</system-out></testcase>`;
if (outcome === 'skipped')
return `${start}<skipped message="${xml(message)}"/><system-out>${text}</system-out></testcase>`;
return `${start}<${outcome} message="${xml(message)}" type="${outcome}">${text}</${outcome}></testcase>`;
}
function xml(text) {
return (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_3__ .g$)(text)
.replace(/[\ufffe\uffff]/g, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`)
.replace(/[&<>"']/g, (mark) => `&#${String(mark.charCodeAt(0))};`);
}
})
};
