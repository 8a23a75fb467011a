// Ordinary forms: the page warns before typed text is lost, and forms with data-keep hold a copy in
// this tab (sessionStorage) until the server has taken it. A form with data-private never leaves a
// copy anywhere; neither do passwords, codes and files.
//
//   data-leave-warning   warn on leaving with changes
//   data-keep="key"      keep a copy under this key (give the address and the object's id)
//   data-private         never keep a copy
//   data-kept            on an element in the form: shown when a copy was brought back
const PREFIX = "varig-kept:";
const NEVER = "[type=password], [type=file], [type=hidden], [autocomplete=one-time-code], [data-private]";

const storage = {
  read(key) {
    try {
      return JSON.parse(sessionStorage.getItem(PREFIX + key) ?? "null");
    } catch {
      return null;
    }
  },
  write(key, value) {
    try {
      sessionStorage.setItem(PREFIX + key, JSON.stringify(value));
    } catch {
      // Full or closed: the warning on leaving still stands.
    }
  },
};

const isKept = (form) => form.dataset.keep && !("private" in form.dataset);

// The version the text was written on goes with it: text brought back over somebody else's newer
// save must meet the conflict, not overwrite it.
const isField = (one) => one.name === "version" || !one.matches(`button, fieldset, output, ${NEVER}`);

function fields(form) {
  return [...form.elements].filter((one) => one.name && isField(one));
}

/** Keeps a copy of what is typed in `form`. */
export function keep(form) {
  if (!isKept(form)) return;
  const values = fields(form).map((one) => [
    one.name,
    one.matches("[type=radio], [type=checkbox]") ? [one.value, one.checked] : one.value,
  ]);
  storage.write(form.dataset.keep, values);
}

/** Forgets the copy of `form`: the server has acknowledged it. */
export function forget(form) {
  if (!form.dataset.keep) return;
  try {
    sessionStorage.removeItem(PREFIX + form.dataset.keep);
  } catch {
    // Nothing was kept then.
  }
}

/** Forgets all copies: somebody signs out. */
export function forgetAll() {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept then.
  }
}

/** Brings a kept copy back; true when it changed something. */
function bringBack(form) {
  const values = isKept(form) ? storage.read(form.dataset.keep) : null;
  if (!values) return false;
  let changed = false;
  for (const [name, value] of values.filter(([each]) => each !== "version")) {
    for (const one of fields(form).filter((each) => each.name === name)) {
      if (Array.isArray(value)) {
        if (one.value === value[0] && one.checked !== value[1]) {
          one.checked = value[1];
          changed = true;
        }
      } else if (one.value !== value && !one.matches("[type=radio], [type=checkbox]")) {
        one.value = value;
        changed = true;
      }
    }
  }
  if (changed) {
    const version = values.find(([each]) => each === "version");
    if (version && form.elements.version) form.elements.version.value = version[1];
    for (const note of form.querySelectorAll("[data-kept]")) note.hidden = false;
    form.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return changed;
}

// A form that is sent says so here. The next page tells whether it was taken: the server answers a
// form it took with a redirect to a sound page, and everything else (errors, both texts, the sign-in)
// with something else. Then the copy stays.
const SENT = "varig-sent";

function settleSent() {
  let key = null;
  try {
    key = sessionStorage.getItem(SENT);
    sessionStorage.removeItem(SENT);
  } catch {
    // Nothing was kept then.
  }
  const [here] = performance.getEntriesByType("navigation");
  if (!key || !here || here.type !== "navigate" || !here.redirectCount) return;
  const sound = !here.responseStatus || here.responseStatus < 400;
  if (sound && !location.pathname.includes("/accounts/")) forget({ dataset: { keep: key } });
}

function rememberSent(form) {
  if (!isKept(form)) return;
  try {
    sessionStorage.setItem(SENT, form.dataset.keep);
  } catch {
    // Nothing was kept then.
  }
}

const unsaved = new Set();

/** Says whether `form` holds text the server does not have; the page warns on leaving while one does. */
export function markUnsaved(form, is) {
  if (is) unsaved.add(form);
  else unsaved.delete(form);
}

export function startLeaveWarning(root) {
  if (root === document) {
    settleSent();
    window.addEventListener("beforeunload", (event) => {
      for (const form of unsaved) if (!form.isConnected) unsaved.delete(form);
      if (unsaved.size) event.preventDefault();
    });
    // A page that says "saved" names the copies it makes unnecessary.
    for (const done of document.querySelectorAll("[data-forget]")) forget({ dataset: { keep: done.dataset.forget } });
  }
  for (const form of root.querySelectorAll("form[data-leave-warning], form[data-keep]")) {
    bringBack(form);
    if ("autosave" in form.dataset) continue;
    form.addEventListener("input", () => {
      if ("leaveWarning" in form.dataset) markUnsaved(form, true);
      keep(form);
    });
    form.addEventListener("submit", () => {
      markUnsaved(form, false);
      rememberSent(form);
    });
  }
}
