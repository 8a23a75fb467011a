// A form that saves itself and says so.
//
// The form:    <form method="post" action="…" data-autosave="address (default: action)">
//              with a csrfmiddlewaretoken, and {% include "components/saved_status.html" %} inside,
//              which carries every word shown here in data-… attributes.
// We send:     the form's fields by POST, header X-Varig-Autosave: 1 and X-CSRFToken.
// The server:  2xx taken; JSON may hold {"version": 7}, written to the field named "version"
//              409 somebody else was first: an HTML fragment with both texts
//              422 JSON {"errors": {"field name": ["what is wrong"]}}
//              401, 403 signed out meanwhile; everything else is tried again, ever more seldom,
//              until it is taken. What was typed stays in the page all the time.
//
//   data-autosave-stay     its button saves in the same way and keeps the page, so that nothing is lost without a network
//   data-offline="words"   said while there is no network: what is written here stands in the open page only
import { fieldWithFnr, warn } from "./fnr-guard.js";
import { forget, keep, markUnsaved } from "./leave.js";

const PAUSE = 1500;
const LONGEST_WAIT = 60_000;
const MOST_ON_THE_WAY_OUT = 60_000; // browsers refuse more than 64 KiB

class Saver {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-autosave-status]");
    this.address = form.dataset.autosave || form.action;
    this.timer = 0;
    this.wait = 2000;
    this.sending = false;
    this.changed = false;
    this.stopped = false;
    form.addEventListener("input", () => this.touched());
    form.addEventListener("change", () => this.touched());
    form.addEventListener("submit", (event) => {
      if (this.stays(event)) return;
      clearTimeout(this.timer);
      this.stopped = true;
      markUnsaved(form, false);
    });
    window.addEventListener("online", () => this.changed && this.plan(0));
    // On the way out there is no time to wait, and the sending must outlive the page.
    const leaving = () => this.changed && this.send(true);
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leaving());
    window.addEventListener("pagehide", leaving);
    // Leaving by a full submit that was stopped (or by the back button) finds the form alive again.
    window.addEventListener("pageshow", () => (this.stopped = false));
    if ("offline" in form.dataset) this.followNetwork();
  }

  // A conflict is settled by its own buttons, which need the whole way.
  stays(event) {
    if (!("autosaveStay" in this.form.dataset) || this.stopped || event.submitter?.name) return false;
    event.preventDefault();
    this.changed = true;
    this.send();
    return true;
  }

  followNetwork() {
    window.addEventListener("offline", () => this.cutOff());
    window.addEventListener("online", () => this.backOn());
    if (!navigator.onLine) this.cutOff();
  }

  cutOff() {
    if (this.status?.dataset.state === "offline") return;
    this.before = [this.status?.dataset.state, this.status?.textContent];
    this.say("offline");
  }

  backOn() {
    if (this.changed || this.sending || this.status?.dataset.state !== "offline") return;
    [this.status.dataset.state, this.status.textContent] = [this.before?.[0] ?? "changed", this.before?.[1] ?? ""];
  }

  touched() {
    this.changed = true;
    markUnsaved(this.form, true);
    keep(this.form);
    if (this.status?.dataset.state === "saved") this.say("changed");
    this.plan(PAUSE);
  }

  plan(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), delay);
  }

  say(state, extra = "") {
    if (!this.status) return;
    // A form may have its own words for something (data-offline, data-saved in a preview).
    const words = this.form.dataset[state] ?? this.status.dataset[state] ?? ""; // «changed» has none: the line is quiet while one writes
    const time = new Intl.DateTimeFormat(document.documentElement.lang || "nb", {
      hour: "2-digit",
      minute: "2-digit",
    }).format(new Date());
    const text = words.replace("{time}", time) + (extra ? ` ${extra}` : "");
    this.status.dataset.state = state;
    // The same words again would be read out again.
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  async send(leaving = false) {
    clearTimeout(this.timer);
    if (this.sending || this.stopped || !this.form.isConnected) return;
    const field = "fnrMessage" in this.form.dataset && fieldWithFnr(this.form);
    if (field) {
      warn(field);
      this.say("fnr");
      return;
    }
    this.sending = true;
    this.changed = false;
    // Trying again and again without a network is nothing new to say.
    if (this.status?.dataset.state !== "offline") this.say("saving");
    const body = new URLSearchParams(new FormData(this.form));
    let answer;
    try {
      answer = await fetch(this.address, {
        method: "POST",
        body,
        keepalive: leaving && body.toString().length < MOST_ON_THE_WAY_OUT,
        headers: {
          "X-CSRFToken": this.form.elements.csrfmiddlewaretoken?.value ?? "",
          "X-Varig-Autosave": "1",
          Accept: "application/json, text/html",
        },
        credentials: "same-origin",
        redirect: "manual",
      });
    } catch {
      answer = null;
    }
    this.sending = false;
    await this.heard(answer);
  }

  async heard(answer) {
    if (answer?.ok) return this.taken(answer);
    this.changed = true;
    if (answer?.status === 409) return this.conflict(await answer.text());
    if (answer?.status === 422) return this.invalid(await answer.json().catch(() => ({})));
    // A redirect means the sign-in page: the session has ended.
    if (answer && (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403)) {
      return this.say("signedOut");
    }
    if (answer?.status === 404 || answer?.status === 413) return this.say("stopped");
    if (!answer && this.isKept()) return;
    if (!answer && "offline" in this.form.dataset) this.say("offline");
    else this.say("retry");
    this.plan(this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  // Whoever keeps answers on the device (lesson-unsent.js) says so, tells the reader, and sends it later. Then this form
  // has nothing more to say or to do, and nothing is lost on leaving.
  isKept() {
    const kept = !this.form.dispatchEvent(new CustomEvent("varig:unsent", { bubbles: true, cancelable: true }));
    if (!kept) return false;
    this.changed = false;
    this.say("changed");
    markUnsaved(this.form, false);
    return true;
  }

  async taken(answer) {
    this.wait = 2000;
    this.clearErrors();
    let detail = {};
    if (answer.headers.get("content-type")?.includes("json")) {
      detail = await answer.json().catch(() => ({}));
      if (detail.version !== undefined && this.form.elements.version) this.form.elements.version.value = detail.version;
    }
    // Whoever shows what the answers come to may ask again now.
    this.form.dispatchEvent(new CustomEvent("varig:saved", { bubbles: true, detail }));
    if (this.changed) return this.plan(PAUSE);
    this.say("saved");
    markUnsaved(this.form, false);
    forget(this.form);
  }

  conflict(html) {
    this.stopped = true;
    this.say("conflict");
    let place = this.form.querySelector("[data-autosave-conflict]");
    if (!place) {
      place = document.createElement("div");
      place.dataset.autosaveConflict = "";
      this.form.prepend(place);
    }
    place.innerHTML = html;
    const heading = place.querySelector("[tabindex='-1']") ?? place;
    heading.tabIndex = -1;
    heading.focus();
  }

  invalid({ errors = {} }) {
    this.clearErrors();
    for (const [name, texts] of Object.entries(errors)) {
      const found = this.form.elements[name];
      const control = found instanceof RadioNodeList ? found[0] : found;
      const field = control?.closest(".v-field");
      if (!field) continue;
      const note = document.createElement("p");
      note.className = "v-error";
      note.dataset.autosaveError = "";
      note.id = `${control.id || name}_autosave_error`;
      note.textContent = texts.join(" ");
      field.append(note);
      control.setAttribute("aria-invalid", "true");
    }
    this.say("invalid", errors.__all__?.join(" "));
  }

  clearErrors() {
    for (const note of this.form.querySelectorAll("[data-autosave-error]")) {
      note.closest(".v-field")?.querySelector("[aria-invalid]")?.removeAttribute("aria-invalid");
      note.remove();
    }
  }
}

export function startAutosave(root) {
  for (const form of root.querySelectorAll("form[data-autosave]:not([data-autosave-ready])")) {
    form.dataset.autosaveReady = "";
    new Saver(form);
  }
}
