// The wall of notes: dragging a note into a group (ticking and «Put here» do the same by keyboard), and printing it.
import htmx from "../interaction.js";
import { showCopying } from "./copy.js";

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

function show(root) {
  showCopying(root);
  for (const each of root.querySelectorAll("[data-print-wall]")) each.hidden = false;
}

export function startNotes() {
  if (!document.querySelector("[data-notes]")) return;
  show(document);
  document.addEventListener("htmx:afterSettle", () => show(document));
  document.addEventListener("click", (event) => {
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
