// What pages cannot do alone. Everything here is a convenience: without it each page still reads, links and sends its forms.
"use strict";

// Light and dark: kept in a cookie, so that the server draws the next page in the theme chosen.
for (const form of document.querySelectorAll("form[data-theme-switch]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const theme = event.submitter ? event.submitter.value : "";
    document.cookie = `onrecord_theme=${theme}; path=/; max-age=31536000; samesite=lax`;
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
    for (const button of form.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.value === theme));
  });
}

// Lists that are read item by item: j and k go to the next and the one before; 1 to 5 choose how the item was resolved.
const items = [...document.querySelectorAll("[data-item]")];
if (items.length) {
  const typing = (target) => target.closest("input:not([type=radio], [type=checkbox]), textarea, select") !== null;
  const current = () => items.findIndex((item) => item === document.activeElement || item.contains(document.activeElement));
  let at = -1;
  document.addEventListener("focusin", () => {
    const found = current();
    if (found >= 0) at = found;
    items.forEach((item, number) => item.classList.toggle("at", number === at));
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "j" || event.key === "k") {
      const next = Math.min(items.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)));
      items[next].focus();
      items[next].scrollIntoView({ block: "nearest" });
      event.preventDefault();
    } else if (at >= 0 && /^[1-5]$/.test(event.key)) {
      const choice = items[at].querySelectorAll("input[type=radio]")[Number(event.key) - 1];
      if (choice) {
        choice.checked = true;
        choice.dispatchEvent(new Event("change", { bubbles: true }));
        event.preventDefault();
      }
    }
  });
}

// "/" goes to the search box.
document.addEventListener("keydown", (event) => {
  const find = document.getElementById("find");
  if (event.key === "/" && find && !event.target.closest("input, textarea, select")) {
    find.focus();
    event.preventDefault();
  }
});

// A button that prints the page shows itself only where a script can do so.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
