export const id = 118;
export const ids = [118];
export const modules = {
6893:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
S: () => ( compareInventory),
h: () => ( orphansOf)
});
var find = __webpack_require__(761);
var host_projects = __webpack_require__(6067);
var owner = __webpack_require__(9095);
;
function ambiguous(found) {
return { kind: 'ambiguous', among: rowsOf(found.slice(0, MAX_ALIKE)) };
}
function rowsOf(listed) {
return listed.map(({ row }) => row);
}
function matchInventory(inventory, owners, repositories) {
const isByProject = (0,host_projects .Z)(inventory);
const projects = projectsOf(inventory, repositories);
const rows = repositories.filter(({ removed }) => !removed).map((row) => listedOf(owners, row, projects));
const byPath = Map.groupBy(rows, ({ path }) => (0,find .no)(path));
const atPath = Map.groupBy(inventory.repositories, ({ path }) => (0,find .no)(path));
const matchByPath = ({ path }) => matchOf(path, atPath.get((0,find .no)(path)) ?? [], byPath.get((0,find .no)(path)) ?? []);
if (isByProject) {
const matchByName = byName(inventory, byPath);
return new Map(inventory.repositories.map((each) => {
const match = matchByPath(each);
return [each, match.kind === 'none' ? matchByName(each) : match];
}));
}
const twofold = rows.filter(({ whole }) => isFree(byPath, whole) && !isFree(atPath, whole));
const unclear = Map.groupBy(twofold.flatMap((each) => [...new Set([each.path, each.whole])].map((path) => ({ each, path: (0,find .no)(path) }))), ({ path }) => path);
return new Map(inventory.repositories.map((each) => {
const found = unclear.get((0,find .no)(each.path));
return [each, found === undefined ? matchByPath(each) : ambiguous(found.map((listed) => listed.each))];
}));
}
function missingAtHost(inventory, owners, repositories) {
const isByProject = (0,host_projects .Z)(inventory);
const atHost = new Set(inventory.repositories.flatMap(({ path }) => [(0,find .no)(path), (0,find .no)(isByProject ? (0,find .ZC)(path) : path)]));
const { host, part, repositories: listed } = inventory;
const mayBeByName = listed.length === 0 && (host === 'azure-devops' || host === 'bitbucket');
const projects = projectsOf(inventory, repositories);
return repositories.filter((row) => {
const { path, whole } = listedOf(owners, row, projects);
const isCovered = part === '' || (0,find .Gz)(part, path) !== undefined || (mayBeByName && !path.includes('/'));
return isCovered && !atHost.has((0,find .no)(path)) && !atHost.has((0,find .no)(whole));
});
}
function byName(inventory, byPath) {
const atName = Map.groupBy(inventory.repositories, ({ path }) => (0,find .no)((0,find .ZC)(path)));
const projects = new Set(inventory.repositories.map(({ path }) => (0,find .no)((0,find .L9)(path))));
return ({ path }) => {
const name = (0,find .ZC)(path);
const found = byPath.get((0,find .no)(name)) ?? [];
if (found.length === 0)
return { kind: 'none' };
const isElsewhere = ({ whole }) => projects.has((0,find .no)((0,find .L9)(whole))) && (0,find .no)((0,find .L9)(whole)) !== (0,find .no)((0,find .L9)(path));
const isUnique = isWhole(inventory) && atName.get((0,find .no)(name))?.length === 1;
return isUnique && !found.some(isElsewhere) ? matchOf(name, [{ path: name }], found) : ambiguous(found);
};
}
function isWhole({ incomplete, part, host }) {
return host !== 'azure-devops' || (incomplete === undefined && part === '');
}
const MAX_ALIKE = 100;
function matchOf(path, twins, found) {
if (found.length === 0)
return { kind: 'none' };
if (twins.length > MAX_ALIKE || found.length > MAX_ALIKE)
return ambiguous(found);
const [only, ...others] = found.filter((each) => spellingOf(each.path) === spellingOf(path));
if (only === undefined)
return ambiguous(found);
const same = twins.filter((twin) => spellingOf(twin.path) === spellingOf(path));
if (others.length === 0 && same.length === 1)
return { kind: 'one', repository: only.row };
const exact = new Map([only, ...others].map((each) => [each.path, each.row]));
const repository = exact.get(path);
const isEachOne = exact.size === others.length + 1 && exact.size === same.length && same.every((twin) => exact.has(twin.path));
if (isEachOne && repository !== undefined)
return { kind: 'one', repository };
return { kind: 'ambiguous', among: rowsOf(found), noOther: twins.length === 1 ? rowsOf([only, ...others]) : [] };
}
function spellingOf(path) {
return path.toLowerCase().normalize('NFC');
}
function isFree(paths, path) {
return !paths.has((0,find .no)(path));
}
function projectsOf(inventory, rows) {
if (!(0,host_projects .Z)(inventory))
return undefined;
const names = projectNames(inventory);
return { names, areIdsShared: rows.some(({ project }) => names.has(project?.id ?? '')) };
}
function projectNames({ repositories }) {
return new Map(repositories.flatMap(({ path, projectId }) => (projectId === undefined ? [] : [[projectId, (0,find .L9)(path)]])));
}
function listedOf(owners, row, projects) {
const { name, project } = row;
const path = (0,owner .Km)(owners, name) ?? name;
if (projects === undefined)
return { row, path, whole: name };
const { names, areIdsShared } = projects;
const atHost = names.get(project?.id ?? '');
if (atHost !== undefined)
return inProject(row, `${atHost}/${(0,find .ZC)(path)}`);
if (path.includes('/') && project?.name !== undefined)
return inProject(row, path);
const called = project?.name ?? (areIdsShared ? project?.id : undefined);
return called === undefined ? { row, path, whole: name } : inProject(row, `${called}/${(0,find .ZC)(path)}`);
}
function inProject(row, path) {
return { row, path, whole: path };
}
var model = __webpack_require__(5529);
var domain_request = __webpack_require__(805);
var domain_select = __webpack_require__(706);
;
function selectInInventory(request, { selected, projects }, owners, inventory, matches) {
const included = selected.included.map(({ line }) => line);
const excluded = selected.excluded.map(({ line }) => line);
const meant = namedBy([...included, ...excluded], owners, inventory);
const foundBy = (line) => meant.get(line) ?? [];
const inProjects = (0,host_projects .Z)(inventory) ? projectsAtHost(request, projects, owners, inventory) : new Set();
const rowsIn = (0,model .UX)([
...selected.included.flatMap(({ items }) => items),
...projects.flatMap((each) => each.repositories),
]);
const rowsOut = (0,model .UX)(selected.excluded.flatMap(({ items }) => items));
const isAmong = (ids, match) => match.kind === 'one' && ids.has(match.repository.id);
const mayBeAmong = (ids, match) => isAmong(ids, match) || (match.kind === 'ambiguous' && match.among.some(({ id }) => ids.has(id)));
const named = new Set(included.flatMap(foundBy));
const leaving = excluded.filter((line) => line.kind === 'pattern' || foundBy(line).length === 1);
const left = new Set(leaving.flatMap(foundBy));
const isClear = (each) => {
const match = matches.get(each);
return match?.kind === 'one' || (match?.kind === 'ambiguous' && (match.noOther ?? []).length > 0);
};
const chosen = [...matches].filter(([each, match]) => inProjects.has((0,find .no)((0,find .L9)(each.path))) ||
((named.has(each) || mayBeAmong(rowsIn, match)) && !left.has(each) && !isAmong(rowsOut, match)));
return {
repositories: chosen.map(([each]) => each),
excluded: left,
unclear: new Map(excluded.map((line) => [line, foundBy(line).filter((each) => !isClear(each))])),
named: new Map(included.flatMap((line) => (line.kind === 'name' ? [[line, foundBy(line)]] : []))),
lines: new Set([
...included.filter((line) => foundBy(line).length > 0),
...leaving.filter((line) => {
const found = foundBy(line);
return found.some(isClear) || (found.length > 0 && found.every((each) => matches.get(each)?.kind === 'none'));
}),
]),
};
}
function namedBy(lines, owners, inventory) {
const { repositories } = inventory;
const [organization] = owners;
const isTwice = ({ text }) => (0,host_projects .Q)(organization, text) !== undefined;
const once = lines.filter((line) => !isTwice(line));
const byPath = new Map([
...calledBy(once, owners, repositories, ({ path }) => path),
...calledBy(lines.filter(isTwice), owners, repositories, ({ path }) => `${organization}/${path}`),
]);
if (!(0,host_projects .Z)(inventory))
return byPath;
const byName = calledBy(lines, owners, repositories, ({ path }) => (0,find .ZC)(path));
return new Map([...byPath].map(([line, found]) => {
const isEnough = line.kind === 'name' && line.text.includes('/') && found.length > 0;
return [line, isEnough ? found : [...new Set([...found, ...(byName.get(line) ?? [])])]];
}));
}
function calledBy(lines, owners, repositories, nameOf) {
const items = repositories.map((atHost) => ({ name: nameOf(atHost), removed: false, atHost }));
const { included } = (0,domain_select .Lt)({ included: lines, excluded: [] }, owners, items);
return new Map(included.map(({ line, items: found }) => [line, found.map(({ atHost }) => atHost)]));
}
function projectsAtHost({ projects: selection }, projects, owners, inventory) {
if (selection === undefined)
return new Set();
const { repositories } = inventory;
const names = projectNames(inventory);
const ids = new Map(repositories.map(({ path, projectId }) => [(0,find .no)((0,find .L9)(path)), projectId]));
const items = [...ids].map(([name, id]) => ({ id, name, removed: false }));
const found = (0,domain_select .Lt)((0,owner .S7)(owners, selection), owners, items).items.map(({ name }) => name);
return new Set([...found, ...projects.map(({ project: { id, name } }) => (0,find .no)(names.get(id) ?? name))]);
}
var shared_text = __webpack_require__(4646);
;
function compareInventory(request, resolution, { organizations, organization, repositories: rows }, read, before) {
const owners = (0,owner .K2)(organizations, organization, (0,domain_request .CZ)(request));
const names = read.part === '' ? [organization.name, read.owner] : [organization.name];
const inventory = withDoubt(read, names, rows);
const matches = matchInventory(inventory, names, rows);
const { repositories, excluded, lines, unclear, named } = selectInInventory(request, resolution, owners, inventory, matches);
const selected = new Set(repositories);
const isAzure = inventory.host === 'azure-devops';
const isSkipped = ({ archived, disabled }) => request.host?.skipsArchived === true && (archived === true || (isAzure && disabled === true));
const only = (which) => new Map([...matches].filter(([each, match]) => which(each, match)));
const isLeft = (each, { kind }) => isSkipped(each) && kind !== 'ambiguous';
const kept = only((each, match) => selected.has(each) && !isLeft(each, match));
const skipped = only((each, match) => selected.has(each) && isLeft(each, match));
const missing = missingAtHost(inventory, names, compare_inventory_rowsOf(resolution));
const unlisted = [...kept].flatMap(([each, { kind }]) => (kind === 'none' ? each : []));
const missingBefore = before && inventory.incomplete === undefined ? (0,model .UX)(orphansOf(before)) : undefined;
return {
inventory,
selected: kept,
skipped,
missingAtHost: missing.filter(({ id }) => missingBefore?.has(id) ?? true),
unlisted,
markedAsRemoved: markedAsRemoved(unlisted, inventory, names, rows),
lines,
unclear,
skippedNames: new Set([...named].flatMap(([{ text }, found]) => found.length > 0 && found.every((each) => skipped.has(each)) ? text : [])),
resolution: withoutSkipped(withoutExcluded(resolution, only((each) => excluded.has(each))), skipped),
};
}
function orphansOf({ inventory, missingAtHost: missing, }) {
return inventory.incomplete === undefined ? missing : [];
}
function markedAsRemoved(unlisted, inventory, names, rows) {
const removed = rows.flatMap((row) => (row.removed ? { ...row, removed: false } : []));
if (removed.length === 0 || unlisted.length === 0)
return new Set();
const matches = matchInventory(inventory, names, removed);
return new Set(unlisted.flatMap((each) => (matches.get(each)?.kind === 'none' ? [] : (0,find .no)(each.path))));
}
function withDoubt(inventory, names, repositories) {
if (inventory.repositories.length > 0 || inventory.incomplete !== undefined)
return inventory;
const present = repositories.filter(({ removed }) => !removed);
const { length } = missingAtHost(inventory, names, present);
if (length === 0)
return inventory;
const listed = (0,shared_text .hS)(length, 'repository', 'repositories');
return {
...inventory,
incomplete: `the host lists no repository at all, and GitProtect lists ${listed} there: host-token may see none of them; check its rights, and host-owner`,
};
}
function compare_inventory_rowsOf({ selected: { items, included, excluded }, projects }) {
const left = new Set(excluded.flatMap(({ removed }) => removed));
const removed = included.flatMap((match) => match.removed).filter((each) => !left.has(each));
return [...new Set([...items, ...removed, ...projects.flatMap((each) => each.repositories)])];
}
function withoutExcluded(resolution, excluded) {
const { selected } = resolution;
return { ...resolution, selected: { ...selected, items: without(selected.items, excluded) } };
}
function withoutSkipped(resolution, skipped) {
const { projects } = resolution;
return {
...withoutExcluded(resolution, skipped),
projects: projects.map((each) => ({ ...each, repositories: without(each.repositories, skipped) })),
};
}
function without(repositories, matches) {
const found = [...matches.values()].flatMap((match) => {
if (match.kind === 'one')
return match.repository;
return match.kind === 'ambiguous' ? (match.noOther ?? []) : [];
});
const ids = (0,model .UX)(found);
return repositories.filter(({ id }) => !ids.has(id));
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
}),
6118:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
openHost: () => ( openHost)
});
var compare_inventory = __webpack_require__(6893);
var diff = __webpack_require__(5641);
var resource_result = __webpack_require__(7294);
;
const GAP_REASONS = ( null && ([
'ambiguous',
'not-listed',
'not-tried',
'not-licensed',
'not-attached',
'not-proved',
]));
function coverageOf({ inventory, selected, skipped, missingAtHost, resolution }, resources) {
const results = new Map(resources.map((each) => [each.resource.id, each]));
const gaps = [...selected].flatMap(([repository, match]) => {
const reason = gapReason(match, results);
if (reason === undefined)
return [];
const gap = { repository, reason, hasFailed: hasProblem(match, results) };
return match.kind === 'one' ? { ...gap, listed: match.repository.id } : gap;
});
return {
inventory,
covered: selected.size - gaps.length,
gaps,
notSelected: inventory.repositories.filter((each) => !selected.has(each) && !skipped.has(each)),
skipped: [...skipped.keys()],
skippedInProjects: [...skipped.values()].some((match) => match.kind === 'one' &&
resolution.projects.some(({ project }) => project.repositories.has(match.repository.id))),
missingAtHost,
};
}
function gapReason(match, results) {
if (match.kind === 'ambiguous')
return 'ambiguous';
if (match.kind === 'none')
return 'not-listed';
const result = results.get(match.repository.id);
if (result === undefined)
return 'not-tried';
const { license, plans } = result;
const attached = plans.filter(({ change }) => change.kind === 'attach');
if (license === undefined)
return 'not-proved';
const isCovered = attached.length > 0 && [license, ...attached].every(({ result: its }) => (0,resource_result .U4)(its));
if (isCovered)
return undefined;
if (result.status === 'not-tried')
return 'not-tried';
if (isSeenOtherwise(license))
return 'not-licensed';
if (attached.some(isSeenOtherwise))
return 'not-attached';
return 'not-proved';
}
function hasProblem(match, results) {
return match.kind === 'one' && (results.get(match.repository.id)?.problems.length ?? 0) > 0;
}
function isSeenOtherwise({ change, result }) {
const wasOtherwise = change.before !== 'unknown' && change.before !== diff .ZY[change.kind];
if (result.kind !== 'failed')
return wasOtherwise && (result.kind === 'would' || result.kind === 'skipped');
const { cause } = result;
return cause === 'not-applied' || cause === 'reverted' || (cause === 'rejected' && wasOtherwise);
}
var wait_budget = __webpack_require__(3421);
var find = __webpack_require__(761);
var failure = __webpack_require__(8035);
var shared_text = __webpack_require__(4646);
var open_transport = __webpack_require__(1743);
var http_failure = __webpack_require__(2398);
var retry = __webpack_require__(8902);
var sign_in_page = __webpack_require__(2099);
;
function isRateLimit(response) {
const { status, headers, message } = response;
if (status !== 403)
return (0,retry .QH)(response);
return (headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0' || /\brate limit\b/i.test(message));
}
function describeFailure(error, request, service) {
const { failure, message, waitSeconds } = error;
if (failure.kind !== 'status')
return message;
const { response } = failure;
if (isRateLimit(response) || response.headers['retry-after'] !== undefined) {
const attempt = (0,http_failure .Be)(request, failure, service.transport.addressOf(request));
return `${attempt}: the host limits the rate of requests, or its load; ${comeBack(waitSeconds, service.clock.now())}`;
}
const remedy = remedyFor(response, request, service);
return remedy === undefined ? message : `${message}: ${remedy}`;
}
function comeBack(seconds, now) {
if (seconds === undefined || seconds === 0)
return 'run again later';
const time = new Date(now + seconds * 1000).toISOString().replace(/^(.*)T(\d\d:\d\d).*$/, '$1 $2 UTC');
const wait = seconds < 120 ? `${String(seconds)} s` : `${String(Math.ceil(seconds / 60))} minutes`;
return `run again in ${wait}, after ${time}, or raise rate-limit-timeout`;
}
function remedyFor(response, request, service) {
const { status, headers, message, isWebPage } = response;
if (status >= 300 && status <= 399)
return ifRedirected(response, request, service);
if (status === 405 || (status === 403 && isWebPage))
return IN_FRONT;
switch (status) {
case 401:
return 'the host does not accept host-token; check that it is the right one for host-url, and has not expired';
case 403: {
if (headers['x-github-sso'] !== undefined)
return AUTHORIZE;
const own = OTHER_REASONS.find(([said]) => said.test(message));
return own?.[1] ?? `host-token lacks the right to list the repositories; give it ${SCOPES[service.api]}`;
}
case 404:
return 'the host knows no such owner, or does not show it to host-token; check host-owner and host-url';
default:
return undefined;
}
}
const IN_FRONT = "something in front of the host may have answered, such as a firewall, which says nothing of host-token; check host-url, and that this runner's address is let through";
const AUTHORIZE = "authorize host-token for the organization's single sign-on, which the user of the token does in their settings, or use another token";
const OTHER_REASONS = [
[/\bSAML\b|\bSSO\b|single[- ]sign[- ]?on/i, AUTHORIZE],
[
/\bIP\b|\b(allow|white)[- ]?list|conditional access/i,
"the host lets in certain addresses only, or under certain conditions; let this runner's address through there, or run it where it is",
],
[/\bforbids access via\b/i, 'the owner does not accept such a token; use one of the kind that the message asks for'],
[
/captcha|terms of (service|use)|password.*expired|suspended|blocked|locked|deactivated|two[- ](factor|step)|\b2FA\b/i,
'this is about the user of host-token, not about its rights; settle it with that user, or use the token of another one',
],
];
function ifRedirected({ location }, request, service) {
if (location === undefined)
return 'the API of the host gives no such answer, but something in front of it may; check host-url';
const url = URL.parse(location, service.transport.urlOf(request).href);
if (url?.origin === service.baseUrl.origin)
return 'the host redirects again and again; check host-url';
return (0,sign_in_page .B)(location, request.path)
? 'this leads to a sign-in: the host does not accept host-token, or something in front of it asks for one of its own; check host-token and host-url'
: 'a redirect to another address is not followed, since host-token would go along; set host-url to the final address';
}
const SCOPES = {
github: 'the scope repo (a fine-grained token or a GitHub App: Metadata, read-only, for all repositories)',
gitlab: 'the scope read_api',
'azure-devops': 'the scope Code (Read)',
'bitbucket-cloud': 'the scope repository (an API token: read:repository:bitbucket)',
'bitbucket-data-center': 'the permission Project read',
'git-dev': "the permission to read the owner's repositories",
};
;
function connectHost({ kind, url, token, settings, budget }, world, redactor, log) {
const headers = headersOf(kind, token, redactor);
const { api, baseUrl } = addressOf(kind, url);
const transport = (0,open_transport .g)(settings, { baseUrl, isRateLimit: isRateLimit, budget }, world, redactor, log);
return { api, transport, baseUrl, headers, redactor, clock: world.clock };
}
function addressOf(kind, url) {
switch (kind) {
case 'github':
return { api: 'github', baseUrl: url };
case 'gitlab':
return { api: 'gitlab', baseUrl: completed(url, '/api/v4') };
case 'azure-devops':
return { api: 'azure-devops', baseUrl: url };
case 'git.dev':
return { api: 'git-dev', baseUrl: url };
case 'bitbucket': {
const isCloud = url.hostname === 'api.bitbucket.org' || (0,shared_text .A$)(url.pathname).endsWith('/2.0');
return isCloud
? { api: 'bitbucket-cloud', baseUrl: completed(url, '/2.0') }
: { api: 'bitbucket-data-center', baseUrl: completed(url, '/rest/api/1.0') };
}
}
}
function completed(url, ending) {
const path = (0,shared_text .A$)(url.pathname);
const complete = new URL(url);
complete.pathname = path.endsWith(ending) ? path : `${path}${ending}`;
return complete;
}
function headersOf(kind, token, redactor) {
redactor.addSecret(token);
const bearer = { authorization: `Bearer ${token}` };
switch (kind) {
case 'github':
return { ...bearer, accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' };
case 'gitlab':
return { 'private-token': token };
case 'azure-devops':
return basic(token.includes(':') ? token : `:${token}`, redactor);
case 'bitbucket':
return token.includes(':') ? basic(token, redactor) : bearer;
case 'git.dev':
return bearer;
}
}
function basic(pair, redactor) {
const encoded = Buffer.from(pair).toString('base64');
for (const secret of [pair.slice(pair.indexOf(':') + 1), pair, encoded])
redactor.addSecret(secret);
return { authorization: `Basic ${encoded}` };
}
var p_map = __webpack_require__(606);
;
function withQuery(request, more) {
return 'path' in request ? { path: request.path, query: { ...request.query, ...more } } : request;
}
function placeOrProblem(place) {
try {
return place();
}
catch (error) {
if (error instanceof UnreadableError)
return { next: 'end', problem: error.message };
throw error;
}
}
const UNCLEAR_END = 'the host does not say whether a page is the last one, or what follows it';
const CONTRARY_END = 'the host says that a page is the last one, and names one that follows it';
class UnreadableError extends Error {
}
var error_response = __webpack_require__(576);
var reported_failure = __webpack_require__(4718);
var json_object = __webpack_require__(4995);
var parse_json = __webpack_require__(9769);
;
const MAX_SAID_LENGTH = 300;
function parsedBody({ status, headers, body }) {
const isPage = (0,error_response .te)(body) || /^\s*text\/html\b/i.test(headers['content-type'] ?? '');
if (status === 203 || isPage)
throw new UnreadableError(`the host answered with HTTP ${String(status)} and a sign-in page or another web page, not with a list; check host-token and host-url`);
const answer = parsed(body, status);
if (!(0,reported_failure .N)(answer))
return answer;
const fields = json_object .Y.of(answer);
const said = fields === undefined ? '' : (0,shared_text .vI)((0,error_response .bD)(fields), MAX_SAID_LENGTH);
throw new UnreadableError(`the host answered with HTTP ${String(status)}, and says that it failed${said === '' ? '' : `: ${said}`}`);
}
function parsed(body, status) {
let json;
try {
json = (0,parse_json .q)(body);
}
catch {
throw new UnreadableError(`the host's answer (HTTP ${String(status)}) is not JSON, or was cut off`);
}
if (json.isContradictory)
throw new UnreadableError(parse_json .P);
return json.value;
}
function listOf(value) {
if (Array.isArray(value))
return value;
throw new UnreadableError("the host's answer holds no list");
}
function objectOf(value) {
const fields = json_object .Y.of(value);
if (fields === undefined)
throw new UnreadableError("the host's answer, or a row of it, is no object");
return fields;
}
function textOf(fields, ...names) {
const text = fields.text(...names);
if (text === undefined || text === '')
throw new UnreadableError(`a row of the list has no ${names.join(' or ')}`);
return text;
}
function pathBelow(owner, path) {
checkBelow(owner, path);
return path.slice(owner.length + 1);
}
function checkBelow(owner, path) {
const prefix = `${owner}/`.toLowerCase();
if (!path.toLowerCase().startsWith(prefix) || path.length <= prefix.length)
throw new UnreadableError(`a row of the list belongs to another owner than host-owner: to '${(0,shared_text .vI)(path.replace(/\/[^/]*$/, ''))}', not to '${(0,shared_text .vI)(owner)}'`);
}
function dateOf(text) {
const date = new Date(text ?? '');
return Number.isNaN(date.getTime()) ? undefined : date;
}
function flagOf(fields, name) {
const said = new Set(fields.all(name).filter((value) => typeof value === 'boolean'));
const [flag] = said;
return said.size === 1 ? flag : undefined;
}
function wordOf(text) {
return text === '' ? undefined : text;
}
function textsOf(list) {
return list?.filter((item) => typeof item === 'string');
}
function visibilityOf(text) {
return text === 'public' || text === 'internal' || text === 'private' ? text : undefined;
}
function visibilityIf(isPrivate) {
if (isPrivate === undefined)
return undefined;
return isPrivate ? 'private' : 'public';
}
function ifPresent(value) {
return value === undefined || value === null ? undefined : true;
}
function segment(name) {
return encodeURIComponent(name);
}
;
const MAX_REDIRECTS = 3;
function isUnread(read) {
return 'why' in read;
}
async function askHost(service, page, parse) {
const { headers } = service;
const common = {
method: 'GET',
headers,
purpose: 'list the repositories at the Git host',
repeated: 'by-itself',
};
try {
let request = 'path' in page ? { ...common, ...page } : { ...common, path: '', url: urlAtHost(service, page.url) };
for (let redirects = 0;; redirects++) {
try {
return parse(await service.transport.send(request));
}
catch (error) {
if (!(error instanceof http_failure .HR))
throw error;
const url = redirects < MAX_REDIRECTS ? redirectAtHost(service, request, error) : undefined;
if (url === undefined) {
const response = error.failure.kind === 'status' ? error.failure.response : undefined;
return { why: describeFailure(error, request, service), response };
}
request = { ...common, path: '', url };
}
}
}
catch (error) {
if (error instanceof UnreadableError)
return { why: error.message };
throw error;
}
}
async function readObject(service, path, query = {}) {
return await askHost(service, { path, query }, (response) => objectOf(parsedBody(response)));
}
function urlAtHost({ baseUrl, redactor }, address) {
const url = URL.parse(address, baseUrl.href);
if (url === null || !/^https?:$/.test(url.protocol))
throw new UnreadableError('the address of the next page cannot be read');
if (url.origin !== baseUrl.origin)
throw new UnreadableError(`the next page lies at another address, ${redactor.redact(address) === address ? url.origin : '***'}, to which host-token is not sent; set host-url to the address that the host itself gives`);
return withoutCredentials(url);
}
function withoutCredentials(url) {
url.username = '';
url.password = '';
return url;
}
function redirectAtHost(service, request, { failure }) {
if (failure.kind !== 'status' || ![301, 302, 303, 307, 308].includes(failure.response.status))
return undefined;
const { location } = failure.response.headers;
const url = location === undefined ? null : URL.parse(location, service.transport.urlOf(request).href);
return url?.origin === service.baseUrl.origin ? withoutCredentials(url) : undefined;
}
;
const PAGE_SIZE = 100;
const MAX_PAGES = 10_000;
function firstPage(path, query) {
return { path, query: { ...query, page: '1' } };
}
function numberOf(request) {
return 'path' in request ? parseNumber(request.query['page']) : undefined;
}
function checkNumber(request, given) {
const number = numberOf(request);
if (given !== undefined && number !== undefined && given !== number)
throw new UnreadableError(`the host answered with page ${String(given)} instead of page ${String(number)}`);
}
function parseNumber(text) {
return typeof text === 'string' && /^\s*\d{1,15}\s*$/.test(text) ? Number(text) : undefined;
}
function nextByNumber(request, next) {
const number = numberOf(request);
if (number === undefined)
throw new UnreadableError('the host mixes two ways of paging');
const problem = next > number + 1 ? `the host names page ${String(next)} after page ${String(number)}: it skips rows` : undefined;
return { next: withQuery(request, { page: String(next) }), problem };
}
function guessedNext(request) {
return { ...nextByNumber(request, (numberOf(request) ?? 0) + 1), isGuess: true };
}
function nextByAddress(service, request, address) {
const url = urlAtHost(service, address);
const next = parseNumber(url.searchParams.get('page'));
if (next === undefined || numberOf(request) === undefined)
return { next: { url: url.href } };
return nextByNumber(request, next);
}
function following(request, last) {
const number = numberOf(request);
if (last === undefined || number === undefined)
return undefined;
if (last > MAX_PAGES)
throw new UnreadableError(`the host counts more than ${String(MAX_PAGES)} pages`);
const pageAt = (at) => withQuery(request, { page: String(at) });
return {
first: number < last ? pageAt(number + 1) : 'end',
all: () => Array.from({ length: Math.max(0, last - number) }, (_, index) => pageAt(number + 1 + index)),
};
}
function readLinks(response) {
const links = linksOf(response);
if (links.size === 0 && linkHeader(response).trim() !== '')
throw new UnreadableError('the links to further pages, in Link, cannot be read');
return links;
}
function linksOf(response) {
const links = new Map();
for (const [, address = '', parameters = ''] of linkHeader(response).matchAll(LINK)) {
for (const relation of relationsIn(parameters).split(/\s+/))
if (relation !== '' && !links.has(relation))
links.set(relation, address.trim());
}
return links;
}
function linkHeader({ headers: { link = '' } }) {
return typeof link === 'string' ? link : link.join(', ');
}
function relationsIn(parameters) {
for (const [, name = '', quoted, bare] of parameters.matchAll(/;\s*([\w*-]+)\s*=\s*(?:"([^"]*)"|([^\s;"]*))/g))
if (name.toLowerCase() === 'rel')
return (quoted ?? bare ?? '').toLowerCase();
return '';
}
const LINK = /<([^<>]*)>((?:[^,"<]|"[^"]*")*)/g;
;
const MAX_EMPTY_PAGES = 3;
const MAX_READINGS = 4;
async function collect(service, first, format) {
let before;
for (let reading = 1;; reading++) {
const read = await new Collection(service, format).readFrom(first);
if (read.incomplete !== undefined)
return before === undefined ? read : withLimit(before, read.incomplete);
if (read.pages <= 1 || (before !== undefined && isSameList(before, read)))
return read;
if (reading === MAX_READINGS)
return withLimit(read, `the list was another one in each of ${String(reading)} readings`);
before = read;
}
}
function isSameList(before, { repositories }) {
const paths = new Set(before.repositories.map(({ path }) => path));
return paths.size === repositories.length && repositories.every(({ path }) => paths.has(path));
}
function withLimit(listed, limit) {
return { ...listed, incomplete: listed.incomplete ?? limit };
}
class Collection {
#service;
#format;
#asked = new Set();
#paths = new Set();
#pages = [];
#guesses = new Set();
#emptyPages = 0;
#total;
#problem;
#doubt;
#isOver = false;
constructor(service, format) {
this.#service = service;
this.#format = format;
}
async readFrom(first) {
let status;
for (let request = first; request !== 'end' && !this.#isOver;) {
if (!this.#isNew(request))
break;
const page = await this.#read(request);
if (isUnread(page)) {
status = page.response?.status;
break;
}
this.#pages.push(page.repositories);
const { next, following } = page;
const isKnown = following !== undefined && next !== 'end' && isSame(next, following.first);
request = isKnown ? await this.#readTogether(following.all()) : next;
}
this.#checkTotal();
this.#problem ??= this.#doubt;
return {
repositories: this.#pages.flat(),
pages: this.#pages.length,
total: this.#total,
incomplete: this.#problem,
isNotFound: this.#pages.length === 0 && status === 404,
};
}
async #readTogether(requests) {
for (const request of requests)
if (!this.#isNew(request))
return 'end';
const read = await (0,p_map .Ay)(requests, async (request, index) => {
if (this.#isOver)
return undefined;
const page = await this.#read(request);
if (isUnread(page))
return undefined;
const after = requests[index + 1];
if (after !== undefined && !isSame(page.next, after))
this.#endedEarly();
return page;
}, { concurrency: this.#service.transport.concurrency });
for (const page of read)
if (page !== undefined)
this.#pages.push(page.repositories);
return read.at(-1)?.next ?? 'end';
}
#isNew(request) {
const key = keyOf(request);
if (this.#asked.has(key))
this.#stop('the host names as the next page one that was read already');
else if (this.#asked.size >= MAX_PAGES)
this.#stop(`the list has more than ${String(MAX_PAGES)} pages`);
else
this.#asked.add(key);
return !this.#isOver;
}
async #read(request) {
const page = await askHost(this.#service, request, (response) => this.#format.parsePage(response, request));
if (!isUnread(page))
return { next: page.next, following: page.following, repositories: this.#add(page, request) };
this.#stop(page.why);
return page;
}
#add({ rows, next, isGuess, following, total, problem }, request) {
if (problem !== undefined)
this.#problem ??= problem;
if (isGuess === true && next !== 'end')
this.#guesses.add(keyOf(next));
if (rows.length === 0)
this.#checkEmpty(request, next);
if (following !== undefined && !isSame(next, following.first)) {
if (next === 'end')
this.#endedEarly();
else
this.#problem ??= 'the next page and the last page that the host names contradict each other';
}
const repositories = [];
let repeated = 0;
for (const row of rows) {
const repository = this.#parse(row);
if (repository === undefined)
continue;
if (this.#paths.has(repository.path)) {
repeated++;
this.#problem ??= `'${(0,shared_text .vI)(repository.path)}' came twice: the list changed while it was read, or the host gave a page twice`;
continue;
}
this.#paths.add(repository.path);
repositories.push(repository);
}
if (rows.length > 0 && repeated === rows.length)
this.#stop('a page came twice');
this.#emptyPages = repositories.length === 0 && next !== 'end' ? this.#emptyPages + 1 : 0;
if (this.#emptyPages >= MAX_EMPTY_PAGES)
this.#stop('the host keeps sending empty pages');
this.#count(total);
return repositories;
}
#checkEmpty(request, next) {
const number = numberOf(request);
const mayBeFirst = number === undefined || number === 1;
if (this.#guesses.has(keyOf(request)) || (mayBeFirst && next === 'end'))
return;
const page = number === undefined
? 'a page of the list is empty, and not the last one'
: `page ${String(number)} of the list is empty`;
this.#doubt ??= `${page}: the host holds rows back, or the list changed while it was read`;
}
#count(total) {
this.#total ??= total;
if (total !== undefined && total !== this.#total)
this.#problem ??= `the host counted ${repositoriesOf(this.#total ?? 0)} first, and ${String(total)} later: the list changed while it was read`;
}
#checkTotal() {
if (this.#total !== undefined && this.#total !== this.#paths.size)
this.#problem ??= `the host counts ${repositoriesOf(this.#total)}, and lists ${String(this.#paths.size)}`;
}
#parse(row) {
try {
return this.#format.parseRow(row);
}
catch (error) {
if (!(error instanceof UnreadableError))
throw error;
this.#problem ??= error.message;
return undefined;
}
}
#endedEarly() {
this.#doubt ??= 'the list ended, or went on elsewhere, before the last page that the host had named';
this.#isOver = true;
}
#stop(problem) {
this.#problem ??= problem;
this.#isOver = true;
}
}
function repositoriesOf(count) {
return (0,shared_text .hS)(count, 'repository', 'repositories');
}
function isSame(a, b) {
return a === b || (a !== 'end' && b !== 'end' && keyOf(a) === keyOf(b));
}
function keyOf(request) {
return 'path' in request ? JSON.stringify([request.path, request.query]) : request.url;
}
var guid = __webpack_require__(8572);
;
const readAzureDevOps = async (service, owner) => {
const path = `${owner.split('/').map(segment).join('/')}/_apis/git/repositories`;
const [, project] = owner.split('/');
return await collect(service, { path, query: { 'api-version': '7.1' } }, { parsePage, parseRow: (row) => parseRow(row, project) });
};
function parsePage(response, request) {
const answer = objectOf(parsedBody(response));
const rows = listOf(answer.value('value'));
const count = answer.number('count');
const isCut = count !== undefined && count !== rows.length;
const token = response.headers['x-ms-continuationtoken'];
const problem = isCut
? `the host counts ${String(count)} rows on a page that holds ${String(rows.length)}`
: undefined;
const isLast = typeof token !== 'string' || token === '';
return { rows, problem, next: isLast ? 'end' : withQuery(request, { continuationToken: token }) };
}
function parseRow(row, asked) {
const fields = objectOf(row);
const name = textOf(fields, 'name');
const project = objectOf(fields.value('project'));
const isOther = ![project.text('name'), project.text('id')].some((each) => each?.toLowerCase() === asked?.toLowerCase());
if (asked !== undefined && isOther)
throw new UnreadableError(`a row of the list belongs to another project than host-owner: to '${(0,shared_text .vI)(project.text('name') ?? '')}', not to '${(0,shared_text .vI)(asked)}'`);
const visibility = project.text('visibility');
return {
name,
path: `${textOf(project, 'name')}/${name}`,
projectId: (0,guid .t)(project.text('id') ?? ''),
url: withoutUser(fields.text('webUrl') ?? fields.text('remoteUrl')),
disabled: flagOf(fields, 'isDisabled'),
visibility: visibility === 'public' || visibility === 'private' ? visibility : undefined,
fork: fields.boolean('isFork'),
created: dateOf(fields.text('creationDate')),
};
}
function withoutUser(address) {
const url = URL.parse(address ?? '');
if (url === null)
return '';
url.username = '';
url.password = '';
return url.href;
}
;
const readBitbucketCloud = async (service, owner) => {
const query = { pagelen: String(PAGE_SIZE), sort: 'created_on' };
return await collect(service, firstPage(`repositories/${segment(owner)}`, query), formatOf(service, owner));
};
function formatOf(service, owner) {
return {
parsePage: (response, request) => {
const answer = objectOf(parsedBody(response));
const rows = listOf(answer.value('values'));
return { rows, ...placeOrProblem(() => placeOf(service, answer, request, rows.length)) };
},
parseRow: (row) => bitbucket_cloud_parseRow(row, owner),
};
}
function placeOf(service, answer, request, count) {
checkNumber(request, answer.number('page'));
const total = answer.number('size');
const rows = answer.number('pagelen');
const next = answer.value('next');
const mayGoOn = total === undefined && count > 0 && (rows === undefined || count >= rows);
if (next === undefined || next === null)
return mayGoOn ? guessedNext(request) : { next: 'end', total };
if (typeof next !== 'string')
throw new UnreadableError('the address of the next page cannot be read');
const place = nextByAddress(service, request, next);
const isNumbered = place.next !== 'end' && numberOf(place.next) !== undefined;
const last = isNumbered && total !== undefined && rows !== undefined && rows > 0 ? Math.ceil(total / rows) : undefined;
return { ...place, total, following: following(request, last) };
}
function bitbucket_cloud_parseRow(row, owner) {
const fields = objectOf(row);
const path = fields.text('full_name');
return {
name: textOf(fields, 'slug', 'name'),
path: path === undefined ? textOf(fields, 'slug') : pathBelow(owner, path),
url: fields.object('links')?.object('html')?.text('href') ?? '',
visibility: visibilityIf(fields.boolean('is_private')),
fork: ifPresent(fields.value('parent')),
language: wordOf(fields.text('language')),
created: dateOf(fields.text('created_on')),
};
}
;
const readBitbucketDataCenter = async (service, owner) => {
const path = `projects/${segment(owner)}/repos`;
return await collect(service, { path, query: { limit: String(PAGE_SIZE), start: '0' } }, bitbucket_data_center_formatOf(owner));
};
function bitbucket_data_center_formatOf(owner) {
return {
parsePage: (response, request) => {
const answer = objectOf(parsedBody(response));
const rows = listOf(answer.value('values'));
return { rows, ...placeOrProblem(() => bitbucket_data_center_placeOf(answer, request, rows.length)) };
},
parseRow: (row) => bitbucket_data_center_parseRow(row, owner),
};
}
function bitbucket_data_center_placeOf(answer, request, rows) {
const size = answer.number('size');
if (size !== undefined && size !== rows)
throw new UnreadableError(`the host counts ${String(size)} rows on a page that holds ${String(rows)}`);
const asked = 'path' in request ? (parseNumber(request.query['start']) ?? 0) : 0;
const start = answer.number('start') ?? asked;
if (start !== asked)
throw new UnreadableError(`the host answered with the rows from ${String(start)} instead of from ${String(asked)}`);
const isLast = flagOf(answer, 'isLastPage');
const next = answer.number('nextPageStart');
if (isLast === true) {
const isEmpty = rows === 0 && start > 0;
const problem = isEmpty
? `no row is left from row ${String(start)} on, where the list was to go on: host-token may not see all, or the list changed while it was read`
: undefined;
return { next: 'end', problem: next === undefined ? problem : CONTRARY_END };
}
if (isLast === undefined || next === undefined)
throw new UnreadableError(UNCLEAR_END);
const problem = next > start + rows
? `the host goes on at row ${String(next)} after row ${String(start + rows)}: it skips rows, which host-token may not see`
: undefined;
return { next: withQuery(request, { start: String(next) }), problem };
}
function bitbucket_data_center_parseRow(row, owner) {
const fields = objectOf(row);
const slug = textOf(fields, 'slug', 'name');
const path = `${textOf(objectOf(fields.value('project')), 'key')}/${slug}`;
checkBelow(owner, path);
const isPublic = fields.boolean('public');
return {
name: fields.text('name') ?? slug,
path,
url: json_object .Y.of(fields.object('links')?.list('self')?.[0])?.text('href') ?? '',
archived: flagOf(fields, 'archived'),
visibility: visibilityIf(isPublic === undefined ? undefined : !isPublic),
fork: ifPresent(fields.value('origin')),
};
}
;
const readGitDev = async (service, owner) => {
const query = { owner, visibility: 'all', limit: String(PAGE_SIZE) };
return await collect(service, { path: 'repositories', query }, git_dev_formatOf(owner));
};
function git_dev_formatOf(owner) {
return {
parsePage: (response, request) => {
const answer = objectOf(parsedBody(response));
return {
rows: listOf(answer.value('data')),
...placeOrProblem(() => git_dev_placeOf(objectOf(answer.value('pagination')), request)),
};
},
parseRow: (row) => git_dev_parseRow(row, owner),
};
}
function git_dev_placeOf(pagination, request) {
const hasMore = flagOf(pagination, 'has_more');
const cursor = wordOf(pagination.text('next_cursor'));
if (hasMore === false)
return { next: 'end', problem: cursor === undefined ? undefined : CONTRARY_END };
if (hasMore === undefined || cursor === undefined)
throw new UnreadableError(UNCLEAR_END);
return { next: withQuery(request, { cursor }) };
}
function git_dev_parseRow(row, owner) {
const fields = objectOf(row);
const name = textOf(fields, 'name');
const fullName = fields.text('full_name');
return {
name,
path: fullName === undefined ? name : pathBelow(owner, fullName),
url: '',
visibility: visibilityIf(fields.boolean('private')),
created: dateOf(fields.text('created_at')),
};
}
;
const INSTEAD = 'use the token of a GitHub App that is installed on all repositories of the owner, or a personal access token with the scope repo of one of its owners';
function forInstallation(installation, owner) {
if (isUnread(installation))
return `which repositories host-token can see is not known: ${installation.why}`;
const selection = installation.text('repository_selection');
if (selection === 'selected')
return `host-token belongs to a GitHub App that is installed on selected repositories, like the token that GitHub gives to each job, and sees no other private ones; ${INSTEAD}`;
if (selection !== 'all')
return `which repositories host-token can see is not known; ${INSTEAD}`;
const account = accountOf(installation);
if (account?.toLowerCase() === owner.toLowerCase())
return undefined;
return `the GitHub App of host-token is installed ${account === undefined ? 'where no repository is' : `at '${(0,shared_text .vI)(account)}'`}, and sees only what is public at '${(0,shared_text .vI)(owner)}'; ${INSTEAD}`;
}
function accountOf(installation) {
const first = json_object .Y.of(installation.list('repositories')?.[0]);
return first?.object('owner')?.text('login') ?? first?.text('full_name')?.split('/')[0];
}
function forScopes(scopes) {
if (scopes === undefined || scopes.includes('repo'))
return undefined;
return 'host-token is a personal access token without the scope repo, and sees only public repositories; give it that scope';
}
function forMember(owner, membership, organization) {
if (isUnread(membership)) {
const { status, headers = {} } = membership.response ?? {};
if (status === 404)
return headers['x-github-request-id'] === undefined
? undefined
: `the user of host-token is no member of '${(0,shared_text .vI)(owner)}', and may see only public repositories; ${INSTEAD}`;
return isCounted(organization)
? undefined
: `which repositories host-token can see is not known: ${membership.why}`;
}
const role = membership.text('role');
if (membership.text('state') === 'pending')
return `the user of host-token has not accepted the invitation to '${(0,shared_text .vI)(owner)}' yet, and may see only public repositories; ${INSTEAD}`;
if (role === 'admin')
return undefined;
const shown = organization?.text('default_repository_permission');
if (role === 'member' && (shown === 'read' || shown === 'write' || shown === 'admin'))
return undefined;
return `the user of host-token is a ${(0,shared_text .vI)(role ?? 'member')} of '${(0,shared_text .vI)(owner)}', not one of its owners, and may not see every repository; ${INSTEAD}`;
}
function forFineGrained({ headers }, owner) {
if (!/^Bearer (github_pat|ghu)_/.test(headers['authorization'] ?? '') || isCounted(owner))
return undefined;
return `host-token is a fine-grained token, or one that a GitHub App has for a user, of which GitHub does not show whether it sees every repository; ${INSTEAD}`;
}
function isCounted(owner) {
return owner?.number('owned_private_repos') !== undefined;
}
function forAnotherUser(owner) {
return `the list of another user holds public repositories only; use a personal access token of '${(0,shared_text .vI)(owner)}' itself, or the token of a GitHub App that is installed on all its repositories`;
}
;
const QUERY = { per_page: String(PAGE_SIZE), sort: 'created', direction: 'asc' };
const readGitHub = async (service, owner) => {
const name = segment(owner);
const scopes = new Scopes(service);
const fetchOwner = () => readIfThere(service, `orgs/${name}`);
const fetchInstallation = () => readIfThere(service, 'installation/repositories', { per_page: '1' });
const [listed, installation, details, membership] = await Promise.all([
collect(service, firstPage(`orgs/${name}/repos`, { ...QUERY, type: 'all' }), github_formatOf(service, owner, scopes)),
fetchInstallation(),
fetchOwner(),
readObject(service, `user/memberships/orgs/${name}`),
]);
if (listed.isNotFound)
return await readUser(service, owner, installation, scopes);
const limit = installation === undefined
? (forMember(owner, membership, asKnown(details)) ??
forFineGrained(service, asKnown(details)) ??
forScopes(scopes.given))
: (forInstallation(installation, owner) ?? (await byNumber(listed, installation, fetchInstallation, forTotal)));
return withLimit(listed, limit ?? (await byNumber(listed, details, fetchOwner, forCount)));
};
async function byNumber(listed, counting, fetchAgain, compare) {
const first = asKnown(counting);
const limit = first && compare(first, listed);
if (limit === undefined || listed.incomplete !== undefined)
return limit;
const again = asKnown(await fetchAgain());
return again === undefined ? limit : compare(again, listed);
}
async function readUser(service, owner, installation, scopes) {
if (installation !== undefined && !isUnread(installation)) {
const list = firstPage('installation/repositories', { per_page: String(PAGE_SIZE) });
const listed = await collect(service, list, github_formatOf(service, owner, scopes));
return withLimit(listed, forInstallation(installation, owner));
}
const fetchUser = () => readIfThere(service, 'user');
const user = asKnown(await fetchUser());
const isOwn = user?.text('login')?.toLowerCase() === owner.toLowerCase();
const list = isOwn
? firstPage('user/repos', { ...QUERY, affiliation: 'owner' })
: firstPage(`users/${segment(owner)}/repos`, { ...QUERY, type: 'owner' });
const listed = await collect(service, list, github_formatOf(service, owner, scopes));
if (!isOwn)
return withLimit(listed, forAnotherUser(owner));
const limit = forScopes(scopes.given) ?? forFineGrained(service, user);
return withLimit(listed, limit ?? (await byNumber(listed, user, fetchUser, forCount)));
}
function forCount(owner, { repositories }) {
const publicCount = owner.number('public_repos');
if (publicCount === undefined)
return undefined;
const mayBePublic = repositories.filter(({ visibility }) => visibility === undefined || visibility === 'public');
if (publicCount > mayBePublic.length)
return `the owner has ${(0,shared_text .hS)(publicCount, 'public repository', 'public repositories')}, and the list holds ${String(mayBePublic.length)}`;
const count = publicCount + (owner.number('owned_private_repos') ?? 0);
return count <= repositories.length
? undefined
: `the owner has ${String(count)} repositories, and host-token sees ${String(repositories.length)}; give it access to all of them`;
}
function forTotal(installation, { repositories: { length } }) {
const total = installation.number('total_count');
return total === undefined || total === length
? undefined
: `the GitHub App of host-token sees ${String(total)} repositories, and the owner's list holds ${String(length)}`;
}
class Scopes {
given;
#isClassic;
constructor({ headers }) {
this.#isClassic = headers['authorization']?.startsWith('Bearer ghp_') === true;
}
read({ headers }) {
const scopes = headers['x-oauth-scopes'];
if (typeof scopes === 'string' && (scopes.trim() !== '' || this.#isClassic))
this.given = scopes.split(',').map((scope) => scope.trim());
}
}
async function readIfThere(service, path, query) {
const answer = await readObject(service, path, query);
if (!isUnread(answer) || answer.response === undefined || isRateLimit(answer.response))
return answer;
return [401, 403, 404].includes(answer.response.status) ? undefined : answer;
}
function asKnown(answer) {
return answer === undefined || isUnread(answer) ? undefined : answer;
}
function github_formatOf(service, owner, scopes) {
return {
parsePage: (response, request) => {
scopes.read(response);
const answer = parsedBody(response);
const installed = 'path' in request && request.path === 'installation/repositories' ? objectOf(answer) : undefined;
const rows = listOf(installed === undefined ? answer : installed.value('repositories'));
const place = placeOrProblem(() => github_placeOf(service, response, request, rows));
return {
rows,
...place,
problem: place.problem ?? leftOut(response, request),
total: installed?.number('total_count'),
};
},
parseRow: (row) => github_parseRow(row, owner),
};
}
function leftOut({ headers }, request) {
if (headers['x-github-sso'] === undefined || !('path' in request) || !request.path.startsWith('orgs/'))
return undefined;
return "GitHub leaves out of the list what host-token is not authorized for; authorize it for the organization's single sign-on";
}
function github_placeOf(service, response, request, rows) {
const links = readLinks(response);
const next = links.get('next');
const isFull = rows.length >= PAGE_SIZE;
const mayGoOn = numberOf(request) === 1 ? isFull : rows.length > 0;
if (links.size === 0 && mayGoOn)
return guessedNext(request);
if (next === undefined)
return { next: 'end' };
const last = parseNumber(URL.parse(links.get('last') ?? '', service.baseUrl.href)?.searchParams.get('page'));
return { ...nextByAddress(service, request, next), following: following(request, last) };
}
function github_parseRow(row, owner) {
const fields = objectOf(row);
return {
name: textOf(fields, 'name'),
path: pathBelow(owner, textOf(fields, 'full_name')),
url: fields.text('html_url') ?? '',
archived: flagOf(fields, 'archived'),
disabled: fields.boolean('disabled'),
visibility: visibilityOf(fields.text('visibility')) ?? visibilityIf(fields.boolean('private')),
fork: fields.boolean('fork'),
topics: textsOf(fields.list('topics')),
language: wordOf(fields.text('language')),
properties: propertiesOf(fields.object('custom_properties')),
created: dateOf(fields.text('created_at')),
pushed: dateOf(fields.text('pushed_at')),
};
}
function propertiesOf(fields) {
if (fields === undefined)
return undefined;
const texts = fields.names().flatMap((name) => {
const value = fields.text(name) ?? textsOf(fields.list(name))?.join(', ') ?? fields.boolean(name)?.toString();
return value === undefined ? [] : [[name, value]];
});
return Object.fromEntries(texts);
}
;
const gitlab_QUERY = { per_page: String(PAGE_SIZE), order_by: 'id', sort: 'asc' };
const readGitLab = async (service, owner) => {
const format = gitlab_formatOf(service, owner);
const groups = { ...gitlab_QUERY, include_subgroups: 'true', with_shared: 'false' };
const [listed, user] = await Promise.all([
collect(service, firstPage(`groups/${segment(owner)}/projects`, groups), format),
readObject(service, 'user'),
]);
if (!listed.isNotFound || owner.includes('/'))
return withLimit(listed, await gitlab_forMember(service, user, owner));
const projects = await collect(service, firstPage(`users/${segment(owner)}/projects`, gitlab_QUERY), format);
return projects.isNotFound ? listed : withLimit(projects, await forUser(service, user, owner));
};
const GUEST = 10;
async function gitlab_forMember(service, user, owner) {
if (isUnread(user))
return user.response?.status === 404 ? undefined : unknownLimit(user);
if (await isAdministrator(service, user))
return undefined;
if (/^project_\d+_bot/i.test(user.text('username') ?? ''))
return 'host-token is a project access token, and sees no other private projects; use a group access token, or a personal one of a member of the group';
const member = await readObject(service, `groups/${segment(owner)}/members/all/${String(user.number('id'))}`);
if (isUnread(member) && member.response?.status !== 404)
return unknownLimit(member);
if (!isUnread(member) && (member.number('access_level') ?? 0) >= GUEST)
return undefined;
return `the user of host-token is not shown to be a member of the group '${(0,shared_text .vI)(owner)}' who sees all of it, and others see no private projects of it, or not all; use an access token of that group, or of a member of it`;
}
async function isAdministrator(service, user) {
return user.boolean('is_admin') === true && !isUnread(await readObject(service, 'application/appearance'));
}
function unknownLimit({ why }) {
return `which projects host-token can see is not known: ${why}`;
}
async function forUser(service, user, owner) {
if (isUnread(user))
return user.response?.status === 404 ? undefined : unknownLimit(user);
if (user.text('username')?.toLowerCase() === owner.toLowerCase() || (await isAdministrator(service, user)))
return undefined;
return "the list of another user holds only what host-token may see; use a token of that user's own, or an administrator's";
}
function gitlab_formatOf(service, owner) {
return {
parsePage: (response, request) => {
const rows = listOf(parsedBody(response));
return { rows, ...placeOrProblem(() => gitlab_placeOf(service, response, request, rows.length)) };
},
parseRow: (row) => gitlab_parseRow(row, owner),
};
}
function gitlab_placeOf(service, response, request, rows) {
const { headers } = response;
const total = parseNumber(headers['x-total']);
const pages = parseNumber(headers['x-total-pages']);
const links = readLinks(response);
const next = links.get('next');
const given = headers['x-next-page'];
const nextNumber = parseNumber(given);
if (typeof given === 'string' && given.trim() !== '' && nextNumber === undefined)
throw new UnreadableError('the number of the next page, in X-Next-Page, cannot be read');
checkNumber(request, parseNumber(headers['x-page']));
const place = { total, following: following(request, pages) };
if (next !== undefined) {
const linked = nextByAddress(service, request, next);
const linkedNumber = linked.next === 'end' ? undefined : numberOf(linked.next);
const isContrary = given !== undefined && linkedNumber !== undefined && linkedNumber !== nextNumber;
return { ...place, ...linked, problem: linked.problem ?? (isContrary ? CONTRARY : undefined) };
}
if (nextNumber !== undefined) {
const named = nextByNumber(request, nextNumber);
return { ...place, ...named, problem: named.problem ?? (links.size > 0 ? CONTRARY : undefined) };
}
if (given !== undefined || links.size > 0)
return { ...place, next: 'end' };
return rows === 0 ? { ...place, next: 'end' } : { ...place, ...guessedNext(request) };
}
const CONTRARY = 'the host names two different pages as the next one, in X-Next-Page and in Link';
function gitlab_parseRow(row, owner) {
const fields = objectOf(row);
const path = fields.text('path_with_namespace');
return {
name: textOf(fields, 'name', 'path'),
path: path === undefined ? textOf(fields, 'path', 'name') : pathBelow(owner, path),
url: fields.text('web_url') ?? '',
archived: flagOf(fields, 'archived'),
visibility: visibilityOf(fields.text('visibility')),
fork: ifPresent(fields.value('forked_from_project')),
topics: textsOf(fields.list('topics', 'tag_list')),
created: dateOf(fields.text('created_at')),
};
}
;
async function readInventory(service, owner) {
if (owner.split('/').some((part) => /^\.{0,2}$/.test(part)))
return { repositories: [], pages: 0, incomplete: 'host-owner is no name of an owner' };
const { repositories, pages, total, incomplete } = await READERS[service.api](service, owner);
const why = incomplete === undefined ? undefined : (0,shared_text .g$)(service.redactor.redact(incomplete));
return { repositories, pages, total, incomplete: why };
}
const READERS = {
github: readGitHub,
gitlab: readGitLab,
'azure-devops': readAzureDevOps,
'bitbucket-cloud': readBitbucketCloud,
'bitbucket-data-center': readBitbucketDataCenter,
'git-dev': readGitDev,
};
;
function startInventory({ organization, organizations }, { host: { kind, owner: given }, access, settings, budget, world, redactor, log }) {
const stopping = new AbortController();
const cancelled = AbortSignal.any([world.cancelled, stopping.signal]);
const owner = given ?? organization.name;
const unread = (why) => ({
...{ host: kind, owner, part: '', repositories: [], pages: 0 },
incomplete: redactor.redact(why),
});
const read = async () => {
const mismatch = mismatchOf(kind, owner, organization, organizations);
if (mismatch !== undefined)
return unread(mismatch);
const connection = { kind, ...access, settings, budget };
const service = orProblem(() => connectHost(connection, { ...world, cancelled }, redactor, log));
if (typeof service === 'string')
return unread(service);
const inventory = await readInventory(service, owner);
const part = partOf(service, owner, organization);
return { ...withPart(inventory, part, service.api), host: kind, owner };
};
return {
inventory: read(),
stop: () => {
stopping.abort();
},
};
}
function mismatchOf(kind, owner, organization, organizations) {
const { id, name, service, isAzure } = organization;
if (isAzure && kind !== 'azure-devops')
return `GitProtect lists organization ${(0,shared_text .Pf)(organization)} with an address of Azure DevOps, and host is ${kind}`;
const isMeant = (each) => (0,find .no)(each) === (0,find .no)(owner) || (0,find .Gz)(each, owner) !== undefined;
if (isMeant(name))
return undefined;
const other = organizations.find((each) => each.id !== id && each.service === service && isMeant(each.name));
if (other === undefined)
return undefined;
return `host-owner is '${(0,shared_text .vI)(owner)}', and GitProtect lists ${(0,shared_text .Pf)(other)} as another organization than ${(0,shared_text .Pf)(organization)}`;
}
function orProblem(connect) {
try {
return connect();
}
catch (error) {
if (error instanceof failure .HR)
return `${error.message}; ${error.remedy}`;
throw error;
}
}
function partOf({ api }, owner, { name }) {
if ((0,find .no)(owner) === (0,find .no)(name))
return '';
if (api === 'azure-devops')
return owner.split('/').slice(1).join('/');
return (0,find .Gz)(name, owner) ?? (api === 'bitbucket-data-center' ? owner : '');
}
function withPart(inventory, part, api) {
if (part === '' || api === 'azure-devops' || api === 'bitbucket-data-center')
return { ...inventory, part };
const repositories = inventory.repositories.map((each) => ({ ...each, path: `${part}/${each.path}` }));
return { ...inventory, repositories, part };
}
;
function openHost(host, access, settings, world, redactor, log) {
if (access.isAssumed === true)
log.info(`The Git host is taken to be the public service at ${access.url.href}, since no other address is given`);
const budget = new wait_budget .T(settings.rateLimitTimeoutSeconds);
return {
budget,
startInventory: (found) => startInventory(found, { host, access, settings, budget, world, redactor, log }),
compareInventory: compare_inventory .S,
coverageOf: coverageOf,
};
}
}),
2099:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
B: () => ( leadsToSignIn)
});
var _shared_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4646);
function leadsToSignIn(location, path) {
const target = (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_0__ .A$)(location.replace(/[?#].*/s, ''));
return !target.toLowerCase().endsWith(`/${path.toLowerCase()}`) && SIGN_IN.test(target);
}
const SIGN_IN = /(^|[/._-])(sign[-_]?in|log[-_]?(in|on)|auth|authorize|oauth2?|openid(-connect)?|oidc|saml2?|sso|idp|adfs|cdn-cgi)([/._-]|$)/i;
})
};
