export const id = 253;
export const ids = [253];
export const modules = {
3253:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
noAccessToken: () => ( noAccessToken),
serviceError: () => ( serviceError)
});
var failure = __webpack_require__(2398);
var sign_in_page = __webpack_require__(2099);
var error_code = __webpack_require__(65);
;
function certificateRemedy(code) {
if (code === 'UNABLE_TO_GET_ISSUER_CERT')
return 'Only an intermediate certificate is trusted: give the root certificate, which issued it, in ca-certificate as well.';
if (/^(INVALID_|PATH_LENGTH|UNSPECIFIED$)|_(KEY_TOO_SMALL|MD_TOO_WEAK)$/.test(code))
return 'Have the certificate of the Management Service reissued: for server authentication, by a certificate authority that may issue certificates, with a strong key and signature (RSA of 2048 bits or more, SHA-256).';
return 'For a private CA, give its root certificate in ca-certificate (and the intermediate one, if the server does not send it). If it is said to have expired, or not to be valid yet, renew it, or correct the clock of the runner where that is wrong. If it is for another host name, correct server-url or the certificate.';
}
var errors = __webpack_require__(5524);
;
function reasonOf(cause, message) {
if (cause.kind === 'network')
return (0,failure .gl)(cause.error);
if (cause.kind === 'timeout')
return 'no complete answer in time';
if (cause.kind !== 'status')
return message;
return `HTTP ${String(cause.response.status)}${withoutParticulars(cause.response.message)}`;
}
function withoutParticulars(message) {
const text = message
.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '…')
.replace(/'[^']*'|"[^"]*"/g, '…')
.replace(/\d+/g, '…');
return text === '' ? '' : `: ${text}`;
}
;
function isFromInFront({ status, headers, isWebPage, message }) {
return (NOT_OF_THE_API.includes(status) ||
isWebPage ||
(OF_A_FIREWALL.test(message) && !/json/i.test(headers['content-type'] ?? '')) ||
/\b(basic|digest|negotiate|ntlm)\b/i.test(headers['www-authenticate'] ?? ''));
}
const OF_A_FIREWALL = /^(error code: 1\d{3}|RBAC: access denied)$/i;
const NOT_OF_THE_API = [405, 407, 421, 426];
const IN_FRONT = {
title: 'Something in front of GitProtect refused the request',
remedy: "It was not the API that answered, so this says nothing about the account. Check that server-url is the address of the Management Service, that a firewall or allow list lets this runner's address through, and that a reverse proxy passes POST requests on without a sign-in of its own.",
};
;
function saidIn(message) {
const text = withoutParticulars(message).replace(/^: /, '');
if (!/\s/.test(text.trim()))
return wordsOf(text).join(' ');
return text.replace(/\S+/g, (word) => {
if (!/\w[-/_.]\w/.test(word))
return word;
const words = wordsOf(word);
return words.every((each) => OF_CODES.test(each)) ? words.join(' ') : '…';
});
}
function wordsOf(code) {
const words = code.replace(/([a-z])([A-Z])/g, '$1 $2').split(/[-/_.\s]/);
return words.filter((word) => word !== '');
}
const OF_CODES = /^\W*(repositor(y|ies)|licen[cs]es?|limit|quota|no|not|free|enough|exceeded|reached|archived|read|only|disabled|deleted|removed|locked|found|access|denied|allow|white|list)\W*$/i;
function isOfLicensesLeft(said) {
return LICENSES.test(said) && USED_UP.test(said) && !isOfAnotherQuota(said) && !isSettledElsewhere(said);
}
function isOfAnotherQuota(said) {
return USED_UP.test(said) && OF_ANOTHER_QUOTA.test(said) && !/licen[cs]e/i.test(said);
}
const LICENSES = /licen[cs]e|quota|subscription|repositor\w* limit|(limit|maximum|number) (of|for|on)\b.*repositor/i;
const USED_UP = /\b(enough|insufficient|free|left|available|quota|limit|maximum|no more|out of|in use|exceed\w*|used|exhausted)\b/i;
const OF_ANOTHER_QUOTA = /\b(storage|disk|space|API|requests?|rate|traffic)\b/i;
function isOfLimit(said) {
return isOfLicensesLeft(said) || isSettledElsewhere(said) || NOT_LEFT.test(said);
}
const NOT_LEFT = /\b(quota|limit|maximum|(no|missing) licen[cs]es?|(licen[cs]es?|subscription)( \w+)? (missing|ended))\b/i;
function mayBeOfLimit(said) {
return /licen[cs]e|subscription/i.test(said) && !/\balready\b/i.test(said);
}
function isOfRoles(said) {
return /\b(roles?|permissions?|privileges?|authori[sz]ed)\b/i.test(said);
}
function isOfAccount(said) {
return isOfRoles(said) || /\b(accounts?|users?|rights?)\b/i.test(said);
}
function mayBeOfOne(said) {
const isOfAll = isOfAccount(said) || isOfAnotherQuota(said) || isSettledElsewhere(said) || isOfAllRepositories(said);
return /\w\W+\w/.test(said) && !isOfAll;
}
function isOfAllRepositories(said) {
return (/\b(unauthori[sz]ed|forbidden|access|denied|allow\w*|organi[sz]ation)\b/i.test(said) &&
!/\brepository\b/i.test(said));
}
function isOfArchived(said) {
return /archiv|read[- ]?only/i.test(said);
}
function subjectOf(said) {
if (/\barchived\b/i.test(said))
return 'repository';
const at = said.search(GONE);
if (at < 0)
return undefined;
const before = said.slice(0, at);
const clause = before.split(/[:;,.]|\b(?:because|since|as|that)\b/).at(-1) ?? '';
const noun = nounOf(clause) ?? nounOf(before);
if (noun === undefined)
return 'unsaid';
return /^repositor(y|ies)$/i.test(noun) ? 'repository' : 'another';
}
const GONE = /read[- ]?only|removed|deleted|disabled|(not|n[’']t) (be )?found|(not|n[’']t|no longer) exists?\b/i;
function nounOf(text) {
const words = text.replace(/([a-z])([A-Z])/g, '$1 $2').split(/[^a-z]+/i);
const first = words.findIndex((word) => NOUN.test(word));
const after = words.slice(first).findIndex((word) => !NOUN.test(word));
return first < 0 ? undefined : words.at(after < 0 ? -1 : first + after - 1);
}
const NOUN = /^(repositor(y|ies)|access|accounts?|agents?|backups?|connections?|credentials|editions?|features?|jobs?|licen[cs]es?|management|organi[sz]ations?|plans?|polic(y|ies)|projects?|protection|roles?|schedules?|servers?|services?|storages?|subscriptions?|tokens?|users?|workers?)$/i;
function isSettledElsewhere(said) {
return ELSEWHERE.test(said) || (/\bIP\b/.test(said) && /allow|permit|restrict|block|list/i.test(said));
}
const ELSEWHERE = /\b(allow|white)[- ]?list|\bnot (available|included|supported) (in|for|with)( \w+){0,2} (subscription|edition|tier|package|plan)\b|\b(subscription|trial|licen[cs]e|account|password)\b.*\b(expired|suspended|locked|blocked)\b/i;
function isOfCredentials(said) {
return /\b(invalid|incorrect|wrong|bad|unknown|fail(ed|ure)?|logins?|attempts?|tries|lock(ed)?|blocked)\b|\b(not|n[’']t) (correct|match)/i.test(said);
}
function isTemporary(said) {
return !isOfRoles(said) && TEMPORARY.test(said);
}
const TEMPORARY = /\b(busy|temporarily|overloaded|again later|rate limit|too many requests|(in|under|for|during)( \w+)? maintenance|maintenance (mode|window|in progress))\b/i;
;
function serviceError(thrown, call, { earlier, hasSignedIn = false, } = {}) {
if (!(thrown instanceof failure .HR))
return thrown;
const { failure: cause, message, mayHaveApplied } = thrown;
const reason = reasonOf(cause, message);
const details = {
message,
reason,
isOfSignIn: call.about === 'sign-in',
mayHaveApplied,
earlier: earlier ?? thrown.earlier,
cause: thrown,
};
switch (cause.kind) {
case 'network':
if ((0,failure .Y2)(cause.error))
return new errors .Dr(errors .mP.title, errors .mP.remedy, details);
if ((0,failure .yj)(cause.error))
return new errors .Dr('No TLS connection to GitProtect could be made', 'Check host and port in server-url. If they are right, the server, or something in front of it, refuses clients like this one: let it accept TLS 1.2 or later, and ask for no certificate of the client, since none is given.', details);
return new errors .Dr('GitProtect is not reachable', 'Check server-url, and whether this runner can reach the Management Service (DNS, firewall, proxy, self-hosted runner).', details);
case 'timeout':
return new errors .MU('GitProtect did not answer in time', `Run it again. If it happens often, raise request-timeout, or check the load of the Management Service and of a proxy on the way.${cause.received === 'not even headers' ? IF_NEVER_ANSWERED : ''}`, details);
case 'certificate':
return new errors .EE('The certificate of the Management Service is not trusted', certificateRemedy((0,error_code .$)(cause.error)), details);
case 'proxy':
return new errors .T6('The proxy refused the connection', cause.status === 407 || cause.status === 401
? 'Give user name and password in HTTPS_PROXY (http://user:password@host:port).'
: 'Allow the Management Service in the proxy, or list it in NO_PROXY.', details);
case 'not-sent':
case 'cancelled':
return new errors .cc('The job was cancelled', `Run it again${continuing(call)}.`, details);
case 'late':
return new errors .jZ('What the change depends on could not be confirmed', 'Look at the repository in GitProtect: does somebody or something else change it? Then run again.', details);
case 'too-large':
return new errors .tF(errors .mP.title, errors .mP.remedy, details);
case 'status':
return statusError(call, { ...details, response: cause.response }, hasSignedIn);
}
}
function continuing({ about }) {
return about === 'sign-in' ? '' : ': the next run continues from here';
}
function statusError(call, details, hasSignedIn) {
const { status } = details.response;
if (status >= 300 && status < 400)
return redirectError(call, details);
if (status === 429)
return new errors .OE('GitProtect limits the rate of requests', `Run it again later${continuing(call)}. To wait longer within one run, raise rate-limit-timeout or retries. Runs that start in the same minute share one limit.`, details);
if (status === 408 || status >= 500)
return new errors .gP('The Management Service failed', 'Run it again later; if it keeps failing, give the request ID to whoever runs the Management Service.', details);
return call.about === 'sign-in' ? signInError(call, details, hasSignedIn) : clientError(call, details, hasSignedIn);
}
function redirectError({ path }, details) {
const { location } = details.response;
if (location === undefined || (0,sign_in_page .B)(location, path))
return new errors .Lx(IN_FRONT.title, IN_FRONT.remedy, details);
return new errors .Lx('GitProtect redirects to another address', 'Redirects are not followed, since they would take the credentials along: set server-url to the final address.', details);
}
const IF_NEVER_ANSWERED = ' If no request was ever answered, check server-url, and whether this runner can reach the Management Service (firewall, proxy, self-hosted runner).';
const IF_REJECTED_LATER = 'The same sign-in was accepted earlier in this run: see whether the Management Service restarts, or the account was locked or changed meanwhile. Then run it again.';
function signInError({ ifRejected }, details, hasSignedIn) {
if (hasSignedIn && !isFromInFront(details.response))
return new errors .Jj('GitProtect rejected the sign-in', IF_REJECTED_LATER, details);
if (details.response.status === 404)
return new errors .Jj('There is no GitProtect API at server-url', 'Check server-url: host, port and path must be those of the Management Service, as in the address of its sign-in page.', details);
if (isFromInFront(details.response))
return new errors .Jj(IN_FRONT.title, IN_FRONT.remedy, details);
const said = saidIn(details.response.message);
const remedy = isOfCredentials(said) ? undefined : remedyOfOthers(said, details);
return new errors .Jj('GitProtect rejected the sign-in', remedy ?? ifRejected, details);
}
function clientError(call, details, hasSignedIn) {
if (!isFromInFront(details.response))
return rejection(call, details, hasSignedIn);
const Rejected = REJECTIONS.get(details.response.status) ?? errors .zs;
return new Rejected(IN_FRONT.title, IN_FRONT.remedy, details);
}
const REJECTIONS = new Map([
[401, errors .D_],
[403, errors .i_],
[404, errors .m_],
]);
function rejection(call, details, hasSignedIn) {
const { roles, about } = call;
const isOfRepositories = about === 'activation' || about === 'attachment';
const words = saidIn(details.response.message);
const said = isOfRepositories ? words : '';
const { status } = details.response;
if (isOfLicensesLeft(said) && !isOfRoles(said) && (status === 403 || status === 404))
return licenseError(call, said, details);
const subject = subjectOf(said);
switch (status) {
case 401:
return new errors .D_('GitProtect did not accept the access token', hasSignedIn ? IF_OWN_TOKEN_REJECTED : IF_TOKEN_REJECTED, details);
case 403: {
if (subject === 'repository')
return new errors .zs(refusalOf(call), IF_OF_THE_REPOSITORY, details);
const Rejected = mayBeOfOne(said) ? errors .qQ : errors .i_;
const isOfOthers = isOfAnotherQuota(said) || (subject === 'another' && !isOfAccount(said));
const remedy = remedyOfOthers(words, details) ?? (isOfOthers ? SETTLE : undefined);
if (remedy !== undefined)
return new Rejected(refusalOf(call), remedy, details);
return new Rejected('The GitProtect account lacks a role', `Give the account the role ${roles} in GitProtect, or use an account that has it.`, ofCall(call, details));
}
case 404:
if (isOfArchived(said))
return new errors .m_(refusalOf(call), IF_OF_THE_REPOSITORY, details);
return new errors .m_('GitProtect does not know what was asked for', 'It may have been deleted meanwhile: run it again. If every run ends so, check the IDs that are given as inputs, and the path in server-url.', ofCall(call, details));
default: {
if (subject === 'repository' || subject === 'unsaid')
return new errors .zs(refusalOf(call), IF_OF_THE_REPOSITORY, details);
return licenseError(call, said, details);
}
}
}
const IF_TOKEN_REJECTED = 'A token lives 30 days and belongs to one Management Service: make a new one for access-token, or give the inputs email and password instead.';
const IF_OWN_TOKEN_REJECTED = 'The sign-in of this run gave the token: check that a reverse proxy in front of GitProtect passes the header Authorization on, that its servers agree on the time, and that the account needs no second factor. If other requests were accepted before, run it again.';
const SETTLE = "See the server's message, and settle that in GitProtect.";
const LATER = "See the server's message, and run it again later.";
function remedyOfOthers(said, { response }) {
if (isSettledElsewhere(said))
return SETTLE;
return response.status !== 401 && isTemporary(said) ? LATER : undefined;
}
function ofCall({ refused }, details) {
return { ...details, reason: `${details.reason} (${refused})` };
}
function refusalOf({ refused }) {
return `GitProtect refused to ${refused}`;
}
const FREE_A_LICENSE = 'Free a license in GitProtect or get more; if some are free, check that the repository is still at its Git host and not archived there.';
function licenseError(call, said, details) {
const { about, ifRejected } = call;
const OfLicenses = isOfLimit(said) ? errors .FX : mayBeOfLimit(said) ? errors .O5 : errors .zs;
const Rejected = about === 'activation' ? OfLicenses : errors .zs;
const remedy = isOfLicensesLeft(said) ? FREE_A_LICENSE : remedyOfOthers(said, details);
return new Rejected(refusalOf(call), remedy ?? ifRejected, details);
}
const IF_OF_THE_REPOSITORY = "See the server's message: exclude the repository with a line !name in the input repository, or unarchive it at its Git host.";
function noAccessToken({ purpose }, url, what) {
const message = `could not ${purpose}: ${what} (${url.href})`;
return new errors .tF('GitProtect gave no access token', 'Most likely the account has a second factor or single sign-on: use an account that signs in with email and password alone, or give access-token. If it has neither, check server-url.', { message, reason: message, isOfSignIn: true, mayHaveApplied: false });
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
