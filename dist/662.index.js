export const id = 662;
export const ids = [662];
export const modules = {
6662:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
projectResults: () => ( projectResults)
});
var _shared_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4646);
var _membership_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1082);
var _model_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5529);
var _resource_result_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7294);
function projectResults(outcome) {
const { organization, results, projectOf, byItself, moved, plans, alsoTold } = outcome;
const latest = (0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .$H)(plans);
const grouped = Map.groupBy(results, ({ change }) => change.resource.id);
return [...(0,_model_js__WEBPACK_IMPORTED_MODULE_1__ .$H)(results.map(({ change }) => change.resource)).values()].map((resource) => {
const isMoved = moved.has(resource.id);
const itsProject = grouped.get(projectOf.get(resource.id) ?? '') ?? [];
const ofProject = isMoved ? itsProject.map(notOfIt) : itsProject;
const itself = grouped.get(resource.id) ?? [];
const own = isMoved
? itself
: itself.map((each) => joinedByProject(orByProject(each, ofProject, latest), ofProject));
const alone = byItself.get(resource.id) ?? [];
const result = (0,_resource_result_js__WEBPACK_IMPORTED_MODULE_2__ .Ci)(resource, [
...own,
...projectsPlans(own, ofProject, alone)
.map((each) => unlessThere(each, resource, organization.id))
.map((each) => unlessRepositoryIsGone(unlessLeftOut(each, resource, latest), own)),
...plansOfItsOwn(resource, [...own, ...ofProject], alsoTold.get(resource.id) ?? []),
]);
const isLeft = isMoved || ofProject.every((each) => each.change.kind !== 'detach' || (0,_resource_result_js__WEBPACK_IMPORTED_MODULE_2__ .n_)(each.result));
return { ...result, isProved: result.isProved && isLeft };
});
}
function projectsPlans(own, ofProject, byItself) {
if (own.some(({ change }) => 'plan' in change))
return [];
const kept = own.flatMap(({ result }) => (result.kind === 'kept' ? result.plans : []));
const alsoIn = [...kept, ...byItself];
return ofProject.map((each) => {
const { change, result } = each;
if (change.kind !== 'detach' || 'problem' in result)
return each;
const also = alsoIn.find(({ plan }) => plan.id === change.plan.id);
if (also === undefined)
return each;
const mayHaveLeft = also.membership === 'unknown' && result.kind === 'done';
const kept = { kind: 'kept', plans: [also] };
return {
change: { ...change, before: also.membership },
result: mayHaveLeft ? { ...kept, sent: true } : kept,
};
});
}
function unlessThere(each, resource, organization) {
const { change, result } = each;
if (change.kind !== 'attach' || !((0,_resource_result_js__WEBPACK_IMPORTED_MODULE_2__ .U4)(result) || result.kind === 'would'))
return each;
if ((0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ ._G)(organization, resource, change.plan) !== 'attached')
return each;
return { change: { ...change, before: 'attached' }, result: { kind: 'already' } };
}
function orByProject(each, ofProject, latest) {
const { change, result } = each;
if (change.kind !== 'detach' || !(0,_resource_result_js__WEBPACK_IMPORTED_MODULE_2__ .U4)(result))
return each;
const { id } = change.plan;
if ((latest.get(id) ?? change.plan).excluded.ids.has(change.resource.id))
return each;
const [project] = ofProject.flatMap((other) => other.change.kind === 'detach' && other.change.plan.id === id ? [{ ...other, before: other.change.before }] : []);
if (project === undefined || project.result.kind === 'already')
return each;
if (result.kind === 'already')
return { change: { ...change, before: project.before }, result: project.result };
if ((0,_resource_result_js__WEBPACK_IMPORTED_MODULE_2__ .U4)(project.result))
return each;
return { change, result: withSent(project.result) };
}
function withSent(result) {
if (result.kind === 'skipped')
return { kind: 'failed', cause: 'rejected', problem: result.problem, sent: true };
return result.kind === 'failed' || result.kind === 'kept' ? { ...result, sent: true } : result;
}
function notOfIt({ change, result }) {
return { change, result: 'problem' in result ? result : { kind: 'failed', cause: 'unreported', problem: MOVED } };
}
const MOVED = {
title: 'The repository is not reported in its project any more',
reason: 'moved',
message: 'the repository was selected with its project, and GitProtect reports another project of it now, or none',
remedy: 'It may have been moved at the Git host while this ran. Run again.',
};
function unlessRepositoryIsGone(each, own) {
const gone = own.find(({ result }) => result.kind === 'failed' && result.gone === 'repository');
return gone === undefined || 'problem' in each.result ? each : { change: each.change, result: gone.result };
}
function joinedByProject(each, ofProject) {
const { change, result } = each;
if (change.kind !== 'attach' || result.kind !== 'already' || change.before === 'attached')
return each;
const joined = ofProject.find((other) => other.change.kind === 'attach' && other.change.plan.id === change.plan.id && other.result.kind === 'done');
return joined === undefined ? each : { change, result: joined.result };
}
function plansOfItsOwn(resource, known, alone) {
const told = new Set(known.flatMap(({ change }) => ('plan' in change ? change.plan.id : [])));
return alone.flatMap((also) => told.has(also.plan.id)
? []
: [
{
change: { kind: 'detach', resource, plan: also.plan, before: also.membership },
result: { kind: 'kept', plans: [also] },
},
]);
}
function unlessLeftOut(each, { id }, latest) {
const { change, result } = each;
if (change.kind !== 'attach' || 'problem' in result)
return each;
const plan = latest.get(change.plan.id) ?? change.plan;
if (!(0,_membership_js__WEBPACK_IMPORTED_MODULE_0__ .D)(plan, [id]))
return each;
const isLeftOut = plan.excluded.ids.has(id);
const problem = {
title: 'The backup plan does not include the repository',
reason: plan.id,
message: isLeftOut
? `backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_3__ .Pf)(plan)} contains the project, and leaves out this repository of it`
: `backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_3__ .Pf)(plan)} contains the project, and what it leaves out is not understood: this repository may be among it`,
remedy: isLeftOut
? 'Take the repository from what the plan leaves out in GitProtect, or name another plan.'
: 'Look in GitProtect at what the plan leaves out, and report the field names from a run with debug logging.',
};
const before = isLeftOut ? 'detached' : 'unknown';
return { change: { ...change, before }, result: { kind: 'skipped', cause: 'blocked', problem } };
}
})
};
