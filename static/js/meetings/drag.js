// Dragging slots in the agenda. The buttons do the same by keyboard; dropping sends the same form as they do.
import htmx from "../interaction.js";

let dragged = null;

const slotOf = (target) => target.closest?.("[data-slot]");

/** The slot that the dragged one would be put before, by where the pointer is; null at the end. */
function before(list, y) {
  const others = [...list.querySelectorAll("[data-slot]")].filter((each) => each !== dragged);
  return others.find((each) => y < each.getBoundingClientRect().top + each.offsetHeight / 2) ?? null;
}

function drop(list) {
  const slots = [...list.querySelectorAll("[data-slot]")];
  const values = {
    del: list.closest("[data-part]").dataset.part,
    plass: slots.indexOf(dragged),
    csrfmiddlewaretoken: dragged.querySelector("[name=csrfmiddlewaretoken]").value,
  };
  htmx.ajax("POST", dragged.dataset.move, { target: "#agenda-list", swap: "outerHTML", values });
}

function mark() {
  for (const each of document.querySelectorAll("[data-agenda] [data-slot]")) each.draggable = true;
}

export function startDragging() {
  if (!document.querySelector("[data-agenda]")) return;
  mark();
  document.addEventListener("htmx:afterSettle", mark);
  document.addEventListener("dragstart", (event) => {
    dragged = slotOf(event.target);
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.querySelector("a").textContent);
    dragged.dataset.dragged = "";
  });
  document.addEventListener("dragover", (event) => {
    const list = event.target.closest?.("[data-part]")?.querySelector("[data-slots]");
    if (!dragged || !list) return;
    event.preventDefault();
    list.insertBefore(dragged, before(list, event.clientY));
  });
  document.addEventListener("drop", (event) => {
    const list = dragged?.closest("[data-slots]");
    if (!list || !event.target.closest?.("[data-part]")) return;
    event.preventDefault();
    drop(list);
  });
  document.addEventListener("dragend", () => {
    if (dragged) delete dragged.dataset.dragged;
    dragged = null;
  });
}
