export const id = 6;
export const ids = [6];
export const modules = {
1006:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
warnOfInputsWithoutEffect: () => ( warnOfInputsWithoutEffect)
});
function warnOfInputsWithoutEffect({ request, dryRun, failOnDrift, failOnUnhealthyPlan }, worded, log) {
if (failOnDrift && !dryRun)
log.warning('Drift cannot fail this run', `${worded('fail-on-drift has no effect: only a dry run leaves drift, and this run changes what differs.')}\nWhat to do: ${worded('To change nothing, run with dry-run: true. Otherwise run without fail-on-drift.')}`);
if (failOnUnhealthyPlan && request.state.kind !== 'present')
log.warning('An unhealthy plan cannot fail this run', `${worded('fail-on-unhealthy-plan has no effect: what leaves a plan is not backed up by it any more, so the health of plans is not looked at.')}\nWhat to do: ${worded('Run without fail-on-unhealthy-plan.')}`);
}
})
};
