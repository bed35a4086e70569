export const id = 883;
export const ids = [883];
export const modules = {
5766:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
I: () => ( gapWords),
W: () => ( HOST_NAMES)
});
var _domain_find_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(761);
var _shared_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4646);
const HOST_NAMES = {
github: 'GitHub',
gitlab: 'GitLab',
'azure-devops': 'Azure DevOps',
bitbucket: 'Bitbucket',
'git.dev': 'git.dev',
};
function gapWords({ reason, repository: { path } }, { dryRun, syncs, removed, worded }) {
if (reason === 'not-listed' && removed.has((0,_domain_find_js__WEBPACK_IMPORTED_MODULE_0__ .no)(path)))
return MARKED_AS_REMOVED;
const { why, remedy } = reason === 'not-listed' ? notListed(dryRun, syncs) : GAPS[reason];
const ifDry = dryRun ? IN_DRY_RUN[reason] : undefined;
return { why: worded(why), remedy: worded(ifDry ?? remedy) };
}
const MARKED_AS_REMOVED = {
why: 'marked as removed at the Git host by GitProtect, though the Git host lists one of this name',
remedy: 'Synchronize the organization in GitProtect, and run again. If it is still marked so, look in GitProtect whether it is the same repository, and whether GitProtect may see it.',
};
function notListed(dryRun, syncs) {
const why = 'not listed by GitProtect';
if (dryRun)
return {
why: `${why}, which was not asked to synchronize, since this is a dry run`,
remedy: `Run without dry-run, so that GitProtect is asked to synchronize (sync: auto). If it is not listed then, ${GRANT}.`,
};
if (!syncs)
return {
why: `${why}, which was not asked to synchronize (sync: never)`,
remedy: `Use sync: auto, or synchronize the organization in GitProtect. If it is not listed then, ${GRANT}.`,
};
return { why, remedy: `${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_1__ .Zb)(GRANT)}, and synchronize the organization in GitProtect.` };
}
const GRANT = "grant access at the Git host to GitProtect's app or token";
const WHERE_IT_FAILED = 'See why this run failed for it, correct the cause, and run again.';
const GAPS = {
ambiguous: {
why: 'cannot be told apart from another one',
remedy: 'More than one repository, at the Git host or in GitProtect, could be the one that is meant. Check in GitProtect which ones are listed, and give them different names. At a host with projects GitProtect may list it without its project: then the list of the host has to be complete, and of the whole organization.',
},
'not-tried': {
why: 'not tried in this run',
remedy: 'If this run reports no error for it, select it in the input repository under the name that GitProtect lists.',
},
'not-licensed': { why: 'no active license', remedy: WHERE_IT_FAILED },
'not-attached': {
why: 'not attached to every requested backup plan',
remedy: WHERE_IT_FAILED,
},
'not-proved': {
why: 'its protection could not be proved',
remedy: 'GitProtect does not report its state, or it changed during the run. Check it in GitProtect.',
},
};
const IN_DRY_RUN = {
'not-licensed': 'Run without dry-run to activate a license for it.',
'not-attached': 'Run without dry-run to attach it to each of them.',
'not-proved': 'GitProtect does not report its state. A run without dry-run asks for the change anyway; then check it in GitProtect.',
};
}),
7557:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
l: () => ( documentOf)
});
var external_node_crypto_ = __webpack_require__(7598);
var markup = __webpack_require__(8268);
;
const BEGIN = (0,markup .P) `document.documentElement.classList.add("loading");`;
const SCRIPT = (0,markup .P) `
"use strict";
(() => {
  const ROWS_PER_PAGE = 250;
  const element = (id) => document.getElementById(id);
  const loaded = () => document.documentElement.classList.remove("loading");
  const table = element("repositories");
  if (table === null) {
    loaded();
    return;
  }
  const [body] = table.tBodies;
  const rows = [...body.rows];
  const texts = rows.map((row) => (row.textContent + " " + (row.dataset.errors ?? "")).toLowerCase());
  const heads = [...table.tHead.rows[0].cells];
  const [search, which] = [element("search"), element("which")];
  const [previous, next] = [element("previous"), element("next")];
  const collator = new Intl.Collator("en", { numeric: true });
  const order = rows.map((_, index) => index);
  let matching = order;
  let page = 0;

  const show = (isWhole) => {
    const pages = Math.max(1, Math.ceil(matching.length / ROWS_PER_PAGE));
    page = Math.min(Math.max(page, 0), pages - 1);
    const first = isWhole ? 0 : page * ROWS_PER_PAGE;
    const shown = isWhole ? matching : matching.slice(first, first + ROWS_PER_PAGE);
    const fragment = document.createDocumentFragment();
    for (const index of shown) fragment.append(rows[index]);
    body.replaceChildren(fragment);
    element("pages").hidden = pages === 1;
    element("page").textContent = "Page " + (page + 1) + " of " + pages;
    previous.disabled = page === 0;
    next.disabled = page === pages - 1;
    const all = rows.length + (rows.length === 1 ? " row" : " rows");
    const found = matching.length === rows.length ? all : matching.length + " of " + all + " found";
    const range = shown.length === matching.length
      ? ""
      : "; " + (first + 1) + " to " + (first + shown.length) + " are shown";
    element("count").textContent = found + range;
  };

  const filter = () => {
    const wanted = search.value.toLowerCase().trim();
    const isOfKind = (index) => which.value === "" || (rows[index].className === "n") === (which.value === "n");
    matching = order.filter((index) => isOfKind(index) && texts[index].includes(wanted));
    page = 0;
    show(false);
  };

  const sort = (head, column) => {
    const isDown = head.getAttribute("aria-sort") === "ascending";
    for (const each of heads) each.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
    const keys = rows.map((row) => row.cells[column].textContent);
    const sign = isDown ? -1 : 1;
    // What has the same text stays in the order of attention.
    order.sort((a, b) => (keys[a] === keys[b] ? a - b : sign * collator.compare(keys[a], keys[b]) || a - b));
    filter();
  };

  for (const [column, head] of heads.entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => sort(head, column));
    head.replaceChildren(button);
    head.setAttribute("aria-sort", "none");
  }
  search.addEventListener("input", filter);
  which.addEventListener("change", filter);
  const turn = (pages) => {
    page += pages;
    show(false);
  };
  previous.addEventListener("click", () => turn(-1));
  next.addEventListener("click", () => turn(1));
  for (const link of document.querySelectorAll("a.jump"))
    link.addEventListener("click", () => {
      which.value = "n";
      search.value = link.dataset.search;
      filter();
    });
  // On paper stands all that matches.
  window.addEventListener("beforeprint", () => show(true));
  window.addEventListener("afterprint", () => show(false));
  element("controls").hidden = false;
  show(false);
  loaded();
})();
`;
;
const STYLE = (0,markup .P) `
:root {
  color-scheme: light dark;
  --page: #ffffff; --text: #1b1f24; --muted: #545d68; --line: #d0d7de; --soft: #f4f6f8; --link: #0550ae;
  --bad: #b3121d; --bad-soft: #ffebe9; --attention: #7d4e00; --attention-soft: #fff8e1; --good: #116329; --good-soft: #e6f6ea;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0d1117; --text: #e6edf3; --muted: #9da7b3; --line: #30363d; --soft: #161b22; --link: #79b8ff;
    --bad: #ff9b93; --bad-soft: #3a1416; --attention: #f0c05a; --attention-soft: #32270c; --good: #6fdd8b; --good-soft: #10301a;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
header, main, footer { max-width: 76rem; margin: 0 auto; padding: 0 1.5rem; }
header { padding-top: 1.5rem; }
h1 { font-size: 1.5rem; margin: 0 0 1rem; overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 0 0 .25rem; }
p, ul { margin: .5rem 0; }
a { color: var(--link); }
code, .id { font-family: ui-monospace, monospace; font-size: .8125rem; }
.muted, .id { color: var(--muted); }
.bad { color: var(--bad); }
.attention { color: var(--attention); }
.good { color: var(--good); }
.verdict { padding: 1rem 1.25rem; border-left: .5rem solid; border-radius: .25rem; overflow-wrap: anywhere; }
.verdict p { margin: 0 0 .25rem; color: var(--text); }
.verdict p.word { font-size: 1.25rem; font-weight: 700; color: inherit; }
.verdict.bad { background: var(--bad-soft); }
.verdict.attention { background: var(--attention-soft); }
.verdict.good { background: var(--good-soft); }
.verdict.neutral { background: var(--soft); }
.neutral { color: var(--text); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem; margin: 1rem 0; }
dt { color: var(--muted); }
dd { margin: 0; overflow-wrap: anywhere; }
.reason { border: 1px solid var(--line); border-left: .3rem solid var(--bad); border-radius: .25rem; padding: .75rem 1rem; margin: .75rem 0; overflow-wrap: anywhere; }
.reason.uncertain { border-left-color: var(--attention); }
.names { columns: 16rem auto; column-gap: 2rem; padding-left: 0; }
.names li { break-inside: avoid; margin-left: 1.25rem; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; margin: .5rem 0; }
#coverage ~ table { width: auto; min-width: 50%; }
caption { text-align: left; color: var(--muted); padding: .25rem 0 .5rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
thead th { background: var(--soft); font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 500; min-width: 8rem; overflow-wrap: anywhere; }
.plans td { min-width: 8rem; }
.plans td:nth-last-child(2) { min-width: 10rem; }
#repositories th:first-child { min-width: 12rem; }
#repositories td:nth-child(3) { min-width: 14rem; }
#repositories td:nth-child(5) { min-width: 10rem; overflow-wrap: anywhere; }
td.id { font-size: .75rem; min-width: 10rem; overflow-wrap: anywhere; }
tr.n td:nth-child(2) { color: var(--bad); font-weight: 600; }
th button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; white-space: nowrap; }
th button::after { content: " ↕"; content: " ↕" / ""; color: var(--muted); }
th[aria-sort=ascending] button::after { content: " ↑"; content: " ↑" / ""; color: inherit; }
th[aria-sort=descending] button::after { content: " ↓"; content: " ↓" / ""; color: inherit; }
[hidden] { display: none !important; }
.controls { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; align-items: end; margin: .75rem 0; }
.controls label { display: grid; gap: .2rem; font-size: .875rem; color: var(--muted); }
.controls input, .controls select, nav button { font: inherit; color: var(--text); background: var(--page); border: 1px solid var(--muted); border-radius: .25rem; padding: .3rem .5rem; }
.controls input { width: 22rem; max-width: 80vw; }
nav { display: flex; gap: .75rem; align-items: center; margin: .75rem 0; }
nav button:disabled { color: var(--muted); border-color: var(--line); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.loading #repositories tbody { display: none; }
footer { color: var(--muted); font-size: .875rem; padding-top: 1.5rem; padding-bottom: 2rem; overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  header, main, footer { padding-left: 1rem; padding-right: 1rem; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .5rem; }
}
@media print {
  :root {
    color-scheme: light;
    --page: #ffffff; --text: #000000; --muted: #444444; --line: #999999; --soft: #eeeeee; --link: #000000;
    --bad: #8c0d16; --bad-soft: #ffffff; --attention: #5c3a00; --attention-soft: #ffffff; --good: #0b4a1d; --good-soft: #ffffff;
  }
  @page { margin: 15mm; }
  body { font-size: 10pt; }
  header, main, footer { max-width: none; padding-left: 0; padding-right: 0; }
  h2, h3 { break-after: avoid; }
  .verdict { border-style: solid; border-width: 1px 1px 1px 4pt; break-inside: avoid; }
  dl { break-inside: avoid; }
  .scroll { overflow: visible; }
  table { font-size: 8.5pt; }
  #repositories th, #repositories td, .plans td, tbody th { min-width: 0; }
  .plans .id, td.id { font-size: 6.5pt; min-width: 0; white-space: nowrap; }
  thead { display: table-header-group; break-inside: avoid; }
  tr { break-inside: avoid; }
  .controls, nav, .jump { display: none; }
  th button { display: contents; }
  th button::after { content: none !important; }
}
`;
;
function* documentOf(name, contents) {
const scripts = [BEGIN, SCRIPT].map((script) => `'${hashOf(script)}'`).join(' ');
const policy = `default-src 'none'; style-src '${hashOf(STYLE)}'; script-src ${scripts}; base-uri 'none'; form-action 'none'`;
yield String((0,markup .P) `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${name}</title>
<style>${STYLE}</style>
<script>${BEGIN}</script>
</head>
<body>
`);
yield* contents;
yield String((0,markup .P) `<script>${SCRIPT}</script>
</body>
</html>
`);
}
function hashOf(text) {
return `sha256-${(0,external_node_crypto_.createHash)('sha256').update(String(text)).digest('base64')}`;
}
}),
2324:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
O: () => ( limitsSection),
w: () => ( LIMITS_IN_SHORT)
});
var _markup_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8268);
const LIMITS_IN_SHORT = (0,_markup_js__WEBPACK_IMPORTED_MODULE_0__ .P) `This page shows what GitProtect reported then, not that a backup exists or can be restored: <a href="#limits">what this page does not claim</a>.`;
function limitsSection({ dryRun, coverage }) {
const limits = [
'It shows what GitProtect reported at the time above. What changed later is not in it.',
'An active license and a backup plan show that GitProtect is set up to back a repository up. They do not show that a backup exists, or can be restored: only a test of restoring shows that.',
'The last run of a backup plan counts everything in the plan. It does not say which repository had an error.',
'It covers only what the run was asked to look at: what was selected, and what was not, is listed above.',
...(dryRun ? ['It was a dry run: what would be changed is not changed.'] : []),
coverage === undefined
? 'No Git host was asked: repositories that GitProtect does not list are not in it.'
: 'Of the Git host it shows only what the token of the run can see.',
'The file has no signature: keep it where nobody can change it.',
];
return (0,_markup_js__WEBPACK_IMPORTED_MODULE_0__ .P) `
<section aria-labelledby="limits">
<h2 id="limits">What this page does not claim</h2>
<ul>${limits.map((limit) => (0,_markup_js__WEBPACK_IMPORTED_MODULE_0__ .P) `<li>${limit}</li>`)}</ul>
</section>
`;
}
}),
8268:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
P: () => ( markup),
w: () => ( EMPTY)
});
var _shared_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4646);
class Markup {
#text;
constructor(text) {
this.#text = text;
}
toString() {
return this.#text;
}
}
function markup(template, ...parts) {
let text = template[0] ?? '';
for (const [index, part] of parts.entries())
text += `${written(part)}${template[index + 1] ?? ''}`;
return new Markup(text);
}
const EMPTY = markup ``;
function written(part) {
if (typeof part === 'string')
return escaped(part);
if (typeof part === 'number' || part instanceof Markup)
return String(part);
return part.map(written).join('');
}
function escaped(text) {
return (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_0__ .g$)(text).replace(/[&<>"'`]/g, (mark) => `&#${String(mark.charCodeAt(0))};`);
}
}),
5226:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
$: () => ( notProvedSection),
G: () => ( askedFor)
});
var _domain_plan_health_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8356);
var _shared_text_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4646);
var _plan_trouble_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7793);
var _text_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5655);
var _to_do_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1567);
var _markup_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8268);
var _rows_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4989);
var _sentence_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3581);
var _table_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1070);
const MAX_REASONS = 200;
const MAX_NAMES = 50;
const MAX_PLANS = 5;
const MAX_TEXT_LENGTH = 2000;
function notProvedSection(all, run) {
const { rows, reasons, provedCount } = all;
const found = reasons.all();
const shown = found.slice(0, MAX_REASONS);
const anchors = new Map(shown.map(({ reason }, index) => [reason, `reason-${String(index + 1)}`]));
const rest = found.length - shown.length;
const asked = askedFor(run);
const count = rows.length - provedCount;
const section = (0,_markup_js__WEBPACK_IMPORTED_MODULE_1__ .P) `
<section aria-labelledby="not-proved">
<h2 id="not-proved">Not proved to be ${asked}</h2>
<p>${count === 0 ? nothingMissing(all, run) : (0,_markup_js__WEBPACK_IMPORTED_MODULE_1__ .P) `<strong>${count} of ${(0,_rows_js__WEBPACK_IMPORTED_MODULE_2__ .QL)(all)}</strong>${countsOf(all)}, by reason:`}</p>
${shown.map(({ reason, names }) => reasonBlock(reason, names, anchors.get(reason) ?? ''))}
${rest === 0 ? _markup_js__WEBPACK_IMPORTED_MODULE_1__ .w : (0,_markup_js__WEBPACK_IMPORTED_MODULE_1__ .P) `<p>… and ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_5__ .hS)(rest, 'reason')} more, in the table of all repositories.</p>`}
</section>
`;
return { section, anchors };
}
function countsOf({ rows, hostCount, hasUnclear }) {
if (hostCount === 0)
return '';
const [listed, others] = [String(rows.length - hostCount), String(hostCount)];
return hasUnclear
? ` of the table below (${listed} for what GitProtect lists, ${others} for what only the Git host lists or what cannot be told apart)`
: ` (${listed} in GitProtect, ${others} that only the Git host has in its list)`;
}
function askedFor({ state, plans }) {
if (state === 'present')
return 'protected';
if (state === 'removed')
return 'removed from GitProtect';
return plans.length === 0 ? 'out of every backup plan' : 'out of the backup plans';
}
function nothingMissing(all, run) {
const count = all.rows.length;
if (count === 0)
return 'This run looked at no repository.';
const each = count === 1 ? 'the only one' : `each of the ${(0,_rows_js__WEBPACK_IMPORTED_MODULE_2__ .QL)(all)}`;
if (run.state !== 'present')
return `None: ${each} is proved to be ${askedFor(run)}.`;
const hasProjects = all.rows.some(({ kind }) => kind === 'project');
const be = hasProjects ? 'attached to what was asked for' : 'licensed and attached to what was asked for';
return (0,_markup_js__WEBPACK_IMPORTED_MODULE_1__ .P) `None: ${each} is proved to be ${be}. ${planTrouble(run)}`;
}
function planTrouble(run) {
const { plans, verdict } = run;
const { healths } = verdict;
const bad = plans.filter(({ id }) => (0,_domain_plan_health_js__WEBPACK_IMPORTED_MODULE_6__ .wz)(healths.get(id)));
const parts = [
...bad.slice(0, MAX_PLANS).map((plan) => (0,_plan_trouble_js__WEBPACK_IMPORTED_MODULE_0__ .FW)(plan, healths.get(plan.id) ?? 'unknown', run)),
...(bad.length > MAX_PLANS ? [`${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_5__ .hS)(bad.length - MAX_PLANS, 'more backup plan')} not well`] : []),
...(0,_plan_trouble_js__WEBPACK_IMPORTED_MODULE_0__ .tT)(run),
];
if (parts.length === 0)
return _markup_js__WEBPACK_IMPORTED_MODULE_1__ .w;
return (0,_markup_js__WEBPACK_IMPORTED_MODULE_1__ .P) `<strong class="attention">But that is not enough for backups:</strong> ${(0,_sentence_js__WEBPACK_IMPORTED_MODULE_3__ .e)(parts.join('; '))}. See <a href="#plans">Backup plans</a>.`;
}
function reasonBlock({ heading, message, isOfOne, remedy, isFailure }, names, anchor) {
const rest = names.length - MAX_NAMES;
const example = names.length > 1 && isOfOne ? `For example: ${message}` : (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_5__ .Zb)(message);
const lines = message === '' ? [] : example.split('\n');
return (0,_markup_js__WEBPACK_IMPORTED_MODULE_1__ .P) `<article class="reason${isFailure ? '' : ' uncertain'}" id="${anchor}" aria-labelledby="${anchor}-title">
<h3 id="${anchor}-title">${heading} <span class="muted">(${names.length})</span></h3>
${lines.map((line) => (0,_markup_js__WEBPACK_IMPORTED_MODULE_1__ .P) `<p>${(0,_sentence_js__WEBPACK_IMPORTED_MODULE_3__ .e)((0,_to_do_js__WEBPACK_IMPORTED_MODULE_7__ .uA)((0,_shared_text_js__WEBPACK_IMPORTED_MODULE_5__ .vI)(line, MAX_TEXT_LENGTH)))}</p>`)}
<p><strong>What to do:</strong> ${(0,_sentence_js__WEBPACK_IMPORTED_MODULE_3__ .e)((0,_to_do_js__WEBPACK_IMPORTED_MODULE_7__ .uA)((0,_shared_text_js__WEBPACK_IMPORTED_MODULE_5__ .Zb)(remedy)))}</p>
${(0,_table_js__WEBPACK_IMPORTED_MODULE_4__ .OD)(names.slice(0, MAX_NAMES).map(_text_js__WEBPACK_IMPORTED_MODULE_8__ .cz))}
${rest > 0 ? (0,_markup_js__WEBPACK_IMPORTED_MODULE_1__ .P) `<p>… and ${rest} more<span class="jump">: <a class="jump" href="#all" data-search="${heading}">show all in the table</a></span></p>` : _markup_js__WEBPACK_IMPORTED_MODULE_1__ .w}
</article>
`;
}
}),
4989:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
QL: () => ( countedRows),
RO: () => ( rowsOf),
kY: () => ( transition)
});
var model = __webpack_require__(5529);
var shared_text = __webpack_require__(4646);
var report_text = __webpack_require__(5655);
var report_words = __webpack_require__(2691);
var resource_result = __webpack_require__(7294);
;
const WOULD_CHANGE = {
heading: 'Would be changed',
message: 'A dry run changes nothing. In the table, License and Backup plans show what was found, and what a run would do.',
isOfOne: false,
remedy: 'Run without dry-run to correct it, or correct it in GitProtect.',
isFailure: true,
};
const NOT_REPORTED = {
heading: 'State not reported by the server',
message: 'A change may have been accepted, but no answer shows that it was made.',
isOfOne: false,
remedy: 'Check it in GitProtect.',
isFailure: false,
};
const NOT_READ_AGAIN = {
...NOT_REPORTED,
heading: 'As asked at first, not read again',
message: 'It was as asked when this run began; the state could not be read again after the changes of this run.',
};
const NOT_REPORTED_TO_DRY_RUN = {
...NOT_REPORTED,
message: 'GitProtect does not report whether it is as asked, and a dry run changes nothing to find out.',
remedy: 'Run without dry-run: it then asks GitProtect for the change. Or check it in GitProtect.',
};
class Reasons {
#wouldChange;
#notReportedToDryRun;
#gaps = new Map();
#causes = new Map();
#ofProblem = new Map();
#names = new Map();
constructor({ verdict: { causes }, worded }) {
this.#wouldChange = { ...WOULD_CHANGE, remedy: worded(WOULD_CHANGE.remedy) };
this.#notReportedToDryRun = { ...NOT_REPORTED_TO_DRY_RUN, remedy: worded(NOT_REPORTED_TO_DRY_RUN.remedy) };
for (const { problem, names } of causes) {
const { title, message, remedy } = problem;
const reason = { heading: title, message, isOfOne: true, remedy, isFailure: true };
this.#causes.set(keyOf(problem), reason);
this.#names.set(reason, [...names]);
}
}
of(each, gap) {
const { resource, problems, status, isProved } = each;
if (problems.length > 0)
return [...new Set(problems.flatMap((problem) => this.#cause(problem) ?? []))];
if (isOnlyUnreported(each))
return [this.#noted(this.#notReportedToDryRun, resource.name)];
if (status === 'would-change')
return [this.#noted(this.#wouldChange, resource.name)];
if (gap !== undefined)
return [this.ofGap(gap, resource.name)];
const why = isOld(each) ? NOT_READ_AGAIN : NOT_REPORTED;
return isProved ? [] : [this.#noted(why, resource.name)];
}
ofGap({ why, remedy }, name) {
const reason = this.#gaps.get(why) ?? {
heading: (0,shared_text .Zb)(why),
message: '',
isOfOne: false,
remedy,
isFailure: true,
};
this.#gaps.set(why, reason);
return this.#noted(reason, name);
}
all() {
return [...this.#names]
.map(([reason, names]) => ({ reason, names }))
.sort((a, b) => Number(b.reason.isFailure) - Number(a.reason.isFailure) || b.names.length - a.names.length);
}
#cause(problem) {
const known = this.#ofProblem.get(problem);
if (known !== undefined)
return known;
const reason = this.#causes.get(keyOf(problem));
if (reason !== undefined)
this.#ofProblem.set(problem, reason);
return reason;
}
#noted(reason, name) {
const names = this.#names.get(reason) ?? [];
names.push(name);
this.#names.set(reason, names);
return reason;
}
}
function isOnlyUnreported(each) {
return (each.status === 'would-change' &&
(0,resource_result .ye)(each).every(({ change, result }) => result.kind !== 'would' || change.before === 'unknown'));
}
function keyOf({ title, reason }) {
return JSON.stringify([title, reason]);
}
function isOld(each) {
return (0,resource_result .ye)(each).some(({ result }) => result.kind === 'already' && !(0,resource_result .U4)(result));
}
;
const MAX_ERROR_LENGTH = 300;
function countedRows({ rows, hasUnclear }) {
if (hasUnclear)
return (0,shared_text .hS)(rows.length, 'row');
const hasProjects = rows.some(({ kind }) => kind === 'project');
return hasProjects
? (0,shared_text .hS)(rows.length, 'repository or project', 'repositories and projects')
: (0,shared_text .hS)(rows.length, 'repository', 'repositories');
}
function rowsOf(run) {
const { ranked } = run.verdict;
const reasons = new Reasons(run);
const gaps = run.coverage?.gaps ?? [];
const byId = new Map(gaps.map((gap) => [gap.listed, gap]));
const known = new Set(gaps.length === 0 ? [] : ranked.map(({ resource }) => resource.id));
const atHost = gaps.filter(({ listed }) => !known.has(listed));
const ofGaps = atHost.map((gap) => ({
kind: 'repository',
name: (0,report_text .cz)(gap.name),
id: gap.listed ?? '',
isProved: false,
result: (0,shared_text .Zb)(gap.why),
reasons: [reasons.ofGap(gap, gap.name)],
license: '–',
plans: [],
errors: '',
}));
const { inventory, missingAtHost = [] } = run.coverage?.found ?? {};
const missing = (0,model .UX)(missingAtHost);
const note = inventory?.incomplete === undefined ? NOT_AT_HOST : NOT_IN_LIST;
const ofRun = ranked.map((each) => {
const { id } = each.resource;
return rowOf(each, run, byId.get(id), missing.has(id) ? note : undefined, reasons);
});
const rows = [...ofGaps, ...ofRun.filter((each) => !each.isProved), ...ofRun.filter((each) => each.isProved)];
return {
rows,
reasons,
provedCount: rows.filter(({ isProved }) => isProved).length,
hostCount: ofGaps.length,
hasUnclear: gaps.some(({ reason }) => reason === 'ambiguous'),
};
}
const NOT_AT_HOST = "not in the Git host's list";
const NOT_IN_LIST = "not in what was read of the Git host's list";
function rowOf(each, run, gap, note, reasons) {
const { resource, license, plans, removal, problems } = each;
const status = isOnlyUnreported(each) ? 'unverified' : each.status;
const isUnclear = gap !== undefined && (status === 'protected' || status === 'changed');
const words = isUnclear ? gap.why : (0,report_words .xq)(status, run.state);
const result = (0,shared_text .Zb)(removal === undefined ? words : (0,report_words .W_)(removal));
return {
kind: resource.kind,
name: (0,report_text .cz)(resource.name),
id: resource.id,
isProved: each.isProved && gap === undefined,
result: note === undefined ? result : `${result}; ${note}`,
reasons: reasons.of(each, gap),
license: license === undefined ? '–' : transition(license),
plans,
errors: problems.map(({ message }) => (0,shared_text .vI)(message, MAX_ERROR_LENGTH)).join(' '),
};
}
function transition(each) {
const [before, after] = [(0,report_words .L9)(each.change.before), (0,report_words .W_)(each)];
return before === after ? after : `${before} → ${after}`;
}
}),
3581:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
V: () => ( nameOf),
e: () => ( sentence)
});
var _shared_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4646);
var _markup_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8268);
const LETTER = '[\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufeff\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}]';
const ESCAPE = '\\\\u\\{[\\da-f]+\\}\\s*:*';
const TURNING_IN_NAME = new RegExp(`(${ESCAPE})`, 'u');
const TURNING_IN_SENTENCE = new RegExp(`(${LETTER}(?:[^\\p{L}\\n\\\\]*${LETTER})*|${ESCAPE})`, 'u');
function sentence(text) {
return isolating(TURNING_IN_SENTENCE, text);
}
function nameOf(name) {
return (0,_markup_js__WEBPACK_IMPORTED_MODULE_0__ .P) `<bdi>${isolating(TURNING_IN_NAME, name)}</bdi>`;
}
function isolating(turning, text) {
const parts = (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_1__ .g$)(text).split(turning);
return (0,_markup_js__WEBPACK_IMPORTED_MODULE_0__ .P) `${parts.map((part, index) => (index % 2 === 0 ? part : (0,_markup_js__WEBPACK_IMPORTED_MODULE_0__ .P) `<bdi>${part}</bdi>`))}`;
}
}),
1070:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
I$: () => ( htmlTable),
OD: () => ( nameList),
kV: () => ( namesBelow)
});
var _markup_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8268);
var _sentence_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3581);
function htmlTable(caption, heads, rows) {
return (0,_markup_js__WEBPACK_IMPORTED_MODULE_0__ .P) `<table>
${caption === '' ? _markup_js__WEBPACK_IMPORTED_MODULE_0__ .w : (0,_markup_js__WEBPACK_IMPORTED_MODULE_0__ .P) `<caption>${caption}</caption>`}
<thead><tr>${heads.map((head) => (0,_markup_js__WEBPACK_IMPORTED_MODULE_0__ .P) `<th scope="col">${head}</th>`)}</tr></thead>
<tbody>
${rows.map(rowOf)}</tbody>
</table>
`;
}
function rowOf([name = '', ...cells]) {
return (0,_markup_js__WEBPACK_IMPORTED_MODULE_0__ .P) `<tr><th scope="row">${name}</th>${cells.map((cell) => (0,_markup_js__WEBPACK_IMPORTED_MODULE_0__ .P) `<td>${cell}</td>`)}</tr>
`;
}
const MAX_OPEN = 30;
function namesBelow(heading, names) {
return (0,_markup_js__WEBPACK_IMPORTED_MODULE_0__ .P) `<details${names.length > MAX_OPEN ? _markup_js__WEBPACK_IMPORTED_MODULE_0__ .w : (0,_markup_js__WEBPACK_IMPORTED_MODULE_0__ .P) ` open`}><summary>${heading}: ${names.length}</summary>
${nameList(names)}</details>
`;
}
function nameList(names) {
return (0,_markup_js__WEBPACK_IMPORTED_MODULE_0__ .P) `<ul class="names">${names.map((name) => (0,_markup_js__WEBPACK_IMPORTED_MODULE_0__ .P) `<li>${(0,_sentence_js__WEBPACK_IMPORTED_MODULE_1__ .V)(name)}</li>`)}</ul>`;
}
}),
519:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
T: () => ( secondsOf),
V: () => ( verdictSection)
});
var _shared_text_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(4646);
var _shared_version_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(9189);
var _coverage_words_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5766);
var _headline_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2539);
var _plan_trouble_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7793);
var _subjects_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8629);
var _to_do_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(1567);
var _words_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2691);
var _limits_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2324);
var _markup_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8268);
var _not_proved_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5226);
var _rows_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4989);
var _sentence_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3581);
const MAX_WARNINGS = 50;
const MAX_NAMES = 5;
const MAX_LINES = 50;
function verdictSection(run, rows) {
const [kind, word] = wordOf(run);
const rest = rows.rows.length - rows.provedCount;
return (0,_markup_js__WEBPACK_IMPORTED_MODULE_6__ .P) `
<div class="verdict ${kind}">
<p class="word ${kind}">${word}</p>
<p>${(0,_sentence_js__WEBPACK_IMPORTED_MODULE_9__ .e)((0,_headline_js__WEBPACK_IMPORTED_MODULE_1__ .Pl)(run))}.</p>
${rest === 0 ? _markup_js__WEBPACK_IMPORTED_MODULE_6__ .w : (0,_markup_js__WEBPACK_IMPORTED_MODULE_6__ .P) `<p><a href="#not-proved">${rest} of ${(0,_rows_js__WEBPACK_IMPORTED_MODULE_8__ .QL)(rows)}: not proved to be ${(0,_not_proved_js__WEBPACK_IMPORTED_MODULE_7__ .G)(run)}, and why</a></p>`}
${besides(run).map((each) => (0,_markup_js__WEBPACK_IMPORTED_MODULE_6__ .P) `<p>${each}</p>
`)}
<p>${_limits_js__WEBPACK_IMPORTED_MODULE_5__ .w}</p>
</div>
${warningList(run)}
<dl>
${factsOf(run).map(([name, value]) => (0,_markup_js__WEBPACK_IMPORTED_MODULE_6__ .P) `<dt>${name}</dt><dd>${value}</dd>
`)}</dl>
`;
}
function wordOf(run) {
const { verdict, state, plans } = run;
const level = (0,_headline_js__WEBPACK_IMPORTED_MODULE_1__ .In)(run);
if (level === 'bad')
return [level, 'Failed'];
if (level === 'attention')
return [level, 'Needs attention'];
if (state !== 'present')
return ['neutral', (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_10__ .Zb)(`${(0,_not_proved_js__WEBPACK_IMPORTED_MODULE_7__ .G)(run)}, as asked`)];
const isUnknown = plans.some(({ id }) => verdict.healths.get(id) !== 'healthy');
return isUnknown || verdict.resources.length === 0 ? ['attention', 'Passed'] : ['good', 'Passed'];
}
function besides(run) {
const { state, coverage } = run;
const { inventory, notSelected = [], skipped = [], missingAtHost = [] } = coverage?.found ?? {};
if (state !== 'present')
return ['What left a backup plan is not backed up by that plan any more. Nothing here shows that it is protected.'];
const host = inventory === undefined ? '' : _coverage_words_js__WEBPACK_IMPORTED_MODULE_0__ .W[inventory.host];
const all = (0,_shared_text_js__WEBPACK_IMPORTED_MODULE_10__ .hS)(inventory?.repositories.length ?? 0, 'repository', 'repositories');
const ofHost = (count, what, names) => count === 0 ? [] : [(0,_markup_js__WEBPACK_IMPORTED_MODULE_6__ .P) `<a href="#coverage">${count}${what}</a>: ${(0,_sentence_js__WEBPACK_IMPORTED_MODULE_9__ .e)((0,_shared_text_js__WEBPACK_IMPORTED_MODULE_10__ .yU)(names, MAX_NAMES))}.`];
const listed = inventory?.incomplete === undefined ? 'the list' : 'what was read of the list';
return [
...agesOf(run),
...ofHost(notSelected.length, ` of ${all} at ${host} ${notSelected.length === 1 ? 'was' : 'were'} not selected`, notSelected.map(({ path }) => path)),
...ofHost(skipped.length, ` archived at ${host}, and left as ${skipped.length === 1 ? 'it is' : 'they are'}`, skipped.map(({ path }) => path)),
...(inventory?.pages === 0
? []
: ofHost(missingAtHost.length, ` of GitProtect, but not in ${listed} of ${host}`, missingAtHost.map(({ name }) => name))),
];
}
function agesOf({ plans, maxBackupAgeHours, laterNow, worded }) {
const [first, ...others] = (0,_plan_trouble_js__WEBPACK_IMPORTED_MODULE_2__ .Fi)(plans);
const unknown = plans.filter(({ lastRun }) => lastRun?.finishedAt === undefined);
const notReported = unknown.length === 0
? []
: [(0,_sentence_js__WEBPACK_IMPORTED_MODULE_9__ .e)(`GitProtect does not report when backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_10__ .yU)(unknown.map(_shared_text_js__WEBPACK_IMPORTED_MODULE_10__ .Pf), MAX_NAMES)} ran last.`)];
if (first === undefined)
return notReported;
const ofPlan = `of backup plan ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_10__ .Pf)(first.plan)}`;
const which = others.length === 0 ? `Last run ${ofPlan}` : `Oldest last run, that ${ofPlan}`;
const checked = maxBackupAgeHours === undefined
? `its age was not checked (${worded('max-backup-age')} is not given)`
: `${worded('max-backup-age')} allows ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_10__ .hS)(maxBackupAgeHours, 'hour')}`;
return [(0,_sentence_js__WEBPACK_IMPORTED_MODULE_9__ .e)(`${which}: ${(0,_words_js__WEBPACK_IMPORTED_MODULE_4__ .jk)(first.plan.lastRun, laterNow)}; ${checked}.`), ...notReported];
}
function warningList(run) {
const all = run.toDo.filter(({ source }) => source === 'run');
const rest = all.length - MAX_WARNINGS;
const shown = all
.slice(0, MAX_WARNINGS)
.map(({ title, text, remedy }) => (0,_markup_js__WEBPACK_IMPORTED_MODULE_6__ .P) `<li><strong>${title}:</strong> ${(0,_sentence_js__WEBPACK_IMPORTED_MODULE_9__ .e)(`${(0,_to_do_js__WEBPACK_IMPORTED_MODULE_11__ .uA)((0,_shared_text_js__WEBPACK_IMPORTED_MODULE_10__ .Zb)(text))} What to do: ${remedy}`)}</li>`);
if (shown.length === 0)
return _markup_js__WEBPACK_IMPORTED_MODULE_6__ .w;
return (0,_markup_js__WEBPACK_IMPORTED_MODULE_6__ .P) `<ul>${shown}${rest > 0 ? (0,_markup_js__WEBPACK_IMPORTED_MODULE_6__ .P) `<li>… and ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_10__ .hS)(rest, 'warning')} more</li>` : _markup_js__WEBPACK_IMPORTED_MODULE_6__ .w}</ul>`;
}
function factsOf(run) {
const { organization, server, program, startedAt, now, coverage, passedOver } = run;
const inventory = coverage?.found.inventory;
const [start, end] = [timeOf(new Date(startedAt)), timeOf(new Date(now))];
return [
['GitProtect', server],
['Organization', [(0,_sentence_js__WEBPACK_IMPORTED_MODULE_9__ .V)(organization.name), ' ', (0,_markup_js__WEBPACK_IMPORTED_MODULE_6__ .P) `<span class="id">${organization.id}</span>`]],
['Read', [start, ' to ', end, ' UTC']],
['Kind of run', kindOf(run)],
['Asked for', (0,_sentence_js__WEBPACK_IMPORTED_MODULE_9__ .e)(requestOf(run))],
['Selected', selectedIn(run)],
['Git host', inventory === undefined ? 'Not asked' : [_coverage_words_js__WEBPACK_IMPORTED_MODULE_0__ .W[inventory.host], ', ', (0,_sentence_js__WEBPACK_IMPORTED_MODULE_9__ .V)(inventory.owner)]],
...(passedOver.length === 0
? []
: [
[
'Passed over',
[
`${String(passedOver.length)}, which GitProtect marks as removed at the Git host: `,
(0,_sentence_js__WEBPACK_IMPORTED_MODULE_9__ .e)((0,_shared_text_js__WEBPACK_IMPORTED_MODULE_10__ .yU)(passedOver.map(({ name }) => name))),
],
],
]),
[(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_10__ .Zb)(program), `Version ${_shared_version_js__WEBPACK_IMPORTED_MODULE_12__ .x}`],
];
}
function kindOf({ dryRun, verdict }) {
if (dryRun)
return 'Dry run: nothing was changed';
if (!verdict.changed)
return 'Live run: nothing was changed';
return 'Live run: changes were made, and count as proved only where GitProtect reported them afterwards';
}
function selectedIn({ selection: { repository, project } }) {
const kinds = [linesIn(repository, ''), linesIn(project, 'projects ')].filter((each) => each !== _markup_js__WEBPACK_IMPORTED_MODULE_6__ .w);
return kinds.map((each, index) => [index === 0 ? '' : '; ', each]);
}
function linesIn(lines, what) {
if (lines.length === 0)
return _markup_js__WEBPACK_IMPORTED_MODULE_6__ .w;
const out = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
const without = out.length === 0 ? '' : [', without ', codes(out)];
return (0,_markup_js__WEBPACK_IMPORTED_MODULE_6__ .P) `${what}${codes(lines.filter((line) => !line.startsWith('!')))}${without}`;
}
function codes(lines) {
const rest = lines.length - MAX_LINES;
const shown = lines
.slice(0, MAX_LINES)
.map((line, index) => [index === 0 ? '' : ', ', (0,_markup_js__WEBPACK_IMPORTED_MODULE_6__ .P) `<code>${(0,_sentence_js__WEBPACK_IMPORTED_MODULE_9__ .V)(line)}</code>`]);
return [shown, rest > 0 ? ` and ${(0,_shared_text_js__WEBPACK_IMPORTED_MODULE_10__ .hS)(rest, 'more line')}` : ''];
}
function requestOf(run) {
if (run.state === 'present')
return `An active license, and ${(0,_subjects_js__WEBPACK_IMPORTED_MODULE_3__ .i$)(run)}`;
if (run.state === 'removed')
return 'To be removed from GitProtect';
return run.plans.length === 0 ? 'To be in no backup plan, and without a license' : `To be out of ${(0,_subjects_js__WEBPACK_IMPORTED_MODULE_3__ .i$)(run)}`;
}
function timeOf(date) {
return (0,_markup_js__WEBPACK_IMPORTED_MODULE_6__ .P) `<time datetime="${date.toISOString()}">${secondsOf(date)}</time>`;
}
function secondsOf(date) {
return date.toISOString().slice(0, 19).replace('T', ' ');
}
})
};
