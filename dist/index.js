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

/***/ 28:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ leftOut)
/* harmony export */ });
/** Ends in an error that names the package: something began to use what the bundle leaves out. */
function leftOut(name) {
    throw new Error(`${name} is not in this bundle: see scripts/bundle`);
}


/***/ }),

/***/ 840:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.r(__webpack_exports__);
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   ProxyAgent: () => (/* binding */ ProxyAgent),
/* harmony export */   fetch: () => (/* binding */ fetch)
/* harmony export */ });
/* harmony import */ var _left_out_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(28);

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
    return (0,_left_out_js__WEBPACK_IMPORTED_MODULE_0__/* .leftOut */ .i)('undici');
}


/***/ }),

/***/ 407:
/***/ ((module, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(module, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(129);

// A failure until the report is written, however the process ends.
process.exitCode = 1;
if (await (0,_run_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .e)())
    process.exitCode = 0;
// A proxy's kept-alive tunnel would hold the process: end it, once everything is written.
process.stdout.write('', () => process.exit());

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 129:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  e: () => (/* binding */ run)
});

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

;// CONCATENATED MODULE: ./node_modules/p-queue/dist/lower-bound.js
// Port of lower_bound from https://en.cppreference.com/w/cpp/algorithm/lower_bound
// Used to compute insertion index to keep queue sorted after insertion
function lowerBound(array, value, comparator) {
    let first = 0;
    let count = array.length;
    while (count > 0) {
        const step = Math.trunc(count / 2);
        let it = first + step;
        if (comparator(array[it], value) <= 0) {
            first = ++it;
            count -= step + 1;
        }
        else {
            count = step;
        }
    }
    return first;
}

;// CONCATENATED MODULE: ./node_modules/p-queue/dist/priority-queue.js

const compactionThreshold = 100;
class PriorityQueue {
    // The slots before `#head` are `undefined`.
    #queue = [];
    // The queue is stored as a sorted array, but dequeued slots are left before `#head` until compaction. Only items from `#head` onward are live, which keeps repeated dequeues amortized O(1).
    #head = 0;
    #compact() {
        // Compaction restores the invariant that the whole array is the live sorted range.
        if (this.#head === 0) {
            return;
        }
        this.#queue.splice(0, this.#head);
        this.#head = 0;
    }
    // Only the live items, because a dequeued item with the same id or function is no longer part of the queue.
    #findIndex(isMatch) {
        for (let index = this.#head; index < this.#queue.length; index++) {
            if (isMatch(this.#queue[index])) {
                return index;
            }
        }
        return -1;
    }
    // Not `dequeue()`, which a subclass can override, because `remove()` also uses it.
    #removeFirst() {
        const item = this.#queue[this.#head];
        // Drop the reference, so that the function of the task and what it holds can be garbage collected before compaction.
        this.#queue[this.#head] = undefined;
        this.#head++;
        if (this.#head === this.#queue.length) {
            // Fully drained queues are reset immediately so the next enqueue starts from a clean array.
            this.#queue.length = 0;
            this.#head = 0;
        }
        else if (this.#head > compactionThreshold && this.#head > this.#queue.length / 2) {
            // Keep repeated dequeues cheap, but stop the consumed prefix from growing without bound.
            this.#compact();
        }
        return item.run;
    }
    enqueue(run, options) {
        const { priority = 0, id, } = options ?? {};
        const { size } = this;
        const element = {
            priority,
            id,
            run,
        };
        if (size === 0) {
            // When the queue is logically empty, discard any consumed prefix before accepting new work.
            this.#queue.length = 0;
            this.#head = 0;
            this.#queue.push(element);
            return;
        }
        if (this.#queue.at(-1).priority >= priority) {
            // Same-priority and lower-priority items belong after the current tail. Appending preserves FIFO order for equal priorities.
            this.#queue.push(element);
            return;
        }
        // Binary insertion must run on the live sorted range only.
        this.#compact();
        // Equal priorities compare as `0` first, because `Infinity - Infinity` is `NaN`.
        const index = lowerBound(this.#queue, element, (a, b) => a.priority === b.priority ? 0 : b.priority - a.priority);
        this.#queue.splice(index, 0, element);
    }
    setPriority(id, priority) {
        const index = this.#findIndex(element => element.id === id);
        if (index === -1) {
            throw new ReferenceError(`No promise function with the id "${id}" exists in the queue.`);
        }
        // Moving it would put it behind the tasks with the same priority.
        if (this.#queue[index].priority === priority) {
            return;
        }
        const [item] = this.#queue.splice(index, 1);
        this.enqueue(item.run, { priority, id });
    }
    remove(idOrRun) {
        const index = this.#findIndex(element => (typeof idOrRun === 'string' ? element.id : element.run) === idOrRun);
        // Removing the first item is O(1). Aborting many tasks with one signal removes them in the order they were added, which is the queue order when they have the same priority, and a splice for each would be O(n²).
        if (index === this.#head) {
            this.#removeFirst();
        }
        else if (index !== -1) {
            this.#queue.splice(index, 1);
        }
    }
    dequeue() {
        return this.#head === this.#queue.length ? undefined : this.#removeFirst();
    }
    filter(options) {
        const result = [];
        for (let index = this.#head; index < this.#queue.length; index++) {
            const element = this.#queue[index];
            if (element.priority === options.priority) {
                result.push(element.run);
            }
        }
        return result;
    }
    get size() {
        return this.#queue.length - this.#head;
    }
}

;// CONCATENATED MODULE: ./node_modules/p-queue/dist/index.js

// Timers fire after 1 ms for a longer delay, so a longer timeout would fail the task at once, and a longer interval would not limit anything.
const maximumTimerDelay = 2_147_483_647;
// Not imported, so that it still works in browsers, which have no async context to keep.
const asyncHooks = globalThis.process?.getBuiltinModule?.('node:async_hooks'); // eslint-disable-line n/prefer-global/process
// Binds a function to the async context of the caller. A task can start later from another task, a timer, or `.start()`, and it must still see the `AsyncLocalStorage` values of its `.add()` call, not those of the code that started it. Not `AsyncResource.bind()`, which is about 15 times slower.
const bindAsyncContext = (function_) => {
    if (asyncHooks === undefined) {
        return function_;
    }
    const asyncResource = new asyncHooks.AsyncResource('PQueueTask');
    return () => asyncResource.runInAsyncScope(function_);
};
const validateTimeout = (timeout) => {
    if (timeout !== undefined && !(Number.isFinite(timeout) && timeout > 0 && timeout <= maximumTimerDelay)) {
        throw new TypeError(`Expected \`timeout\` to be a positive finite number up to ${maximumTimerDelay}, got \`${timeout}\` (${typeof timeout})`);
    }
};
// A fraction would let one more task through, because the checks are `count < limit`.
// Not `Number.isSafeInteger()`, because a larger integer, like `Number.MAX_VALUE`, is a valid limit.
const validateLimit = (name, value) => {
    if (!(typeof value === 'number' && value >= 1 && (value === Infinity || Number.isInteger(value)))) { // eslint-disable-line unicorn/prefer-number-is-safe-integer
        throw new TypeError(`Expected \`${name}\` to be an integer from 1 and up or \`Infinity\`, got \`${String(value)}\` (${typeof value})`);
    }
};
const validateRateLimit = (interval, intervalCap, isStrict) => {
    validateLimit('intervalCap', intervalCap);
    if (!(Number.isFinite(interval) && interval >= 0)) {
        throw new TypeError(`Expected \`interval\` to be a finite number >= 0, got \`${String(interval)}\` (${typeof interval})`);
    }
    // Only rate limiting uses a timer for the interval.
    if (intervalCap !== Infinity && interval > maximumTimerDelay) {
        throw new TypeError(`Expected \`interval\` to be at most ${maximumTimerDelay} with an \`intervalCap\`, got \`${interval}\``);
    }
    if (isStrict && interval === 0) {
        throw new TypeError('The `strict` option requires a non-zero `interval`');
    }
    if (isStrict && intervalCap === Infinity) {
        throw new TypeError('The `strict` option requires a finite `intervalCap`');
    }
};
/**
Promise queue with concurrency control.

The queue is an `EventTarget`. Listen with `queue.addEventListener(event, listener)`, and stop with `queue.removeEventListener(event, listener)`. The options `{once: true}` and `{signal}` work too. The `completed` and `error` events have the result or the error in `event.detail`. If the result or the error is `undefined`, `event.detail` is `null`, because `CustomEvent` works that way.
*/
class PQueue extends EventTarget {
    #carryoverIntervalCount;
    #isIntervalIgnored;
    #intervalCount = 0;
    #intervalCap;
    #rateLimitedInInterval = false;
    #rateLimitFlushScheduled = false;
    #interval;
    /*
    Timestamp when the current interval window ends. Kept accurate at every window transition: `#initializeIntervalIfNeeded` sets it when a window starts and `#onInterval` advances it as the recurring timer rolls into each new window. This is the source of truth for whether a task added after the queue goes idle belongs to a fresh window, so it must not go stale.
    */
    #intervalEnd = 0;
    // Recurring timer that drives windows while the queue is actively processing. Absent (`undefined`) once the queue goes idle.
    #intervalId;
    // One-shot timer used while idle to resume at the next window boundary, since `#intervalId` is cleared when idle.
    #timeoutId;
    #strict;
    // Circular buffer implementation for better performance
    #strictTicks = [];
    #strictTicksStartIndex = 0;
    #queue;
    #queueClass;
    #pending = 0;
    // The `!` is needed because of https://github.com/microsoft/TypeScript/issues/32194
    #concurrency;
    #isPaused;
    // Use to assign a unique identifier to a promise function, if not explicitly specified
    #idAssigner = 1n;
    // Track currently running tasks for debugging
    #runningTasks = new Set();
    // The `abort` listener of each signal, with the callbacks of the tasks that use the signal.
    #abortListeners = new Map();
    // The waiting tasks, so that `.clear()` can reject their promises.
    #waitingTasks = new Set();
    #timeout;
    constructor(options) {
        super();
        // Node.js warns when an event has more than 10 listeners, but many waiters, like `.onIdle()` calls, are normal. Not imported from `node:events`, so it still works in browsers.
        globalThis.process?.getBuiltinModule?.('node:events')?.setMaxListeners(Infinity, this); // eslint-disable-line n/prefer-global/process
        // Defaults in destructuring also apply to an option that is `undefined`, like `{concurrency: options.concurrency}` without a value.
        const { carryoverIntervalCount = false, intervalCap = Infinity, interval = 0, concurrency = Infinity, autoStart = true, queueClass = PriorityQueue, strict = false, timeout, } = options ?? {};
        validateRateLimit(interval, intervalCap, strict);
        this.#carryoverIntervalCount = carryoverIntervalCount;
        this.#isIntervalIgnored = intervalCap === Infinity || interval === 0;
        this.#intervalCap = intervalCap;
        this.#interval = interval;
        this.#strict = strict;
        this.#queueClass = queueClass;
        this.#queue = new this.#queueClass();
        this.concurrency = concurrency;
        this.timeout = timeout;
        this.#isPaused = !autoStart;
        this.#setupRateLimitTracking();
    }
    // Calls `callback` when `signal` aborts, and returns a function that stops it. The tasks that share a signal share one listener on it, because Node.js searches all the listeners of a signal to add or remove one, so a listener for each task takes O(n²) time with many tasks.
    #onAbort(signal, callback) {
        let listener = this.#abortListeners.get(signal);
        if (!listener) {
            const callbacks = new Set();
            const dispatch = () => {
                this.#abortListeners.delete(signal);
                // Not a copy, so that a callback that an earlier callback removes is not called.
                for (const abortCallback of callbacks) {
                    abortCallback();
                }
            };
            listener = { callbacks, dispatch };
            this.#abortListeners.set(signal, listener);
            signal.addEventListener('abort', dispatch, { once: true });
        }
        const currentListener = listener;
        currentListener.callbacks.add(callback);
        return () => {
            currentListener.callbacks.delete(callback);
            // Not after the abort, when the listener is already gone, and a new one can be in the map.
            if (currentListener.callbacks.size > 0 || this.#abortListeners.get(signal) !== currentListener) {
                return;
            }
            this.#abortListeners.delete(signal);
            signal.removeEventListener('abort', currentListener.dispatch);
        };
    }
    #emit(event, detail) {
        this.dispatchEvent(new CustomEvent(event, { detail }));
    }
    async #onEvent(events, shouldHandle) {
        const eventList = Array.isArray(events) ? events : [events];
        return new Promise(resolve => {
            const controller = new AbortController();
            const listener = () => {
                if (shouldHandle && !shouldHandle()) {
                    return;
                }
                controller.abort();
                resolve();
            };
            for (const event of eventList) {
                this.addEventListener(event, listener, { signal: controller.signal });
            }
        });
    }
    // From the current state. `#rateLimitedInInterval` is what the events last reported, and it updates in a microtask.
    get #isRateLimitedNow() {
        if (this.#isIntervalIgnored || this.#queue.size === 0) {
            return false;
        }
        const now = Date.now();
        if (this.#strict) {
            this.#cleanupStrictTicks(now);
            return this.#getActiveTicksCount() >= this.#intervalCap;
        }
        // Without the recurring timer, the count of an ended window is reset later, by the resume timeout or when the next task starts.
        const isWindowOver = this.#intervalId === undefined && this.#intervalEnd <= now;
        const count = isWindowOver ? this.#intervalCountAtWindowStart : this.#intervalCount;
        return count >= this.#intervalCap;
    }
    // The tasks that still run count against the new window with `carryoverIntervalCount`.
    get #intervalCountAtWindowStart() {
        return this.#carryoverIntervalCount ? this.#pending : 0;
    }
    #updateRateLimitState() {
        const shouldBeRateLimited = this.#isRateLimitedNow;
        if (shouldBeRateLimited === this.#rateLimitedInInterval) {
            return;
        }
        this.#rateLimitedInInterval = shouldBeRateLimited;
        this.#emit(shouldBeRateLimited ? 'rateLimit' : 'rateLimitCleared');
    }
    #rollbackIntervalConsumption() {
        if (this.#isIntervalIgnored) {
            return;
        }
        this.#rollbackIntervalSlot();
        this.#scheduleRateLimitUpdate();
    }
    #scheduleRateLimitUpdate() {
        // Skip if rate limiting is not enabled or already scheduled
        if (this.#isIntervalIgnored || this.#rateLimitFlushScheduled) {
            return;
        }
        this.#rateLimitFlushScheduled = true;
        queueMicrotask(() => {
            this.#rateLimitFlushScheduled = false;
            this.#updateRateLimitState();
        });
    }
    #setupRateLimitTracking() {
        // Only schedule updates when rate limiting is enabled
        if (this.#isIntervalIgnored) {
            return;
        }
        // Wire up to lifecycle events that affect rate limit state
        // Other changes, like a task that starts or a new window, schedule the update directly
        this.addEventListener('add', () => {
            if (this.#queue.size > 0) {
                this.#scheduleRateLimitUpdate();
            }
        });
        this.addEventListener('next', () => {
            this.#scheduleRateLimitUpdate();
        });
    }
    #cleanupStrictTicks(now) {
        // Remove ticks outside the current interval window using circular buffer approach
        while (this.#strictTicksStartIndex < this.#strictTicks.length) {
            const oldestTick = this.#strictTicks[this.#strictTicksStartIndex];
            if (oldestTick !== undefined && now - oldestTick >= this.#interval) {
                this.#strictTicksStartIndex++;
            }
            else {
                break;
            }
        }
        // Compact the array when it becomes inefficient or fully consumed
        // Compact when: (start index is large AND more than half wasted) OR all ticks expired
        const shouldCompact = (this.#strictTicksStartIndex > 100 && this.#strictTicksStartIndex > this.#strictTicks.length / 2)
            || this.#strictTicksStartIndex === this.#strictTicks.length;
        if (!shouldCompact) {
            return;
        }
        this.#strictTicks = this.#strictTicks.slice(this.#strictTicksStartIndex);
        this.#strictTicksStartIndex = 0;
    }
    // Helper methods for interval consumption
    #consumeIntervalSlot(now) {
        if (this.#strict) {
            this.#strictTicks.push(now);
        }
        else {
            this.#intervalCount++;
        }
    }
    #rollbackIntervalSlot() {
        if (this.#strict) {
            // Pop from the end of the actual data (not from start index)
            if (this.#strictTicks.length > this.#strictTicksStartIndex) {
                this.#strictTicks.pop();
            }
            return;
        }
        if (this.#intervalCount > 0) {
            this.#intervalCount--;
        }
    }
    #getActiveTicksCount() {
        return this.#strictTicks.length - this.#strictTicksStartIndex;
    }
    get #doesIntervalAllowAnother() {
        if (this.#isIntervalIgnored) {
            return true;
        }
        // Expired strict ticks still count until `#cleanupStrictTicks()`, which `#isIntervalPausedAt` and `#isRateLimitedNow` call.
        const count = this.#strict ? this.#getActiveTicksCount() : this.#intervalCount;
        return count < this.#intervalCap;
    }
    get #doesConcurrentAllowAnother() {
        return this.#pending < this.#concurrency;
    }
    #next() {
        this.#pending--;
        if (this.#pending === 0) {
            this.#emit('pendingZero');
        }
        this.#processQueue();
        this.#emit('next');
    }
    #onResumeInterval() {
        // The timeout fired, so clear its ID before `#onInterval()`, which can schedule a new one
        this.#timeoutId = undefined;
        this.#onInterval();
        // A paused queue needs no recurring timer, which would keep the process alive. `.start()` starts a new window.
        if (!this.#isPaused) {
            this.#initializeIntervalIfNeeded();
        }
    }
    #isIntervalPausedAt(now) {
        // Strict mode: check if we need to wait for oldest tick to age out
        if (this.#strict) {
            this.#cleanupStrictTicks(now);
            // If at capacity, need to wait for oldest tick to age out
            const activeTicksCount = this.#getActiveTicksCount();
            if (activeTicksCount >= this.#intervalCap) {
                const oldestTick = this.#strictTicks[this.#strictTicksStartIndex];
                // After cleanup, remaining ticks are within interval, so delay is always > 0
                const delay = this.#interval - (now - oldestTick);
                this.#createIntervalTimeout(delay);
                return true;
            }
            return false;
        }
        // Fixed window mode. While the recurring timer runs it already governs the windows, so pausing is only decided here when the queue is idle (the timer is absent) and we rely on `#intervalEnd`.
        if (this.#intervalId === undefined) {
            const delay = this.#intervalEnd - now;
            if (delay <= 0) {
                // The interval expired while idle, so reset the count for the new window.
                this.#intervalCount = this.#intervalCountAtWindowStart;
            }
            else {
                // Still inside the previous window; wait out the remaining time before starting the next task.
                this.#createIntervalTimeout(delay);
                return true;
            }
        }
        return false;
    }
    #createIntervalTimeout(delay) {
        if (this.#timeoutId !== undefined) {
            return;
        }
        this.#timeoutId = setTimeout(() => {
            this.#onResumeInterval();
        }, delay);
    }
    #clearIntervalTimer() {
        if (this.#intervalId === undefined) {
            return;
        }
        clearInterval(this.#intervalId);
        this.#intervalId = undefined;
    }
    #clearTimeoutTimer() {
        if (this.#timeoutId === undefined) {
            return;
        }
        clearTimeout(this.#timeoutId);
        this.#timeoutId = undefined;
    }
    // Emits `empty`, and `idle` when no tasks run. For when the queue has no waiting tasks.
    #emitEmptyAndIdle() {
        // We can clear the interval ("pause")
        // Because we can redo it later ("resume")
        this.#clearIntervalTimer();
        this.#emit('empty');
        // An `empty` listener can add a task that waits for the rate limit, so check the size again.
        if (this.#pending > 0 || this.#queue.size > 0) {
            return;
        }
        // Clear timeout as well when completely idle
        this.#clearTimeoutTimer();
        // Compact strict ticks when idle to free memory
        if (this.#strict) {
            this.#cleanupStrictTicks(Date.now());
        }
        this.#emit('idle');
    }
    #tryToStartAnother() {
        // A loop, not recursion, because many tasks can be skipped.
        let isStarted;
        do {
            isStarted = this.#startNextTask();
        } while (isStarted === undefined);
        return isStarted;
    }
    // Returns `undefined` when it skipped a task whose signal aborted while it waited.
    #startNextTask() {
        if (this.#queue.size === 0) {
            this.#emitEmptyAndIdle();
            return false;
        }
        if (this.#isPaused) {
            // Still schedule the end of the window when rate-limited. Otherwise a paused queue stays rate-limited until `.start()`.
            if (!this.#doesIntervalAllowAnother) {
                this.#isIntervalPausedAt(Date.now());
            }
            return false;
        }
        const now = Date.now();
        const canInitializeInterval = !this.#isIntervalPausedAt(now);
        if (this.#doesIntervalAllowAnother && this.#doesConcurrentAllowAnother) {
            const job = this.#queue.dequeue();
            if (!this.#isIntervalIgnored) {
                this.#consumeIntervalSlot(now);
                this.#scheduleRateLimitUpdate();
            }
            if (canInitializeInterval) {
                this.#initializeIntervalIfNeeded();
            }
            // The task is started before the event, so that a listener which enqueues more work sees the concurrency slot already taken. Emitting first let a listener start a second task past the limit.
            const pendingBefore = this.#pending;
            job();
            // `run` did not start a task whose signal aborted while it waited.
            if (this.#pending === pendingBefore) {
                this.#emit('next');
                return;
            }
            this.#emit('active');
            return true;
        }
        return false;
    }
    #initializeIntervalIfNeeded() {
        // Strict mode uses timeouts instead of interval timers.
        if (this.#isIntervalIgnored || this.#intervalId !== undefined || this.#strict) {
            return;
        }
        // A new window starts now, so a timeout that waits for the end of an earlier window is stale. If it fired, it would reset the count in the middle of this window.
        this.#clearTimeoutTimer();
        this.#intervalId = setInterval(() => {
            this.#onInterval();
        }, this.#interval);
        this.#intervalEnd = Date.now() + this.#interval;
    }
    #onInterval() {
        // Non-strict mode uses interval timers and intervalCount
        if (!this.#strict) {
            // Only touch the recurring interval timer here. When resumed via a timeout instead, `#intervalId` is undefined and `#initializeIntervalIfNeeded` sets `#intervalEnd` right after.
            if (this.#intervalId !== undefined) {
                if (this.#intervalCount === 0 && this.#pending === 0) {
                    this.#clearIntervalTimer();
                }
                else {
                    // The recurring timer fired, starting a new window. Keep the boundary accurate so tasks added after the queue later goes idle are scheduled against the correct window.
                    this.#intervalEnd = Date.now() + this.#interval;
                }
            }
            this.#intervalCount = this.#intervalCountAtWindowStart;
        }
        this.#processQueue();
        this.#scheduleRateLimitUpdate();
    }
    /**
    Executes all queued functions until it reaches the limit.
    */
    #processQueue() {
        // eslint-disable-next-line no-empty
        while (this.#tryToStartAnother()) { }
    }
    // On an empty queue, `#processQueue()` emits `empty` and `idle`. An `idle` listener that sets `concurrency` or calls `.start()` would then recurse without end.
    #processWaitingTasks() {
        if (this.#queue.size > 0) {
            this.#processQueue();
        }
    }
    async #add(function_, options, waitingTask) {
        // Assign unique ID if not provided
        const id = options.id ?? (this.#idAssigner++).toString();
        // Create a copy to avoid mutating the original options object
        options = {
            timeout: this.#timeout,
            ...options,
            id,
        };
        validateTimeout(options.timeout);
        // A `NaN` priority breaks the order of the queue, also for the other tasks. `Infinity` is fine.
        if (options.priority !== undefined && (typeof options.priority !== 'number' || Number.isNaN(options.priority))) {
            throw new TypeError(`Expected \`priority\` to be a number, got \`${String(options.priority)}\` (${typeof options.priority})`);
        }
        waitingTask.id = id;
        waitingTask.priority = options.priority ?? 0; // Match priority-queue default
        return new Promise((resolve, reject) => {
            // A task with an already aborted signal is never added, so it emits no events.
            if (options.signal?.aborted) {
                reject(options.signal.reason);
                return;
            }
            const run = bindAsyncContext(async () => {
                // Task is now running, so remove the queued-state abort listener
                waitingTask.stopListeningForAbort?.();
                this.#waitingTasks.delete(waitingTask);
                // The signal aborted while the task waited, but its abort listener did not run yet, for example because another listener of the signal started the queue. Like an abort while waiting, the task does not start.
                if (options.signal?.aborted) {
                    this.#rollbackIntervalConsumption();
                    reject(options.signal.reason);
                    return;
                }
                this.#pending++;
                // Track this running task
                const runningTask = {
                    id,
                    priority: waitingTask.priority,
                    startTime: Date.now(),
                    timeout: options.timeout,
                };
                this.#runningTasks.add(runningTask);
                let { signal } = options;
                let stopListeningForAbort;
                let stopForwardingAbort;
                let timeoutId;
                try {
                    // The task gets one signal that aborts on the user's signal or on the timeout. Not `AbortSignal.timeout()`, because its timer does not keep the process alive (by design: https://github.com/nodejs/node/issues/46417), so the process could exit before a hanging task times out. Not `AbortSignal.any()`, because Node.js then keeps some memory for each task for as long as the user's signal lives, which grows without limit with a long-lived signal.
                    if (options.timeout !== undefined) {
                        const { signal: userSignal, timeout } = options;
                        const taskController = new AbortController();
                        timeoutId = setTimeout(() => {
                            taskController.abort(new TimeoutError(`Task timed out after ${timeout}ms (queue has ${this.#pending} running, ${this.#queue.size} waiting)`));
                        }, timeout);
                        if (userSignal) {
                            stopForwardingAbort = this.#onAbort(userSignal, () => {
                                taskController.abort(userSignal.reason);
                            });
                        }
                        signal = taskController.signal;
                    }
                    let operation;
                    if (signal) {
                        const abortSignal = signal;
                        // Listen before the task starts, so that an abort while the task starts is not missed, and so that the abort comes before the abort listeners of the task. The abort is first in the race, so it also wins when both are already settled.
                        const abortPromise = new Promise((_resolve, rejectWithReason) => {
                            stopListeningForAbort = this.#onAbort(abortSignal, () => {
                                rejectWithReason(abortSignal.reason);
                            });
                        });
                        // The `async` function turns a synchronous throw of the task into a rejection, so that `abortPromise` always has a handler.
                        operation = Promise.race([abortPromise, (async () => function_({ signal }))()]);
                    }
                    else {
                        // A synchronous throw becomes a rejection, so that `error` comes after `active` and after `.add()` returns, like for a task that rejects.
                        try {
                            operation = function_({ signal });
                        }
                        catch (error) {
                            operation = Promise.reject(error);
                        }
                    }
                    const result = await operation;
                    resolve(result);
                    this.#emit('completed', result);
                }
                catch (error) {
                    // Only the task can throw here, because `dispatchEvent()` reports listener errors instead of throwing them.
                    // eslint-disable-next-line unicorn/no-multiple-promise-resolver-calls
                    reject(error);
                    this.#emit('error', error);
                }
                finally {
                    clearTimeout(timeoutId);
                    // Clean up abort event listeners
                    stopListeningForAbort?.();
                    stopForwardingAbort?.();
                    // Remove from running tasks
                    this.#runningTasks.delete(runningTask);
                    // Use queueMicrotask to prevent deep recursion while maintaining timing
                    queueMicrotask(() => {
                        this.#next();
                    });
                }
            });
            const hasWaitingTasks = this.#queue.size > 0;
            this.#queue.enqueue(run, options);
            waitingTask.reject = reject;
            this.#waitingTasks.add(waitingTask);
            // Handle abort while task is waiting in the queue
            if (options.signal) {
                const { signal } = options;
                waitingTask.stopListeningForAbort = this.#onAbort(signal, () => {
                    this.#waitingTasks.delete(waitingTask);
                    if (this.#queue instanceof PriorityQueue) {
                        this.#queue.remove(run);
                    }
                    else {
                        this.#queue.remove(id);
                    }
                    reject(signal.reason);
                    // Not only one task: at the end of a window, the first start clears the resume timeout, which would start the others.
                    this.#processQueue();
                    this.#emit('next');
                });
            }
            this.#emit('add');
            // Not only one task: at the end of a window, the first start clears the resume timeout, which would start the others. Only one task without other waiting tasks, so that an `.add()` whose task starts at once does not emit `empty`.
            if (hasWaitingTasks) {
                this.#processQueue();
            }
            else {
                this.#tryToStartAnother();
            }
        });
    }
    /**
    Get or set the default timeout. A change applies to tasks added after it.

    @example
    ```
    const queue = new PQueue({timeout: 5000});

    queue.timeout = 10000;
    ```
    */
    get timeout() {
        return this.#timeout;
    }
    // Validated here, not only in `.add()`, so that an invalid value throws where it is set, instead of making every later `.add()` reject.
    set timeout(timeout) {
        validateTimeout(timeout);
        this.#timeout = timeout;
    }
    get concurrency() {
        return this.#concurrency;
    }
    set concurrency(newConcurrency) {
        validateLimit('concurrency', newConcurrency);
        this.#concurrency = newConcurrency;
        this.#processWaitingTasks();
    }
    /**
    Changes the priority of a waiting task, found by its `id`. Throws a `ReferenceError` if no waiting task has that `id`, for example because it already started. Throws a `TypeError` if `priority` is not a finite number. Tasks only wait when the queue has a `concurrency` limit, is paused, or is rate-limited.

    @example
    ```
    // Raise the priority to run a task earlier
    import PQueue from 'p-queue';

    const queue = new PQueue({concurrency: 1});

    queue.add(async () => '🦄', {priority: 1});
    queue.add(async () => '🦀', {priority: 0, id: '🦀'});
    queue.add(async () => '🦄', {priority: 1});
    queue.add(async () => '🦄', {priority: 1});

    queue.setPriority('🦀', 2);
    // '🦀' runs second
    ```

    @example
    ```
    // Lower the priority to run a task later
    import PQueue from 'p-queue';

    const queue = new PQueue({concurrency: 1});

    queue.add(async () => '🦄', {priority: 1});
    queue.add(async () => '🦀', {priority: 1, id: '🦀'});
    queue.add(async () => '🦄');
    queue.add(async () => '🦄', {priority: 0});

    queue.setPriority('🦀', -1);
    // '🦀' runs last
    ```
    */
    setPriority(id, priority) {
        if (typeof priority !== 'number' || !Number.isFinite(priority)) {
            throw new TypeError(`Expected \`priority\` to be a finite number, got \`${priority}\` (${typeof priority})`);
        }
        // Checked here, not only in `PriorityQueue`, so that it also throws with a custom queue class.
        for (const waitingTask of this.#waitingTasks) {
            if (waitingTask.id === id) {
                this.#queue.setPriority(id, priority);
                waitingTask.priority = priority;
                return;
            }
        }
        throw new ReferenceError(`No promise function with the id "${id}" exists in the queue.`);
    }
    /**
    Adds a sync or async task to the queue.

    Returns a promise that settles with the result of `fn` when the task completes, not when it is added. The function gets `{signal}` as its first argument. The signal is set when the task has a `signal` or a `timeout`, and aborts when either one does. Pass it on, for example to `fetch()`, to stop the work. The function runs in the async context of the `.add()` call (in Node.js 22.3 and later, Deno, and Bun), so it sees the [`AsyncLocalStorage`](https://nodejs.org/api/async_context.html#class-asynclocalstorage) values of the caller, also when it starts later.

    If you `await` each `.add()` call before the next, the tasks run one after the other, whatever the `concurrency`.

    Handle rejections of the returned promise. Otherwise, they are unhandled rejections, which can make the process exit.
    */
    add(function_, options = {}) {
        // Not `async`, so that `.clear()` gets the same promise as the caller and can mark it as handled. An `async` wrapper would return a different promise.
        const waitingTask = {};
        const promise = this.#add(function_, options, waitingTask);
        waitingTask.promise = promise;
        // An `add` event listener can call `.clear()` before the promise exists.
        if (waitingTask.isCleared) {
            promise.catch(() => undefined);
        }
        return promise;
    }
    async addAll(functions, options) {
        return Promise.all(functions.map(async (function_) => this.add(function_, options)));
    }
    /**
    Starts (or resumes) running queued tasks. Only needed if the queue is paused, with `autoStart: false` or `.pause()`.

    @returns `this` (the instance).
    */
    start() {
        if (!this.#isPaused) {
            return this;
        }
        this.#isPaused = false;
        this.#processWaitingTasks();
        return this;
    }
    /**
    Stops starting new tasks. Running tasks continue.
    */
    pause() {
        this.#isPaused = true;
    }
    /**
    Removes all waiting tasks. Running tasks continue.

    The promises returned by `.add()` for the removed tasks reject with an `AbortError`, which is a `DOMException`. The removed tasks do not run, and they do not emit the `error` event.

    If you ignore such a promise, its rejection is not reported as unhandled. This does not apply to a promise made from it, like the one from `queue.add(fn).then(…)` or from `.addAll()`, so handle the rejection of that promise.

    @example
    ```
    import PQueue from 'p-queue';

    const queue = new PQueue({concurrency: 1});

    queue.add(() => doWork());
    const promise = queue.add(() => doWork());

    queue.clear();

    try {
        await promise;
    } catch (error) {
        console.log(error.name);
        //=> 'AbortError'
    }
    ```
    */
    clear() {
        // Nothing to clear. Emitting `empty` and `idle` here would recurse without end when an `idle` listener calls `.clear()`.
        if (this.#queue.size === 0) {
            return;
        }
        this.#queue = new this.#queueClass();
        const error = new DOMException('The queue was cleared', 'AbortError');
        for (const waitingTask of this.#waitingTasks) {
            waitingTask.stopListeningForAbort?.();
            waitingTask.isCleared = true;
            waitingTask.promise?.catch(() => undefined);
            waitingTask.reject(error);
        }
        this.#waitingTasks.clear();
        // Note: We preserve strict mode rate-limiting state (ticks)
        // because clear() only clears queued tasks, not rate limit history.
        // This ensures that rate limits are still enforced after clearing the queue.
        // Note: We don't clear #runningTasks as those tasks are still running
        // They will be removed when they complete in the finally block
        // Emit events so waiters (onEmpty, onIdle, onSizeLessThan) can resolve. Before the rate-limit update, because `#emitEmptyAndIdle()` clears the interval timer: a `rateLimitCleared` listener that adds a task would otherwise see the timer of the current window, schedule no resume, and the task would never start.
        this.#emitEmptyAndIdle();
        // Force synchronous update since clear() should have immediate effect
        this.#updateRateLimitState();
        this.#emit('next');
    }
    /**
    Returns a promise that resolves when the queue is empty. Tasks can still be running.

    The promise resolves once. Call `.onEmpty()` again to wait for the next time, or use the `empty` event to get every time.
    */
    async onEmpty() {
        // Instantly resolve if the queue is empty
        if (this.#queue.size === 0) {
            return;
        }
        // Also `active`, because a task that starts at once, like one added to an empty queue, emits no `empty`.
        await this.#onEvent(['empty', 'active'], () => this.#queue.size === 0);
    }
    /**
    Returns a promise that resolves when `queue.size < limit`.

    Await it before you add a task, to keep the queue from growing beyond a size. It counts only waiting tasks, not running tasks.
    */
    async onSizeLessThan(limit) {
        // Instantly resolve if the size is already below the limit.
        if (this.#queue.size < limit) {
            return;
        }
        // Listen on both `'next'` (task completion, queued abort, `clear()`) and `'active'` (every dequeue), so waiters wake even when the queue drains without a completion (`start()`, a runtime `concurrency` increase, or an interval tick).
        await this.#onEvent(['next', 'active'], () => this.#queue.size < limit);
    }
    /**
    Returns a promise that resolves when the queue is empty and all tasks have completed: `queue.size === 0 && queue.pending === 0`.

    Unlike `.onEmpty()`, it waits for running tasks to finish.

    The promise resolves once. Call `.onIdle()` again to wait for the next time, or use the `idle` event to get every time.
    */
    async onIdle() {
        // Instantly resolve if none pending and if nothing else is queued
        if (this.#pending === 0 && this.#queue.size === 0) {
            return;
        }
        await this.#onEvent('idle');
    }
    /**
    Returns a promise that resolves when no tasks are running: `queue.pending === 0`.

    Unlike `.onIdle()`, it ignores queued tasks. Use it to let running tasks finish before you change shared state. A task that timed out, or whose `signal` aborted while it ran, no longer counts, although its function can still run.

    @example
    ```
    queue.pause();
    await queue.onPendingZero();
    // No tasks are running, but the queue can still have tasks
    ```
    */
    async onPendingZero() {
        if (this.#pending === 0) {
            return;
        }
        await this.#onEvent('pendingZero');
    }
    /**
    Returns a promise that resolves when the queue becomes rate-limited by `intervalCap`. If the queue is already rate-limited, it resolves immediately.

    Useful for backpressure, when tasks are added faster than they run.

    @example
    ```
    const queue = new PQueue({intervalCap: 5, interval: 1000});

    for (let index = 0; index < 10; index++) {
        queue.add(() => someTask());
    }

    await queue.onRateLimit();
    console.log('The queue is rate-limited');
    ```
    */
    async onRateLimit() {
        // Emit a batched change now, so that the state here and the events agree. Otherwise the change could be undone before its event, and no event would come.
        this.#updateRateLimitState();
        if (this.isRateLimited) {
            return;
        }
        await this.#onEvent('rateLimit');
    }
    /**
    Returns a promise that resolves when the queue is no longer rate-limited. If the queue is not rate-limited, it resolves immediately.

    @example
    ```
    const queue = new PQueue({intervalCap: 5, interval: 1000});

    for (let index = 0; index < 10; index++) {
        queue.add(() => someTask());
    }

    await queue.onRateLimitCleared();
    console.log('The rate limit is cleared');
    ```
    */
    async onRateLimitCleared() {
        // Emit a batched change now, so that the state here and the events agree. Otherwise the change could be undone before its event, and no event would come.
        this.#updateRateLimitState();
        if (!this.isRateLimited) {
            return;
        }
        await this.#onEvent('rateLimitCleared');
    }
    /**
    Returns a promise that rejects when a task fails: it throws, times out, or its `signal` aborts while it runs. It rejects with the error of the task, or with `null` if the error is `undefined`, like the `error` event.

    Use `Promise.race([queue.onError(), queue.onIdle()])` to stop at the first error, and to resolve normally when the queue becomes idle. Each call adds an `error` listener that stays until a task fails, so to get every error, for example in a loop, use the `error` event instead.

    Important: The promises returned by `.add()` still reject. Handle each of them (for example with `.catch(() => {})`) to prevent unhandled rejections.

    @example
    ```
    import PQueue from 'p-queue';

    const queue = new PQueue({concurrency: 2});

    // Do not start the remaining tasks. Pause in an `error` listener, because it runs before the next task starts, and the code after `await` runs later.
    queue.addEventListener('error', () => {
        queue.pause();
    }, {once: true});

    queue.add(() => fetchData(1)).catch(() => {});
    queue.add(() => fetchData(2)).catch(() => {});
    queue.add(() => fetchData(3)).catch(() => {});

    try {
        await Promise.race([
            queue.onError(),
            queue.onIdle()
        ]);
    } catch (error) {
        console.error('Queue failed:', error);
    }
    ```
    */
    // eslint-disable-next-line @typescript-eslint/promise-function-async
    onError() {
        return new Promise((_resolve, reject) => {
            this.addEventListener('error', event => {
                reject(event.detail);
            }, { once: true });
        });
    }
    /**
    The number of tasks waiting to run.
    */
    get size() {
        return this.#queue.size;
    }
    /**
    The number of waiting tasks with the given `priority`.

    @example
    ```
    import PQueue from 'p-queue';

    const queue = new PQueue();

    // Paused, so the tasks stay queued. Without it they all start synchronously and the queue is empty by the time `sizeBy` reads it.
    queue.pause();

    queue.add(async () => '🦄', {priority: 1});
    queue.add(async () => '🦄', {priority: 0});
    queue.add(async () => '🦄', {priority: 1});

    console.log(queue.sizeBy({priority: 1}));
    //=> 2

    console.log(queue.sizeBy({priority: 0}));
    //=> 1
    ```
    */
    sizeBy(options) {
        return this.#queue.filter(options).length;
    }
    /**
    The number of running tasks.
    */
    get pending() {
        return this.#pending;
    }
    /**
    Whether the queue is paused.
    */
    get isPaused() {
        return this.#isPaused;
    }
    /**
    Whether the queue is rate-limited: the number of tasks started in the current interval, plus the tasks still running from earlier intervals with `carryoverIntervalCount`, has reached `intervalCap`, and tasks are waiting.
    */
    get isRateLimited() {
        return this.#isRateLimitedNow;
    }
    /**
    Whether tasks are waiting because all concurrency slots are in use, or because the queue is rate-limited.

    Useful to detect backpressure and tasks that hang.

    @example
    ```
    import PQueue from 'p-queue';

    const queue = new PQueue({concurrency: 2});

    // Backpressure
    if (queue.isSaturated) {
        await queue.onSizeLessThan(queue.concurrency);
    }

    // Monitoring
    setInterval(() => {
        if (queue.isSaturated) {
            console.warn(`Queue saturated: ${queue.pending} running, ${queue.size} waiting`);
        }
    }, 60000);
    ```
    */
    get isSaturated() {
        // `>=`, because lowering `concurrency` does not stop the tasks that already run.
        return this.#queue.size > 0 && (this.#pending >= this.#concurrency || this.isRateLimited);
    }
    /**
    An array with the running tasks. Each task has its `id`, `priority`, `startTime`, `timeout`, and `timeoutRemaining` (the milliseconds until it times out). Without a timeout, `timeout` and `timeoutRemaining` are `undefined`.

    @example
    ```
    import PQueue from 'p-queue';

    const queue = new PQueue({concurrency: 2, timeout: 10000});

    queue.add(() => fetchUser(123), {id: 'user-123'});
    queue.add(() => fetchPosts(456), {id: 'posts-456', priority: 1});

    console.log(queue.runningTasks);
    // => [{
    //   id: 'user-123',
    //   priority: 0,
    //   startTime: 1759253001716,
    //   timeout: 10000,
    //   timeoutRemaining: 10000
    // }, {
    //   id: 'posts-456',
    //   priority: 1,
    //   startTime: 1759253001716,
    //   timeout: 10000,
    //   timeoutRemaining: 10000
    // }]
    ```
    */
    get runningTasks() {
        // Return fresh array with fresh objects to prevent mutations
        return Array.from(this.#runningTasks, task => ({
            ...task,
            timeoutRemaining: task.timeout === undefined ? undefined : Math.max(0, task.startTime + task.timeout - Date.now()),
        }));
    }
}
/**
The error a task rejects with when it times out. It is a `DOMException` named `TimeoutError`, like the error of `AbortSignal.timeout()`.

@example
```
import PQueue, {TimeoutError} from 'p-queue';

const queue = new PQueue({timeout: 1000});

try {
    await queue.add(() => someTask());
} catch (error) {
    if (error instanceof TimeoutError) {
        console.log('Task timed out');
    }
}
```
*/
class TimeoutError extends DOMException {
    constructor(message) {
        super(message, 'TimeoutError');
    }
}


