export const id = 642;
export const ids = [642];
export const modules = {
8642:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
parseHost: () => ( parseHost),
parseHostUrl: () => ( parseHostUrl)
});
;
const HOSTS = ['github', 'gitlab', 'azure-devops', 'bitbucket', 'git.dev'];
var shared_text = __webpack_require__(4646);
var server = __webpack_require__(1298);
var values = __webpack_require__(8463);
;
function parseHost(given, { state, skipsArchived, failOnGap }, servers) {
if (given('host') === '')
return { mistakes: withoutHost(given, skipsArchived, failOnGap), inputs: () => undefined };
const kind = new values .iy(() => (0,values .HU)('host', given('host'), HOSTS));
const parsed = {
kind,
url: new values .iy(() => parseHostUrl(given('host-url'), kind.or('github'), kind.mistakes.length > 0 ? [] : servers)),
token: new values .iy(() => parseToken(given('host-token'))),
owner: new values .iy(() => (given('host-owner') === '' ? undefined : parseOwner(given('host-owner')))),
state: new values .iy(() => {
if (state !== undefined && state !== 'present')
throw new values .Fp(`host is given with state: ${state}: it is for state: present only`);
}),
};
return {
mistakes: Object.values(parsed).flatMap(({ mistakes }) => mistakes),
inputs: () => ({
host: { kind: parsed.kind.value, owner: parsed.owner.value, skipsArchived },
access: {
url: parsed.url.value,
token: parsed.token.value,
...(given('host-url') === '' && servers.length === 0 ? { isAssumed: true } : {}),
},
}),
};
}
const PUBLIC_APIS = {
github: 'https://api.github.com',
gitlab: 'https://gitlab.com',
'azure-devops': 'https://dev.azure.com',
bitbucket: 'https://api.bitbucket.org',
'git.dev': 'https://api.git.dev/v2',
};
function parseHostUrl(given, kind, servers) {
if (given !== '')
return (0,server .or)('host-url', given);
const own = servers.find(({ host }) => host === kind);
if (own?.api !== undefined)
return (0,server .or)(own.variable, own.api);
const unlike = own ?? servers.find((server) => !isPublic(server));
if (unlike === undefined)
return new URL(PUBLIC_APIS[kind]);
throw new values .Fp(`host-url is empty, and ${whyNotPublic(unlike)}: give the address of the API that host-token is for (${PUBLIC_APIS[kind]} for the public service)`);
}
function isPublic({ host, api }) {
return host !== undefined && api !== undefined && URL.parse(api)?.origin === new URL(PUBLIC_APIS[host]).origin;
}
function whyNotPublic({ variable, api }) {
return api === undefined
? `${variable} does not tell which Git host this job belongs to`
: `this job belongs to a server that is not a public one (${variable})`;
}
function withoutHost(given, skipsArchived, failOnGap) {
const needing = [
...['host-url', 'host-owner', 'host-token'].filter((name) => given(name) !== '').map((name) => `${name} is given`),
...(skipsArchived ? ['archived is skip'] : []),
...(failOnGap ? ['fail-on-gap is true'] : []),
];
return needing.map((what) => new values .Fp(`${what}, but the input host is empty: give the Git host there (${HOSTS.join(', ')})`));
}
function parseToken(given) {
if (given === '')
throw new values .jo(['host-token'], 'host-token is empty, and host needs it');
if (/[^\x21-\x7e]/.test(given))
throw new values .Fp('host-token holds spaces, line breaks or characters that no token has: give the token alone');
return given;
}
function parseOwner(given) {
const isPath = given.split('/').every((part) => part.trim() === part && !/^\.{0,2}$/.test(part));
if (isPath && !/[?#\\\p{Cc}\p{Default_Ignorable_Code_Point}]|:\/\//u.test(given))
return given;
throw new values .Fp(`host-owner is '${(0,shared_text .vI)(given)}': it takes the name of an organization, group, workspace, project or user, as the Git host shows it in addresses`);
}
})
};
