// Drop-downs are <details>; this closes them as one expects: by Escape (focus goes back to the
// button), by a click elsewhere, and when focus goes elsewhere. The phone's menu is a popover: it
// closes by Escape and by a click by itself; here it also closes when focus leaves it, else one
// would tab on behind it. Escape closes the innermost of them only.
const SELECTOR = "details.v-drop";

function close(menu, returnFocus = false) {
  if (!menu.open) return;
  menu.open = false;
  if (returnFocus) menu.querySelector("summary")?.focus();
}

function closeAllBut(target) {
  for (const menu of document.querySelectorAll(`${SELECTOR}[open]`)) {
    if (!menu.contains(target)) close(menu);
  }
}

function onEscape(event) {
  if (event.key !== "Escape") return;
  const open = [...document.querySelectorAll(`${SELECTOR}[open]`)];
  if (!open.length) return;
  for (const menu of open) close(menu, menu.contains(document.activeElement));
  // The browser would go on and close the sheet that the drop-down stands in.
  event.preventDefault();
  event.stopPropagation();
}

function closeSheetLeft(event) {
  for (const sheet of document.querySelectorAll("[popover].v-sheet")) {
    const button = document.querySelector(`[popovertarget="${sheet.id}"]`);
    const within = sheet.contains(event.target) || button?.contains(event.target);
    if (!within && sheet.matches(":popover-open")) sheet.hidePopover();
  }
}

export function startMenus(root) {
  if (root !== document) return;
  document.addEventListener("keydown", onEscape);
  document.addEventListener("click", (event) => closeAllBut(event.target));
  document.addEventListener("focusin", (event) => {
    closeAllBut(event.target);
    if (HTMLElement.prototype.hidePopover) closeSheetLeft(event);
  });
}
