// Drop-downs are <details>; this closes them as one expects: by Escape (focus goes back to the
// button), by a click elsewhere, and when another one opens. The phone's menu is a popover and
// does so by itself.
const SELECTOR = "details.v-drop";

function close(menu, returnFocus = false) {
  if (!menu.open) return;
  menu.open = false;
  if (returnFocus) menu.querySelector("summary")?.focus();
}

export function startMenus(root) {
  if (root !== document) return;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = [...document.querySelectorAll(`${SELECTOR}[open]`)];
    for (const menu of open) close(menu, menu.contains(document.activeElement));
    if (open.length) event.stopPropagation();
  });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll(`${SELECTOR}[open]`)) {
      if (!menu.contains(event.target)) close(menu);
    }
  });
  document.addEventListener("focusin", (event) => {
    for (const menu of document.querySelectorAll(`${SELECTOR}[open]`)) {
      if (!menu.contains(event.target)) close(menu);
    }
  });
}
