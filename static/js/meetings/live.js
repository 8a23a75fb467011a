// Parts of a page that others change too: looked at every few seconds, and swapped when the server says that something
// has happened. What is ticked, folded out or being typed stays.
//
//   <div id data-live="/address" data-live-mark='"etag"'>
import htmx from "../interaction.js";

const POLL = 4000;

const TYPED = "input[type=text], textarea:not([readonly])";

/** Whether a swap would take something from whoever is using the part just now. */
function inUse(part) {
  if (part.querySelector("[data-dragged]")) return true;
  const active = document.activeElement;
  return part.contains(active) && active.matches(TYPED) && active.value !== active.defaultValue;
}

function kept(part) {
  return {
    ticked: [...part.querySelectorAll("input:checked")].map((each) => each.id),
    open: [...part.querySelectorAll("details[open]")].map((each) => each.id),
    typed: [...part.querySelectorAll(TYPED)].filter((each) => each.value !== each.defaultValue).map((each) => [each.id, each.value]),
    focus: part.contains(document.activeElement) ? document.activeElement.id : "",
  };
}

function putBack(held) {
  const find = (id) => id && document.getElementById(id);
  for (const id of held.ticked) if (find(id)) find(id).checked = true;
  for (const id of held.open) if (find(id)) find(id).open = true;
  for (const [id, value] of held.typed) if (find(id)) find(id).value = value;
  if (held.focus && find(held.focus)) find(held.focus).focus({ preventScroll: true });
}

async function look(part) {
  if (document.hidden || part.dataset.busy || inUse(part)) return;
  part.dataset.busy = "";
  try {
    const headers = { "If-None-Match": part.dataset.liveMark };
    const answer = await fetch(part.dataset.live, { headers, cache: "no-store" });
    if (answer.status !== 200) return;
    const text = await answer.text();
    // Another answer (to something that was pressed meanwhile) may have taken its place.
    if (!part.isConnected || inUse(part)) return;
    const held = kept(part);
    htmx.swap(part, text, { swapStyle: "outerHTML", swapDelay: 0, settleDelay: 0 });
    putBack(held);
  } catch {
    // Without a network: the next look tells.
  } finally {
    delete part.dataset.busy;
  }
}

export function startLive() {
  if (!document.querySelector("[data-live]")) return;
  const all = () => document.querySelectorAll("[data-live]").forEach(look);
  setInterval(all, POLL);
  document.addEventListener("visibilitychange", all);
}
