// Lists of short texts in the page editor: one field each. Enter makes the next field (it would save the whole page), and
// text of several lines, pasted from wherever it was written, becomes a field a line.
const MARK = /^\s*(?:[-–—•*·▪o]|\d{1,2}[.)])\s+/;

/** The entry of a list whose first text field this is. */
function entryOf(field) {
  if (!field.matches?.("input[type=text]")) return null;
  const entry = field.closest("[data-streamfield-child]");
  if (!entry?.parentElement.matches("[data-streamfield-list-container]")) return null;
  return fieldOf(entry) === field ? entry : null;
}

const fieldOf = (entry) => entry?.querySelector("input[type=text]");

/** The next entry that is not deleted (those stay in the page, hidden). */
function nextOf(entry) {
  let next = entry.nextElementSibling;
  while (next && !(next.matches("[data-streamfield-child]") && !next.hidden && next.offsetParent)) {
    next = next.nextElementSibling;
  }
  return next;
}

/** Makes an entry just below; nothing when the list is full. */
function addBelow(entry) {
  const button = entry.nextElementSibling;
  if (!button?.matches("[data-streamfield-list-add]") || button.disabled) return null;
  button.click();
  const made = button.nextElementSibling;
  if (!made?.matches("[data-streamfield-child]")) return null;
  // The editor unfolds it in a moment; what is hidden until then can't take the focus, and whoever types goes on at once.
  made.style.display = "";
  return made;
}

function write(field, text) {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/** The lines of a text, without the dots or numbers of a list. */
function linesOf(text) {
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim());
  const marked = lines.every((line) => MARK.test(line));
  return lines.map((line) => (marked ? line.replace(MARK, "") : line).trim());
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const entry = entryOf(event.target);
  if (!entry) return;
  event.preventDefault();
  const next = nextOf(entry);
  const free = next && !fieldOf(next)?.value ? next : addBelow(entry);
  fieldOf(free ?? next ?? entry)?.focus();
});

document.addEventListener("paste", (event) => {
  let entry = entryOf(event.target);
  const lines = linesOf(event.clipboardData?.getData("text/plain") ?? "");
  if (!entry || lines.length < 2) return;
  event.preventDefault();
  const { value, selectionStart, selectionEnd } = event.target;
  lines[0] = value.slice(0, selectionStart) + lines[0];
  lines[lines.length - 1] += value.slice(selectionEnd);
  write(event.target, lines.shift());
  while (lines.length) {
    const made = addBelow(entry);
    // A full list: what is left stands in the last field, where it is seen, and nothing is lost.
    if (!made) {
      write(fieldOf(entry), [fieldOf(entry).value, ...lines].join(" "));
      break;
    }
    write(fieldOf(made), lines.shift());
    entry = made;
  }
  fieldOf(entry).focus();
});
