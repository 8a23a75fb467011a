// Cells pasted from a spreadsheet. What a cell cannot take is never dropped without a word: it is listed below the table,
// with its row and column, so that it can be copied.
//
//   <table data-grid> …, then <div data-unplaced data-cell-words="Row {row}, {column}: {text}" data-beyond-words="Row {row}: {text}"
//   hidden> with a <ul> and a <button data-unplaced-done> in it
import { isoDate } from "./dates.js";

const YES = ["x", "ja", "yes", "1", "true", "sann", "✓", "✔", "☑", "☒"];
const NO = ["", "nei", "no", "0", "false", "usann", "-", "–", "☐"];
const plain = (text) => text.trim().replace(/\s+/g, " ").toLowerCase();

/** The cells of copied text: rows of columns. A cell with line breaks or tabs in it stands in quotes. */
export function cellsOf(text) {
  const rows = [[""]];
  let quoted = false;
  const said = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < said.length; at += 1) {
    const sign = said[at];
    const row = rows[rows.length - 1];
    if (quoted) {
      if (sign !== '"') row[row.length - 1] += sign;
      else if (said[at + 1] === '"') row[row.length - 1] += said[(at += 1)];
      else quoted = false;
    } else if (sign === '"' && row[row.length - 1] === "" && /"(?:\t|\n|$)/.test(said.slice(at + 1))) quoted = true;
    else if (sign === "\t") row.push("");
    else if (sign === "\n") rows.push([""]);
    else row[row.length - 1] += sign;
  }
  return rows;
}

/** Puts `text` into a control; false when the control cannot hold it. */
export function place(control, text) {
  const said = plain(text);
  if (control.type === "checkbox") {
    if (!YES.includes(said) && !NO.includes(said)) return false;
    control.checked = YES.includes(said);
  } else if (control.tagName === "SELECT") {
    const option = [...control.options].find((each) => plain(each.text) === said);
    if (!option) return false;
    control.value = option.value;
  } else if (control.type === "date") {
    const date = isoDate(text);
    if (said && !date) return false;
    control.value = date;
  } else control.value = text.trim();
  return true;
}

/** Lists what found no place below the table. What was listed before stays: it may not have been copied yet. */
export function tell(table, unplaced) {
  const notice = table.parentElement.querySelector("[data-unplaced]");
  if (!unplaced.length || !notice) return;
  for (const each of unplaced) {
    const line = document.createElement("li");
    const words = each.column ? notice.dataset.cellWords : notice.dataset.beyondWords;
    line.textContent = words.replace(/\{(row|column|text)\}/g, (_all, name) => each[name]);
    notice.querySelector("ul").append(line);
  }
  notice.hidden = false;
  const done = notice.querySelector("[data-unplaced-done]");
  done.onclick = () => {
    notice.querySelector("ul").replaceChildren();
    notice.hidden = true;
  };
}
