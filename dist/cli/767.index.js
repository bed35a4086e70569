export const id = 767;
export const ids = [767];
export const modules = {
3767:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
logProjects: () => ( logProjects)
});
var _domain_model_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5529);
var _domain_projects_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7944);
var _shared_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4646);
function logProjects({ selected: { items, excluded }, projects }, state, log) {
for (const { project, repositories } of projects)
log.info(`Project ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .Pf)(project)} (${project.id}): ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .eZ)(repositories)}`);
const ofProjects = (0,_domain_projects_js__WEBPACK_IMPORTED_MODULE_1__ .uf)(excluded, projects);
if (ofProjects.length > 0)
log.notice('An exclusion in repository does not count for projects', `${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .eZ)(ofProjects)}: excluded in repository, but part of a project that is selected, and so of what is done for it. To leave it out, select the repositories of the project by name instead.`);
warnOfUnknown(projects, (0,_domain_model_js__WEBPACK_IMPORTED_MODULE_0__ .UX)(items), state, log);
}
function warnOfUnknown(projects, selected, state, log) {
const unchanged = state.kind === 'present' ? 'activated' : 'released';
const unknown = projects.filter(({ project }) => project.repositories.size === 0);
const possible = new Set(projects.flatMap(({ project: { mayHave } }) => [...mayHave]));
const count = [...possible].filter((id) => !selected.has(id)).length;
if (count > 0)
log.warning('The project of some repositories is not reported', `GitProtect does not report which project ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .hS)(count, 'repository belongs', 'repositories belong')} to. If any of them belongs to a selected project, its license is not ${unchanged}, and nothing is said of it. Look in GitProtect, and select it by name as well.`);
if (unknown.length > 0)
log.warning('No repository of the project is known', `GitProtect does not report which repositories belong to project ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .yU)(unknown.map(({ project }) => (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_2__ .Pf)(project)))}: their licenses are not ${unchanged}. Look in GitProtect which repositories the project has, and select them by name as well.`);
}
})
};
