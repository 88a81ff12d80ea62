// Build the details that a row shows when it is expanded. Untrusted text becomes text nodes, never markup.
"use strict";

const isWeb = (url) => /^https?:\/\/[^/]/i.test(url);
const short = (url) => url.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "");
const day = (moment) => (moment || "").slice(0, 10);

function minute(moment) {
  const time = new Date(moment || NaN);
  return Number.isNaN(time.getTime()) ? moment : `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function node(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

// Allow a long address to wrap after its slashes rather than inside a name.
const breakable = (url) => url.split(/(?<=\/)/).flatMap((part, at) => (at ? [node("wbr", {}), part] : [part]));

function anchor(url, text) {
  const shown = text ? [text] : breakable(short(url));
  return isWeb(url) ? node("a", { href: url, rel: "noopener noreferrer" }, ...shown) : node("span", {}, ...shown);
}

// Set the direction and language of a text: Korean wraps between words, and Han glyphs differ between languages.
const SCRIPTS = [[/\p{Script=Hangul}/u, "ko"], [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, "ja"], [/\p{Script=Han}/u, "zh"], [/\p{Script=Arabic}/u, "ar"], [/\p{Script=Hebrew}/u, "he"]];
function languageOf(words) {
  const found = SCRIPTS.find(([script]) => script.test(words));
  return found ? { dir: "auto", lang: found[1] } : { dir: "auto" };
}

const figure = (number) => number.toLocaleString("en");
const counted = (number, one, many) => `${figure(number)} ${number === 1 ? one : many}`;

// A list in a cell is JSON; show it separated by commas.
function listed(cell) {
  return /^\[".*"\]$/s.test(cell || "") ? JSON.parse(cell).join(", ") : cell;
}

// Print how many rows are left out; nothing if none are.
function showLeftOut(id, number, one, many) {
  const place = document.getElementById(id);
  place.textContent = number ? `${counted(number, one, many)} left out on paper.` : "";
  place.hidden = !number;
}

// Hide the paging buttons if there is only one page.
function hidePaging(table) {
  const hide = () => {
    const nav = table.table().container().querySelector(".dt-paging");
    if (nav) nav.hidden = table.page.info().pages < 2;
  };
  table.on("draw", hide);
  hide();
}

const badge = (word) => node("span", { class: `badge ${word}` }, word);

function pairs(entries) {
  const known = entries.filter(([, value]) => value !== undefined && value !== null && value !== "");
  const rows = known.map(([name, value]) => node("div", {}, node("dt", {}, name), node("dd", {}, ...[value].flat())));
  return rows.length ? node("dl", { class: "facts" }, ...rows) : null;
}

function claimCard(claim) {
  return node(
    "li",
    { class: "item" },
    node("p", {}, node("strong", {}, `${claim.asset}, ${claim.stance}`), " ", badge(claim.verdict), claim.by_hand ? node("span", { class: "tag" }, "by hand") : null),
    node("blockquote", languageOf(claim.sentence || ""), claim.sentence || ""),
    node("p", { class: "why" }, claim.reason || ""),
    pairs([
      ["address in the text", claim.url && anchor(claim.url)],
      ["found at", claim.found_url && anchor(claim.found_url)],
      ["known since", day(claim.first_seen)],
      ["last change", day(claim.changed_at)],
    ]),
  );
}

function metadata(about) {
  return [
    ["name at the host", about.full_name],
    ["description", about.description],
    ["stars", about.stars],
    ["forks", about.forks],
    ["downloads", about.downloads],
    ["likes", about.likes],
    ["licence", about.license],
    ["language", about.language],
    ["created", day(about.created_at)],
    ["last push", day(about.pushed_at)],
    ["latest release", about.latest_release],
    ["archived by its owner", about.archived === undefined ? "" : about.archived ? "yes" : "no"],
    ["access on request", about.gated === undefined ? "" : about.gated ? "yes" : "no"],
    ["fork of", about.parent],
    ["topics", (about.topics || []).join(", ")],
    ["top-level files", (about.files || []).join(", ")],
  ];
}

// The checklist of a repository, each item with the file or line that shows it.
function checklist(checks) {
  const known = Object.entries(checks || {}).filter(([, check]) => check && typeof check.is_met === "boolean");
  if (!known.length) return null;
  const items = known.map(([name, check]) =>
    node("li", {}, `${check.is_met ? "✓" : "✗"} ${name.replaceAll("_", " ")}`, check.shown_by ? node("span", { class: "faint" }, ` (${check.shown_by})`) : ""),
  );
  return node("ul", { class: "checklist" }, ...items);
}

function linkCard(link) {
  const hops = (link.redirects || []).map((hop) => `${hop.status} from ${short(hop.url)}`).join(", ");
  return node(
    "li",
    { class: "item" },
    node("p", {}, anchor(link.url), " ", badge(link.health), link.content ? badge(link.content) : null),
    node("p", { class: "why" }, [link.reason, link.content_reason].filter(Boolean).join("; ")),
    pairs([
      ["in the text", link.raw === link.url ? "" : link.raw],
      ["repaired", (link.repairs || []).join(", ")],
      ["leads to", link.final_url && link.final_url !== link.url ? anchor(link.final_url) : ""],
      ["via", hops],
      ["code at", link.code_url && anchor(link.code_url)],
      ["archived copy", link.archive_url && anchor(link.archive_url)],
      ["archived at", minute(link.archived_at)],
      ["SWHID", link.swhid],
      ["status code", link.status_code],
      ["checked at", minute(link.checked_at)],
      ...metadata(link.metadata || {}),
    ]),
    checklist(link.checklist),
  );
}

function section(title, items) {
  return items.length ? [node("h3", {}, title), node("ul", { class: "items" }, ...items)] : [];
}

// paper: { cells, claims, links, changes }, with the cells by column name
function details(paper) {
  const { id, reason, paper_url: url, published, venue, source } = paper.cells;
  return node(
    "div",
    { class: "details" },
    node("p", {}, reason || ""),
    pairs([
      ["paper", url ? anchor(url) : ""],
      ["id", id],
      ["published", published],
      ["venue", venue],
      ...paper.kept,
      ["read from", listed(source)],
      ["this row", node("a", { href: `#paper=${encodeURIComponent(id)}` }, "link to it")],
    ]),
    ...section("Changes since the last run", paper.changes.map((change) => node("li", {}, change))),
    ...section("What the text says, and what was found", paper.claims.map(claimCard)),
    ...section("Addresses", paper.links.map(linkCard)),
  );
}