;// CONCATENATED MODULE: ./src/failure.ts
/**
 * A failure for the person who reads the log: a title for the annotation, a message that says what was being done to
 * what and how it went wrong, and a remedy that says what to do next.
 */
class Failure extends Error {
    title;
    remedy;
    /** What went wrong, without what was being done to what: failures of one reason are told together. */
    reason;
    /** What was asked for may have been carried out all the same: an attempt at it got no answer. */
    inDoubt = false;
    constructor(title, message, remedy, options = {}) {
        super(message, options);
        this.name = new.target.name;
        this.title = title;
        this.remedy = remedy;
        this.reason = options.reason ?? message;
    }
}

;// CONCATENATED MODULE: ./src/gitprotect/errors.ts

/** No exchange took place, or it broke off: name resolution, connection, reset, a cut body. */
class NetworkError extends Failure {
    constructor(operation, cause) {
        super('GitProtect is not reachable', `could not ${operation.does}: ${networkCause(cause)} (${operation.url})`, 'Check server-url, and whether this runner can reach the Management Service (DNS, firewall, proxy, self-hosted runner).', { cause, reason: networkCause(cause) });
    }
}
/** The exchange was not over when `request-timeout` ended. */
class errors_TimeoutError extends Failure {
    constructor(operation, seconds, heard) {
        super('GitProtect did not answer in time', `could not ${operation.does}: no complete answer within ${String(seconds)} s, ${heard} (${operation.url})`, 'Run it again; if it happens often, raise request-timeout or look at the load of the Management Service.', { reason: 'no complete answer in time' });
    }
}
/** The server's TLS certificate was not accepted. Trying again would not change it. */
class CertificateError extends Failure {
    constructor(operation, cause) {
        super('The certificate of the Management Service is not trusted', `could not ${operation.does}: ${cause.message} (${operation.url})`, 'For a private CA give its certificate in ca-certificate. For an expired certificate or a wrong host name mend the server or server-url.', { cause });
    }
}
/** The proxy refused to open a tunnel. */
class ProxyError extends Failure {
    constructor(operation, status, cause) {
        super('The proxy refused the connection', `could not ${operation.does}: the proxy answered HTTP ${String(status)} (${operation.url})`, status === 407 || status === 401
            ? 'Give user name and password in HTTPS_PROXY (http://user:password@host:port).'
            : 'Allow the Management Service in the proxy, or list it in NO_PROXY.', { cause });
    }
}
/** A failure that the server reported by its status. */
class RefusedError extends Failure {
    refusal;
    constructor(title, operation, refusal, remedy) {
        const said = refusal.message === '' ? '' : `: ${refusal.message}`;
        const to = refusal.location === undefined ? '' : `, to ${refusal.location}`;
        const id = refusal.requestId === undefined ? '' : `, request ID ${refusal.requestId}`;
        super(title, `could not ${operation.does}: HTTP ${String(refusal.status)}${said}${to} (${operation.url}${id})`, remedy, { reason: `HTTP ${String(refusal.status)}${saidOfAny(refusal.message)}` });
        this.refusal = refusal;
    }
}
/** 4xx to a sign-in. Tried once only: accounts lock. */
class SignInError extends RefusedError {
    constructor(operation, refusal) {
        super('GitProtect rejected the sign-in', operation, refusal, refusal.status === 404
            ? 'Check server-url: there is no GitProtect API at this address.'
            : 'Check email and password (the secrets of this workflow) by signing in to GitProtect with them. Accounts with single sign-on or a second factor cannot be used.');
    }
}
/** 401: the token is not, or no longer, accepted. */
class UnauthorizedError extends RefusedError {
    constructor(operation, refusal) {
        super('GitProtect did not accept the access token', operation, refusal, 'A token lives 30 days and belongs to one Management Service: make a new one for access-token, or give email and password instead.');
    }
}
/** 403: the account lacks a role. */
class PermissionError extends RefusedError {
    constructor(operation, refusal, roles) {
        super('The GitProtect account lacks a role', operation, refusal, `Give the account the role ${roles} in GitProtect, or use an account that has it.`);
    }
}
/** 404: the endpoint, or what the request names, is not there. */
class NotFoundError extends RefusedError {
    constructor(operation, refusal) {
        super('GitProtect does not know what was asked for', operation, refusal, 'It may have been deleted meanwhile: run it again. If every run ends so, check the path in server-url.');
    }
}
/** 429, to the last attempt, or with a wait that is too long. */
class RateLimitError extends RefusedError {
    constructor(operation, refusal) {
        super('GitProtect limits the rate of requests', operation, refusal, 'Run it later, or less often; several workflows at the same minute share one limit.');
    }
}
/** 408 and 5xx, to the last attempt. */
class ServerError extends RefusedError {
    constructor(operation, refusal) {
        super('The Management Service failed', operation, refusal, 'Run it again later; if it goes on, give the request to whoever runs the Management Service.');
    }
}
/** 3xx: never followed, since the password or the token would go along. */
class RedirectError extends RefusedError {
    constructor(operation, refusal) {
        super('GitProtect redirects to another address', operation, refusal, 'Redirects are not followed, since credentials would go along: put the final address into server-url.');
    }
}
/** Any other 4xx: the request was understood and declined. */
class RejectedError extends RefusedError {
    constructor(operation, refusal, remedy) {
        super('GitProtect rejected the request', operation, refusal, remedy);
    }
}
/** A 2xx whose body can't be what the API gives: HTML, cut JSON, another shape, too large. */
class InvalidAnswerError extends Failure {
    constructor(operation, what) {
        super('GitProtect gave an answer that cannot be read', `could not ${operation.does}: ${what} (${operation.url})`, 'Check that server-url is the address of the Management Service and that no sign-in page or proxy stands before it. If it is, run again with debug logging and report the field names that it shows.');
    }
}
/** What a server said, without what it said it of: IDs, numbers and names in quotes. */
function saidOfAny(message) {
    const any = message
        .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '…')
        .replace(/'[^']*'|"[^"]*"/g, '…')
        .replace(/\d+/g, '…');
    return any === '' ? '' : `: ${any}`;
}
function networkCause(error) {
    const atProxy = /tunneling socket could not be established, (?:cause=)?(.*)/.exec(error.message)?.[1];
    if (atProxy !== undefined)
        return `the proxy did not open a tunnel (${atProxy})`;
    const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
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

;// CONCATENATED MODULE: ./src/stops.ts

/** Failures of the service in a row, none of its answers between them, after which it is taken to be down. */
const OUTAGES = 3;
/**
 * Failures in a row, of one kind and for one reason, nothing accepted between them, after which they are taken to concern
 * all. Where many can't be protected, each for itself, the others must not go without: so the numbers are large where a
 * failure may well be one repository's own.
 */
const MOST = {
    /** Refused for something that all share, such as licenses. */
    shared: 5,
    /** HTTP 500: each has been tried several times. */
    failing: 20,
    refused: 100,
    /** The server names the one repository that it refuses. */
    named: 1000,
};
const SHARED = /licen[cs]e|quota|limit|subscription/i;
/** The kind of a change that gives a license. */
const LICENSES = 'licenses';
/**
 * Decides when a failure is everyone's, so that what would fail as well is not tried: one repository's own failure must
 * not keep the others from being protected, and one that concerns all must not cost a request for each.
 *
 * Changes are of a kind: `LICENSES`, or attachments to one backup plan, by its ID.
 */
class Stops {
    #stopped = new Map();
    #rows = new Map();
    #everything;
    #outages = 0;
    /** Why a change of this kind is not tried; undefined: try it. */
    before(kind) {
        return this.#everything ?? this.#stopped.get(kind);
    }
    /** A change was accepted. */
    accepted(kind) {
        this.#outages = 0;
        this.#rows.delete(kind);
    }
    /** A change for one repository failed, or one for several in a way that isn't a single one's. */
    failed(kind, failure) {
        if (EVERYONES.some((type) => failure instanceof type))
            this.#everything ??= notTried(failure);
        else if (failure instanceof PermissionError)
            this.#refused(kind, failure, 1);
        else if (failure instanceof RejectedError || failure instanceof NotFoundError)
            this.#refused(kind, failure, MOST.refused);
        else if (failure instanceof ServerError && failure.refusal.status === 500)
            this.#refused(kind, failure, MOST.failing);
        else if (++this.#outages >= OUTAGES)
            this.#everything ??= notTried(failure);
    }
    /** A change for several was refused, and the server named the one that it is about. */
    failedByName(kind, failure) {
        if (failure instanceof RefusedError)
            this.#refused(kind, failure, MOST.named);
    }
    #refused(kind, failure, most) {
        this.#outages = 0;
        // A conflict is with the state of the one that was asked for.
        if (failure.refusal.status === 409)
            return;
        const row = this.#rows.get(kind);
        const length = row?.reason === failure.reason ? row.length + 1 : 1;
        this.#rows.set(kind, { reason: failure.reason, length });
        const isShared = kind === LICENSES && SHARED.test(failure.reason);
        if (length >= (isShared ? Math.min(most, MOST.shared) : most))
            this.#stop(kind, failure);
    }
    #stop(kind, failure) {
        if (!this.#stopped.has(kind))
            this.#stopped.set(kind, notTried(failure));
    }
}
/** Sign-in, token, and what stands between here and the server: the next request would end no better. */
const EVERYONES = [UnauthorizedError, SignInError, CertificateError, ProxyError, RedirectError];
function notTried({ message, remedy, reason }) {
    return {
        title: 'Not tried after others failed',
        message: `not tried, since it would fail as others did: ${message}`,
        remedy,
        reason,
    };
}

;// CONCATENATED MODULE: ./src/wording.ts
/** Names are cut for people; outputs and the report hold them whole. */
const LONGEST_NAME = 120;
/** A count with its noun: `1 plan`, `2 plans`. */
function counted(count, thing, things = `${thing}s`) {
    return `${String(count)} ${count === 1 ? thing : things}`;
}
/** A name short enough to read, in one line. */
function shortened(text, longest = LONGEST_NAME) {
    // A character of two code units is not cut in half.
    return printable(text.length > longest ? `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` : text);
}
/** Something by its name in quotes, or by its ID where no name is known. */
function label({ id, name }) {
    return name === undefined ? id : `'${shortened(name)}'`;
}
/** The first of many names, and how many are left out. */
function someOf(names, most = 20) {
    if (names.length === 0)
        return 'none';
    const rest = names.length > most ? ` and ${String(names.length - most)} more` : '';
    return `${names
        .slice(0, most)
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

;// CONCATENATED MODULE: ./src/activate.ts




/** Licenses a request. */
const BATCH_SIZE = 100;
/**
 * Activates licenses, many a request. A batch that the server rejects as a whole is halved until those that it can't
 * license stand alone: they don't keep the others from their licenses.
 */
class Activations {
    #gitprotect;
    #stops;
    #turns;
    #log;
    #batchOf = new Map();
    #attempts = new Map();
    /**
     * @param repositories all that want a license
     * @param turns lets so many changes be made at a time
     */
    constructor(gitprotect, repositories, stops, turns, log) {
        this.#gitprotect = gitprotect;
        this.#stops = stops;
        this.#turns = turns;
        this.#log = log;
        for (let start = 0; start < repositories.length; start += BATCH_SIZE) {
            const batch = { repositories: repositories.slice(start, start + BATCH_SIZE), isSent: false };
            for (const { id } of batch.repositories)
                this.#batchOf.set(id, batch);
        }
    }
    /** What became of a repository's activation, as soon as that is known; sends its batch when the first of it is asked for. */
    async of({ id }) {
        const batch = this.#batchOf.get(id);
        if (batch === undefined)
            return { kind: 'none' };
        if (!batch.isSent) {
            batch.isSent = true;
            for (const repository of batch.repositories)
                this.#attempts.set(repository.id, promised());
            this.#turns
                .add(() => this.#activate(batch.repositories, false))
                .catch((error) => {
                // A defect of ours: whoever waits must hear of it.
                for (const repository of batch.repositories)
                    this.#attempts.get(repository.id)?.reject(error);
            });
        }
        return (await this.#attempts.get(id)?.promise) ?? { kind: 'none' };
    }
    /** @param inDoubt an earlier attempt got no answer, and may have been carried out */
    async #activate(repositories, inDoubt) {
        const stop = this.#stops.before(LICENSES);
        if (stop !== undefined) {
            this.#settle(repositories, { kind: inDoubt ? 'lost' : 'untried', problem: stop });
            return;
        }
        this.#log.info(repositories.length === 1
            ? `Activating the license of ${repositories.map(label).join()}`
            : `Activating ${String(repositories.length)} licenses: ${someOf(repositories.map(({ name }) => name))}`);
        try {
            await this.#gitprotect.activateLicenses(repositories);
            this.#stops.accepted(LICENSES);
            this.#settle(repositories, { kind: 'accepted' });
        }
        catch (error) {
            if (!(error instanceof Failure))
                throw error;
            this.#log.info(`  ${error.message}`);
            error.inDoubt ||= inDoubt;
            await this.#failed(repositories, error);
        }
    }
    async #failed(repositories, failure) {
        const attempt = { kind: failure.inDoubt ? 'lost' : 'refused', problem: failure };
        if (repositories.length === 1 || !mayBeOnes(failure)) {
            this.#stops.failed(LICENSES, failure);
            this.#settle(repositories, attempt);
            return;
        }
        // Of several that are named, or of all, each may be named as an example.
        const [named, ...alsoNamed] = repositories.filter((repository) => isNamedIn(failure, repository));
        if (named !== undefined && alsoNamed.length === 0) {
            this.#log.info(`  trying the others without ${label(named)}`);
            this.#stops.failedByName(LICENSES, failure);
            this.#settle([named], attempt);
            await this.#activate(repositories.filter((repository) => repository !== named), failure.inDoubt);
            return;
        }
        this.#log.info('  trying them in halves');
        // Every second one: neighbors by name are often of one kind, and would be taken for all.
        for (const rest of [0, 1])
            await this.#activate(repositories.filter((_, index) => index % 2 === rest), failure.inDoubt);
    }
    #settle(repositories, attempt) {
        for (const { id } of repositories)
            this.#attempts.get(id)?.resolve(attempt);
    }
}
/** Whether one repository of many may be what made a request fail. */
function mayBeOnes(failure) {
    if (failure instanceof ServerError)
        return failure.refusal.status === 500;
    return failure instanceof RejectedError || failure instanceof NotFoundError;
}
/** Whether the server says that it is this repository which it refuses. Names are no proof: one may be in any sentence. */
function isNamedIn(failure, { id }) {
    return failure instanceof RefusedError && failure.refusal.message.toLowerCase().includes(id.toLowerCase());
}
function promised() {
    const resolvers = Promise.withResolvers();
    // Whoever asks for it hears of a failure; that nobody has asked yet is none.
    resolvers.promise.catch(() => undefined);
    return resolvers;
}

;// CONCATENATED MODULE: ./src/guid.ts
/** Whether a text is a GUID, in any case. GUIDs identify everything in GitProtect. */
function isGuid(text) {
    return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __nccwpck_require__(916);
;// CONCATENATED MODULE: ./src/protection/find.ts


/**
 * The item that a name or ID means. A GUID is an ID; a name matches exactly first, else without regard to case.
 *
 * @param nameOf the name by which an item is looked for; undefined where it has none
 */
function find(items, wanted, nameOf) {
    const matches = isGuid(wanted)
        ? items.filter((item) => item.id === wanted.toLowerCase())
        : firstWithAny([
            items.filter((item) => nameOf(item) === wanted),
            items.filter((item) => nameOf(item)?.toLowerCase() === wanted.toLowerCase()),
        ]);
    const [item] = matches;
    if (item === undefined)
        return {
            kind: 'none',
            nearest: nearestName(items.flatMap((each) => nameOf(each) ?? []), wanted),
        };
    return matches.length === 1 ? { kind: 'one', item } : { kind: 'several', items: matches };
}
/** A repository's name without its organization's, which some Git services put before it. */
function shortName(name, organization) {
    const prefix = `${organization}/`.toLowerCase();
    return name.toLowerCase().startsWith(prefix) ? name.slice(prefix.length) : name;
}
function firstWithAny(lists) {
    return lists.find((list) => list.length > 0) ?? [];
}
/** The name most like the wanted one, if it is near enough to be a typing mistake. */
function nearestName(names, wanted) {
    if (names.length === 0)
        return undefined;
    const lower = wanted.toLowerCase();
    const nearest = (0,mod/* closest */.kp)(lower, names.map((name) => name.toLowerCase()));
    if ((0,mod/* distance */.Io)(lower, nearest) > Math.max(2, Math.floor(wanted.length / 3)))
        return undefined;
    return names.find((name) => name.toLowerCase() === nearest);
}

;// CONCATENATED MODULE: ./src/look-up.ts




/** Something that the workflow names is not, or not clearly, in GitProtect. */
class LookUpError extends Failure {
}
/** The organization that a name or ID means. @throws LookUpError */
function findOrganization(organizations, wanted) {
    const found = find(organizations, wanted, ({ name }) => name);
    if (found.kind === 'one')
        return found.item;
    if (found.kind === 'several')
        throw severalOf('organizations', 'organization', wanted, found.items);
    throw new LookUpError('The organization is not in GitProtect', noneOf('organization', wanted, found.nearest, organizations), 'Give organization as GitProtect lists it, by name or ID, or add the organization to GitProtect. The account sees only the organizations of its own Management Service.');
}
/** The backup plans that these names or IDs mean, each once. @throws LookUpError */
function findPlans(plans, wanted, organization) {
    const found = wanted.map((name) => findPlan(plans, name, organization));
    return [...new Map(found.map((plan) => [plan.id, plan])).values()];
}
function findPlan(plans, wanted, organization) {
    const found = find(plans, wanted, ({ name }) => name);
    if (found.kind === 'one')
        return found.item;
    if (found.kind === 'several')
        throw severalOf('backup plans', 'plan', wanted, found.items);
    if (isGuid(wanted))
        return unlistedPlan(wanted.toLowerCase());
    throw new LookUpError('The backup plan is not in GitProtect', noneOf('plan', wanted, found.nearest, plans), `GitProtect lists the plans that hold a repository of organization ${label(organization)}. Correct the name; for a plan without a repository of this organization give its ID, or add a first repository to it in GitProtect.`);
}
/** A plan that holds no repository of the organization yet is not listed; given by its ID it can be attached to. */
function unlistedPlan(id) {
    return {
        id,
        name: undefined,
        schedule: 'unknown',
        selection: 'unknown',
        organization: undefined,
        repositories: undefined,
        excluded: new Set(),
        repositoryCount: undefined,
        lastRun: undefined,
    };
}
/**
 * Refuses to look for one owner's repository in another's organization, where a repository of that name may be. An
 * organization may be named otherwise in GitProtect than at the Git host; but not where GitProtect lists the owner.
 *
 * @throws LookUpError
 */
function checkOwner(organizations, organization, line) {
    if (line.kind === 'pattern' || !isForeign(organizations, organization, line))
        return;
    const { asked, owner = '' } = line;
    throw new LookUpError('The repository belongs to another organization', `repository '${asked}' is of '${owner}', which GitProtect lists, but organization is ${label(organization)}`, `Give organization: ${owner}, or a repository of ${label(organization)}.`);
}
/** A line that leaves out another organization's repository leaves out none of the same name here. */
function ofThisOrganization(organizations, organization, line) {
    if (line.kind === 'pattern' || !isForeign(organizations, organization, line))
        return line;
    return { ...line, names: [line.asked] };
}
/** Whether GitProtect lists the owner that a line names as another organization. */
function isForeign(organizations, organization, { owner }) {
    if (owner === undefined)
        return false;
    const ownersOwn = organizations.filter(({ name }) => name.toLowerCase() === owner.toLowerCase());
    return ownersOwn.length > 0 && !ownersOwn.some(({ id }) => id === organization.id);
}
/** Says which things one name may mean. */
function severalOf(things, input, wanted, candidates) {
    const told = candidates
        .slice(0, 20)
        .map(({ id, name, service }) => `${name === undefined ? '' : `${label({ id, name })} `}${id}${service === undefined || service === '' ? '' : ` (${shortened(service)})`}`);
    return new LookUpError(`The input ${input} is ambiguous`, `${String(candidates.length)} ${things} match '${wanted}': ${told.join(', ')}`, `Give the ID of the one you mean in ${input}.`);
}
function noneOf(input, wanted, nearest, all) {
    const hint = nearest === undefined ? '' : `; did you mean '${shortened(nearest)}'?`;
    const names = someOf(all.map(({ id, name }) => name ?? id));
    const list = all.length === 0 ? 'there are none' : `${counted(all.length, input)}: ${names}`;
    return `no ${input} '${wanted}'${hint === '' ? '; ' : `${hint} `}${list}`;
}

;// CONCATENATED MODULE: ./src/protection/select.ts


/** Every repository of the organization. */
const EVERYTHING = { kind: 'pattern', asked: '*' };
/** Finds what a selection means among the repositories of an organization. */
function select_select(selection, organization, repositories) {
    const present = new Names(organization, repositories.filter(({ removed }) => !removed));
    const gone = new Names(organization, repositories.filter(({ removed }) => removed));
    const excluded = selection.excluded.map((line) => ({
        line,
        repositories: present.leftOutBy(line, gone),
        removed: gone.leftOutBy(line, present),
    }));
    const out = new Set(excluded.flatMap((match) => [...match.repositories, ...match.removed]));
    const included = selection.included.map((line) => ({
        line,
        repositories: meantOf(line, present.meantBy(line, gone), out),
        removed: gone.meantBy(line, present),
    }));
    const meant = new Set(included.flatMap((match) => match.repositories).filter((each) => !out.has(each)));
    return {
        repositories: repositories.filter((repository) => meant.has(repository)),
        included,
        excluded,
        passedOver: passedOver(included, out),
    };
}
/** Of several that a name may mean, exclusions may leave one. */
function meantOf(line, found, out) {
    if (line.kind === 'pattern' || found.length < 2)
        return found;
    const left = found.filter((each) => !out.has(each));
    return left.length > 0 ? left : found.slice(0, 1);
}
/** A name means the one that is there; its removed namesakes were not meant. */
function passedOver(included, out) {
    const patterns = included.filter(({ line }) => line.kind === 'pattern');
    return new Set(patterns.flatMap(({ removed }) => removed).filter((each) => !out.has(each))).size;
}
/**
 * Whether a text fits a pattern as a whole, in time proportional to both lengths: a pattern that repeats stars must not
 * hold up a run.
 */
function fits(text, pattern) {
    // Each by itself: some characters become two in lower case.
    const characters = Array.from(text, (character) => character.toLowerCase());
    const marks = Array.from(pattern, (character) => character.toLowerCase());
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
/** Repositories by the names under which they may be asked for. */
class Names {
    #organization;
    #repositories;
    #byName;
    constructor(organization, repositories) {
        this.#organization = organization;
        this.#repositories = repositories;
    }
    /**
     * A name means those that are written just so, else those that differ in case only.
     *
     * @param others those that are listed as well, but are not looked for here
     */
    meantBy(line, others) {
        if (line.kind === 'pattern')
            return this.#fitting(line);
        const name = this.#listedName(line, others);
        const found = this.#called(name);
        const exact = found.filter((each) => this.#short(each.name) === this.#short(name));
        return exact.length > 0 ? exact : found;
    }
    /** An excluded name leaves out all that differ from it in case only. */
    leftOutBy(line, others) {
        return line.kind === 'pattern' ? this.#fitting(line) : this.#called(this.#listedName(line, others));
    }
    /** Of several names the first by which anything is listed. */
    #listedName({ names, asked }, others) {
        return names.find((name) => this.#called(name).length + others.#called(name).length > 0) ?? asked;
    }
    #called(name) {
        if (isGuid(name))
            return this.#repositories.filter(({ id }) => id === name.toLowerCase());
        this.#byName ??= Map.groupBy(this.#repositories, (each) => this.#short(each.name).toLowerCase());
        return this.#byName.get(this.#short(name).toLowerCase()) ?? [];
    }
    #fitting({ asked }) {
        if (asked === EVERYTHING.asked)
            return this.#repositories;
        return this.#repositories.filter(({ name }) => {
            const short = this.#short(name);
            // A pattern without an owner says nothing of owners.
            return fits(short, asked) || (asked.includes('/') && fits(`${this.#organization}/${short}`, asked));
        });
    }
    #short(name) {
        return shortName(name, this.#organization);
    }
}

