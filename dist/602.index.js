export const id = 602;
export const ids = [602];
export const modules = {
3602:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
checkResolution: () => ( checkResolution)
});
var shared_text = __webpack_require__(4646);
var find = __webpack_require__(761);
var model = __webpack_require__(5529);
var domain_projects = __webpack_require__(7944);
var owner = __webpack_require__(9095);
var resolve_errors = __webpack_require__(3902);
;
function checkAbsentProjects(missing, { organizations, organization, repositories, plans }) {
const owners = (0,owner .K2)(organizations, organization, []);
const rows = repositories.map((each) => (0,domain_projects .OB)(owners, each));
const silent = rows.filter(({ id, name }) => id === undefined && name === '').length;
const named = new Set(rows.flatMap(({ id, name }) => (name === '' ? [] : (id ?? []))));
const holding = plans.filter((plan) => holdsOther(plan, named));
if (silent === 0 && holding.length === 0)
return;
const why = [
...(silent === 0
? []
: [`GitProtect does not report the project of ${(0,shared_text .hS)(silent, 'repository', 'repositories')}`]),
...(holding.length === 0
? []
: [`the name of a project in backup plan ${(0,shared_text .yU)(holding.map(shared_text .Pf))} is not reported`]),
].join(', and ');
throw new resolve_errors .JT('The project is not proved to be absent', `no repository of organization ${(0,shared_text .Pf)(organization)} is reported to belong to project ${(0,shared_text .yU)(missing.map(({ text }) => `'${(0,shared_text .vI)(text)}'`))}, but ${why}: nothing was changed`, 'Give the ID of the project in the input project, as Azure DevOps shows it.');
}
function checkAbsentRepositories(lines, observed) {
const { organizations, organization, repositories, plans } = observed;
const owners = (0,owner .K2)(organizations, organization, []);
const hasProjects = organization.isAzure || (0,model .Ce)(repositories, plans);
const projectOf = (row) => (0,find .no)((0,domain_projects .OB)(owners, row).name);
const byName = Map.groupBy(repositories, ({ name }) => (0,find .no)((0,find .ZC)(name)));
const namedBy = ({ names, text }) => {
const spelled = new Set([...names].map(find .no));
const shortest = names.reduce((one, other) => (other.length < one.length ? other : one));
const project = (0,find .no)((0,find .L9)(shortest));
const isMeant = (row) => spelled.has((0,find .no)(row.name)) || (hasProjects && maybeSame(project, projectOf(row)));
return (byName.get((0,find .no)((0,find .ZC)(text))) ?? []).filter(isMeant);
};
const silent = hasProjects ? repositories.filter((row) => projectOf(row) === '') : [];
const doubtful = lines.flatMap((line) => {
const rows = line.kind === 'name' ? namedBy(line) : line.text.includes('/') ? silent : [];
return rows.length === 0 ? [] : { line, rows };
});
if (doubtful.length === 0)
return;
const described = doubtful.map(({ line, rows }) => `'${(0,shared_text .vI)(line.text)}', but ${(0,shared_text .yU)(rows.map((row) => `${(0,shared_text .Pf)(row)} (${row.id})`))}, which may be meant`);
throw new resolve_errors .JT('The repository is not proved to be absent', `organization ${(0,shared_text .Pf)(organization)} lists no repository ${(0,shared_text .yU)(described)}: nothing was changed`, 'If a listed one is meant, give its ID in the input repository; otherwise remove the line.');
}
function maybeSame(one, other) {
return one === '' || other === '' || one === other;
}
function holdsOther({ removed, projects }, named) {
return removed !== true && [...(projects?.ids ?? [])].some((id) => !named.has(id));
}
var domain_request = __webpack_require__(805);
var domain_select = __webpack_require__(706);
;
function checkResolution(request, { selected, projects, missingProjects, idleProjects }, observed) {
const { state } = request;
checkProjectIds({ projects }, observed);
checkProjectOwners(idleProjects, request, observed);
if (state.kind !== 'present' || state.exclusive)
checkExcluded({ selected, projects });
if (state.kind === 'present')
return;
checkAbsentRepositories(selected.included.flatMap((match) => ((0,domain_select .ZN)(match) ? [] : match.line)), observed);
if (missingProjects.length > 0)
checkAbsentProjects(missingProjects, observed);
}
function checkProjectOwners(idle, request, observed) {
const { organizations, organization } = observed;
const owners = (0,owner .K2)(organizations, organization, (0,domain_request .CZ)(request));
const others = idle.filter((line) => !mayMeanProject(line, owners));
if (others.length === 0)
return;
throw new resolve_errors .JT('An exclusion in project means no project', `no project of organization ${(0,shared_text .Pf)(organization)} is meant by ${(0,resolve_errors .Gu)(others)}: a line of project takes the name of a project, alone or with the organization before it`, 'Correct the line, or remove it.');
}
function mayMeanProject(line, owners) {
const { text } = line;
const name = (0,owner .Km)(owners, text);
if (name !== undefined)
return !name.includes('/');
const before = text.slice(0, Math.max(0, text.lastIndexOf('/')));
return ((0,owner .jH)(line, owners) === undefined &&
(before === '' || owners.some((owner) => (0,domain_select .lA)((0,find .no)(owner), (0,find .no)(before)))));
}
function checkProjectIds({ projects }, { repositories }) {
const ids = (0,model .UX)(repositories);
const both = projects.flatMap(({ project }) => (ids.has(project.id) ? `${(0,shared_text .Pf)(project)} (${project.id})` : []));
if (both.length === 0)
return;
throw new resolve_errors .JT('A project has the ID of a repository', `what GitProtect reports of project ${(0,shared_text .yU)(both)} can't be told from what it reports of the repository with the same ID`, 'Correct the ID in the input project, or select the repositories of the project by name.');
}
function checkExcluded({ selected, projects }) {
const excluded = (0,domain_projects .uf)(selected.excluded, projects);
if (excluded.length === 0)
return;
throw new resolve_errors .JT('A line excludes a repository of a selected project', `the lines with ! in repository exclude ${(0,shared_text .yU)(excluded.map(shared_text .Pf))}, part of a project that is selected, and so of what is done for it: nothing was changed`, 'Remove the line if that is to be done for all repositories of the project. Otherwise leave the project out.');
}
})
};
