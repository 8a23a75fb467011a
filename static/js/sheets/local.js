// A form that is filled in in the browser alone: print it, save it to a file, open the file again.
//
//   <div data-sheet data-local-sheet="key of the form"> … the questions, and a row with data-local-files … </div>
//
// A file holds the fields by name and the tables row by row, so that it fits the form in every language.
import { wireFiles } from "../local/files.js";
import { addRow } from "./tables.js";

const CHOSEN = new Set(["radio", "checkbox"]);

class LocalSheet {
  kept = true;

  constructor(root) {
    this.root = root;
    this.kind = `sheet ${root.dataset.localSheet}`;
    root.addEventListener("input", () => (this.kept = false));
    root.querySelector("[data-local-files]").hidden = false;
    wireFiles(root.querySelector("[data-local-files]"), this);
  }

  /** The fields outside tables. */
  get fields() {
    return [...this.root.querySelectorAll("[name]")].filter((each) => !each.closest("[data-grid]"));
  }

  get tables() {
    return [...this.root.querySelectorAll("[data-part]")].filter((part) => part.querySelector("[data-grid]"));
  }

  read() {
    const fields = {};
    for (const each of this.fields) {
      if (!CHOSEN.has(each.type)) fields[each.name] = each.value;
      else if (each.checked) (fields[each.name] ??= []).push(each.value);
    }
    const tables = Object.fromEntries(this.tables.map((part) => [part.dataset.part, rowsOf(part).map(cellsOf)]));
    return { fields, tables };
  }

  write(data) {
    this.empty();
    for (const each of this.fields) {
      const value = data?.fields?.[each.name];
      if (CHOSEN.has(each.type)) each.checked = Array.isArray(value) && value.includes(each.value);
      else if (typeof value === "string") each.value = value;
    }
    for (const part of this.tables) fillTable(part, data?.tables?.[part.dataset.part]);
    this.kept = true;
    this.changed();
  }

  clear() {
    this.empty();
    this.kept = true;
    this.changed();
  }

  empty() {
    for (const each of this.root.querySelectorAll("[name]")) {
      if (CHOSEN.has(each.type)) each.checked = false;
      else if (each.type !== "hidden") each.value = "";
    }
  }

  isEmpty() {
    const { fields, tables } = this.read();
    const cells = Object.values(tables).flat(2);
    return [...Object.values(fields), ...cells].every((value) => !value || value.length === 0);
  }

  /** Let the questions behind other answers come and go. */
  changed() {
    this.root.dispatchEvent(new Event("change"));
  }
}

const rowsOf = (part) => [...part.querySelectorAll("tr[data-row]")];
const controlsOf = (row) => [...row.querySelectorAll("[data-cell]")];
const cellsOf = (row) => controlsOf(row).map((cell) => (cell.type === "checkbox" ? cell.checked : cell.value));

function fillTable(part, rows) {
  if (!Array.isArray(rows)) return;
  const table = part.querySelector("[data-grid]");
  while (!("fixed" in table.dataset) && rowsOf(part).length < Math.min(rows.length, 200)) addRow(table);
  rowsOf(part).forEach((row, down) => {
    controlsOf(row).forEach((cell, across) => {
      const value = rows[down]?.[across];
      if (cell.type === "checkbox") cell.checked = value === true;
      else if (typeof value === "string") cell.value = value;
    });
  });
}

export function startLocalSheets(root) {
  for (const sheet of root.querySelectorAll("[data-local-sheet]")) new LocalSheet(sheet);
}
