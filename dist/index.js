import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 916:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = exports.kp = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
exports.kp = closest;


/***/ }),

/***/ 770:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

module.exports = __nccwpck_require__(218);


/***/ }),

/***/ 218:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var net = __nccwpck_require__(278);
var tls = __nccwpck_require__(756);
var http = __nccwpck_require__(611);
var https = __nccwpck_require__(692);
var events = __nccwpck_require__(434);
var assert = __nccwpck_require__(613);
var util = __nccwpck_require__(23);


exports.httpOverHttp = httpOverHttp;
exports.httpsOverHttp = httpsOverHttp;
exports.httpOverHttps = httpOverHttps;
exports.httpsOverHttps = httpsOverHttps;


function httpOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  return agent;
}

function httpsOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}

function httpOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  return agent;
}

function httpsOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}


function TunnelingAgent(options) {
  var self = this;
  self.options = options || {};
  self.proxyOptions = self.options.proxy || {};
  self.maxSockets = self.options.maxSockets || http.Agent.defaultMaxSockets;
  self.requests = [];
  self.sockets = [];

  self.on('free', function onFree(socket, host, port, localAddress) {
    var options = toOptions(host, port, localAddress);
    for (var i = 0, len = self.requests.length; i < len; ++i) {
      var pending = self.requests[i];
      if (pending.host === options.host && pending.port === options.port) {
        // Detect the request to connect same origin server,
        // reuse the connection.
        self.requests.splice(i, 1);
        pending.request.onSocket(socket);
        return;
      }
    }
    socket.destroy();
    self.removeSocket(socket);
  });
}
util.inherits(TunnelingAgent, events.EventEmitter);

TunnelingAgent.prototype.addRequest = function addRequest(req, host, port, localAddress) {
  var self = this;
  var options = mergeOptions({request: req}, self.options, toOptions(host, port, localAddress));

  if (self.sockets.length >= this.maxSockets) {
    // We are over limit so we'll add it to the queue.
    self.requests.push(options);
    return;
  }

  // If we are under maxSockets create a new one.
  self.createSocket(options, function(socket) {
    socket.on('free', onFree);
    socket.on('close', onCloseOrRemove);
    socket.on('agentRemove', onCloseOrRemove);
    req.onSocket(socket);

    function onFree() {
      self.emit('free', socket, options);
    }

    function onCloseOrRemove(err) {
      self.removeSocket(socket);
      socket.removeListener('free', onFree);
      socket.removeListener('close', onCloseOrRemove);
      socket.removeListener('agentRemove', onCloseOrRemove);
    }
  });
};

TunnelingAgent.prototype.createSocket = function createSocket(options, cb) {
  var self = this;
  var placeholder = {};
  self.sockets.push(placeholder);

  var connectOptions = mergeOptions({}, self.proxyOptions, {
    method: 'CONNECT',
    path: options.host + ':' + options.port,
    agent: false,
    headers: {
      host: options.host + ':' + options.port
    }
  });
  if (options.localAddress) {
    connectOptions.localAddress = options.localAddress;
  }
  if (connectOptions.proxyAuth) {
    connectOptions.headers = connectOptions.headers || {};
    connectOptions.headers['Proxy-Authorization'] = 'Basic ' +
        new Buffer(connectOptions.proxyAuth).toString('base64');
  }

  debug('making CONNECT request');
  var connectReq = self.request(connectOptions);
  connectReq.useChunkedEncodingByDefault = false; // for v0.6
  connectReq.once('response', onResponse); // for v0.6
  connectReq.once('upgrade', onUpgrade);   // for v0.6
  connectReq.once('connect', onConnect);   // for v0.7 or later
  connectReq.once('error', onError);
  connectReq.end();

  function onResponse(res) {
    // Very hacky. This is necessary to avoid http-parser leaks.
    res.upgrade = true;
  }

  function onUpgrade(res, socket, head) {
    // Hacky.
    process.nextTick(function() {
      onConnect(res, socket, head);
    });
  }

  function onConnect(res, socket, head) {
    connectReq.removeAllListeners();
    socket.removeAllListeners();

    if (res.statusCode !== 200) {
      debug('tunneling socket could not be established, statusCode=%d',
        res.statusCode);
      socket.destroy();
      var error = new Error('tunneling socket could not be established, ' +
        'statusCode=' + res.statusCode);
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    if (head.length > 0) {
      debug('got illegal response body from proxy');
      socket.destroy();
      var error = new Error('got illegal response body from proxy');
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    debug('tunneling connection has established');
    self.sockets[self.sockets.indexOf(placeholder)] = socket;
    return cb(socket);
  }

  function onError(cause) {
    connectReq.removeAllListeners();

    debug('tunneling socket could not be established, cause=%s\n',
          cause.message, cause.stack);
    var error = new Error('tunneling socket could not be established, ' +
                          'cause=' + cause.message);
    error.code = 'ECONNRESET';
    options.request.emit('error', error);
    self.removeSocket(placeholder);
  }
};

TunnelingAgent.prototype.removeSocket = function removeSocket(socket) {
  var pos = this.sockets.indexOf(socket)
  if (pos === -1) {
    return;
  }
  this.sockets.splice(pos, 1);

  var pending = this.requests.shift();
  if (pending) {
    // If we have pending requests and a socket gets closed a new one
    // needs to be created to take over in the pool for the one that closed.
    this.createSocket(pending, function(socket) {
      pending.request.onSocket(socket);
    });
  }
};

function createSecureSocket(options, cb) {
  var self = this;
  TunnelingAgent.prototype.createSocket.call(self, options, function(socket) {
    var hostHeader = options.request.getHeader('host');
    var tlsOptions = mergeOptions({}, self.options, {
      socket: socket,
      servername: hostHeader ? hostHeader.replace(/:.*$/, '') : options.host
    });

    // 0 is dummy port for v0.6
    var secureSocket = tls.connect(0, tlsOptions);
    self.sockets[self.sockets.indexOf(socket)] = secureSocket;
    cb(secureSocket);
  });
}


function toOptions(host, port, localAddress) {
  if (typeof host === 'string') { // since v0.10
    return {
      host: host,
      port: port,
      localAddress: localAddress
    };
  }
  return host; // for v0.11 or later
}

function mergeOptions(target) {
  for (var i = 1, len = arguments.length; i < len; ++i) {
    var overrides = arguments[i];
    if (typeof overrides === 'object') {
      var keys = Object.keys(overrides);
      for (var j = 0, keyLen = keys.length; j < keyLen; ++j) {
        var k = keys[j];
        if (overrides[k] !== undefined) {
          target[k] = overrides[k];
        }
      }
    }
  }
  return target;
}


var debug;
if (process.env.NODE_DEBUG && /\btunnel\b/.test(process.env.NODE_DEBUG)) {
  debug = function() {
    var args = Array.prototype.slice.call(arguments);
    if (typeof args[0] === 'string') {
      args[0] = 'TUNNEL: ' + args[0];
    } else {
      args.unshift('TUNNEL:');
    }
    console.error.apply(console, args);
  }
} else {
  debug = function() {};
}
exports.debug = debug; // for test


/***/ }),

/***/ 853:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

// ESM COMPAT FLAG
__nccwpck_require__.r(__webpack_exports__);

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  ProxyAgent: () => (/* binding */ ProxyAgent),
  fetch: () => (/* binding */ fetch)
});

;// CONCATENATED MODULE: ./scripts/bundle/left-out.ts
/** Ends in an error that names the package: something began to use what the bundle leaves out. */
function leftOut(name) {
    throw new Error(`${name} is not in this bundle: see scripts/bundle`);
}

;// CONCATENATED MODULE: ./scripts/bundle/undici.ts

/*
 * Stands in for undici in the bundle (tsconfig.json, paths). `@actions/http-client` imports it for `ProxyAgent`, which
 * it uses only to make a dispatcher for `fetch`, and `@actions/github` for a `fetch` of Octokit's; neither is used here.
 * The package itself is 1 MB, a third of the start-up time.
 */
/** Made when `@actions/github` is loaded behind a proxy, and never used. */
// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- a class is what is imported
class ProxyAgent {
}
function fetch() {
    return leftOut('undici');
}


/***/ }),

/***/ 407:
/***/ ((module, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(module, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _shared_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(430);
/* harmony import */ var _shared_runtime_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(29);


// A failure until the report is written, however the process ends.
process.exitCode = 1;
// Whoever reads the log may be gone; outputs and summary are written all the same.
process.stdout.on('error', () => undefined);
// `act` and others start the action with whatever Node is there. Nothing else is loaded before this is known.
if (!(0,_shared_runtime_js__WEBPACK_IMPORTED_MODULE_1__/* .isNodeNewEnough */ .n)()) {
    const text = `::error title=The Node of the runner is too old::This action runs on Node 24, or 22.1 and later, and was started with ${process.version}, so nothing was sent to GitProtect: update the runner, or install a newer Node where it finds it first.\n`;
    await new Promise((written) => process.stdout.write(text, written));
    process.exit();
}
const { run } = await Promise.resolve(/* import() eager */).then(__nccwpck_require__.bind(__nccwpck_require__, 217));
const cancellation = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => {
        cancellation.abort();
    });
const isSuccess = await run({
    environment: process.env,
    stdout: process.stdout,
    clock: _shared_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .systemClock */ .m,
    random: Math.random,
    cancelled: cancellation.signal,
});
if (isSuccess)
    process.exitCode = 0;
// Once everything is written: a proxy's kept-alive tunnel would hold the process.
await new Promise((written) => process.stdout.write('', written));
process.exit();

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 217:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run)
});

;// CONCATENATED MODULE: ./src/shared/failure.ts
class Failure extends Error {
    title;
    remedy;
    reason;
    constructor(title, message, remedy, options = {}) {
        super(message, options);
        this.name = new.target.name;
        this.title = title;
        this.remedy = remedy;
        this.reason = options.reason ?? message;
    }
}

;// CONCATENATED MODULE: ./src/shared/text.ts
/** Names are cut for people; outputs and the report hold them whole. */
const MAX_NAME_LENGTH = 120;
/** A count with its noun: `1 plan`, `2 plans`. */
function counted(count, thing, things = `${thing}s`) {
    return `${String(count)} ${count === 1 ? thing : things}`;
}
/** A name short enough to read, in one line. */
function shortened(text, maxLength = MAX_NAME_LENGTH) {
    // A character of two code units is not cut in half.
    return printable(text.length > maxLength ? `${text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, '')}…` : text);
}
/** Something by its name in quotes, or by its ID where no name is known. */
function label({ id, name }) {
    return name === undefined ? id : `'${shortened(name)}'`;
}
/** The first of many names, and how many more there are. */
function someOf(names, max = 20) {
    if (names.length === 0)
        return 'none';
    const rest = names.length > max ? ` and ${String(names.length - max)} more` : '';
    return `${names
        .slice(0, max)
        .map((name) => shortened(name))
        .join(', ')}${rest}`;
}
/**
 * Text from outside made harmless for a log line: one line, no control or bidirectional characters, nothing that the
 * runner takes for a command. Visible characters stay as they are.
 */
function printable(text) {
    return text
        .replace(/^(\s*:)(?=:)/, '$1 ')
        .replace(UNPRINTABLE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
        .replaceAll('##[', '## [');
}
/** Controls (C0, C1, line and paragraph separators), bidirectional and other format characters, lone surrogates. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

;// CONCATENATED MODULE: ./src/domain/membership.ts
/**
 * Whether a repository is in a plan, by all that the server says of it: what the repository lists, and what the plan
 * lists. Where the two contradict each other, it is unknown.
 *
 * A plan that includes every repository ignores what is selected in it [doc]; its exclusions win [open], and where they
 * are not understood it proves nothing of its own.
 */
function membershipOf(organization, repository, plan) {
    const states = reportedMemberships(organization, repository, plan);
    const [first] = states;
    return first === undefined || states.size > 1 ? 'unknown' : first;
}
/** What is said of it: one state, none where it is not reported, both where that is contradictory. */
function reportedMemberships(organization, repository, plan) {
    if (plan.excluded.ids.has(repository.id))
        return new Set(['detached']);
    // A row that names another organization says nothing of this one.
    const isOurs = (plan.organization ?? organization) === organization;
    if (isOurs && plan.selection === 'all' && plan.excluded.complete)
        return new Set(['attached']);
    const inPlan = isOurs ? listedInPlan(plan, repository.id) : 'unknown';
    return new Set([listedIn(repository.plans, plan.id), inPlan].filter((state) => state !== 'unknown'));
}
/** Whether repositories can be attached to it by hand; a plan of another kind is never turned into one. */
function isManual({ selection }) {
    return selection === 'manual' || selection === 'unknown';
}
/** What a plan's own list says. A list shorter than the server's own count was left out of the response, in whole or in part. */
function listedInPlan({ repositories, repositoryCount }, id) {
    const listed = listedIn(repositories, id);
    const isPartial = repositoryCount !== undefined && (repositories?.ids.size ?? 0) < repositoryCount;
    return listed === 'detached' && isPartial ? 'unknown' : listed;
}
function listedIn(list, id) {
    if (list === undefined)
        return 'unknown';
    if (list.ids.has(id))
        return 'attached';
    return list.complete ? 'detached' : 'unknown';
}

;// CONCATENATED MODULE: ./src/domain/diff.ts



/** The state that is right after a change. */
const DESIRED = { activate: 'active', attach: 'attached' };
/**
 * Compares what is desired with the evidence that was read. Unknown is never taken for right: to activate or attach what is active
 * or attached already does no harm.
 */
function diff({ organization, repositories }) {
    return repositories.flatMap((desired) => [
        licenseEntry(desired),
        ...desired.attachedTo.map((plan) => membershipEntry(organization.id, desired.repository, plan)),
    ]);
}
function licenseEntry({ repository, license }) {
    const change = { kind: 'activate', repository, before: repository.license };
    return { kind: repository.license === license ? 'satisfied' : 'change', change };
}
function membershipEntry(organization, repository, plan) {
    const before = membershipOf(organization, repository, plan);
    const change = { kind: 'attach', repository, plan, before };
    if (before === 'attached')
        return { kind: 'satisfied', change };
    return isManual(plan) ? { kind: 'change', change } : { kind: 'blocked', change, problem: notManual(plan) };
}
/** The changes that are to be made. */
function changesOf(entries) {
    return entries.flatMap(({ kind, change }) => (kind === 'change' ? change : []));
}
/** Why a repository can't be attached to a plan that selects its repositories by itself. */
function notManual(plan) {
    return {
        title: 'The backup plan does not take in the repository',
        reason: plan.id,
        message: `backup plan ${label(plan)} chooses its repositories by itself (${plan.selection === 'all' ? 'all of an organization' : 'by rules'}), and this one is not reported to be among them`,
        remedy: 'Change what the plan takes in or leaves out in GitProtect, or name a plan with hand-picked repositories. Attaching by hand would turn this plan into another kind.',
    };
}

;// CONCATENATED MODULE: ./src/shared/guid.ts
/** Whether a text is a GUID, in any case. GUIDs identify everything in GitProtect. */
function isGuid(text) {
    return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __nccwpck_require__(916);
;// CONCATENATED MODULE: ./src/domain/find.ts


/**
 * The item that a name or ID means. A GUID is an ID; a name matches exactly first, else without regard to case, else by
 * its look.
 */
function find(items, wanted) {
    const lower = wanted.toLowerCase();
    const matches = isGuid(wanted) ? items.filter(({ id }) => id === lower) : named(items, wanted);
    const [item] = matches;
    if (item === undefined)
        return { kind: 'none', nearest: nearestName(namesOf(items), wanted) };
    return matches.length === 1 ? { kind: 'one', item } : { kind: 'several', items: matches };
}
function named(items, wanted) {
    for (const spelled of [asIs, (name) => name.toLowerCase(), lookOf]) {
        const spelling = spelled(wanted);
        const matches = items.filter(({ name }) => name !== undefined && spelled(name) === spelling);
        if (matches.length > 0)
            return matches;
    }
    return [];
}
function asIs(name) {
    return name;
}
/**
 * What a person sees of a name, the same for all names that look the same: without regard to case, to how accents are
 * encoded, to which blanks it holds, how many and where it ends, and without characters that are not shown.
 */
function lookOf(name) {
    return name
        .toLowerCase()
        .normalize('NFC')
        .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
        .replace(/\s+/g, ' ')
        .trim();
}
/** A path without the owner's before it; undefined where it isn't below that owner. An owner may hold slashes itself. */
function below(owner, path) {
    if (path.toLowerCase().startsWith(`${owner}/`.toLowerCase()))
        return path.slice(owner.length + 1);
    const depth = owner.split('/').length;
    const parts = path.split('/');
    return parts.length > depth && lookOf(parts.slice(0, depth).join('/')) === lookOf(owner)
        ? parts.slice(depth).join('/')
        : undefined;
}
/** A repository's name without its organization's, which some Git services put before it. */
function shortName(name, organization) {
    return below(organization, name) ?? name;
}
function namesOf(items) {
    return items.flatMap(({ name }) => name ?? []);
}
/** The name most like the wanted one, if it is near enough to be a typing mistake. */
function nearestName(names, wanted) {
    const lower = wanted.toLowerCase();
    const limit = Math.max(lower.length > 3 ? 2 : 1, Math.floor(lower.length / 3));
    // A difference in length is a distance already: most of many names need no closer look.
    const candidates = new Map(names.filter((name) => Math.abs(name.length - wanted.length) <= limit).map((name) => [name.toLowerCase(), name]));
    if (candidates.size === 0)
        return undefined;
    const nearest = (0,mod/* closest */.kp)(lower, [...candidates.keys()]);
    return (0,mod/* distance */.Io)(lower, nearest) > limit ? undefined : candidates.get(nearest);
}

;// CONCATENATED MODULE: ./src/domain/model.ts
/*
 * What GitProtect has. The server's responses become these values in `gitprotect/parsers.ts` and nowhere else.
 */
/** A list of nothing. */
const NOTHING = { ids: new Set(), complete: true };
/** A plan without evidence, as one that is known by its ID only. */
function unreportedPlan(id) {
    return {
        id,
        name: undefined,
        schedule: 'unknown',
        selection: 'unknown',
        organization: undefined,
        repositories: undefined,
        excluded: NOTHING,
        repositoryCount: undefined,
        lastRun: undefined,
    };
}

;// CONCATENATED MODULE: ./src/domain/owner.ts

/**
 * An organization may have another name in GitProtect than at the Git host: then the owner of the workflow's repository
 * means it, too, unless that is another organization, or one that holds the other.
 */
function ownersOf(organizations, organization, workflowOwner) {
    const { name } = organization;
    if (workflowOwner === undefined || lookOf(workflowOwner) === lookOf(name))
        return [name];
    const isOther = organizations.some((each) => lookOf(each.name) === lookOf(workflowOwner)) ||
        below(name, workflowOwner) !== undefined ||
        below(workflowOwner, name) !== undefined;
    return isOther ? [name] : [name, workflowOwner];
}
/** A selection with the names under which its lines may be listed within the organization. */
function selectionWithin(owners, { included, excluded }) {
    return {
        included: included.map((line) => lineWithin(owners, line)),
        excluded: excluded.map((line) => lineWithin(owners, line)),
    };
}
function lineWithin([organization = '', atHost], line) {
    if (line.kind === 'pattern' || line.owner === undefined)
        return line;
    const { text } = line;
    const inOrganization = below(organization, text);
    // What is listed by the whole text goes before what is so called without the owner at the Git host.
    if (inOrganization !== undefined)
        return { ...line, names: [inOrganization, text], owner: undefined };
    const inOwner = atHost === undefined ? undefined : below(atHost, text);
    return inOwner === undefined ? line : { ...line, names: [text, inOwner], owner: undefined };
}
function namesOtherOwner(line) {
    return line.kind === 'name' && line.owner !== undefined;
}

;// CONCATENATED MODULE: ./src/domain/request.ts
/** Every repository of the organization. */
const EVERYTHING = { kind: 'pattern', text: '*' };

;// CONCATENATED MODULE: ./src/domain/select.ts



/** Finds what a selection means among the repositories of the organization that these names mean. */
function select_select(selection, owners, repositories) {
    const index = new NameIndex(owners, repositories);
    // A name excludes all that differ from it in case only, and includes one that is written exactly so before those.
    const excluded = selection.excluded.map((line) => matchOf(line, index.matching(line)));
    const out = new Set(excluded.flatMap((match) => [...match.repositories, ...match.removed]));
    const included = selection.included.map((line) => {
        const match = matchOf(line, index.matching(line));
        return {
            line,
            repositories: withoutExcluded(line, index.exactFirst(line, match.repositories), out),
            removed: index.exactFirst(line, match.removed),
        };
    });
    const selected = new Set(included.flatMap((match) => match.repositories).filter((each) => !out.has(each)));
    return {
        repositories: repositories.filter((repository) => selected.has(repository)),
        included,
        excluded,
        removedAtHost: countRemoved(included, out),
    };
}
function matchOf(line, found) {
    return {
        line,
        repositories: found.filter(({ removed }) => !removed),
        removed: found.filter(({ removed }) => removed),
    };
}
/** Of several that a name may mean, exclusions may leave one. */
function withoutExcluded(line, found, out) {
    if (line.kind === 'pattern' || found.length < 2)
        return found;
    const left = found.filter((each) => !out.has(each));
    return left.length > 0 ? left : found.slice(0, 1);
}
/** A name means the one that is there: its removed namesakes don't count. */
function countRemoved(included, out) {
    const patterns = included.filter(({ line }) => line.kind === 'pattern');
    return new Set(patterns.flatMap(({ removed }) => removed).filter((each) => !out.has(each))).size;
}
/**
 * Whether a text fits a pattern as a whole, in time proportional to both lengths: a pattern that repeats stars must not
 * hold up a run.
 */
function fits(text, pattern) {
    return fit(charactersOf(text), charactersOf(pattern));
}
/** Each by itself, without regard to case: some characters become two in lower case. */
function charactersOf(text) {
    return Array.from(inOneForm(text), (character) => character.toLowerCase());
}
function fit(characters, marks) {
    let at = 0;
    let mark = 0;
    let star = -1;
    let afterStar = 0;
    while (at < characters.length)
        if (marks[mark] === '*') {
            star = mark++;
            afterStar = at;
        }
        else if (mark < marks.length && (marks[mark] === '?' || marks[mark] === characters[at])) {
            mark++;
            at++;
        }
        else if (star >= 0) {
            // What the star took was too little: one character more.
            mark = star + 1;
            at = ++afterStar;
        }
        else
            return false;
    return marks.slice(mark).every((rest) => rest === '*');
}
/** Accents and blanks may be encoded in several ways that look the same. */
function inOneForm(text) {
    return text.normalize('NFC').replace(/\s/g, ' ');
}
/** Repositories by the names and IDs under which a line may name them. */
class NameIndex {
    #owners;
    #repositories;
    #shortNames;
    // Each is made when it is first needed: a run may name thousands, or one.
    #byId;
    #byName;
    #byLook;
    #spellings = new Map();
    constructor(owners, repositories) {
        const [organization = ''] = owners;
        this.#owners = owners;
        this.#repositories = repositories;
        this.#shortNames = new Map(repositories.map((each) => [each, shortName(each.name, organization)]));
    }
    /** All that a line names, without regard to case; if there are none, all that look the same. */
    matching(line) {
        return line.kind === 'pattern' ? this.#fitting(line) : this.#named(this.#listedName(line));
    }
    /** Of those that match a name only the ones that are written exactly so, if there are any. */
    exactFirst(line, found) {
        if (line.kind === 'pattern')
            return found;
        const name = this.#listedName(line);
        const exact = found.filter((each) => this.#short(each) === name);
        return exact.length > 0 ? exact : found;
    }
    /** Of several names the first by which anything is listed. */
    #listedName({ names, text }) {
        return names.find((name) => this.#named(name).length > 0) ?? text;
    }
    #named(name) {
        if (isGuid(name)) {
            this.#byId ??= Map.groupBy(this.#repositories, ({ id }) => id);
            return this.#byId.get(name.toLowerCase()) ?? [];
        }
        this.#byName ??= Map.groupBy(this.#repositories, (each) => this.#short(each).toLowerCase());
        const found = this.#byName.get(name.toLowerCase());
        if (found !== undefined)
            return found;
        this.#byLook ??= Map.groupBy(this.#repositories, (each) => lookOf(this.#short(each)));
        return this.#byLook.get(lookOf(name)) ?? [];
    }
    #fitting({ text }) {
        if (text === EVERYTHING.text)
            return this.#repositories;
        const marks = charactersOf(text);
        // A pattern without an owner says nothing of owners.
        const prefixes = ['', ...(text.includes('/') ? this.#owners.map((owner) => `${owner}/`) : [])];
        const spellings = prefixes.map((prefix) => this.#spelledWith(prefix));
        return this.#repositories.filter((_, index) => spellings.some((each) => fit(each[index] ?? [], marks)));
    }
    /** The characters of each repository's name, with this before it. */
    #spelledWith(prefix) {
        const made = this.#spellings.get(prefix);
        if (made !== undefined)
            return made;
        const spelled = this.#repositories.map((each) => charactersOf(`${prefix}${this.#short(each)}`));
        this.#spellings.set(prefix, spelled);
        return spelled;
    }
    #short(repository) {
        return this.#shortNames.get(repository) ?? repository.name;
    }
}

;// CONCATENATED MODULE: ./src/domain/resolve.ts







/** Something that the request names is not, or not clearly, in GitProtect. */
class ResolveError extends Failure {
}
/** Similar names are looked for, and shown, for so many lines. */
const MAX_SIMILAR = 20;
/** @throws ResolveError for plans that are not found, and for repositories of other owners */
function resolve(request, observed) {
    const { organizations, organization, repositories, isWholeList } = observed;
    const plans = findPlans(observed.plans, request.plans, organization);
    const owners = ownersOf(organizations, organization, request.workflowOwner);
    const selected = select_select(selectionWithin(owners, request.selection), owners, repositories);
    checkOwners(selected, observed);
    const missing = selected.included.flatMap((match) => match.line.kind === 'name' && !isFound(match) ? match.line : []);
    const listed = missing.length === 0 ? [] : listedNames(observed);
    return {
        plans,
        // An exclusion that matches nothing of what was read may match what wasn't.
        selected: isWholeList ? selected : { ...selected, excluded: selected.excluded.filter(isFound) },
        missing: missing.map((line, index) => ({
            ...line,
            similar: index < MAX_SIMILAR ? similarName(line, listed) : undefined,
        })),
    };
}
/**
 * What is wanted of what a request means: every selected repository with an active license, and attached to every plan.
 * @throws ResolveError where a line means nothing, or a name means several, or nothing is left
 */
function desiredState({ plans, selected, missing }, organization, synchronized) {
    checkSelected(organization, selected, missing, synchronized);
    return {
        organization,
        plans,
        repositories: selected.repositories.map((repository) => ({ repository, license: 'active', attachedTo: plans })),
    };
}
/** The organization that a name or ID means. @throws ResolveError */
function findOrganization(organizations, wanted) {
    const found = find(organizations, wanted);
    if (found.kind === 'one')
        return found.item;
    if (found.kind === 'several')
        throw ambiguous('organizations', 'organization', wanted, found.items);
    throw new ResolveError('The organization is not in GitProtect', noneOf('organization', wanted, found.nearest, organizations), 'Give organization as GitProtect lists it, by name or ID, or add the organization to GitProtect. The account sees only the organizations of its own Management Service.');
}
/** The backup plans that these names or IDs mean, each once. @throws ResolveError */
function findPlans(plans, wanted, organization) {
    const found = wanted.map((name) => findPlan(plans, name, organization));
    return [...new Map(found.map((plan) => [plan.id, plan])).values()];
}
function findPlan(plans, wanted, organization) {
    const found = find(plans, wanted);
    if (found.kind === 'one')
        return found.item;
    if (found.kind === 'several')
        throw ambiguous('backup plans', 'plan', wanted, found.items);
    // A plan that holds no repository of the organization yet is not listed; given by its ID it can be attached to.
    if (isGuid(wanted))
        return unreportedPlan(wanted.toLowerCase());
    const several = wanted.includes(',') ? 'Several plans are given one per line, without commas. ' : '';
    throw new ResolveError('The backup plan is not in GitProtect', noneOf('plan', wanted, found.nearest, plans), `${several}GitProtect lists the plans that hold a repository of organization ${label(organization)}. Correct the name; for a plan without a repository of this organization give its ID, or add a first repository to it in GitProtect.`);
}
/** What is listed and may be meant by a line that nothing is listed by: a typing mistake, or a path that differs. */
function similarName({ names: [name = ''] }, listed) {
    const wanted = name.replace(/\.git$/i, '');
    const last = lastOf(wanted);
    return nearestName(listed, wanted) ?? listed.find((each) => lastOf(each) === last);
}
function listedNames({ organization, repositories }) {
    return repositories.filter(({ removed }) => !removed).map(({ name }) => shortName(name, organization.name));
}
function lastOf(path) {
    return lookOf(path.slice(path.lastIndexOf('/') + 1));
}
/**
 * A line with another owner than the organization means nothing, unless a repository is listed under just that path: one
 * of the same name elsewhere must be neither selected nor excluded in its place.
 * @throws ResolveError
 */
function checkOwners({ included, excluded }, observed) {
    const { organization, organizations } = observed;
    const others = [
        ...othersAmong(included).map((line) => ({ line, written: line.text })),
        ...othersAmong(excluded).map((line) => ({ line, written: `!${line.text}` })),
    ];
    const [first] = others;
    if (first === undefined)
        return;
    const listed = listedNames(observed);
    const described = others.slice(0, MAX_SIMILAR).map(({ line, written }) => {
        const isListed = organizations.some(({ name }) => lookOf(name) === lookOf(line.owner));
        const owner = `'${shortened(line.owner)}'${isListed ? ', which GitProtect lists as another organization' : ''}`;
        return `'${shortened(written)}' of ${owner}${didYouMean(similarName(line, listed), '')}`;
    });
    throw new ResolveError('The owner of a repository is not the organization', `organization is ${label(organization)}, which lists nothing under the path of ${counted(others.length, 'line')} of repository: ${described.join('; ')}`, `Correct the owner, or leave it out. For a repository of another organization use a step with that organization. For one in a group or project of ${label(organization)} that GitProtect does not list yet, write '${shortened(`${organization.name}/${first.line.text}`)}'.`);
}
/** The lines that name another owner, and by which nothing is listed. */
function othersAmong(matches) {
    return matches.flatMap(({ line, repositories, removed }) => repositories.length + removed.length === 0 && namesOtherOwner(line) ? line : []);
}
function didYouMean(name, otherwise) {
    return name === undefined ? otherwise : `; did you mean '${shortened(name)}'?`;
}
/** Each line must mean something, and only one thing where it is a name, and something must be left. */
function checkSelected(organization, { included, repositories }, missing, synchronized) {
    const similar = new Map(missing.map((line) => [line.text, line.similar]));
    for (const { line, repositories: several } of included)
        if (line.kind === 'name' && several.length > 1)
            throw ambiguous('repositories', 'repository', line.text, several);
    const unfound = included.filter((match) => !isFound(match));
    const [first] = unfound;
    if (first !== undefined)
        throw unfound.length === 1
            ? oneMissing(organization, first, similar.get(first.line.text), synchronized)
            : severalMissing(organization, unfound, similar, synchronized);
    if (repositories.length === 0)
        throw new ResolveError('Nothing is left to protect', `the lines of repository leave out all that they select in organization ${label(organization)}`, 'Look at the lines with ! in repository: they always win.');
}
function isFound({ repositories }) {
    return repositories.length > 0;
}
function oneMissing(organization, { line, removed }, similar, synchronized) {
    const what = `organization ${label(organization)} lists no repository '${line.text}'`;
    if (removed.length > 0)
        return new ResolveError('The repository is gone from the Git host', `${what} but ${removed.length === 1 ? 'one' : String(removed.length)} that GitProtect marks as removed at the Git host${line.kind === 'name' ? `, ${inWords(synchronized)}` : ''}`, 'A removed repository cannot be backed up. If it was moved or renamed, give its new name; if it is there, check that it is granted to the GitProtect app.');
    if (line.kind === 'pattern')
        return new ResolveError('A pattern matches no repository', what, 'Look at the pattern in repository: it is matched against whole names, without regard to case; * stands for any characters, ? for one.');
    return new ResolveError('GitProtect does not list the repository', `${what}, ${inWords(synchronized)}${didYouMean(similar, '')}`, howToBeListed(synchronized));
}
function inWords(synchronized) {
    if (typeof synchronized === 'object')
        return `not even ${String(synchronized.waitedSeconds)} s after it was asked to synchronize`;
    const why = synchronized === 'never' ? 'since sync is never' : 'since this is a dry run';
    return `and GitProtect was not asked to synchronize, ${why}`;
}
function howToBeListed(synchronized) {
    const look = "Look in GitProtect: is the repository granted to GitProtect's app or token at the Git host, and are new repositories of this organization added automatically? Is the name right?";
    return typeof synchronized === 'object'
        ? `${look} A synchronization of a large organization may take longer: raise sync-timeout.`
        : `${look} If it was created a short time ago, run with sync: auto, and not as a dry run.`;
}
function severalMissing(organization, unfound, similar, synchronized) {
    const names = unfound.map(({ line, removed }) => {
        const other = removed.length > 0 ? undefined : similar.get(line.text);
        const hint = other === undefined ? '' : ` (did you mean '${shortened(other)}'?)`;
        return `'${line.text}'${removed.length > 0 ? ' (removed at the Git host)' : hint}`;
    });
    // Patterns are not what a synchronization is waited for.
    const hasName = unfound.some(({ line }) => line.kind === 'name');
    return new ResolveError('GitProtect does not list some repositories', `organization ${label(organization)} lists nothing for ${counted(unfound.length, 'line')} of repository${hasName ? `, ${inWords(synchronized)}` : ''}: ${someOf(names)}`, `Correct or remove these lines. ${howToBeListed(synchronized)}`);
}
function ambiguous(things, input, wanted, candidates) {
    const listed = candidates.slice(0, 20).map(({ id, name, service = '' }) => {
        const named = name === undefined ? id : `${label({ id, name })} ${id}`;
        return service === '' ? named : `${named} (${shortened(service)})`;
    });
    return new ResolveError(`The input ${input} is ambiguous`, `${String(candidates.length)} ${things} match '${wanted}': ${listed.join(', ')}`, `Give the ID of the one you mean in ${input}.`);
}
function noneOf(input, wanted, nearest, all) {
    const hint = didYouMean(nearest, ';');
    const names = someOf(all.map(({ id, name }) => name ?? id));
    const list = all.length === 0 ? 'there are none' : `${counted(all.length, input)}: ${names}`;
    return `no ${input} '${wanted}'${hint} ${list}`;
}

;// CONCATENATED MODULE: ./src/domain/plan-health.ts
/** Whether a plan's backups are well, from the worst to the best. */
const HEALTHS = ['failing', 'disabled', 'stale', 'warnings', 'unknown', 'healthy'];
/** A plan's health by its last run and its schedule: the worst that can be said of it. */
function healthOf({ schedule, lastRun }, { maxBackupAgeHours, now }) {
    if (lastRun !== undefined && lastRun.errors > 0)
        return 'failing';
    if (schedule === 'disabled')
        return 'disabled';
    if (lastRun === undefined)
        return 'unknown';
    const { successes, warnings, finishedAt } = lastRun;
    if (maxBackupAgeHours !== undefined && finishedAt !== undefined)
        if (now - finishedAt.getTime() > maxBackupAgeHours * 3_600_000)
            return 'stale';
    if (warnings > 0)
        return 'warnings';
    // A run that backed up nothing, or of which it is not known whether it is recent enough, proves nothing.
    const isProof = successes > 0 && (maxBackupAgeHours === undefined || finishedAt !== undefined);
    return isProof ? 'healthy' : 'unknown';
}
/** The health of each plan, by its ID. */
function healthOfAll(plans, options) {
    return new Map(plans.map((plan) => [plan.id, healthOf(plan, options)]));
}
/** The worst of these; of none nothing is known. */
function worstOf(healths) {
    const found = new Set(healths);
    return HEALTHS.find((health) => found.has(health)) ?? 'unknown';
}
/** Whether repositories in such a plan are not backed up as they should be. */
function isUnhealthy(health) {
    return health === 'failing' || health === 'disabled' || health === 'stale';
}

;// CONCATENATED MODULE: ./src/domain/verdict.ts


/** What became of a repository in one word, from what needs attention most to what needs none. */
const STATUSES = ['failed', 'not-tried', 'would-change', 'unverified', 'changed', 'protected'];
/** Decides how a run ended: the least good that can be said of it. */
function decideVerdict(outcome, options) {
    const grouped = Map.groupBy(outcome.results, ({ change }) => change.repository.id);
    const repositories = [...grouped.values()].map(repositoryResult);
    const byStatus = Map.groupBy(repositories, ({ status }) => status);
    const countIf = (which) => repositories.filter(which).length;
    const counts = {
        checked: repositories.length,
        drifted: countIf(({ drifted }) => drifted),
        changed: countIf(({ changed }) => changed),
        failed: countIf(({ problems }) => problems.length > 0),
        notTried: byStatus.get('not-tried')?.length ?? 0,
        unverified: countIf(({ unverified }) => unverified),
    };
    const healths = healthOfAll(outcome.plans, options);
    const planHealth = worstOf(healths.values());
    const kind = verdictKind(counts, planHealth, options);
    const unhealthy = [...healths].flatMap(([id, health]) => (isUnhealthy(health) ? [id] : []));
    const failedFor = new Set(options.failOnUnhealthyPlan ? unhealthy : []);
    const present = STATUSES.map((status) => [status, byStatus.get(status) ?? []]);
    return {
        kind,
        success: kind !== 'failed' && kind !== 'drift-failed' && failedFor.size === 0,
        planHealth,
        healths,
        failedFor,
        counts,
        repositories,
        ranked: present.flatMap(([, results]) => results),
        totals: new Map(present.flatMap(([status, { length }]) => (length === 0 ? [] : [[status, length]]))),
        causes: causesOf(repositories),
    };
}
/** "Protected" is decided only where nothing speaks against it. */
function verdictKind(counts, planHealth, { dryRun, failOnDrift }) {
    // No repository proves nothing.
    if (counts.checked === 0 || counts.failed > 0)
        return 'failed';
    if (counts.drifted > 0 && dryRun)
        return failOnDrift ? 'drift-failed' : 'drift';
    if (counts.unverified > 0)
        return 'unverified';
    if (isUnhealthy(planHealth) || planHealth === 'warnings')
        return 'unhealthy-plan';
    return counts.changed > 0 ? 'corrected' : 'unchanged';
}
/** @param results those of one repository */
function repositoryResult(results) {
    let license;
    const plans = [];
    for (const { change, result } of results)
        if (change.kind === 'activate')
            license = { change, result };
        else
            plans.push({ change, result });
    if (license === undefined)
        throw new Error('the outcome of a repository lacks its license');
    return {
        repository: license.change.repository,
        license,
        plans,
        status: statusOf(results.map((each) => each.result)),
        drifted: results.some(({ change }) => hadDrift(change)),
        changed: results.some(mayHaveChanged),
        unverified: results.some((each) => isUnverified(each.result)),
        isProved: results.every((each) => isProved(each.result)),
        problems: problemsOf(results),
    };
}
function hadDrift({ kind, before }) {
    return before !== DESIRED[kind];
}
function mayHaveChanged({ change, result }) {
    if (result.kind === 'done')
        return true;
    return result.kind === 'failed' && result.cause === 'unverified' && hadDrift(change);
}
function isUnverified(result) {
    return result.kind === 'done' && !result.verified;
}
function isProved(result) {
    return result.kind === 'already' || (result.kind === 'done' && result.verified);
}
/** The least good that can be said of a repository. */
function statusOf(results) {
    if (results.some(({ kind }) => kind === 'failed'))
        return 'failed';
    const skipped = results.flatMap((result) => (result.kind === 'skipped' ? [result.cause] : []));
    // What depends on something that was not tried was not tried either.
    if (skipped.length > 0)
        return skipped.includes('circuit-open') ? 'not-tried' : 'failed';
    if (results.some(({ kind }) => kind === 'would'))
        return 'would-change';
    if (results.some(isUnverified))
        return 'unverified';
    return results.some(({ kind }) => kind === 'done') ? 'changed' : 'protected';
}
function problemsOf(results) {
    const problems = results.flatMap(({ result }) => ('problem' in result ? [result.problem] : []));
    return [...new Map(problems.map((problem) => [problem.message, problem])).values()];
}
function causesOf(results) {
    const causes = new Map();
    for (const { repository, problems } of results)
        for (const problem of problems) {
            const key = JSON.stringify([problem.title, problem.reason]);
            const cause = causes.get(key) ?? { problem, repositories: new Set() };
            cause.repositories.add(repository.name);
            causes.set(key, cause);
        }
    return [...causes.values()]
        .map(({ problem, repositories }) => ({ problem, repositories: [...repositories] }))
        .sort((a, b) => b.repositories.length - a.repositories.length);
}

;// CONCATENATED MODULE: ./src/domain/verify.ts



/** What a dry run reports: the changes that it would make, and those that cannot be made. */
function dryRunOutcome(diff, { organization, plans }) {
    return { organization, plans, results: diff.map((entry) => ({ change: entry.change, result: dryRunResult(entry) })) };
}
function dryRunResult(entry) {
    switch (entry.kind) {
        case 'satisfied':
            return { kind: 'already' };
        case 'change':
            return { kind: 'would' };
        case 'blocked':
            return { kind: 'skipped', cause: 'blocked', problem: entry.problem };
    }
}
/** Judges what was tried by the state that was read afterwards: that counts, not what the server answered. */
function verify(attempted, reading, { organization, plans }) {
    const stateAfter = stateReader(attempted, reading, organization.id);
    const now = reading.kind === 'read' ? reading.plans : [];
    return {
        organization,
        plans: plans.map((plan) => latest(plan, now)),
        results: attempted.map(({ change, attempt }) => ({
            change,
            result: resultOf(change, attempt, stateAfter(change)),
        })),
    };
}
/**
 * What a later reading may show to be right: a change that takes its time, or what only a stale row shows as undone or
 * gone. It is everything of the repositories that it concerns, so that one reading tells all of them. A change whose
 * state is not reported at all is no such thing.
 */
function inDoubt(attempted, reading, { organization }) {
    if (reading.kind === 'unread')
        return [];
    const stateAfter = stateReader(attempted, reading, organization.id);
    const doubtful = new Set(attempted.flatMap(({ change, attempt }) => isInDoubt(change, attempt, stateAfter(change)) ? change.repository.id : []));
    return attempted.filter(({ change }) => doubtful.has(change.repository.id));
}
function isInDoubt({ kind }, attempt, after) {
    if (after.kind === 'state' && after.state === DESIRED[kind])
        return false;
    const isReported = after.kind === 'unread' || after.isReported;
    switch (attempt.kind) {
        case 'none':
        case 'accepted':
        case 'already':
            return isReported;
        case 'failed':
        case 'skipped':
            return false;
    }
}
/** A plan that held no repository of the organization shows its schedule only now; what is not reported now holds on. */
function latest(plan, plans) {
    const now = plans.find(({ id }) => id === plan.id) ?? plan;
    return now.schedule === 'unknown' ? { ...now, schedule: plan.schedule } : now;
}
function stateReader(attempted, reading, organization) {
    if (reading.kind === 'unread') {
        const touched = new Set(attempted.flatMap(({ change, attempt }) => (attempt.kind === 'none' ? [] : change.repository.id)));
        // Where nothing was to be changed, what was read at first holds.
        return ({ repository, before }) => touched.has(repository.id) ? reading : { kind: 'state', state: before, isReported: true };
    }
    const repositories = new Map(reading.repositories.map((repository) => [repository.id, repository]));
    const plans = new Map(reading.plans.map((plan) => [plan.id, plan]));
    return (change) => {
        const now = repositories.get(change.repository.id);
        if (now === undefined || now.removed)
            return { kind: 'unread', problem: GONE };
        if (change.kind === 'activate')
            return { kind: 'state', state: now.license, isReported: now.license !== 'unknown' };
        const plan = plans.get(change.plan.id) ?? unreportedPlan(change.plan.id);
        const isReported = reportedMemberships(organization, now, plan).size > 0;
        return { kind: 'state', state: membershipOf(organization, now, plan), isReported };
    };
}
/** The state that is wrong after a change, and of what. */
const OPPOSITE = {
    activate: { wrong: 'inactive', thing: 'license' },
    attach: { wrong: 'detached', thing: 'repository' },
};
function resultOf({ kind }, attempt, after) {
    const right = DESIRED[kind];
    const { wrong, thing } = OPPOSITE[kind];
    const isRight = after.kind === 'state' && after.state === right;
    switch (attempt.kind) {
        case 'none':
            if (isRight)
                return { kind: 'already' };
            // What was right at first and is not reported any more is not right.
            return after.kind === 'unread'
                ? failed('unverified', after.problem)
                : failed('reverted', reverted(thing, right, after.state));
        case 'skipped':
            return isRight ? { kind: 'already' } : attempt;
        case 'failed':
            // A change whose answer was lost is rejected when it is repeated; that the state is right is what counts.
            if (isRight)
                return { kind: 'done', verified: true };
            if (!attempt.mayHaveApplied)
                return failed('rejected', attempt.problem);
            if (after.kind === 'unread')
                return failed('unverified', joined(attempt.problem, after.problem));
            return failed(after.state === wrong ? 'rejected' : 'unverified', attempt.problem);
        case 'already':
            if (after.kind === 'unread')
                return failed('unverified', joined(attempt.problem, after.problem));
            return after.state === wrong ? failed('rejected', attempt.problem) : { kind: 'done', verified: isRight };
        case 'accepted':
            if (after.kind === 'unread')
                return failed('unverified', after.problem);
            return after.state === wrong
                ? failed('not-applied', notApplied(thing, right, wrong))
                : { kind: 'done', verified: isRight };
    }
}
function failed(cause, problem) {
    return { kind: 'failed', cause, problem };
}
function joined(first, second) {
    return { ...first, message: `${first.message}; ${second.message}` };
}
const GONE = {
    title: 'The repository is gone from GitProtect',
    reason: 'gone',
    message: 'the repository was listed before the change, and is not any more',
    remedy: 'Somebody removed it in GitProtect, or its access was withdrawn, while this ran: look at it there, and run again.',
};
function notApplied(thing, right, wrong) {
    return {
        title: 'GitProtect accepted a change but did not make it',
        reason: thing,
        message: `GitProtect answered that all is well, but the ${thing} is still ${wrong} where it should be ${right}`,
        remedy: 'Look at the repository and the backup plan in GitProtect: is a license free, and can repositories be added by hand? Then run again.',
    };
}
function reverted(thing, right, now) {
    return {
        title: 'The protection was undone while this ran',
        reason: thing + now,
        message: `the ${thing} was ${right} at first, and is ${now === 'unknown' ? 'not reported any more' : `${now} now`}`,
        remedy: 'Find out who or what else changes these settings, and run again.',
    };
}

;// CONCATENATED MODULE: external "node:net"
const external_node_net_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");
;// CONCATENATED MODULE: ./src/http/addresses.ts

/** A handshake with another continent takes less, also where its first packet is lost and sent again after one second. */
const ADDRESS_TIMEOUT_MS = 2000;
/**
 * Gives each address of a host time for a distant server's handshake, before the next one is tried: Node gives 250 ms.
 * For the whole process, since a tunnel through a proxy takes no options of its own.
 */
function waitForDistantAddresses(requestTimeoutSeconds) {
    // A second address is tried even within the shortest timeout of a request.
    const milliseconds = Math.min(ADDRESS_TIMEOUT_MS, requestTimeoutSeconds * 500);
    (0,external_node_net_namespaceObject.setDefaultAutoSelectFamilyAttemptTimeout)(Math.max(milliseconds, (0,external_node_net_namespaceObject.getDefaultAutoSelectFamilyAttemptTimeout)()));
}

;// CONCATENATED MODULE: external "node:tls"
const external_node_tls_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");
var external_node_tls_default = /*#__PURE__*/__nccwpck_require__.n(external_node_tls_namespaceObject);
;// CONCATENATED MODULE: ./src/http/certificates.ts


/**
 * Trusts private CAs besides those that Node trusts already, whatever these are. For the whole process, since a tunnel
 * through a proxy takes no certificates of its own.
 * @param certificates PEM texts, one certificate each
 * @param environment what Node was started with
 * @throws Failure when Node is too old for it
 */
function trustCertificates(certificates, environment) {
    if (certificates.length === 0)
        return;
    // A self-hosted runner may bring an older one.
    if (typeof (external_node_tls_default()).setDefaultCACertificates !== 'function')
        throw new Failure('ca-certificate needs a newer Node', `the runner's Node is ${process.version}, which cannot take a CA at run time (22.19, 24.5 and later can)`, 'Update the runner, or set the environment variable NODE_EXTRA_CA_CERTS to the path of the PEM file for the runner.');
    // With this switch Node asks OpenSSL for its store (SSL_CERT_FILE, SSL_CERT_DIR), and does not list it by default.
    const isOpenSsl = [...process.execArgv, environment['NODE_OPTIONS'] ?? ''].join(' ').includes('--use-openssl-ca');
    const openSsl = isOpenSsl ? external_node_tls_default().getCACertificates('system') : [];
    external_node_tls_default().setDefaultCACertificates([...external_node_tls_default().getCACertificates('default'), ...openSsl, ...certificates]);
}

;// CONCATENATED MODULE: ./src/http/proxy.ts


/**
 * Registers the passwords in the proxies' addresses as secrets, and checks the address that is used: one that can't be
 * read would look like an error of the server's, or be ignored, since `HttpClient` connects directly then.
 * @param url the server that is to be reached
 * @throws Failure, which does not show the address
 */
function checkProxies(url, environment, redactor) {
    for (const name of ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY']) {
        const address = environment[name] ?? '';
        const isReadable = address === '' || registerPassword(address, redactor);
        if (isReadable || url.protocol !== 'https:' || !name.toLowerCase().startsWith('https'))
            continue;
        throw new Failure('The address of the proxy is wrong', `the environment variable ${name} holds no address that can be read`, 'Write it as http://host:port or http://user:password@host:port, with special characters of the password percent-encoded.');
    }
}
/** Returns whether the address can be read, as `HttpClient` reads it. */
function registerPassword(address, redactor) {
    const url = URL.parse(/^https?:\/\//.test(address) ? address : `http://${address}`);
    if (url === null)
        return false;
    redactor.addSecret(url.password);
    try {
        redactor.addSecret(decodeURIComponent(url.password));
        decodeURIComponent(url.username);
        return true;
    }
    catch {
        return false;
    }
}
/**
 * Whether `NO_PROXY` names a server: by name, with all names below it, by a pattern with `*`, by address or by network
 * (`10.0.0.0/8`), each also with a port; separated by commas or blanks. `HttpClient` knows names and addresses only.
 */
function isProxyBypassed(url, environment) {
    const given = [environment['no_proxy'], environment['NO_PROXY']].find((each) => (each ?? '') !== '') ?? '';
    const entries = given.toLowerCase().split(/[\s,]+/);
    const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
    const host = url.hostname.replace(/^\[|\]$|\.$/g, '');
    return entries.some((entry) => {
        // An IPv6 address takes its port only behind brackets.
        const [, name = '', itsPort] = /^(\[.*\](?:\/\d+)?|[^:]*):(\d+)$/.exec(entry) ?? [undefined, entry];
        return (itsPort === undefined || itsPort === port) && isNamed(host, name.replace(/[[\]]/g, ''));
    });
}
/** @param entry of `NO_PROXY`, without its port */
function isNamed(host, entry) {
    if (entry === '')
        return false;
    const [network = '', prefix] = entry.split('/');
    if ((0,external_node_net_namespaceObject.isIP)(network) !== 0)
        return (0,external_node_net_namespaceObject.isIP)(host) !== 0 && isInNetwork(host, network, prefix);
    if (entry.includes('*')) {
        const parts = entry.split(/\*+/).map((part) => part.replace(/[\\^$.+?(){}|]/g, '\\$&'));
        return new RegExp(`^${parts.join('.*')}$`).test(host);
    }
    const name = entry.replace(/^\.|\.$/g, '');
    return host === name || host.endsWith(`.${name}`);
}
function isInNetwork(host, network, prefix) {
    const family = (address) => ((0,external_node_net_namespaceObject.isIP)(address) === 4 ? 'ipv4' : 'ipv6');
    const most = (0,external_node_net_namespaceObject.isIP)(network) === 4 ? 32 : 128;
    const bits = prefix === undefined ? most : /^\d{1,3}$/.test(prefix) ? Number(prefix) : NaN;
    if (!(bits <= most))
        return false;
    const list = new external_node_net_namespaceObject.BlockList();
    list.addSubnet(network, bits, family(network));
    return list.check(host, family(host));
}

// EXTERNAL MODULE: external "http"
var external_http_ = __nccwpck_require__(611);
var external_http_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_http_, 2);
// EXTERNAL MODULE: external "https"
var external_https_ = __nccwpck_require__(692);
var external_https_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_https_, 2);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
    const usingSsl = reqUrl.protocol === 'https:';
    if (checkBypass(reqUrl)) {
        return undefined;
    }
    const proxyVar = (() => {
        if (usingSsl) {
            return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
        }
        else {
            return process.env['http_proxy'] || process.env['HTTP_PROXY'];
        }
    })();
    if (proxyVar) {
        try {
            return new DecodedURL(proxyVar);
        }
        catch (_a) {
            if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://'))
                return new DecodedURL(`http://${proxyVar}`);
        }
    }
    else {
        return undefined;
    }
}
function checkBypass(reqUrl) {
    if (!reqUrl.hostname) {
        return false;
    }
    const reqHost = reqUrl.hostname;
    if (isLoopbackAddress(reqHost)) {
        return true;
    }
    const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
    if (!noProxy) {
        return false;
    }
    // Determine the request port
    let reqPort;
    if (reqUrl.port) {
        reqPort = Number(reqUrl.port);
    }
    else if (reqUrl.protocol === 'http:') {
        reqPort = 80;
    }
    else if (reqUrl.protocol === 'https:') {
        reqPort = 443;
    }
    // Format the request hostname and hostname with port
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
    // Compare request host against noproxy
    for (const upperNoProxyItem of noProxy
        .split(',')
        .map(x => x.trim().toUpperCase())
        .filter(x => x)) {
        if (upperNoProxyItem === '*' ||
            upperReqHosts.some(x => x === upperNoProxyItem ||
                x.endsWith(`.${upperNoProxyItem}`) ||
                (upperNoProxyItem.startsWith('.') &&
                    x.endsWith(`${upperNoProxyItem}`)))) {
            return true;
        }
    }
    return false;
}
function isLoopbackAddress(host) {
    const hostLower = host.toLowerCase();
    return (hostLower === 'localhost' ||
        hostLower.startsWith('127.') ||
        hostLower.startsWith('[::1]') ||
        hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
}
class DecodedURL extends URL {
    constructor(url, base) {
        super(url, base);
        this._decodedUsername = decodeURIComponent(super.username);
        this._decodedPassword = decodeURIComponent(super.password);
    }
    get username() {
        return this._decodedUsername;
    }
    get password() {
        return this._decodedPassword;
    }
}
//# sourceMappingURL=proxy.js.map
// EXTERNAL MODULE: ./node_modules/tunnel/index.js
var tunnel = __nccwpck_require__(770);
// EXTERNAL MODULE: ./scripts/bundle/undici.ts + 1 modules
var undici = __nccwpck_require__(853);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/index.js
/* eslint-disable @typescript-eslint/no-explicit-any */
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};





