// Save rows as a CSV file without formulas.
"use strict";

// The same cells as papers.csv, escaped in the same way: see csv.py.
function csvCell(value) {
  const harmless = typeof value === "string" ? value.replace(/(^|;)(\s*)(?=[=+\-@＝＋－＠])/g, "$1'$2") : text(value);
  return /[",\r\n]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
}

function saveCsv(name, rows) {
  const lines = rows.map((row) => `${row.map(csvCell).join(",")}\r\n`);
  const url = URL.createObjectURL(new Blob(["\ufeff", ...lines], { type: "text/csv;charset=utf-8" }));
  node("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
