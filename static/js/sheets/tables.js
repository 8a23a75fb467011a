// Tables that people make: a button for one row more, rows pasted from a spreadsheet, and the rows that others have
// written meanwhile.

function emptyRow(body) {
  const row = body.rows[body.rows.length - 1].cloneNode(true);
  const key = [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  row.dataset.row = key;
  for (const control of row.querySelectorAll("[name]")) {
    if (control.name === "known") {
      control.remove();
      continue;
    }
    if (control.name === "row") {
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
  const row = emptyRow(body);
  body.append(row);
  return row;
}

/** Puts a pasted block into the cells from `cell` on; makes the rows it needs. */
function pasteBlock(table, cell, text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
  const body = table.tBodies[0];
  const firstRow = [...body.rows].indexOf(cell.closest("tr"));
  const controls = (row) => [...row.querySelectorAll("[data-cell]")];
  const firstColumn = controls(cell.closest("tr")).indexOf(cell);
  lines.forEach((line, down) => {
    let row = body.rows[firstRow + down];
    if (!row && !("fixed" in table.dataset)) row = addRow(table);
    if (!row) return;
    line.forEach((value, across) => {
      const control = controls(row)[firstColumn + across];
      if (!control) return;
      if (control.type === "checkbox") control.checked = !["", "0", "nei", "no"].includes(value.trim().toLowerCase());
      else if (control.tagName === "SELECT") {
        const option = [...control.options].find((each) => each.text.trim().toLowerCase() === value.trim().toLowerCase());
        if (option) control.value = option.value;
      } else control.value = value.trim();
    });
  });
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
      if (!event.target.matches("[data-cell]") || !/[\t]|\n./.test(text)) return;
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
