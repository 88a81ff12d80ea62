// The table of papers: search, filters, sorting, columns, deep links, CSV. DataTables keeps rows and pages.
"use strict";

(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const papers = data.rows.map((row, index) => ({
    index,
    row,
    cells: Object.fromEntries(data.columns.map((name, at) => [name, row[at]])),
    claims: data.claims[index],
    links: data.places[index].map((at) => data.links[at]),
    changes: data.changes[index],
  }));
  const form = document.getElementById("controls");
  const frame = document.getElementById("frame");
  const ATTENTION = ["missing", "unlinked", "unverified", "available", "none"];
  const FILTERS = ["verdict", "asset", "stance", "host", "changed"];

  // ------------------------------------------------------------------ columns

  const text = (value) => (value === null || value === undefined ? "" : String(value));
  // DataTables decodes what it searches as HTML, so it is given HTML that decodes to the text.
  const searchable = (value) => text(value).replace(/&/g, "&amp;").replace(/</g, "&lt;");

  function words(paper) {
    const said = paper.claims.map((claim) => `${claim.sentence} ${claim.reason}`);
    const { title, id, arxiv_id, doi, links, code_url: code } = paper.cells;
    return [title, id, arxiv_id, doi, links, code, ...said].filter(Boolean).join(" ");
  }

  function titleCell(paper) {
    const name = paper.cells.title || paper.cells.id;
    const open = node("button", { type: "button", class: "title", "aria-expanded": "false" }, name);
    const under = paper.cells.arxiv_id ? `arXiv:${paper.cells.arxiv_id}` : paper.cells.id;
    return node("div", {}, open, node("span", { class: "faint" }, under));
  }

  function claimsCell(paper) {
    const chips = paper.claims.map((claim) =>
      node("li", { class: "chip" }, `${claim.asset}, ${claim.stance} `, badge(claim.verdict)),
    );
    return chips.length ? node("ul", { class: "chips" }, ...chips) : node("span", {}, "–");
  }

  const SHOWN = {
    title: { heading: "Paper", cell: titleCell, words },
    verdict: { heading: "Code", cell: (paper) => badge(paper.cells.verdict), rank: (paper) => ATTENTION.indexOf(paper.cells.verdict) },
    claims: { heading: "What the text says, and what was found", cell: claimsCell },
    code_url: { heading: "Address of the code", cell: (paper) => (paper.cells.code_url ? anchor(paper.cells.code_url) : node("span", {}, "–")) },
    changed_at: { heading: "Last change", cell: (paper) => node("span", {}, day(paper.cells.changed_at)) },
    published: { heading: "Dated", hidden: true },
    first_seen: { heading: "Known since", hidden: true, cell: (paper) => node("span", {}, day(paper.cells.first_seen)) },
    reason: { heading: "Reason", hidden: true },
    id: { heading: "Id", hidden: true },
    source: { heading: "Read from", hidden: true },
  };
  const isNarrow = window.matchMedia("(max-width: 640px)").matches;
  const hasHistory = papers.some((paper) => paper.cells.changed_at);

  function startsVisible(name) {
    if (isNarrow) return name === "title" || name === "verdict";
    return !SHOWN[name].hidden && (name !== "changed_at" || hasHistory);
  }

  function column(name) {
    const { heading, cell, words: wordsOf, rank } = SHOWN[name];
    return {
      name,
      title: heading,
      className: `c-${name}`,
      visible: startsVisible(name),
      searchable: Boolean(wordsOf) || name === "reason" || name === "source",
      type: rank ? "num" : "string",
      data: null,
      render: (_, type, paper) => {
        if (type === "display") return cell ? cell(paper) : node("span", {}, text(paper.cells[name]));
        if (type === "filter") return searchable(wordsOf ? wordsOf(paper) : paper.cells[name]);
        return rank ? rank(paper) : text(paper.cells[name]).toLowerCase();
      },
    };
  }

  const table = new DataTable("#papers", {
    data: papers,
    columns: Object.keys(SHOWN).map(column),
    order: [[1, "asc"]],
    autoWidth: false,
    deferRender: true,
    pageLength: 25,
    layout: { topStart: null, topEnd: null, bottomStart: "info", bottomEnd: "paging" },
    language: {
      info: "_START_ to _END_ of _TOTAL_ papers",
      infoEmpty: "No papers",
      infoFiltered: "(of _MAX_)",
      zeroRecords: "No paper fits. Clear the filters to see all.",
      emptyTable: "There are no papers in this report.",
      paginate: { first: "First", previous: "Previous", next: "Next", last: "Last" },
      aria: { orderable: ": sort", orderableReverse: ": sort the other way", orderableRemove: ": do not sort" },
    },
  });

  // ------------------------------------------------------------------ filters

  const hosts = (paper) => paper.links.map((link) => link.host);

  function fits(paper, wanted) {
    const claimed = paper.claims.some(
      (claim) => (!wanted.asset || claim.asset === wanted.asset) && (!wanted.stance || claim.stance === wanted.stance),
    );
    return (
      (!wanted.verdict || paper.cells.verdict === wanted.verdict) &&
      (claimed || !(wanted.asset || wanted.stance)) &&
      (!wanted.host || hosts(paper).includes(wanted.host)) &&
      (!wanted.changed || (paper.changes.length > 0) === (wanted.changed === "yes"))
    );
  }

  function tally(valuesOf) {
    const counts = new Map();
    for (const paper of papers) for (const value of new Set(valuesOf(paper))) counts.set(value, (counts.get(value) || 0) + 1);
    return [...counts].filter(([value]) => value);
  }

  function fill(name, counts) {
    const options = counts.map(([value, count]) => node("option", { value }, `${value} (${count})`));
    form.elements[name].replaceChildren(node("option", { value: "" }, "any"), ...options);
  }

  fill("verdict", ATTENTION.map((word) => [word, papers.filter((paper) => paper.cells.verdict === word).length]));
  fill("asset", tally((paper) => paper.claims.map((claim) => claim.asset)));
  fill("stance", tally((paper) => paper.claims.map((claim) => claim.stance)));
  fill("host", tally(hosts).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)));
  fill("changed", tally((paper) => [paper.changes.length ? "yes" : "no"]));

  const wanted = () => Object.fromEntries(FILTERS.map((name) => [name, form.elements[name].value]));

  function apply() {
    const now = wanted();
    table.search.fixed("filters", FILTERS.some((name) => now[name]) ? (_, paper) => fits(paper, now) : null);
    table.search(form.elements.q.value).draw();
  }

  // ------------------------------------------------------------------ the address of the page says what is shown

  function remember() {
    const state = new URLSearchParams();
    for (const name of ["q", ...FILTERS]) if (form.elements[name].value) state.set(name, form.elements[name].value);
    history.replaceState(null, "", `#${state}`);
  }

  function recall() {
    if (!location.hash.includes("=")) return;
    const state = new URLSearchParams(location.hash.slice(1));
    for (const name of ["q", ...FILTERS]) form.elements[name].value = state.get(name) || "";
    apply();
    if (state.has("paper")) show(state.get("paper"));
    else document.getElementById("table-of-papers").scrollIntoView();
  }

  function show(id) {
    const row = table.row((_, paper) => paper.cells.id === id);
    if (!row.any()) return;
    const at = table.rows({ order: "applied", search: "applied" }).indexes().toArray().indexOf(row.index());
    table.page(Math.floor(at / table.page.len())).draw("page");
    toggle(row, true);
    const button = row.node().querySelector("button.title");
    button.focus({ preventScroll: true });
    button.scrollIntoView({ block: "start" });
  }

  function toggle(row, isOpen) {
    if (isOpen) row.child(details(row.data()), "opened").show();
    else row.child.remove();
    row.node().querySelector("button.title").setAttribute("aria-expanded", String(isOpen));
  }

  // ------------------------------------------------------------------ the columns, the file, the paper

  function offerColumns() {
    const boxes = table.columns().indexes().toArray().slice(1).map((index) => {
      const box = node("input", { type: "checkbox" });
      box.checked = table.column(index).visible();
      box.addEventListener("change", () => table.column(index).visible(box.checked));
      return node("label", {}, box, ` ${table.column(index).title()}`);
    });
    document.querySelector("#columns fieldset").append(...boxes);
  }

  // The same cells as papers.csv, escaped in the same way: see csv.py.
  function csvCell(value) {
    const harmless = typeof value === "string" ? value.replace(/(^|;)(\s*)(?=[=+\-@＝＋－＠])/g, "$1'$2") : text(value);
    return /[",\r\n]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
  }

  function download() {
    const chosen = table.rows({ order: "applied", search: "applied" }).data().toArray();
    const lines = [data.columns, ...chosen.map((paper) => paper.row)].map((row) => `${row.map(csvCell).join(",")}\r\n`);
    const url = URL.createObjectURL(new Blob(["\ufeff", ...lines], { type: "text/csv;charset=utf-8" }));
    const file = node("a", { href: url, download: "papers.csv" });
    file.click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  function listen() {
    form.addEventListener("input", (event) => {
      if (event.target.name === "rows") table.page.len(Number(event.target.value)).draw();
      else if (event.target.name) (remember(), apply());
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => (remember(), apply())));
    document.getElementById("download").addEventListener("click", download);
    frame.addEventListener("click", (event) => {
      const button = event.target.closest("button.title");
      if (button) toggle(table.row(button.closest("tr")), button.getAttribute("aria-expanded") !== "true");
    });
    window.addEventListener("hashchange", recall);
  }

  // On paper there are no pages to turn: all that fits the filters, up to a length that somebody may print.
  function preparePrinting() {
    const MOST = 1000;
    window.addEventListener("beforeprint", () => table.page.len(MOST).draw());
    window.addEventListener("afterprint", () => table.page.len(Number(form.elements.rows.value)).draw());
  }

  function offerTheme() {
    const button = document.getElementById("theme");
    const isDark = () => getComputedStyle(document.documentElement).colorScheme === "dark" || (!document.documentElement.dataset.theme && window.matchMedia("(prefers-color-scheme: dark)").matches);
    const label = () => { button.textContent = isDark() ? "Light" : "Dark"; };
    button.addEventListener("click", () => { document.documentElement.dataset.theme = isDark() ? "light" : "dark"; label(); });
    button.hidden = false;
    label();
  }

  form.hidden = false;
  offerColumns();
  offerTheme();
  listen();
  preparePrinting();
  recall();
  document.documentElement.dataset.ready = "yes";
})();
