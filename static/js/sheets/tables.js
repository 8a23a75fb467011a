// Tables that people make: a button for one row more, rows pasted from a spreadsheet, and the rows that others have
// written meanwhile.
import { cellsOf, place, tell } from "./paste.js";

const newKey = () =>
  [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

function emptyRow(body, key) {
  const row = body.rows[body.rows.length - 1].cloneNode(true);
  row.dataset.row = key;
  for (const control of row.querySelectorAll("[name]")) {
    if (control.name === "known") {
      control.remove();
      continue;
    }
    // In a form that is sent as a whole the question's id stands before.
    if (control.type === "hidden" && control.name.endsWith("row")) {
      control.value = key;
      continue;
    }
    control.name = `${key}:${control.name.split(":").pop()}`;
    control.id = `c-${control.name}`;
    if (control.type === "checkbox") control.checked = false;
    else if (control.tagName === "SELECT") control.selectedIndex = 0;
    else control.value = "";
  }
  return row;
}

export function addRow(table) {
  const body = table.tBodies[0];
  const row = emptyRow(body, newKey());
  body.append(row);
  return row;
}

/** The row with this key; made before the empty ones when it is not there. */
export function rowWithKey(table, key) {
  const body = table.tBodies[0];
  const here = body.querySelector(`tr[data-row="${CSS.escape(key)}"]`);
  if (here) return here;
  const row = emptyRow(body, key);
  delete row.dataset.blank;
  body.insertBefore(row, body.querySelector("tr[data-blank]"));
  return row;
}

const controlsOf = (row) => [...row.querySelectorAll("[data-cell]")];

/** What a row is called: the name the form gives it, else its number. */
const rowName = (row, at) => row?.querySelector("th")?.textContent.trim() || String(at + 1);

/** Puts pasted cells in from `cell` on; makes the rows it needs, and tells what found no place. */
function pasteBlock(table, cell, text) {
  const body = table.tBodies[0];
  const firstRow = [...body.rows].indexOf(cell.closest("tr"));
  const firstColumn = controlsOf(cell.closest("tr")).indexOf(cell);
  const unplaced = [];
  cellsOf(text).forEach((line, down) => {
    let row = body.rows[firstRow + down];
    if (!row && !("fixed" in table.dataset)) row = addRow(table);
    line.forEach((value, across) => {
      const control = row && controlsOf(row)[firstColumn + across];
      if (!value.trim() && !control) return;
      if (control && place(control, value)) return;
      const column = control?.closest("td").dataset.label ?? "";
      unplaced.push({ row: rowName(row, firstRow + down), column, text: value.trim() });
    });
  });
  tell(table, unplaced);
  cell.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Puts in the rows as they are stored now, but leaves alone the one that is being written in. */
function takeRows(table, html) {
  const fresh = document.createElement("tbody");
  fresh.innerHTML = html;
  const body = table.tBodies[0];
  const busy = document.activeElement?.closest("tr");
  for (const row of [...fresh.rows]) {
    const here = body.querySelector(`tr[data-row="${CSS.escape(row.dataset.row)}"]`);
    if (here === busy && here) continue;
    if (here) here.replaceWith(row);
    else if (!("blank" in row.dataset)) body.insertBefore(row, body.querySelector("tr[data-blank]"));
  }
}

export function startTables(root) {
  for (const table of root.querySelectorAll("table[data-grid]")) {
    const form = table.closest("form, [data-part]");
    const button = form.querySelector("[data-add-row]");
    if (button) {
      button.hidden = false;
      button.addEventListener("click", () => addRow(table).querySelector("[data-cell]")?.focus());
    }
    table.addEventListener("paste", (event) => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (!event.target.matches("[data-cell]") || event.target.readOnly || !text.trim()) return;
      // A single cell is the browser's business, but for those that it would drop without a word.
      const choosy = event.target.matches("select, [type=date]");
      if (!choosy && !/[\t]|\n./.test(text)) return;
      event.preventDefault();
      pasteBlock(table, event.target, text);
    });
    form.addEventListener("varig:saved", (event) => {
      if (event.detail?.rows) takeRows(table, event.detail.rows);
      else for (const row of table.querySelectorAll("tr[data-row]")) know(row);
    });
  }
}

/** A row that has been saved once: if it is emptied or missing next time, the writer has taken it away. */
function know(row) {
  if (row.querySelector('input[name="known"]')) return;
  const known = document.createElement("input");
  Object.assign(known, { type: "hidden", name: "known", value: row.dataset.row });
  row.querySelector('input[name="row"]')?.after(known);
}
