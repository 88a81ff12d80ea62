// Light or dark mode: that of the system until the reader chooses one.
"use strict";

function offerTheme() {
  const button = document.getElementById("theme");
  const isDark = () => getComputedStyle(document.documentElement).colorScheme === "dark" || (!document.documentElement.dataset.theme && window.matchMedia("(prefers-color-scheme: dark)").matches);
  const label = () => { button.textContent = isDark() ? "Light" : "Dark"; };
  button.addEventListener("click", () => { document.documentElement.dataset.theme = isDark() ? "light" : "dark"; label(); });
  button.hidden = false;
  label();
}