;// CONCATENATED MODULE: ./src/choose.ts





/** Reads as much of the organization's list as it takes to find what the selection means. */
async function choose(gitprotect, organization, selection) {
    const lines = selection.included.filter((line) => line.kind === 'name');
    if (lines.length === selection.included.length && !lines.some(({ asked }) => isGuid(asked))) {
        const likeliest = lines.map(({ names }) => names.slice(0, 1));
        const searched = await gitprotect.searchRepositories(organization, waysToList(likeliest, organization));
        const found = select_select(selection, organization.name, searched.repositories);
        if (searched.coverage === 'whole')
            return found;
        // An exclusion that matches nothing of what was read may match what wasn't.
        if (searched.coverage === 'ordered' && found.included.every((match) => isSure(match, organization)))
            return { ...found, excluded: found.excluded.filter(isFound) };
    }
    return select_select(selection, organization.name, await gitprotect.listRepositories(organization));
}
/** Whether it is called just as the likeliest of the names: any other may be a better match, and not read yet. */
function isSure({ line, repositories }, { name: prefix }) {
    const [likeliest = ''] = line.kind === 'name' ? line.names : [];
    const isExact = ({ name }) => shortName(name, prefix) === shortName(likeliest, prefix);
    return repositories.length > 0 && repositories.every(isExact);
}
/** Whether all of these are listed now, as cheaply as that can be told. */
async function areListed(gitprotect, organization, lines) {
    const names = lines.map((line) => line.names);
    const searched = await gitprotect.searchRepositories(organization, waysToList(names, organization));
    const areAmong = (listed) => select_select({ included: lines, excluded: [] }, organization.name, listed).included.every(isFound);
    if (searched.coverage !== 'partial' || areAmong(searched.repositories))
        return areAmong(searched.repositories);
    return areAmong(await gitprotect.listRepositories(organization));
}
/** GitProtect lists a repository by its name alone, or with its organization's before it. */
function waysToList(names, { name: prefix }) {
    return names.map((each) => ({
        names: [...new Set(each.map((name) => shortName(name, prefix)))].flatMap((short) => [short, `${prefix}/${short}`]),
    }));
}
/** The names that nothing is listed by. */
function missingNames({ included }) {
    return included.flatMap((match) => (match.line.kind === 'name' && !isFound(match) ? match.line : []));
}
function isFound({ repositories }) {
    return repositories.length > 0;
}
/**
 * Sees to it that each line means something, and only one thing where it is a name, and that something is left.
 *
 * @param since what was done to have a missing repository listed
 * @throws LookUpError
 */
function checkChoice(organization, { included, repositories }, since) {
    for (const { line, repositories: several } of included)
        if (line.kind === 'name' && several.length > 1)
            throw severalOf('repositories', 'repository', line.asked, several);
    const unfound = included.filter((match) => !isFound(match));
    const [first] = unfound;
    if (first !== undefined)
        throw unfound.length === 1 ? oneMissing(organization, first, since) : severalMissing(organization, unfound, since);
    if (repositories.length === 0)
        throw new LookUpError('Nothing is left to protect', `the lines of repository leave out all that they select in organization ${label(organization)}`, 'Look at the lines with ! in repository: they always win.');
}
function oneMissing(organization, match, since) {
    const { line, removed } = match;
    const what = `organization ${label(organization)} lists no repository '${line.asked}'`;
    if (removed.length > 0)
        return new LookUpError('The repository is gone from the Git host', `${what} but ${removed.length === 1 ? 'one' : String(removed.length)} that GitProtect marks as removed at the Git host, ${since}`, 'A removed repository cannot be backed up. If it was moved or renamed, give its new name; if it is there, check that it is granted to the GitProtect app.');
    if (line.kind === 'pattern')
        return new LookUpError('A pattern matches no repository', what, 'Look at the pattern in repository: it is matched against whole names, without regard to case; * stands for any characters, ? for one.');
    return new LookUpError('GitProtect does not list the repository', `${what}, ${since}`, HOW_TO_BE_LISTED);
}
const HOW_TO_BE_LISTED = "Look in GitProtect: is the repository granted to GitProtect's app or token at the Git host, and are new repositories of this organization added automatically? Is the name right? A synchronization of a large organization may take longer: raise sync-timeout.";
function severalMissing(organization, unfound, since) {
    const names = unfound.map(({ line, removed }) => `'${line.asked}'${removed.length > 0 ? ' (removed at the Git host)' : ''}`);
    return new LookUpError('GitProtect does not list some repositories', `organization ${label(organization)} lists nothing for ${counted(unfound.length, 'line')} of repository, ${since}: ${someOf(names)}`, `Correct or remove these lines. ${HOW_TO_BE_LISTED}`);
}

;// CONCATENATED MODULE: ./src/alike.ts
/**
 * Keeps one value for all that are alike: of a hundred thousand repositories most stand alike, and an object for each
 * would be most of the memory that a run takes.
 */
class Alike {
    #values = new Map();
    /** The value that was made first for this key. */
    of(key, make) {
        const known = this.#values.get(key);
        if (known !== undefined)
            return known;
        const value = make();
        this.#values.set(key, value);
        return value;
    }
}

;// CONCATENATED MODULE: ./src/protection/drift.ts

/** Compares what was read with what is asked for: every repository licensed, and attached to every plan. */
function findDrift(observed) {
    const { organization, repositories, plans } = observed;
    const alike = new Alike();
    return {
        observed,
        repositories: repositories.map((repository) => ({
            repository,
            // Unknown is never taken for good: to activate what is active already does no harm.
            activate: repository.license !== 'active',
            memberships: membershipsOf(organization.id, repository, plans, alike),
        })),
    };
}
function membershipsOf(organization, repository, plans, alike) {
    const states = plans.map((plan) => membershipOf(organization, repository, plan));
    return alike.of(states.join(), () => plans.map((plan, index) => {
        const state = states[index] ?? 'unknown';
        return { plan, state, remedy: remedyFor(plan, state) };
    }));
}
/** Whether anything of a repository is not as asked for. */
function differs({ activate, memberships }) {
    return activate || memberships.some(({ remedy }) => remedy !== 'none');
}
/**
 * Whether a repository is in a plan, by all that the server says of it: what the repository lists, and what the plan
 * lists. Where the two contradict each other, it is unknown.
 */
