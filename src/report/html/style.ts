import { markup } from './markup.ts';

/** Light, dark and on paper. Colors have a contrast of 4.5 at least. */
export const STYLE = markup`
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
