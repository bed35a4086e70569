export const id = 655;
export const ids = [655];
export const modules = {
3655:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
checkAbsentProjects: () => ( checkAbsentProjects)
});
var _shared_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3325);
var _projects_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7815);
var _owner_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2237);
var _resolve_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4765);
function checkAbsentProjects(missing, { organizations, organization, repositories, plans }) {
const owners = (0,_owner_js__WEBPACK_IMPORTED_MODULE_1__ .K2)(organizations, organization, []);
const rows = repositories.map((each) => (0,_projects_js__WEBPACK_IMPORTED_MODULE_0__ .O)(owners, each));
const silent = rows.filter(({ id, name }) => id === undefined && name === '').length;
const named = new Set(rows.flatMap(({ id, name }) => (name === '' ? [] : (id ?? []))));
const holding = plans.filter((plan) => holdsOther(plan, named));
if (silent === 0 && holding.length === 0)
return;
const why = [
...(silent === 0
? []
: [`GitProtect does not report the project of ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_3__ .hS)(silent, 'repository', 'repositories')}`]),
...(holding.length === 0
? []
: [`the name of a project in backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_3__ .yU)(holding.map(_shared_text_js__WEBPACK_IMPORTED_MODULE_3__ .Pf))} is not reported`]),
].join(', and ');
throw new _resolve_errors_js__WEBPACK_IMPORTED_MODULE_2__ .JT('The project is not proved to be absent', `no repository of organization ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_3__ .Pf)(organization)} is reported to belong to project ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_3__ .yU)(missing.map(({ text }) => `'${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_3__ .vI)(text)}'`))}, but ${why}: nothing was changed`, 'Give the ID of the project in the input project, as Azure DevOps shows it.');
}
function holdsOther({ removed, projects }, named) {
return removed !== true && [...(projects?.ids ?? [])].some((id) => !named.has(id));
}
})
};