function membershipOf(organization, repository, plan) {
    // A plan that includes everything ignores what is selected in it [doc].
    if (plan.excluded.has(repository.id))
        return 'detached';
    if (coversAll(organization, plan))
        return 'attached';
    const listed = listedIn(plan.repositories, repository.id);
    const counted = plan.repositories?.ids.size ?? 0;
    // A list shorter than the server's own count was left out of the answer, in whole or in part.
    const partial = listed === 'detached' && plan.repositoryCount !== undefined && counted < plan.repositoryCount;
    const said = [listedIn(repository.plans, plan.id), partial ? 'unknown' : listed].filter((state) => state !== 'unknown');
    const [first] = said;
    return first === undefined || said.some((state) => state !== first) ? 'unknown' : first;
}
/** Whether a plan takes in every repository of the organization by itself. */
function coversAll(organization, plan) {
    return plan.selection === 'all' && (plan.organization ?? organization) === organization;
}
/** Attaching by hand is for plans with hand-picked repositories; a plan of another kind is never turned into one. */
function remedyFor(plan, state) {
    if (state === 'attached')
        return 'none';
    return plan.selection === 'rules' || plan.selection === 'all' ? 'blocked' : 'attach';
}
function listedIn(list, id) {
    if (list === undefined)
        return 'unknown';
    if (list.ids.has(id))
        return 'attached';
    return list.complete ? 'detached' : 'unknown';
}

;// CONCATENATED MODULE: ./src/protection/judge.ts


/** What a dry run reports: the drift that would be removed, and what could not be. */
function foresee(drift) {
    return {
        ...drift.observed,
        repositories: drift.repositories.map(({ repository, activate, memberships }) => ({
            repository,
            license: { status: activate ? 'would' : 'already', before: repository.license },
            plans: memberships.map(({ plan, state, remedy }) => ({ plan, step: foreseeMembership(plan, state, remedy) })),
        })),
    };
}
function foreseeMembership(plan, before, remedy) {
    if (remedy === 'blocked')
        return { status: 'failed', before, cause: 'skipped', problem: notPickedByHand(plan) };
    return { status: remedy === 'none' ? 'already' : 'would', before };
}
/** Judges what was tried by the state that was read afterwards: that counts, not what the server answered. */
function judge(drift, attempts, reading) {
    const { plans } = drift.observed;
    const now = reading.kind === 'read' ? reading.observation.plans : [];
    const readOf = afterwards(reading);
    return {
        ...drift.observed,
        // A plan that held no repository of the organization shows its schedule only now.
        plans: plans.map((plan) => now.find(({ id }) => id === plan.id) ?? plan),
        repositories: attempts.map((tried) => judgeRepository(tried, readOf(tried))),
    };
}
function judgeRepository({ drift, activation, attachments }, after) {
    const { repository } = drift;
    return {
        repository,
        license: judgeStep(repository.license, activation, after.license, LICENSE_WORDS),
        plans: attachments.map(({ membership: { plan, state }, attempt }) => ({
            plan,
            step: judgeStep(state, attempt, after.membership(plan), MEMBERSHIP_WORDS),
        })),
    };
}
function afterwards(reading) {
    const unread = (problem) => {
        const after = { kind: 'unread', problem };
        return { license: after, membership: () => after };
    };
    if (reading.kind === 'unread')
        return (tried) => (isUntouched(tried) ? asFound(tried) : unread(reading.problem));
    const { organization, repositories, plans } = reading.observation;
    const byId = new Map(repositories.map((repository) => [repository.id, repository]));
    return ({ drift }) => {
        const now = byId.get(drift.repository.id);
        if (now === undefined || now.removed)
            return unread(GONE);
        return {
            license: { kind: 'state', state: now.license },
            membership: (plan) => ({
                kind: 'state',
                state: membershipOf(organization.id, now, plans.find(({ id }) => id === plan.id) ?? withoutEvidence(plan)),
            }),
        };
    };
}
/** Nothing was asked to change: what was read at first holds. */
function isUntouched({ activation, attachments }) {
    return [activation, ...attachments.map(({ attempt }) => attempt)].every(({ kind }) => kind === 'none');
}
function asFound({ drift }) {
    const stateIn = (plan) => drift.memberships.find((membership) => membership.plan.id === plan.id)?.state ?? 'unknown';
    return {
        license: { kind: 'state', state: drift.repository.license },
        membership: (plan) => ({ kind: 'state', state: stateIn(plan) }),
    };
}
const LICENSE_WORDS = { right: 'active', wrong: 'inactive', thing: 'license' };
const MEMBERSHIP_WORDS = { right: 'attached', wrong: 'detached', thing: 'repository' };
function judgeStep(before, attempt, after, { right, wrong, thing }) {
    const failed = (cause, problem) => ({ status: 'failed', before, cause, problem });
    if (attempt.kind === 'lost') {
        if (after.kind === 'unread')
            return failed('unchecked', both(attempt.problem, after.problem));
        if (after.state !== right && after.state !== wrong)
            return failed('unchecked', attempt.problem);
    }
    if ('problem' in attempt) {
        if (after.kind === 'unread' || after.state !== right)
            return failed(attempt.kind === 'lost' ? 'refused' : attempt.kind, attempt.problem);
        // A write whose answer was lost is refused when it is repeated; that the state is right is what counts.
        return attempt.kind === 'skipped' || attempt.kind === 'untried'
            ? { status: 'already', before }
            : { status: 'done', before, verified: true };
    }
    if (after.kind === 'unread')
        return failed('unchecked', after.problem);
    if (attempt.kind === 'accepted')
        return after.state === wrong
            ? failed('unseen', acceptedNotDone(thing, right, wrong))
            : { status: 'done', before, verified: after.state === right };
    // What was right at first and is not reported any more is not right.
    return after.state === right ? { status: 'already', before } : failed('undone', undone(thing, right, after.state));
}
/** A plan without what was said of its members: what it listed once proves nothing later. */
function withoutEvidence(plan) {
    return {
        ...plan,
        selection: 'unknown',
        repositories: undefined,
        excluded: new Set(),
        repositoryCount: undefined,
    };
}
function both(first, second) {
    return { ...first, message: `${first.message}; ${second.message}` };
}
/** Why a repository can't be attached to a plan that doesn't hold hand-picked repositories. */
function notPickedByHand(plan) {
    return {
        title: 'The backup plan does not take in the repository',
        reason: plan.id,
        message: `backup plan ${label(plan)} chooses its repositories by itself (${plan.selection === 'all' ? 'all of an organization' : 'by rules'}), and this one is not reported to be among them`,
        remedy: 'Change what the plan takes in or leaves out in GitProtect, or name a plan with hand-picked repositories. Attaching by hand would turn this plan into another kind.',
    };
}
const GONE = {
    title: 'The repository is gone from GitProtect',
    reason: 'gone',
    message: 'the repository was listed before the change, and is not any more',
    remedy: 'Somebody removed it in GitProtect, or its access was withdrawn, while this ran: look at it there, and run again.',
};
function acceptedNotDone(thing, right, wrong) {
    return {
        title: 'GitProtect accepted a change but did not make it',
        reason: thing,
        message: `GitProtect answered that all is well, but the ${thing} is still ${wrong} where it should be ${right}`,
        remedy: 'Look at the repository and the backup plan in GitProtect: is a license free, and can repositories be added by hand? Then run again.',
    };
}
function undone(thing, right, now) {
    return {
        title: 'The protection was undone while this ran',
        reason: thing + now,
        message: `the ${thing} was ${right} at first, and is ${now === 'unknown' ? 'not reported any more' : `${now} now`}`,
        remedy: 'Find out who or what else changes these settings, and run again.',
    };
}

;// CONCATENATED MODULE: ./src/report/text.ts

