// The first automatic save of a new page makes the page. Whoever presses a button while it is under way would make the
// page a second time, and read that its address is taken. So the button waits for the automatic save and then saves the
// page that is there. Should nothing come of it, the button does after a while what it would have done at once.
const LONGEST_WAIT = 8000;
const NEW_PAGE = /\/pages\/add\//;

function sendAs(form, button) {
  // A button that shows its progress is disabled by now, and would not send its name.
  if (button?.name) {
    const named = document.createElement("input");
    Object.assign(named, { type: "hidden", name: button.name, value: button.value });
    form.append(named);
  }
  form.requestSubmit();
}

function begin() {
  const form = document.querySelector("form[data-edit-form]");
  if (!form) return;
  let saving = false;
  let held = null;

  function release() {
    saving = false;
    if (!held) return;
    const { button, timer } = held;
    held = null;
    clearTimeout(timer);
    sendAs(form, button);
  }

  form.addEventListener("w-autosave:save", (event) => {
    saving = true;
    // Another script may say no to the save; then nothing will be heard of it.
    queueMicrotask(() => event.defaultPrevented && release());
  });
  form.addEventListener("w-autosave:success", release);
  form.addEventListener("w-autosave:error", release);
  form.addEventListener(
    "submit",
    (event) => {
      if (!saving || !NEW_PAGE.test(form.getAttribute("action"))) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      clearTimeout(held?.timer);
      held = { button: event.submitter, timer: setTimeout(release, LONGEST_WAIT) };
    },
    true,
  );
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