var HttpCodes;
(function (HttpCodes) {
    HttpCodes[HttpCodes["OK"] = 200] = "OK";
    HttpCodes[HttpCodes["MultipleChoices"] = 300] = "MultipleChoices";
    HttpCodes[HttpCodes["MovedPermanently"] = 301] = "MovedPermanently";
    HttpCodes[HttpCodes["ResourceMoved"] = 302] = "ResourceMoved";
    HttpCodes[HttpCodes["SeeOther"] = 303] = "SeeOther";
    HttpCodes[HttpCodes["NotModified"] = 304] = "NotModified";
    HttpCodes[HttpCodes["UseProxy"] = 305] = "UseProxy";
    HttpCodes[HttpCodes["SwitchProxy"] = 306] = "SwitchProxy";
    HttpCodes[HttpCodes["TemporaryRedirect"] = 307] = "TemporaryRedirect";
    HttpCodes[HttpCodes["PermanentRedirect"] = 308] = "PermanentRedirect";
    HttpCodes[HttpCodes["BadRequest"] = 400] = "BadRequest";
    HttpCodes[HttpCodes["Unauthorized"] = 401] = "Unauthorized";
    HttpCodes[HttpCodes["PaymentRequired"] = 402] = "PaymentRequired";
    HttpCodes[HttpCodes["Forbidden"] = 403] = "Forbidden";
    HttpCodes[HttpCodes["NotFound"] = 404] = "NotFound";
    HttpCodes[HttpCodes["MethodNotAllowed"] = 405] = "MethodNotAllowed";
    HttpCodes[HttpCodes["NotAcceptable"] = 406] = "NotAcceptable";
    HttpCodes[HttpCodes["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
    HttpCodes[HttpCodes["RequestTimeout"] = 408] = "RequestTimeout";
    HttpCodes[HttpCodes["Conflict"] = 409] = "Conflict";
    HttpCodes[HttpCodes["Gone"] = 410] = "Gone";
    HttpCodes[HttpCodes["TooManyRequests"] = 429] = "TooManyRequests";
    HttpCodes[HttpCodes["InternalServerError"] = 500] = "InternalServerError";
    HttpCodes[HttpCodes["NotImplemented"] = 501] = "NotImplemented";
    HttpCodes[HttpCodes["BadGateway"] = 502] = "BadGateway";
    HttpCodes[HttpCodes["ServiceUnavailable"] = 503] = "ServiceUnavailable";
    HttpCodes[HttpCodes["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers;
(function (Headers) {
    Headers["Accept"] = "accept";
    Headers["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function (MediaTypes) {
    MediaTypes["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
/**
 * Returns the proxy URL, depending upon the supplied url and proxy environment variables.
 * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
 */
function lib_getProxyUrl(serverUrl) {
    const proxyUrl = pm.getProxyUrl(new URL(serverUrl));
    return proxyUrl ? proxyUrl.href : '';
}
const HttpRedirectCodes = [
    HttpCodes.MovedPermanently,
    HttpCodes.ResourceMoved,
    HttpCodes.SeeOther,
    HttpCodes.TemporaryRedirect,
    HttpCodes.PermanentRedirect
];
const HttpResponseRetryCodes = [
    HttpCodes.BadGateway,
    HttpCodes.ServiceUnavailable,
    HttpCodes.GatewayTimeout
];
const RetryableHttpVerbs = ['OPTIONS', 'GET', 'DELETE', 'HEAD'];
const ExponentialBackoffCeiling = 10;
const ExponentialBackoffTimeSlice = 5;
class HttpClientError extends Error {
    constructor(message, statusCode) {
        super(message);
        this.name = 'HttpClientError';
        this.statusCode = statusCode;
        Object.setPrototypeOf(this, HttpClientError.prototype);
    }
}
class HttpClientResponse {
    constructor(message) {
        this.message = message;
    }
    readBody() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                let output = Buffer.alloc(0);
                this.message.on('data', (chunk) => {
                    output = Buffer.concat([output, chunk]);
                });
                this.message.on('end', () => {
                    resolve(output.toString());
                });
            }));
        });
    }
    readBodyBuffer() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                const chunks = [];
                this.message.on('data', (chunk) => {
                    chunks.push(chunk);
                });
                this.message.on('end', () => {
                    resolve(Buffer.concat(chunks));
                });
            }));
        });
    }
}
function isHttps(requestUrl) {
    const parsedUrl = new URL(requestUrl);
    return parsedUrl.protocol === 'https:';
}
class lib_HttpClient {
    constructor(userAgent, handlers, requestOptions) {
        this._ignoreSslError = false;
        this._allowRedirects = true;
        this._allowRedirectDowngrade = false;
        this._maxRedirects = 50;
        this._allowRetries = false;
        this._maxRetries = 1;
        this._keepAlive = false;
        this._disposed = false;
        this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
        this.handlers = handlers || [];
        this.requestOptions = requestOptions;
        if (requestOptions) {
            if (requestOptions.ignoreSslError != null) {
                this._ignoreSslError = requestOptions.ignoreSslError;
            }
            this._socketTimeout = requestOptions.socketTimeout;
            if (requestOptions.allowRedirects != null) {
                this._allowRedirects = requestOptions.allowRedirects;
            }
            if (requestOptions.allowRedirectDowngrade != null) {
                this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
            }
            if (requestOptions.maxRedirects != null) {
                this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
            }
            if (requestOptions.keepAlive != null) {
                this._keepAlive = requestOptions.keepAlive;
            }
            if (requestOptions.allowRetries != null) {
                this._allowRetries = requestOptions.allowRetries;
            }
            if (requestOptions.maxRetries != null) {
                this._maxRetries = requestOptions.maxRetries;
            }
        }
    }
    options(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('OPTIONS', requestUrl, null, additionalHeaders || {});
        });
    }
    get(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('GET', requestUrl, null, additionalHeaders || {});
        });
    }
    del(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('DELETE', requestUrl, null, additionalHeaders || {});
        });
    }
    post(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('POST', requestUrl, data, additionalHeaders || {});
        });
    }
    patch(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PATCH', requestUrl, data, additionalHeaders || {});
        });
    }
    put(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PUT', requestUrl, data, additionalHeaders || {});
        });
    }
    head(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('HEAD', requestUrl, null, additionalHeaders || {});
        });
    }
    sendStream(verb, requestUrl, stream, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request(verb, requestUrl, stream, additionalHeaders);
        });
    }
    /**
     * Gets a typed object from an endpoint
     * Be aware that not found returns a null.  Other errors (4xx, 5xx) reject the promise
     */
    getJson(requestUrl_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            const res = yield this.get(requestUrl, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    postJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.post(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    putJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.put(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    patchJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.patch(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    /**
     * Makes a raw http request.
     * All other methods such as get, post, patch, and request ultimately call this.
     * Prefer get, del, post and patch
     */
    request(verb, requestUrl, data, headers) {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._disposed) {
                throw new Error('Client has already been disposed.');
            }
            const parsedUrl = new URL(requestUrl);
            let info = this._prepareRequest(verb, parsedUrl, headers);
            // Only perform retries on reads since writes may not be idempotent.
            const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb)
                ? this._maxRetries + 1
                : 1;
            let numTries = 0;
            let response;
            do {
                response = yield this.requestRaw(info, data);
                // Check if it's an authentication challenge
                if (response &&
                    response.message &&
                    response.message.statusCode === HttpCodes.Unauthorized) {
                    let authenticationHandler;
                    for (const handler of this.handlers) {
                        if (handler.canHandleAuthentication(response)) {
                            authenticationHandler = handler;
                            break;
                        }
                    }
                    if (authenticationHandler) {
                        return authenticationHandler.handleAuthentication(this, info, data);
                    }
                    else {
                        // We have received an unauthorized response but have no handlers to handle it.
                        // Let the response return to the caller.
                        return response;
                    }
                }
                let redirectsRemaining = this._maxRedirects;
                while (response.message.statusCode &&
                    HttpRedirectCodes.includes(response.message.statusCode) &&
                    this._allowRedirects &&
                    redirectsRemaining > 0) {
                    const redirectUrl = response.message.headers['location'];
                    if (!redirectUrl) {
                        // if there's no location to redirect to, we won't
                        break;
                    }
                    const parsedRedirectUrl = new URL(redirectUrl);
                    if (parsedUrl.protocol === 'https:' &&
                        parsedUrl.protocol !== parsedRedirectUrl.protocol &&
                        !this._allowRedirectDowngrade) {
                        throw new Error('Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.');
                    }
                    // we need to finish reading the response before reassigning response
                    // which will leak the open socket.
                    yield response.readBody();
                    // strip authorization header if redirected to a different hostname
                    if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
                        for (const header in headers) {
                            // header names are case insensitive
                            if (header.toLowerCase() === 'authorization') {
                                delete headers[header];
                            }
                        }
                    }
                    // let's make the request with the new redirectUrl
                    info = this._prepareRequest(verb, parsedRedirectUrl, headers);
                    response = yield this.requestRaw(info, data);
                    redirectsRemaining--;
                }
                if (!response.message.statusCode ||
                    !HttpResponseRetryCodes.includes(response.message.statusCode)) {
                    // If not a retry code, return immediately instead of retrying
                    return response;
                }
                numTries += 1;
                if (numTries < maxTries) {
                    yield response.readBody();
                    yield this._performExponentialBackoff(numTries);
                }
            } while (numTries < maxTries);
            return response;
        });
    }
    /**
     * Needs to be called if keepAlive is set to true in request options.
     */
    dispose() {
        if (this._agent) {
            this._agent.destroy();
        }
        this._disposed = true;
    }
    /**
     * Raw request.
     * @param info
     * @param data
     */
    requestRaw(info, data) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => {
                function callbackForResult(err, res) {
                    if (err) {
                        reject(err);
                    }
                    else if (!res) {
                        // If `err` is not passed, then `res` must be passed.
                        reject(new Error('Unknown error'));
                    }
                    else {
                        resolve(res);
                    }
                }
                this.requestRawWithCallback(info, data, callbackForResult);
            });
        });
    }
    /**
     * Raw request with callback.
     * @param info
     * @param data
     * @param onResult
     */
    requestRawWithCallback(info, data, onResult) {
        if (typeof data === 'string') {
            if (!info.options.headers) {
                info.options.headers = {};
            }
            info.options.headers['Content-Length'] = Buffer.byteLength(data, 'utf8');
        }
        let callbackCalled = false;
        function handleResult(err, res) {
            if (!callbackCalled) {
                callbackCalled = true;
                onResult(err, res);
            }
        }
        const req = info.httpModule.request(info.options, (msg) => {
            const res = new HttpClientResponse(msg);
            handleResult(undefined, res);
        });
        let socket;
        req.on('socket', sock => {
            socket = sock;
        });
        // If we ever get disconnected, we want the socket to timeout eventually
        req.setTimeout(this._socketTimeout || 3 * 60000, () => {
            if (socket) {
                socket.end();
            }
            handleResult(new Error(`Request timeout: ${info.options.path}`));
        });
        req.on('error', function (err) {
            // err has statusCode property
            // res should have headers
            handleResult(err);
        });
        if (data && typeof data === 'string') {
            req.write(data, 'utf8');
        }
        if (data && typeof data !== 'string') {
            data.on('close', function () {
                req.end();
            });
            data.pipe(req);
        }
        else {
            req.end();
        }
    }
    /**
     * Gets an http agent. This function is useful when you need an http agent that handles
     * routing through a proxy server - depending upon the url and proxy environment variables.
     * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
     */
    getAgent(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        return this._getAgent(parsedUrl);
    }
    getAgentDispatcher(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (!useProxy) {
            return;
        }
        return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
    }
    _prepareRequest(method, requestUrl, headers) {
        const info = {};
        info.parsedUrl = requestUrl;
        const usingSsl = info.parsedUrl.protocol === 'https:';
        info.httpModule = usingSsl ? external_https_namespaceObject : external_http_namespaceObject;
        const defaultPort = usingSsl ? 443 : 80;
        info.options = {};
        info.options.host = info.parsedUrl.hostname;
        info.options.port = info.parsedUrl.port
            ? parseInt(info.parsedUrl.port)
            : defaultPort;
        info.options.path =
            (info.parsedUrl.pathname || '') + (info.parsedUrl.search || '');
        info.options.method = method;
        info.options.headers = this._mergeHeaders(headers);
        if (this.userAgent != null) {
            info.options.headers['user-agent'] = this.userAgent;
        }
        info.options.agent = this._getAgent(info.parsedUrl);
        // gives handlers an opportunity to participate
        if (this.handlers) {
            for (const handler of this.handlers) {
                handler.prepareRequest(info.options);
            }
        }
        return info;
    }
    _mergeHeaders(headers) {
        if (this.requestOptions && this.requestOptions.headers) {
            return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
        }
        return lowercaseKeys(headers || {});
    }
    /**
     * Gets an existing header value or returns a default.
     * Handles converting number header values to strings since HTTP headers must be strings.
     * Note: This returns string | string[] since some headers can have multiple values.
     * For headers that must always be a single string (like Content-Type), use the
     * specialized _getExistingOrDefaultContentTypeHeader method instead.
     */
    _getExistingOrDefaultHeader(additionalHeaders, header, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
            if (headerValue) {
                clientHeader =
                    typeof headerValue === 'number' ? headerValue.toString() : headerValue;
            }
        }
        const additionalValue = additionalHeaders[header];
        if (additionalValue !== undefined) {
            return typeof additionalValue === 'number'
                ? additionalValue.toString()
                : additionalValue;
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    /**
     * Specialized version of _getExistingOrDefaultHeader for Content-Type header.
     * Always returns a single string (not an array) since Content-Type should be a single value.
     * Converts arrays to comma-separated strings and numbers to strings to ensure type safety.
     * This was split from _getExistingOrDefaultHeader to provide stricter typing for callers
     * that assign the result to places expecting a string (e.g., additionalHeaders[Headers.ContentType]).
     */
    _getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
            if (headerValue) {
                if (typeof headerValue === 'number') {
                    clientHeader = String(headerValue);
                }
                else if (Array.isArray(headerValue)) {
                    clientHeader = headerValue.join(', ');
                }
                else {
                    clientHeader = headerValue;
                }
            }
        }
        const additionalValue = additionalHeaders[Headers.ContentType];
        // Return the first non-undefined value, converting numbers or arrays to strings if necessary
        if (additionalValue !== undefined) {
            if (typeof additionalValue === 'number') {
                return String(additionalValue);
            }
            else if (Array.isArray(additionalValue)) {
                return additionalValue.join(', ');
            }
            else {
                return additionalValue;
            }
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    _getAgent(parsedUrl) {
        let agent;
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (this._keepAlive && useProxy) {
            agent = this._proxyAgent;
        }
        if (!useProxy) {
            agent = this._agent;
        }
        // if agent is already assigned use that agent.
        if (agent) {
            return agent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        let maxSockets = 100;
        if (this.requestOptions) {
            maxSockets = this.requestOptions.maxSockets || external_http_.globalAgent.maxSockets;
        }
        // This is `useProxy` again, but we need to check `proxyURl` directly for TypeScripts's flow analysis.
        if (proxyUrl && proxyUrl.hostname) {
            const agentOptions = {
                maxSockets,
                keepAlive: this._keepAlive,
                proxy: Object.assign(Object.assign({}, ((proxyUrl.username || proxyUrl.password) && {
                    proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
                })), { host: proxyUrl.hostname, port: proxyUrl.port })
            };
            let tunnelAgent;
            const overHttps = proxyUrl.protocol === 'https:';
            if (usingSsl) {
                tunnelAgent = overHttps ? tunnel.httpsOverHttps : tunnel.httpsOverHttp;
            }
            else {
                tunnelAgent = overHttps ? tunnel.httpOverHttps : tunnel.httpOverHttp;
            }
            agent = tunnelAgent(agentOptions);
            this._proxyAgent = agent;
        }
        // if tunneling agent isn't assigned create a new agent
        if (!agent) {
            const options = { keepAlive: this._keepAlive, maxSockets };
            agent = usingSsl ? new external_https_.Agent(options) : new external_http_.Agent(options);
            this._agent = agent;
        }
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            agent.options = Object.assign(agent.options || {}, {
                rejectUnauthorized: false
            });
        }
        return agent;
    }
    _getProxyAgentDispatcher(parsedUrl, proxyUrl) {
        let proxyAgent;
        if (this._keepAlive) {
            proxyAgent = this._proxyAgentDispatcher;
        }
        // if agent is already assigned use that agent.
        if (proxyAgent) {
            return proxyAgent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        proxyAgent = new undici.ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, ((proxyUrl.username || proxyUrl.password) && {
            token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`
        })));
        this._proxyAgentDispatcher = proxyAgent;
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
                rejectUnauthorized: false
            });
        }
        return proxyAgent;
    }
    _getUserAgentWithOrchestrationId(userAgent) {
        const baseUserAgent = userAgent || 'actions/http-client';
        const orchId = process.env['ACTIONS_ORCHESTRATION_ID'];
        if (orchId) {
            // Sanitize the orchestration ID to ensure it contains only valid characters
            // Valid characters: 0-9, a-z, _, -, .
            const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, '_');
            return `${baseUserAgent} actions_orchestration_id/${sanitizedId}`;
        }
        return baseUserAgent;
    }
    _performExponentialBackoff(retryNumber) {
        return __awaiter(this, void 0, void 0, function* () {
            retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
            const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
            return new Promise(resolve => setTimeout(() => resolve(), ms));
        });
    }
    _processResponse(res, options) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function* () {
                const statusCode = res.message.statusCode || 0;
                const response = {
                    statusCode,
                    result: null,
                    headers: {}
                };
                // not found leads to null obj returned
                if (statusCode === HttpCodes.NotFound) {
                    resolve(response);
                }
                // get the result from the body
                function dateTimeDeserializer(key, value) {
                    if (typeof value === 'string') {
                        const a = new Date(value);
                        if (!isNaN(a.valueOf())) {
                            return a;
                        }
                    }
                    return value;
                }
                let obj;
                let contents;
                try {
                    contents = yield res.readBody();
                    if (contents && contents.length > 0) {
                        if (options && options.deserializeDates) {
                            obj = JSON.parse(contents, dateTimeDeserializer);
                        }
                        else {
                            obj = JSON.parse(contents);
                        }
                        response.result = obj;
                    }
                    response.headers = res.message.headers;
                }
                catch (err) {
                    // Invalid resource (contents not json);  leaving result obj null
                }
                // note that 3xx redirects are handled by the http layer.
                if (statusCode > 299) {
                    let msg;
                    // if exception/error in body, attempt to get better error
                    if (obj && obj.message) {
                        msg = obj.message;
                    }
                    else if (contents && contents.length > 0) {
                        // it may be the case that the exception is in the body message as string
                        msg = contents;
                    }
                    else {
                        msg = `Failed request: (${statusCode})`;
                    }
                    const err = new HttpClientError(msg, statusCode);
                    err.result = response.result;
                    reject(err);
                }
                else {
                    resolve(response);
                }
            }));
        });
    }
}
const lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => ((c[k.toLowerCase()] = obj[k]), c), {});
//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");
var external_node_http_default = /*#__PURE__*/__nccwpck_require__.n(external_node_http_namespaceObject);
;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");
var external_node_https_default = /*#__PURE__*/__nccwpck_require__.n(external_node_https_namespaceObject);
;// CONCATENATED MODULE: ./src/http/direct-client.ts



/** Connects without a proxy, whatever the process's environment says. */
class DirectClient extends lib_HttpClient {
    #agents = {
        'http:': new (external_node_http_default()).Agent({ keepAlive: true }),
        'https:': new (external_node_https_default()).Agent({ keepAlive: true }),
    };
    getAgent(url) {
        return this.#agents[new URL(url).protocol === 'https:' ? 'https:' : 'http:'];
    }
}

;// CONCATENATED MODULE: ./src/shared/json-object.ts
/**
 * A JSON object read without regard to the case of its keys, and to underscores in them: the API's examples are
 * camelCase, but no document promises it [open]. A field that is absent or of another type reads as undefined; nothing throws.
 */
class JsonObject {
    #entries;
    #byName;
    constructor(object) {
        this.#entries = Object.entries(object);
        this.#byName = Map.groupBy(this.#entries, ([name]) => keyOf(name));
    }
    /** A value that is a JSON object, else undefined. */
    static of(value) {
        return typeof value === 'object' && value !== null && !Array.isArray(value) ? new JsonObject(value) : undefined;
    }
    /** A text that is a JSON object, else undefined. */
    static parse(text) {
        try {
            return JsonObject.of(JSON.parse(text));
        }
        catch {
            return undefined;
        }
    }
    names() {
        return this.#entries.map(([name]) => name);
    }
    /** Every value of these fields, null included: several, where keys differ in case only. */
    all(...names) {
        const named = names.flatMap((name) => this.#byName.get(keyOf(name)) ?? []);
        return named.map(([, value]) => value);
    }
    /** The first of these fields that is present, null included. */
    value(...names) {
        return this.all(...names)[0];
    }
    text(...names) {
        return this.#first(names, (value) => (typeof value === 'string' ? value : undefined));
    }
    number(...names) {
        return this.#first(names, (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined));
    }
    boolean(...names) {
        return this.#first(names, (value) => (typeof value === 'boolean' ? value : undefined));
    }
    list(...names) {
        return this.#first(names, (value) => (Array.isArray(value) ? value : undefined));
    }
    object(...names) {
        return this.#first(names, (value) => JsonObject.of(value));
    }
    #first(names, read) {
        for (const value of this.all(...names)) {
            const wanted = read(value);
            if (wanted !== undefined)
                return wanted;
        }
        return undefined;
    }
}
function keyOf(name) {
    const lower = name.toLowerCase();
    return lower.includes('_') ? lower.replaceAll('_', '') : lower;
}

;// CONCATENATED MODULE: ./src/http/error-response.ts


const MAX_MESSAGE_LENGTH = 500;
/** Of longer texts only the beginning is looked at. */
const MAX_READ_LENGTH = 20_000;
/**
 * What the server says in an error's body, the most specific text first. ASP.NET problem details, `{"message"}`,
 * `{"error":{…}}` and plain text are read; an HTML page is reduced to its title.
 */
function parseErrorResponse({ status, headers, body }, redactor) {
    // Not before it is parsed: a secret such as `","` would take the marks of JSON with it.
    const clean = (text) => shortened(redactor.redact(beginningOf(text)), MAX_MESSAGE_LENGTH);
    const fields = JsonObject.parse(body);
    const requestId = requestIdOf(headers, fields);
    return {
        status,
        headers,
        isWebPage: looksLikeHtml(body) || (body !== '' && /^\s*text\/html\b/i.test(headers['content-type'] ?? '')),
        message: clean(fields === undefined ? plainText(body, redactor) : messageOf(fields)),
        requestId: requestId === undefined ? undefined : clean(requestId),
        location: headers.location === undefined ? undefined : clean(headers.location),
    };
}
function messageOf(fields) {
    const error = fields.object('error');
    const details = [...fieldErrors(fields), error?.text('message'), fields.text('detail'), fields.text('message')];
    const general = [fields.text('error_description'), fields.text('title'), fields.text('error'), error?.text('code')];
    return [...details, ...general].find((text) => text !== undefined && text !== '') ?? '';
}
/** ASP.NET validation: `errors: {"field": ["text", …]}`, or a list of texts or of objects with one, as one text. */
function fieldErrors(fields) {
    const listed = (fields.list('errors') ?? []).flatMap((error) => {
        const text = typeof error === 'string' ? error : JsonObject.of(error)?.text('message', 'detail', 'description', 'code');
        return text === undefined || text === '' ? [] : [text];
    });
    if (listed.length > 0)
        return [listed.join('; ')];
    const errors = fields.object('errors');
    if (errors === undefined)
        return [];
    const texts = errors.names().map((name) => {
        const said = errors.list(name)?.filter((text) => typeof text === 'string') ?? [errors.text(name) ?? ''];
        return `${name}: ${said.join(' ')}`;
    });
    return texts.length === 0 ? [] : [texts.join('; ')];
}
function requestIdOf(headers, fields) {
    const details = fields?.object('error')?.object('details');
    const inHeader = headers['x-request-id'] ?? headers['request-id'] ?? headers['x-correlation-id'];
    return (details?.text('request_id') ??
        fields?.text('requestId', 'request_id', 'traceId') ??
        (typeof inHeader === 'string' ? inHeader : undefined));
}
function plainText(body, redactor) {
    if (!looksLikeHtml(body))
        return jsonString(body) ?? body.trim();
    // A secret with a `<` in it would seem to end the title.
    const page = redactor.redact(beginningOf(body));
    const title = /<title[^>]*>([^<]*)/i.exec(page)?.[1]?.trim() ?? '';
    return title === '' ? 'an HTML page' : `an HTML page titled '${decodeEntities(title)}'`;
}
/** The ellipsis tells whoever cuts secrets out that one may have lost its end. */
function beginningOf(text) {
    return text.length > MAX_READ_LENGTH ? `${text.slice(0, MAX_READ_LENGTH)}…` : text;
}
/** ASP.NET gives a bare message as a JSON string. */
function jsonString(body) {
    try {
        const value = JSON.parse(body);
        return typeof value === 'string' ? value : undefined;
    }
    catch {
        return undefined;
    }
}
const ENTITIES = new Map([
    ['lt', '<'],
    ['gt', '>'],
    ['quot', '"'],
    ['apos', "'"],
    ['amp', '&'],
]);
function decodeEntities(text) {
    return text
        .replace(/&#(\d{1,6});/g, (_, code) => String.fromCodePoint(Number(code)))
        .replace(/&(lt|gt|quot|apos|amp);/g, (entity, name) => ENTITIES.get(name) ?? entity);
}
/** Whether a body is a web page where JSON was expected. */
function looksLikeHtml(body) {
    return /^\s*<(!doctype|html|head|body|\?xml|!--)/i.test(body.slice(0, 1000));
}

;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");
;// CONCATENATED MODULE: external "node:zlib"
const external_node_zlib_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");
;// CONCATENATED MODULE: ./src/http/decode.ts


const DECODERS = new Map([
    ['gzip', (0,external_node_util_namespaceObject.promisify)(external_node_zlib_namespaceObject.gunzip)],
    ['x-gzip', (0,external_node_util_namespaceObject.promisify)(external_node_zlib_namespaceObject.gunzip)],
    ['deflate', (0,external_node_util_namespaceObject.promisify)(external_node_zlib_namespaceObject.inflate)],
    ['br', (0,external_node_util_namespaceObject.promisify)(external_node_zlib_namespaceObject.brotliDecompress)],
]);
const TOO_LARGE = 'ERR_BUFFER_TOO_LARGE';
/**
 * A body without its compression, which some proxies apply though it was not asked for. One that cannot be decompressed
 * is given as it came.
 */
async function decode(body, encoding, maxBytes) {
    const decompress = DECODERS.get(encoding.trim().toLowerCase());
    if (decompress === undefined)
        return body;
    try {
        return Buffer.from(await decompress(body, { maxOutputLength: maxBytes }));
    }
    catch (error) {
        const isTooLarge = typeof error === 'object' && error !== null && 'code' in error && error.code === TOO_LARGE;
        return isTooLarge ? 'too-large' : body;
    }
}

;// CONCATENATED MODULE: ./src/http/failure.ts
/** A request that failed, to its last attempt. The message says what was being done, and how it failed. */
class HttpFailure extends Error {
    failure;
    /** An attempt got no answer, or a 5xx: the request may have been carried out all the same. */
    mayHaveApplied;
    constructor(message, failure, mayHaveApplied) {
        super(message, 'error' in failure ? { cause: failure.error } : {});
        this.name = 'HttpFailure';
        this.failure = failure;
        this.mayHaveApplied = mayHaveApplied;
    }
}
/** One failed attempt in a sentence: `could not list the plans: HTTP 503: maintenance (https://…, request ID 7)`. */
function describeAttempt({ purpose }, cause, url) {
    const requestId = cause.kind === 'status' ? cause.response.requestId : undefined;
    return `could not ${purpose}: ${describeCause(cause)} (${url}${requestId === undefined ? '' : `, request ID ${requestId}`})`;
}
function describeCause(cause) {
    switch (cause.kind) {
        case 'network':
            return describeNetworkError(cause.error);
        case 'timeout':
            return `no complete answer within ${String(cause.seconds)} s, ${cause.received}`;
        case 'certificate':
            // Without Node's advice on how to start Node.
            return cause.error.message.replace(/; if the root CA is installed locally.*$/, '');
        case 'proxy':
            return `the proxy answered HTTP ${String(cause.status)}`;
        case 'too-large':
            return `the answer is larger than ${String(cause.maxBytes / 1024 / 1024)} MiB`;
        case 'status': {
            const { status, message, location } = cause.response;
            const to = location === undefined ? '' : `, to ${location}`;
            return `HTTP ${String(status)}${message === '' ? '' : `: ${message}`}${to}`;
        }
        case 'not-sent':
            return 'the job was cancelled before it was sent';
        case 'cancelled':
            return 'the job was cancelled';
    }
}
function describeNetworkError(error) {
    const atProxy = /tunneling socket could not be established, (?:cause=)?(.*)/.exec(error.message)?.[1];
    // Without a text where several addresses were tried: what they failed by is lost.
    if (atProxy !== undefined)
        return `the proxy did not open a tunnel (${atProxy === '' ? 'none of its addresses could be reached; all were tried' : atProxy})`;
    const tried = 'errors' in error && Array.isArray(error.errors) ? error.errors.filter((each) => each instanceof Error) : [];
    if (tried.length > 0)
        return `none of the host's addresses could be reached; all were tried: ${tried.map(describeAddress).join(', ')}`;
    const code = codeOf(error);
    switch (code) {
        case 'ENOTFOUND':
        case 'EAI_AGAIN':
            return 'the host name cannot be resolved';
        case 'ECONNREFUSED':
            return 'the connection was refused';
        case 'ECONNRESET':
        case 'EPIPE':
        case 'ERR_STREAM_PREMATURE_CLOSE':
            return 'the connection was cut';
        case 'EPROTO':
            return 'no TLS connection could be made (does the server speak https at this port?)';
        case 'ETIMEDOUT':
        case 'EHOSTUNREACH':
        case 'ENETUNREACH':
            return 'the host cannot be reached';
        default:
            return error.message === '' ? `network failure ${code}` : error.message;
    }
}
/** An address that was tried, and how it failed: `192.0.2.1 (the connection was refused)`. */
function describeAddress(error) {
    const address = 'address' in error && typeof error.address === 'string' ? error.address : 'one';
    return `${address} (${describeNetworkError(error)})`;
}
function codeOf(error) {
    return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

;// CONCATENATED MODULE: ./src/http/exchange.ts




/**
 * Sends one request and reads the whole response under one deadline and a size cap. Redirects are responses like any
 * other. Never throws.
 *
 * `HttpClient` brings proxies, keep-alive and `requestRaw`, which sends exactly one request; its `readBody` is not used
 * because it never settles when the connection breaks off after the headers.
 */
async function exchange(client, url, request, { timeoutSeconds, maxBytes, cancelled }, clock) {
    const deadline = clock.deadline(timeoutSeconds * 1000);
    const signal = AbortSignal.any([deadline.signal, cancelled]);
    const over = new AbortController();
    let received = 'not even headers';
    try {
        // Raced, since a request that waits for a proxy's tunnel does not end when it is aborted.
        const message = await Promise.race([sendRaw(client, url, request, signal), aborted(signal, over.signal)]);
        received = `HTTP ${String(message.statusCode)} without the end of its body`;
        const body = await readBody(message, maxBytes);
        if (body === undefined)
            return { kind: 'failed', cause: { kind: 'too-large', maxBytes } };
        return { kind: 'response', response: { status: message.statusCode ?? 0, headers: message.headers, body } };
    }
    catch (error) {
        if (deadline.signal.aborted)
            return { kind: 'failed', cause: { kind: 'timeout', seconds: timeoutSeconds, received } };
        if (cancelled.aborted)
            return { kind: 'failed', cause: { kind: 'cancelled' } };
        return { kind: 'failed', cause: transportCause(error) };
    }
    finally {
        deadline.clear();
        over.abort();
    }
}
async function sendRaw(client, url, { method, headers, body }, signal) {
    const content = body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' };
    const isHttps = url.protocol === 'https:';
    const options = {
        method,
        host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
        port: url.port === '' ? (isHttps ? 443 : 80) : url.port,
        path: `${url.pathname}${url.search}`,
        headers: { accept: 'application/json', 'user-agent': client.userAgent, ...content, ...headers },
        agent: client.getAgent(url.href),
        signal,
    };
    const info = { parsedUrl: url, httpModule: isHttps ? (external_node_https_default()) : (external_node_http_default()), options };
    const { message } = await client.requestRaw(info, body === undefined ? null : JSON.stringify(body));
    return message;
}
/** Rejects when the signal aborts. It is listened to until the exchange is over: a listener would hold the response. */
function aborted(signal, over) {
    return new Promise((_, reject) => {
        const onAbort = () => {
            reject(new Error('aborted'));
        };
        signal.addEventListener('abort', onAbort, { signal: over });
    });
}
/** The body as text; undefined when it is larger than it may be. */
async function readBody(message, maxBytes) {
    const chunks = [];
    let bytes = 0;
    const stream = message;
    // Leaving the loop destroys the stream, and with it the connection of a response that is too large.
    for await (const chunk of stream) {
        bytes += chunk.length;
        if (bytes > maxBytes)
            return undefined;
        chunks.push(chunk);
    }
    const raw = Buffer.concat(chunks);
    const decoded = await decode(raw, message.headers['content-encoding'] ?? '', maxBytes);
    return decoded === 'too-large' ? undefined : decoded.toString('utf8');
}
function transportCause(thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const proxyStatus = /tunneling socket could not be established, statusCode=(\d+)/.exec(error.message)?.[1];
    if (proxyStatus?.startsWith('4') === true)
        return { kind: 'proxy', status: Number(proxyStatus), error };
    return { kind: isCertificateError(error) ? 'certificate' : 'network', error };
}
/**
 * OpenSSL's verification codes, and Node's own for a name that the certificate doesn't hold. `UNSPECIFIED` is a reason
 * that Node has no code for, such as a weak key or signature.
 */
function isCertificateError(error) {
    return CERTIFICATE_CODES.test(codeOf(error));
}
const CERTIFICATE_CODES = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY|DECRYPT|DECODE)|HOSTNAME_MISMATCH|^(INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED|UNSPECIFIED)$|_(KEY_TOO_SMALL|MD_TOO_WEAK)$/;

;// CONCATENATED MODULE: ./src/http/rate-limiter.ts
const MAX_ROUNDS = 64;
/**
 * Limits how many requests are sent at a time. A server that limits the rate slows down all of them at once: one shared
 * pause, and half as many at a time; each round of successes adds one again, later and later where that was one too
 * many.
 */
class RateLimiter {
    #max;
    #clock;
    #cancelled;
    #waiting = [];
    #concurrency;
    #running = 0;
    #resumeAt = 0;
    #slowDowns = 0;
    /** Since the concurrency changed. */
    #successes = 0;
    #wasRaised = false;
    /** How many rounds of successes it takes for one more at a time. */
    #rounds = 1;
    /**
     * @param max requests at a time, 1 or more
     * @param cancelled ends the pauses
     */
    constructor(max, clock, cancelled) {
        this.#max = this.#concurrency = max;
        this.#clock = clock;
        this.#cancelled = cancelled;
    }
    /** How many requests may be under way now. */
    get concurrency() {
        return this.#concurrency;
    }
    /**
     * Waits until a request may be sent.
     * @param attempt from 1: those who tried before go first, or a few would wait through every pause in vain
     */
    async acquire(attempt) {
        if (this.#running < this.#concurrency)
            this.#running++;
        else
            await this.#turn(attempt);
        // Another slow-down may come during the pause.
        for (let pause = this.#pauseMs(); pause > 0 && !this.#cancelled.aborted; pause = this.#pauseMs())
            await this.#clock.sleep(pause, this.#cancelled);
        return { afterSlowDowns: this.#slowDowns };
    }
    /** The request is over: the next one may be sent. */
    release() {
        this.#running--;
        while (this.#running < this.#concurrency) {
            const next = this.#waiting.shift();
            if (next === undefined)
                return;
            this.#running++;
            next.start();
        }
    }
    /** A request was answered well. To be called before its release. */
    speedUp() {
        this.#successes++;
        const isProven = this.#wasRaised && this.#successes >= this.#concurrency;
        if (isProven)
            this.#rounds = 1;
        if (this.#concurrency >= this.#max || this.#successes < this.#concurrency * this.#rounds)
            return;
        // First those are let through that were refused before: who tries out whether more is allowed may be refused again.
        if ((this.#waiting[0]?.attempt ?? 1) > 1)
            return;
        this.#change(this.#concurrency + 1);
        this.#wasRaised = true;
    }
    /**
     * The server asks for less: nothing is sent for so long. Requests that were under way together count as one. To be
     * called before the request's release.
     * @returns whether this is the first that was heard of it
     */
    slowDown(pauseMs, { afterSlowDowns }) {
        this.#resumeAt = Math.max(this.#resumeAt, this.#clock.monotonic() + pauseMs);
        if (afterSlowDowns < this.#slowDowns)
            return false;
        this.#slowDowns++;
        if (this.#successes >= this.#concurrency || this.#slowDowns === 1) {
            this.#change(Math.floor(this.#concurrency / 2));
        }
        else if (this.#wasRaised) {
            this.#rounds = Math.min(this.#rounds * 2, MAX_ROUNDS);
            this.#change(this.#concurrency - 1);
        }
        else {
            // Fewer were not few enough: a server may take one at a time, and each refusal costs a request an attempt.
            this.#change(1);
        }
        return true;
    }
    #change(concurrency) {
        this.#concurrency = Math.max(1, concurrency);
        this.#successes = 0;
        this.#wasRaised = false;
    }
    #turn(attempt) {
        return new Promise((start) => {
            const behind = this.#waiting.findIndex((other) => other.attempt < attempt);
            this.#waiting.splice(behind < 0 ? this.#waiting.length : behind, 0, { attempt, start });
        });
    }
    #pauseMs() {
        return this.#resumeAt - this.#clock.monotonic();
    }
}

;// CONCATENATED MODULE: ./src/http/retry.ts
/** A server that asks for more than a day is taken to be mistaken: its request says nothing. */
const MAX_CREDIBLE_WAIT_MS = 24 * 3600 * 1000;
const FIRST_PAUSE_MS = 1000;
const MAX_PAUSE_MS = 30_000;
/**
 * Whether a failed request is sent again, and after how many milliseconds. Exponential backoff with full jitter, unless
 * the server says how long to wait. Pure: time and chance are passed in.
 * @param attempt how many attempts have been made, 1 or more
 * @param retries how many further attempts are allowed after the first
 * @param now milliseconds since the epoch
 * @param chance a number from 0 (included) to 1 (excluded)
 */
function decideRetry(cause, attempt, retries, now, chance) {
    if (!isTransient(cause))
        return { again: false, why: 'permanent' };
    const waitMs = requestedWaitMs(cause, now);
    if (attempt > retries)
        return {
            again: false,
            why: 'out-of-attempts',
            waitSeconds: waitMs === undefined ? undefined : Math.ceil(waitMs / 1000),
        };
    // A little more than asked for, so that those who were told the same second don't come back as one.
    if (waitMs !== undefined)
        return { again: true, pauseMs: waitMs + chance * FIRST_PAUSE_MS, shared: true };
    const pauseMs = chance * Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1));
    return { again: true, pauseMs, shared: cause.kind === 'status' && cause.response.status === 429 };
}
/** Whether a failure can go away by itself: no answer, 408, 429 and 5xx; every other status is an answer. */
function isTransient(cause) {
    if (cause.kind !== 'status')
        return cause.kind === 'network' || cause.kind === 'timeout';
    const { status } = cause.response;
    return status === 408 || status === 429 || status >= 500;
}
/** Whether a request may have been carried out although it failed so. */
function mayHaveApplied(cause) {
    if (cause.kind !== 'status')
        return ['network', 'timeout', 'cancelled', 'too-large'].includes(cause.kind);
    return cause.response.status === 408 || cause.response.status >= 500;
}
/** How long the server asks to wait, as far as it can be believed. */
function requestedWaitMs(cause, now) {
    if (cause.kind !== 'status')
        return undefined;
    const { status, headers } = cause.response;
    const serverNow = nowAtServer(headers.date, now);
    const waitMs = retryAfterMs(headers['retry-after'], serverNow) ??
        (status === 429 ? resetMs(headers['x-ratelimit-reset'], serverNow) : undefined);
    return waitMs === undefined || waitMs > MAX_CREDIBLE_WAIT_MS ? undefined : waitMs;
}
/** By the response's own date, since clocks differ; by ours where they agree, which is finer than its whole seconds. */
function nowAtServer(header, now) {
    const date = parseDate(header);
    return date === undefined || Math.abs(now - date) < CLOCKS_AGREE_MS ? now : date;
}
const CLOCKS_AGREE_MS = 2000;
/** In seconds or as an HTTP date (RFC 9110, 10.2.3). */
function retryAfterMs(header, now) {
    if (/^\s*\d+(\.\d+)?\s*$/.test(header ?? ''))
        return Number(header) * 1000;
    const date = parseDate(header);
    return date === undefined ? undefined : Math.max(0, date - now);
}
/** In seconds or milliseconds since the epoch. A time that has passed, or isn't one, says nothing. */
function resetMs(header, now) {
    if (typeof header !== 'string' || !/^\s*\d+\s*$/.test(header))
        return undefined;
    const time = Number(header);
    const waitMs = (time < FIRST_EPOCH_MS ? time * 1000 : time) - now;
    return waitMs > 0 ? waitMs : undefined;
}
/** A larger number is no time in seconds: that would be the year 5138. */
const FIRST_EPOCH_MS = 1e11;
function parseDate(text) {
    const date = /^\s*[a-z]{3},/i.test(text ?? '') ? Date.parse(text ?? '') : NaN;
    return Number.isNaN(date) ? undefined : date;
}

;// CONCATENATED MODULE: ./src/http/wait-budget.ts
/** How long requests may wait in total, for rate limits and before further attempts. */
class WaitBudget {
    #maxMs;
    #spentMs = 0;
    #coveredUntil = 0;
    /** @param maxSeconds for all requests together */
    constructor(maxSeconds) {
        this.#maxMs = maxSeconds * 1000;
    }
    get spentSeconds() {
        return Math.round(this.#spentMs / 1000);
    }
    /**
     * Takes a wait from the budget, unless it is longer than what is left. Requests that wait at the same time count once.
     * @param now milliseconds of a clock that never jumps
     * @returns whether it was taken
     */
    take(pauseMs, now) {
        const added = Math.max(0, now + pauseMs - Math.max(now, this.#coveredUntil));
        if (this.#spentMs + added > this.#maxMs)
            return false;
        this.#spentMs += added;
        this.#coveredUntil = Math.max(this.#coveredUntil, now + pauseMs);
        return true;
    }
}

;// CONCATENATED MODULE: ./src/http/transport.ts








/** The largest response that is read, in bytes. */
const MAX_RESPONSE_BYTES = 32 * 1024 * 1024;
/** How long a request that is under way may take after the job was cancelled. */
const GRACE_MS = 3000;
/**
 * Sends requests to one REST service: over kept-alive connections, so many at a time, each attempt under its own
 * deadline, with further attempts after transient failures. Knows nothing of the service's API.
 */
class Transport {
    #options;
    #client;
    #limiter;
    #budget;
    #graceEnded = new AbortController();
    #requests = 0;
    constructor(options) {
        const { userAgent, requestTimeoutSeconds, concurrency, clock, cancelled, rateLimitTimeoutSeconds } = options;
        this.#options = options;
        // Its own timer must not come before our deadline, which covers more.
        const socketTimeout = (requestTimeoutSeconds + 60) * 1000;
        const Client = options.bypassesProxy === true ? DirectClient : lib_HttpClient;
        this.#client = new Client(userAgent, [], { keepAlive: true, socketTimeout });
        this.#limiter = new RateLimiter(concurrency, clock, cancelled);
        this.#budget = new WaitBudget(rateLimitTimeoutSeconds);
        cancelled.addEventListener('abort', () => {
            clock.deadline(GRACE_MS).signal.addEventListener('abort', () => {
                this.#graceEnded.abort();
            });
        });
    }
    /** How many requests have been sent, further attempts included. */
    get requests() {
        return this.#requests;
    }
    get concurrency() {
        return this.#options.concurrency;
    }
    urlOf({ path, query = {} }) {
        const url = new URL(`${this.#options.baseUrl.href.replace(/\/+$/, '')}/${path}`);
        for (const [name, value] of Object.entries(query))
            url.searchParams.append(name, value);
        return url;
    }
    /** Sends a request and returns a 2xx. @throws HttpFailure for anything else */
    async send(request) {
        const { clock, log, cancelled } = this.#options;
        let applied = request.mayHaveApplied ?? false;
        for (let attempt = 1;; attempt++) {
            const attempted = await this.#attempt(request, attempt);
            if (attempted.kind === 'response')
                return attempted.response;
            const { cause, decision } = attempted;
            applied ||= mayHaveApplied(cause);
            if (!decision.again) {
                const attempts = cause.kind === 'not-sent' ? attempt - 1 : attempt;
                throw new HttpFailure(`${this.#describe(request, cause)}${noteOn(decision, attempts)}`, cause, applied);
            }
            // The limiter makes all requests wait for a shared pause.
            if (decision.shared)
                continue;
            log.info(this.#retryLine(request, cause, attempt, decision.pauseMs));
            await clock.sleep(decision.pauseMs, cancelled);
        }
    }
    /** One attempt, and what follows from it for this request and for the others. */
    async #attempt(request, attempt) {
        const permit = await this.#limiter.acquire(attempt);
        try {
            if (this.#options.cancelled.aborted)
                return { kind: 'failed', cause: { kind: 'not-sent' }, decision: { again: false, why: 'permanent' } };
            const exchanged = await this.#measured(request);
            if (exchanged.kind === 'response') {
                this.#limiter.speedUp();
                return exchanged;
            }
            const { cause } = exchanged;
            const decision = this.#decide(request, cause, attempt);
            // Logged once, not by each of the requests that were under way.
            if (decision.again && decision.shared && this.#limiter.slowDown(decision.pauseMs, permit))
                this.#options.log.info(`${this.#retryLine(request, cause, attempt, decision.pauseMs)}; all requests wait, then go on ${String(this.#limiter.concurrency)} at a time`);
            return { kind: 'failed', cause, decision };
        }
        finally {
            this.#limiter.release();
        }
    }
    /** Exchanges, counts and logs; a response that is no 2xx is a failure. */
    async #measured(request) {
        const { requestTimeoutSeconds: timeoutSeconds, clock, log, redactor } = this.#options;
        this.#requests++;
        const start = clock.monotonic();
        const limits = { timeoutSeconds, maxBytes: MAX_RESPONSE_BYTES, cancelled: this.#graceEnded.signal };
        const exchanged = await exchange(this.#client, this.urlOf(request), request, limits, clock);
        if (exchanged.kind === 'failed')
            return exchanged;
        const { status, body } = exchanged.response;
        log.debug(`${request.method} /${request.path}: HTTP ${String(status)}, ${String(body.length)} characters, ${String(Math.round(clock.monotonic() - start))} ms`);
        if (status >= 200 && status <= 299)
            return exchanged;
        return { kind: 'failed', cause: { kind: 'status', response: parseErrorResponse(exchanged.response, redactor) } };
    }
    #decide({ isRetryable }, cause, attempt) {
        const { clock, random, retries, rateLimitTimeoutSeconds: max } = this.#options;
        const decision = decideRetry(cause, attempt, isRetryable ? retries : 0, clock.now(), random());
        if (!decision.again || this.#budget.take(decision.pauseMs, clock.monotonic()))
            return decision;
        const waited = `${String(this.#budget.spentSeconds)} s of at most ${String(max)} s (rate-limit-timeout)`;
        return { again: false, why: 'out-of-time', waitSeconds: Math.ceil(decision.pauseMs / 1000), waited };
    }
    #retryLine(request, cause, attempt, pauseMs) {
        const next = `attempt ${String(attempt + 1)} of ${String(this.#options.retries + 1)}`;
        return `  ${this.#describe(request, cause)}; ${next} in ${(pauseMs / 1000).toFixed(1)} s`;
    }
    #describe(request, cause) {
        return describeAttempt(request, cause, this.urlOf(request).href);
    }
}
/** What ended the attempts, besides the failure itself. */
function noteOn(decision, attempts) {
    switch (decision.why) {
        case 'out-of-time':
            return `; another attempt would have to wait ${String(decision.waitSeconds)} s, and this run has already waited ${decision.waited} for rate limits and before further attempts; the next run continues from here`;
        case 'out-of-attempts': {
            const wait = decision.waitSeconds ?? 0;
            return `${timesTried(attempts)}${wait === 0 ? '' : `; the server asks to wait ${String(wait)} s`}`;
        }
        case 'permanent':
            return timesTried(attempts);
    }
}
function timesTried(attempts) {
    return attempts > 1 ? `; tried ${String(attempts)} times` : '';
}

;// CONCATENATED MODULE: ./src/gitprotect/errors.ts


/** A call that failed, in words for a person. One class for each cause that the action or its user treats differently. */
class ServiceError extends Failure {
    /** It may have been carried out all the same: an attempt at it got no answer. */
    mayHaveApplied;
    constructor(title, remedy, details) {
        super(title, details.message, remedy, { cause: details.cause, reason: details.reason });
        this.mayHaveApplied = details.mayHaveApplied;
    }
}
class NetworkError extends ServiceError {
}
class TimeoutError extends ServiceError {
}
class CertificateError extends ServiceError {
}
class ProxyError extends ServiceError {
}
class CancelledError extends ServiceError {
}
/** A 2xx whose body can't be what the API gives: HTML, cut JSON, another shape, too large. */
class InvalidResponseError extends ServiceError {
}
/** A failure that the server reported by its status. */
class StatusError extends ServiceError {
    response;
    constructor(title, remedy, details) {
        super(title, remedy, details);
        this.response = details.response;
    }
}
/** 3xx: never followed, since the password or the token would go along. */
class RedirectError extends StatusError {
}
/** 4xx to a sign-in. Tried once only: accounts lock. */
class SignInError extends StatusError {
}
/** 401: the token is not, or no longer, accepted. */
class UnauthorizedError extends StatusError {
}
/** 403: the account lacks a role. */
class PermissionError extends StatusError {
}
/** 404: the endpoint, or what the request names, is not there. */
class NotFoundError extends StatusError {
}
/** 429, to the last attempt, or with a wait that is too long. */
class RateLimitError extends StatusError {
}
/** 408 and 5xx, to the last attempt. */
class ServerError extends StatusError {
}
/** Any other 4xx: the request was understood and declined. */
class RejectedError extends StatusError {
}
/** An activation that was declined because licenses, or another limit of the account, are used up. */
class LicenseLimitError extends RejectedError {
}
/** The error of a call for what the transport threw; anything else is returned as it is. */
function serviceError(thrown, call) {
    if (!(thrown instanceof HttpFailure))
        return thrown;
    const { failure: cause, message, mayHaveApplied } = thrown;
    const details = { message, mayHaveApplied, reason: reasonOf(cause, message), cause: thrown };
    switch (cause.kind) {
        case 'network':
            return new NetworkError('GitProtect is not reachable', 'Check server-url, and whether this runner can reach the Management Service (DNS, firewall, proxy, self-hosted runner).', details);
        case 'timeout':
            return new TimeoutError('GitProtect did not answer in time', 'Run it again; if it happens often, raise request-timeout or look at the load of the Management Service.', details);
        case 'certificate':
            return new CertificateError('The certificate of the Management Service is not trusted', certificateRemedy(codeOf(cause.error)), details);
        case 'proxy':
            return new ProxyError('The proxy refused the connection', cause.status === 407 || cause.status === 401
                ? 'Give user name and password in HTTPS_PROXY (http://user:password@host:port).'
                : 'Allow the Management Service in the proxy, or list it in NO_PROXY.', details);
        case 'not-sent':
        case 'cancelled':
            return new CancelledError('The job was cancelled', 'Run it again: the next run continues from here.', details);
        case 'too-large':
            return new InvalidResponseError(UNREADABLE.title, UNREADABLE.remedy, details);
        case 'status':
            return statusError(call, { ...details, response: cause.response });
    }
}
/** By OpenSSL's code. */
function certificateRemedy(code) {
    if (code === 'UNABLE_TO_GET_ISSUER_CERT')
        return 'Only an intermediate certificate is trusted: give the root certificate, which issued it, in ca-certificate as well.';
    if (/^(INVALID_|PATH_LENGTH|UNSPECIFIED$)|_(KEY_TOO_SMALL|MD_TOO_WEAK)$/.test(code))
        return 'Have the certificate of the Management Service reissued: for server authentication, by a certificate authority that may issue certificates, with a strong key and signature (RSA of 2048 bits or more, SHA-256).';
    return 'For a private CA give its root certificate in ca-certificate (and the intermediate one, where the server does not send it). For an expired certificate or a wrong host name mend the server or server-url.';
}
function statusError(call, details) {
    const { status } = details.response;
    if (status >= 300 && status < 400)
        return new RedirectError('GitProtect redirects to another address', 'Redirects are not followed, since credentials would go along: put the final address into server-url.', details);
    if (status === 429)
        return new RateLimitError('GitProtect limits the rate of requests', 'Run it again later: the next run continues from here. To wait longer within one run raise rate-limit-timeout or retries; several workflows at the same minute share one limit.', details);
    if (status === 408 || status >= 500)
        return new ServerError('The Management Service failed', 'Run it again later; if it goes on, give the request to whoever runs the Management Service.', details);
    return call.path === SIGN_IN_PATH ? signInError(call, details) : clientError(call, details);
}
/** [doc] The one endpoint that takes no token. */
const SIGN_IN_PATH = 'account/login';
/** @param oddity what is odd about the password, as a sentence */
function ifSignInRejected(oddity) {
    return `${oddity === undefined ? '' : `${oddity} `}Check email and password (the secrets of this workflow) by signing in to GitProtect with them. Accounts with single sign-on or a second factor cannot be used.`;
}
function signInError({ ifRejected }, details) {
    if (details.response.status === 404)
        return new SignInError('There is no GitProtect API at server-url', 'Check server-url: host, port and path must be those of the Management Service, as in the address of its sign-in page.', details);
    if (isFromInFront(details.response))
        return new SignInError(IN_FRONT.title, IN_FRONT.remedy, details);
    return new SignInError('GitProtect rejected the sign-in', ifRejected, details);
}
function clientError(call, details) {
    const error = rejection(call, details);
    // Of the same class: what becomes of the other requests does not depend on who refused this one.
    const Rejected = REJECTIONS.find((each) => error instanceof each) ?? RejectedError;
    return isFromInFront(details.response) ? new Rejected(IN_FRONT.title, IN_FRONT.remedy, details) : error;
}
const REJECTIONS = [UnauthorizedError, PermissionError, NotFoundError];
/**
 * Whether an error response comes from a web server, proxy or firewall before the API: the API takes every endpoint by
 * POST, gives no web pages, and does not ask for a browser's sign-in.
 */
function isFromInFront({ status, headers, isWebPage }) {
    return status === 405 || isWebPage || /\b(basic|digest|negotiate|ntlm)\b/i.test(headers['www-authenticate'] ?? '');
}
const IN_FRONT = {
    title: 'Something in front of GitProtect refused the request',
    remedy: "It was not the API that answered, so this says nothing about the account. Check that server-url is the address of the Management Service, that a firewall or allow list lets this runner's address through, and that a reverse proxy passes POST requests on without a sign-in of its own.",
};
function rejection({ roles, ifRejected, path }, details) {
    switch (details.response.status) {
        case 401:
            return new UnauthorizedError('GitProtect did not accept the access token', 'A token lives 30 days and belongs to one Management Service: make a new one for access-token, or give email and password instead.', details);
        case 403:
            return new PermissionError('The GitProtect account lacks a role', `Give the account the role ${roles} in GitProtect, or use an account that has it.`, details);
        case 404:
            return new NotFoundError('GitProtect does not know what was asked for', 'It may have been deleted meanwhile: run it again. If every run ends so, check the path in server-url.', details);
        default: {
            const message = path === ACTIVATE_PATH ? withoutNames(details.response.message) : '';
            if (OF_THE_REPOSITORY.test(message))
                return new RejectedError('GitProtect rejected the request', IF_OF_THE_REPOSITORY, details);
            const Rejected = LIMIT.test(message) ? LicenseLimitError : RejectedError;
            return new Rejected('GitProtect rejected the request', ifRejected, details);
        }
    }
}
const ACTIVATE_PATH = 'git/repositories/activate';
/** How a server says that licenses are used up [open]: the documents give no code for it. */
const LIMIT = /licen[cs]e|quota|limit|subscription/i;
/** A reason of the repository's own, though licenses may be spoken of as well. */
const OF_THE_REPOSITORY = /archiv|read-?only|removed|deleted|disabled|not found/i;
const IF_OF_THE_REPOSITORY = 'See what the server said of the repository: leave it out with a line !name in repository, or restore it at its Git host.';
const UNREADABLE = {
    title: 'GitProtect gave an answer that cannot be read',
    remedy: 'Check that server-url is the address of the Management Service and that no sign-in page or proxy stands before it. If it is, run again with debug logging and report the field names that it shows.',
};
/** A 2xx that can't be what the API gives: a change may have been made all the same. @param what why, without secrets */
function invalidResponse({ purpose }, url, what) {
    const message = `could not ${purpose}: ${what} (${url.href})`;
    return new InvalidResponseError(UNREADABLE.title, UNREADABLE.remedy, {
        message,
        reason: message,
        mayHaveApplied: true,
    });
}
/** [open] A sign-in that was answered well, but without a token. Not repeated: accounts lock. */
function noAccessToken({ purpose }, url, what) {
    const message = `could not ${purpose}: ${what} (${url.href})`;
    return new InvalidResponseError('GitProtect gave no access token', 'Most likely the account has a second factor or single sign-on: use an account that signs in with email and password alone, or give an access-token. If it has neither, check server-url.', { message, reason: message, mayHaveApplied: false });
}
/** What failed, without what was being done to what. */
function reasonOf(cause, message) {
    if (cause.kind === 'network')
        return describeNetworkError(cause.error);
    if (cause.kind === 'timeout')
        return 'no complete answer in time';
    if (cause.kind !== 'status')
        return message;
    return `HTTP ${String(cause.response.status)}${withoutNames(cause.response.message)}`;
}
/** What a server said, without what it said it of: IDs, numbers and names in quotes. */
function withoutNames(message) {
    const text = message
        .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '…')
        .replace(/'[^']*'|"[^"]*"/g, '…')
        .replace(/\d+/g, '…');
    return text === '' ? '' : `: ${text}`;
}

;// CONCATENATED MODULE: ./src/gitprotect/calls.ts

/** [doc] Any registered System Administrator can use the API. */
const ADMINISTRATOR = 'System Administrator';
/** [doc] What activate, deactivate and remove ask for. */
const MANAGEMENT = 'DataRemoveManagement or GitManagement';
const SEE_THE_SERVER = 'See what the server said, and look at it in GitProtect.';
/** A call, with what most of them have in common. */
function callOf(call) {
    return { roles: ADMINISTRATOR, ifRejected: SEE_THE_SERVER, isRetryable: true, ...call };
}
/** Something by its name and ID. */
function nameAndId(thing) {
    return thing.name === undefined ? thing.id : `${label(thing)} (${thing.id})`;
}
/** One repository by name and ID, several by their number. */
function repositoriesInWords(repositories) {
    const [first] = repositories;
    return first !== undefined && repositories.length === 1
        ? `repository ${nameAndId(first)}`
        : counted(repositories.length, 'repository', 'repositories');
}

;// CONCATENATED MODULE: ./node_modules/p-map/index.js
function pMap(iterable, mapper, options) {
	return mapConcurrently(iterable, mapper, options, false);
}

function pMapSettled(iterable, mapper, options) {
	return mapConcurrently(iterable, mapper, options, true);
}

function pMapKeyed(input, mapper, options) {
	return mapKeyed(input, mapper, options, false);
}

function pMapSettledKeyed(input, mapper, options) {
	return mapKeyed(input, mapper, options, true);
}

// Like `Promise.allKeyed` and `Promise.allSettledKeyed`, with a mapper, and for a `Map` too. Each value travels with its key, so a skipped key, which leaves no slot in the result, cannot shift the keys after it.
async function mapKeyed(input, mapper, options, isSettled) {
	const entries = getKeyedEntries(input);

	// After the values have their handlers, like the other argument errors, which `mapConcurrently` checks. It cannot check this one, as it gets the wrapper below as its mapper.
	if (typeof mapper !== 'function') {
		throw new TypeError('Mapper function is required');
	}

	const mappedEntries = await mapConcurrently(entries, async ([key, inputResult]) => {
		try {
			if (inputResult.status === 'rejected') {
				throw inputResult.reason;
			}

			const result = await mapper(inputResult.value, key);

			if (result === pMapSkip || result === pMapStop) {
				return result;
			}

			return [key, isSettled ? {status: 'fulfilled', value: result} : result];
		} catch (error) {
			if (!isSettled) {
				throw error;
			}

			return [key, {status: 'rejected', reason: error}];
		}
	}, options, false);

	if (input instanceof Map) {
		return new Map(mappedEntries);
	}

	// A null prototype, like `Promise.allKeyed`, so a key like `__proto__` or `toString` is an own property like any other.
	return Object.setPrototypeOf(Object.fromEntries(mappedEntries), null);
}

// The engine behind all the functions, except `pMapIterable`. With `isSettled`, an element or a mapper that rejects gives a `{status: 'rejected'}` result instead of an error, like `Promise.allSettled`, so `stopOnError` does not apply.
async function mapConcurrently(
	iterable,
	mapper,
	{
		concurrency = Number.POSITIVE_INFINITY,
		stopOnError = true,
		signal,
	} = {},
	isSettled,
) {
	return new Promise((resolve_, reject_) => {
		validateOptions(iterable, mapper, concurrency);

		const result = [];
		// Stage the errors by index, like `result`, so they are reported in input order.
		const errors = [];
		let skippedCount = 0;
		let isResolved = false;
		let isIterableDone = false;
		const pendingIndexes = new Set();
		let doneIndex = Number.POSITIVE_INFINITY;
		let currentIndex = 0;
		const iterator = getIterator(iterable);

		const signalListener = () => {
			reject(signal.reason);
		};

		const cleanup = () => {
			signal?.removeEventListener('abort', signalListener);
		};

		const resolve = value => {
			resolve_(value);
			cleanup();
		};

		const reject = reason => {
			if (isResolved) {
				return;
			}

			isResolved = true;
			reject_(reason);
			cleanup();

			if (!isIterableDone) {
				closeIterator(iterator);
			}
		};

		if (signal) {
			if (signal.aborted) {
				reject(signal.reason);
				return;
			}

			signal.addEventListener('abort', signalListener, {once: true});
		}

		const pull = createPuller(iterator);

		// Settle only once the source is done, or a mapper stopped, and every earlier pull and mapper has finished. A pull before the `done` or the stop can still produce an element, while pulls after it do not affect the result.
		const settleIfFinished = () => {
			if (isResolved || doneIndex === Number.POSITIVE_INFINITY) {
				return;
			}

			for (const index of pendingIndexes) {
				if (index < doneIndex) {
					return;
				}
			}

			if (!stopOnError) {
				const collectedErrors = [];

				for (let index = 0; index < Math.min(doneIndex, errors.length); index++) {
					if (index in errors) {
						collectedErrors.push(errors[index]);
					}
				}

				if (collectedErrors.length > 0) {
					reject(new AggregateError(collectedErrors)); // eslint-disable-line unicorn/error-message
					return;
				}
			}

			isResolved = true;

			// A stop ended the result before the source did, so close it, like `for await` does on a `break`. Not at the stop itself, as a source that settles its `next()` calls out of call order may still owe an earlier element, and closing could drop it.
			if (!isIterableDone) {
				closeIterator(iterator);
			}

			// `done` is final, like `for await`, so a `done` that lands between two elements ends
			// the result there and everything the source produced past it is dropped. A stop cuts it the same way.
			const lastIndex = Math.min(doneIndex, result.length);

			// Every index below `lastIndex` has a value: an index only goes unassigned when its pull reported `done` or its mapper returned `pMapStop`, and the lowest such index is `doneIndex`. So the array is dense below `lastIndex`, and the fast path can hand it over untouched.
			if (lastIndex === result.length && skippedCount === 0) {
				resolve(result);
				return;
			}

			// Otherwise this drops the skipped results and whatever the `done` or the stop cut off.
			resolve(result.slice(0, lastIndex).filter(value => value !== pMapSkip));
		};

		const next = async () => {
			// After a `done` or a stop, a pull would take an item nobody is going to map, which a one-shot source, like a queue, would lose.
			if (isResolved || currentIndex >= doneIndex) {
				return;
			}

			// Take the index when the pull starts, not when it resolves, so a source that settles
			// its `next()` calls out of call order still gets the right position.
			const index = currentIndex++;
			pendingIndexes.add(index);

			let nextItem;
			try {
				nextItem = await pull();
			} catch (error) {
				pendingIndexes.delete(index);

				if (index < doneIndex) {
					throw error;
				}

				settleIfFinished();
				return;
			}

			if (nextItem.done) {
				pendingIndexes.delete(index);
				doneIndex = Math.min(doneIndex, index);
				isIterableDone = true;
				settleIfFinished();
				return;
			}

			// Intentionally detached
			const runner = (async () => {
				try {
					const element = await nextItem.value;

					if (isResolved || index >= doneIndex) {
						return;
					}

					const value = await mapper(element, index);

					// Ignore an item produced after an earlier pull reported `done` or an earlier mapper returned `pMapStop`.
					if (index >= doneIndex) {
						return;
					}

					// A stop ends the result here, like a `done` from the source, so settling waits only for the earlier elements.
					if (value === pMapStop) {
						doneIndex = index;
						return;
					}

					if (value === pMapSkip) {
						skippedCount++;
					}

					result[index] = isSettled && value !== pMapSkip ? {status: 'fulfilled', value} : value;
				} catch (error) {
					if (index >= doneIndex) {
						return;
					}

					if (isSettled) {
						result[index] = {status: 'rejected', reason: error};
					} else if (stopOnError) {
						reject(error);
						return;
					} else {
						errors[index] = error;
					}
				} finally {
					pendingIndexes.delete(index);
					settleIfFinished();
				}

				// If the iterable throws we can't really continue regardless of `stopOnError` state
				// since an iterable is likely to continue throwing after it throws once.
				// If we continue calling `next()` indefinitely we will likely end up
				// in an infinite loop of failed iteration.
				try {
					await next();
				} catch (error) {
					reject(error);
				}
			})();

			// Link the runner to the returned promise, so the async stack trace of a mapper error reaches the caller. Nothing awaits the runner, so the trace would stop there, but V8 follows a reaction that resolves another promise. The link never settles, so it never resolves the returned promise. It is a new promise for each runner, as a shared one would keep a reaction for every element.
			runner.then(() => new Promise(() => {})).then(resolve_);
		};

		// Create the concurrent runners in a detached (non-awaited)
		// promise. We need this so we can await the `next()` calls
		// to stop creating runners before hitting the concurrency limit
		// if the iterable has already been marked as done or a mapper stopped.
		// NOTE: We *must* do this for async iterators otherwise we'll spin up
		// infinite `next()` calls by default and never start the event loop.
		(async () => {
			for (let index = 0; index < concurrency; index++) {
				try {
					// eslint-disable-next-line no-await-in-loop
					await next();
				} catch (error) {
					reject(error);
					break;
				}

				if (isResolved || currentIndex >= doneIndex) {
					break;
				}
			}
		})();
	});
}

function pMapIterable(
	iterable,
	mapper,
	{
		concurrency = Number.POSITIVE_INFINITY,
		backpressure = concurrency,
		preserveOrder = true,
	} = {},
) {
	validateOptions(iterable, mapper, concurrency);

	if (!isLimit(backpressure, concurrency)) {
		throw new TypeError(`Expected \`backpressure\` to be an integer from \`concurrency\` (${concurrency}) and up or \`Infinity\`, got \`${backpressure}\` (${typeof backpressure})`);
	}

	return {
		[Symbol.asyncIterator]() {
			// `isDone` lives outside the generator so the wrapper below can set it the moment the
			// consumer asks to stop. The generator is suspended on a pending `next()` at that point,
			// so its `finally` would not run until much later and workers finishing in the meantime
			// would keep pulling and mapping input for nobody.
			let isDone = false;

			const generator = (async function * () {
				const iterator = getIterator(iterable);

				// Results are consumed from the front with a moving `headIndex` instead of `shift()`.
				// `shift()` moves every remaining entry, which is O(n) per element and made the whole
				// run O(n²) whenever `backpressure` let the array grow, which is the default.
				let promises = [];
				let headIndex = 0;
				let isIterableDone = false;

				// The lowest index whose pull reported `done`. Without `preserveOrder`, the pulls after it have their slots given back, so their errors are dropped.
				let doneIndex = Number.POSITIVE_INFINITY;

				// An element that is being read, or is waiting for a mapper, does not hold a mapper slot, so the next element can be read while the mappers run. Those elements have their own cap of `concurrency`, so the source never sees more than `concurrency` overlapping `next()` calls, even with `backpressure: Infinity`. `backpressure` caps everything in flight together.
				let readingCount = 0;
				let runningMappersCount = 0;

				// The workers waiting for a mapper slot, in the order they started waiting. A finished mapper hands its slot to the oldest one.
				const mapperWaiters = new Map();
				let mapperWaiterCount = 0;
				let wokenMapperWaiterCount = 0;

				const releaseMapperSlot = () => {
					if (wokenMapperWaiterCount === mapperWaiterCount) {
						runningMappersCount--;
						return;
					}

					mapperWaiters.get(wokenMapperWaiterCount)();
					mapperWaiters.delete(wokenMapperWaiterCount++);
				};

				let index = 0;

				// The lowest index whose mapper returned `pMapStop`, or, with `preserveOrder`, whose pull, element, or mapper threw. The stream ends there, like a `break` or a `throw` in a loop. Once it is set, nothing past it is pulled, and no pending element past it is mapped, while the earlier elements still finish and are yielded first. `isDone` cannot do this, as it would drop the values of the earlier elements too.
				let stopIndex = Number.POSITIVE_INFINITY;

				// Without `preserveOrder`, each spawn still takes a slot in `promises`, so `backpressure` counts the same, but the slots are filled in the order the workers settle rather than the order they were spawned in, so the consumer gets whichever result is ready first. A worker always fills the oldest empty slot, at `fillIndex`. An empty slot is `undefined`, and a filled one holds the result itself rather than a promise, so a result costs a promise only when the consumer has to wait for it, through `wake`.
				let fillIndex = 0;
				let wake;

				// The indexes of the pulls whose worker has not filled a slot yet, without `preserveOrder`.
				const unfilledIndexes = new Set();

				// The consumer waits only when the head is empty, and then the oldest empty slot is the head, so the first fill wakes it.
				const fillSlot = result => {
					promises[fillIndex++] = result;
					wake?.(result);
					wake = undefined;
				};

				const pull = createPuller(iterator);

				function trySpawn() {
					// Do not spawn once the consumer is gone, the source is done, or the stream ends at an earlier element. The pull would be wasted work, and for a one-shot source, like a queue, it takes an item nobody is going to ask for.
					if (isDone || isIterableDone || index > stopIndex || readingCount >= concurrency || promises.length - headIndex >= backpressure) {
						return;
					}

					readingCount++;

					// Take the index when the pull starts, not when it resolves, so a source that
					// settles its `next()` calls out of call order still gets the right position.
					const currentIndex = index++;

					// Errors must be returned as a value instead of rejecting, otherwise a promise that
					// the consumer abandons after an earlier error becomes an unhandled rejection.
					const promise = (async () => {
						try {
							let element;
							try {
								const {done, value} = await pull();

								if (done) {
									isIterableDone = true;
									doneIndex = Math.min(doneIndex, currentIndex);
									return {done: true};
								}

								// Spawn if still below the reading and backpressure limits
								trySpawn();

								element = await value;

								if (runningMappersCount < concurrency) {
									runningMappersCount++;
								} else {
									// `releaseMapperSlot` hands the slot over without decrementing `runningMappersCount`, so it is already counted.
									await new Promise(resolve => {
										mapperWaiters.set(mapperWaiterCount++, resolve);
									});
								}
							} finally {
								readingCount--;
							}

							// Spawn now that this element is no longer waiting for a mapper, so the next one is read while this one is mapped
							trySpawn();

							let returnValue;
							try {
								// The consumer stopped iterating, or the stream ends before this element, while this element was being read or waiting for a mapper, so drop it instead of doing work nobody will consume.
								if (isDone || currentIndex > stopIndex) {
									return {done: false, value: pMapSkip};
								}

								returnValue = await mapper(element, currentIndex);
							} finally {
								releaseMapperSlot();
							}

							if (returnValue === pMapStop) {
								stopIndex = Math.min(stopIndex, currentIndex);
							}

							return {done: false, value: returnValue};
						} catch (error) {
							// With `preserveOrder`, the error is thrown at its own position, after the results before it, so those still finish. Without it, the error is thrown as soon as it settles, so nothing still pending can be yielded anymore.
							// An error from a pull after the end of the source is dropped, as `done` is final, so it must have no effect. `doneIndex` is set before the worker that saw `done` settles, so its slot hand-back runs before the delivery check of any error that sees it here, and the two always agree.
							if (preserveOrder) {
								stopIndex = Math.min(stopIndex, currentIndex);
							} else if (currentIndex < doneIndex) {
								isDone = true;
							}

							return {error};
						}
					})();

					if (preserveOrder) {
						promises.push(promise);
						return;
					}

					promises.push(undefined);

					unfilledIndexes.add(currentIndex);

					// The worker never rejects, as errors are returned as a value.
					// The slot is filled here, a tick after the worker settles, rather than by the worker itself, for the same reason the consumer awaits a filled slot: so the consumer never runs, and pulls, earlier.
					promise.then(result => {
						// The slot was already given back, as the pull came after the end of the source.
						if (!unfilledIndexes.delete(currentIndex)) {
							return;
						}

						if (result.done) {
							// The pulls made after this one came after the end of the source, and a source like a queue may never answer them, so give their slots back now instead of waiting on them.
							for (const unfilledIndex of unfilledIndexes) {
								if (unfilledIndex > currentIndex) {
									unfilledIndexes.delete(unfilledIndex);
									fillSlot({done: true});
								}
							}
						}

						fillSlot(result);
					});
				}

				trySpawn();

				try {
					while (headIndex < promises.length) {
						// Without `preserveOrder`, a filled slot holds the result itself, and it is still awaited. That takes one tick, like awaiting a settled promise, so the consumer, and its `trySpawn()`, never run earlier than with a promise in the slot. Taking a ready result without the tick can make the consumer pull before it sees a stop or the end of the source, and a one-shot source, like a queue, would lose that item.
						// eslint-disable-next-line no-await-in-loop
						const result = await (promises[headIndex] ?? new Promise(resolve => {
							wake = resolve;
						}));
						const {done, value} = result;

						// Release the entry instead of leaving it for a `shift()` to move, and drop the
						// consumed prefix once it is at least half the array. That keeps the backing
						// store proportional to the results still in flight rather than to the total
						// ever spawned, which matters for an endless source, while costing one copy per
						// half of the array, so it stays O(1) per element.
						promises[headIndex] = undefined;
						headIndex++;

						if (headIndex * 2 >= promises.length) {
							promises = promises.slice(headIndex);
							fillIndex -= headIndex;
							headIndex = 0;
						}

						if (Object.hasOwn(result, 'error')) {
							throw result.error;
						}

						if (done) {
							// Without `preserveOrder`, the `done` can arrive while other workers are still running.
							if (preserveOrder) {
								return;
							}

							continue;
						}

						// The stream ends where the stop would have been yielded: after the earlier elements with `preserveOrder`, and after the results that were ready before it without.
						if (value === pMapStop) {
							return;
						}

						// Spawn if just dropped below the backpressure limit and still below the reading limit
						trySpawn();

						// A `pMapSkip` result stays in `promises` and is stepped over here. Splicing it out
						// in the worker instead would make every skip an O(n) scan and move, so a run of
						// skips would be O(n²).
						if (value === pMapSkip) {
							continue;
						}

						yield value;
					}
				} finally {
					// Stop pulling input once the consumer stops iterating, otherwise pending skipped mappers keep spawning work.
					isDone = true;

					if (!isIterableDone) {
						closeIterator(iterator);
					}
				}
			})();

			// Override `return()` and `throw()` on the generator itself instead of wrapping it, so it
			// keeps what it inherits, like `Symbol.asyncDispose` for `await using`, and `next()` stays
			// the native one. Plain functions, not `async`: the generator already returns a promise,
			// and an `async` function would wrap it in two more promises and two more microtask hops.
			const {return: generatorReturn, throw: generatorThrow} = generator;

			generator.return = value => {
				isDone = true;
				return generatorReturn.call(generator, value);
			};

			generator.throw = error => {
				isDone = true;
				return generatorThrow.call(generator, error);
			};

			return generator;
		},
	};
}

const pMapSkip = Symbol('skip');

const pMapStop = Symbol('stop');

// The checks `pMap` and `pMapIterable` share, so both reject the same input the same way.
// `mapConcurrently` runs this inside its promise, so a bad argument rejects rather than throws.
function validateOptions(iterable, mapper, concurrency) {
	// Optional chaining, so a nullish input gets this message rather than Node's internal
	// "null is not iterable".
	if (iterable?.[Symbol.iterator] === undefined && iterable?.[Symbol.asyncIterator] === undefined) {
		throw new TypeError(`Expected \`input\` to be either an \`Iterable\` or \`AsyncIterable\`, got (${typeof iterable})`);
	}

	if (typeof mapper !== 'function') {
		throw new TypeError('Mapper function is required');
	}

	if (!isLimit(concurrency, 1)) {
		throw new TypeError(`Expected \`concurrency\` to be an integer from 1 and up or \`Infinity\`, got \`${concurrency}\` (${typeof concurrency})`);
	}
}

// Whether the value is an integer from `minimum` and up, or `Infinity`, as `concurrency` and `backpressure` must be.
function isLimit(value, minimum) {
	return (Number.isSafeInteger(value) && value >= minimum) || value === Number.POSITIVE_INFINITY;
}

// Read the entries of a `Map`, or else the own enumerable keys, strings and symbols, in the order and the way `Promise.allKeyed` does, all up front. Each value gets a handler right away, also like `Promise.allKeyed`, so a value that rejects before a mapper slot reaches it is not an unhandled rejection.
function getKeyedEntries(input) {
	if (input === null || (typeof input !== 'object' && typeof input !== 'function')) {
		throw new TypeError(`Expected \`input\` to be an object, got (${input === null ? 'null' : typeof input})`);
	}

	const entries = [];

	const addEntry = (key, value) => {
		// Resolve the whole entry, so the engine checks termination after the value settles and before the mapper runs.
		entries.push(Promise.resolve(value).then(
			value => [key, {status: 'fulfilled', value}],
			error => [key, {status: 'rejected', reason: error}],
		));
	};

	if (input instanceof Map) {
		for (const [key, value] of input) {
			addEntry(key, value);
		}
	} else {
		for (const key of Reflect.ownKeys(input)) {
			if (Object.getOwnPropertyDescriptor(input, key)?.enumerable) {
				addEntry(key, input[key]);
			}
		}
	}

	return entries;
}

// Take the async iterator when the input has both, like `for await` does.
function getIterator(iterable) {
	return iterable[Symbol.asyncIterator] === undefined ? iterable[Symbol.iterator]() : iterable[Symbol.asyncIterator]();
}

// Close the source so it can release its resources, like `for await` does.
// Callers must not await this so a source that is blocked in `next()` cannot block them.
async function closeIterator(iterator) {
	try {
		await iterator.return?.();
	} catch {}
}

// Pull the next item, and stop pulling once the source has reported `done`: a source like a queue
// may block in `next()` after it is exhausted, which would hang the caller. `done` is final, like
// `for await`, so anything the source produces after it is dropped.
function createPuller(iterator) {
	let isSourceDone = false;

	// A sync iterable, like an array, answers right away, so `done` can be seen here. An async
	// iterable is seen in the `then` below, as soon as its pull settles.
	const markDone = item => {
		if (item?.done) {
			isSourceDone = true;
		}
	};

	return () => {
		if (isSourceDone) {
			return {done: true};
		}

		const result = iterator.next();
		markDone(result);

		// A sync iterable, like an array, answers right away, so `done` has been read already and
		// the result can go back untouched.
		if (typeof result?.then !== 'function') {
			return result;
		}

		// An async iterable settles later, so `done` is read off the pull once it does. That is a
		// branch of its own, which leaves the caller awaiting the pull itself rather than a promise
		// derived from it, so an async source does not pay an extra microtask per element. The
		// rejection is handled here as well as by the caller, so a pull cannot escape as an
		// unhandled rejection. A thenable that is not a promise is turned into one first, so it is
		// subscribed to once, like `for await` does, while a native promise is returned as is.
		const promise = Promise.resolve(result);
		promise.then(markDone, () => {});

		return promise;
	};
}

;// CONCATENATED MODULE: ./src/shared/progress.ts
/** Shorter work is not logged, and a line no more often. */
const INTERVAL_MS = 5000;
/** Logs how far a long piece of work has come, so that nobody takes it for a hanging one. */
class Progress {
    #log;
    #clock;
    #things;
    #start;
    #lastLine;
    /** @param things what is counted, as `pages of the list` */
    constructor(log, clock, things) {
        this.#log = log;
        this.#clock = clock;
        this.#things = things;
        this.#start = this.#lastLine = clock.monotonic();
    }
    /** So many of all are done; logs a line if it is time. */
    report(done, all) {
        const now = this.#clock.monotonic();
        if (now - this.#lastLine < INTERVAL_MS || done === 0 || done >= all)
            return;
        this.#lastLine = now;
        const perSecond = (done * 1000) / (now - this.#start);
        const left = Math.ceil((all - done) / perSecond);
        const rate = perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond).toString();
        this.#log.info(`  ${String(done)} of ${String(all)} ${this.#things}, ${rate} a second, about ${time(left)} left`);
    }
}
function time(seconds) {
    return seconds < 120 ? `${String(seconds)} s` : `${String(Math.round(seconds / 60))} min`;
}

;// CONCATENATED MODULE: ./src/domain/id-list.ts
/**
 * What two lists of the same thing say together. An ID that one of them holds, and the other, being complete, does not,
 * is neither in nor out.
 */
function joinLists(one, other) {
    if (one === undefined || other === undefined)
        return one ?? other;
    const all = [...one.ids, ...other.ids];
    const isDenied = (id) => [one, other].some(({ ids, complete }) => complete && !ids.has(id));
    return {
        ids: new Set(all.filter((id) => !isDenied(id))),
        complete: (one.complete || other.complete) && !all.some(isDenied),
    };
}
/** What two lists that are each taken for true hold together. */
function addLists(one, other) {
    return { ids: new Set([...one.ids, ...other.ids]), complete: one.complete && other.complete };
}

;// CONCATENATED MODULE: ./src/gitprotect/evidence.ts

/*
 * What the fields of a row prove [open]. The usual spellings are read, negative evidence wins over positive, and what is
 * not understood is unknown, never a guess.
 */
/** Booleans also come as 0 and 1, or as text. */
function parseBoolean(value) {
    if (value === 0 || value === 1)
        return value === 1;
    if (typeof value === 'string')
        return BOOLEANS.get(value.trim().toLowerCase());
    return typeof value === 'boolean' ? value : undefined;
}
const BOOLEANS = new Map([
    ['true', true],
    ['1', true],
    ['false', false],
    ['0', false],
]);
const isActive = (value) => licenseBy(parseBoolean(value));
const isMissing = (value) => {
    const missing = parseBoolean(value);
    return licenseBy(missing === undefined ? undefined : !missing);
};
/** An ID that is null, empty or all zeros is none. */
const present = (value) => {
    if (isNothing(value))
        return 'inactive';
    return typeof value === 'string' || typeof value === 'number' ? 'active' : 'unknown';
};
/** A word, such as `Missing`. */
const word = (value) => {
    if (typeof value !== 'string')
        return 'unknown';
    if (/^(active|activated|assigned|licen[cs]ed|valid)$/i.test(value.trim()))
        return 'active';
    return NO_LICENSE.test(value.trim()) ? 'inactive' : 'unknown';
};
const NO_LICENSE = /^(|no|none|missing|inactive|deactivated|disabled|expired|invalid|revoked|(not|un|no)[ _-]?(active|activated|assigned|licen[cs]ed?))$/i;
/** The license as an object of its own, or what stands in its place. */
const asObject = (value) => {
    if (value === null)
        return 'inactive';
    const fields = JsonObject.of(value);
    if (fields !== undefined)
        return licenseBySome([...LICENSE_EVIDENCE, OF_A_LICENSE], fields);
    const active = isActive(value);
    return active === 'unknown' ? word(value) : active;
};
function licenseBy(active) {
    if (active === undefined)
        return 'unknown';
    return active ? 'active' : 'inactive';
}
const GENERAL = { isActivated: isActive, activated: isActive, isActive, active: isActive };
/** License evidence, most specific first. */
const LICENSE_EVIDENCE = [
    {
        isLicensed: isActive,
        licensed: isActive,
        hasLicense: isActive,
        licenseActive: isActive,
        isLicenseActive: isActive,
        licenseActivated: isActive,
        licenseAssigned: isActive,
        isLicenseAssigned: isActive,
        missingLicense: isMissing,
        isMissingLicense: isMissing,
        licenseMissing: isMissing,
        isLicenseMissing: isMissing,
        isUnlicensed: isMissing,
        unlicensed: isMissing,
    },
    { license: asObject, licenseStatus: word, licenseState: word },
    { licenseId: present },
    GENERAL,
];
/** What an object that is a license may say besides. */
const OF_A_LICENSE = {
    status: word,
    state: word,
    isAssigned: isActive,
    assigned: isActive,
    isValid: isActive,
    valid: isActive,
    isExpired: isMissing,
    expired: isMissing,
    isRevoked: isMissing,
};
function parseLicense(fields) {
    return licenseBySome(LICENSE_EVIDENCE, fields);
}
/**
 * The first tier of which a field is there decides, also when it can't be read: then nothing is known. A license that
 * any field of the others denies is none; where the denial is a general one, such as `isActive`, nothing is known.
 */
function licenseBySome(tiers, fields) {
    const present = tiers.flatMap((tier) => {
        const said = saidBy(tier, fields);
        return said.size === 0 ? [] : [{ tier, said }];
    });
    const [first] = present;
    const denying = present.filter(({ said }) => said.has('inactive'));
    if (first === undefined)
        return 'unknown';
    if (denying.some(({ tier }) => tier !== GENERAL || tier === first.tier))
        return 'inactive';
    return first.said.has('unknown') || denying.length > 0 ? 'unknown' : 'active';
}
function saidBy(tier, fields) {
    return new Set(Object.entries(tier).flatMap(([name, read]) => fields.all(...spellingsOf(name)).map((value) => read(value))));
}
/** "license" is written "licence" in some places of the API ([seen] `missingLicences`). */
function spellingsOf(name) {
    return [...new Set([name, name.replace(/icens/, 'icenc')])];
}
/** Whether the Git host has the repository no more. */
function parseRemoved(fields) {
    const flags = fields.all('isRemoved', 'removed', 'isDeleted', 'deleted').map((value) => removedBy(value));
    const dates = fields.all(...REMOVAL_DATES).map((value) => (isNothing(value) ? 'there' : 'removed'));
    const said = new Set([...flags, ...dates]);
    if (said.has('removed'))
        return 'removed';
    return said.has('unknown') ? 'unknown' : 'there';
}
const REMOVAL_DATES = ['removed', 'removal', 'deleted', 'deletion'].flatMap((what) => ['At', 'On', 'Date', 'Time'].map((when) => `${what}${when}`));
function removedBy(value) {
    const flag = parseBoolean(value);
    if (flag === true || (typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) && !isNothing(value)))
        return 'removed';
    return flag === false || isNothing(value) ? 'there' : 'unknown';
}
/** Whether a value stands for none: null, empty, zero, an ID of zeros, or .NET's first date. */
function isNothing(value) {
    if (value === null || value === false)
        return true;
    if (typeof value === 'number')
        return value <= 0;
    return typeof value === 'string' && (/^[0-]*$/.test(value.trim()) || value.startsWith('0001-01-01'));
}
/** A schedule that any field says to be off is off. */
function parseSchedule(fields) {
    const read = (...names) => fields.all(...names).flatMap((value) => (value === null ? [] : [parseBoolean(value)]));
    const on = read('isActive', 'active', 'isEnabled', 'enabled', 'scheduleEnabled');
    const off = read('isDisabled', 'disabled', 'isPaused', 'paused');
    if (on.includes(false) || off.includes(true))
        return 'disabled';
    const isUnderstood = on.length + off.length > 0 && ![...on, ...off].includes(undefined);
    return isUnderstood ? 'enabled' : 'unknown';
}
/** [doc] `inculdeAllReposistories` (so spelled) and `gitChoiceMode` with `rules` are fields of the plans' modify requests. */
function parseSelection(fields) {
    const all = new Set(fields
        .all('inculdeAllReposistories', 'includeAllRepositories', 'includeAllReposistories', 'inculdeAllRepositories')
        .map((value) => parseBoolean(value)));
    if (all.has(true))
        return all.size === 1 ? 'all' : 'unknown';
    if ((fields.list('rules') ?? []).length > 0)
        return 'rules';
    return all.size === 1 && all.has(false) ? 'manual' : 'unknown';
}

;// CONCATENATED MODULE: ./src/gitprotect/ids.ts




/** An ID in the form in which IDs are compared: GUIDs in lower case with dashes, anything else as it is. */
function parseId(value) {
    if (typeof value === 'number')
        return String(value);
    // Longer, or with spaces or controls in it, it is no ID: it would be printed and sent.
    if (typeof value !== 'string' || !/^[\x21-\x7e]{1,100}$/.test(value))
        return undefined;
    const guid = value.replace(/^(?:\{(.*)\}|\((.*)\))$/, '$1$2').replace(UNDASHED, '$1-$2-$3-$4-$5');
    return isGuid(guid) ? guid.toLowerCase() : value;
}
/** .NET writes a GUID without dashes, or in braces or parentheses, where it is told to. */
const UNDASHED = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/i;
function idOf(item) {
    return parseId(JsonObject.of(item)?.value('id'));
}
/**
 * What the fields of these names list, as IDs or as objects. Where several fields list something, what they contradict
 * each other in is unknown.
 * @param kind of what the list is, for a row that is a membership with an ID of its own: `{id, planId}`, `{id, plan: {id}}`
 * @returns undefined where none is a list
 */
function parseIds(fields, names, kind) {
    const values = fields.all(...names).filter((value) => value !== null);
    const lists = values.flatMap((value) => (Array.isArray(value) ? [idsOf(value, kind)] : []));
    const joined = lists.reduce(joinLists, undefined);
    // What a field of another type means, nobody knows.
    return joined === undefined || lists.length === values.length ? joined : { ...joined, complete: false };
}
function idsOf(items, kind) {
    const ids = new Set();
    let complete = true;
    for (const item of items) {
        const fields = JsonObject.of(item);
        const isMember = fields === undefined || saysMember(fields);
        // It is listed, and said to be none.
        if (isMember === false)
            continue;
        const id = fields === undefined ? parseId(item) : memberId(fields, kind);
        if (id !== undefined && isMember)
            ids.add(id);
        // Anything but a GUID may be a name.
        if (id === undefined || !isGuid(id) || isMember === undefined)
            complete = false;
    }
    return { ids, complete };
}
function memberId(fields, kind) {
    return parseId(fields.value(`${kind}Id`)) ?? idOf(fields.value(kind)) ?? parseId(fields.value('id'));
}
/** Whether the flags of a list's row leave it a member; undefined where one can't be read. */
function saysMember(fields) {
    const positive = ['isSelected', 'selected', 'isIncluded', 'included', 'isAssigned', 'assigned'];
    const flags = [
        ...fields.all(...positive, 'isAttached', 'attached').map((value) => parseBoolean(value)),
        ...fields.all('isExcluded', 'excluded', 'isDetached', 'detached').map((value) => negated(parseBoolean(value))),
    ];
    if (flags.includes(false))
        return false;
    return flags.includes(undefined) ? undefined : true;
}
function negated(value) {
    return value === undefined ? undefined : !value;
}
/**
 * The organization that a row names: another one's wins over this one's. One that is given by its name alone, and isn't
 * this one, stands under its name.
 */
function parseOwner(fields, organization) {
    const objects = fields.all('organization').flatMap((value) => JsonObject.of(value) ?? []);
    const texts = fields.all('organization', 'organizationName');
    const names = [...texts, ...objects.map((object) => object.value('name'))].filter((name) => typeof name === 'string');
    const ids = [
        ...fields.all('organizationId', 'orgId').flatMap((value) => parseId(value) ?? []),
        ...objects.flatMap((object) => parseId(object.value('id')) ?? []),
        ...names.flatMap((name) => ownerByName(name, organization) ?? []),
    ];
    return ids.find((id) => id !== organization?.id) ?? ids[0];
}
function ownerByName(text, organization) {
    const id = parseId(text);
    if (id !== undefined && isGuid(id))
        return id;
    if (text.trim() === '' || organization?.name === undefined)
        return undefined;
    const [name, own] = [text.toLowerCase(), organization.name.toLowerCase()];
    // A group's repository may name the subgroup in which it lies.
    return name === own || name.startsWith(`${own}/`) ? organization.id : text;
}

;// CONCATENATED MODULE: ./src/gitprotect/parsers.ts






/*
 * What the server responds becomes values of `domain/model.ts` here; no other module sees its JSON.
 *
 * The documents leave open which fields carry license and plan membership. So evidence is read, most specific first
 * and without regard to case, and no evidence is `unknown`, never a guess (our rule; see docs/api.md).
 */
/** A response that isn't what the API is known to give. The message names fields, never a value. */
class ShapeError extends Error {
}
/** A sign-in's answer without an access token. */
class NoTokenError extends ShapeError {
}
/** The JSON value of an answer's text. @throws ShapeError */
function parseJson(text) {
    if (text.trim() === '')
        throw new ShapeError('the answer is empty');
    try {
        // ASP.NET may put a byte order mark before it.
        return JSON.parse(text.replace(/^\uFEFF/, ''));
    }
    catch {
        throw new ShapeError('the answer is not JSON, or was cut off');
    }
}
/**
 * A page is `{"currentPage","pageCount","totalEntries","result":[…]}` [seen] or a bare array, perhaps inside of another
 * envelope; null for no rows [open].
 * @throws ShapeError when it is none of these
 */
function parsePage(answer, maxDepth = 3) {
    if (Array.isArray(answer)) {
        const rows = answer;
        return { rows, total: undefined, place: undefined };
    }
    const fields = JsonObject.of(answer);
    const values = fields?.all(...LISTS) ?? [];
    const inner = fields?.list(...LISTS) ?? values.find((value) => JsonObject.of(value) !== undefined);
    if (fields === undefined || maxDepth === 0 || (inner === undefined && !values.includes(null)))
        throw new ShapeError(`the answer holds no list (its fields: ${someOf(fields?.names() ?? [])})`);
    const { rows, total, place } = parsePage(inner ?? [], maxDepth - 1);
    return { rows, total: total ?? countOf(fields, 'totalEntries'), place: place ?? parsePlace(fields, rows.length) };
}
const LISTS = ['result', 'results', 'items', 'data'];
/** A count of pages that can't be, where there are rows, is none. */
function parsePlace(fields, rows) {
    const pages = countOf(fields, 'pageCount');
    const page = countOf(fields, 'currentPage');
    return pages === undefined || page === undefined || (pages <= 0 && rows > 0) ? undefined : { page, pages };
}
function countOf(fields, name) {
    const text = fields.text(name);
    return fields.number(name) ?? (text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined);
}
/** No server takes so long a header. */
const MAX_TOKEN_LENGTH = 1_000_000;
/** [doc] `/account/login` answers `{"userId", "accessToken"}`. @throws ShapeError */
function parseAccessToken(answer) {
    const fields = JsonObject.of(answer);
    const token = fields?.text('accessToken') ?? fields?.object('data', 'result')?.text('accessToken') ?? '';
    if (token === '')
        throw new NoTokenError('the answer holds no accessToken');
    if (/[^\x21-\x7e]/.test(token))
        throw new ShapeError('the accessToken in the answer holds characters that none has');
    if (token.length > MAX_TOKEN_LENGTH)
        throw new ShapeError('the accessToken in the answer is longer than any');
    return token;
}
/** [seen] A row of `/git/organizations/getmany`. @throws ShapeError */
function parseOrganization(row) {
    const fields = fieldsOf(row);
    const driver = fields.number('driver') ?? fields.text('driver');
    const service = [driver === undefined ? '' : `driver ${String(driver)}`, fields.text('apiUrl') ?? ''];
    return {
        id: required(fields, 'id', parseId(fields.value('id'))),
        name: required(fields, 'name', fields.text('name')),
        service: service.filter((part) => part !== '').join(', '),
        plans: (fields.list('plans') ?? []).flatMap((plan) => (idOf(plan) === undefined ? [] : [parsePlan(plan)])),
        totalRepositories: fields.number('totalRepositories'),
        isSynchronizing: parseBoolean(fields.value('synchronizationInProgress')),
    };
}
/** [open] A row of `/git/repositories/getmany`; only `id` and `name` are sure. @throws ShapeError */
function parseRepository(row, organization) {
    const fields = fieldsOf(row);
    const owner = parseOwner(fields, organization);
    const removed = parseRemoved(fields);
    // Of another organization, or perhaps gone, it proves nothing.
    const isOurs = organization === undefined || owner === undefined || owner === organization.id;
    const isEvidence = isOurs && removed !== 'unknown';
    return {
        id: required(fields, 'id', parseId(fields.value('id'))),
        name: required(fields, 'name', fields.text('name')),
        license: isEvidence ? parseLicense(fields) : 'unknown',
        plans: isEvidence ? parsePlansOf(fields) : undefined,
        removed: removed === 'removed',
    };
}
/** [open] A row of `/plans/listassignedtoorganization`, or [seen] a plan in an organization's row. @throws ShapeError */
function parsePlan(row, organization) {
    const fields = fieldsOf(row);
    return {
        id: required(fields, 'id', parseId(fields.value('id'))),
        name: fields.text('name', 'planName'),
        schedule: parseSchedule(fields),
        selection: parseSelection(fields),
        organization: parseOwner(fields, organization),
        excluded: parseExcluded(fields),
        repositories: parseRepositoriesOf(fields),
        repositoryCount: parseRepositoryCount(fields),
        lastRun: parseLastRun(fields),
    };
}
/** The plans that a repository's row lists. */
function parsePlansOf(fields) {
    const listed = parseIds(fields, ['plans', 'plansIds', 'planIds'], 'plan');
    if (listed !== undefined || fields.all('plans', 'plansIds', 'planIds').some((value) => value !== null))
        return listed;
    const planId = fields.value('planId');
    if (planId === null)
        return NOTHING;
    const id = parseId(planId);
    // One ID says nothing of further plans.
    return id === undefined ? undefined : { ids: new Set([id]), complete: false };
}
/** The repositories that a plan's row lists. A list shorter than the row's own count was cut. */
function parseRepositoriesOf(fields) {
    const listed = parseIds(fields, ['repositoriesIds', 'repositoryIds', 'repositories'], 'repository');
    const count = parseRepositoryCount(fields) ?? 0;
    return listed === undefined || count <= listed.ids.size ? listed : { ...listed, complete: false };
}
function parseRepositoryCount(fields) {
    return fields.number('repoCount', 'repositoriesCount', 'repositoryCount');
}
/** What a plan of all repositories leaves out, as rows or IDs; not complete where any of it is not understood. */
function parseExcluded(fields) {
    const names = ['excludedRepositoriesIds', 'excludedRepositoryIds', 'excludedRepositories'];
    const others = fields.names().filter((name) => /exclu/i.test(name) && (fields.list(name) ?? []).length > 0);
    return [...new Set([...names, ...others])]
        .map((name) => parseIds(fields, [name], 'repository') ?? { ids: new Set(), complete: isAbsent(fields, name) })
        .reduce(addLists, NOTHING);
}
function isAbsent(fields, name) {
    return fields.all(name).every((value) => value === null || value === '' || value === false);
}
/** [seen] `lastStatus: {successes, warnings, errors}` and `planFinishedTime`, an epoch. */
function parseLastRun(fields) {
    const status = fields.object('lastStatus');
    const successes = status?.number('successes');
    const warnings = status?.number('warnings');
    const errors = status?.number('errors');
    // A count that is missing is not zero.
    if (successes === undefined || warnings === undefined || errors === undefined)
        return undefined;
    const finished = fields.number('planFinishedTime') ?? 0;
    return { successes, warnings, errors, finishedAt: finished <= 0 ? undefined : epochDate(finished) };
}
/** Seconds or milliseconds: the example doesn't say; 1e11 is the year 5138 in one and 1973 in the other. */
function epochDate(epoch) {
    const date = new Date(epoch < 1e11 ? epoch * 1000 : epoch);
    return Number.isNaN(date.getTime()) ? undefined : date;
}
function fieldsOf(row) {
    const fields = JsonObject.of(row);
    if (fields === undefined)
        throw new ShapeError('a row is not an object');
    return fields;
}
function required(fields, name, value) {
    if (value === undefined)
        throw new ShapeError(`a row has no ${name} (its fields: ${someOf(fields.names())})`);
    return value;
}

;// CONCATENATED MODULE: ./src/gitprotect/pages.ts







/** Rows a page; the server may give fewer, its own cap is not documented. */
const PAGE_SIZE = 100;
/** A million rows: no organization has as many, and a list without an end must not be read for ever. */
const MAX_PAGES = 10_000;
const TOO_LONG = `the list has more than ${String(MAX_PAGES)} pages`;
const CONTRADICTION = 'two rows of the list have one id, and contradict each other';
/** How often a list is read again when it changed while it was read. */
const READINGS = 3;
/** What a page is that the server does not have. */
const NO_PAGE = { rows: [], total: undefined, place: undefined };
/** A paged list of the API, whose rows have an ID. */
class PagedList {
    #session;
    #call;
    #parseRow;
    #clock;
    #log;
    #progress;
    #pagesRead = 0;
    constructor(session, call, parseRow, clock, log) {
        this.#session = session;
        this.#call = call;
        this.#parseRow = parseRow;
        this.#clock = clock;
        this.#log = log;
    }
    get concurrency() {
        return this.#session.concurrency;
    }
    /**
     * Every row, each once. Pages are read at the same time; a list that changed between them, or doesn't add up, is read
     * again. @throws ServiceError
     */
    async readAll() {
        return (await this.#readWhole()).rows;
    }
    /**
     * Every row, none missed: a list of several pages is read until two readings in succession hold the same rows. In one
     * reading a row could be missed while another goes from, and a third comes to, pages on either side.
     * @throws ServiceError
     */
    async readSettled() {
        let before;
        for (let reading = 0; reading <= READINGS; reading++) {
            const { rows, pages } = await this.#readWhole();
            if (pages <= 1 || (rows.length === before?.size && rows.every(({ id }) => before?.has(id))))
                return rows;
            // Two readings of a long list are not held at once.
            before = new Set(rows.map(({ id }) => id));
        }
        throw this.#invalid(`the list changed in each of ${String(READINGS + 1)} readings`);
    }
    /** One page of at most so many rows. @param number from 1 @throws ServiceError */
    async fetchPage(number, limit = PAGE_SIZE) {
        try {
            const answer = await this.#session.read({ ...this.#call, body: { ...this.#call.body, limit, page: number } });
            const page = this.#parse(answer, number);
            this.#logProgress(number, page);
            return page;
        }
        catch (error) {
            // Some servers answer so after the last page.
            if (error instanceof NotFoundError && number > 1)
                return NO_PAGE;
            throw error;
        }
    }
    async #readWhole() {
        let limit = PAGE_SIZE;
        let before;
        let isContradictory = false;
        for (let reading = 1; reading <= READINGS; reading++) {
            const read = await this.#readOnce(limit);
            if (read.isWhole && read.isDistinct)
                return { ...read, rows: this.#eachOnce(read.rows) };
            const ids = JSON.stringify(read.rows.map(({ id }) => id).sort());
            isContradictory = eachOnce(read.rows) === undefined;
            // Rows that stand twice however the list is cut into pages are the server's own doubles, not rows that moved.
            if (read.isWhole && reading === READINGS && ids === before && read.firstPage <= limit && !isContradictory)
                return { ...read, rows: this.#eachOnce(read.rows) };
            // The last reading cuts the pages elsewhere.
            if (reading === READINGS - 1)
                limit = Math.max(1, read.firstPage - 1);
            before = ids;
        }
        const why = isContradictory ? `; ${CONTRADICTION}` : '';
        throw this.#invalid(`the list changed, or did not add up, in ${String(READINGS)} readings${why}`);
    }
    async #readOnce(limit) {
        const first = await this.fetchPage(1, limit);
        if (first.place === undefined)
            return await this.#readUncounted(first, limit);
        const { total } = first;
        const { page, pages } = first.place;
        if (pages > MAX_PAGES)
            throw this.#invalid(TOO_LONG);
        const numbers = Array.from({ length: Math.max(0, pages - 1) }, (_, index) => index + 2);
        const others = await pMap(numbers, (number) => this.fetchPage(number, limit), { concurrency: this.concurrency });
        const fit = others.every(({ rows, place, total: theirs }, index) => rows.length > 0 && place?.page === index + 2 && place.pages === pages && theirs === total);
        const rows = [first, ...others].flatMap((each) => each.rows);
        return {
            rows,
            isWhole: page === 1 && fit && (pages <= 1 || first.rows.length > 0) && (total === undefined || rows.length === total),
            // A single page is one response: what stands twice in it did not move.
            isDistinct: pages <= 1 || new Set(rows.map(({ id }) => id)).size === rows.length,
            pages,
            firstPage: first.rows.length,
        };
    }
    /** Pages without a count: read until two in succession are empty, one is not there, or one brings nothing new. */
    async #readUncounted(first, limit) {
        const seen = new Set();
        const rows = [];
        let isAfterEmpty = false;
        let page = first;
        for (let number = 1; number <= MAX_PAGES; number++) {
            const isEmpty = page.rows.length === 0;
            const isRepeated = !isEmpty && page.rows.every(({ id }) => seen.has(id));
            rows.push(...page.rows);
            for (const { id } of page.rows)
                seen.add(id);
            if (page === NO_PAGE || isRepeated || (isEmpty && isAfterEmpty)) {
                // As many rows as were asked for, and the same once more: the server gives no further page. Where fewer are asked
                // for, and as many come, it may be a cap of its own.
                const isCut = isRepeated && number === 2 && [limit, PAGE_SIZE].includes(first.rows.length);
                const isWhole = !isCut && (first.total === undefined || seen.size === first.total);
                const isDistinct = eachOnce(rows) !== undefined;
                return { rows, isWhole, isDistinct, pages: number, firstPage: first.rows.length };
            }
            isAfterEmpty = isEmpty;
            page = await this.fetchPage(number + 1, limit);
        }
        throw this.#invalid(TOO_LONG);
    }
    #eachOnce(rows) {
        const once = eachOnce(rows);
        if (once === undefined)
            throw this.#invalid(CONTRADICTION);
        return once;
    }
    #parse(answer, number) {
        try {
            const page = parsePage(answer);
            if (number === 1)
                this.#logFields(page);
            return { ...page, rows: page.rows.map((row) => this.#parseRow(row)) };
        }
        catch (error) {
            throw error instanceof ShapeError ? this.#invalid(error.message) : error;
        }
    }
    /** The field names that rows carry, never their values, so that an unknown shape can be reported. */
    #logFields({ rows }) {
        const names = JsonObject.of(rows[0])?.names();
        if (names !== undefined)
            this.#log.debug(`POST /${this.#call.path}: rows carry the fields ${someOf(names, 50)}`);
    }
    #logProgress(number, { place }) {
        this.#progress ??= new Progress(this.#log, this.#clock, `pages read to ${this.#call.purpose}`);
        // The list may be read again from its start.
        if (number === 1)
            this.#pagesRead = 0;
        this.#progress.report(++this.#pagesRead, place?.pages ?? 0);
    }
    #invalid(what) {
        return this.#session.invalid(this.#call, what);
    }
}
/** Rows each once; undefined where two have one ID, and say different things. */
function eachOnce(rows) {
    const byId = new Map();
    for (const row of rows) {
        const known = byId.get(row.id);
        if (known !== undefined && !(0,external_node_util_namespaceObject.isDeepStrictEqual)(known, row))
            return undefined;
        byId.set(row.id, row);
    }
    return [...byId.values()];
}

;// CONCATENATED MODULE: ./src/gitprotect/search.ts


/** Probing for one name costs at most about as many pages. */
const MAX_PROBES = 36;
const byCodeUnits = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
/**
 * The orders that servers are known to use, the likeliest first: .NET's and the databases' binary ones, then those of a
 * language. Which one it is isn't documented [open], so each is believed only as long as all that was read is in it.
 * Collators are made when they are first needed: they cost start-up time.
 */
const ORDERS = [
    () => (a, b) => byCodeUnits(a.toLowerCase(), b.toLowerCase()),
    () => byCodeUnits,
    () => (a, b) => byCodeUnits(a.toUpperCase(), b.toUpperCase()),
    () => new Intl.Collator('en').compare,
    () => new Intl.Collator('en', { ignorePunctuation: true }).compare,
];
/**
 * Looks for names in a long list that the server orders by name, without reading all of it: some pages at a time are
 * probed, and the pages between them narrowed down. It may miss a name, as where the order is none that is known; then
 * the whole list has to be read.
 */
class NameSearch {
    #list;
    /** What was read so far, by page. */
    read = new Map();
    #pages;
    /** As many rows came on the last page that was read as the server counts in all. */
    #isComplete = false;
    constructor(list) {
        this.#list = list;
    }
    /** What was read so far, each once. */
    get items() {
        return [...new Map([...this.read.values()].flat().map((item) => [item.id, item])).values()];
    }
    /** Whether two of the rows that were read have one ID, and say different things. */
    get isContradictory() {
        return eachOnce([...this.read.values()].flat()) === undefined;
    }
    /** Whether all of these are among the rows that were read. */
    holds(wanted) {
        const ids = new Set(this.items.map(({ id }) => id));
        const known = new Set(this.items.map(({ name }) => name));
        return wanted.every(({ names, id }) => (id === undefined ? names.some((name) => known.has(name)) : ids.has(id)));
    }
    /** Whether the server gives the same page, of as many rows as were asked for, whatever page is asked for. */
    async isCut() {
        const first = this.read.get(1) ?? [];
        if (first.length !== PAGE_SIZE || this.isContradictory)
            return false;
        const { rows } = await this.#list.fetchPage(2);
        return (0,external_node_util_namespaceObject.isDeepStrictEqual)(rows, first);
    }
    /** Whether the server counts the pages; else nothing can be searched. */
    get isCounted() {
        return this.#pages !== undefined;
    }
    /** What was read proves of names that weren't found. */
    get coverage() {
        // Several pages are several answers: rows may have moved between them.
        if (this.#pages !== undefined && this.#pages <= 1 && this.#isComplete)
            return 'whole';
        return ORDERS.some((make) => this.#isIn(make())) ? 'ordered' : 'partial';
    }
    /** Reads these pages. */
    async look(numbers) {
        const unread = [...new Set(numbers)].filter((number) => !this.read.has(number));
        await Promise.all(unread.map(async (number) => {
            const { rows, place, total = rows.length } = await this.#list.fetchPage(number);
            // A page that is gone says nothing of the others.
            if (place !== undefined || number === 1)
                this.#pages = place?.pages;
            this.#isComplete = total === rows.length;
            this.read.set(number, rows);
        }));
    }
    /** Reads the pages beside those of which a row with one of these IDs is the first or last: it may stand there again. */
    async lookBeside(ids) {
        const pages = this.#pages ?? 0;
        const beside = [...this.read].flatMap(([number, rows]) => [
            ...(ids.has(rows.at(0)?.id) ? [number - 1] : []),
            ...(ids.has(rows.at(-1)?.id) ? [number + 1] : []),
        ]);
        await this.look(beside.filter((number) => number >= 1 && number <= pages));
    }
    /**
     * Reads the pages on which these things stand, or every page where that is no more. At least one page must be read
     * before.
     * @param things the names by which each may be listed; the first that is found will do
     */
    async find(things) {
        const pages = this.#pages ?? 0;
        const { probes, rounds } = probing(pages, this.#list.concurrency);
        if (things.length * probes * rounds >= pages - this.read.size)
            await this.look(Array.from({ length: pages }, (_, index) => index + 1));
        else
            for (const names of things)
                await this.#findByAny(names);
    }
    /** Rows carry their owner's name or don't: only names of a form that was read are looked for. */
    async #findByAny(names) {
        const left = new Set(names);
        for (;;) {
            // Looked at again each time: rows of the other form may have been read meanwhile, and a name be listed in both.
            const forms = new Set(this.items.map(({ name }) => name.includes('/')));
            const next = [...left].find((name) => forms.has(name.includes('/')));
            if (next === undefined)
                return;
            left.delete(next);
            await this.#findOne(next);
        }
    }
    async #findOne(name) {
        for (const make of ORDERS) {
            const order = make();
            while (this.#isIn(order)) {
                const next = this.#narrow(name, order);
                if (next.length === 0)
                    break;
                await this.look(next);
            }
            if (this.#isIn(order) && this.#holds(name))
                return;
        }
    }
    /** The pages to read next: between those that stand before and after the name, or beside those that it may cross. */
    #narrow(name, order) {
        let before = 0;
        const pages = this.#pages ?? 0;
        let after = pages + 1;
        const around = [];
        for (const [number, items] of this.read) {
            const [first, last] = [items.at(0), items.at(-1)];
            if (first === undefined || last === undefined)
                continue;
            if (order(last.name, name) < 0)
                before = Math.max(before, number);
            else if (order(first.name, name) > 0)
                after = Math.min(after, number);
            else {
                if (order(first.name, name) === 0)
                    around.push(number - 1);
                if (order(last.name, name) === 0)
                    around.push(number + 1);
                // The name's place is known.
                before = after = 0;
            }
        }
        const candidates = Math.max(0, after - before - 1);
        const { probes } = probing(candidates, this.#list.concurrency);
        const between = Array.from({ length: probes }, (_, index) => Math.floor(before + ((index + 1) * (candidates + 1)) / (probes + 1)));
        // The last page, too, before an order is believed: one page alone may be in order by chance.
        return [...around, ...between, pages].filter((page) => page >= 1 && page <= pages && !this.read.has(page));
    }
    /** Whether all that was read is in this order. */
    #isIn(order) {
        const names = [...this.read]
            .sort(([a], [b]) => a - b)
            .flatMap(([, items]) => items)
            .map(({ name }) => name);
        return names.every((name, index) => index === 0 || order(names[index - 1] ?? '', name) <= 0);
    }
    /** Only a name that is written just so: one that differs in case may stand elsewhere once more. */
    #holds(name) {
        return [...this.read.values()].some((items) => items.some((item) => item.name === name));
    }
}
/** How to find one page among so many: in as few rounds as possible, with so many probes at a time and in all. */
function probing(pages, concurrency) {
    for (let rounds = 1;; rounds++) {
        // Rounding errors of the root must not cost a probe.
        const probes = Math.ceil((pages + 1) ** (1 / rounds) - 1e-9) - 1;
        if (probes <= 1 || (probes <= concurrency && probes * rounds <= MAX_PROBES))
            return { probes, rounds };
    }
}

;// CONCATENATED MODULE: ./src/gitprotect/client.ts





/**
 * The REST API of a GitProtect Management Service: a method for each of its endpoints; `Session` has the one to sign
 * in. Success bodies of changes are undocumented, so any 2xx is success; what counts is the state that is read
 * afterwards.
 *
 * Every method throws the classes of `errors.ts`.
 */
class GitProtect {
    #session;
    #clock;
    #log;
    /** On which page a repository was seen last, by its ID: it is looked for there first. */
    #pageOf = new Map();
    constructor(session, clock, log) {
        this.#session = session;
        this.#clock = clock;
        this.#log = log;
    }
    /** Requests that were sent, further attempts included. */
    get requests() {
        return this.#session.requests;
    }
    get concurrency() {
        return this.#session.concurrency;
    }
    /** [doc] `POST /account/login`: signs in, unless that was done, or there is a token. */
    async signIn() {
        await this.#session.signIn();
    }
    /** [doc] `POST /git/organizations/getmany`: all organizations, by name. */
    async listOrganizations() {
        const body = { orderby: 'name', ordertype: 'asc' };
        const call = callOf({ path: 'git/organizations/getmany', purpose: 'list the organizations', body });
        return await new PagedList(this.#session, call, parseOrganization, this.#clock, this.#log).readAll();
    }
    /** [doc] `POST /git/repositories/getmany`: all repositories of an organization, by name. */
    async listRepositories(organization) {
        return await this.#repositoriesOf(organization).readSettled();
    }
    /**
     * As many repositories of an organization as it takes to find some, without reading a long list as a whole.
     * @param wanted for each the names by which it may be listed, and its ID where it is known
     * @returns what was read, and what it proves of one that isn't among them
     */
    async searchRepositories(organization, wanted) {
        const list = this.#repositoriesOf(organization);
        const search = new NameSearch(list);
        const seenOn = wanted.flatMap(({ id }) => this.#pageOf.get(id ?? '') ?? []);
        await search.look(seenOn.length > 0 ? seenOn : [1]);
        if (!search.isCounted) {
            // Of a list that cannot be read whole, what is wanted may be there all the same.
            if (search.holds(wanted) && (await search.isCut()))
                return { repositories: search.items, coverage: search.coverage };
            return { repositories: await list.readSettled(), coverage: 'whole' };
        }
        const seen = new Set(search.items.map(({ id }) => id));
        await search.find(wanted.filter(({ id }) => id === undefined || !seen.has(id)).map(({ names }) => names));
        await search.lookBeside(new Set(wanted.map(({ id }) => id)));
        // A row that changed between two pages, or rows that contradict each other: a whole reading tells.
        if (search.isContradictory)
            return { repositories: await list.readSettled(), coverage: 'whole' };
        for (const [page, rows] of search.read)
            for (const { id } of rows)
                this.#pageOf.set(id, page);
        return { repositories: search.items, coverage: search.coverage };
    }
    /** [doc] `POST /plans/listassignedtoorganization`: the backup plans that hold repositories of an organization. */
    async listPlans(organization) {
        const call = callOf({
            path: 'plans/listassignedtoorganization',
            purpose: `list the backup plans of organization ${nameAndId(organization)}`,
            body: { organizationid: organization.id },
        });
        const parse = (row) => parsePlan(row, organization);
        return await new PagedList(this.#session, call, parse, this.#clock, this.#log).readAll();
    }
    /** [doc] `POST /git/repositories/activate`: gives each repository a license. */
    async activateLicenses(repositories) {
        await this.#change(ACTIVATE_PATH, `activate the license of ${repositoriesInWords(repositories)}`, client_idsOf(repositories), {
            roles: MANAGEMENT,
            ifRejected: 'Free a license in GitProtect or get more; if some are free, check that the repository is still at its Git host and not archived there.',
        });
    }
    /** [doc] `POST /git/repositories/deactivate`: takes the license from each repository. */
    async deactivateLicenses(repositories) {
        const purpose = `deactivate the license of ${repositoriesInWords(repositories)}`;
        await this.#change('git/repositories/deactivate', purpose, client_idsOf(repositories), { roles: MANAGEMENT });
    }
    /**
     * [doc] `POST /git/repositories/remove`: removes a repository from GitProtect and, if asked, destroys its backups.
     * Never repeated by itself.
     */
    async removeRepository(repository, removeData) {
        const body = { id: repository.id, removedata: removeData };
        await this.#change('git/repositories/remove', `remove repository ${nameAndId(repository)}`, body, {
            roles: MANAGEMENT,
            isRetryable: false,
        });
    }
    /** [doc] `POST /git/repositories/sync`: has GitProtect read the Git host's list again. Body ours [open]; asynchronous. */
    async synchronize(organization) {
        const body = { id: organization.id, organizationid: organization.id };
        await this.#change('git/repositories/sync', `synchronize organization ${nameAndId(organization)}`, body);
    }
    /** [doc] `POST /plans/attachgitrepository` */
    async attachRepository(plan, repository) {
        const purpose = `attach repository ${nameAndId(repository)} to backup plan ${nameAndId(plan)}`;
        await this.#change('plans/attachgitrepository', purpose, membership(plan, repository), {
            ifRejected: 'Look at the backup plan in GitProtect: it takes repositories by hand only if they are selected individually there.',
        });
    }
    /** [doc] `POST /plans/detachgitrepository` */
    async detachRepository(plan, repository) {
        const purpose = `detach repository ${nameAndId(repository)} from backup plan ${nameAndId(plan)}`;
        await this.#change('plans/detachgitrepository', purpose, membership(plan, repository));
    }
    /** [doc] `POST /plans/AttachAzureProject`: only for plans with individual project selection. */
    async attachAzureProject(plan, project) {
        const purpose = `attach Azure DevOps project ${nameAndId(project)} to backup plan ${nameAndId(plan)}`;
        await this.#change('plans/AttachAzureProject', purpose, { planId: plan.id, projectId: project.id });
    }
    /** [doc] `POST /plans/DetachAzureProject`: only for plans with individual project selection. */
    async detachAzureProject(plan, project) {
        const purpose = `detach Azure DevOps project ${nameAndId(project)} from backup plan ${nameAndId(plan)}`;
        await this.#change('plans/DetachAzureProject', purpose, { planId: plan.id, projectId: project.id });
    }
    /** [doc] `POST /plans/modifygitplan`. That fields left out stay as they are is not documented [open]. */
    async modifyGitPlan(plan, changes) {
        await this.#change('plans/modifygitplan', `modify backup plan ${nameAndId(plan)}`, { ...changes, id: plan.id });
    }
    /** [doc] `POST /plans/ModifyAzurePlanAsync`. That fields left out stay as they are is not documented [open]. */
    async modifyAzurePlan(plan, changes) {
        const purpose = `modify backup plan ${nameAndId(plan)}`;
        await this.#change('plans/ModifyAzurePlanAsync', purpose, { ...changes, id: plan.id });
    }
    async #change(path, purpose, body, more = {}) {
        await this.#session.call(callOf({ path, purpose, body, ...more }));
    }
    #repositoriesOf(organization) {
        const call = callOf({
            path: 'git/repositories/getmany',
            purpose: `list the repositories of organization ${nameAndId(organization)}`,
            body: { id: organization.id, orderby: 'name', ordertype: 'asc' },
        });
        const parse = (row) => parseRepository(row, organization);
        return new PagedList(this.#session, call, parse, this.#clock, this.#log);
    }
}
function client_idsOf(repositories) {
    return { Ids: repositories.map(({ id }) => id) };
}
function membership(plan, repository) {
    return { planid: plan.id, repositoryid: repository.id };
}

;// CONCATENATED MODULE: ./src/gitprotect/reported-failure.ts


/**
 * Whether the body of a 2xx says that the request failed [open]: `success` false, or errors. Anything else, no JSON
 * included, says nothing of it.
 */
function reportsFailure(body) {
    // Not even parsed where it is a list, which may be long.
    const fields = /^\s*\[/.test(body) ? undefined : JsonObject.parse(body.replace(/^\uFEFF/, ''));
    if (fields === undefined)
        return false;
    // Some services wrap what they answer.
    return [fields, fields.object('data'), fields.object('result')].some((each) => each !== undefined && says(each));
}
function says(fields) {
    const success = fields.all('success', 'isSuccess', 'succeeded', 'isSuccessful', 'successful');
    const failure = fields.all('failed', 'isFailure', 'isError', 'hasError', 'hasErrors');
    return (success.some((value) => parseBoolean(value) === false) ||
        failure.some((value) => parseBoolean(value) === true) ||
        fields.all('errors', 'error').some((value) => !isEmpty(value)));
}
/** What stands where there is no error. */
function isEmpty(value) {
    if (value === null || value === false || value === 0)
        return true;
    if (typeof value === 'string')
        return value.trim() === '';
    return typeof value === 'object' && Object.keys(value).length === 0;
}

;// CONCATENATED MODULE: ./src/gitprotect/session.ts






/**
 * Sends calls with an access token. The token is fetched when it is first needed and, where there is a password, once
 * more when the server stops accepting it during the run: one sign-in for all the calls that meet the 401 at once.
 */
class Session {
    #transport;
    #credentials;
    #redactor;
    #token;
    #isRenewed = false;
    constructor(transport, credentials, redactor) {
        this.#transport = transport;
        this.#credentials = credentials;
        this.#redactor = redactor;
    }
    get requests() {
        return this.#transport.requests;
    }
    get concurrency() {
        return this.#transport.concurrency;
    }
    /** [doc] `POST /account/login`, unless there is a token already. A rejected sign-in is never repeated. */
    async signIn() {
        this.#token ??= this.#fetchToken();
        await this.#token;
    }
    /**
     * Sends a call that changes nothing, and returns its JSON. An answer that is empty or cut off is asked for once more.
     * @throws ServiceError
     */
    async read(call) {
        return await readTwice(async () => parseJson(await this.call(call))).catch((thrown) => {
            throw thrown instanceof ShapeError ? this.invalid(call, thrown.message) : thrown;
        });
    }
    /** Sends a call with the token, and returns the text of a 2xx. @throws ServiceError */
    async call(call) {
        let rejected;
        for (;;) {
            const token = (this.#token ??= this.#fetchToken());
            const mayHaveApplied = rejected?.mayHaveApplied ?? false;
            const accessToken = await token.catch((error) => {
                // What goes wrong with a second sign-in does not say that the call may have been carried out before it.
                throw mayHaveApplied ? rejected : error;
            });
            try {
                const headers = { authorization: `Bearer ${accessToken}` };
                const response = await this.#transport.send({ ...call, method: 'POST', headers, mayHaveApplied });
                return this.#textOf(response, call);
            }
            catch (thrown) {
                const error = serviceError(thrown, call);
                if (!(error instanceof UnauthorizedError) || !this.#hasNewerToken(token))
                    throw error;
                rejected = error;
            }
        }
    }
    /** The error of a response that can't be what the API gives. */
    invalid(call, what) {
        return invalidResponse(call, this.#transport.urlOf(call), this.#redactor.redact(what));
    }
    /** After a token was rejected: whether another one is there already, or can be fetched by a second sign-in. */
    #hasNewerToken(rejected) {
        if (this.#token !== rejected)
            return true;
        if (this.#isRenewed || this.#credentials.kind === 'token')
            return false;
        this.#isRenewed = true;
        this.#token = undefined;
        return true;
    }
    async #fetchToken() {
        if (this.#credentials.kind === 'token')
            return this.#credentials.token;
        const { email, password, oddity } = this.#credentials;
        const body = { email, password, rememberMe: false };
        const call = callOf({ path: SIGN_IN_PATH, purpose: 'sign in', body, ifRejected: ifSignInRejected(oddity) });
        try {
            // Repeated only where nothing can be read: the account was not rejected.
            const answer = await readTwice(async () => parseJson(this.#textOf(await this.#transport.send({ ...call, method: 'POST' }), call)));
            const token = parseAccessToken(answer);
            this.#redactor.addSecret(token);
            return token;
        }
        catch (thrown) {
            if (thrown instanceof NoTokenError)
                throw noAccessToken(call, this.#transport.urlOf(call), thrown.message);
            throw thrown instanceof ShapeError ? this.invalid(call, thrown.message) : serviceError(thrown, call);
        }
    }
    #textOf(response, call) {
        const { status, body } = response;
        if (looksLikeHtml(body))
            throw this.invalid(call, `HTTP ${String(status)} with a web page instead of JSON`);
        if (!reportsFailure(body))
            return body;
        const said = parseErrorResponse(response, this.#redactor);
        const what = said.message === '' ? 'the answer says that the request failed' : said.message;
        const cause = { kind: 'status', response: { ...said, message: what } };
        const message = describeAttempt({ ...call, method: 'POST' }, cause, this.#transport.urlOf(call).href);
        throw new HttpFailure(message, cause, false);
    }
}
/** What is read; read once more where the first answer is empty or cut off. @throws ShapeError where the second is, too */
async function readTwice(read) {
    try {
        return await read();
    }
    catch (thrown) {
        if (!(thrown instanceof ShapeError))
            throw thrown;
        return await read();
    }
}

;// CONCATENATED MODULE: ./src/gitprotect/connect.ts






const USER_AGENT = 'gitprotect-action';
/** A client of a Management Service. Nothing is sent yet. @throws Failure for a proxy or certificates that can't be used */
function connect(settings, world, redactor, log) {
    const { serverUrl, credentials } = settings;
    checkProxies(serverUrl, world.environment, redactor);
    trustCertificates(settings.certificateAuthorities, world.environment);
    waitForDistantAddresses(settings.requestTimeoutSeconds);
    const transport = new Transport({
        ...settings,
        ...world,
        baseUrl: serverUrl,
        userAgent: USER_AGENT,
        bypassesProxy: isProxyBypassed(serverUrl, world.environment),
        redactor,
        log,
    });
    return new GitProtect(new Session(transport, credentials, redactor), world.clock, log);
}

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: ./src/inputs/values.ts
/** What is wrong with an input; its message names the input, what was given (never a secret) and what it takes. */
class Mistake extends Error {
}
/** An input that is filled from a secret is empty. */
class MissingSecret extends Mistake {
}
/** An input that was read, or what is wrong with it. */
class Parsed {
    /** What is wrong; none where the input is right. */
    mistakes;
    #get;
    /** @param parse throws a `Mistake` where the input is wrong */
    constructor(parse) {
        try {
            const value = parse();
            this.#get = () => value;
            this.mistakes = [];
        }
        catch (error) {
            if (!(error instanceof Mistake))
                throw error;
            this.#get = parse;
            this.mistakes = [error];
        }
    }
    /** @throws the mistake */
    get value() {
        return this.#get();
    }
}
/** Each line once, without those that are blank. */
function linesOf(given) {
    const lines = given.split(/\r?\n/).map((line) => line.trim());
    return [...new Set(lines.filter((line) => line !== ''))];
}
/** A name or ID. @throws Mistake */
function parseOneLine(name, given) {
    if (given === '')
        throw new Mistake(`${name} is empty: give its name or ID, as GitProtect lists it`);
    if (/[\r\n]/.test(given))
        throw new Mistake(`${name} holds several lines: give one name or ID`);
    return given;
}
/** The values of YAML 1.2's core schema, as in `@actions/core`; false where nothing is given. @throws Mistake */
function values_parseBoolean(name, given) {
    if (/^(true|True|TRUE)$/.test(given))
        return true;
    if (/^(false|False|FALSE|)$/.test(given))
        return false;
    throw new Mistake(`${name} is '${given}': it takes true or false`);
}
/** A whole number from `min` to `max`. @throws Mistake */
function parseInteger(name, given, min, max, fallback) {
    if (given === '')
        return fallback;
    const value = /^\d{1,6}$/.test(given) ? Number(given) : NaN;
    if (value >= min && value <= max)
        return value;
    throw new Mistake(`${name} is '${given}': it takes a whole number from ${String(min)} to ${String(max)}`);
}
/** One of these; the first where nothing is given. @throws Mistake */
function parseChoice(name, given, choices) {
    const choice = given === '' ? choices[0] : choices.find((each) => each === given);
    if (choice === undefined)
        throw new Mistake(`${name} is '${given}': it takes ${[choices.slice(0, -1).join(', '), choices.at(-1)].join(' or ')}`);
    return choice;
}

;// CONCATENATED MODULE: ./src/inputs/certificates.ts



const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
/** The certificates of `ca-certificate`, each as PEM text. @throws Mistake */
function parseCertificates(given) {
    if (given === '')
        return [];
    const isText = given.includes('-----BEGIN');
    const text = isText ? given : readTextFile(given);
    const where = isText ? 'ca-certificate' : `ca-certificate: file '${given}'`;
    const blocks = text.match(PEM) ?? [];
    if (blocks.length === 0)
        throw new Mistake(`${where} holds no certificate: it takes PEM text (-----BEGIN CERTIFICATE-----) or the path of a PEM file`);
    try {
        return blocks.map((block) => new external_node_crypto_namespaceObject.X509Certificate(block).toString());
    }
    catch {
        throw new Mistake(`${where} holds a certificate that cannot be read: is it PEM, and whole?`);
    }
}
function readTextFile(path) {
    try {
        return (0,external_node_fs_namespaceObject.readFileSync)(path, 'utf8');
    }
    catch (error) {
        const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
        throw new Mistake(`ca-certificate: the file '${path}' cannot be read (${why}): it takes PEM text or the path of a PEM file`);
    }
}

;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
;// CONCATENATED MODULE: ./src/shared/paths.ts

/** Whether a path leads out of a folder; both absolute. */
function leadsOut(folder, path) {
    const below = (0,external_node_path_namespaceObject.relative)(folder, path);
    return below === '..' || below.startsWith(`..${external_node_path_namespaceObject.sep}`) || (0,external_node_path_namespaceObject.isAbsolute)(below);
}

;// CONCATENATED MODULE: ./src/inputs/report-file.ts



/**
 * Where `report-file` leads.
 * @param workspace where the workflow's files are; elsewhere a report could overwrite what isn't the workflow's
 * @throws Mistake
 */
function parseReportFile(given, workspace) {
    if (given === '')
        return undefined;
    const root = (0,external_node_path_namespaceObject.resolve)(workspace);
    const path = (0,external_node_path_namespaceObject.resolve)(root, given);
    const ending = (0,external_node_path_namespaceObject.extname)(path).toLowerCase();
    if (ending !== '.json' && ending !== '.csv')
        throw new Mistake(`report-file is '${given}': its ending must be .json or .csv`);
    if (leadsOut(root, path))
        throw new Mistake(`report-file is '${given}': it must be in the workspace (${root})`);
    return { path, workspace: root, format: ending === '.csv' ? 'csv' : 'json' };
}

;// CONCATENATED MODULE: ./src/inputs/selection.ts



/** So many wrong lines are shown. */
const MAX_SHOWN = 20;
/** The plans that `plan` names. @throws Mistake */
function parsePlans(given) {
    const names = linesOf(given);
    if (names.length === 0)
        throw new Mistake('plan is empty: give the name or ID of a backup plan, several one a line');
    return names;
}
/**
 * The repositories that `repository` selects.
 * @param current `GITHUB_REPOSITORY`, never the event's payload: a scheduled run has none
 * @throws Mistake
 */
function selection_parseSelection(given, current) {
    const lines = linesOf(given === '' ? current : given);
    if (lines.length === 0)
        throw new Mistake('repository is empty, and GITHUB_REPOSITORY names no current one: give its name or ID');
    checkSyntax(lines);
    const isExcluded = (line) => line.startsWith('!');
    const named = lines.map((line) => (isExcluded(line) ? line.slice(1).trim() : line));
    const wrong = lines.filter((_, index) => !/^[^/]+(\/.+)?$/.test(named[index] ?? ''));
    if (wrong.length > 0)
        throw new Mistake(`repository has ${wrong
            .slice(0, MAX_SHOWN)
            .map((line) => `'${line}'`)
            .join(', ')}: a line is a name, owner/name, ID, or a pattern with * and ?`);
    const included = lines.filter((line) => !isExcluded(line)).map(parseLine);
    const excluded = lines.filter(isExcluded).map((line) => parseLine(line.slice(1).trim()));
    // Only exclusions: all the rest.
    return { included: included.length === 0 ? [EVERYTHING] : included, excluded };
}
/** Where it names an owner, it depends on the organization what that means. */
function parseLine(text) {
    if (/[*?]/.test(text))
        return { kind: 'pattern', text };
    const slash = text.lastIndexOf('/');
    return { kind: 'name', text, names: [text], owner: slash < 0 ? undefined : text.slice(0, slash) };
}
/** What no Git host allows in the name of a repository, or of its owner: it comes from another way to write a list. */
const NOT_IN_NAMES = /[,[\]{}"#`]|:\/\/|^!?\s*(-\s|'.*'$|[\w.-]+@[\w.-]+:)/;
/** @throws Mistake for lines of another syntax, with what to write instead */
function checkSyntax(lines) {
    const wrong = lines.filter((line) => NOT_IN_NAMES.test(line));
    if (wrong.length === 0)
        return;
    const shown = wrong.slice(0, MAX_SHOWN).map((line) => `${inQuotes(withoutCredentials(line))} (${remedyOf(line)})`);
    const more = wrong.length > MAX_SHOWN ? ` and ${String(wrong.length - MAX_SHOWN)} more` : '';
    throw new Mistake(`repository has lines that cannot be the name of a repository: ${shown.join(', ')}${more}. It takes one name, owner/name, ID or pattern a line, without quotes, commas or comments`);
}
function remedyOf(line) {
    const instead = linesInstead(line);
    if (instead.length === 0)
        return 'leave it out';
    if (instead.some((each) => NOT_IN_NAMES.test(each)))
        return 'no name holds that, and a pattern has only * and ?';
    const quoted = instead.slice(0, MAX_SHOWN).map(inQuotes).join(' and ');
    return instead.length === 1 ? `write ${quoted}` : `write ${quoted}, each on a line of its own`;
}
/** The lines that were meant, as far as that can be told. */
function linesInstead(line) {
    const mark = line.startsWith('!') ? '!' : '';
    return line
        .slice(mark.length)
        .replace(/(^|\s)#.*$/, '')
        .split(',')
        .map((part) => part.replace(/^[\s[]*(-\s+)?["'`]?/, '').replace(/["'`]?[\s\]]*$/, ''))
        .map(pathOf)
        .flatMap((name) => (name === '' ? [] : name.startsWith('!') ? name : `${mark}${name}`));
}
/** The owner and name that an address of a repository ends with; anything else as it is. */
function pathOf(text) {
    const [, path] = /^(?:[a-z+]+:\/\/[^/]*\/|[\w.-]+@[\w.-]+:)(.*)$/i.exec(text) ?? [];
    return path === undefined
        ? text
        : path
            .replace(/[?#].*$/, '')
            .replace('/_git/', '/')
            .replace(/\/+$/, '')
            .replace(/\.git$/i, '');
}
/** An address may hold a token. */
function withoutCredentials(line) {
    return line.replace(/:\/\/[^/\s]*@/g, '://…@');
}
function inQuotes(text) {
    return `'${shortened(text)}'`;
}

;// CONCATENATED MODULE: ./src/inputs/server.ts

/** The address of the Management Service, with its path prefix if it has one. @throws Mistake */
function parseServerUrl(given) {
    if (given === '')
        throw new Mistake('server-url is empty: give the address of the Management Service, as https://gitprotect.example.com');
    // An address with credentials in it is a secret.
    const shown = given.includes('@') ? '' : `'${given}' `;
    if (!URL.canParse(given))
        throw new Mistake(`server-url ${shown}is not a URL: write it as https://host, with port and path if it has them`);
    const url = new URL(given);
    if (url.username !== '' || url.password !== '')
        throw new Mistake('server-url holds a user name or password: give them in email and password');
    if (/[?#]/.test(given))
        throw new Mistake(`server-url '${url.origin}…' holds a query or fragment: leave it out`);
    if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)))
        return url;
    throw new Mistake(`server-url ${shown}is not https: plain http would show the password to the network, and is taken for a loopback host only`);
}
/** Addresses that every system keeps to itself; a name below localhost may be resolved elsewhere. */
function isLoopback(hostname) {
    return /^(127(\.\d+){3}|\[::1\]|localhost)$/.test(hostname);
}
/** One way to sign in. @throws Mistake */
function parseCredentials(email, password, token) {
    if (token !== '') {
        if (email !== '' || password !== '')
            throw new Mistake('access-token and email/password are both given: give one way to sign in, not both');
        if (/[^\x21-\x7e]/.test(token))
            throw new Mistake('access-token holds spaces or line breaks: give the token alone');
        return { kind: 'token', token };
    }
    if (email === '' && password === '')
        throw new MissingSecret('email and password are empty, and so is access-token: are the secrets available to this workflow?');
    if (email === '')
        throw new MissingSecret('email is empty: is the secret available to this workflow?');
    if (password === '')
        throw new MissingSecret('password is empty: is the secret available to this workflow?');
    return { kind: 'password', email, password, oddity: oddityOf(password) };
}
/** What people don't see of a secret, and hardly ever mean to be in it. It is sent all the same. */
function oddityOf(password) {
    const oddities = [
        ...(/^(\ufeff|ï»¿)/.test(password) ? ['begins with a byte order mark'] : []),
        ...(/^\s/.test(password.replace(/^\ufeff/, '')) ? ['begins with a blank or line break'] : []),
        ...(/[\r\n]$/.test(password) ? ['ends with a line break'] : /\s$/.test(password) ? ['ends with a blank'] : []),
    ];
    if (oddities.length === 0)
        return undefined;
    return `The password ${oddities.join(' and ')}, as after gh secret set with a file: if that is not part of it, store the secret again without it.`;
}
/** Node's own switch would send the password to anyone: there is no way to turn certificate checks off here. @throws Mistake */
function checkTls(environment) {
    if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
        throw new Mistake('NODE_TLS_REJECT_UNAUTHORIZED=0 turns certificate checks off: remove it, and for a private CA give ca-certificate');
}

;// CONCATENATED MODULE: ./src/inputs/inputs.ts






/** One or more inputs are wrong; the message lists them all. */
class InputError extends Failure {
    /** Where a report of this goes, if that input is right. */
    reportFile;
    constructor(mistakes, hint, reportFile) {
        super(mistakes.length === 1 ? 'An input is wrong' : `${String(mistakes.length)} inputs are wrong`, [...mistakes, ...(hint === undefined ? [] : [hint])].join('\n'), "Correct the step's inputs (under with: in the workflow) and run it again. Nothing was sent to GitProtect.");
        this.reportFile = reportFile;
    }
}
/**
 * Reads and checks every input, each once. Secrets are masked before anything else happens.
 * @throws InputError with all mistakes at once
 */
async function readInputs(source, redactor) {
    // Taken as it is: spaces may belong to it.
    const password = source.input('password');
    const accessToken = source.input('access-token').trim();
    redactor.addSecret(password);
    redactor.addSecret(accessToken);
    const { environment } = source;
    const workflowOwner = ownerOfWorkflow(environment);
    const given = (name) => source.input(name).trim();
    const integer = (name, min, max, fallback) => new Parsed(() => parseInteger(name, given(name), min, max, fallback));
    const parsed = {
        serverUrl: new Parsed(() => parseServerUrl(given('server-url'))),
        credentials: new Parsed(() => parseCredentials(given('email'), password, accessToken)),
        organization: new Parsed(() => parseOneLine('organization', given('organization') || workflowOwner)),
        selection: new Parsed(() => selection_parseSelection(given('repository'), environment['GITHUB_REPOSITORY'] ?? '')),
        plans: new Parsed(() => parsePlans(given('plan'))),
        dryRun: new Parsed(() => values_parseBoolean('dry-run', given('dry-run'))),
        failOnDrift: new Parsed(() => values_parseBoolean('fail-on-drift', given('fail-on-drift'))),
        sync: new Parsed(() => parseChoice('sync', given('sync'), ['auto', 'always', 'never'])),
        syncTimeoutSeconds: integer('sync-timeout', 0, 3600, 300),
        verifyTimeoutSeconds: integer('verify-timeout', 0, 600, 30),
        maxBackupAgeHours: integer('max-backup-age', 1, 999_999, undefined),
        failOnUnhealthyPlan: new Parsed(() => values_parseBoolean('fail-on-unhealthy-plan', given('fail-on-unhealthy-plan'))),
        concurrency: integer('concurrency', 1, 32, 8),
        requestTimeoutSeconds: integer('request-timeout', 1, 600, 30),
        retries: integer('retries', 0, 10, 4),
        rateLimitTimeoutSeconds: integer('rate-limit-timeout', 0, 21_600, 900),
        certificateAuthorities: new Parsed(() => parseCertificates(given('ca-certificate'))),
        reportFile: new Parsed(() => parseReportFile(given('report-file'), environment['GITHUB_WORKSPACE'] ?? '')),
        tls: new Parsed(() => {
            checkTls(environment);
        }),
    };
    const mistakes = Object.values(parsed).flatMap((each) => each.mistakes);
    if (mistakes.length > 0) {
        const isSecretMissing = mistakes.some((mistake) => mistake instanceof MissingSecret);
        throw new InputError(mistakes.map(({ message }) => message), isSecretMissing ? await source.missingSecretHint() : undefined, parsed.reportFile.mistakes.length === 0 ? parsed.reportFile.value : undefined);
    }
    const dryRun = parsed.dryRun.value;
    return {
        serverUrl: parsed.serverUrl.value,
        credentials: parsed.credentials.value,
        request: {
            organization: parsed.organization.value,
            selection: parsed.selection.value,
            plans: parsed.plans.value,
            workflowOwner: workflowOwner === '' ? undefined : workflowOwner,
        },
        dryRun,
        failOnDrift: parsed.failOnDrift.value,
        maxBackupAgeHours: parsed.maxBackupAgeHours.value,
        failOnUnhealthyPlan: parsed.failOnUnhealthyPlan.value,
        // A dry run changes nothing, not even GitProtect's list of repositories.
        syncsFirst: parsed.sync.value === 'always' && !dryRun,
        syncTimeoutSeconds: parsed.sync.value !== 'never' && !dryRun ? parsed.syncTimeoutSeconds.value : undefined,
        verifyTimeoutSeconds: parsed.verifyTimeoutSeconds.value,
        concurrency: parsed.concurrency.value,
        requestTimeoutSeconds: parsed.requestTimeoutSeconds.value,
        retries: parsed.retries.value,
        rateLimitTimeoutSeconds: parsed.rateLimitTimeoutSeconds.value,
        certificateAuthorities: parsed.certificateAuthorities.value,
        reportFile: parsed.reportFile.value,
    };
}
/** Whose the workflow's repository is; empty where that is not known. */
function ownerOfWorkflow(environment) {
    const { GITHUB_REPOSITORY: repository = '', GITHUB_REPOSITORY_OWNER: owner = '' } = environment;
    return repository.slice(0, Math.max(0, repository.lastIndexOf('/'))) || owner;
}

;// CONCATENATED MODULE: ./src/reconcile/circuit-breaker.ts

/** Failures of the service in a row, none of its answers between them, after which it is taken to be down. */
const MAX_OUTAGES = 3;
/**
 * Failures in a row of one class and status, nothing accepted between them, after which they are taken to concern all.
 * Where many can't be protected, each for a reason of its own, the others must not go without: so the numbers are large
 * where a failure may well be one repository's own.
 */
const MAX_IN_A_ROW = {
    /** Rejected for a limit that all share. */
    limit: 5,
    /** HTTP 500: each has been tried several times. */
    failing: 20,
    rejected: 100,
    /** The server names the one repository that it rejects. */
    named: 1000,
};
/** Failures that concern every request: the next one would end no better. */
const CONCERNS_ALL = [UnauthorizedError, SignInError, CertificateError, ProxyError, RedirectError, CancelledError];
const LICENSES = 'licenses';
/**
 * Decides when a failure concerns more than one repository, so that what would fail as well is not tried: a
 * repository's own failure must not keep the others from being protected, and one that concerns all must not cost a
 * request for each.
 */
class CircuitBreaker {
    #open = new Map();
    /** Failures in a row of one class and status. */
    #streaks = new Map();
    #allOpen;
    #outages = 0;
    /** Why a change is not tried; undefined: try it. */
    check(circuit) {
        return this.#allOpen ?? this.#open.get(circuit);
    }
    /** A change was accepted. */
    accepted(circuit) {
        this.#outages = 0;
        this.#streaks.delete(circuit);
    }
    /** What its failures were about is over: changes are tried again. */
    close(circuit) {
        this.#open.delete(circuit);
        this.#streaks.delete(circuit);
    }
    /** A change for one repository failed, or one for several in a way that isn't a single one's. */
    failed(circuit, error) {
        if (CONCERNS_ALL.some((type) => error instanceof type))
            this.#allOpen ??= notTried(error);
        else if (error instanceof PermissionError)
            this.#count(circuit, error, 1);
        else if (error instanceof LicenseLimitError)
            this.#count(circuit, error, MAX_IN_A_ROW.limit);
        else if (error instanceof RejectedError || error instanceof NotFoundError)
            this.#count(circuit, error, MAX_IN_A_ROW.rejected);
        else if (error instanceof ServerError && error.response.status === 500)
            this.#count(circuit, error, MAX_IN_A_ROW.failing);
        else if (++this.#outages >= MAX_OUTAGES)
            this.#allOpen ??= notTried(error);
    }
    /** A change for several was rejected, and the server named the one that it is about. */
    failedByName(circuit, error) {
        if (error instanceof LicenseLimitError)
            this.#count(circuit, error, MAX_IN_A_ROW.limit);
        else if (error instanceof StatusError)
            this.#count(circuit, error, MAX_IN_A_ROW.named);
    }
    #count(circuit, error, max) {
        this.#outages = 0;
        const { status } = error.response;
        // A conflict is with the state of the one that was asked for.
        if (status === 409)
            return;
        const type = error.constructor;
        const streak = this.#streaks.get(circuit);
        const length = streak !== undefined && streak.type === type && streak.status === status ? streak.length + 1 : 1;
        this.#streaks.set(circuit, { type, status, length });
        if (length >= max && !this.#open.has(circuit))
            this.#open.set(circuit, notTried(error));
    }
}
function notTried({ message, remedy, reason }) {
    return {
        title: 'Not tried after others failed',
        message: `not tried, since it would fail as others did: ${message}`,
        remedy,
        reason,
    };
}

;// CONCATENATED MODULE: ./src/reconcile/rejections.ts

/** What a failed request leaves of an attempt. @param mayHaveApplied this request or an earlier one */
function attemptAfter(error, mayHaveApplied = error.mayHaveApplied) {
    if (saysAlready(error))
        return { kind: 'already', problem: error };
    return { kind: 'failed', mayHaveApplied, problem: error };
}
/** Whether a server rejected a change since it has been made already [open]: any other conflict is a failure. */
function saysAlready(error) {
    if (!(error instanceof RejectedError) || error.response.status !== 409)
        return false;
    const { message } = error.response;
    return /\balready\b/i.test(message) && !OTHER_CONFLICT.test(message);
}
/** What else may be so already: another plan has the repository, licenses are used up, or something is under way. */
const OTHER_CONFLICT = /\b(an?other|other|different|running|progress|underway|being|locked|started|queued|pending|in use|used|taken|exhausted|reached|exceeded|limit|maximum|full|enough|free|archived|removed|deleted|disabled)\b/i;

;// CONCATENATED MODULE: ./src/reconcile/activate.ts






/** Licenses a request. */
const BATCH_SIZE = 100;
/**
 * Activates licenses, many a request. A batch that the server rejects as a whole is halved until those that it can't
 * license stand alone: they don't keep the others from their licenses.
 */
async function activateAll(context, changes, breaker) {
    const batches = Array.from({ length: Math.ceil(changes.length / BATCH_SIZE) }, (_, index) => changes.slice(index * BATCH_SIZE, (index + 1) * BATCH_SIZE));
    const { concurrency } = context.service;
    const attempts = await pMap(batches, (batch) => activate(context, batch, breaker, false), { concurrency });
    return new Map(attempts.flat());
}
/** @param mayHaveApplied an earlier attempt got no answer, and may have been carried out */
async function activate(context, changes, breaker, mayHaveApplied) {
    const problem = breaker.check(LICENSES);
    if (problem !== undefined)
        return forEach(changes, mayHaveApplied
            ? { kind: 'failed', mayHaveApplied, problem }
            : { kind: 'skipped', cause: 'circuit-open', problem });
    const repositories = changes.map(({ repository }) => repository);
    context.log.info(repositories.length === 1
        ? `Activating the license of ${repositories.map(label).join()}`
        : `Activating ${String(repositories.length)} licenses: ${someOf(repositories.map(({ name }) => name))}`);
    try {
        await context.service.activateLicenses(repositories);
    }
    catch (error) {
        if (!(error instanceof ServiceError))
            throw error;
        context.log.info(`  ${error.message}`);
        return await splitAfter(error, context, changes, breaker, mayHaveApplied || error.mayHaveApplied);
    }
    breaker.accepted(LICENSES);
    return forEach(changes, { kind: 'accepted' });
}
/** What becomes of a batch that failed: without the one that the server names, or in halves, it is tried again. */
async function splitAfter(error, context, changes, breaker, mayHaveApplied) {
    const attempt = attemptAfter(error, mayHaveApplied);
    if (changes.length === 1 || !mayConcernOne(error)) {
        breaker.failed(LICENSES, error);
        return forEach(changes, attempt);
    }
    // Where several are named, or all, each may be named as an example.
    const [named, ...alsoNamed] = changes.filter(({ repository }) => isNamedIn(error, repository));
    if (named !== undefined && alsoNamed.length === 0) {
        context.log.info(`  trying the others without ${label(named.repository)}`);
        breaker.failedByName(LICENSES, error);
        const others = changes.filter((change) => change !== named);
        return [
            [named, ofOne(named.repository, attempt, changes)],
            ...(await activate(context, others, breaker, mayHaveApplied)),
        ];
    }
    context.log.info('  trying them in halves');
    // Every second one: neighbors by name are often of one kind, and would be taken for all.
    const first = changes.filter((_, index) => index % 2 === 0);
    const second = changes.filter((_, index) => index % 2 === 1);
    const attempts = await activate(context, first, breaker, mayHaveApplied);
    return [...attempts, ...(await activate(context, second, breaker, mayHaveApplied))];
}
/** The attempt of a batch as one repository's own: it is called by its name. */
function ofOne(repository, attempt, batch) {
    if (!('problem' in attempt))
        return attempt;
    const { title, message, remedy, reason } = attempt.problem;
    const ofBatch = repositoriesInWords(batch.map((change) => change.repository));
    const own = message.replace(ofBatch, () => repositoriesInWords([repository]));
    return { ...attempt, problem: { title, message: own, remedy, reason } };
}
function forEach(changes, attempt) {
    return changes.map((change) => [change, attempt]);
}
/** Whether one repository of many may be what made a request fail. */
function mayConcernOne(error) {
    if (error instanceof ServerError)
        return error.response.status === 500;
    return error instanceof RejectedError || error instanceof NotFoundError;
}
/** Whether the server says that it rejects this repository. Names are no proof: one may be part of any sentence. */
function isNamedIn(error, { id }) {
    return error instanceof StatusError && error.response.message.toLowerCase().includes(id.toLowerCase());
}

;// CONCATENATED MODULE: ./src/domain/join-plans.ts

/** What two rows say of one plan together: where they contradict each other in what counts as proof, it is unknown. */
function joinPlans(listed, row) {
    return {
        id: listed.id,
        name: listed.name ?? row.name,
        schedule: [listed.schedule, row.schedule].includes('disabled') ? 'disabled' : known(listed.schedule, row.schedule),
        selection: known(listed.selection, row.selection),
        organization: listed.organization ?? row.organization,
        repositories: joinLists(listed.repositories, row.repositories),
        excluded: addLists(listed.excluded, row.excluded),
        repositoryCount: listed.repositoryCount ?? row.repositoryCount,
        lastRun: listed.lastRun ?? row.lastRun,
    };
}
function known(one, other) {
    if (one === 'unknown' || other === 'unknown')
        return one === 'unknown' ? other : one;
    return one === other ? one : 'unknown';
}

;// CONCATENATED MODULE: ./src/reconcile/read-repositories.ts





/** Reads as much of the organization's list as it takes to find what a selection means. */
async function readRepositories(service, organization, owners, given) {
    const selection = selectionWithin(owners, given);
    // An exclusion with another owner is a mistake, unless it is found.
    const sought = [...selection.included, ...selection.excluded.filter(namesOtherOwner)];
    const lines = sought.filter((line) => line.kind === 'name');
    if (lines.length === sought.length && !lines.some(({ text }) => isGuid(text))) {
        const likeliest = lines.map(({ names }) => names.slice(0, 1));
        const { repositories, coverage } = await service.searchRepositories(organization, listedAs(likeliest, organization));
        if (coverage === 'whole')
            return { repositories, isWholeList: true };
        const { included } = select_select({ included: lines, excluded: [] }, owners, repositories);
        if (coverage === 'ordered' && included.every((match) => isSure(match, organization)))
            return { repositories, isWholeList: false };
    }
    return { repositories: await service.listRepositories(organization), isWholeList: true };
}
/** Whether all of these are listed now, as cheaply as that can be found out. */
async function areListed(service, organization, lines) {
    const names = lines.map((line) => line.names);
    const { repositories, coverage } = await service.searchRepositories(organization, listedAs(names, organization));
    const areAmong = (listed) => select_select({ included: lines, excluded: [] }, [organization.name], listed).included.every(isFound);
    if (coverage !== 'partial' || areAmong(repositories))
        return areAmong(repositories);
    return areAmong(await service.listRepositories(organization));
}
/** Whether it has exactly the likeliest of the names: any other may match better, and may not have been read yet. */
function isSure({ line, repositories }, { name: prefix }) {
    const [likeliest] = line.kind === 'name' ? line.names : [];
    return repositories.length > 0 && repositories.every(({ name }) => shortName(name, prefix) === likeliest);
}
/** GitProtect lists a repository by its name alone, or with its organization's before it. */
function listedAs(names, { name: prefix }) {
    return names.map((each) => ({ names: each.flatMap((name) => [name, `${prefix}/${name}`]) }));
}

;// CONCATENATED MODULE: ./src/reconcile/observe.ts








/**
 * Reads what GitProtect has of the organization that a request names: its plans, and as much of the list of its
 * repositories as it takes to resolve the request. Changes nothing.
 * @throws ResolveError when the organization is not found; ServiceError
 */
async function observe({ service, log }, request) {
    const organizations = await service.listOrganizations();
    const organization = findOrganization(organizations, request.organization);
    const owners = ownersOf(organizations, organization, request.workflowOwner);
    const [read, plans] = await Promise.all([
        readRepositories(service, organization, owners, request.selection),
        service.listPlans(organization),
    ]);
    if (request.selection.included.some(({ kind }) => kind === 'pattern'))
        warnIfShort(organization, read.repositories, log);
    return { organizations, organization, plans: mergePlans(organization.plans, plans), ...read };
}
/** A pattern selects of what is listed only. */
function warnIfShort(organization, { length }, log) {
    const { totalRepositories = 0 } = organization;
    if (totalRepositories > length)
        log.warning('The list of repositories may not be complete', `GitProtect counts ${counted(totalRepositories, 'repository', 'repositories')} in organization ${label(organization)}, but lists ${String(length)}. Those that it does not list cannot be selected. Look in GitProtect whether a synchronization is running, and whether the account sees all of them.`);
}
const NO_EVIDENCE = { selection: 'unknown', repositories: undefined, excluded: NOTHING };
/** Reads the same repositories and plans again, as they are after changes; what is not listed any more is missing. */
async function observeAgain({ service }, { organization, repositories: desired, plans: before }) {
    try {
        const rows = desired.map(({ repository }) => repository);
        const [repositories, listed] = await Promise.all([
            readAgain(service, organization, rows),
            service.listPlans(organization),
        ]);
        // The organization's row is from before: what it says of members proves nothing now. Its count can only raise doubts.
        const inRow = organization.plans.map((plan) => ({ ...plan, ...NO_EVIDENCE }));
        const plans = withIds(mergePlans(inRow, listed), before);
        if (!needsOrganization(desired, organization, repositories, plans))
            return { kind: 'read', repositories, plans };
        const organizations = await service.listOrganizations();
        const now = organizations.find(({ id }) => id === organization.id)?.plans ?? inRow;
        return { kind: 'read', repositories, plans: withIds(mergePlans(now, listed), before) };
    }
    catch (error) {
        if (!(error instanceof Failure))
            throw error;
        const { title, message, remedy, reason } = error;
        return {
            kind: 'unread',
            problem: { title, message: `the change was sent but could not be checked: ${message}`, remedy, reason },
        };
    }
}
/** Whether a plan's members are reported in the organization's row, and what else was read does not say whether one is. */
function needsOrganization(desired, organization, repositories, plans) {
    const telling = new Set(organization.plans.flatMap(({ id, selection, repositories: members }) => selection === 'all' || members !== undefined ? [id] : []));
    if (telling.size === 0)
        return false;
    const rows = new Map(repositories.map((repository) => [repository.id, repository]));
    const now = new Map(plans.map((plan) => [plan.id, plan]));
    return desired.some(({ repository, attachedTo }) => attachedTo.some(({ id }) => {
        const [row, plan] = [rows.get(repository.id), now.get(id)];
        if (row === undefined || plan === undefined || !telling.has(id))
            return false;
        return membershipOf(organization.id, row, plan) === 'unknown';
    }));
}
async function readAgain(service, organization, before) {
    const wanted = before.map(({ id, name }) => ({ id, names: [name] }));
    const { repositories, coverage } = await service.searchRepositories(organization, wanted);
    const found = withIds(repositories, before);
    // One that wasn't found may have moved while the list was read, or been renamed.
    return coverage === 'whole' || found.length === before.length
        ? found
        : withIds(await service.listRepositories(organization), before);
}
function withIds(items, wanted) {
    const ids = new Set(wanted.map(({ id }) => id));
    return items.filter(({ id }) => ids.has(id));
}
/** A plan is known if it is in the organization's row or in the list of plans; what either says of it is joined. */
function mergePlans(inRow, listed) {
    const merged = new Map(inRow.map((plan) => [plan.id, plan]));
    for (const plan of listed) {
        const row = merged.get(plan.id);
        merged.set(plan.id, row === undefined ? plan : joinPlans(plan, row));
    }
    return [...merged.values()];
}

;// CONCATENATED MODULE: ./src/reconcile/apply.ts









/**
 * Makes the changes of a diff, and no others: licenses first, then attachments. A repository's failure is in its
 * attempt, never thrown.
 * @param patience for changes that take their time; it starts anew with what was sent last
 */
async function apply(context, diff, desired, patience) {
    const changes = changesOf(diff);
    const breaker = new CircuitBreaker();
    const licenses = await activateAll(context, changes.filter((change) => change.kind === 'activate'), breaker);
    const obstacles = await obstaclesTo(context, licenses, desired);
    const toAttach = changes.filter((change) => change.kind === 'attach');
    const attachments = new Map(await attachAll(context, toAttach, obstacles, breaker));
    patience.restart();
    const again = await refusedTooEarly(context, attachments, licenses, desired, patience);
    if (again.length > 0) {
        for (const { plan } of again)
            breaker.close(plan.id);
        const attempts = await attachAll(context, again, new Map(), breaker);
        for (const [change, attempt] of attempts)
            attachments.set(change, attempt);
        patience.restart();
    }
    return diff.map((entry) => {
        const { change } = entry;
        if (entry.kind === 'satisfied')
            return { change, attempt: { kind: 'none' } };
        if (entry.kind === 'blocked')
            return { change, attempt: { kind: 'skipped', cause: 'blocked', problem: entry.problem } };
        const attempt = change.kind === 'activate' ? licenses.get(change) : attachments.get(change);
        if (attempt === undefined)
            throw new Error('a change of the diff was not carried out');
        return { change, attempt };
    });
}
/**
 * Why repositories can't be attached, by their IDs: they have no license. One that could not be activated may be active
 * all the same, as when the answer to a first attempt was lost: unless a reading says that it isn't, it is no obstacle.
 */
async function obstaclesTo(context, licenses, desired) {
    const attempts = [...licenses].flatMap(([{ repository }, attempt]) => attempt.kind === 'failed' || attempt.kind === 'skipped' ? [{ id: repository.id, attempt }] : []);
    const failed = attempts.filter(({ attempt }) => attempt.kind === 'failed');
    const now = await readLicenses(context, desired, apply_idsOf(failed));
    return new Map(attempts.flatMap(({ id, attempt }) => attempt.kind === 'failed' && (now.get(id) ?? 'inactive') !== 'inactive' ? [] : [[id, attempt.problem]]));
}
/**
 * Attachments that were refused since a license, activated just before, had not taken effect yet: they are tried again
 * once it is seen. What was not tried after such refusals is among them.
 */
async function refusedTooEarly(context, attachments, licenses, desired, patience) {
    const activated = new Set([...licenses].flatMap(([{ repository }, attempt]) => (attempt.kind === 'accepted' ? repository.id : [])));
    const ofActivated = [...attachments].filter(([{ repository }]) => activated.has(repository.id));
    const refused = ofActivated.filter(([, attempt]) => refusalOf(attempt) !== undefined);
    const ids = apply_idsOf(refused.map(([{ repository }]) => repository));
    let now = await readLicenses(context, desired, ids);
    // A refusal for another reason is not repeated.
    const early = refused.filter(([change, attempt]) => isLate(change, now) || /licen[cs]/i.test(refusalOf(attempt) ?? ''));
    if (now.size === 0 || early.length === 0)
        return [];
    const plans = new Set(early.map(([{ plan }]) => plan.id));
    const notTried = ofActivated.filter(([{ plan }, attempt]) => wasNotTried(attempt) && plans.has(plan.id));
    const changes = [...early, ...notTried].map(([change]) => change);
    const all = apply_idsOf(changes.map(({ repository }) => repository));
    if (notTried.length > 0)
        now = await readLicenses(context, desired, all);
    while (changes.some((change) => isLate(change, now)) && patience.nextPauseMs > 0) {
        context.log.info(`  a license is not seen yet, looking again in ${(patience.nextPauseMs / 1000).toFixed(1)} s`);
        await patience.pause();
        now = await readLicenses(context, desired, all);
    }
    return changes.filter(({ repository }) => now.get(repository.id) === 'active');
}
/** Whether a license that was activated is not seen yet; where it is not reported, it is not waited for. */
function isLate({ repository }, licenses) {
    return (licenses.get(repository.id) ?? 'inactive') === 'inactive';
}
/** What the server said when it refused. */
function refusalOf(attempt) {
    if (attempt.kind !== 'failed' || !(attempt.problem instanceof RejectedError))
        return undefined;
    return attempt.problem.response.message;
}
function wasNotTried(attempt) {
    return attempt.kind === 'skipped' && attempt.cause === 'circuit-open';
}
/** The licenses of some repositories as they are read now; those that could not be read are not in it. */
async function readLicenses(context, desired, ids) {
    if (ids.size === 0)
        return new Map();
    const repositories = desired.repositories.filter(({ repository }) => ids.has(repository.id));
    const reading = await observeAgain(context, { ...desired, repositories });
    const rows = reading.kind === 'read' ? reading.repositories : [];
    return new Map(rows.map(({ id, license, removed }) => [id, removed ? 'inactive' : license]));
}
function apply_idsOf(things) {
    return new Set(things.map(({ id }) => id));
}
/** Of more attachments nobody reads a line each; how far they have come is logged, and what fails. */
const MAX_LINES = 1000;
/** Attaches each repository to its plans one after the other, and many repositories at a time. */
async function attachAll(context, changes, obstacles, breaker) {
    const attempts = new Map();
    const byRepository = [...Map.groupBy(changes, ({ repository }) => repository.id).values()];
    const isLogged = changes.length <= MAX_LINES;
    if (!isLogged)
        context.log.info(`Attaching ${counted(byRepository.length, 'repository', 'repositories')}`);
    const progress = new Progress(context.log, context.clock, 'repositories changed');
    let done = 0;
    await pMap(byRepository, async (each) => {
        for (const change of each) {
            const problem = obstacles.get(change.repository.id);
            const attempt = problem === undefined
                ? await attach(context, change, breaker, isLogged)
                : { kind: 'skipped', cause: 'dependency', problem };
            attempts.set(change, attempt);
        }
        progress.report(++done, byRepository.length);
    }, { concurrency: context.service.concurrency });
    return attempts;
}
async function attach({ service, log }, { repository, plan }, breaker, isLogged) {
    const problem = breaker.check(plan.id);
    if (problem !== undefined)
        return { kind: 'skipped', cause: 'circuit-open', problem };
    if (isLogged)
        log.info(`Attaching ${label(repository)} to backup plan ${label(plan)}`);
    try {
        await service.attachRepository(plan, repository);
    }
    catch (error) {
        if (!(error instanceof ServiceError))
            throw error;
        log.info(`  ${error.message}`);
        breaker.failed(plan.id, error);
        return attemptAfter(error);
    }
    breaker.accepted(plan.id);
    return { kind: 'accepted' };
}

;// CONCATENATED MODULE: ./src/reconcile/patience.ts
const patience_MAX_PAUSE_MS = 30_000;
const GROWTH = 1.5;
/** Pauses that grow, between looks at something that takes its time, until so many seconds have passed. */
class Patience {
    #context;
    seconds;
    #firstPause;
    #start;
    #pause;
    constructor(context, seconds, firstPauseMs) {
        this.#context = context;
        this.seconds = seconds;
        this.#firstPause = this.#pause = firstPauseMs;
        this.#start = context.clock.monotonic();
    }
    /** The time starts anew, with the first pause: what is waited for was caused only now. */
    restart() {
        this.#start = this.#context.clock.monotonic();
        this.#pause = this.#firstPause;
    }
    get waitedSeconds() {
        return Math.round((this.#context.clock.monotonic() - this.#start) / 1000);
    }
    /** How long the next pause is; 0 when the time is up, or the job is cancelled. */
    get nextPauseMs() {
        const { clock, cancelled } = this.#context;
        if (cancelled.aborted)
            return 0;
        return Math.max(0, Math.min(this.#pause, this.#start + this.seconds * 1000 - clock.monotonic()));
    }
    async pause() {
        const { clock, cancelled } = this.#context;
        await clock.sleep(this.nextPauseMs, cancelled);
        this.#pause = Math.min(this.#pause * GROWTH, patience_MAX_PAUSE_MS);
    }
}

;// CONCATENATED MODULE: ./src/reconcile/synchronize.ts






const synchronize_FIRST_PAUSE_MS = 1000;
/** How long a list stays as it is before a synchronization is taken to be over, where nothing else tells. */
const UNCHANGED_SECONDS = 30;
/** How long a synchronization, and what it brings, is waited for. */
function syncPatience(context, timeoutSeconds) {
    return new Patience(context, timeoutSeconds, synchronize_FIRST_PAUSE_MS);
}
/**
 * Has GitProtect read the Git host's list, before anything is selected of it, and waits until it has: as long as the
 * organization's row says that it does, or, where that is not reported, until the list has not changed for a while.
 * @throws ServiceError; ResolveError when the organization is not found
 */
async function synchronizeFirst(context, wanted, patience) {
    const { service, log } = context;
    const organization = findOrganization(await service.listOrganizations(), wanted);
    log.info(`Asking GitProtect to synchronize organization ${label(organization)}`);
    await requestSynchronization(context, organization);
    patience.restart();
    let before;
    let sinceSeconds = 0;
    while (patience.nextPauseMs > 0) {
        await patience.pause();
        const organizations = await service.listOrganizations();
        const isSynchronizing = organizations.find(({ id }) => id === organization.id)?.isSynchronizing;
        const now = isSynchronizing === undefined ? await listedIds(context, organization) : String(isSynchronizing);
        if (now !== before)
            sinceSeconds = patience.waitedSeconds;
        // It may begin only some time after it was asked for: to look once proves nothing, unless it was seen running.
        const isOver = isSynchronizing === undefined
            ? now !== undefined && patience.waitedSeconds - sinceSeconds >= UNCHANGED_SECONDS
            : !isSynchronizing && (now === before || before === 'true');
        log.info(`  the synchronization is ${isOver ? 'over' : 'not over yet'}, waited ${String(patience.waitedSeconds)} s`);
        if (isOver)
            return;
        before = now;
    }
    log.warning('The synchronization may not be over', `GitProtect was asked to synchronize organization ${label(organization)}, and had not finished after ${String(patience.waitedSeconds)} s: repositories that are new at the Git host may be missing. Raise sync-timeout, or run again later.`);
}
/** What the list holds; undefined while it changes too quickly to be read. */
async function listedIds({ service }, organization) {
    const repositories = await unlessChanging(service.listRepositories(organization));
    return repositories === undefined ? undefined : JSON.stringify(repositories.map(({ id }) => id).sort());
}
/** Has GitProtect read the Git host's list for repositories that it doesn't list yet. @throws ServiceError */
async function synchronize(context, organization, missing, patience) {
    const names = someOf(missing.map(({ text }) => `'${text}'`));
    context.log.info(`Organization ${label(organization)} lists no repository ${names}: asking GitProtect to synchronize`);
    for (const { text, similar } of missing)
        if (similar !== undefined)
            context.log.info(`  '${shortened(similar)}' is listed: if '${shortened(text)}' is a mistake, cancel and correct it`);
    await requestSynchronization(context, organization);
    patience.restart();
}
/** What is observed once all of these are listed, or the time is up. @throws ServiceError, ResolveError */
async function observeOnceListed(context, request, organization, missing, patience) {
    for (;;) {
        await waitUntilListed(context, organization, missing, patience);
        // Its plans that select by themselves may have taken them in, and patterns may match more now.
        if (patience.nextPauseMs === 0)
            return await observe(context, request);
        const observed = await unlessChanging(observe(context, request));
        if (observed !== undefined && resolve(request, observed).missing.length === 0)
            return observed;
    }
}
/** Looks with growing pauses until all of these are listed or the time is up. @throws ServiceError */
async function waitUntilListed({ service, log }, organization, missing, patience) {
    const names = someOf(missing.map(({ text }) => `'${text}'`));
    for (;;) {
        await patience.pause();
        // A list that grows meanwhile is searched again later.
        const listed = (await unlessChanging(areListed(service, organization, missing))) ?? false;
        const waited = `${String(patience.waitedSeconds)} s of ${String(patience.seconds)} s`;
        log.info(listed
            ? `  ${names} ${missing.length === 1 ? 'is' : 'are'} listed now, after ${waited}`
            : `  not listed yet, waited ${waited}`);
        if (listed || patience.nextPauseMs === 0)
            return;
    }
}
/** Undefined where the list could not be read since it changed, as it does during a synchronization. */
async function unlessChanging(reading) {
    try {
        return await reading;
    }
    catch (error) {
        if (error instanceof InvalidResponseError)
            return undefined;
        throw error;
    }
}
async function requestSynchronization({ service, log }, organization) {
    try {
        await service.synchronize(organization);
    }
    catch (error) {
        // 409: one is running already, and will do as well.
        if (!(error instanceof RejectedError && error.response.status === 409))
            throw error;
        log.info('  a synchronization is running already');
    }
}

;// CONCATENATED MODULE: ./src/reconcile/verify.ts



const verify_FIRST_PAUSE_MS = 500;
/** How long accepted changes are waited for. */
function verifyPatience(context, timeoutSeconds) {
    return new Patience(context, timeoutSeconds, verify_FIRST_PAUSE_MS);
}
/**
 * Reads the state again after changes, and judges by it. Where nothing was sent, what was read at first holds. What may
 * only take its time, or be a stale row, is read again until there is no doubt or patience ends; the rest stays as it
 * was read.
 */
async function verifyByReading(context, attempted, desired, patience) {
    const { log } = context;
    if (!attempted.some(({ attempt }) => attempt.kind !== 'none' && attempt.kind !== 'skipped')) {
        log.info('Nothing to change');
        const repositories = desired.repositories.map(({ repository }) => repository);
        return verify(attempted, { kind: 'read', repositories, plans: desired.plans }, desired);
    }
    log.info('Reading the state again');
    const first = await observeAgain(context, desired);
    let outcome = verify(attempted, first, desired);
    let doubtful = inDoubt(attempted, first, desired);
    while (doubtful.length > 0 && patience.nextPauseMs > 0) {
        log.info(`  a change is not seen yet, looking again in ${(patience.nextPauseMs / 1000).toFixed(1)} s`);
        await patience.pause();
        const again = await observeAgain(context, only(doubtful, desired));
        // What could be read before is not forgotten.
        if (again.kind === 'unread')
            continue;
        outcome = updated(outcome, verify(doubtful, again, desired));
        doubtful = inDoubt(doubtful, again, desired);
    }
    return outcome;
}
/** The desired state of those repositories that some changes are about. */
function only(changes, desired) {
    const ids = new Set(changes.map(({ change }) => change.repository.id));
    return { ...desired, repositories: desired.repositories.filter(({ repository }) => ids.has(repository.id)) };
}
function updated(outcome, { plans, results }) {
    const now = new Map(results.map(({ change, result }) => [change, result]));
    return {
        ...outcome,
        plans,
        results: outcome.results.map(({ change, result }) => ({ change, result: now.get(change) ?? result })),
    };
}

;// CONCATENATED MODULE: ./src/report/text.ts

/**
 * Text from outside as Markdown that shows just that text: every mark that Markdown, HTML or GitHub reads becomes an
 * entity. What GitHub looks for in the text that is shown, entities or not, is broken up by a space without width.
 */
function asMarkdown(text) {
    const brokenUp = printable(text)
        .replace(REFERENCE, `$&${BREAK}`)
        .replace(HASH, (hash) => hash.replace(/.{6}(?=.)/g, `$&${BREAK}`));
    return asEntities(brokenUp).replaceAll(BREAK, '&#8203;');
}
/** Text from outside as code, where GitHub looks for nothing: what is copied from it is as it was. */
function asCode(text) {
    return `<code>${asEntities(printable(text))}</code>`;
}
function asEntities(text) {
    return text
        .replace(/[\\`*_{}[\]<>#!|~&@:$^=+]/g, (mark) => `&#${String(mark.charCodeAt(0))};`)
        .replace(/www\./gi, (link) => `${link.slice(0, 3)}&#46;`);
}
const BREAK = '\u200b';
/** How `@mention` and an address, `#123`, `GH-123` and `:tada:` begin. */
const REFERENCE = /@(?=\w)|#(?=\d)|\bgh-(?=\d)|:(?=[\w+-]+:)/gi;
/** The hash of a commit, or its beginning; the groups of a GUID are none. */
const HASH = /(?<![\w-])(?:[\da-f]{40,}|(?=\d*[a-f])[\da-f]{7,39})(?![\w-])/gi;
/** `850 ms` or `4.2 s`. */
function duration(milliseconds) {
    return milliseconds < 1000 ? `${String(Math.round(milliseconds))} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
/** A time for people, in UTC: `2026-11-19 02:00 UTC`. */
function utc(date) {
    return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

;// CONCATENATED MODULE: ./src/report/headline.ts



const MARKS = {
    failed: '❌',
    'drift-failed': '❌',
    drift: '⚠️',
    unverified: '⚠️',
    'unhealthy-plan': '⚠️',
    corrected: '✅',
    unchanged: '✅',
};
/** A sign that shows at a glance how the run ended. */
function markOf({ verdict }) {
    return verdict.failedFor.size > 0 ? MARKS.failed : MARKS[verdict.kind];
}
/** The run in one sentence, for the end of the log and the top of the summary. */
function headline(run) {
    const { plans, verdict } = run;
    const { counts } = verdict;
    const isOne = counts.checked === 1;
    const where = `${plans.length === 1 ? 'backup plan' : 'backup plans'} ${someOf(plans.map(label))}`;
    const holdAndAre = isOne ? 'holds an active license and is' : 'hold an active license and are';
    switch (verdict.kind) {
        case 'failed':
            return `Not protected: ${withVerb(run, counts.failed)} not, or not provably, in ${where} with an active license`;
        case 'drift':
        case 'drift-failed':
            return `Drift found, nothing changed (dry run): ${withVerb(run, counts.drifted)} not licensed and attached to ${where} as asked${troubleOf(run)}`;
        case 'unverified':
            return `Changes accepted, but not proved: GitProtect doesn't report the state of ${ofAll(run, counts.unverified)} in ${where}${troubleOf(run)}`;
        case 'unhealthy-plan':
            return `Licensed and attached, but ${verdict.planHealth === 'disabled' ? 'not backed up on schedule' : 'the backups need attention'}: ${headline_all(run)} in ${where}${troubleOf(run)}`;
        case 'corrected': {
            const newly = isOne ? '' : `, ${String(counts.changed)} of them newly,`;
            return `Protected, drift corrected: ${headline_all(run)}${newly} ${holdAndAre} attached to ${where}`;
        }
        case 'unchanged':
            return `Protected, nothing to do: ${headline_all(run)} ${holdAndAre} attached to ${where}`;
    }
}
/** So many of the repositories, with the verb that fits. */
function withVerb(run, count) {
    return `${ofAll(run, count)} ${count === 1 ? 'is' : 'are'}`;
}
function ofAll(run, count) {
    return count === run.verdict.counts.checked ? headline_all(run) : `${String(count)} of ${headline_all(run)}`;
}
function headline_all({ organization, verdict: { repositories } }) {
    const [only] = repositories;
    if (only === undefined || repositories.length > 1)
        return `${counted(repositories.length, 'repository', 'repositories')} of organization ${label(organization)}`;
    const { id, name } = only.repository;
    return label({ id, name: `${organization.name}/${shortName(name, organization.name)}` });
}
/** What is wrong with the plan that is worst off, and how many others something is wrong with. */
function troubleOf({ plans, verdict: { healths, planHealth } }) {
    const troubled = plans.filter(({ id }) => isTroubled(healths.get(id)));
    const worst = troubled.find(({ id }) => healths.get(id) === planHealth);
    if (worst === undefined)
        return '';
    const more = troubled.length === 1 ? '' : `, and ${counted(troubled.length - 1, 'more plan')} not well`;
    return `; ${inTrouble(worst, planHealth)}${more}`;
}
/** Whether a plan's health is something to warn of. */
function isTroubled(health) {
    return health === 'failing' || health === 'disabled' || health === 'stale' || health === 'warnings';
}
/** What is wrong with a plan, as a part of a sentence. */
function inTrouble(plan, health) {
    if (health === 'disabled')
        return `the schedule of backup plan ${label(plan)} is disabled`;
    const { errors = 0, warnings = 0, finishedAt } = plan.lastRun ?? {};
    const lastRun = `the last run of backup plan ${label(plan)}`;
    const when = finishedAt === undefined ? '' : ` (${utc(finishedAt)})`;
    if (health === 'stale')
        return `${lastRun} is longer ago than max-backup-age${when}`;
    return `${lastRun} had ${health === 'failing' ? counted(errors, 'error') : counted(warnings, 'warning')}${when}`;
}
/** What to be careful about, in the order of weight. */
function warningsOf(run) {
    const { plans, verdict, dryRun, unlistedPlans } = run;
    const unverified = verdict.repositories.filter((each) => each.unverified);
    return [
        ...plans.flatMap((plan) => planWarnings(run, plan)),
        ...(unverified.length === 0 ? [] : [unverifiedWarning(unverified)]),
        // Where changes are made, what was asked of the plan tells.
        ...(dryRun ? unlistedPlans.map(uncheckedWarning) : []),
    ];
}
/** A schedule that is off is told in any case, whatever the last run was like. */
function planWarnings({ verdict: { healths, failedFor } }, plan) {
    const health = healths.get(plan.id) ?? 'unknown';
    const fails = failedFor.has(plan.id);
    const ofSchedule = {
        title: 'The backup plan is not scheduled',
        text: `The schedule of backup plan ${label(plan)} is disabled: repositories attached to it are not backed up until it is enabled in GitProtect.`,
        fails,
    };
    const text = `${upperFirst(inTrouble(plan, health))}: look in GitProtect why, since repositories attached to it may have no usable backup.`;
    return [
        ...(isTroubled(health) && health !== 'disabled' ? [{ title: 'The backup plan is not healthy', text, fails }] : []),
        ...(plan.schedule === 'disabled' ? [ofSchedule] : []),
    ];
}
function upperFirst(text) {
    return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
function uncheckedWarning(plan) {
    return {
        title: 'The backup plan could not be checked',
        text: `No list of GitProtect holds a backup plan with the ID ${label(plan)}: a dry run cannot tell whether it exists, and whether repositories can be attached to it.`,
        fails: false,
    };
}
function unverifiedWarning(results) {
    const names = someOf(results.map(({ repository }) => repository.name), 5);
    return {
        title: 'The protection could not be proved',
        text: `GitProtect accepted the changes to ${names}, but its answers don't report the state (state not reported by the server). Look at it in GitProtect once, and report the field names from a run with debug logging.`,
        fails: false,
    };
}

;// CONCATENATED MODULE: ./src/report/words.ts


const BEFORE = {
    active: 'active',
    inactive: 'inactive',
    attached: 'attached',
    detached: 'not attached',
    unknown: 'not reported',
};
/** A state as it was found, in words. */
function stateBefore(state) {
    return BEFORE[state];
}
/** What became of a license, in words. */
function licenseAfter(result) {
    return after(result, 'active', 'activated');
}
/** What became of a membership, in words. */
function membershipAfter(result) {
    return after(result, 'attached', 'attached');
}
function after(result, right, done) {
    switch (result.kind) {
        case 'already':
            return right;
        case 'would':
            return `would be ${done}`;
        case 'done':
            return result.verified ? right : `${done}, state not reported by the server`;
        case 'failed':
            return result.cause === 'unverified' ? 'sent, not checked' : 'failed';
        case 'skipped':
            return 'failed';
    }
}
function scheduleOf({ schedule }) {
    return schedule === 'unknown' ? 'not reported' : schedule;
}
const SELECTIONS = {
    all: 'every repository, new ones by itself',
    rules: 'repositories by rules',
    manual: 'hand-picked repositories',
    unknown: undefined,
};
/** How a plan takes in repositories, where the server says. */
function selectionOf({ selection }) {
    return SELECTIONS[selection];
}
/** A plan's last run in words, or that none is known. */
function lastRunOf(run) {
    if (run === undefined)
        return 'not reported';
    const parts = [
        counted(run.errors, 'error'),
        counted(run.warnings, 'warning'),
        counted(run.successes, 'success', 'successes'),
    ].filter((part) => !part.startsWith('0 '));
    const result = parts.length === 0 ? 'no results' : parts.join(', ');
    return run.finishedAt === undefined ? result : `${result} (${utc(run.finishedAt)})`;
}
const STATUS = {
    failed: 'failed',
    'not-tried': 'not tried after others failed',
    'would-change': 'would be changed',
    unverified: 'changed, state not reported by the server',
    changed: 'newly protected',
    protected: 'protected already',
};
function statusInWords(status) {
    return STATUS[status];
}

;// CONCATENATED MODULE: ./src/report/log-run.ts





/** Annotations of each kind: together with those of other modules they stay below GitHub's limit. */
const MAX_WARNINGS = 3;
const MAX_CAUSES = 4;
/** Of what one annotation warns of, so many are in it. */
const MAX_IN_ONE = 5;
/** So many repositories are logged one by one; of more, only those that differ. */
const FEW = 20;
/** So many plans are logged one by one for each repository; more are counted. */
const MAX_PLANS = 5;
/** What is looked at, in a few words. */
function subjectOf({ included, excluded }) {
    const [line] = included;
    return line !== undefined && included.length === 1 && excluded.length === 0
        ? `'${line.text}'`
        : 'the selected repositories';
}
/** Logs which lines name the owner of the workflow's repository, where that has another name in GitProtect. */
function logOtherOwners({ selection, workflowOwner }, organization, log) {
    if (workflowOwner === undefined)
        return;
    const where = `organization ${label(organization)}, which GitProtect lists under that name`;
    for (const { kind, text } of selection.included)
        if (kind === 'name' && below(workflowOwner, text) !== undefined && below(organization.name, text) === undefined)
            log.info(`Looking for '${text}' in ${where}`);
}
/** Logs what each line of the selection means. */
function logSelection(selected, log) {
    const { repositories, included, excluded, removedAtHost } = selected;
    if (included.length > 1 || excluded.length > 0 || included[0]?.line.kind === 'pattern') {
        for (const match of included)
            log.info(`'${match.line.text}' selects ${matchInWords(match)}`);
        for (const match of excluded)
            log.info(`'!${match.line.text}' leaves out ${matchInWords(match)}`);
        log.info(`Selected: ${counted(repositories.length, 'repository', 'repositories')}`);
    }
    if (removedAtHost > 0)
        log.info(`Passed over, since GitProtect marks them as removed at the Git host: ${String(removedAtHost)}`);
    const idle = excluded.filter((match) => match.repositories.length + match.removed.length === 0);
    if (idle.length > 0)
        log.notice('A line of repository leaves out nothing', `${someOf(idle.map(({ line }) => `'!${line.text}'`))}: no repository is called so. Remove the line, or correct it.`);
}
function matchInWords({ repositories }) {
    const names = repositories.map(({ name }) => name);
    return repositories.length === 0
        ? 'nothing'
        : `${counted(repositories.length, 'repository', 'repositories')}: ${someOf(names, 5)}`;
}
/** Logs what was read, and what differs from it. */
function logDiff(diff, { organization, plans }, log) {
    log.info(`Organization ${label(organization)} (${organization.id})`);
    for (const plan of plans) {
        const facts = [`schedule ${scheduleOf(plan)}`, `last run ${lastRunOf(plan.lastRun)}`, selectionOf(plan)];
        const known = facts.filter((fact) => fact !== undefined).join('; ');
        log.info(`Backup plan ${label(plan)} (${plan.id}): ${known}`);
    }
    const repositories = [...Map.groupBy(diff, ({ change }) => change.repository.id).values()];
    const drifted = repositories.filter((entries) => entries.some(({ kind }) => kind !== 'satisfied'));
    const isFew = repositories.length <= FEW;
    if (!isFew)
        log.info(`${String(repositories.length)} repositories, ${String(drifted.length)} of which are not as asked for`);
    for (const entries of isFew ? repositories : drifted)
        logRepository(entries, log);
}
/** @param entries those of one repository */
function logRepository(entries, log) {
    const [first] = entries;
    if (first === undefined)
        return;
    const { repository } = first.change;
    const plans = entries.map(({ change }) => change).filter((change) => change.kind === 'attach');
    const states = entries.flatMap(({ change }) => change.kind === 'activate'
        ? [`license ${stateBefore(change.before)}`]
        : plans.length > MAX_PLANS
            ? []
            : [`backup plan ${label(change.plan)}: ${stateBefore(change.before)}`]);
    const counts = [...Map.groupBy(plans, ({ before }) => before)].map(([before, some]) => `${stateBefore(before)} ${String(some.length)}`);
    if (plans.length > MAX_PLANS)
        states.push(`${counted(plans.length, 'backup plan')}: ${counts.join(', ')}`);
    log.info(`Repository ${label(repository)} (${repository.id}): ${states.join('; ')}`);
}
/** Logs how it ended: what became of each repository, what to be careful about, what failed and what to do next. */
function logEnd(run, log) {
    const { kind, repositories, totals } = run.verdict;
    if (repositories.length <= FEW)
        for (const { repository, license, plans } of repositories) {
            const memberships = plans.map(({ change, result }) => `backup plan ${label(change.plan)}: ${membershipAfter(result)}`);
            log.info(`Repository ${label(repository)}: license ${licenseAfter(license.result)}; ${memberships.join('; ')}`);
        }
    else
        for (const [status, count] of totals)
            log.info(`${String(count)} ${statusInWords(status)}`);
    logWarnings(run, log);
    logCauses(run, log);
    if (kind === 'drift-failed')
        log.error('Drift found', `${headline(run)}\nWhat to do: run without dry-run to correct it, or correct it in GitProtect.`);
    log.info(`${markOf(run)} ${headline(run)} (${cost(run)}).`);
}
/** One annotation for all of a kind: an error, where the step fails for them. */
function logWarnings(run, log) {
    const kinds = [...Map.groupBy(warningsOf(run), ({ title, fails }) => `${title} ${String(fails)}`).values()];
    for (const [index, warnings] of kinds.entries()) {
        const shown = index < MAX_WARNINGS ? warnings.slice(0, MAX_IN_ONE) : [];
        const rest = warnings.slice(shown.length);
        const [first] = shown;
        const more = rest.length === 0 ? [] : [`… and ${String(rest.length)} more`];
        const text = [...shown.map((each) => each.text), ...more].join(' ');
        if (first?.fails === true)
            log.error(first.title, `${text}\nWhat to do: correct it in GitProtect, or set fail-on-unhealthy-plan: false.`);
        else if (first !== undefined)
            log.warning(first.title, text);
        for (const { title, text } of rest)
            log.info(`${title}: ${text}`);
    }
}
function logCauses({ verdict: { causes } }, log) {
    for (const { problem, repositories } of causes.slice(0, MAX_CAUSES))
        log.error(problem.title, `${someOf(repositories, 5)}: ${problem.message}\nWhat to do: ${problem.remedy}`);
    for (const { problem, repositories } of causes.slice(MAX_CAUSES))
        log.info(`${problem.title}: ${someOf(repositories, 5)}: ${problem.message}`);
}
/** What the run cost: `8 requests, 1.2 s`. */
function cost({ requests, milliseconds }) {
    return `${counted(requests, 'request')}, ${duration(milliseconds)}`;
}

;// CONCATENATED MODULE: ./src/report/fitting.ts
/** The first of these texts that fit into so many bytes of UTF-8, each with a separator of so many. */
function fitting(texts, bytes, separator = 1) {
    const kept = [];
    let left = bytes;
    for (const text of texts) {
        left -= Buffer.byteLength(text) + separator;
        if (left < 0)
            break;
        kept.push(text);
    }
    return kept;
}

;// CONCATENATED MODULE: ./src/report/record.ts
const LICENSE_STATUS = {
    already: 'already-active',
    done: 'activated',
    would: 'would-activate',
    failed: 'failed',
    skipped: 'failed',
};
const PLAN_STATUS = {
    already: 'already-attached',
    done: 'attached',
    would: 'would-attach',
    failed: 'failed',
    skipped: 'failed',
};
/** What the report says of a repository. */
function recordOf({ repository, license, plans, isProved, problems }) {
    return {
        id: repository.id,
        name: clipped(repository.name),
        license: LICENSE_STATUS[license.result.kind],
        plans: plans.map(({ change, result }) => ({ ...record_named(change.plan), status: PLAN_STATUS[result.kind] })),
        proved: isProved,
        ...(problems.length === 0 ? {} : { error: problems.map(({ message }) => message).join('; ') }),
    };
}
/** What the report says of the run, without its repositories. */
function headOf(run, truncated) {
    const { checked, changed, failed, notTried } = run.verdict.counts;
    const head = {
        'dry-run': run.dryRun,
        truncated,
        // Those that were not tried are among those that failed.
        counts: { checked, changed, failed, 'not-tried': notTried, 'passed-over': run.removedAtHost },
        organization: record_named(run.organization),
        plans: run.plans.map((plan) => ({
            ...record_named(plan),
            schedule: plan.schedule,
            health: run.verdict.healths.get(plan.id) ?? 'unknown',
            'last-run': plan.lastRun === undefined ? null : lastRunRecord(plan.lastRun),
        })),
    };
    return head;
}
function lastRunRecord({ successes, warnings, errors, finishedAt }) {
    return { successes, warnings, errors, finished: finishedAt === undefined ? null : finishedAt.toISOString() };
}
function record_named({ id, name }) {
    return { id, name: name === undefined ? null : clipped(name) };
}
/** No Git service has longer names; a report must not be filled by one. */
function clipped(name) {
    // A character of two code units is not cut in half.
    return name.length > 500 ? `${name.slice(0, 500).replace(/[\ud800-\udbff]$/, '')}…` : name;
}

;// CONCATENATED MODULE: ./src/report/outputs.ts


/** From the least good to the best. */
const RANKED = ['failed', 'skipped', 'would', 'done', 'already'];
/** The whole `report` stays below 512 KiB, GitHub's limit of all outputs of a job being 1 MiB. */
const MAX_PLAN_BYTES = 100 * 1024;
const MAX_REPOSITORY_BYTES = 400 * 1024;
/** The outputs of a run that came to its end, well or not. */
function outputsOf(run) {
    const { organization, plans, verdict } = run;
    const { repositories, counts } = verdict;
    const [only] = repositories;
    return {
        drift: String(counts.drifted > 0),
        changed: String(counts.changed > 0),
        'organization-id': organization.id,
        'repository-id': only !== undefined && repositories.length === 1 ? only.repository.id : '',
        'plan-id': plans.map(({ id }) => id).join('\n'),
        'license-status': LICENSE_STATUS[leastGood(repositories.map(({ license }) => license.result))],
        'plan-status': PLAN_STATUS[leastGood(repositories.flatMap((each) => each.plans.map(({ result }) => result)))],
        'plan-health': verdict.planHealth,
        'repositories-checked': String(counts.checked),
        'repositories-changed': String(counts.changed),
        'repositories-failed': String(counts.failed),
        report: reportOf(run),
    };
}
/**
 * The outputs of a run that ended before the state could be compared. The rest stays empty: nothing is known, and an
 * empty count is not taken for zero.
 */
function outputsOfFailure({ title, message, remedy }) {
    return {
        'license-status': LICENSE_STATUS.failed,
        'plan-status': PLAN_STATUS.failed,
        report: JSON.stringify({ error: { title, message, remedy } }),
    };
}
/** As much of the report as an output holds, with what needs attention first. */
function reportOf(run) {
    const plans = headOf(run, false).plans.map((plan) => JSON.stringify(plan));
    const shownPlans = fitting(plans, MAX_PLAN_BYTES);
    const { ranked } = run.verdict;
    const whole = fitting(records(ranked), MAX_REPOSITORY_BYTES);
    // In very many plans not even one would fit.
    const shown = whole.length > 0 ? whole : fitting(recordsWithoutPlans(ranked), MAX_REPOSITORY_BYTES);
    const truncated = whole.length < ranked.length || shownPlans.length < plans.length;
    const head = JSON.stringify({ ...headOf(run, truncated), plans: undefined });
    return `${head.slice(0, -1)},"plans":[${shownPlans.join(',')}],"repositories":[${shown.join(',')}]}`;
}
/** Made one by one: most of many don't fit. */
function* records(results) {
    for (const result of results)
        yield JSON.stringify(recordOf(result));
}
function* recordsWithoutPlans(results) {
    for (const result of results)
        yield JSON.stringify({ ...recordOf(result), plans: [] });
}
/** No result at all is no good: it must not read as "already". */
function leastGood(results) {
    const found = new Set(results.map(({ kind }) => kind));
    return RANKED.find((kind) => found.has(kind)) ?? 'failed';
}

;// CONCATENATED MODULE: external "node:fs/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");
;// CONCATENATED MODULE: external "node:stream"
const external_node_stream_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");
;// CONCATENATED MODULE: external "node:stream/promises"
const external_node_stream_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");
;// CONCATENATED MODULE: ./src/report/report-file.ts









/** Without it spreadsheets take UTF-8 for an encoding of their country. */
const BYTE_ORDER_MARK = '\ufeff';
const CSV_HEADS = ['repository', 'repository-id', 'license', 'plan', 'plan-id', 'plan-status', 'proved', 'error'];
/** The whole report of a run that came to its end, in pieces, as it goes into a file. */
function* wholeReport(run, format) {
    if (format === 'csv')
        yield* csvOf(run);
    else
        yield* jsonOf(run);
}
/** What the file holds when a run ended before the state could be compared: not what an earlier run left there. */
function* failureReport({ title, message, remedy }, format) {
    if (format === 'csv')
        yield BYTE_ORDER_MARK + csvLine(CSV_HEADS) + csvLine(['', '', 'failed', '', '', 'failed', 'false', message]);
    else
        yield `${JSON.stringify({ error: { title, message, remedy } }, undefined, 2)}\n`;
}
function* jsonOf(run) {
    yield `${JSON.stringify(headOf(run, false)).slice(0, -1)},"repositories":[`;
    let separator = '\n';
    for (const result of run.verdict.ranked) {
        yield `${separator}${JSON.stringify(recordOf(result))}`;
        separator = ',\n';
    }
    yield '\n]}\n';
}
/** A line for each repository in each backup plan (RFC 4180). */
function* csvOf({ verdict }) {
    yield BYTE_ORDER_MARK + csvLine(CSV_HEADS);
    for (const result of verdict.ranked) {
        const { id, name, license, plans, proved, error = '' } = recordOf(result);
        for (const plan of plans) {
            yield csvLine([name, id, license, plan.name ?? '', plan.id, plan.status, String(proved), error]);
        }
    }
}
function csvLine(cells) {
    return `${cells.map(csvCell).join(',')}\r\n`;
}
/**
 * One line, for people. Always in quotes, since where decimals have a comma spreadsheets separate cells by `;`. What
 * begins like a formula would be one in a spreadsheet, names being others' to choose: an apostrophe is put before it.
 */
function csvCell(text) {
    const plain = printable(text.replace(/\s*[\r\n]+\s*/g, '; '));
    return `"${plain.replace(FORMULA, "'").replaceAll('"', '""')}"`;
}
/** Where a formula would begin: also behind a `;`, which ends a cell in many countries, and with full-width signs. */
const FORMULA = /(?<=^|;)(?=[\s"]*[=+\-@＝＋－＠﹦﹢﹣﹫])/gu;
/**
 * Writes a report into a file in the workspace, as a whole or not at all.
 * @throws Error when it can't be written, or would be written elsewhere by a link
 */
async function writeReportFile({ path, workspace }, pieces) {
    const folder = (0,external_node_path_namespaceObject.dirname)(path);
    // Looked at before folders are made, since they would be made where a link leads.
    if (leadsOut(await (0,promises_namespaceObject.realpath)(workspace), await realPlace(folder)))
        throw new Error(`${path} leads out of the workspace by a link`);
    await (0,promises_namespaceObject.mkdir)(folder, { recursive: true });
    const unfinished = (0,external_node_path_namespaceObject.join)(folder, `.gitprotect-report-${(0,external_node_crypto_namespaceObject.randomUUID)()}`);
    try {
        await (0,external_node_stream_promises_namespaceObject.pipeline)(external_node_stream_namespaceObject.Readable.from(pieces), (0,external_node_fs_namespaceObject.createWriteStream)(unfinished, { flags: 'wx' }));
        // A link that stands there is replaced, not followed.
        await (0,promises_namespaceObject.rename)(unfinished, path);
    }
    finally {
        await (0,promises_namespaceObject.rm)(unfinished, { force: true });
    }
}
/** Where a folder really is, or its nearest parent that is there. */
async function realPlace(folder) {
    try {
        return await (0,promises_namespaceObject.realpath)(folder);
    }
    catch (error) {
        if (!report_file_isMissing(error) || (0,external_node_path_namespaceObject.dirname)(folder) === folder)
            throw error;
        return await realPlace((0,external_node_path_namespaceObject.dirname)(folder));
    }
}
function report_file_isMissing(error) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}

;// CONCATENATED MODULE: ./src/report/summary.ts






/**
 * GitHub shows 1 MiB of a step's summary, and nothing of a longer one. Half of it is for the table of repositories, of
 * which nobody reads so many; the rest for what stands around it.
 */
const MAX_ROWS = 500;
const MAX_ROW_BYTES = 512 * 1024;
const MAX_LIST_BYTES = 128 * 1024;
const MAX_TEXT_LENGTH = 2000;
/** More plans than these would make the table too wide: they share a column. */
const MAX_PLAN_COLUMNS = 5;
/** The job summary, as Markdown, of a run that came to its end. Names from the server show as text, whatever they hold. */
function summaryOf(run) {
    const isOne = run.verdict.repositories.length === 1;
    return summary_document([
        `## ${markOf(run)} GitProtect backup`,
        `**${asMarkdown(headline(run))}.**`,
        ...list(warningsOf(run).map(({ text }) => `> ⚠️ ${asMarkdown(text)}`), (count) => `> … and ${counted(count, 'warning')} more`),
        ...(isOne ? [] : [totalsTable(run)]),
        ...repositoryTable(run),
        ...planTable(run),
        ...nextSteps(run),
        `<sub>${[`Organization ${code(run.organization.name)}`, ...removedAtHost(run), cost(run)].join(' · ')}</sub>`,
    ]);
}
/** The job summary of a run that ended before the state could be compared. */
function summaryOfFailure({ title, message, remedy }) {
    return summary_document([
        '## ❌ GitProtect backup',
        `**Not proved to be protected: ${asMarkdown(title)}.**`,
        ...message.split('\n').map((line) => asMarkdown(line)),
        '### What to do next',
        asMarkdown(remedy),
    ]);
}
/** How many ended in which way, with a bar for each. */
function totalsTable({ verdict: { repositories, totals } }) {
    const all = repositories.length;
    const rows = [...totals].map(([status, count]) => {
        const mark = status === 'failed' || status === 'not-tried' ? '❌ ' : '';
        return row([`${mark}${statusInWords(status)}`, String(count), bar(count, all)]);
    });
    return table(['Repositories', 'Count', 'Share'], rows);
}
const BAR_CELLS = 20;
/** A share as a bar; what isn't nothing shows, and what isn't all isn't full. Rounded down: no sum is more than 100 %. */
function bar(count, all) {
    const cells = Math.min(count < all ? BAR_CELLS - 1 : BAR_CELLS, Math.max(1, Math.round((count * BAR_CELLS) / all)));
    const percent = Math.floor((count * 100) / all);
    return `\`${'█'.repeat(cells)}${'░'.repeat(BAR_CELLS - cells)}\` ${percent === 0 ? '< 1' : String(percent)} %`;
}
/** What needs attention first; of many repositories only what isn't as it was. */
function repositoryTable({ plans, verdict: { repositories, ranked } }) {
    const shown = repositories.length <= FEW ? repositories : ranked.filter(({ status }) => status !== 'protected');
    if (shown.length === 0)
        return [];
    const columns = plans.length > MAX_PLAN_COLUMNS ? ['Plans'] : plans.map(({ id, name }) => `Plan ${code(name ?? id)}`);
    const rows = fitting(shown.slice(0, MAX_ROWS).map((repository) => row(repositoryRow(repository))), MAX_ROW_BYTES);
    const rest = shown.length - rows.length;
    return [
        table(['Repository', 'License', ...columns], rows),
        ...(rest > 0
            ? [`… and ${counted(rest, 'repository', 'repositories')} more (the input <code>report-file</code> gives all).`]
            : []),
    ];
}
function repositoryRow({ repository, license, plans }) {
    const inSome = (which) => `in ${String(plans.filter(which).length)} of ${String(plans.length)}`;
    const memberships = plans.length > MAX_PLAN_COLUMNS
        ? [transition(inSome(isBefore), inSome(isAfter))]
        : plans.map(({ change, result }) => transition(stateBefore(change.before), membershipAfter(result)));
    const licensed = transition(stateBefore(license.change.before), licenseAfter(license.result));
    return [code(repository.name), licensed, ...memberships];
}
function isBefore({ change }) {
    return change.before === 'attached';
}
function isAfter({ result }) {
    return result.kind === 'already' || (result.kind === 'done' && result.verified);
}
function removedAtHost({ removedAtHost: count }) {
    return count === 0 ? [] : [`${String(count)} passed over, removed at the Git host`];
}
function planTable({ plans, verdict: { healths } }) {
    const rows = plans.map((plan) => {
        const { errors = 0, warnings = 0 } = plan.lastRun ?? {};
        const mark = errors + warnings > 0 || healths.get(plan.id) === 'stale' ? '⚠️ ' : '';
        return row([code(plan.name ?? plan.id), scheduleOf(plan), `${mark}${lastRunOf(plan.lastRun)}`]);
    });
    const shown = fitting(rows, MAX_LIST_BYTES);
    const rest = rows.length - shown.length;
    return [
        table(['Backup plan', 'Schedule', 'Last run'], shown),
        ...(rest > 0 ? [`… and ${counted(rest, 'backup plan')} more.`] : []),
    ];
}
/** As many as fit, and how many more there are. */
function list(items, more) {
    const shown = fitting(items, MAX_LIST_BYTES);
    return shown.length === items.length ? shown : [...shown, more(items.length - shown.length)];
}
function nextSteps({ verdict: { causes } }) {
    if (causes.length === 0)
        return [];
    const items = causes.map(({ problem, repositories }) => {
        const names = repositories.slice(0, 5).map(code).join(', ');
        const rest = repositories.length > 5 ? ` and ${String(repositories.length - 5)} more` : '';
        const message = asMarkdown(shortened(problem.message, MAX_TEXT_LENGTH));
        return `- ${names}${rest}: ${message}. **${asMarkdown(problem.remedy)}**`;
    });
    return ['### What to do next', list(items, (count) => `- … and ${counted(count, 'reason')} more`).join('\n')];
}
function transition(before, after) {
    return before === after ? after : `${before} → **${after}**`;
}
function code(name) {
    return asCode(shortened(name));
}
function table(heads, rows) {
    return [row(heads), row(heads.map(() => '---')), ...rows].join('\n');
}
function row(cells) {
    return `| ${cells.join(' | ')} |`;
}
function summary_document(blocks) {
    return `${blocks.join('\n\n')}\n`;
}

;// CONCATENATED MODULE: ./src/report/report.ts




/**
 * Reports a run that came to its end, well or not: log, report file, outputs, job summary.
 * @param file where the whole report goes, if anywhere
 * @returns whether everything was written
 */
async function report(run, file, runner) {
    logEnd(run, runner);
    const pieces = file === undefined ? [] : wholeReport(run, file.format);
    return await publish(outputsOf(run), summaryOf(run), file, pieces, runner);
}
/** Reports a run that ended before the state could be compared. */
async function reportFailure(failure, file, runner) {
    const { title, reason } = failure;
    const message = runner.redactor.redact(failure.message);
    const problem = { title, message, remedy: runner.redactor.redact(failure.remedy), reason };
    runner.error(title, `${message}\nWhat to do: ${problem.remedy}`);
    const pieces = file === undefined ? [] : failureReport(problem, file.format);
    await publish(outputsOfFailure(problem), summaryOfFailure(problem), file, pieces, runner);
}
/** Writes each part, also where another can't be written. */
async function publish(outputs, summary, file, pieces, runner) {
    const failures = [];
    const attempt = async (what, write) => {
        try {
            await write();
        }
        catch (error) {
            failures.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
        }
    };
    const all = { ...outputs };
    if (file !== undefined)
        await attempt('report file', async () => {
            await writeReportFile(file, pieces);
            all['report-path'] = file.path;
            runner.info(`The whole report is in ${file.path}`);
        });
    await attempt('outputs (GITHUB_OUTPUT)', () => {
        runner.setOutputs(all);
    });
    await attempt('job summary (GITHUB_STEP_SUMMARY)', () => runner.writeSummary(summary));
    if (failures.length > 0)
        runner.error('The report could not be written', `${failures.join('\n')}\nWhat to do: look at the disk and the permissions of the runner. What was done in GitProtect is told above.`);
    return failures.length === 0;
}

;// CONCATENATED MODULE: ./src/report/without-secrets.ts
/**
 * The outcome with the secrets cut out of every text that came from outside, before any report is made of it: in a report
 * that is written already a secret such as `true` or `0000` would take values, IDs and marks of JSON with it.
 */
function withoutSecrets(outcome, redactor) {
    const texts = new Map();
    const problems = new Map();
    const clean = (text) => remembered(texts, text, () => redactor.redact(text));
    const named = (thing) => thing.name === undefined || clean(thing.name) === thing.name ? thing : { ...thing, name: clean(thing.name) };
    const told = ({ title, message, remedy, reason }) => ({
        ...{ title, message: clean(message), remedy: clean(remedy), reason: clean(reason) },
    });
    const changeOf = (change) => change.kind === 'activate'
        ? { ...change, repository: named(change.repository) }
        : { ...change, repository: named(change.repository), plan: named(change.plan) };
    const resultOf = (result) => 'problem' in result
        ? { ...result, problem: remembered(problems, result.problem, () => told(result.problem)) }
        : result;
    return {
        organization: named(outcome.organization),
        plans: outcome.plans.map(named),
        unlistedPlans: outcome.unlistedPlans.map(named),
        results: outcome.results.map(({ change, result }) => ({
            change: changeOf(change),
            result: resultOf(result),
        })),
    };
}
/** The value of a key, made once: repositories share plans and problems, which are told apart by identity. */
function remembered(known, key, make) {
    const value = known.get(key) ?? make();
    known.set(key, value);
    return value;
}

;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
// EXTERNAL MODULE: external "os"
var external_os_ = __nccwpck_require__(857);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function utils_toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");
// EXTERNAL MODULE: external "fs"
var external_fs_ = __nccwpck_require__(896);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_.EOL}`, {
        encoding: 'utf8'
    });
}
function file_command_prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
    const convertedValue = utils_toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_.EOL}${convertedValue}${external_os_.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/auth.js
var auth_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
class BasicCredentialHandler {
    constructor(username, password) {
        this.username = username;
        this.password = password;
    }
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`${this.username}:${this.password}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return auth_awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class auth_BearerCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Bearer ${this.token}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return auth_awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class PersonalAccessTokenCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`PAT:${this.token}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return auth_awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
//# sourceMappingURL=auth.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/oidc-utils.js
var oidc_utils_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



class oidc_utils_OidcClient {
    static createHttpClient(allowRetry = true, maxRetry = 10) {
        const requestOptions = {
            allowRetries: allowRetry,
            maxRetries: maxRetry
        };
        return new HttpClient('actions/oidc-client', [new BearerCredentialHandler(oidc_utils_OidcClient.getRequestToken())], requestOptions);
    }
    static getRequestToken() {
        const token = process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
        if (!token) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable');
        }
        return token;
    }
    static getIDTokenUrl() {
        const runtimeUrl = process.env['ACTIONS_ID_TOKEN_REQUEST_URL'];
        if (!runtimeUrl) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable');
        }
        return runtimeUrl;
    }
    static getCall(id_token_url) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            var _a;
            const httpclient = oidc_utils_OidcClient.createHttpClient();
            const res = yield httpclient
                .getJson(id_token_url)
                .catch(error => {
                throw new Error(`Failed to get ID Token. \n 
        Error Code : ${error.statusCode}\n 
        Error Message: ${error.message}`);
            });
            const id_token = (_a = res.result) === null || _a === void 0 ? void 0 : _a.value;
            if (!id_token) {
                throw new Error('Response json body do not have ID Token field');
            }
            return id_token;
        });
    }
    static getIDToken(audience) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            try {
                // New ID Token is requested from action service
                let id_token_url = oidc_utils_OidcClient.getIDTokenUrl();
                if (audience) {
                    const encodedAudience = encodeURIComponent(audience);
                    id_token_url = `${id_token_url}&audience=${encodedAudience}`;
                }
                debug(`ID token url is ${id_token_url}`);
                const id_token = yield oidc_utils_OidcClient.getCall(id_token_url);
                setSecret(id_token);
                return id_token;
            }
            catch (error) {
                throw new Error(`Error message: ${error.message}`);
            }
        });
    }
}
//# sourceMappingURL=oidc-utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/summary.js
var summary_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_fs_.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return summary_awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_.constants.R_OK | external_fs_.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return summary_awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return summary_awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = _summary;
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/path-utils.js

/**
 * toPosixPath converts the given path to the posix form. On Windows, \\ will be
 * replaced with /.
 *
 * @param pth. Path to transform.
 * @return string Posix path.
 */
function toPosixPath(pth) {
    return pth.replace(/[\\]/g, '/');
}
/**
 * toWin32Path converts the given path to the win32 form. On Linux, / will be
 * replaced with \\.
 *
 * @param pth. Path to transform.
 * @return string Win32 path.
 */
function toWin32Path(pth) {
    return pth.replace(/[/]/g, '\\');
}
/**
 * toPlatformPath converts the given path to a platform-specific path. It does
 * this by replacing instances of / and \ with the platform-specific path
 * separator.
 *
 * @param pth The path to platformize.
 * @return string The platform-specific path.
 */
function toPlatformPath(pth) {
    return pth.replace(/[/\\]/g, path.sep);
}
//# sourceMappingURL=path-utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/platform.js
var platform_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const getWindowsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout: version } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Version"', undefined, {
        silent: true
    });
    const { stdout: name } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Caption"', undefined, {
        silent: true
    });
    return {
        name: name.trim(),
        version: version.trim()
    };
});
const getMacOsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    var _a, _b, _c, _d;
    const { stdout } = yield exec.getExecOutput('sw_vers', undefined, {
        silent: true
    });
    const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : '';
    const name = (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : '';
    return {
        name,
        version
    };
});
const getLinuxInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout } = yield exec.getExecOutput('lsb_release', ['-i', '-r', '-s'], {
        silent: true
    });
    const [name, version] = stdout.trim().split('\n');
    return {
        name,
        version
    };
});
const platform = external_os_.platform();
const arch = external_os_.arch();
const isWindows = platform === 'win32';
const isMacOS = platform === 'darwin';
const isLinux = platform === 'linux';
function getDetails() {
    return platform_awaiter(this, void 0, void 0, function* () {
        return Object.assign(Object.assign({}, (yield (isWindows
            ? getWindowsInfo()
            : isMacOS
                ? getMacOsInfo()
                : getLinuxInfo()))), { platform,
            arch,
            isWindows,
            isMacOS,
            isLinux });
    });
}
//# sourceMappingURL=platform.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function core_setSecret(secret) {
    issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_.EOL);
    command_issueCommand('set-output', { name }, utils_toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function core_debug(message) {
    issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + os.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    issueCommand('save-state', { name }, toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map
;// CONCATENATED MODULE: ./src/shared/escapes.ts
/** An encoder's work is encoded by the next one: JSON in JSON, in HTML. More at once is nobody's accident. */
const MAX_DECODINGS = 4;
/** How often kinds of escapes are told apart: a secret may hold what looks like an escape of another kind. */
const MAX_DECODINGS_BY_KIND = 2;
/** The text, and what it is when its escapes are decoded once, twice, …: those of any kind, and those of each. */
function decodingsOf(text) {
    const first = { text, startOf: (index) => index, endOf: (index) => index + 1 };
    const all = new Map([[text, first]]);
    decodeInto(all, [first], [ANY_ESCAPE], MAX_DECODINGS);
    // Where there is but one kind, that was all.
    if (all.size > 1)
        decodeInto(all, [first], KINDS, MAX_DECODINGS_BY_KIND);
    return [...all.values()];
}
/** Adds what these texts are when they are decoded up to so many times, by any of these patterns each time. */
function decodeInto(all, texts, patterns, depth) {
    if (texts.length === 0 || depth === 0)
        return;
    const next = texts.flatMap((text) => patterns.flatMap((pattern) => decodedOnce(text, pattern) ?? []));
    for (const decoded of next)
        if (!all.has(decoded.text))
            all.set(decoded.text, decoded);
    decodeInto(all, next, patterns, depth - 1);
}
/** Every escape that a pattern finds decoded; undefined where there is none. */
function decodedOnce({ text, startOf, endOf }, pattern) {
    const pieces = [];
    const starts = [];
    const ends = [];
    const keep = (from, to) => {
        pieces.push(text.slice(from, to));
        for (let index = from; index < to; index++) {
            starts.push(startOf(index));
            ends.push(endOf(index));
        }
    };
    let at = 0;
    for (const { 0: escape, index, groups = {} } of text.matchAll(pattern)) {
        keep(at, index);
        at = index + escape.length;
        const meant = decoded(escape, groups);
        pieces.push(meant);
        starts.push(...Array(meant.length).fill(startOf(index)));
        ends.push(...Array(meant.length).fill(endOf(at - 1)));
    }
    if (at === 0)
        return undefined;
    keep(at, text.length);
    return { text: pieces.join(''), startOf: (index) => starts[index] ?? 0, endOf: (index) => ends[index] ?? 0 };
}
const HEX = '[\\da-fA-F]';
const TAIL = `%[89abAB]${HEX}`;
/** Escapes of JSON, .NET, JavaScript and Python; of URLs, a character of UTF-8 at once; of HTML and XML. */
const ESCAPES = [
    [
        `\\\\u\\{(?<braced>${HEX}{1,6})\\}`,
        `\\\\u(?<unit>${HEX}{4})`,
        `\\\\x(?<byte>${HEX}{2})`,
        `\\\\U(?<wide>${HEX}{8})`,
        '\\\\(?<short>[^a-zA-Z\\d]|[bfnrt])',
    ],
    [`(?<url>%[0-7]${HEX}|%[c-dC-D]${HEX}${TAIL}|%[eE]${HEX}(?:${TAIL}){2}|%[fF]${HEX}(?:${TAIL}){3}|%${HEX}{2})`],
    ['&#(?<decimal>\\d{1,8});', `&#[xX](?<hexadecimal>${HEX}{1,8});`, '&(?<name>amp|lt|gt|quot|apos|nbsp);'],
];
const KINDS = ESCAPES.map((ways) => new RegExp(ways.join('|'), 'g'));
const ANY_ESCAPE = new RegExp(ESCAPES.flat().join('|'), 'g');
const SHORT = new Map([
    ['b', '\b'],
    ['f', '\f'],
    ['n', '\n'],
    ['r', '\r'],
    ['t', '\t'],
]);
const NAMED = new Map([
    ['amp', '&'],
    ['lt', '<'],
    ['gt', '>'],
    ['quot', '"'],
    ['apos', "'"],
    ['nbsp', '\u00a0'],
]);
function decoded(escape, groups) {
    const { braced, unit, byte, wide, short, url, decimal, hexadecimal, name = '' } = groups;
    const hex = braced ?? unit ?? byte ?? wide ?? hexadecimal;
    if (hex !== undefined)
        return character(Number.parseInt(hex, 16), escape);
    if (decimal !== undefined)
        return character(Number(decimal), escape);
    if (short !== undefined)
        return SHORT.get(short) ?? short;
    if (url === undefined)
        return NAMED.get(name) ?? escape;
    const bytes = Buffer.from(url.replaceAll('%', ''), 'hex');
    // A byte that is no UTF-8 is taken for Latin-1.
    return bytes.length === 1 ? bytes.toString('latin1') : bytes.toString();
}
function character(code, escape) {
    return code <= 0x10ffff ? String.fromCodePoint(code) : escape;
}

;// CONCATENATED MODULE: ./src/shared/secret-forms.ts

/** Shorter secrets are masked by the CI only: cutting "a" out of what people read would leave nothing readable. */
const MIN_LENGTH = 4;
/** Of a secret of several lines a shorter one is taken for no secret: `{` and `true` stand everywhere. */
const MIN_LINE_LENGTH = 6;
/**
 * The texts to look for in order to find a secret: as it is, as the encodings write it that are no escapes of single
 * characters (those are decoded in the text), and each line of several.
 */
function formsOf(secret) {
    const lines = secret.split(/[\r\n]+/);
    const parts = lines.length > 1 ? lines.filter((line) => line.trim().length >= MIN_LINE_LENGTH) : [];
    const forms = [secret, ...parts].flatMap((part) => {
        const written = spellings(part);
        // An escape in the secret itself is decoded in the text, too.
        return [...written.flatMap((form) => decodingsOf(form).map(({ text }) => text)), ...base64(part), ...hex(part)];
    });
    return new Set(forms.filter((form) => form.length >= MIN_LENGTH));
}
function spellings(secret) {
    const byteByByte = Buffer.from(secret).toString('latin1');
    const spelled = [
        secret,
        secret.trim(),
        // As CSV, SQL and YAML double them.
        secret.replaceAll('"', '""'),
        secret.replaceAll("'", "''"),
        secret.replace(/["']/g, '$&$&'),
        // As ASCII has them: by character, by unit of UTF-16, by byte of UTF-8.
        secret.replace(/\P{ASCII}/gu, '?'),
        secret.replace(/[^]/g, (unit) => (unit < '\x80' ? unit : '?')),
        byteByByte.replace(/\P{ASCII}/gu, '?'),
        secret.replace(/\P{ASCII}/gu, '\ufffd'),
        byteByByte.replace(/\P{ASCII}/gu, '\ufffd'),
        byteByByte,
        secret.normalize('NFC'),
        secret.normalize('NFD'),
    ];
    // As forms write spaces.
    return [...new Set(spelled.flatMap((text) => [text, text.replaceAll(' ', '+')]))];
}
function hex(secret) {
    const digits = Buffer.from(secret).toString('hex');
    // As .NET's BitConverter writes bytes.
    const dashed = digits.toUpperCase().replace(/..(?=.)/g, '$&-');
    return [digits, digits.toUpperCase(), dashed, dashed.toLowerCase()];
}
/** Base64 of a secret inside a longer text depends on its offset modulo 3; the characters that neighbours touch are left out. */
function base64(secret) {
    const forms = [0, 1, 2].map((offset) => {
        const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
        const whole = Math.floor((bytes.length * 8) / 6);
        return bytes.toString('base64').slice(Math.ceil((offset * 8) / 6), whole);
    });
    return [...forms, ...forms.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))];
}

;// CONCATENATED MODULE: ./src/shared/redactor.ts


/** How much of a secret must stand before a text's cut-off end to be taken for its beginning. */
const MIN_BEGINNING = 4;
/** No escape of one character is longer, so that no more than this is left of one that was cut. */
const MAX_CUT_ESCAPE = 12;
/**
 * The secrets of this run. The CI masks them in the log; they are also cut out of every text that came from outside,
 * since a server may echo a password in an error, encoded in many ways, and nobody masks the summary and the outputs.
 * It takes time in proportion to the text, whatever the secrets and the text are: both may come from a server.
 */
class Redactor {
    #mask;
    #needles = new Map();
    constructor(mask) {
        this.#mask = mask;
    }
    addSecret(secret) {
        if (secret === '')
            return;
        this.#mask(secret);
        for (const form of formsOf(secret))
            if (!this.#needles.has(form))
                this.#needles.set(form, new Needle(form));
    }
    /** The text with every secret replaced by asterisks, however its characters are written. */
    redact(text) {
        if (this.#needles.size === 0)
            return text;
        const found = decodingsOf(text).flatMap((decoded) => this.#spansIn(decoded));
        if (found.length === 0)
            return text;
        let clean = '';
        let at = 0;
        for (const { start, end } of found.sort((a, b) => a.start - b.start)) {
            // What overlaps is one.
            if (start >= at)
                clean += `${text.slice(at, start)}***`;
            at = Math.max(at, end);
        }
        return clean + text.slice(at);
    }
    /** Where secrets stand, in the text that was read. */
    #spansIn({ text, startOf, endOf }) {
        const cuts = cutsIn(text);
        return [...this.#needles.values()]
            .flatMap((needle) => needle.spansIn(text, cuts))
            .map(({ start, end }) => ({ start: startOf(start), end: endOf(end - 1) }));
    }
}
/** A text to look for, by Knuth, Morris and Pratt: no text makes the search slow. */
class Needle {
    #text;
    #beginning;
    /** For each beginning: how long its longest end is that is a beginning, too. Made when it is needed. */
    #borders;
    constructor(text) {
        this.#text = text;
        this.#beginning = text.slice(0, MIN_BEGINNING);
    }
    /** Where it stands in a text, or, where the text was cut off, its beginning does. */
    spansIn(text, cuts) {
        const first = text.indexOf(this.#beginning);
        if (first < 0)
            return [];
        this.#borders ??= bordersOf(this.#text);
        const spans = [];
        let length = 0;
        for (let at = first; at < text.length; at++) {
            const cut = cuts.get(at);
            if (cut !== undefined && length >= MIN_BEGINNING)
                spans.push({ start: at - length, end: cut });
            length = grown(this.#text, this.#borders, length, text.charCodeAt(at));
            if (length === this.#text.length)
                spans.push({ start: at + 1 - length, end: at + 1 });
        }
        return spans;
    }
}
function bordersOf(text) {
    const borders = new Int32Array(text.length + 1);
    for (let at = 1; at < text.length; at++)
        borders[at + 1] = grown(text, borders, borders[at] ?? 0, text.charCodeAt(at));
    return borders;
}
/** How much of the beginning stands there with one more character, when so much stood there without it. */
function grown(text, borders, length, character) {
    let left = length;
    while (left > 0 && (left === text.length || text.charCodeAt(left) !== character))
        left = borders[left] ?? 0;
    return text.charCodeAt(left) === character ? left + 1 : 0;
}
/**
 * Where a text may have been cut off in a secret, each with the end of what was left: names are cut, with an ellipsis,
 * before they come here. Half an escape may stand before the ellipsis.
 */
function cutsIn(text) {
    const cuts = new Map();
    for (let end = text.indexOf('…'); end >= 0; end = text.indexOf('…', end + 1))
        for (let at = end; at >= 0 && at >= end - MAX_CUT_ESCAPE; at--)
            if (at === end || '\\%&'.includes(text.charAt(at)))
                cuts.set(at, end);
    return cuts;
}

;// CONCATENATED MODULE: ./src/runner/github-event.ts

/** Why secrets are likely to be missing in this run, where GitHub's event says so. */
async function likelySecretCause() {
    const context = await eventContext();
    if (context === undefined)
        return undefined;
    const pullRequest = JsonObject.of(context.payload)?.object('pull_request');
    if (pullRequest?.object('head')?.object('repo')?.boolean('fork') === true)
        return "Likely cause: this run is for a fork's pull request, and GitHub gives those no secrets.";
    if (context.actor === 'dependabot[bot]')
        return 'Likely cause: this run was started by Dependabot, which gets only Dependabot secrets.';
    return undefined;
}
/** What GitHub says of the run; undefined where it can't be read: this is a hint, and must not hide the mistakes. */
async function eventContext() {
    try {
        // Loaded only when it is needed: it costs start-up time.
        return (await __nccwpck_require__.e(/* import() */ 413).then(__nccwpck_require__.bind(__nccwpck_require__, 413))).context;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./src/runner/workflow-command.ts
/**
 * A line that the GitHub runner takes for a command: `::error title=…::message`.
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
function workflowCommand(name, message, title) {
    const properties = title === undefined ? '' : ` title=${workflow_command_escapeProperty(title)}`;
    return `::${name}${properties}::${workflow_command_escapeData(message)}`;
}
function workflow_command_escapeData(text) {
    return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
function workflow_command_escapeProperty(text) {
    return workflow_command_escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

;// CONCATENATED MODULE: ./src/runner/github.ts






/** GitHub shows no more for a step; the rest become lines of the log. */
const MAX_ANNOTATIONS = 10;
/**
 * A step of a GitHub job: where inputs come from, and where log, masks, outputs and summary go. What is written to the
 * log is stripped of secrets and of anything that the runner or a terminal would take for a command.
 *
 * Lines and commands go to the stream that is passed in, since `@actions/core` can write to the process's own only; it
 * writes the files for outputs and summary.
 */
class GitHubRunner {
    environment;
    /** The secrets of this run; each is masked when it is added. */
    redactor;
    #stdout;
    #annotations = 0;
    constructor({ environment, stdout }) {
        this.environment = environment;
        this.#stdout = stdout;
        this.redactor = new Redactor((secret) => {
            // Any other CI would print the command, and the secret with it.
            if (environment['GITHUB_ACTIONS'] === 'true')
                this.#write(workflowCommand('add-mask', secret));
        });
    }
    input(name) {
        return this.environment[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '';
    }
    /** Why this run may have no secrets, where its event says so. */
    async missingSecretHint() {
        return await likelySecretCause();
    }
    info(text) {
        this.#write(this.#safe(text));
    }
    debug(text) {
        this.#write(workflowCommand('debug', this.#safe(text)));
    }
    notice(title, text) {
        this.#annotate('notice', title, this.#safe(text));
    }
    warning(title, text) {
        this.#annotate('warning', title, this.#safe(text));
    }
    error(title, text) {
        this.#annotate('error', title, this.redactor.redact(text).split('\n').map(printable).join('\n'));
    }
    async group(heading, part) {
        this.#write(workflowCommand('group', this.#safe(heading)));
        try {
            return await part();
        }
        finally {
            this.#write(workflowCommand('endgroup', ''));
        }
    }
    /** Sets the step's outputs, of which the texts hold no secrets. @throws Error when the runner's file can't be written */
    setOutputs(outputs) {
        // Other CIs offer no such file.
        if ((this.environment['GITHUB_OUTPUT'] ?? '') === '')
            return;
        for (const [name, value] of Object.entries(outputs))
            setOutput(name, value);
    }
    /** Writes the job summary, of which the texts hold no secrets. @throws Error when the runner's file can't be written */
    async writeSummary(markdown) {
        if ((this.environment['GITHUB_STEP_SUMMARY'] ?? '') === '')
            return;
        await summary.addRaw(markdown).write();
    }
    #annotate(level, title, text) {
        if (++this.#annotations <= MAX_ANNOTATIONS)
            this.#write(workflowCommand(level, text, this.#safe(title)));
        else
            for (const line of `${title}: ${text}`.split('\n'))
                this.info(line);
    }
    #safe(text) {
        return printable(this.redactor.redact(text));
    }
    #write(line) {
        this.#stdout.write(`${line}${external_node_os_namespaceObject.EOL}`);
    }
}

;// CONCATENATED MODULE: ./src/run.ts















/**
 * The whole story: read what GitProtect has, compare it with what is wanted, change only the difference, verify, and
 * report. Never throws for a failure: it is reported.
 * @returns whether the step succeeds
 */
async function run(world) {
    const runner = new GitHubRunner(world);
    const inputs = await orFailure(readInputs(runner, runner.redactor), runner);
    if (inputs instanceof Failure) {
        await reportFailure(inputs, inputs instanceof InputError ? inputs.reportFile : undefined, runner);
        return false;
    }
    const result = await orFailure(reconcile(inputs, world, runner), runner);
    if (result instanceof Failure) {
        await reportFailure(result, inputs.reportFile, runner);
        return false;
    }
    const isWritten = await report(result, inputs.reportFile, runner);
    return isWritten && result.verdict.success;
}
/** @throws Failure when the run ends before the state could be compared */
async function reconcile(inputs, world, runner) {
    const { request, dryRun, serverUrl } = inputs;
    const start = world.clock.monotonic();
    const service = connect(inputs, world, runner.redactor, runner);
    const context = { ...world, service, log: runner };
    const heading = `Look at ${subjectOf(request.selection)} in GitProtect at ${serverUrl.host}`;
    const { desired, changes, removedAtHost, unlistedPlans } = await runner.group(heading, async () => {
        await service.signIn();
        const { desired, selected, unlistedPlans } = await observeDesired(context, inputs);
        const changes = diff(desired);
        logSelection(selected, runner);
        logDiff(changes, desired, runner);
        return { desired, changes, removedAtHost: selected.removedAtHost, unlistedPlans };
    });
    const read = dryRun
        ? dryRunOutcome(changes, desired)
        : await runner.group('Change what differs', async () => {
            const patience = verifyPatience(context, inputs.verifyTimeoutSeconds);
            const attempted = await apply(context, changes, desired, patience);
            return await verifyByReading(context, attempted, desired, patience);
        });
    const outcome = withoutSecrets({ ...read, unlistedPlans }, runner.redactor);
    const verdict = decideVerdict(outcome, { ...inputs, now: world.clock.now() });
    const milliseconds = Math.round(world.clock.monotonic() - start);
    return { ...outcome, verdict, dryRun, removedAtHost, requests: service.requests, milliseconds };
}
/** Observes what the request names; where GitProtect doesn't list a repository yet, has it synchronize and observes again. */
async function observeDesired(context, { request, dryRun, syncsFirst, syncTimeoutSeconds }) {
    const patience = syncPatience(context, syncTimeoutSeconds ?? 0);
    if (syncsFirst)
        await synchronizeFirst(context, request.organization, patience);
    let observed = await observe(context, request);
    const { organization } = observed;
    logOtherOwners(request, organization, context.log);
    let resolution = resolve(request, observed);
    let synchronized = dryRun ? 'dry-run' : 'never';
    if (resolution.missing.length > 0 && syncTimeoutSeconds !== undefined) {
        if (!syncsFirst)
            await synchronize(context, organization, resolution.missing, patience);
        observed = await observeOnceListed(context, request, organization, resolution.missing, patience);
        resolution = resolve(request, observed);
        synchronized = { waitedSeconds: syncTimeoutSeconds };
    }
    const listed = new Set(observed.plans.map(({ id }) => id));
    const unlistedPlans = resolution.plans.filter(({ id }) => !listed.has(id));
    return { ...resolution, unlistedPlans, desired: desiredState(resolution, observed.organization, synchronized) };
}
async function orFailure(work, log) {
    try {
        return await work;
    }
    catch (error) {
        if (error instanceof Failure)
            return error;
        log.debug(error instanceof Error ? (error.stack ?? error.message) : String(error));
        return new Failure('The action itself failed', error instanceof Error ? error.message : String(error), 'This is a mistake in the action. Run again with debug logging and report what it shows.', { cause: error });
    }
}


/***/ }),

/***/ 430:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  m: () => (/* binding */ systemClock)
});

;// CONCATENATED MODULE: external "node:timers/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./src/shared/clock.ts

const systemClock = {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    sleep: (milliseconds, signal) => (0,promises_namespaceObject.setTimeout)(milliseconds, undefined, { signal }).catch(() => undefined),
    deadline: (milliseconds) => {
        const controller = new AbortController();
        const timer = setTimeout(() => {
            controller.abort();
        }, milliseconds);
        return {
            signal: controller.signal,
            clear: () => {
                clearTimeout(timer);
            },
        };
    },
};


/***/ }),

/***/ 29:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ isNodeNewEnough)
/* harmony export */ });
/**
 * Whether this Node has what the code uses and Node 20 lacks: `Map.groupBy` came with 21, `URL.parse` with 22.1. (A CA at
 * run time takes 22.19 or 24.5, and is asked for where it is needed.)
 */
function isNodeNewEnough() {
    return 'groupBy' in Map && 'parse' in URL && 'any' in AbortSignal;
}


/***/ }),

/***/ 613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 23:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/compat get default export */
/******/ (() => {
/******/ 	// getDefaultExport function for compatibility with non-harmony modules
/******/ 	__nccwpck_require__.n = (module) => {
/******/ 		var getter = module && module.__esModule ?
/******/ 			() => (module['default']) :
/******/ 			() => (module);
/******/ 		__nccwpck_require__.d(getter, { a: getter });
/******/ 		return getter;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(407);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
