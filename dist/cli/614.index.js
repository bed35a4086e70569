export const id = 614;
export const ids = [614];
export const modules = {
4614:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
checkExcludedPaths: () => ( checkExcludedPaths)
});
var _shared_text_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4646);
var _find_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(761);
var _host_projects_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6067);
var _model_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5529);
var _resolve_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3902);
var _select_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(706);
function checkExcludedPaths(idle, { selected }, listed, comparison) {
const mayMean = meaningOf(selected, listed, comparison);
const unclear = idle.flatMap((line) => {
const meant = mayMean(line);
return meant === undefined ? [] : `'!${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_5__ .vI)(line.text)}' ('${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_5__ .vI)(meant.name)}' is listed)`;
});
if (unclear.length === 0)
return;
throw new _resolve_errors_js__WEBPACK_IMPORTED_MODULE_3__ .JT('An exclusion may mean a listed repository', `it is not clear what is meant by ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_5__ .yU)(unclear)}; nothing was changed`, 'Replace the line with one for each repository that it means, by the name or ID that GitProtect lists. If it means none, remove it. With the input host, a complete list of the Git host may tell which one is meant.');
}
function meaningOf(selected, { organization, repositories }, comparison) {
const nameOf = (each) => (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .EU)(each.name, organization.name);
const inventory = comparison?.inventory;
const told = inventory?.host === 'bitbucket' && !(0,_host_projects_js__WEBPACK_IMPORTED_MODULE_1__ .Z)(inventory) ? undefined : comparison;
const isComplete = told !== undefined && told.inventory.incomplete === undefined && told.inventory.part === '';
const unclear = unclearIn(selected, told);
const isByName = !repositories.some((each) => nameOf(each).includes('/'));
const open = isByName ? unclear.filter(({ project }) => project?.name === undefined) : [];
const byName = new Map(open.map((each) => [(0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .no)(nameOf(each)), each]));
const byLastPart = (line) => {
const names = line.kind === 'name' ? line.names : [(0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .Gz)(organization.name, line.text) ?? line.text];
if (!names.every((name) => name.includes('/')))
return undefined;
const name = (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .ZC)(line.text);
return line.kind === 'name' ? byName.get((0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .no)(name)) : open.find((each) => (0,_select_js__WEBPACK_IMPORTED_MODULE_4__ .lA)(nameOf(each), name));
};
const behindProject = (line) => {
const name = (0,_host_projects_js__WEBPACK_IMPORTED_MODULE_1__ .Q)(organization.name, line.text);
if (name === undefined)
return undefined;
return unclear.find((each) => nameOf(each) !== each.name && (0,_select_js__WEBPACK_IMPORTED_MODULE_4__ .lA)(nameOf(each), name));
};
return (line) => {
const found = comparison?.unclear.get(line) ?? [];
const [ofThose] = found.flatMap(({ path }) => byName.get((0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .no)((0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .ZC)(path))) ?? []);
const isTold = isComplete && found.length === 0 && (line.kind === 'pattern' || comparison?.lines.has(line) === true);
return ofThose ?? (isTold ? undefined : byLastPart(line)) ?? behindProject(line);
};
}
function unclearIn({ included, items }, comparison) {
const named = included.flatMap((match) => (match.line.kind === 'name' ? match.items : []));
const atHost = [...(comparison?.selected.values() ?? [])];
const told = (0,_model_js__WEBPACK_IMPORTED_MODULE_2__ .UX)([...named, ...atHost.flatMap((match) => (match.kind === 'one' ? match.repository : []))]);
return items.filter(({ id }) => !told.has(id));
}
}),
6067:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Q: () => ( belowTwice),
Z: () => ( hasProjects)
});
var _find_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(761);
function hasProjects({ host, repositories }) {
return host === 'azure-devops' || (host === 'bitbucket' && repositories.some(({ path }) => path.includes('/')));
}
function belowTwice(owner, path) {
return (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .Gz)(owner, (0,_find_js__WEBPACK_IMPORTED_MODULE_0__ .Gz)(owner, path) ?? '');
}
})
};