/** Text from outside as Markdown that shows just that text: every mark that Markdown, HTML or GitHub reads becomes an entity. */
function asMarkdown(text) {
    return printable(text)
        .replace(/[\\`*_{}[\]<>#!|~&@:$^=+]/g, (mark) => `&#${String(mark.charCodeAt(0))};`)
        .replace(/www\./gi, (link) => `${link.slice(0, 3)}&#46;`);
}
/** `850 ms` or `4.2 s`. */
function duration(milliseconds) {
    return milliseconds < 1000 ? `${String(Math.round(milliseconds))} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
/** A time for people, in UTC: `2026-11-19 02:00 UTC`. */
function utc(date) {
    return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

;// CONCATENATED MODULE: ./src/report/states.ts


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
function licenseAfter(step) {
    return after(step, 'active', 'activated');
}
/** What became of a membership, in words. */
function membershipAfter(step) {
    return after(step, 'attached', 'attached');
}
function after(step, right, done) {
    switch (step.status) {
        case 'already':
            return right;
        case 'would':
            return `would be ${done}`;
        case 'done':
            return step.verified ? right : `${done}, state not reported by the server`;
        case 'failed':
            return 'failed';
    }
}
/** A plan's schedule in words. */
function scheduleOf({ schedule }) {
    return schedule === 'unknown' ? 'not reported' : schedule;
}
/** How a plan takes in repositories, where the server says. */
function selectionOf({ selection }) {
    switch (selection) {
        case 'all':
            return 'every repository, new ones by itself';
        case 'rules':
            return 'repositories by rules';
        case 'picked':
            return 'hand-picked repositories';
        case 'unknown':
            return undefined;
    }
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

;// CONCATENATED MODULE: ./src/protection/outcome.ts
/** Whether the state found differed from the one asked for. */
function hadDrift({ license, plans }) {
    return license.before !== 'active' || plans.some(({ step }) => step.before !== 'attached');
}
/** Whether this run changed something, or may have: a change that could not be checked counts. */
function wasChanged({ license, plans }) {
    const mayHave = (step, right) => step.status === 'done' || (step.status === 'failed' && step.cause === 'unchecked' && step.before !== right);
    return mayHave(license, 'active') || plans.some(({ step }) => mayHave(step, 'attached'));
}
/** The least good that can be said of a repository. */
function statusOf(outcome) {
    const steps = stepsOf(outcome);
    const causes = new Set(steps.flatMap((step) => (step.status === 'failed' ? [step.cause] : [])));
    if (causes.size > 0)
        return causes.has('untried') && !hasFailedItself(causes) ? 'not-tried' : 'failed';
    if (steps.some(({ status }) => status === 'would'))
        return 'would-change';
    if (steps.some((step) => step.status === 'done' && !step.verified))
        return 'unproved';
    return steps.some(({ status }) => status === 'done') ? 'changed' : 'protected';
}
/** What is skipped follows from what failed, or was not tried, before it. */
function hasFailedItself(causes) {
    return [...causes].some((cause) => cause !== 'untried' && cause !== 'skipped');
}
/** Whether a change was accepted that is not seen in the state read afterwards. */
function hasUnseenChange(outcome) {
    return stepsOf(outcome).some((step) => step.status === 'failed' && step.cause === 'unseen');
}
/** The problems of one repository, each once. */
function problemsOf(outcome) {
    const problems = stepsOf(outcome).flatMap((step) => (step.status === 'failed' ? [step.problem] : []));
    return [...new Map(problems.map((problem) => [problem.message, problem])).values()];
}
/** Whether the server was seen to report all that is asked for. */
function isProved(outcome) {
    return stepsOf(outcome).every((step) => step.status === 'already' || (step.status === 'done' && step.verified));
}
/** Whether a change was accepted of which the server doesn't report the state. */
function hasUnprovedChange(outcome) {
    return stepsOf(outcome).some((step) => step.status === 'done' && !step.verified);
}
function stepsOf({ license, plans }) {
    return [license, ...plans.map(({ step }) => step)];
}

;// CONCATENATED MODULE: ./src/report/totals.ts

/** From what needs attention most to what needs none. */
const RANKED = ['failed', 'not-tried', 'would-change', 'unproved', 'changed', 'protected'];
/** How many repositories ended in each way, in the order of attention; ways in which none ended are left out. */
function totalsOf({ repositories }) {
    const counts = Map.groupBy(repositories, statusOf);
    return new Map(RANKED.flatMap((status) => (counts.has(status) ? [[status, counts.get(status)?.length ?? 0]] : [])));
}
/** The repositories with what needs attention first: what failed, what changed, the rest. */
function byAttention({ repositories }) {
    const groups = Map.groupBy(repositories, statusOf);
    return RANKED.flatMap((status) => groups.get(status) ?? []);
}
const WORDS = {
    failed: 'failed',
    'not-tried': 'not tried after others failed',
    'would-change': 'would be changed',
    unproved: 'changed, state not reported by the server',
    changed: 'newly protected',
    protected: 'protected already',
};
/** A status in words. */
function inWords(status) {
    return WORDS[status];
}
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

;// CONCATENATED MODULE: ./src/report/verdict.ts



/** The least good thing that can be said of the run. "Protected" is said only where nothing speaks against it. */
function verdictOn({ repositories, plans }, { dryRun, failOnDrift }) {
    // No repository proves nothing.
    if (repositories.length === 0 || repositories.some((repository) => problemsOf(repository).length > 0))
        return 'failed';
    const drift = repositories.some(hadDrift);
    if (drift && dryRun)
        return failOnDrift ? 'drift-failed' : 'drift';
    if (repositories.some(hasUnprovedChange))
        return 'unproved';
    if (plans.some(({ schedule }) => schedule === 'disabled'))
        return 'schedule-disabled';
    return repositories.some(wasChanged) ? 'corrected' : 'steady';
}
/** Whether the step succeeds. */
function isSuccess(verdict) {
    return verdict !== 'failed' && verdict !== 'drift-failed';
}
const MARKS = {
    failed: '❌',
    'drift-failed': '❌',
    drift: '⚠️',
    unproved: '⚠️',
    'schedule-disabled': '⚠️',
    corrected: '✅',
    steady: '✅',
};
/** A sign that shows at a glance how the run ended. */
function markOf(verdict) {
    return MARKS[verdict];
}
/** The run in one sentence, for the end of the log and the top of the summary. */
function headline(verdict, outcome) {
    const { repositories, plans } = outcome;
    const isOne = repositories.length === 1;
    const all = whole(outcome);
    const where = `${plans.length === 1 ? 'backup plan' : 'backup plans'} ${someOf(plans.map(label))}`;
    const holdAndAre = isOne ? 'holds an active license and is' : 'hold an active license and are';
    switch (verdict) {
        case 'failed':
            return `Not protected: ${part(outcome, (each) => problemsOf(each).length > 0)} not, or not provably, in ${where} with an active license`;
        case 'drift':
        case 'drift-failed':
            return `Drift found, nothing changed (dry run): ${part(outcome, hadDrift)} not licensed and attached to ${where} as asked`;
        case 'unproved':
            return `Changes accepted, but not proved: GitProtect doesn't report the state of ${numbered(outcome, hasUnprovedChange).text} in ${where}`;
        case 'schedule-disabled': {
            const disabled = plans.filter(({ schedule }) => schedule === 'disabled');
            return `Licensed and attached, but not backed up on schedule: ${all} in ${where}, of which ${someOf(disabled.map(label))} is disabled`;
        }
        case 'corrected': {
            const newly = isOne ? '' : `, ${String(repositories.filter(wasChanged).length)} of them newly,`;
            return `Protected, drift corrected: ${all}${newly} ${holdAndAre} attached to ${where}`;
        }
        case 'steady':
            return `Protected, nothing to do: ${all} ${holdAndAre} attached to ${where}`;
    }
}
function whole({ organization, repositories }) {
    const [only] = repositories;
    if (only === undefined || repositories.length > 1)
        return `${counted(repositories.length, 'repository', 'repositories')} of organization ${label(organization)}`;
    const { id, name } = only.repository;
    return label({ id, name: `${organization.name}/${shortName(name, organization.name)}` });
}
/** Those of the repositories, with the verb that fits. */
function part(outcome, which) {
    const { text, count } = numbered(outcome, which);
    return `${text} ${count === 1 ? 'is' : 'are'}`;
}
function numbered(outcome, which) {
    const { repositories } = outcome;
    const count = repositories.filter(which).length;
    return { text: count === repositories.length ? whole(outcome) : `${String(count)} of ${whole(outcome)}`, count };
}
/** What to be careful about, in the order of weight. */
function cautionsOn({ repositories, plans }) {
    const disabled = plans.filter(({ schedule }) => schedule === 'disabled');
    const unproved = repositories.filter(hasUnprovedChange);
    return [
        ...disabled.map((plan) => ({
            title: 'The backup plan is not scheduled',
            text: `The schedule of backup plan ${label(plan)} is disabled: repositories attached to it are not backed up until it is enabled in GitProtect.`,
        })),
        ...(unproved.length === 0 ? [] : [unprovedCaution(unproved)]),
    ];
}
function unprovedCaution(repositories) {
    const names = someOf(repositories.map(({ repository }) => repository.name), 5);
    return {
        title: 'The protection could not be proved',
        text: `GitProtect accepted the changes to ${names}, but its answers don't report the state (state not reported by the server). Look at it in GitProtect once, and report the field names from a run with debug logging.`,
    };
}
/** Every problem of the run, those of most repositories first. */
function problemsByCause({ repositories }) {
    const causes = new Map();
    for (const outcome of repositories)
        for (const problem of problemsOf(outcome)) {
            const key = JSON.stringify([problem.title, problem.reason]);
            const cause = causes.get(key) ?? { problem, repositories: new Set() };
            cause.repositories.add(outcome.repository.name);
            causes.set(key, cause);
        }
    return [...causes.values()]
        .map(({ problem, repositories: names }) => ({ problem, repositories: [...names] }))
        .sort((a, b) => b.repositories.length - a.repositories.length);
}

;// CONCATENATED MODULE: ./src/report/story.ts






/** Annotations of each kind: together with those of other rooms they stay below GitHub's limit. */
const MOST_CAUTIONS = 2;
const MOST_PROBLEMS = 4;
/** So many repositories are told one by one; of more, only those that differ. */
const FEW = 20;
/** What is looked at, in a few words. */
function subjectOf({ included, excluded }) {
    const [line] = included;
    return line !== undefined && included.length === 1 && excluded.length === 0
        ? `'${line.asked}'`
        : 'the selected repositories';
}
/** Tells what each line of the selection means. */
function tellSelection({ repositories, included, excluded, passedOver }, log) {
    if (included.length > 1 || excluded.length > 0 || included[0]?.line.kind === 'pattern') {
        for (const match of included)
            log.info(`'${match.line.asked}' selects ${told(match)}`);
        for (const match of excluded)
            log.info(`'!${match.line.asked}' leaves out ${told(match)}`);
        log.info(`Selected: ${counted(repositories.length, 'repository', 'repositories')}`);
    }
    if (passedOver > 0)
        log.info(`Passed over, since GitProtect marks them as removed at the Git host: ${String(passedOver)}`);
    const idle = excluded.filter((match) => match.repositories.length + match.removed.length === 0);
    if (idle.length > 0)
        log.notice('A line of repository leaves out nothing', `${someOf(idle.map(({ line }) => `'!${line.asked}'`))}: no repository is called so. Remove the line, or correct it.`);
}
function told({ repositories }) {
    const names = repositories.map(({ name }) => name);
    return repositories.length === 0
        ? 'nothing'
        : `${counted(repositories.length, 'repository', 'repositories')}: ${someOf(names, 5)}`;
}
/** Tells what was found. */
function tellFindings({ observed, repositories }, log) {
    const { organization, plans } = observed;
    log.info(`Organization ${label(organization)} (${organization.id})`);
    for (const plan of plans) {
        const facts = [`schedule ${scheduleOf(plan)}`, `last run ${lastRunOf(plan.lastRun)}`, selectionOf(plan)];
        const known = facts.filter((fact) => fact !== undefined).join('; ');
        log.info(`Backup plan ${label(plan)} (${plan.id}): ${known}`);
    }
    const drifted = repositories.filter(differs);
    const isFew = repositories.length <= FEW;
    if (!isFew)
        log.info(`${String(repositories.length)} repositories, ${String(drifted.length)} of which are not as asked for`);
    for (const repository of isFew ? repositories : drifted)
        tellRepository(repository, log);
}
function tellRepository({ repository, memberships }, log) {
    const license = `license ${stateBefore(repository.license)}`;
    const plans = memberships.map(({ plan, state }) => `backup plan ${label(plan)}: ${stateBefore(state)}`);
    log.info(`Repository ${label(repository)} (${repository.id}): ${[license, ...plans].join('; ')}`);
}
/** Tells how it ended: what became of each repository, what to be careful about, what failed and what to do next. */
function tellEnd(outcome, facts, log) {
    if (outcome.repositories.length <= FEW)
        for (const { repository, license, plans } of outcome.repositories) {
            const memberships = plans.map(({ plan, step }) => `backup plan ${label(plan)}: ${membershipAfter(step)}`);
            log.info(`Repository ${label(repository)}: license ${licenseAfter(license)}; ${memberships.join('; ')}`);
        }
    else
        for (const [status, count] of totalsOf(outcome))
            log.info(`${String(count)} ${inWords(status)}`);
    tellCautions(outcome, log);
    tellProblems(outcome, log);
    const verdict = verdictOn(outcome, facts);
    if (verdict === 'drift-failed')
        log.error('Drift found', `${headline(verdict, outcome)}\nWhat to do: run without dry-run to correct it, or correct it in GitProtect.`);
    log.info(`${markOf(verdict)} ${headline(verdict, outcome)} (${cost(facts)}).`);
}
function tellCautions(outcome, log) {
    const cautions = cautionsOn(outcome);
    for (const { title, text } of cautions.slice(0, MOST_CAUTIONS))
        log.warning(title, text);
    for (const { title, text } of cautions.slice(MOST_CAUTIONS))
        log.info(`${title}: ${text}`);
}
function tellProblems(outcome, log) {
    const causes = problemsByCause(outcome);
    for (const { problem, repositories } of causes.slice(0, MOST_PROBLEMS))
        log.error(problem.title, `${someOf(repositories, 5)}: ${problem.message}\nWhat to do: ${problem.remedy}`);
    for (const { problem, repositories } of causes.slice(MOST_PROBLEMS))
        log.info(`${problem.title}: ${someOf(repositories, 5)}: ${problem.message}`);
}
/** What the run cost: `8 requests, 1.2 s`. */
function cost({ requests, milliseconds }) {
    return `${counted(requests, 'request')}, ${duration(milliseconds)}`;
}

;// CONCATENATED MODULE: ./src/sync.ts



const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
/**
 * Has GitProtect read the Git host's list for repositories that it doesn't list yet: one request to synchronize, then
 * looks with growing pauses until all of them appear or time is up.
 */
async function waitForSync(gitprotect, organization, missing, timeoutSeconds, clock, log) {
    const names = someOf(missing.map(({ asked }) => `'${asked}'`));
    log.info(`Organization ${label(organization)} lists no repository ${names}: asking GitProtect to synchronize`);
    await requestSync(gitprotect, organization, log);
    const start = clock.now();
    const end = start + timeoutSeconds * 1000;
    for (let pause = FIRST_PAUSE_MS;; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
        await clock.sleep(Math.min(pause, Math.max(0, end - clock.now())));
        const listed = await areListed(gitprotect, organization, missing);
        const waited = `${String(Math.round((clock.now() - start) / 1000))} s of ${String(timeoutSeconds)} s`;
        log.info(listed
            ? `  ${names} ${missing.length === 1 ? 'is' : 'are'} listed now, after ${waited}`
            : `  not listed yet, waited ${waited}`);
        if (listed || clock.now() >= end)
            return;
    }
}
async function requestSync(gitprotect, organization, log) {
    try {
        await gitprotect.synchronize(organization);
    }
    catch (error) {
        // 409: one is running already, and will do as well.
        if (!(error instanceof RejectedError && error.refusal.status === 409))
            throw error;
        log.info('  a synchronization is running already');
    }
}

;// CONCATENATED MODULE: ./src/observe.ts






/**
 * Reads what GitProtect has and finds in it what the workflow names; has GitProtect synchronize if a named repository
 * is not listed yet. Everything is looked up before anything is asked to change.
 *
 * @throws LookUpError; the classes of `gitprotect/errors.ts`
 */
async function observe(gitprotect, wanted, clock, log) {
    let looked = await look(gitprotect, wanted, log);
    let since = 'and GitProtect was not asked to synchronize (sync is never, or this is a dry run)';
    const { syncTimeoutSeconds } = wanted;
    const missing = missingNames(looked.selected);
    if (missing.length > 0 && syncTimeoutSeconds !== undefined) {
        await waitForSync(gitprotect, looked.organization, missing, syncTimeoutSeconds, clock, log);
        since = `not even ${String(syncTimeoutSeconds)} s after it was asked to synchronize`;
        // Plans that choose by themselves may have taken it in, and patterns may mean more now.
        looked = await look(gitprotect, wanted, log);
    }
    const { organization, selected, plans } = looked;
    checkChoice(organization, selected, since);
    tellSelection(selected, log);
    return { organization, repositories: selected.repositories, plans, passedOver: selected.passedOver };
}
async function look(gitprotect, { organization: name, selection, plans: planNames }, log) {
    const organizations = await gitprotect.listOrganizations();
    const organization = findOrganization(organizations, name);
    for (const line of selection.included) {
        checkOwner(organizations, organization, line);
        if (line.kind === 'name' &&
            line.owner !== undefined &&
            line.owner.toLowerCase() !== organization.name.toLowerCase())
            log.info(`Looking for '${line.asked}' in organization ${label(organization)}, which GitProtect lists under that name`);
    }
    const excluded = selection.excluded.map((line) => ofThisOrganization(organizations, organization, line));
    const [selected, plans] = await Promise.all([
        choose(gitprotect, organization, { ...selection, excluded }),
        gitprotect.listPlans(organization),
    ]);
    return { organization, selected, plans: findPlans(mergePlans(organization.plans, plans), planNames, organization) };
}
/** The same repositories and plans as they are now; what is not listed any more is left out. */
async function observeAgain(gitprotect, before) {
    const { organization } = before;
    const [repositories, plans] = await Promise.all([readAgain(gitprotect, before), gitprotect.listPlans(organization)]);
    // The organization's row is from before: what it said of members may be so no more. Its count can only raise doubts.
    const inRow = organization.plans.map((plan) => ({ ...withoutEvidence(plan), repositoryCount: plan.repositoryCount }));
    return { ...before, repositories, plans: withIds(mergePlans(inRow, plans), before.plans) };
}
async function readAgain(gitprotect, { organization, repositories }) {
    const wanted = repositories.map(({ id, name }) => ({ id, names: [name] }));
    const searched = await gitprotect.searchRepositories(organization, wanted);
    const found = withIds(searched.repositories, repositories);
    // One that wasn't found may have moved while the list was read, or been renamed.
    return searched.coverage === 'whole' || found.length === repositories.length
        ? found
        : withIds(await gitprotect.listRepositories(organization), repositories);
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
function joinPlans(listed, row) {
    return {
        id: listed.id,
        name: listed.name ?? row.name,
        schedule: listed.schedule === 'unknown' ? row.schedule : listed.schedule,
        selection: listed.selection === 'unknown' ? row.selection : listed.selection,
        organization: listed.organization ?? row.organization,
        repositories: listed.repositories ?? row.repositories,
        excluded: new Set([...listed.excluded, ...row.excluded]),
        repositoryCount: listed.repositoryCount ?? row.repositoryCount,
        lastRun: listed.lastRun ?? row.lastRun,
    };
}

;// CONCATENATED MODULE: ./src/progress.ts
/** Nothing is told of work that is shorter, and a line no more often. */
const EVERY_MS = 5000;
/** Tells how far a long piece of work has come, so that nobody takes it for a hanging one. */
class Progress {
    #log;
    #clock;
    #things;
    #start;
    #told;
    /** @param things what is counted, as `pages of the list` */
    constructor(log, clock, things) {
        this.#log = log;
        this.#clock = clock;
        this.#things = things;
        this.#start = this.#told = clock.now();
    }
    /** So many of all are done; tells it if it is time. */
    reached(done, all) {
        const now = this.#clock.now();
        if (now - this.#told < EVERY_MS || done === 0 || done >= all)
            return;
        this.#told = now;
        const perSecond = (done * 1000) / (now - this.#start);
        const left = Math.ceil((all - done) / perSecond);
        const rate = perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond).toString();
        this.#log.info(`  ${String(done)} of ${String(all)} ${this.#things}, ${rate} a second, about ${time(left)} left`);
    }
}
function time(seconds) {
    return seconds < 120 ? `${String(seconds)} s` : `${String(Math.round(seconds / 60))} min`;
}

;// CONCATENATED MODULE: ./src/apply.ts











/** Pauses before looking again for a change that was accepted but is not seen yet, in milliseconds. */
const LOOK_AGAIN_AFTER_MS = [500, 1500];
/** Repositories that are worked at together: many more than requests at a time, to fill batches of licenses. */
const REPOSITORIES_AT_A_TIME = 1000;
/**
 * Removes the drift: licenses first, then backup plans, each repository as soon as its own license stands; then reads
 * the state again and judges by it. Where nothing differs, nothing is sent. A repository's failure is told in its
 * outcome, never thrown.
 */
async function apply(gitprotect, drift, clock, log) {
    const attempts = await changeAll(gitprotect, drift, clock, log);
    return await verify(gitprotect, drift, attempts, clock, log);
}
async function changeAll(gitprotect, { observed, repositories }, clock, log) {
    const drifted = repositories.filter(differs);
    const unlicensed = drifted.filter(({ activate }) => activate).map(({ repository }) => repository);
    const stops = new Stops();
    const turns = new PQueue({ concurrency: gitprotect.concurrency });
    const activations = new Activations(gitprotect, unlicensed, stops, turns, log);
    const work = { gitprotect, activations, stops, turns, log };
    const progress = new Progress(log, clock, 'repositories changed');
    let done = 0;
    const changed = await pMap(drifted, async (each) => {
        const attempts = await changeRepository(work, each);
        progress.reached(++done, drifted.length);
        return attempts;
    }, { concurrency: REPOSITORIES_AT_A_TIME });
    const settled = await settleUnlicensed(work, observed, changed);
    const attemptsOf = new Map(settled.map((attempts) => [attempts.drift, attempts]));
    const none = new Map();
    return repositories.map((each) => attemptsOf.get(each) ?? untouched(each, none));
}
const NONE = { kind: 'none' };
/** @param none attachments that weren't tried, shared by repositories that stand alike */
function untouched(drift, none) {
    const { memberships } = drift;
    const attachments = none.get(memberships) ?? memberships.map((membership) => ({ membership, attempt: NONE }));
    none.set(memberships, attachments);
    return { drift, activation: NONE, attachments };
}
async function changeRepository(work, drift) {
    const activation = drift.activate ? await work.activations.of(drift.repository) : NONE;
    const obstacle = 'problem' in activation ? activation.problem : undefined;
    return { drift, activation, attachments: await attachAll(work, drift, obstacle) };
}
/**
 * A license that could not be activated may be active all the same, as when the answer to a first attempt was lost:
 * unless a reading says that it isn't, the attachments are made up for. One reading for all of them.
 */
async function settleUnlicensed(work, observed, changed) {
    const isUnlicensed = ({ activation: { kind } }) => kind === 'refused' || kind === 'lost';
    if (!changed.some(isUnlicensed))
        return changed;
    const reading = await read(work.gitprotect, observed);
    const now = reading.kind === 'read' ? reading.observation.repositories : [];
    const maybeLicensed = new Set(now.filter(({ license }) => license !== 'inactive').map(({ id }) => id));
    return await pMap(changed, async (each) => isUnlicensed(each) && maybeLicensed.has(each.drift.repository.id)
        ? { ...each, attachments: await attachAll(work, each.drift, undefined) }
        : each, { concurrency: REPOSITORIES_AT_A_TIME });
}
/** @param obstacle why there is nothing to attach: the license could not be activated */
async function attachAll(work, { repository, memberships }, obstacle) {
    const attachments = [];
    for (const membership of memberships)
        attachments.push({ membership, attempt: await changeMembership(work, repository, membership, obstacle) });
    return attachments;
}
async function changeMembership(work, repository, { plan, remedy }, obstacle) {
    if (remedy === 'none')
        return NONE;
    if (remedy === 'blocked')
        return { kind: 'skipped', problem: notPickedByHand(plan) };
    if (obstacle !== undefined)
        return { kind: 'skipped', problem: obstacle };
    return await work.turns.add(() => attach(work, repository, plan));
}
async function attach({ gitprotect, stops, log }, repository, plan) {
    const stop = stops.before(plan.id);
    if (stop !== undefined)
        return { kind: 'untried', problem: stop };
    log.info(`Attaching ${label(repository)} to backup plan ${label(plan)}`);
    try {
        await gitprotect.attachRepository(plan, repository);
        stops.accepted(plan.id);
        return { kind: 'accepted' };
    }
    catch (error) {
        if (!(error instanceof Failure))
            throw error;
        log.info(`  ${error.message}`);
        stops.failed(plan.id, error);
        return { kind: error.inDoubt ? 'lost' : 'refused', problem: error };
    }
}
/** Judges by the state read after the writes, if there were any; a change that is not seen is looked for again. */
async function verify(gitprotect, drift, attempts, clock, log) {
    if (!attempts.some(sentSomething)) {
        log.info('Nothing to change');
        return judge(drift, attempts, { kind: 'read', observation: drift.observed });
    }
    log.info('Reading the state again');
    let outcome = judge(drift, attempts, await read(gitprotect, drift.observed));
    for (const pause of LOOK_AGAIN_AFTER_MS) {
        if (!outcome.repositories.some(hasUnseenChange))
            break;
        log.info(`  a change is not seen yet, looking again in ${String(pause / 1000)} s`);
        await clock.sleep(pause);
        outcome = judge(drift, attempts, await read(gitprotect, drift.observed));
    }
    return outcome;
}
function sentSomething({ activation, attachments }) {
    return [activation, ...attachments.map(({ attempt }) => attempt)].some(({ kind }) => kind !== 'none' && kind !== 'skipped' && kind !== 'untried');
}
async function read(gitprotect, before) {
    try {
        return { kind: 'read', observation: await observeAgain(gitprotect, before) };
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

;// CONCATENATED MODULE: external "node:timers/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./src/clock.ts

const systemClock = {
    now: () => Date.now(),
    sleep: (milliseconds) => (0,promises_namespaceObject.setTimeout)(milliseconds),
};

;// CONCATENATED MODULE: external "node:tls"
const external_node_tls_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");
var external_node_tls_default = /*#__PURE__*/__nccwpck_require__.n(external_node_tls_namespaceObject);
;// CONCATENATED MODULE: ./src/gitprotect/calls.ts

/** [doc] Any registered System Administrator can use the API. */
const ADMINISTRATOR = 'System Administrator';
/** [doc] What activate, deactivate and remove ask for. */
const MANAGEMENT = 'DataRemoveManagement or GitManagement';
const SEE_THE_SERVER = 'See what the server said, and look at it in GitProtect.';
/** A call that gives a list. */
function listing(path, does, body) {
    return { path, does, roles: ADMINISTRATOR, ifRejected: SEE_THE_SERVER, body };
}
/** The call that lists an organization's repositories, by name. */
function listingRepositories(organization) {
    return listing('git/repositories/getmany', `list the repositories of organization ${calls_told(organization)}`, {
        id: organization.id,
        orderby: 'name',
        ordertype: 'asc',
    });
}
/** Something by its name and ID. */
function calls_told(thing) {
    return thing.name === undefined ? thing.id : `${label(thing)} (${thing.id})`;
}
/** One repository by name and ID, several by their number. */
function listed(repositories) {
    const [first] = repositories;
    return first !== undefined && repositories.length === 1
        ? `repository ${calls_told(first)}`
        : counted(repositories.length, 'repository', 'repositories');
}

;// CONCATENATED MODULE: ./src/fields.ts
/**
 * A JSON object read without regard to the case of its keys: the API's examples are camelCase, but nothing promises
 * it (ours, open). A field that is absent or of another type reads as undefined; nothing throws.
 */
class Fields {
    #values;
    #names;
    constructor(object) {
        const entries = Object.entries(object);
        const values = new Map();
        for (const [name, value] of entries) {
            const key = name.toLowerCase();
            const same = values.get(key);
            if (same === undefined)
                values.set(key, [value]);
            else
                same.push(value);
        }
        this.#values = values;
        this.#names = entries.map(([name]) => name);
    }
    /** The fields of a value that is a JSON object, else undefined. */
    static of(value) {
        return typeof value === 'object' && value !== null && !Array.isArray(value) ? new Fields(value) : undefined;
    }
    /** The fields of a text that is a JSON object, else undefined. */
    static parse(text) {
        try {
            return Fields.of(JSON.parse(text));
        }
        catch {
            return undefined;
        }
    }
    /** The names as the server wrote them. */
    names() {
        return this.#names;
    }
    /** Every value of these fields, null included: several, where keys differ in case only. */
    all(...names) {
        return names.flatMap((name) => this.#values.get(name.toLowerCase()) ?? []);
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
    fields(...names) {
        return this.#first(names, (value) => Fields.of(value));
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

;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");
;// CONCATENATED MODULE: ./src/memory.ts
/**
 * Has V8 keep its heap small from now on, at the cost of speed. What a run holds of a long list is little, but V8 lets
 * garbage grow to a multiple of it where the machine has memory; runners have other things to do with theirs.
 *
 * The flag changes when garbage is collected and how code is optimized, nothing of what code does; Node allows to set it
 * at run time (`v8.setFlagsFromString`).
 */
function keepHeapSmall() {
    // Loaded when it is needed: it costs start-up time.
    process.getBuiltinModule('node:v8').setFlagsFromString('--optimize-for-size');
}

;// CONCATENATED MODULE: ./src/gitprotect/records.ts




/**
 * The door: what the server answers becomes values of `model.ts` here, and no other room sees JSON.
 *
 * The documents leave open which fields carry license and plan membership. So evidence is read, most specific first
 * and without regard to case, and no evidence is `unknown`, never a guess (ours; see docs/api.md).
 */
/** An answer that isn't what the API is known to give. The message names fields, never a value. */
class ShapeError extends Error {
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
/** [doc] `/account/login` answers `{"userId", "accessToken"}`. @throws ShapeError */
function readAccessToken(answer) {
    const token = Fields.of(answer)?.text('accessToken') ?? '';
    if (token === '')
        throw new ShapeError('the answer holds no accessToken');
    if (/[^\x21-\x7e]/.test(token))
        throw new ShapeError('the accessToken in the answer holds characters that none has');
    return token;
}
/** [seen] A row of `/git/organizations/getmany`. @throws ShapeError */
function readOrganization(row) {
    const fields = fieldsOf(row);
    const driver = fields.number('driver') ?? fields.text('driver');
    const service = [driver === undefined ? '' : `driver ${String(driver)}`, fields.text('apiUrl') ?? ''];
    return {
        id: requiredId(fields),
        name: requiredName(fields),
        service: service.filter((part) => part !== '').join(', '),
        plans: (fields.list('plans') ?? []).flatMap((plan) => (idOf(plan) === undefined ? [] : [readPlan(plan)])),
    };
}
/** [open] A row of `/git/repositories/getmany`; only `id` and `name` are sure. @throws ShapeError */
function readRepository(row) {
    const fields = fieldsOf(row);
    return {
        id: requiredId(fields),
        name: requiredName(fields),
        license: readLicense(fields),
        plans: readPlansOf(fields),
        removed: fields.boolean('isRemoved', 'removed', 'isDeleted', 'deleted') ?? false,
    };
}
/** [open] A row of `/plans/listassignedtoorganization`, or [seen] a plan in an organization's row. @throws ShapeError */
function readPlan(row) {
    const fields = fieldsOf(row);
    return {
        id: requiredId(fields),
        name: fields.text('name', 'planName'),
        schedule: readSchedule(fields.boolean('isActive', 'active', 'isEnabled', 'enabled')),
        selection: readSelection(fields),
        organization: readId(fields.value('organizationId')),
        excluded: readIds(fields, ['excludedRepositoriesIds', 'excludedRepositoryIds'])?.ids ?? new Set(),
        repositories: readIds(fields, ['repositoriesIds', 'repositoryIds', 'repositories']),
        repositoryCount: fields.number('repoCount', 'repositoriesCount', 'repositoryCount'),
        lastRun: readLastRun(fields),
    };
}
const yes = (value) => (typeof value === 'boolean' ? (value ? 'active' : 'inactive') : 'unknown');
const no = (value) => (typeof value === 'boolean' ? (value ? 'inactive' : 'active') : 'unknown');
/** An ID that is null, empty or all zeros is none. */
const present = (value) => {
    if (value === null || value === 0 || (typeof value === 'string' && /^[0-]*$/.test(value)))
        return 'inactive';
    return typeof value === 'string' || typeof value === 'number' ? 'active' : 'unknown';
};
/** License evidence, most specific first; the fields of one tier are equally specific. */
const LICENSE_EVIDENCE = [
    {
        isLicensed: yes,
        licensed: yes,
        hasLicense: yes,
        licenseActive: yes,
        isLicenseActive: yes,
        licenseActivated: yes,
        licenseAssigned: yes,
        missingLicense: no,
        isLicenseMissing: no,
    },
    { licenseId: present },
    { isActivated: yes, activated: yes, isActive: yes, active: yes },
];
/** The first tier of which a field is there decides, also when it can't be read: then nothing is known. */
function readLicense(fields) {
    for (const tier of LICENSE_EVIDENCE) {
        const said = new Set(Object.entries(tier).flatMap(([name, read]) => fields.all(...spellingsOf(name)).map((value) => read(value))));
        const [only] = said;
        // Fields that contradict each other prove nothing.
        if (only !== undefined)
            return said.size === 1 ? only : 'unknown';
    }
    return 'unknown';
}
/** "license" is written "licence" in some places of the API ([seen] `missingLicences`). */
function spellingsOf(name) {
    return [...new Set([name, name.replace(/icens/, 'icenc')])];
}
function readPlansOf(fields) {
    const listed = readIds(fields, ['plans', 'plansIds', 'planIds']);
    if (listed !== undefined)
        return listed;
    const planId = fields.value('planId');
    if (planId === null)
        return { ids: new Set(), complete: true };
    const id = readId(planId);
    // One ID says nothing of further plans.
    return id === undefined ? undefined : { ids: new Set([id]), complete: false };
}
const records_FEW = 3;
const SHORT_LISTS = new Alike();
/** The first of these fields that is a list, of IDs or of objects with an `id`. */
function readIds(fields, names) {
    const list = fields.list(...names);
    if (list === undefined)
        return undefined;
    const ids = list.flatMap((item) => readId(item) ?? idOf(item) ?? []);
    const complete = ids.length === list.length;
    const make = () => ({ ids: new Set(ids), complete });
    // Repositories are in a few plans, and most of them in the same.
    return ids.length <= records_FEW ? SHORT_LISTS.of(`${String(complete)} ${ids.join(' ')}`, make) : make();
}
/** [doc] `inculdeAllReposistories` (so spelled) and `gitChoiceMode` with `rules` are fields of the plans' modify requests. */
function readSelection(fields) {
    const all = new Set(fields.all('inculdeAllReposistories', 'includeAllRepositories', 'includeAllReposistories'));
    if (all.has(true))
        return all.size === 1 ? 'all' : 'unknown';
    if ((fields.list('rules') ?? []).length > 0)
        return 'rules';
    return all.size === 1 && all.has(false) ? 'picked' : 'unknown';
}
function readSchedule(active) {
    if (active === undefined)
        return 'unknown';
    return active ? 'enabled' : 'disabled';
}
/** [seen] `lastStatus: {successes, warnings, errors}` and `planFinishedTime`, an epoch. */
function readLastRun(fields) {
    const status = fields.fields('lastStatus');
    const successes = status?.number('successes');
    const warnings = status?.number('warnings');
    const errors = status?.number('errors');
    // A count that is missing is not zero.
    if (successes === undefined || warnings === undefined || errors === undefined)
        return undefined;
    const finished = fields.number('planFinishedTime');
    return {
        successes,
        warnings,
        errors,
        finishedAt: finished === undefined || finished <= 0 ? undefined : epochDate(finished),
    };
}
/** Seconds or milliseconds: the example doesn't say; 1e11 is the year 5138 in one and 1973 in the other. */
function epochDate(epoch) {
    const date = new Date(epoch < 1e11 ? epoch * 1000 : epoch);
    return Number.isNaN(date.getTime()) ? undefined : date;
}
function fieldsOf(row) {
    const fields = Fields.of(row);
    if (fields === undefined)
        throw new ShapeError('a row is not an object');
    return fields;
}
function requiredId(fields) {
    const id = readId(fields.value('id'));
    if (id === undefined)
        throw new ShapeError(`a row has no id (its fields: ${someOf(fields.names())})`);
    return id;
}
function requiredName(fields) {
    const name = fields.text('name');
    if (name === undefined)
        throw new ShapeError(`a row has no name (its fields: ${someOf(fields.names())})`);
    return name;
}
function idOf(item) {
    return readId(Fields.of(item)?.value('id'));
}
/** An ID in the form in which IDs are compared: GUIDs in lower case, anything else as it is. */
function readId(value) {
    if (typeof value === 'number')
        return String(value);
    // Longer, or with spaces or controls in it, it is no ID: it would be printed and sent.
    if (typeof value !== 'string' || !/^[\x21-\x7e]{1,100}$/.test(value))
        return undefined;
    return isGuid(value) ? value.toLowerCase() : value;
}

;// CONCATENATED MODULE: ./src/gitprotect/pages.ts






/** Rows a page; the server may give fewer, its own cap is not documented. */
const PAGE_SIZE = 100;
/** A million rows: no organization has as many, and a list without an end must not be read for ever. */
const MOST_PAGES = 10_000;
/** How often a list is read anew when it changed while it was read. */
const READINGS = 3;
/** A list of so many pages is worth some care for memory. */
const LONG = 100;
/**
 * A page is `{"currentPage","pageCount","totalEntries","result":[…]}` [seen] or a bare array [open].
 *
 * @throws ShapeError when it is neither
 */
function readPage(answer) {
    if (Array.isArray(answer)) {
        const rows = answer;
        return { rows, total: undefined, place: undefined };
    }
    const fields = Fields.of(answer);
    const rows = fields?.list('result', 'results', 'items', 'data');
    if (fields === undefined || rows === undefined)
        throw new ShapeError(`the answer holds no list (its fields: ${someOf(fields?.names() ?? [])})`);
    const pages = fields.number('pageCount');
    const page = fields.number('currentPage');
    const place = pages === undefined || page === undefined ? undefined : { page, pages };
    return { rows, total: fields.number('totalEntries'), place };
}
/**
 * Every item of a paged list, each once, by a reading of its own: pages are read at the same time, and rows can move
 * between them meanwhile, so a reading counts only when it adds up; otherwise the list is read again. What moves, comes
 * or goes alone is noticed. That a row goes while another comes is not: for that see `readSettled`.
 *
 * @param parse makes an item of a row
 * @param atATime pages asked for at the same time
 * @throws ShapeError when no reading added up; what `fetchPage` and `parse` throw
 */
async function readAll(fetchPage, parse, atATime) {
    return (await readWhole(fetchPage, parse, atATime)).items;
}
/**
 * Every item of a paged list, none missed: a list of several pages is read until two readings in succession hold the
 * same rows. In one reading a row could be missed while another goes from, and a third comes to, pages on either side.
 *
 * @throws ShapeError when the list didn't settle; what `readAll` throws
 */
async function readSettled(fetchPage, parse, atATime) {
    let before;
    for (let reading = 0; reading <= READINGS; reading++) {
        const { items, pages } = await readWhole(fetchPage, parse, atATime);
        if (pages <= 1 || (items.length === before?.size && items.every(({ id }) => before?.has(id))))
            return items;
        // Two readings of a long list are not held at once.
        before = new Set(items.map(({ id }) => id));
    }
    throw new ShapeError(`the list changed in each of ${String(READINGS + 1)} readings`);
}
async function readWhole(fetchPage, parse, atATime) {
    let limit = PAGE_SIZE;
    let before;
    for (let reading = 1; reading <= READINGS; reading++) {
        const { items, whole, distinct, pages, firstPage } = await readOnce(fetchPage, parse, limit, atATime);
        if (whole && distinct)
            return { items: eachOnce(items), pages };
        const ids = JSON.stringify(items.map((item) => item.id).sort());
        // Rows that stand twice however the list is cut into pages are the server's own doubles, not rows that moved.
        if (whole && reading === READINGS && ids === before && firstPage <= limit)
            return { items: eachOnce(items), pages };
        // The last reading cuts the pages elsewhere.
        if (reading === READINGS - 1)
            limit = Math.max(1, firstPage - 1);
        before = ids;
    }
    throw new ShapeError(`the list changed, or did not add up, in ${String(READINGS)} readings`);
}
/** @throws ShapeError when two rows of one ID contradict each other */
function eachOnce(items) {
    const byId = new Map();
    for (const item of items) {
        const known = byId.get(item.id);
        if (known !== undefined && !(0,external_node_util_namespaceObject.isDeepStrictEqual)(known, item))
            throw new ShapeError('two rows of the list have one id, and contradict each other');
        byId.set(item.id, item);
    }
    return [...byId.values()];
}
async function readOnce(fetchPage, parse, limit, atATime) {
    const first = await fetchPage(1, limit);
    if (first.place === undefined)
        return await readUncounted(first, fetchPage, parse, limit);
    const { total } = first;
    const { page, pages } = first.place;
    if (pages > MOST_PAGES)
        throw tooLong();
    if (pages > LONG)
        keepHeapSmall();
    const numbers = Array.from({ length: Math.max(0, pages - 1) }, (_, index) => index + 2);
    const others = await pMap(numbers, async (number) => {
        const next = await fetchPage(number, limit);
        const fits = next.place?.page === number && next.place.pages === pages && next.total === total;
        return { items: next.rows.map(parse), fits: fits && next.rows.length > 0 };
    }, { concurrency: atATime });
    const items = [...first.rows.map(parse), ...others.flatMap((other) => other.items)];
    const steady = page === 1 && others.every(({ fits }) => fits);
    return {
        items,
        whole: steady && (total === undefined || items.length === total),
        // A single page is one answer: what stands twice in it did not move.
        distinct: pages <= 1 || new Set(items.map((item) => item.id)).size === items.length,
        pages,
        firstPage: first.rows.length,
    };
}
/** Pages without a count: read until one brings nothing new. Whether more pages exist is not known otherwise. */
async function readUncounted(first, fetchPage, parse, limit) {
    const seen = new Set();
    const items = [];
    let page = first;
    for (let number = 2; number <= MOST_PAGES; number++) {
        const fresh = page.rows.map(parse).filter((item) => !seen.has(item.id));
        if (fresh.length === 0) {
            const whole = first.total === undefined || items.length === first.total;
            return { items, whole, distinct: true, pages: number - 1, firstPage: first.rows.length };
        }
        for (const item of fresh) {
            seen.add(item.id);
            items.push(item);
        }
        page = await fetchPage(number, limit);
    }
    throw tooLong();
}
function tooLong() {
    return new ShapeError(`the list has more than ${String(MOST_PAGES)} pages`);
}

;// CONCATENATED MODULE: ./src/gitprotect/search.ts
/** Probing for one name costs at most about as many pages. */
const MOST_PROBES = 36;
const byCodeUnits = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
function collated(options) {
    // Made when it is first needed: it costs start-up time.
    let order;
    return () => (order ??= new Intl.Collator('en', options).compare);
}
/**
 * The orders that servers are known to use, the likeliest first: .NET's and the databases' binary ones, then those of a
 * language. Which one it is isn't documented [open], so each is believed only as long as all that was read is in it.
 */
const ORDERS = [
    () => (a, b) => byCodeUnits(a.toLowerCase(), b.toLowerCase()),
    () => byCodeUnits,
    () => (a, b) => byCodeUnits(a.toUpperCase(), b.toUpperCase()),
    collated({}),
    collated({ ignorePunctuation: true }),
];
/**
 * Looks for names in a long list that the server orders by name, without reading all of it: some pages at a time are
 * probed, and the pages between them narrowed down. It may miss a name, as where the order is none that is known; then
 * the whole list has to be read.
 */
class NameSearch {
    #fetchPage;
    #parse;
    #limit;
    #atATime;
    #read = new Map();
    #pages;
    /** As many rows came on the last page that was read as the server counts in all. */
    #isComplete = false;
    /**
     * @param limit rows a page
     * @param atATime pages probed at the same time
     */
    constructor(fetchPage, parse, limit, atATime) {
        this.#fetchPage = fetchPage;
        this.#parse = parse;
        this.#limit = limit;
        this.#atATime = atATime;
    }
    /** What was read so far, each once. */
    get items() {
        return [...new Map([...this.#read.values()].flat().map((item) => [item.id, item])).values()];
    }
    /** What was read so far, by page. */
    get read() {
        return this.#read;
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
        const unread = [...new Set(numbers)].filter((number) => !this.#read.has(number));
        await Promise.all(unread.map(async (number) => {
            const { rows, place, total = rows.length } = await this.#fetchPage(number, this.#limit);
            this.#pages = place?.pages;
            this.#isComplete = total === rows.length;
            this.#read.set(number, rows.map(this.#parse));
        }));
    }
    /**
     * Reads the pages on which these things stand, or every page where that is no more. At least one page must be read
     * before.
     *
     * @param things the names by which each may be listed; the first that is found will do
     */
    async find(things) {
        const pages = this.#pages ?? 0;
        const { probes, rounds } = probing(pages, this.#atATime);
        if (things.length * probes * rounds >= pages - this.#read.size)
            await this.look(Array.from({ length: pages }, (_, index) => index + 1));
        else
            for (const names of things)
                await this.#findByAny(names);
    }
    async #findByAny(names) {
        const { withOwner } = this.#forms();
        // With or without an owner's name before it: as in the rows that were read already, first.
        const likely = [...names].sort((a, b) => Number(b.includes('/') === withOwner) - Number(a.includes('/') === withOwner));
        for (const name of likely) {
            const isFound = await this.#findOne(name);
            // Where rows of both forms are listed, one name may be listed in both.
            if (isFound && this.#forms().withOwner !== this.#forms().without)
                return;
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
                return true;
        }
        return false;
    }
    /** The pages to read next: between those that stand before and after the name, or beside those that it may cross. */
    #narrow(name, order) {
        let before = 0;
        const pages = this.#pages ?? 0;
        let after = pages + 1;
        const around = [];
        for (const [number, items] of this.#read) {
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
        const { probes } = probing(candidates, this.#atATime);
        const between = Array.from({ length: probes }, (_, index) => Math.floor(before + ((index + 1) * (candidates + 1)) / (probes + 1)));
        // The last page, too, before an order is believed: one page alone may be in order by chance.
        return [...around, ...between, pages].filter((page) => page >= 1 && page <= pages && !this.#read.has(page));
    }
    /** Whether names were read with an owner's before them, and without. */
    #forms() {
        const names = this.items.map(({ name }) => name);
        return {
            withOwner: names.some((name) => name.includes('/')),
            without: names.some((name) => !name.includes('/')),
        };
    }
    /** Whether all that was read is in this order. */
    #isIn(order) {
        const names = [...this.#read]
            .sort(([a], [b]) => a - b)
            .flatMap(([, items]) => items)
            .map(({ name }) => name);
        return names.every((name, index) => index === 0 || order(names[index - 1] ?? '', name) <= 0);
    }
    /** Only a name that is written just so: one that differs in case may stand elsewhere once more. */
    #holds(name) {
        return [...this.#read.values()].some((items) => items.some((item) => item.name === name));
    }
}
/** How to find one page among so many: as few rounds as can be for so many probes at a time and in all. */
function probing(pages, atATime) {
    for (let rounds = 1;; rounds++) {
        // Rounding errors of the root must not cost a probe.
        const probes = Math.ceil((pages + 1) ** (1 / rounds) - 1e-9) - 1;
        if (probes <= 1 || (probes <= atATime && probes * rounds <= MOST_PROBES))
            return { probes, rounds };
    }
}

;// CONCATENATED MODULE: ./src/gitprotect/session.ts


/**
 * Sends calls with an access token. The token is fetched when it is first needed and, where there is a password, once
 * more when the server stops accepting it in mid-run: one sign-in for all the calls that meet the 401 at once.
 */
class Session {
    #connection;
    #credentials;
    #signIn;
    #secrets;
    #token;
    #renewed = false;
    constructor(connection, credentials, signIn, secrets) {
        this.#connection = connection;
        this.#credentials = credentials;
        this.#signIn = signIn;
        this.#secrets = secrets;
    }
    /** Makes sure that there is a token; the first call would do it as well. */
    async open() {
        this.#token ??= this.#fetchToken();
        await this.#token;
    }
    /** Sends a call with the token; returns the text of a 2xx. @throws one of the classes in `errors.ts` */
    async send(call) {
        const used = (this.#token ??= this.#fetchToken());
        try {
            return await this.#connection.send(call, await used);
        }
        catch (error) {
            if (!(error instanceof UnauthorizedError))
                throw error;
            return await this.#sendAgain(call, used, error);
        }
    }
    async #sendAgain(call, rejected, first) {
        const token = await this.#tokenAfter(rejected, first);
        try {
            return await this.#connection.send(call, token);
        }
        catch (error) {
            if (error instanceof Failure)
                error.inDoubt ||= first.inDoubt;
            throw error;
        }
    }
    /** The token to try after one was rejected: a newer one that is there already, or one from a second sign-in. */
    #tokenAfter(rejected, error) {
        if (this.#token !== undefined && this.#token !== rejected)
            return this.#token;
        if (this.#renewed || this.#credentials.kind === 'token')
            throw error;
        this.#renewed = true;
        this.#token = this.#fetchToken();
        return this.#token;
    }
    async #fetchToken() {
        if (this.#credentials.kind === 'token')
            return this.#credentials.token;
        const token = await this.#signIn(this.#credentials.email, this.#credentials.password);
        this.#secrets.keep(token);
        return token;
    }
}

;// CONCATENATED MODULE: ./src/gitprotect/client.ts









/**
 * The REST API of a GitProtect Management Service: one method for each of its 14 endpoints. Success bodies of changes
 * are undocumented, so any 2xx is success; what counts is the state that is read afterwards.
 *
 * Every method throws the classes of `errors.ts`.
 */
class GitProtect {
    #connection;
    #session;
    #log;
    #secrets;
    /** On which page a repository was seen last, by its ID: it is looked for there first. */
    #pageOf = new Map();
    constructor(connection, credentials, secrets, log) {
        this.#connection = connection;
        this.#session = new Session(connection, credentials, (email, password) => this.signIn(email, password), secrets);
        this.#log = log;
        this.#secrets = secrets;
    }
    /** Requests at a time, at most. */
    get concurrency() {
        return this.#connection.concurrency;
    }
    /** Signs in if no token is there yet. */
    async open() {
        await this.#session.open();
    }
    /** [doc] `POST /account/login`: an access token, valid for 30 days. A rejected sign-in is never repeated. */
    async signIn(email, password) {
        const call = {
            path: 'account/login',
            does: 'sign in',
            roles: ADMINISTRATOR,
            ifRejected: SEE_THE_SERVER,
            body: { email, password, rememberMe: false },
        };
        const text = await this.#connection.send(call, undefined);
        return await this.#reading(call, () => readAccessToken(parseJson(text)));
    }
    /** [doc] `POST /git/organizations/getmany`: all organizations, by name. */
    async listOrganizations() {
        const call = listing('git/organizations/getmany', 'list the organizations', { orderby: 'name', ordertype: 'asc' });
        return await this.#reading(call, () => readAll(this.#pagesOf(call), readOrganization, this.concurrency));
    }
    /** [doc] `POST /git/repositories/getmany`: all repositories of an organization, by name. */
    async listRepositories(organization) {
        const call = listingRepositories(organization);
        return await this.#reading(call, () => readSettled(this.#pagesOf(call), readRepository, this.concurrency));
    }
    /**
     * As many repositories of an organization as it takes to find some, without reading a long list as a whole.
     *
     * @param wanted for each the names by which it may be listed, and its ID where it is known
     * @returns what was read, and what it proves of one that isn't among them
     */
    async searchRepositories(organization, wanted) {
        const call = listingRepositories(organization);
        return await this.#reading(call, async () => {
            const fetchPage = this.#pagesOf(call);
            const search = new NameSearch(fetchPage, readRepository, PAGE_SIZE, this.concurrency);
            const seenOn = wanted.flatMap(({ id }) => this.#pageOf.get(id ?? '') ?? []);
            await search.look(seenOn.length > 0 ? seenOn : [1]);
            if (!search.isCounted)
                return { repositories: await readSettled(fetchPage, readRepository, this.concurrency), coverage: 'whole' };
            const seen = new Set(search.items.map(({ id }) => id));
            await search.find(wanted.filter(({ id }) => id === undefined || !seen.has(id)).map(({ names }) => names));
            for (const [page, rows] of search.read)
                for (const { id } of rows)
                    this.#pageOf.set(id, page);
            return { repositories: search.items, coverage: search.coverage };
        });
    }
    /** [doc] `POST /plans/listassignedtoorganization`: the backup plans that hold repositories of an organization. */
    async listPlans(organization) {
        const does = `list the backup plans of organization ${calls_told(organization)}`;
        const call = listing('plans/listassignedtoorganization', does, { organizationid: organization.id });
        return await this.#reading(call, () => readAll(this.#pagesOf(call), readPlan, this.concurrency));
    }
    /** [doc] `POST /git/repositories/activate`: gives each repository a license. */
    async activateLicenses(repositories) {
        await this.#change({
            path: 'git/repositories/activate',
            does: `activate the license of ${listed(repositories)}`,
            roles: MANAGEMENT,
            ifRejected: 'Free a license in GitProtect or get more; if some are free, check that the repository is still at its Git host and not archived there.',
            body: {
                Ids: repositories.map((repository) => repository.id),
            },
        });
    }
    /** [doc] `POST /git/repositories/deactivate`: takes the license from each repository. */
    async deactivateLicenses(repositories) {
        await this.#change({
            path: 'git/repositories/deactivate',
            does: `deactivate the license of ${listed(repositories)}`,
            roles: MANAGEMENT,
            body: {
                Ids: repositories.map((repository) => repository.id),
            },
        });
    }
    /** [doc] `POST /git/repositories/remove`: removes a repository from GitProtect and, if asked, destroys its backups. */
    async removeRepository(repository, removeData) {
        await this.#change({
            path: 'git/repositories/remove',
            does: `remove repository ${calls_told(repository)}`,
            roles: MANAGEMENT,
            body: {
                id: repository.id,
                removedata: removeData,
            },
        });
    }
    /** [doc] `POST /git/repositories/sync`: has GitProtect read the Git host's list again. Body ours [open]; asynchronous. */
    async synchronize(organization) {
        await this.#change({
            path: 'git/repositories/sync',
            does: `synchronize organization ${calls_told(organization)}`,
            roles: ADMINISTRATOR,
            body: {
                id: organization.id,
                organizationid: organization.id,
            },
        });
    }
    /** [doc] `POST /plans/attachgitrepository` */
    async attachRepository(plan, repository) {
        await this.#change({
            path: 'plans/attachgitrepository',
            does: `attach repository ${calls_told(repository)} to backup plan ${calls_told(plan)}`,
            roles: ADMINISTRATOR,
            ifRejected: 'Look at the backup plan in GitProtect: it takes repositories by hand only if they are selected individually there.',
            body: { planid: plan.id, repositoryid: repository.id },
        });
    }
    /** [doc] `POST /plans/detachgitrepository` */
    async detachRepository(plan, repository) {
        await this.#change({
            path: 'plans/detachgitrepository',
            does: `detach repository ${calls_told(repository)} from backup plan ${calls_told(plan)}`,
            roles: ADMINISTRATOR,
            body: { planid: plan.id, repositoryid: repository.id },
        });
    }
    /** [doc] `POST /plans/AttachAzureProject`: only for plans with individual project selection. */
    async attachAzureProject(plan, project) {
        await this.#change({
            path: 'plans/AttachAzureProject',
            does: `attach Azure DevOps project ${calls_told(project)} to backup plan ${calls_told(plan)}`,
            roles: ADMINISTRATOR,
            body: { planId: plan.id, projectId: project.id },
        });
    }
    /** [doc] `POST /plans/DetachAzureProject`: only for plans with individual project selection. */
    async detachAzureProject(plan, project) {
        await this.#change({
            path: 'plans/DetachAzureProject',
            does: `detach Azure DevOps project ${calls_told(project)} from backup plan ${calls_told(plan)}`,
            roles: ADMINISTRATOR,
            body: { planId: plan.id, projectId: project.id },
        });
    }
    /** [doc] `POST /plans/modifygitplan`. That fields left out stay as they are is not documented [open]. */
    async modifyGitPlan(plan, changes) {
        await this.#change({
            path: 'plans/modifygitplan',
            does: `modify backup plan ${calls_told(plan)}`,
            roles: ADMINISTRATOR,
            body: {
                ...changes,
                id: plan.id,
            },
        });
    }
    /** [doc] `POST /plans/ModifyAzurePlanAsync`. That fields left out stay as they are is not documented [open]. */
    async modifyAzurePlan(plan, changes) {
        await this.#change({
            path: 'plans/ModifyAzurePlanAsync',
            does: `modify backup plan ${calls_told(plan)}`,
            roles: ADMINISTRATOR,
            body: {
                ...changes,
                id: plan.id,
            },
        });
    }
    async #change(call) {
        await this.#session.send({ ifRejected: SEE_THE_SERVER, ...call });
    }
    /** Gets the pages of a list, and tells how far it is when that takes long. */
    #pagesOf(list) {
        const progress = new Progress(this.#log, this.#connection.clock, `pages read to ${list.does}`);
        let read = 0;
        return async (page, limit) => {
            const answer = await this.#session.send({ ...list, body: { ...list.body, limit, page } });
            const given = readPage(parseJson(answer));
            if (page === 1) {
                this.#debugFields(list.path, given);
                // The list may be read again from its start.
                read = 0;
            }
            progress.reached(++read, given.place?.pages ?? 0);
            return given;
        };
    }
    /** Tells which call it was when an answer isn't what it should be. */
    async #reading(call, read) {
        try {
            return await read();
        }
        catch (error) {
            if (!(error instanceof ShapeError))
                throw error;
            throw new InvalidAnswerError(this.#connection.operation(call), this.#secrets.redact(error.message));
        }
    }
    /** The field names that rows carry, never their values, so that an unknown shape can be reported. */
    #debugFields(path, page) {
        const names = Fields.of(page.rows[0])?.names();
        if (names !== undefined)
            this.#log.debug(`POST /${path}: rows carry the fields ${someOf(names, 50)}`);
    }
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
// EXTERNAL MODULE: ./scripts/bundle/undici.ts
var undici = __nccwpck_require__(840);
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
;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");
var external_node_https_default = /*#__PURE__*/__nccwpck_require__.n(external_node_https_namespaceObject);
;// CONCATENATED MODULE: external "node:net"
const external_node_net_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");
var external_node_net_default = /*#__PURE__*/__nccwpck_require__.n(external_node_net_namespaceObject);
;// CONCATENATED MODULE: ./src/gitprotect/agent.ts



