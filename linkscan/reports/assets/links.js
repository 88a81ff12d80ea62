// The table of addresses: which are gone, moved or empty, and the papers that name them.
"use strict";

// The items of the checklist, in the order of the report.
const QUESTIONS = [
  "dependencies", "training_code", "evaluation_code", "pretrained_models", "results", "license",
  "citation", "tests", "container", "documentation", "tagged_release", "archived_copy",
];
const question = (name) => name.replaceAll("_", " ");
const isMet = (link, name) => link.checklist?.[name]?.is_met;

// One mark for each item; the words are for screen readers and tooltips.
function marks(link) {
  if (!link.checklist) return node("span", {}, "–");
  const mark = (name) => {
    const met = isMet(link, name);
    const [sign, word] = met === true ? ["✓", "yes"] : met === false ? ["✗", "no"] : ["·", "unknown"];
    const shown = link.checklist[name]?.shown_by;
    const label = `${question(name)}: ${word}${shown ? `, ${shown}` : ""}`;
    return node("li", { class: `mark ${word.replace(" ", "-")}`, title: label }, node("span", { "aria-hidden": "true" }, sign), node("span", { class: "unseen" }, label));
  };
  return node("ul", { class: "marks" }, ...QUESTIONS.map(mark));
}

function offerLinks(data) {
  const form = document.getElementById("link-controls");
  const named = data.links.map(() => []);
  data.places.forEach((places, paper) => places.forEach((at) => named[at].push(paper)));
  const idAt = data.columns.indexOf("id");
  const titleAt = data.columns.indexOf("title");
  const rows = data.links.map((link, at) => ({ ...link, hostGroup: hostGroup(link.host), papers: named[at] }));
  const worst = ["gone", "invalid", "moved", "restricted", "unreachable", "skipped", "ok"];

  const paperLink = (paper) => {
    const row = data.rows[paper];
    return node("a", { href: `#paper=${encodeURIComponent(row[idAt])}` }, node("span", languageOf(row[titleAt] || row[idAt]), row[titleAt] || row[idAt]));
  };
  const newAddress = (link) => (link.health === "moved" ? (link.canonical !== link.url && link.canonical) || link.final_url : "");
  const seen = (link) => (link.content ? link.content_reason : "") || link.reason || "";
  const cells = {
    url: (link) => {
      const to = newAddress(link) && node("span", { class: "to" }, "→ ", anchor(newAddress(link)));
      const why = isNarrow && node("span", { class: "why" }, seen(link));
      return node("div", {}, anchor(link.url), to || null, why || null);
    },
    health: (link) => badge(link.health),
    content: (link) => node("div", {}, link.content ? badge(link.content) : null, node("span", { class: "why" }, seen(link))),
    papers: (link) => {
      const most = link.papers.slice(0, 3).map((paper) => node("li", {}, paperLink(paper)));
      const more = link.papers.length > 3 ? [node("li", { class: "faint" }, `and ${link.papers.length - 3} more`)] : [];
      return node("ul", { class: "chips" }, ...most, ...more);
    },
    checklist: marks,
    archive: (link) => (link.archive_url ? anchor(link.archive_url, "archived copy") : node("span", {}, "–")),
  };
  const values = {
    url: (link) => [link.url, newAddress(link)].filter(Boolean).join(" "),
    health: (link) => worst.indexOf(link.health),
    content: (link) => [link.content, seen(link)].filter(Boolean).join(" "),
    papers: (link) => link.papers.map((paper) => data.rows[paper][titleAt]).join(" "),
    checklist: (link) => QUESTIONS.filter((name) => isMet(link, name)).map(question).join(" "),
    archive: (link) => link.archive_url || "",
  };
  const ranks = { health: values.health, checklist: (link) => QUESTIONS.filter((name) => isMet(link, name)).length };
  const headings = { url: "Address", health: "State", content: "What was seen", papers: "Papers", checklist: "Checklist", archive: "Copy" };
  const narrow = ["url", "health"];
  const isEmpty = { checklist: !rows.some((link) => link.checklist), archive: !rows.some((link) => link.archive_url) };
  const column = (name) => ({
    name,
    title: headings[name],
    className: `c-link-${name}`,
    visible: isNarrow ? narrow.includes(name) : !isEmpty[name],
    type: ranks[name] ? "num" : "string",
    data: null,
    render: (_, type, link) => {
      if (type === "display") return cells[name](link);
      if (type === "filter") return searchable(name === "health" ? link.health : values[name](link));
      return ranks[name] ? ranks[name](link) : text(values[name](link)).toLowerCase();
    },
  });
  const table = new DataTable("#links", {
    data: rows,
    columns: Object.keys(cells).map(column),
    order: [[1, "asc"]],
    autoWidth: false,
    deferRender: true,
    pageLength: 25,
    layout: { topStart: null, topEnd: null, bottomStart: null, bottomEnd: "paging" },
    language: {
      zeroRecords: "No address matches. Clear the filters to see all.",
      emptyTable: "There are no addresses in this report.",
      paginate: { first: "First", previous: "Previous", next: "Next", last: "Last" },
      aria: { orderable: ": sort", orderableReverse: ": sort the other way", orderableRemove: ": do not sort" },
    },
  });

  const name = () => table.table().container().querySelector("nav")?.setAttribute("aria-label", "Pages of addresses");
  hidePaging(table);
  table.on("draw", name);
  name();

  const FILTERS = { health: (link) => link.health, behind: (link) => link.content || "", at: (link) => link.hostGroup };
  for (const [name, valueOf] of Object.entries(FILTERS)) {
    const counts = new Map();
    for (const link of rows) counts.set(valueOf(link), (counts.get(valueOf(link)) || 0) + 1);
    const options = [...counts]
      .filter(([value]) => value)
      .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
      .map(([value, number]) => node("option", { value }, `${value} (${number})`));
    form.elements[name].replaceChildren(node("option", { value: "" }, "any"), ...options);
  }
  const answers = QUESTIONS.flatMap((name) => [true, false].map((met) => ({ name, met, count: rows.filter((link) => isMet(link, name) === met).length })));
  const options = answers
    .filter(({ count }) => count)
    .map(({ name, met, count }) => node("option", { value: `${met ? "has" : "lacks"} ${name}` }, `${met ? "has" : "lacks"} ${question(name)} (${count})`));
  form.elements.checklist.replaceChildren(node("option", { value: "" }, "any"), ...options);
  FILTERS.checklist = null; // filters by the answers, not by text in the row
  const matchesChecklist = (link, chosen) => {
    const [verb, name] = chosen.split(" ");
    return isMet(link, name) === (verb === "has");
  };
  const matchesFilter = (link, name, valueOf) =>
    valueOf ? valueOf(link) === form.elements[name].value : matchesChecklist(link, form.elements[name].value);
  function apply() {
    const wanted = Object.entries(FILTERS).filter(([name]) => form.elements[name].value);
    const matches = (_, link) => wanted.every(([name, valueOf]) => matchesFilter(link, name, valueOf));
    table.search.fixed("filters", wanted.length ? matches : null).draw();
    updateCount();
  }
  function updateCount() {
    const matching = table.rows({ search: "applied" }).count();
    document.getElementById("link-hits").textContent = rows.length === 0 ? "" : `${figure(matching)} of ${counted(rows.length, "address", "addresses")}`;
  }
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  form.hidden = rows.length === 0;
  // Print what matches the filters; without filters, only addresses with a problem.
  window.addEventListener("beforeprint", () => {
    const isFiltered = Object.keys(FILTERS).some((name) => form.elements[name].value);
    if (!isFiltered) table.search.fixed("print", (_, link) => link.health !== "ok");
    const well = isFiltered ? 0 : rows.filter((link) => link.health === "ok").length;
    showLeftOut("links-left-out", well, "address that is ok is", "addresses that are ok are");
    table.page.len(1000).draw();
  });
  window.addEventListener("afterprint", () => {
    showLeftOut("links-left-out", 0);
    table.search.fixed("print", null);
    table.page.len(25).draw();
  });
  updateCount();
  return {
    search: (words) => {
      table.search(words).draw();
      updateCount();
    },
    recall: (state) => {
      for (const name of Object.keys(FILTERS)) form.elements[name].value = state.get(name) || "";
      apply();
    },
  };
}
