import { markup } from './markup.ts';

/**
 * Sorts and filters the table of repositories, and keeps but a page of many rows in the document. The rows stand in the
 * page itself, for readers without scripts. `BEGIN` runs before them, so that a browser does not lay out what is about
 * to be taken away.
 */
export const BEGIN = markup`document.documentElement.classList.add("loading");`;

export const SCRIPT = markup`
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
