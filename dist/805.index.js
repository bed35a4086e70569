export const id = 805;
export const ids = [805];
export const modules = {
3186:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
restore: () => ( restore)
});
var shared_text = __webpack_require__(4646);
var resource_result = __webpack_require__(7294);
;
function withOldPlans(outcome, undone, attached) {
const again = Map.groupBy(attached, ({ change }) => change.resource.id);
const results = outcome.results.map((each) => {
const { change, result } = each;
const tried = again.get(change.resource.id) ?? [];
if (!undone.has(change.resource.id))
return each;
if (change.kind === 'attach' && result.kind === 'failed')
return { change, result: { ...result, problem: withWhatFollowed(result.problem, change, tried) } };
const back = tried.find((other) => isOfPlan(other, change) && mayBeAttached(other.result));
return change.kind === 'detach' && back ? { change, result: attachedAgain((0,resource_result .U4)(back.result)) } : each;
});
return { ...outcome, results };
}
function isOfPlan({ change: other }, change) {
return 'plan' in other && 'plan' in change && other.plan.id === change.plan.id;
}
function isAttached({ kind }) {
return kind === 'done' || kind === 'already';
}
function mayBeAttached(result) {
return isAttached(result) || (result.kind === 'failed' && result.cause === 'unreadable');
}
function withWhatFollowed(problem, { plan }, tried) {
const { title, reason } = problem;
const names = (some) => (0,shared_text .yU)(some.flatMap(({ change }) => ('plan' in change ? (0,shared_text .Pf)(change.plan) : [])));
const lost = tried.filter(({ result }) => !isAttached(result));
const why = lost.flatMap(({ result }) => ('problem' in result ? result.problem.message : []));
const unseen = tried.filter(({ result }) => !(0,resource_result .U4)(result));
const mayBeInNone = ', so it may be in no plan now: ';
const followed = lost.length > 0
? `${mayBeInNone}it could not be attached to backup plan ${names(lost)} again (${(0,shared_text .yU)(why)})`
: unseen.length > 0
? `${mayBeInNone}attaching it to backup plan ${names(unseen)} again was accepted, and is not seen either`
: ', and attached there again since the new one is not seen any more';
return {
title,
reason,
message: `${problem.message}; its new membership was seen, then it was detached from backup plan ${names(tried)}${followed}`,
remedy: `Run again${unseen.length === 0 ? '' : ' soon'}: it is attached to backup plan ${(0,shared_text .Pf)(plan)} again. ${problem.remedy}`,
};
}
function attachedAgain(isThere) {
const problem = {
title: isThere ? 'The old plan was joined again' : 'The old plan is not seen to be joined again',
reason: 'old-plan',
message: `it was detached, and its new membership is not seen any more: ${isThere ? 'it was attached again' : 'that it is attached again is not seen'}`,
remedy: 'Look at the new backup plan in GitProtect: does somebody or something else change it? Then run again.',
};
return { kind: 'failed', cause: 'reverted', problem, sent: true };
}
var seen_before = __webpack_require__(2793);
var undone_move = __webpack_require__(9395);
var attach = __webpack_require__(9927);
var circuit_breaker = __webpack_require__(550);
var verify = __webpack_require__(8039);
;
async function restore(context, outcome, first, desired, patience) {
const restored = new Set();
let end = outcome;
for (let undone = first; undone.size > 0;) {
for (const id of undone.keys())
restored.add(id);
end = await restoreOnce(context, end, undone, desired, patience);
undone = new Map([...(0,undone_move .Y)(end)].filter(([id]) => !restored.has(id)));
}
return end;
}
async function restoreOnce(context, outcome, undone, desired, patience) {
context.log.info('A new membership is not seen any more: attaching to the old backup plans again');
const left = [...undone.values()].flat();
const changes = left.map((change) => ({ ...change, kind: 'attach', before: 'detached' }));
const attempts = await (0,attach .n)(context, changes, new Map(), new circuit_breaker .aG());
patience.restart();
const attached = [...attempts].map(([change, attempt]) => ({ change, attempt }));
const rejoined = new Set(left);
const seen = outcome.results.filter(({ change, result }) => (0,resource_result .U4)(result) && !rejoined.has(change));
const { results } = await (0,verify .bs)(context, [...attached, ...seen.map(seen_before .aX)], desired, patience);
const later = new Map(results.slice(attached.length).map((each, index) => [seen[index], each]));
const now = outcome.results.map((each) => {
const itsLater = later.get(each);
return itsLater === undefined ? each : (0,seen_before .u8)(each, itsLater);
});
return withOldPlans({ ...outcome, results: now }, undone, results.slice(0, attached.length));
}
})
};
