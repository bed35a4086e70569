export const id = 19;
export const ids = [19];
export const modules = {
3019:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
joinedOthers: () => ( joinedOthers)
});
var _shared_text_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4646);
var _desired_state_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9666);
var _membership_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1082);
var _model_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5529);
var _plans_after_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2555);
var _state_after_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9090);
function joinedOthers(reading, desired, attempted) {
const { repositories, plans, listedPlans } = reading;
const { organization, projectOf, resources } = desired;
const after = (0,_plans_after_js__WEBPACK_IMPORTED_MODULE_3__ .Vd)(desired, reading, (0,_plans_after_js__WEBPACK_IMPORTED_MODULE_3__ .cn)(attempted));
const rows = (0,_model_js__WEBPACK_IMPORTED_MODULE_2__ .$H)(repositories);
return resources.flatMap(({ resource, attachedTo, detachedFrom, alsoIn }) => {
const now = (0,_state_after_js__WEBPACK_IMPORTED_MODULE_4__ .Ol)(rows, resource);
if (attachedTo.length === 0 || now === undefined)
return [];
const known = (0,_model_js__WEBPACK_IMPORTED_MODULE_2__ .UX)([...attachedTo, ...detachedFrom]);
const told = (0,_model_js__WEBPACK_IMPORTED_MODULE_2__ .UX)(alsoIn.map(({ plan }) => plan));
const named = (0,_membership_js__WEBPACK_IMPORTED_MODULE_1__ .kO)(now).filter(({ plan }) => !told.has(plan.id));
const joined = (0,_model_js__WEBPACK_IMPORTED_MODULE_2__ .Nh)(plans, (now.plans ?? _model_js__WEBPACK_IMPORTED_MODULE_2__ .K$).ids).flatMap((plan) => {
if (known.has(plan.id) || !(0,_membership_js__WEBPACK_IMPORTED_MODULE_1__ .b0)(plan))
return [];
if ((0,_plans_after_js__WEBPACK_IMPORTED_MODULE_3__ .SR)(now, plan.id, after))
return [];
const also = alsoIn.find((each) => each.plan.id === plan.id);
if (also !== undefined && ((0,_membership_js__WEBPACK_IMPORTED_MODULE_1__ .b0)(also.plan) || plan.selection !== 'manual'))
return [];
const withProject = (0,_desired_state_js__WEBPACK_IMPORTED_MODULE_0__ .$X)(organization, now, projectOf, plan);
if (withProject === 'attached')
return also === undefined ? [leftAsItIs(resource, plan, 'detached', withProject)] : [];
const membership = (0,_desired_state_js__WEBPACK_IMPORTED_MODULE_0__ .GS)({ organization, listedPlans }, now, plan);
if (membership === 'attached')
return [joinedOther(resource, plan, also?.membership)];
const isUnknown = [membership, withProject].includes('unknown');
return isUnknown ? [leftAsItIs(resource, plan, also?.membership)] : [];
});
return [...joined, ...named.map(({ plan }) => leftAsItIs(resource, plan))];
});
}
function leftAsItIs(resource, plan, before = 'detached', membership = 'unknown') {
return {
change: { kind: 'detach', resource, plan, before },
result: { kind: 'kept', plans: [{ plan, membership }] },
};
}
function joinedOther(resource, plan, before = 'detached') {
const problem = {
title: 'Another backup plan contains it now',
reason: plan.id,
message: `backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_5__ .Pf)(plan)} contains the ${resource.kind} now; at first it did not, or not as a hand-picked plan`,
remedy: 'Find out who or what else attaches it, and run again: it leaves that plan then.',
};
return {
change: { kind: 'detach', resource, plan, before },
result: { kind: 'failed', cause: 'reverted', problem },
};
}
})
};
