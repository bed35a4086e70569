export const id = 382;
export const ids = [382];
export const modules = {
4382:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
failurePage: () => ( failurePage)
});
var _shared_text_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4646);
var _shared_version_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9189);
var _to_do_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1567);
var _document_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7557);
var _markup_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8268);
var _sentence_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3581);
var _verdict_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(519);
function failurePage(failed, headlineOfIt) {
const { problem, at, dryRun, organization, server, program } = failed;
const { title, message, remedy } = problem;
const ended = (0,_markup_js__WEBPACK_IMPORTED_MODULE_1__ .P) `<time datetime="${at.toISOString()}">${(0,_verdict_js__WEBPACK_IMPORTED_MODULE_3__ .T)(at)} UTC</time>`;
const contents = (0,_markup_js__WEBPACK_IMPORTED_MODULE_1__ .P) `<header>
<h1>GitProtect backup</h1>
</header>
<main>
<div class="verdict bad">
<p class="word bad">Failed: ${title}</p>
<p>${headlineOfIt}. The run ended early. Nothing is proved of any repository.</p>
</div>
<dl>
<dt>GitProtect</dt><dd>${server === '' ? 'Not known' : server}</dd>
<dt>Organization</dt><dd>${organization === '' ? 'Not known' : (0,_sentence_js__WEBPACK_IMPORTED_MODULE_2__ .V)(organization)}</dd>
<dt>Ended</dt><dd>${ended}</dd>
<dt>Kind of run</dt><dd>${dryRun ? 'Dry run' : 'Live run'}</dd>
</dl>
<section aria-labelledby="why">
<h2 id="why">What happened</h2>
${message.split('\n').map((line) => (0,_markup_js__WEBPACK_IMPORTED_MODULE_1__ .P) `<p>${(0,_sentence_js__WEBPACK_IMPORTED_MODULE_2__ .e)((0,_to_do_js__WEBPACK_IMPORTED_MODULE_4__ .uA)(line))}</p>`)}
<p><strong>What to do:</strong> ${(0,_sentence_js__WEBPACK_IMPORTED_MODULE_2__ .e)((0,_to_do_js__WEBPACK_IMPORTED_MODULE_4__ .uA)((0,_shared_text_js__WEBPACK_IMPORTED_MODULE_5__ .Zb)(remedy)))}</p>
</section>
</main>
<footer>Written by version ${_shared_version_js__WEBPACK_IMPORTED_MODULE_6__ .x} of the ${program}, ${ended}.</footer>
`;
return (0,_document_js__WEBPACK_IMPORTED_MODULE_0__ .l)(`GitProtect backup: failed, ${(0,_verdict_js__WEBPACK_IMPORTED_MODULE_3__ .T)(at)} UTC`, [String(contents)]);
}
})
};