/**
 * What keeps connections to a server: `HttpClient`'s own agent, or where TLS goes straight to the server and requests
 * are sent at the same time, one that opens two connections ahead.
 */
function agentFor(url, client, concurrency) {
    const isDirectTls = url.protocol === 'https:' && getProxyUrl(url) === undefined;
    return isDirectTls && concurrency > 1 ? new TwinAgent(url) : client.getAgent(url.href);
}
/**
 * Opens two connections at once, before they are asked for: the network's round trips pass while certificates are
 * loaded and the first request is made. The first signs in and finds the organization; when then two lists are read at
 * the same time, the second has its handshakes behind it.
 */
class TwinAgent extends external_node_https_namespaceObject.Agent {
    #opened;
    #twin;
    constructor(url) {
        super({ keepAlive: true });
        this.#opened = [openTcp(url), openTcp(url)];
    }
    createConnection(options, callback) {
        const [first, second] = this.#opened.splice(0);
        if (first === undefined || second === undefined)
            return this.#takeTwin() ?? super.createConnection(options, callback);
        this.#twin = this.#secure(options, second);
        this.#twin?.on('error', ignore);
        return this.#secure(options, first, callback);
    }
    /** TLS over a connection that is there, or is about to be. */
    #secure(options, socket, callback) {
        // One that broke meanwhile would not say why.
        const over = socket.destroyed ? options : { ...options, socket };
        return super.createConnection(over, callback) ?? undefined;
    }
    #takeTwin() {
        const twin = this.#twin;
        this.#twin = undefined;
        return twin?.destroyed === false ? twin : undefined;
    }
}
function openTcp({ hostname, port }) {
    const socket = external_node_net_default().connect({ host: hostname.replace(/^\[(.*)\]$/, '$1'), port: port === '' ? 443 : Number(port) });
    socket.setNoDelay(true);
    return socket.on('error', ignore);
}
/** Whoever uses the connection is told; before that nobody needs it. */
function ignore() {
    return;
}

;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");
var external_node_http_default = /*#__PURE__*/__nccwpck_require__.n(external_node_http_namespaceObject);
;// CONCATENATED MODULE: ./src/gitprotect/exchange.ts



/**
 * Sends one POST and reads the whole answer under one deadline and a size cap. Redirects are answers like any other.
 *
 * `HttpClient` brings proxies and `requestRaw`, which sends exactly one request; its
 * `readBody` is not used because it never settles when the connection breaks off after the headers.
 *
 * @param agent keeps the connections
 * @throws NetworkError, TimeoutError, CertificateError, ProxyError, InvalidAnswerError (over the cap)
 */
async function exchange(client, agent, operation, headers, body, limits) {
    const deadline = new AbortController();
    const timer = setTimeout(() => {
        deadline.abort();
    }, limits.timeoutSeconds * 1000);
    let heard = 'not even headers';
    try {
        // Raced, since a request that waits for a proxy's tunnel does not end when it is aborted.
        const message = await Promise.race([
            send(client, agent, operation, headers, body, deadline.signal),
            aborted(deadline.signal),
        ]);
        heard = `HTTP ${String(message.statusCode)} without the end of its body`;
        return {
            status: message.statusCode ?? 0,
            headers: message.headers,
            body: await readBody(message, operation, limits.maxBytes),
        };
    }
    catch (error) {
        if (deadline.signal.aborted)
            throw new errors_TimeoutError(operation, limits.timeoutSeconds, heard);
        throw error instanceof InvalidAnswerError ? error : transportError(operation, error);
    }
    finally {
        clearTimeout(timer);
    }
}
async function send(client, agent, operation, headers, body, signal) {
    const url = new URL(operation.url);
    const isHttps = url.protocol === 'https:';
    const options = {
        method: 'POST',
        host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
        port: url.port === '' ? (isHttps ? 443 : 80) : url.port,
        path: url.pathname,
        headers,
        agent,
        signal,
    };
    const { message } = await client.requestRaw({ parsedUrl: url, httpModule: isHttps ? (external_node_https_default()) : (external_node_http_default()), options }, body);
    return message;
}
/** Rejects when the signal does. */
function aborted(signal) {
    return new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
            reject(new Error('aborted'));
        });
    });
}
async function readBody(message, operation, maxBytes) {
    const chunks = [];
    let bytes = 0;
    const stream = message;
    // Leaving the loop destroys the stream, and with it the connection of an answer that is too large.
    for await (const chunk of stream) {
        bytes += chunk.length;
        if (bytes > maxBytes)
            throw new InvalidAnswerError(operation, `the answer is larger than ${String(maxBytes / 1024 / 1024)} MiB`);
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
}
function transportError(operation, thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const proxyStatus = /tunneling socket could not be established, statusCode=(\d+)/.exec(error.message)?.[1];
    if (proxyStatus?.startsWith('4') === true)
        return new ProxyError(operation, Number(proxyStatus), error);
    return isCertificateFailure(error) ? new CertificateError(operation, error) : new NetworkError(operation, error);
}
/** OpenSSL's verification codes, and Node's own for a name that the certificate doesn't hold. */
function isCertificateFailure(error) {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
    return /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY|DECRYPT|DECODE)|HOSTNAME_MISMATCH/.test(code);
}

;// CONCATENATED MODULE: ./src/gitprotect/pace.ts

/**
 * How many requests are sent at a time, all kinds together, and when none is. A server that limits the rate slows
 * down all of them at once: one shared pause, and half as many at a time; each round of successes adds one again.
 */
