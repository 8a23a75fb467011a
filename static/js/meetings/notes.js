// The wall of notes: dragging a note into a group (ticking and «Put here» do the same by keyboard), and copying the text.
import htmx from "../interaction.js";

let dragged = null;

function drop(group) {
  const board = dragged.closest("[data-notes]");
  const values = {
    note: dragged.dataset.note,
    til: group.dataset.group,
    csrfmiddlewaretoken: board.querySelector("[name=csrfmiddlewaretoken]").value,
  };
  htmx.ajax("POST", board.dataset.sortUrl, { target: "#board", swap: "outerHTML", values });
}

async function copy(button) {
  const place = document.getElementById(button.dataset.copyFrom);
  const said = button.parentElement.querySelector("[data-copy-said]");
  try {
    await navigator.clipboard.writeText(place.value);
    said.textContent = place.dataset.copied;
  } catch {
    // Not every browser lets a page write to the clipboard; then the text is marked, ready to be copied by hand.
    place.select();
    said.textContent = place.dataset.marked;
  }
}

function show(root) {
  for (const each of root.querySelectorAll("[data-copy-from], [data-print-wall]")) each.hidden = false;
}

export function startNotes() {
  if (!document.querySelector("[data-notes]")) return;
  show(document);
  document.addEventListener("htmx:afterSettle", () => show(document));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy-from]");
    if (button) copy(button);
    if (event.target.closest("[data-print-wall]")) window.print();
  });
  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-note]") ?? null;
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.textContent.trim());
    dragged.dataset.dragged = "";
  });
  document.addEventListener("dragover", (event) => {
    if (dragged && event.target.closest?.("[data-group]")) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const group = event.target.closest?.("[data-group]");
    if (!dragged || !group) return;
    event.preventDefault();
    if (group !== dragged.closest("[data-group]")) drop(group);
  });
  document.addEventListener("dragend", () => {
    if (dragged) delete dragged.dataset.dragged;
    dragged = null;
  });
}
