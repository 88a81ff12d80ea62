// The table of papers: search, filters, deep links, printing. DataTables keeps rows, order and pages.
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
    kept: data.kept.map((name) => [name, row[data.columns.indexOf(name)]]),
  }));
  for (const name of data.kept) if (!SHOWN[name]) SHOWN[name] = { heading: name, hidden: true };
  const form = document.getElementById("controls");
  const frame = document.getElementById("frame");
  const choices = (name) => new Set(papers.map((paper) => text(paper.cells[name])).filter(Boolean)).size;
  const GROUPS = ["venue", ...data.kept].filter((name) => choices(name) > 1 && choices(name) <= 60);
  offerGroups();
  const FILTERS = ["verdict", "asset", "stance", "host", "changed", "hand", ...GROUPS];

  const hasHistory = papers.some((paper) => paper.cells.changed_at);
  const table = new DataTable("#papers", {
    data: papers,
    columns: Object.keys(SHOWN).map((name) => column(name, hasHistory)),
    order: [[1, "asc"]],
    autoWidth: false,
    deferRender: true,
    pageLength: 25,
    layout: { topStart: null, topEnd: null, bottomStart: "info", bottomEnd: "paging" },
    language: {
      entries: { _: "papers", 1: "paper" },
      info: "_START_ to _END_ of _TOTAL_ _ENTRIES-TOTAL_",
      infoEmpty: "No papers",
      infoFiltered: "(of _MAX_)",
      zeroRecords: "No paper matches. Clear the filters to see all.",
      emptyTable: "There are no papers in this report.",
      paginate: { first: "First", previous: "Previous", next: "Next", last: "Last" },
      aria: { orderable: ": sort", orderableReverse: ": sort the other way", orderableRemove: ": do not sort" },
    },
  });

  // A filter for each column with few distinct values, and a choice of the column that groups the shares.
  function offerGroups() {
    const place = form.querySelector("label:has(select[name=rows])");
    for (const name of GROUPS) place.before(node("label", {}, `${name} `, node("select", { name })));
    const chooser = document.getElementById("group-by");
    if (!chooser) return;
    chooser.replaceChildren(...["year", "host", ...GROUPS].map((name) => node("option", { value: name }, name)));
    chooser.closest("label").hidden = false;
    chooser.addEventListener("change", () => redraw());
  }

  function redraw() {
    const chosen = table.rows({ search: "applied" }).data().toArray();
    const by = (document.getElementById("group-by") || {}).value || "year";
    const isAll = chosen.length === papers.length;
    drawCharts(chosen, by, isAll ? data.links : null);
    const title = document.getElementById("shares-title");
    if (title) title.textContent = `Code found, by ${by}`;
    const scope = document.getElementById("chart-scope");
    if (scope) scope.textContent = isAll ? "" : `Of the ${counted(chosen.length, "paper that matches", "papers that match")} the filters below.`;
    document.getElementById("hits").textContent = `${figure(chosen.length)} of ${counted(papers.length, "paper", "papers")}`;
  }

  const hosts = (paper) => paper.links.map((link) => hostGroup(link.host));

  function matchesFilters(paper, wanted) {
    const claimed = paper.claims.some(
      (claim) => (!wanted.asset || claim.asset === wanted.asset) && (!wanted.stance || claim.stance === wanted.stance),
    );
    return (
      (!wanted.verdict || paper.cells.verdict === wanted.verdict) &&
      (claimed || !(wanted.asset || wanted.stance)) &&
      (!wanted.host || hosts(paper).includes(wanted.host)) &&
      (!wanted.changed || (paper.changes.length > 0) === (wanted.changed === "yes")) &&
      (!wanted.hand || Boolean(paper.cells.by_hand) === (wanted.hand === "yes")) &&
      GROUPS.every((name) => !wanted[name] || text(paper.cells[name]) === wanted[name])
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
  for (const name of GROUPS) fill(name, tally((paper) => [text(paper.cells[name])]).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)));
  fill("hand", tally((paper) => [paper.cells.by_hand ? "yes" : "no"]));
  fill("changed", tally((paper) => [paper.changes.length ? "yes" : "no"]));

  const wanted = () => Object.fromEntries(FILTERS.map((name) => [name, form.elements[name].value]));

  function apply() {
    const now = wanted();
    table.search.fixed("filters", FILTERS.some((name) => now[name]) ? (_, paper) => matchesFilters(paper, now) : null);
    table.search(form.elements.q.value).draw();
    redraw();
    links.search(form.elements.q.value);
  }

  // Keep the state of the table in the address of the page.
  function remember() {
    const state = new URLSearchParams();
    for (const name of ["q", ...FILTERS]) if (form.elements[name].value) state.set(name, form.elements[name].value);
    history.replaceState(null, "", `#${state}`);
  }

  function recall() {
    if (!location.hash.includes("=")) return;
    const state = new URLSearchParams(location.hash.slice(1));
    if (["health", "behind", "at"].some((name) => state.has(name))) {
      links.recall(state);
      document.getElementById("table-of-addresses").scrollIntoView();
      return;
    }
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

  function offerColumns() {
    const boxes = table.columns().indexes().toArray().slice(1).map((index) => {
      const box = node("input", { type: "checkbox" });
      box.checked = table.column(index).visible();
      box.addEventListener("change", () => table.column(index).visible(box.checked));
      return node("label", {}, box, ` ${table.column(index).title()}`);
    });
    document.querySelector("#columns fieldset").append(...boxes);
  }

  function download() {
    const chosen = table.rows({ order: "applied", search: "applied" }).data().toArray();
    saveCsv("papers.csv", [data.columns, ...chosen.map((paper) => paper.row)]);
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

  // Print all rows that match the filters, without paging, up to a maximum.
  function preparePrinting() {
    const MOST = 1000;
    const silent = (paper) => ["none", "unread"].includes(paper.cells.verdict);
    window.addEventListener("beforeprint", () => {
      const isFiltered = form.elements.q.value || FILTERS.some((name) => form.elements[name].value);
      if (!isFiltered) table.search.fixed("print", (_, paper) => !silent(paper));
      const quiet = isFiltered ? 0 : papers.filter(silent).length;
      showLeftOut("left-out", quiet, "paper without a claim about code is", "papers without a claim about code are");
      table.page.len(MOST).draw();
    });
    window.addEventListener("afterprint", () => {
      showLeftOut("left-out", 0);
      table.search.fixed("print", null);
      table.page.len(Number(form.elements.rows.value)).draw();
    });
  }

  hidePaging(table);
  const links = offerLinks(data);
  form.hidden = false;
  offerColumns();
  offerTheme();
  listen();
  preparePrinting();
  redraw();
  recall();
  document.documentElement.dataset.ready = "yes";
})();
