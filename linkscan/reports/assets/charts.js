// Redraw the charts for the papers that match the filters; charts.py draws them first, for all papers.
"use strict";

const BY_HAND = "by hand"; // manually entered verdicts are neither found nor missing
const OUTCOMES = ["available", "missing", "unlinked", "unverified", BY_HAND];
const VERDICTS = ["available", "placeholder", "dead", "unlinked", "unverified", BY_HAND];
const SIMPLIFIED = { ok: "there", moved: "there", gone: "gone", invalid: "gone", restricted: "unknown", unreachable: "unknown", skipped: "unknown" };
const SHARED = [".github.io", ".gitlab.io", ".netlify.app", ".vercel.app", ".readthedocs.io"];
const BARS = 12;
const SVG = "http://www.w3.org/2000/svg";

function hostGroup(host) {
  const suffix = SHARED.find((end) => (host || "").endsWith(end));
  return suffix ? `*${suffix}` : host || "(no host)";
}

// The 95 % Wilson interval, in percent: see intervals.py.
function wilson(part, whole) {
  const z = 1.959964;
  const share = part / whole;
  const centre = share + (z * z) / (2 * whole);
  const margin = z * Math.sqrt((share * (1 - share)) / whole + (z * z) / (4 * whole * whole));
  const scale = 1 + (z * z) / whole;
  return [Math.max(0, (centre - margin) / scale) * 100, Math.min(1, (centre + margin) / scale) * 100];
}

function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function bar(label, counts, order, hasInterval) {
  const total = order.reduce((sum, word) => sum + (counts.get(word) || 0), 0);
  const parts = order.filter((word) => counts.get(word)).map((word) => [word, counts.get(word)]);
  const drawn = shape("svg", { class: "bar", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" });
  let start = 0;
  for (const [word, count] of parts) {
    const size = (100 * count) / total;
    drawn.append(shape("rect", { class: word.replace(" ", "-"), x: start, y: 0, width: size, height: 10 }));
    start += size;
  }
  let value = `n = ${figure(total)}`;
  if (hasInterval) {
    const [low, high] = wilson(counts.get(order[0]) || 0, total);
    const share = Math.round((100 * (counts.get(order[0]) || 0)) / total);
    value = `${share} % (${Math.round(low)} to ${Math.round(high)} %), n = ${figure(total)}`;
    drawn.append(shape("line", { class: "whisker", x1: low, x2: high, y1: 5, y2: 5 }));
  }
  return node(
    "li",
    { class: "row" },
    node("span", { class: "label" }, label),
    node("span", { class: "value" }, value),
    drawn,
    node("span", { class: "parts" }, ...parts.map(([word, count]) => node("span", { class: `part ${word.replace(" ", "-")}` }, `${figure(count)} ${word}`))),
  );
}

function count(pairsOf) {
  const groups = new Map();
  for (const [group, word] of pairsOf) {
    const counts = groups.get(group) || groups.set(group, new Map()).get(group);
    counts.set(word, (counts.get(word) || 0) + 1);
  }
  return groups;
}

const totalOf = (counts) => [...counts.values()].reduce((sum, number) => sum + number, 0);

// The largest groups, in chronological order if they are dates; the rest form one more group.
function ranked(groups, isTime) {
  const bySize = [...groups].sort(([a, one], [b, other]) => totalOf(other) - totalOf(one) || (a < b ? -1 : 1));
  const most = bySize.slice(0, BARS - 1);
  const others = bySize.slice(BARS - 1);
  if (isTime) most.sort(([a], [b]) => (a < b ? 1 : -1));
  if (!others.length) return most;
  const sum = new Map();
  for (const [, counts] of others) for (const [word, number] of counts) sum.set(word, (sum.get(word) || 0) + number);
  return [...most, [`${others.length} others`, sum]];
}

function groupsOf(name) {
  const of = {
    year: (paper) => [(paper.cells.published || "").slice(0, 4) || "no date"],
    host: (paper) => {
      const urls = paper.claims.filter((claim) => claim.asset === "code").map((claim) => claim.found_url || claim.url);
      const hosts = paper.links.filter((link) => urls.includes(link.url) || urls.includes(link.canonical)).map((link) => hostGroup(link.host));
      return hosts.length ? [...new Set(hosts)] : ["no address"];
    },
  };
  return of[name] || ((paper) => [text(paper.cells[name]) || "not given"]);
}

// papers: those that match the filters; all: every address if nothing is filtered out, else null.
function drawCharts(papers, groupBy, all) {
  const draw = (name, groups, order, hasInterval) => {
    const list = document.querySelector(`#chart-${name} .rows`);
    if (!list) return;
    const rows = groups.map(([label, counts]) => bar(label, counts, order, hasInterval));
    list.replaceChildren(...(rows.length ? rows : [node("li", { class: "faint" }, "Nothing matches the filters.")]));
  };
  const claimed = papers.filter((paper) => OUTCOMES.includes(paper.cells.verdict));
  const shares = count(claimed.flatMap((paper) => groupsOf(groupBy)(paper).map((group) => [group, paper.cells.by_hand ? BY_HAND : paper.cells.verdict])));
  draw("shares", ranked(shares, groupBy === "year"), OUTCOMES, true);
  const stances = { released: "said to be released", promised: "promised" };
  const outcomes = count(papers.flatMap((paper) => paper.claims.map((claim) => [stances[claim.stance], claim.by_hand ? BY_HAND : claim.verdict])));
  draw("outcomes", Object.values(stances).filter((word) => outcomes.has(word)).map((word) => [word, outcomes.get(word)]), VERDICTS, false);
  const links = all || [...new Map(papers.flatMap((paper) => paper.links.map((link) => [link.url, link]))).values()];
  const hosts = count(links.map((link) => [hostGroup(link.host), SIMPLIFIED[link.health]]));
  draw("hosts", ranked(hosts, false), ["there", "gone", "unknown"], false);
}
