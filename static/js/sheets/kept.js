// Rows that somebody added to a table stand in the copy which leave.js keeps in this tab, but not in the page that comes
// anew. They are made again here, so that what was written in them is not lost.
import { rowWithKey } from "./tables.js";

const PREFIX = "varig-kept:"; // as in leave.js

function copyOf(form) {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + form.dataset.keep) ?? "[]") ?? [];
  } catch {
    return [];
  }
}

function bringRowsBack(form) {
  const lost = copyOf(form).filter(([name]) => name.includes(":") && !form.elements.namedItem(name));
  const isWritten = ([, value]) => (Array.isArray(value) ? value[1] : value !== "");
  const rows = new Set(lost.filter(isWritten).map(([name]) => name.split(":")[0]));
  for (const [name, value] of lost) {
    const [key, column] = name.split(":");
    if (!rows.has(key)) continue;
    const like = form.querySelector(`table[data-grid]:not([data-fixed]) [data-cell][name$="${CSS.escape(`:${column}`)}"]`);
    const control = like && rowWithKey(like.closest("table"), key).querySelector(`[name="${CSS.escape(name)}"]`);
    if (!control) continue;
    if (Array.isArray(value)) control.checked = value[1];
    else control.value = value;
  }
  return rows.size > 0;
}

export function startKept(root) {
  for (const form of root.querySelectorAll("form[data-sheet][data-keep]")) {
    if (bringRowsBack(form)) for (const note of form.querySelectorAll("[data-kept]")) note.hidden = false;
    for (const comment of form.querySelectorAll("details.v-comment")) {
      if (comment.querySelector("textarea")?.value) comment.open = true;
    }
  }
}
