// Stops a fødselsnummer before it leaves the browser. The server checks again before every write;
// this is the kind word in time. Works in every form that carries data-fnr-message (the warning).
import { findFnr } from "./fnr.js";

const TEXT = "textarea, input:not([type]), input[type=text], input[type=search], input[type=url]";

/** The first field of `form` in which a number stands, or null. */
export function fieldWithFnr(form) {
  for (const field of form.querySelectorAll(TEXT)) {
    const found = findFnr(field.value);
    if (Array.isArray(found) ? found.length : found) return field;
  }
  return null;
}

/** Shows or takes away the warning at `field`; true when a number stands there. */
export function warn(field) {
  const found = findFnr(field.value);
  const is = Array.isArray(found) ? found.length > 0 : Boolean(found);
  const id = `${field.id || field.name}_fnr`;
  let note = document.getElementById(id);
  if (!is) {
    note?.remove();
    describe(field, id, false);
    return false;
  }
  if (!note) {
    note = document.createElement("p");
    note.id = id;
    note.className = "v-warning";
    note.setAttribute("role", "alert");
    note.textContent = field.form.dataset.fnrMessage;
    field.after(note);
    describe(field, id, true);
  }
  return true;
}

function describe(field, id, add) {
  const ids = new Set((field.getAttribute("aria-describedby") ?? "").split(/\s+/).filter(Boolean));
  if (add) ids.add(id);
  else ids.delete(id);
  if (ids.size) field.setAttribute("aria-describedby", [...ids].join(" "));
  else field.removeAttribute("aria-describedby");
}

// A warning that came between the press of a button and its click would move the button away from under the finger, and
// nothing would be sent. So it waits while a button of its form is pressed. The press itself is followed until its click
// has come: where the focus goes (relatedTarget) is not always told, and on touch it moves after the finger is lifted.
const CLICK_WITHIN = 700; // milliseconds from the lifting of a finger to its click
const press = { form: null, field: null, timer: 0 };

function endPress() {
  const { field } = press;
  Object.assign(press, { form: null, field: null });
  if (field?.isConnected) warn(field);
}

function endPressIn(milliseconds) {
  clearTimeout(press.timer);
  if (press.form) press.timer = setTimeout(endPress, milliseconds);
}

function followPresses() {
  document.addEventListener("pointerdown", (event) => {
    clearTimeout(press.timer);
    press.form = event.target.closest?.("button, input[type=submit]")?.form ?? null;
    // A second press before the click of the first: what waited waits on for it, or is said now.
    if (press.field && press.form !== press.field.form) endPress();
  });
  document.addEventListener("click", () => endPressIn(0), true);
  document.addEventListener("pointerup", () => endPressIn(CLICK_WITHIN), true);
  document.addEventListener("pointercancel", () => endPressIn(0), true);
}

followPresses();

/** Warns at a field that was left, now or after the press that took the focus. */
function warnWhenLeft(field) {
  if (press.form === field.form) press.field = field;
  else warn(field);
}

export function startFnrGuard(root) {
  const forms = [...root.querySelectorAll("form[data-fnr-message]")];
  if (root.matches?.("form[data-fnr-message]")) forms.push(root);
  for (const form of forms) {
    form.addEventListener("focusout", (event) => {
      if (event.target.matches(TEXT)) warnWhenLeft(event.target);
    });
    // A warning that stands goes as soon as the number does.
    form.addEventListener("input", (event) => {
      if (document.getElementById(`${event.target.id || event.target.name}_fnr`)) warn(event.target);
    });
    form.addEventListener("submit", (event) => {
      // In a workspace (data-fnr-override) the server asks, and the writer may say that it is something else.
      if ("fnrOverride" in form.dataset) return;
      const field = fieldWithFnr(form);
      if (!field) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      warn(field);
      field.focus();
    });
  }
}