class Pace {
    #most;
    #clock;
    #queue;
    #resumeAt = 0;
    #slowDowns = 0;
    #successes = 0;
    /** @param most requests at a time, 1 or more */
    constructor(most, clock) {
        this.#most = most;
        this.#clock = clock;
        this.#queue = new PQueue({ concurrency: most });
    }
    /** How many requests may be under way now. */
    get atATime() {
        return this.#queue.concurrency;
    }
    /**
     * Sends a request when it is its turn. What it tells of its answer, by `speedUp` or `slowDown`, counts before the next
     * one's turn.
     *
     * @param attempt from 1: those who tried before go first, or a few would wait through every pause in vain
     * @param request is told after how many slow-downs it is sent
     */
    async send(attempt, request) {
        const inTurn = async () => {
            // Another slow-down may come during the pause.
            for (let wait = this.#wait(); wait > 0; wait = this.#wait())
                await this.#clock.sleep(wait);
            return await request(this.#slowDowns);
        };
        return await this.#queue.add(inTurn, { priority: attempt });
    }
    /** A request was answered well. */
    speedUp() {
        if (this.#queue.concurrency >= this.#most || ++this.#successes < this.#queue.concurrency)
            return;
        this.#successes = 0;
        this.#queue.concurrency++;
    }
    /**
     * The server asks for less: nothing is sent for so long. Requests that were under way together count as one.
     *
     * @param after as `send` told the request
     * @returns whether this is the first that was heard of it
     */
    slowDown(pauseMs, after) {
        this.#resumeAt = Math.max(this.#resumeAt, this.#clock.now() + pauseMs);
        if (after < this.#slowDowns)
            return false;
        this.#slowDowns++;
        this.#successes = 0;
        this.#queue.concurrency = Math.max(1, Math.floor(this.#queue.concurrency / 2));
        return true;
    }
    #wait() {
        return this.#resumeAt - this.#clock.now();
    }
}

;// CONCATENATED MODULE: ./src/gitprotect/refusal.ts


const LONGEST_MESSAGE = 500;
/**
 * What the server says in an error's body, the most specific text first. ASP.NET problem details, `{"message"}`,
 * `{"error":{…}}` and plain text are read; an HTML page is reduced to its title.
 */
function readRefusal(answer, secrets) {
    const { status, headers } = answer;
    // Read and cut only after the secrets are out: half a secret would not be recognized.
    const body = secrets.redact(answer.body);
    const clean = (text) => shortened(secrets.redact(text), LONGEST_MESSAGE);
    const fields = Fields.parse(body);
    return {
        status,
        message: clean(fields === undefined ? plainText(body) : messageOf(fields)),
        requestId: mapped(requestIdOf(headers, fields), clean),
        location: mapped(headers.location, clean),
    };
}
function mapped(text, clean) {
    return text === undefined ? undefined : clean(text);
}
function messageOf(fields) {
    const error = fields.fields('error');
    const details = [...fieldErrors(fields), error?.text('message'), fields.text('detail'), fields.text('message')];
    const general = [fields.text('error_description'), fields.text('title'), fields.text('error'), error?.text('code')];
    return [...details, ...general].find((text) => text !== undefined && text !== '') ?? '';
}
/** ASP.NET validation: `errors: {"field": ["text", …]}`, told as one text. */
function fieldErrors(fields) {
    const errors = fields.fields('errors');
    if (errors === undefined)
        return [];
    const texts = errors.names().map((name) => {
        const said = errors.list(name)?.filter((text) => typeof text === 'string') ?? [errors.text(name) ?? ''];
        return `${name}: ${said.join(' ')}`;
    });
    return texts.length === 0 ? [] : [texts.join('; ')];
}
function requestIdOf(headers, fields) {
    const details = fields?.fields('error')?.fields('details');
    const inHeader = headers['x-request-id'] ?? headers['request-id'] ?? headers['x-correlation-id'];
    return (details?.text('request_id') ??
        fields?.text('requestId', 'request_id', 'traceId') ??
        (typeof inHeader === 'string' ? inHeader : undefined));
}
function plainText(body) {
    if (!looksLikeHtml(body))
        return jsonString(body) ?? body.trim();
    const title = /<title[^>]*>([^<]*)/i.exec(body.slice(0, 20_000))?.[1]?.trim() ?? '';
    return title === '' ? 'an HTML page' : `an HTML page titled '${decodeEntities(title)}'`;
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

;// CONCATENATED MODULE: ./src/gitprotect/retry.ts
/** The longest wait that a server can ask for; past it the run fails and says so, rather than sleep for hours. */
const LONGEST_WAIT_SECONDS = 120;
const retry_FIRST_PAUSE_MS = 1000;
const retry_LONGEST_PAUSE_MS = 30_000;
/**
 * Whether a failed request is sent again, and after how many milliseconds. Exponential backoff with full jitter, unless
 * the server says how long to wait. Pure: time and chance are handed in.
 *
 * @param attempt how many attempts have been made, 1 or more
 * @param retries how many further attempts are allowed after the first
 * @param now milliseconds since the epoch
 * @param chance a number from 0 (included) to 1 (excluded)
 */
function decideRetry(failed, attempt, retries, now, chance) {
    if (failed.kind === 'lasting' || (failed.kind === 'status' && !isInPassing(failed.status)))
        return { again: false, why: 'not-in-passing' };
    const waitMs = failed.kind === 'status' ? serverWaitMs(failed.status, failed.wait, now) : undefined;
    // Said even on the last attempt: the reader learns when to come back.
    if (waitMs !== undefined && waitMs > LONGEST_WAIT_SECONDS * 1000)
        return { again: false, why: 'wait-too-long', waitSeconds: Math.ceil(waitMs / 1000) };
    if (attempt > retries)
        return { again: false, why: 'out-of-attempts' };
    // A little more than asked for, so that those who were told the same second don't come back as one.
    if (waitMs !== undefined)
        return { again: true, pauseMs: waitMs + chance * retry_FIRST_PAUSE_MS, shared: true };
    const pauseMs = chance * Math.min(retry_LONGEST_PAUSE_MS, retry_FIRST_PAUSE_MS * 2 ** (attempt - 1));
    return { again: true, pauseMs, shared: failed.kind === 'status' && failed.status === 429 };
}
/** 408, 429 and 5xx can go away by themselves; every other status is an answer. */
function isInPassing(status) {
    return status === 408 || status === 429 || status >= 500;
}
/** `Retry-After` in seconds or as an HTTP date (RFC 9110, 10.2.3); for a 429 also `X-RateLimit-Reset` in epoch seconds. */
function serverWaitMs(status, wait, now) {
    const after = wait.retryAfter?.trim() ?? '';
    if (/^\d+(\.\d+)?$/.test(after))
        return Number(after) * 1000;
    const date = /^[a-z]{3},/i.test(after) ? Date.parse(after) : NaN;
    if (!Number.isNaN(date))
        return Math.max(0, date - now);
    const reset = wait.rateLimitReset?.trim() ?? '';
    const resetsIn = status === 429 && /^\d+$/.test(reset) ? Number(reset) * 1000 - now : 0;
    // A time that has passed, or isn't one, says nothing.
    return resetsIn > 0 ? resetsIn : undefined;
}

;// CONCATENATED MODULE: ./src/gitprotect/connection.ts








/** The largest answer that is read, in bytes. */
const LARGEST_ANSWER = 32 * 1024 * 1024;
/**
 * Sends calls to one Management Service: over kept-alive connections, so many at a time, each attempt under its own
 * deadline, with further attempts where a failure may pass. Knows nothing of tokens but how to send one.
 */
class Connection {
    #options;
    #client;
    #agent;
    #pace;
    #requests = 0;
    constructor(options) {
        this.#options = options;
        // Its own timer must not come before our deadline, which covers more.
        const socketTimeout = (options.requestTimeoutSeconds + 60) * 1000;
        this.#client = new lib_HttpClient(options.userAgent, [], { keepAlive: true, socketTimeout });
        this.#agent = agentFor(options.serverUrl, this.#client, options.concurrency);
        this.#pace = new Pace(options.concurrency, options.clock);
    }
    /** How many requests have been sent, repeated ones included. */
    get requests() {
        return this.#requests;
    }
    get clock() {
        return this.#options.clock;
    }
    /** Requests at a time, at most. */
    get concurrency() {
        return this.#options.concurrency;
    }
    /** A call as errors tell it. */
    operation(call) {
        return { does: call.does, url: `${this.#options.serverUrl.href.replace(/\/+$/, '')}/${call.path}` };
    }
    /**
     * Sends a call, without a token only to sign in, and returns the text of a 2xx.
     *
     * @throws one of the classes in `errors.ts`
     */
    async send(call, token) {
        const { clock, retries, log } = this.#options;
        const operation = this.operation(call);
        let inDoubt = false;
        for (let attempt = 1;; attempt++) {
            const tried = await this.#pace.send(attempt, (after) => this.#inTurn(operation, call, token, attempt, after));
            if (tried.kind === 'answer')
                return tried.body;
            const { failed, failure, verdict } = tried;
            inDoubt ||= failed.kind === 'network' || failure instanceof ServerError;
            if (!verdict.again) {
                failure.message += noteOn(attempt, verdict);
                failure.inDoubt = inDoubt;
                throw failure;
            }
            if (verdict.shared)
                continue;
            log.info(`  ${failure.message}; ${next(attempt, retries, verdict.pauseMs)}`);
            await clock.sleep(verdict.pauseMs);
        }
    }
    /** One attempt, and what follows from it for the others. */
    async #inTurn(operation, call, token, attempt, after) {
        const { clock, retries, log } = this.#options;
        const tried = await this.#attempt(operation, call, token);
        if (tried.kind === 'answer') {
            this.#pace.speedUp();
            return tried;
        }
        const verdict = decideRetry(tried.failed, attempt, retries, clock.now(), Math.random());
        // Told once, not by each of the requests that were under way.
        if (verdict.again && verdict.shared && this.#pace.slowDown(verdict.pauseMs, after))
            log.info(`  ${tried.failure.message}; ${next(attempt, retries, verdict.pauseMs)}; all requests wait, then go on ${String(this.#pace.atATime)} at a time`);
        return { ...tried, verdict };
    }
    async #attempt(operation, call, token) {
        try {
            const answer = await this.#exchange(operation, call, token);
            if (answer.status < 200 || answer.status > 299)
                return this.#refused(operation, call, token === undefined, answer);
            if (looksLikeHtml(answer.body))
                throw new InvalidAnswerError(operation, `HTTP ${String(answer.status)} with a web page instead of JSON`);
            return { kind: 'answer', body: answer.body };
        }
        catch (error) {
            if (!(error instanceof Failure))
                throw error;
            const isNetwork = error instanceof NetworkError || error instanceof errors_TimeoutError;
            return { kind: 'failed', failed: { kind: isNetwork ? 'network' : 'lasting' }, failure: error };
        }
    }
    async #exchange(operation, call, token) {
        this.#requests++;
        const { requestTimeoutSeconds, clock, log, userAgent } = this.#options;
        const start = clock.now();
        const headers = {
            accept: 'application/json',
            'content-type': 'application/json; charset=utf-8',
            'user-agent': userAgent,
        };
        if (token !== undefined)
            headers['authorization'] = `Bearer ${token}`;
        const limits = { timeoutSeconds: requestTimeoutSeconds, maxBytes: LARGEST_ANSWER };
        const answer = await exchange(this.#client, this.#agent, operation, headers, JSON.stringify(call.body), limits);
        log.debug(`POST /${call.path}: HTTP ${String(answer.status)}, ${String(answer.body.length)} characters, ${String(clock.now() - start)} ms`);
        return answer;
    }
    #refused(operation, call, isSignIn, answer) {
        const { headers, status } = answer;
        const reset = headers['x-ratelimit-reset'];
        const wait = { retryAfter: headers['retry-after'], rateLimitReset: typeof reset === 'string' ? reset : undefined };
        const refusal = readRefusal(answer, this.#options.secrets);
        return {
            kind: 'failed',
            failed: { kind: 'status', status, wait },
            failure: refusedError(operation, call, isSignIn, refusal),
        };
    }
}
function refusedError(operation, call, isSignIn, refusal) {
    const { status } = refusal;
    if (status >= 300 && status < 400)
        return new RedirectError(operation, refusal);
    if (status === 429)
        return new RateLimitError(operation, refusal);
    if (status === 408 || status >= 500)
        return new ServerError(operation, refusal);
    if (isSignIn)
        return new SignInError(operation, refusal);
    if (status === 401)
        return new UnauthorizedError(operation, refusal);
    if (status === 403)
        return new PermissionError(operation, refusal, call.roles);
    if (status === 404)
        return new NotFoundError(operation, refusal);
    return new RejectedError(operation, refusal, call.ifRejected);
}
function noteOn(attempts, verdict) {
    if (verdict.why === 'wait-too-long')
        return `; the server asks to wait ${String(verdict.waitSeconds)} s, longer than the ${String(LONGEST_WAIT_SECONDS)} s that this action waits`;
    return attempts > 1 ? `; tried ${String(attempts)} times` : '';
}
function next(attempt, retries, pauseMs) {
    return `attempt ${String(attempt + 1)} of ${String(retries + 1)} in ${seconds(pauseMs)} s`;
}
function seconds(milliseconds) {
    return (milliseconds / 1000).toFixed(1);
}

;// CONCATENATED MODULE: ./src/connect.ts





const USER_AGENT = 'gitprotect-action';
/** Makes a client of the Management Service that the inputs name. Nothing is sent yet. @throws Failure */
function connect(inputs, secrets, log) {
    readProxies(inputs.serverUrl, secrets);
    const connection = new Connection({ ...inputs, userAgent: USER_AGENT, clock: systemClock, secrets, log });
    // Takes a while, in which connections are opened.
    if (inputs.certificateAuthorities.length > 0)
        trust(inputs.certificateAuthorities);
    return { connection, gitprotect: new GitProtect(connection, inputs.credentials, secrets, log) };
}
/**
 * Keeps the passwords in the proxies' addresses secret, and checks the one that is used. An address that can't be read
 * would be told as the Management Service's, or passed over: `HttpClient` connects directly then. Not echoed.
 */
function readProxies(serverUrl, secrets) {
    for (const name of ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY']) {
        const given = process.env[name] ?? '';
        const isRead = given === '' || keepPassword(given, secrets);
        if (isRead || serverUrl.protocol !== 'https:' || !name.toLowerCase().startsWith('https'))
            continue;
        throw new Failure('The address of the proxy is wrong', `the environment variable ${name} holds no address that can be read`, 'Write it as http://host:port or http://user:password@host:port, with special characters of the password percent-encoded.');
    }
}
/** Whether the address of a proxy can be read as `HttpClient` reads it. */
function keepPassword(address, secrets) {
    const url = URL.parse(/^https?:\/\//.test(address) ? address : `http://${address}`);
    if (url === null)
        return false;
    secrets.keep(url.password);
    try {
        secrets.keep(decodeURIComponent(url.password));
        decodeURIComponent(url.username);
        return true;
    }
    catch {
        return false;
    }
}
/**
 * Trusts a private CA besides those that Node trusts already, NODE_EXTRA_CA_CERTS among them. For the whole process,
 * since a tunnel through a proxy takes no certificates of its own.
 */
function trust(certificates) {
    // Node 24.5 and later; a self-hosted runner may bring an older one.
    if (typeof (external_node_tls_default()).setDefaultCACertificates !== 'function')
        throw new Failure('ca-certificate needs a newer Node', `the runner's Node is ${process.version}, which cannot take a CA at run time (24.5 and later can)`, 'Update the runner, or set the environment variable NODE_EXTRA_CA_CERTS to the path of the PEM file for the runner.');
    external_node_tls_default().setDefaultCACertificates([...external_node_tls_default().getCACertificates('default'), ...certificates]);
}

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
function toCommandProperties(annotationProperties) {
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
const summary_summary = _summary;
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
    command_issueCommand('add-mask', {}, secret);
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
    command_issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    command_issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    command_issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    command_issue('endgroup');
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
;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
;// CONCATENATED MODULE: ./src/input-text.ts
/** What is wrong with an input; its message names the input, what was given (never a secret) and what it takes. */
class Mistake extends Error {
}
/** Each once, without those that are blank. */
function linesOf(given) {
    const lines = given.split(/\r?\n/).map((line) => line.trim());
    return [...new Set(lines.filter((line) => line !== ''))];
}

;// CONCATENATED MODULE: ./src/paths.ts

/** Whether a path leads out of a folder; both absolute. */
function leadsOut(folder, path) {
    const below = (0,external_node_path_namespaceObject.relative)(folder, path);
    return below === '..' || below.startsWith(`..${external_node_path_namespaceObject.sep}`) || (0,external_node_path_namespaceObject.isAbsolute)(below);
}

;// CONCATENATED MODULE: ./src/input-files.ts





const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
/** The certificates of `ca-certificate`, each as PEM text. @throws Mistake */
function readCertificates(given) {
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
/**
 * Where `report-file` leads.
 *
 * @param workspace where the workflow's files are; elsewhere a report could overwrite what isn't the workflow's
 * @throws Mistake
 */
function readReportFile(given, workspace) {
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
function readTextFile(path) {
    try {
        return (0,external_node_fs_namespaceObject.readFileSync)(path, 'utf8');
    }
    catch (error) {
        const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
        throw new Mistake(`ca-certificate: the file '${path}' cannot be read (${why}): it takes PEM text or the path of a PEM file`);
    }
}

;// CONCATENATED MODULE: ./src/selection-input.ts


/**
 * Reads the input `repository`.
 *
 * @param current `GITHUB_REPOSITORY`, never the event's payload: a scheduled run has none
 * @throws Mistake
 */
function selection_input_readSelection(given, current) {
    const lines = linesOf(given === '' ? current : given);
    if (lines.length === 0)
        throw new Mistake('repository is empty, and GITHUB_REPOSITORY names no current one: give its name or ID');
    const isExcluded = (line) => line.startsWith('!');
    const named = lines.map((line) => (isExcluded(line) ? line.slice(1).trim() : line));
    const wrong = lines.filter((_, index) => !/^[^/]+(\/.+)?$/.test(named[index] ?? ''));
    if (wrong.length > 0)
        throw new Mistake(`repository has ${wrong.map((line) => `'${line}'`).join(', ')}: a line is a name, owner/name, ID, or a pattern with * and ?`);
    const included = lines.filter((line) => !isExcluded(line)).map(readLine);
    const excluded = lines.filter(isExcluded).map((line) => readLine(line.slice(1).trim()));
    // Only exclusions: all the rest.
    return { included: included.length === 0 ? [EVERYTHING] : included, excluded };
}
/** GitProtect lists a repository with its owner's name or without. */
function readLine(asked) {
    if (/[*?]/.test(asked))
        return { kind: 'pattern', asked };
    const slash = asked.indexOf('/');
    return slash < 0
        ? { kind: 'name', asked, names: [asked], owner: undefined }
        : { kind: 'name', asked, names: [asked, asked.slice(slash + 1)], owner: asked.slice(0, slash) };
}

;// CONCATENATED MODULE: ./src/inputs.ts






/** One or more inputs are wrong; the message lists them all. */
class InputError extends Failure {
    /** Where a report of this goes, if that input is right. */
    reportFile;
    constructor(mistakes, reportFile) {
        super(mistakes.length === 1 ? 'An input is wrong' : `${String(mistakes.length)} inputs are wrong`, mistakes.join('\n'), "Correct the step's inputs (under with: in the workflow) and run it again. Nothing was sent to GitProtect.");
        this.reportFile = reportFile;
    }
}
/**
 * Reads and checks every input. Secrets are masked before anything else happens.
 *
 * @throws InputError with all mistakes at once
 */
async function readInputs(secrets, environment) {
    const password = getInput('password', { trimWhitespace: false });
    const accessToken = getInput('access-token');
    secrets.keep(password);
    secrets.keep(accessToken);
    const readers = {
        serverUrl: () => readServerUrl(getInput('server-url')),
        credentials: () => readCredentials(getInput('email'), password, accessToken),
        organization: () => readOneLine('organization', getInput('organization')),
        selection: () => selection_input_readSelection(getInput('repository'), environment['GITHUB_REPOSITORY'] ?? ''),
        plans: () => readPlans(getInput('plan')),
        dryRun: () => readBoolean('dry-run', 'false'),
        failOnDrift: () => readBoolean('fail-on-drift', 'false'),
        sync: () => readChoice('sync', ['auto', 'never'], 'auto'),
        syncTimeoutSeconds: () => readInteger('sync-timeout', 0, 3600, '300'),
        concurrency: () => readInteger('concurrency', 1, 32, '8'),
        requestTimeoutSeconds: () => readInteger('request-timeout', 1, 600, '30'),
        retries: () => readInteger('retries', 0, 10, '4'),
        certificateAuthorities: () => readCertificates(getInput('ca-certificate')),
        reportFile: () => readReportFile(getInput('report-file'), environment['GITHUB_WORKSPACE'] ?? ''),
    };
    const mistakes = [...Object.values(readers).flatMap(mistakesOf), ...mistakesInTls(environment)];
    if (mistakes.length > 0) {
        const reportFile = mistakesOf(readers.reportFile).length === 0 ? readers.reportFile() : undefined;
        throw new InputError([...mistakes, ...(await likelyCause(mistakes))], reportFile);
    }
    const dryRun = readers.dryRun();
    return {
        serverUrl: readers.serverUrl(),
        credentials: readers.credentials(),
        organization: readers.organization(),
        selection: readers.selection(),
        plans: readers.plans(),
        dryRun,
        failOnDrift: readers.failOnDrift(),
        // A dry run changes nothing, not even GitProtect's list of repositories.
        syncTimeoutSeconds: readers.sync() === 'auto' && !dryRun ? readers.syncTimeoutSeconds() : undefined,
        concurrency: readers.concurrency(),
        requestTimeoutSeconds: readers.requestTimeoutSeconds(),
        retries: readers.retries(),
        certificateAuthorities: readers.certificateAuthorities(),
        reportFile: readers.reportFile(),
    };
}
function mistakesOf(read) {
    try {
        read();
        return [];
    }
    catch (error) {
        if (error instanceof Mistake)
            return [error.message];
        throw error;
    }
}
function readServerUrl(given) {
    if (given === '')
        throw new Mistake('server-url is empty: give the address of the Management Service, as https://gitprotect.example.com');
    // An address with credentials in it is a secret.
    const echoed = given.includes('@') ? '' : `'${given}' `;
    if (!URL.canParse(given))
        throw new Mistake(`server-url ${echoed}is not a URL: write it as https://host, with port and path if it has them`);
    const url = new URL(given);
    if (url.username !== '' || url.password !== '')
        throw new Mistake('server-url holds a user name or password: give them in email and password');
    if (/[?#]/.test(given))
        throw new Mistake(`server-url '${url.origin}…' holds a query or fragment: leave it out`);
    if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)))
        return url;
    throw new Mistake(`server-url ${echoed}is not https: plain http would show the password to the network, and is taken for a loopback host only`);
}
/** Those that every system keeps to itself; a name below localhost may be looked up elsewhere. */
function isLoopback(hostname) {
    return /^(127(\.\d+){3}|\[::1\]|localhost)$/.test(hostname);
}
function readCredentials(email, password, token) {
    if (token !== '') {
        if (email !== '' || password !== '')
            throw new Mistake('access-token and email/password are both given: give one way to sign in, not both');
        if (/[^\x21-\x7e]/.test(token))
            throw new Mistake('access-token holds spaces or line breaks: give the token alone');
        return { kind: 'token', token };
    }
    if (email === '' && password === '')
        throw new Mistake('email and password are empty, and so is access-token: are the secrets available to this workflow?');
    if (email === '')
        throw new Mistake('email is empty: is the secret available to this workflow?');
    if (password === '')
        throw new Mistake('password is empty: is the secret available to this workflow?');
    return { kind: 'password', email, password };
}
/** A name or ID. @throws Mistake */
function readOneLine(name, given) {
    if (given === '')
        throw new Mistake(`${name} is empty: give its name or ID, as GitProtect lists it`);
    if (/[\r\n]/.test(given))
        throw new Mistake(`${name} holds several lines: give one name or ID`);
    return given;
}
function readPlans(given) {
    const named = linesOf(given);
    if (named.length === 0)
        throw new Mistake('plan is empty: give the name or ID of a backup plan, several one a line');
    return named;
}
/** The values of YAML 1.2's core schema, as in `@actions/core`. */
function readBoolean(name, fallback) {
    const given = getInput(name) || fallback;
    if (/^(true|True|TRUE)$/.test(given))
        return true;
    if (/^(false|False|FALSE)$/.test(given))
        return false;
    throw new Mistake(`${name} is '${given}': it takes true or false`);
}
function readInteger(name, least, most, fallback) {
    const given = getInput(name) || fallback;
    const value = /^\d{1,6}$/.test(given) ? Number(given) : NaN;
    if (value >= least && value <= most)
        return value;
    throw new Mistake(`${name} is '${given}': it takes a whole number from ${String(least)} to ${String(most)}`);
}
function readChoice(name, choices, fallback) {
    const given = getInput(name) || fallback;
    if (choices.includes(given))
        return given;
    throw new Mistake(`${name} is '${given}': it takes ${choices.join(' or ')}`);
}
/** Node's own switch would send the password to anyone: there is no way to turn certificate checks off here. */
function mistakesInTls(environment) {
    return environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0'
        ? [
            'NODE_TLS_REJECT_UNAUTHORIZED=0 turns certificate checks off: remove it, and for a private CA give ca-certificate',
        ]
        : [];
}
/** Why secrets may be missing, where the event tells. Loaded only here: it costs start-up time. */
async function likelyCause(mistakes) {
    if (!mistakes.some((mistake) => mistake.includes('secret')))
        return [];
    const context = await eventContext();
    if (context === undefined)
        return [];
    const pullRequest = Fields.of(context.payload)?.fields('pull_request');
    if (pullRequest?.fields('head')?.fields('repo')?.boolean('fork') === true)
        return ["Likely cause: this run is for a fork's pull request, and GitHub gives those no secrets."];
    if (context.actor === 'dependabot[bot]')
        return ['Likely cause: this run was started by Dependabot, which gets only Dependabot secrets.'];
    return [];
}
/** What GitHub says of the run; undefined where it can't be read: this is a hint, and must not hide the mistakes. */
async function eventContext() {
    try {
        return (await __nccwpck_require__.e(/* import() */ 971).then(__nccwpck_require__.bind(__nccwpck_require__, 971))).context;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./src/report/log.ts


/** GitHub shows no more for a step; the rest become lines of the log. */
const MOST_ANNOTATIONS = 10;
/**
 * The step's log. Whatever is written is stripped of secrets and of anything that the runner or a terminal would
 * take for a command; callers hand in plain text.
 */
class Log {
    #secrets;
    #annotations = 0;
    constructor(secrets) {
        this.#secrets = secrets;
    }
    /** A line. */
    info(text) {
        info(this.#safe(text));
    }
    /** A line that shows with debug logging only. */
    debug(text) {
        core_debug(this.#safe(text));
    }
    /** A notice annotation. */
    notice(title, text) {
        this.#annotate(notice, title, this.#safe(text));
    }
    /** A warning annotation. */
    warning(title, text) {
        this.#annotate(warning, title, this.#safe(text));
    }
    /** An error annotation; its lines are kept. */
    error(title, text) {
        this.#annotate(error, title, this.redact(text).split('\n').map(printable).join('\n'));
    }
    /** Runs a part of the story under a heading that folds. */
    async group(heading, part) {
        startGroup(this.#safe(heading));
        try {
            return await part();
        }
        finally {
            endGroup();
        }
    }
    /** A text without the secrets of this run, for what is shown elsewhere. */
    redact(text) {
        return this.#secrets.redact(text);
    }
    #annotate(annotate, title, text) {
        if (++this.#annotations <= MOST_ANNOTATIONS)
            annotate(text, { title: this.#safe(title) });
        else
            for (const line of `${title}: ${text}`.split('\n'))
                this.info(line);
    }
    #safe(text) {
        return printable(this.redact(text));
    }
}

;// CONCATENATED MODULE: ./src/report/record.ts

const LICENSE_STATUS = {
    already: 'already-active',
    done: 'activated',
    would: 'would-activate',
    failed: 'failed',
};
const PLAN_STATUS = {
    already: 'already-attached',
    done: 'attached',
    would: 'would-attach',
    failed: 'failed',
};
/** What the report says of a repository. */
function recordOf(outcome) {
    const { repository, license, plans } = outcome;
    const problems = problemsOf(outcome);
    return {
        id: repository.id,
        name: clipped(repository.name),
        license: LICENSE_STATUS[license.status],
        plans: plans.map(({ plan, step }) => ({ ...named(plan), status: PLAN_STATUS[step.status] })),
        proved: isProved(outcome),
        ...(problems.length === 0 ? {} : { error: problems.map(({ message }) => message).join('; ') }),
    };
}
/** How many repositories were checked, changed, failed, not tried and passed over. */
function countsOf({ repositories, passedOver }) {
    return {
        checked: repositories.length,
        changed: repositories.filter(wasChanged).length,
        failed: repositories.filter((repository) => problemsOf(repository).length > 0).length,
        // Of those that failed.
        'not-tried': repositories.filter((repository) => statusOf(repository) === 'not-tried').length,
        'passed-over': passedOver,
    };
}
/** Something by its ID, with the name by which people know it. */
function named({ id, name }) {
    return { id, name: name === undefined ? null : clipped(name) };
}
/** No Git service has longer names; a report must not be filled by one. */
function clipped(name) {
    // A character of two code units is not cut in half.
    return name.length > 500 ? `${name.slice(0, 500).replace(/[\ud800-\udbff]$/, '')}…` : name;
}

;// CONCATENATED MODULE: ./src/report/outputs.ts



/** From the least good to the best. */
const outputs_RANKED = ['failed', 'would', 'done', 'already'];
/** The whole `report` stays below 512 KiB, GitHub's limit of all outputs of a job being 1 MiB. */
const MOST_PLAN_BYTES = 100 * 1024;
const MOST_REPOSITORY_BYTES = 400 * 1024;
/** The outputs of a run that came to its end, well or not. */
function outputsOf(outcome, { dryRun }) {
    const { organization, plans, repositories } = outcome;
    const [only] = repositories;
    const counts = countsOf(outcome);
    return {
        drift: String(repositories.some(hadDrift)),
        changed: String(repositories.some(wasChanged)),
        'organization-id': organization.id,
        'repository-id': only !== undefined && repositories.length === 1 ? only.repository.id : '',
        'plan-id': plans.map(({ id }) => id).join('\n'),
        'license-status': LICENSE_STATUS[leastGood(repositories.map(({ license }) => license))],
        'plan-status': PLAN_STATUS[leastGood(repositories.flatMap(stepsInPlans))],
        'repositories-checked': String(counts.checked),
        'repositories-changed': String(counts.changed),
        'repositories-failed': String(counts.failed),
        report: reportOf(outcome, dryRun),
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
function reportOf(outcome, dryRun) {
    const plans = outcome.plans.map((plan) => JSON.stringify({ ...named(plan), schedule: plan.schedule }));
    const shownPlans = fitting(plans, MOST_PLAN_BYTES);
    const whole = fitting(records(outcome), MOST_REPOSITORY_BYTES);
    // In very many plans not even one would fit.
    const shown = whole.length > 0 ? whole : fitting(recordsWithoutPlans(outcome), MOST_REPOSITORY_BYTES);
    const isTruncated = whole.length < outcome.repositories.length || shownPlans.length < plans.length;
    const head = JSON.stringify({
        'dry-run': dryRun,
        truncated: isTruncated,
        counts: countsOf(outcome),
        organization: named(outcome.organization),
    });
    return `${head.slice(0, -1)},"plans":[${shownPlans.join(',')}],"repositories":[${shown.join(',')}]}`;
}
/** Made one by one: most of many don't fit. */
function* records(outcome) {
    for (const repository of byAttention(outcome))
        yield JSON.stringify(recordOf(repository));
}
function* recordsWithoutPlans(outcome) {
    for (const repository of byAttention(outcome))
        yield JSON.stringify({ ...recordOf(repository), plans: [] });
}
function stepsInPlans({ plans }) {
    return plans.map(({ step }) => step);
}
/** No step at all is no good: it must not read as "already". */
function leastGood(steps) {
    const found = new Set(steps.map(({ status }) => status));
    return outputs_RANKED.find((status) => found.has(status)) ?? 'failed';
}

;// CONCATENATED MODULE: external "node:fs/promises"
const external_node_fs_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");
;// CONCATENATED MODULE: external "node:stream"
const external_node_stream_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");
;// CONCATENATED MODULE: external "node:stream/promises"
const external_node_stream_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");
;// CONCATENATED MODULE: ./src/report/report-file.ts










const CSV_HEADS = ['repository', 'repository-id', 'license', 'plan', 'plan-id', 'plan-status', 'proved', 'error'];
/** The whole report of a run that came to its end, in pieces, as it goes into a file. */
function* wholeReport(outcome, dryRun, format, log) {
    if (format === 'csv')
        yield* csvOf(outcome, log);
    else
        yield* jsonOf(outcome, dryRun);
}
/** What the file holds when a run ended before the state could be compared: not what an earlier run left there. */
function* failureReport({ title, message, remedy }, format) {
    if (format === 'csv')
        yield csvLine(CSV_HEADS) + csvLine(['', '', 'failed', '', '', 'failed', 'false', message]);
    else
        yield `${JSON.stringify({ error: { title, message, remedy } }, undefined, 2)}\n`;
}
function* jsonOf(outcome, dryRun) {
    const head = JSON.stringify({
        'dry-run': dryRun,
        truncated: false,
        counts: countsOf(outcome),
        organization: named(outcome.organization),
        plans: outcome.plans.map((plan) => ({ ...named(plan), schedule: plan.schedule })),
    });
    yield `${head.slice(0, -1)},"repositories":[`;
    let separator = '\n';
    for (const repository of byAttention(outcome)) {
        yield `${separator}${JSON.stringify(recordOf(repository))}`;
        separator = ',\n';
    }
    yield '\n]}\n';
}
/** A line for each repository in each backup plan (RFC 4180). */
function* csvOf(outcome, log) {
    yield csvLine(CSV_HEADS);
    for (const repository of byAttention(outcome)) {
        const { id, name, license, plans, proved, error = '' } = recordOf(repository);
        for (const plan of plans)
            yield csvLine(
            // Before quotes are doubled: a secret that holds one would not be recognized.
            [name, id, license, plan.name ?? '', plan.id, plan.status, String(proved), error].map((cell) => log.redact(cell)));
    }
}
function csvLine(cells) {
    return `${cells.map(csvCell).join(',')}\r\n`;
}
/** One line, for people. What begins like a formula would be one in a spreadsheet: names are others' to choose. */
function csvCell(text) {
    const plain = printable(text.replace(/\s*[\r\n]+\s*/g, '; '));
    const harmless = /^\s*[=+\-@]/.test(plain) ? `'${plain}` : plain;
    return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
/**
 * Writes a report into a file in the workspace, as a whole or not at all.
 *
 * @throws Error when it can't be written, or would be written elsewhere by a link
 */
async function writeReportFile({ path, workspace }, pieces, log) {
    const folder = (0,external_node_path_namespaceObject.dirname)(path);
    // Looked at before folders are made, since they would be made where a link leads.
    if (leadsOut(await (0,external_node_fs_promises_namespaceObject.realpath)(workspace), await realPlace(folder)))
        throw new Error(`${path} leads out of the workspace by a link`);
    await (0,external_node_fs_promises_namespaceObject.mkdir)(folder, { recursive: true });
    const unfinished = (0,external_node_path_namespaceObject.join)(folder, `.gitprotect-report-${(0,external_node_crypto_namespaceObject.randomUUID)()}`);
    try {
        await (0,external_node_stream_promises_namespaceObject.pipeline)(external_node_stream_namespaceObject.Readable.from(redacted(pieces, log)), (0,external_node_fs_namespaceObject.createWriteStream)(unfinished, { flags: 'wx' }));
        // A link that stands there is replaced, not followed.
        await (0,external_node_fs_promises_namespaceObject.rename)(unfinished, path);
    }
    finally {
        await (0,external_node_fs_promises_namespaceObject.rm)(unfinished, { force: true });
    }
}
/** Where a folder really is, or its nearest parent that is there. */
async function realPlace(folder) {
    try {
        return await (0,external_node_fs_promises_namespaceObject.realpath)(folder);
    }
    catch (error) {
        if (!isMissing(error) || (0,external_node_path_namespaceObject.dirname)(folder) === folder)
            throw error;
        return await realPlace((0,external_node_path_namespaceObject.dirname)(folder));
    }
}
function isMissing(error) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
function* redacted(pieces, log) {
    for (const piece of pieces)
        yield log.redact(piece);
}

;// CONCATENATED MODULE: ./src/report/summary.ts







/**
 * GitHub shows 1 MiB of a step's summary, and nothing of a longer one. Half of it is for the table of repositories, of
 * which nobody reads so many; the rest for what stands around it.
 */
const MOST_ROWS = 500;
const MOST_ROW_BYTES = 512 * 1024;
const MOST_LIST_BYTES = 128 * 1024;
const MOST_TEXT = 2000;
/** More plans than these would make the table too wide: they share a column. */
const MOST_PLAN_COLUMNS = 5;
/** The job summary, as Markdown, of a run that came to its end. Names from the server show as text, whatever they hold. */
function summaryOf(outcome, facts) {
    const verdict = verdictOn(outcome, facts);
    const isOne = outcome.repositories.length === 1;
    return summary_document([
        `## ${markOf(verdict)} GitProtect backup`,
        `**${asMarkdown(headline(verdict, outcome))}.**`,
        ...list(cautionsOn(outcome).map(({ text }) => `> ⚠️ ${asMarkdown(text)}`), (count) => `> … and ${counted(count, 'warning')} more`),
        ...(isOne ? [] : [totalsTable(outcome)]),
        ...repositoryTable(outcome),
        ...planTable(outcome),
        ...nextSteps(outcome),
        `<sub>${[`Organization ${code(outcome.organization.name)}`, ...summary_passedOver(outcome), cost(facts)].join(' · ')}</sub>`,
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
function totalsTable(outcome) {
    const all = outcome.repositories.length;
    return table(['Repositories', 'Count', 'Share'], [...totalsOf(outcome)].map(([status, count]) => [
        `${status === 'failed' || status === 'not-tried' ? '❌ ' : ''}${inWords(status)}`,
        String(count),
        bar(count / all),
    ]));
}
const BAR_CELLS = 20;
/** A share as a bar; what isn't nothing shows, and what isn't all isn't full. */
function bar(share) {
    const cells = Math.min(share < 1 ? BAR_CELLS - 1 : BAR_CELLS, Math.max(1, Math.round(share * BAR_CELLS)));
    const percent = share < 0.01 ? '< 1' : share < 1 ? String(Math.min(99, Math.round(share * 100))) : '100';
    return `\`${'█'.repeat(cells)}${'░'.repeat(BAR_CELLS - cells)}\` ${percent} %`;
}
/** What needs attention first; of many repositories only what isn't as it was. */
function repositoryTable(outcome) {
    const { plans, repositories } = outcome;
    const shown = repositories.length <= FEW ? repositories : byAttention(outcome).filter(isOfInterest);
    if (shown.length === 0)
        return [];
    const columns = plans.length > MOST_PLAN_COLUMNS ? ['Plans'] : plans.map(({ id, name }) => `Plan ${code(name ?? id)}`);
    const rows = fitting(shown.slice(0, MOST_ROWS).map((repository) => row(repositoryRow(repository))), MOST_ROW_BYTES);
    const rest = shown.length - rows.length;
    return [
        [...head(['Repository', 'License', ...columns]), ...rows].join('\n'),
        ...(rest > 0
            ? [`… and ${counted(rest, 'repository', 'repositories')} more (the input <code>report-file</code> gives all).`]
            : []),
    ];
}
function isOfInterest(repository) {
    return statusOf(repository) !== 'protected';
}
function repositoryRow({ repository, license, plans }) {
    const memberships = plans.length > MOST_PLAN_COLUMNS
        ? [
            change(`in ${count(plans, isBefore)} of ${String(plans.length)}`, `in ${count(plans, isAfter)} of ${String(plans.length)}`),
        ]
        : plans.map(({ step }) => change(stateBefore(step.before), membershipAfter(step)));
    return [code(repository.name), change(stateBefore(license.before), licenseAfter(license)), ...memberships];
}
function count(plans, which) {
    return String(plans.filter(which).length);
}
function isBefore({ step }) {
    return step.before === 'attached';
}
function isAfter({ step }) {
    return step.status === 'already' || (step.status === 'done' && step.verified);
}
function summary_passedOver({ passedOver: count }) {
    return count === 0 ? [] : [`${String(count)} passed over, removed at the Git host`];
}
function planTable({ plans }) {
    const rows = plans.map((plan) => {
        const troubled = plan.lastRun !== undefined && plan.lastRun.errors + plan.lastRun.warnings > 0;
        return row([code(plan.name ?? plan.id), scheduleOf(plan), `${troubled ? '⚠️ ' : ''}${lastRunOf(plan.lastRun)}`]);
    });
    const shown = fitting(rows, MOST_LIST_BYTES);
    const rest = rows.length - shown.length;
    return [
        [...head(['Backup plan', 'Schedule', 'Last run']), ...shown].join('\n'),
        ...(rest > 0 ? [`… and ${counted(rest, 'backup plan')} more.`] : []),
    ];
}
/** As many as fit, and how many more there are. */
function list(items, more) {
    const shown = fitting(items, MOST_LIST_BYTES);
    return shown.length === items.length ? shown : [...shown, more(items.length - shown.length)];
}
function nextSteps(outcome) {
    const causes = problemsByCause(outcome);
    if (causes.length === 0)
        return [];
    const items = causes.map(({ problem, repositories }) => {
        const names = repositories.slice(0, 5).map(code).join(', ');
        const rest = repositories.length > 5 ? ` and ${String(repositories.length - 5)} more` : '';
        const message = asMarkdown(shortened(problem.message, MOST_TEXT));
        return `- ${names}${rest}: ${message}. **${asMarkdown(problem.remedy)}**`;
    });
    return ['### What to do next', list(items, (count) => `- … and ${counted(count, 'reason')} more`).join('\n')];
}
function change(before, after) {
    return before === after ? after : `${before} → **${after}**`;
}
function code(name) {
    return `<code>${asMarkdown(shortened(name))}</code>`;
}
function table(heads, rows) {
    return [...head(heads), ...rows.map(row)].join('\n');
}
function head(heads) {
    return [row(heads), row(heads.map(() => '---'))];
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
 *
 * @param file where the whole report goes, if anywhere
 * @returns whether everything was written
 */
async function report(outcome, facts, file, log) {
    tellEnd(outcome, facts, log);
    const pieces = file === undefined ? [] : wholeReport(outcome, facts.dryRun, file.format, log);
    return await publish(outputsOf(outcome, facts), summaryOf(outcome, facts), file, pieces, log);
}
/** Reports a run that ended before the state could be compared. */
async function reportFailure(failure, file, log) {
    const { title, reason } = failure;
    const problem = { title, message: log.redact(failure.message), remedy: log.redact(failure.remedy), reason };
    log.error(problem.title, `${problem.message}\nWhat to do: ${problem.remedy}`);
    const pieces = file === undefined ? [] : failureReport(problem, file.format);
    await publish(outputsOfFailure(problem), summaryOfFailure(problem), file, pieces, log);
}
/** Other CI systems have neither outputs nor a summary. */
async function publish(outputs, summary, file, pieces, log) {
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
            await writeReportFile(file, pieces, log);
            all['report-path'] = file.path;
            log.info(`The whole report is in ${file.path}`);
        });
    if (isSet('GITHUB_OUTPUT'))
        await attempt('outputs (GITHUB_OUTPUT)', () => {
            for (const [name, value] of Object.entries(all))
                setOutput(name, log.redact(value));
        });
    if (isSet('GITHUB_STEP_SUMMARY'))
        await attempt('job summary (GITHUB_STEP_SUMMARY)', async () => {
            await summary_summary.addRaw(log.redact(summary)).write();
        });
    if (failures.length > 0)
        log.error('The report could not be written', `${failures.join('\n')}\nWhat to do: look at the disk and the permissions of the runner. What was done in GitProtect is told above.`);
    return failures.length === 0;
}
function isSet(variable) {
    return (process.env[variable] ?? '') !== '';
}

;// CONCATENATED MODULE: ./src/secrets.ts

/** Shorter secrets are masked by the runner only: cutting "a" out of our own texts would leave nothing readable. */
const SHORTEST_TO_REDACT = 4;
/** How much of a secret must stand before a text's cut-off end to be taken for its beginning. */
const SHORTEST_BEGINNING = 4;
/** No text is cut later than here. */
const LONGEST_BEGINNING = 500;
/**
 * The secrets of this run. The runner masks them in the log; we also cut them out of every text that came from
 * outside, since a server may echo a password in an error, encoded in many ways, and the summary and the outputs are
 * not masked by anyone.
 */
class Secrets {
    #forms = new Set();
    #pattern;
    #beginnings;
    /** Registers a secret before its first use. */
    keep(secret) {
        if (secret === '')
            return;
        core_setSecret(secret);
        for (const form of [secret, secret.trim(), ...base64Forms(secret)])
            if (form.length >= SHORTEST_TO_REDACT)
                this.#forms.add(form);
        this.#pattern = undefined;
        this.#beginnings = undefined;
    }
    /** The text with every secret replaced by asterisks, however its characters are written. */
    redact(text) {
        if (this.#forms.size === 0)
            return text;
        this.#pattern ??= new RegExp(this.#longestFirst().map(patternOf).join('|'), 'g');
        const whole = text.replace(this.#pattern, '***');
        if (!whole.includes('…'))
            return whole;
        // Names are cut, with an ellipsis, before they come here: a secret may have lost its end.
        this.#beginnings ??= new RegExp(`(?:${this.#longestFirst().map(beginningOf).join('|')})[^…]{0,12}…`, 'g');
        return whole.replace(this.#beginnings, '***…');
    }
    #longestFirst() {
        return [...this.#forms].sort((a, b) => b.length - a.length);
    }
}
function patternOf(form) {
    return Array.from(form, characterPattern).join('');
}
/** The beginning of a form: as much of it as there is, but at least a few characters. */
function beginningOf(form) {
    const patterns = Array.from(form.slice(0, LONGEST_BEGINNING), characterPattern);
    const sure = patterns.slice(0, SHORTEST_BEGINNING).join('');
    return sure + patterns.slice(SHORTEST_BEGINNING).reduceRight((rest, pattern) => `(?:${pattern}${rest})?`, '');
}
/**
 * A character as itself, or as JSON, URLs and HTML write it, also one inside the other: bounded, so that no hostile text
 * makes the search slow.
 */
function characterPattern(character) {
    if (/[a-z0-9]/i.test(character))
        return character;
    const ways = [
        `\\\\{0,4}${literal(character)}`,
        ...(SHORT_ESCAPES.get(character) ?? []),
        unitsOf(character)
            .map((unit) => `\\\\{1,4}u${hexadecimal(unit, 4)}`)
            .join(''),
        // As our own log and summary show what can't be printed.
        `(?:\\\\|&#92;){1,4}u(?:\\{|&#123;)${hexadecimal(character.codePointAt(0) ?? 0, 1)}(?:\\}|&#125;)`,
        [...Buffer.from(character)].map((byte) => `%(?:25){0,3}${hexadecimal(byte, 2)}`).join(''),
        `&(?:amp;){0,3}#(?:0{0,4}${String(character.codePointAt(0))}|[xX]0{0,4}${hexadecimal(character.codePointAt(0) ?? 0, 1)});`,
    ];
    return `(?:${ways.join('|')})`;
}
const SHORT_ESCAPES = new Map([
    [' ', ['\\+']],
    ['\n', ['\\\\{1,4}n']],
    ['\r', ['\\\\{1,4}r']],
    ['\t', ['\\\\{1,4}t']],
    ['\b', ['\\\\{1,4}b']],
    ['\f', ['\\\\{1,4}f']],
    ['&', ['&(?:amp;){1,4}']],
    ['<', ['&(?:amp;){0,3}lt;']],
    ['>', ['&(?:amp;){0,3}gt;']],
    ['"', ['&(?:amp;){0,3}quot;']],
    ["'", ['&(?:amp;){0,3}apos;']],
]);
function literal(character) {
    return character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
}
function unitsOf(character) {
    return Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
}
/** A number in base 16, in either case, with leading zeros to so many digits. */
function hexadecimal(value, digits) {
    const lower = value.toString(16).padStart(digits, '0');
    return lower.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}
/** Base64 of a secret inside a longer text depends on its offset modulo 3; the characters that neighbours touch are left out. */
function base64Forms(secret) {
    const forms = [0, 1, 2].map((offset) => {
        const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
        const whole = Math.floor((bytes.length * 8) / 6);
        return bytes.toString('base64').slice(Math.ceil((offset * 8) / 6), whole);
    });
    return [...forms, ...forms.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))];
}

;// CONCATENATED MODULE: ./src/run.ts













/**
 * The whole story: read what GitProtect has, compare it with what the workflow asks for, change only the difference,
 * check that the change took, and say so. Never throws for a failure: it is reported.
 *
 * @returns whether the step succeeds
 */
async function run() {
    const secrets = new Secrets();
    const log = new Log(secrets);
    const inputs = await orFailure(readInputs(secrets, process.env), log);
    if (inputs instanceof Failure) {
        await reportFailure(inputs, inputs instanceof InputError ? inputs.reportFile : undefined, log);
        return false;
    }
    const ended = await orFailure(ensureProtection(inputs, secrets, log), log);
    if (ended instanceof Failure) {
        await reportFailure(ended, inputs.reportFile, log);
        return false;
    }
    const { outcome, facts } = ended;
    const written = await report(outcome, facts, inputs.reportFile, log);
    return written && isSuccess(verdictOn(outcome, facts));
}
/** @throws Failure */
async function ensureProtection(inputs, secrets, log) {
    const start = systemClock.now();
    const { connection, gitprotect } = connect(inputs, secrets, log);
    const subject = subjectOf(inputs.selection);
    const drift = await log.group(`Look at ${subject} in GitProtect at ${inputs.serverUrl.host}`, async () => {
        await gitprotect.open();
        const found = findDrift(await observe(gitprotect, inputs, systemClock, log));
        tellFindings(found, log);
        return found;
    });
    const outcome = inputs.dryRun
        ? foresee(drift)
        : await log.group('Change what differs', () => apply(gitprotect, drift, systemClock, log));
    const { dryRun, failOnDrift } = inputs;
    const facts = { dryRun, failOnDrift, requests: connection.requests, milliseconds: systemClock.now() - start };
    return { outcome, facts };
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
