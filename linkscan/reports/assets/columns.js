// What the columns show, search and sort by. Their names are those in tables.py.
"use strict";

const ATTENTION = ["missing", "unlinked", "unverified", "available", "unread", "none"];

const text = (value) => (value === null || value === undefined ? "" : String(value));
// DataTables decodes search data as HTML, so it is given the text as escaped HTML.
const searchable = (value) => text(value).replace(/&/g, "&amp;").replace(/</g, "&lt;");

function words(paper) {
  const sentences = paper.claims.map((claim) => `${claim.sentence} ${claim.reason}`);
  const { title, id, arxiv_id, doi, links, venue, code_url: code } = paper.cells;
  return [title, ...paper.kept.map(([, value]) => value), id, arxiv_id, doi, venue, links, code, ...sentences].filter(Boolean).join(" ");
}

function titleCell(paper) {
  const name = paper.cells.title || paper.cells.id;
  const open = node("button", { type: "button", class: "title", "aria-expanded": "false", ...languageOf(name) }, name);
  const under = paper.cells.arxiv_id ? `arXiv:${paper.cells.arxiv_id}` : paper.cells.id;
  const { paper_url: url } = paper.cells;
  const page = url && isWeb(url) ? node("a", { href: url, rel: "noopener noreferrer" }, under) : under;
  return node("div", {}, open, node("span", { class: "faint" }, page, paper.cells.venue ? ` · ${paper.cells.venue}` : ""));
}

function claimsCell(paper) {
  const chips = paper.claims.map((claim) =>
    node("li", { class: "chip" }, `${claim.asset}, ${claim.stance} `, badge(claim.verdict)),
  );
  return chips.length ? node("ul", { class: "chips" }, ...chips) : node("span", {}, "–");
}

const SHOWN = {
  title: { heading: "Paper", cell: titleCell, words },
  verdict: { heading: "Code", cell: (paper) => node("span", {}, badge(paper.cells.verdict), paper.cells.by_hand ? node("span", { class: "tag" }, "by hand") : ""), rank: (paper) => ATTENTION.indexOf(paper.cells.verdict) },
  claims: { heading: "What the text says, and what was found", cell: claimsCell },
  code_url: { heading: "Address of the code", cell: (paper) => (paper.cells.code_url ? anchor(paper.cells.code_url) : node("span", {}, "–")) },
  changed_at: { heading: "Last change", cell: (paper) => node("span", {}, day(paper.cells.changed_at)) },
  published: { heading: "Published", hidden: true },
  venue: { heading: "Venue", hidden: true },
  first_seen: { heading: "Known since", hidden: true, cell: (paper) => node("span", {}, day(paper.cells.first_seen)) },
  reason: { heading: "Reason", hidden: true },
  id: { heading: "Id", hidden: true },
  source: { heading: "Read from", hidden: true, cell: (paper) => node("span", {}, listed(text(paper.cells.source))) },
};
const isNarrow = window.matchMedia("(max-width: 640px)").matches;

function startsVisible(name, hasHistory) {
  if (isNarrow) return name === "title" || name === "verdict";
  return !SHOWN[name].hidden && (name !== "changed_at" || hasHistory);
}

function column(name, hasHistory) {
  const { heading, cell, words: wordsOf, rank } = SHOWN[name];
  return {
    name,
    title: heading,
    className: `c-${name}`,
    visible: startsVisible(name, hasHistory),
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
