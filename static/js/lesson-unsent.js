// Answers in a lesson that the network lost: kept on this device, sent when it is back, once.
//
//   <article data-lesson data-person="…">    whose answers; what others left on this device is not touched
//   <form data-answer data-fnr-message="…">  a question; its address says which
//     <p data-unsent="words" data-signed-out="words">   said while an answer is kept
//
// A kept answer goes when the server has taken it, when it says why not, and when its owner signs out.
// Private texts are never kept here: they stay in the open page and are sent from there (autosave.js).
import htmx from "./interaction.js";
import { fieldWithFnr, warn } from "./fnr-guard.js";

const PREFIX = "varig-unsent:";
const AGAIN = 20_000;

const store = {
  keys(prefix) {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
    } catch {
      return [];
    }
  },
  get(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(key, value);
      return true;
    } catch {
      return false; // Full or closed: the answer stands in the open page.
    }
  },
  drop(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing was kept then.
    }
  },
};

/** Forgets every kept answer of everybody: somebody signs out. */
export function forgetUnsent() {
  for (const key of store.keys(PREFIX)) store.drop(key);
}

const isAnswer = (form) => form instanceof HTMLFormElement && "answer" in form.dataset;
const pathOf = (form) => new URL(form.action, location.href).pathname;

class Unsent {
  constructor(lesson) {
    this.lesson = lesson;
    this.mine = `${PREFIX}${lesson.dataset.person}:`;
    this.sending = false;
    document.addEventListener("htmx:beforeRequest", (event) => this.guard(event));
    for (const lost of ["htmx:sendError", "htmx:timeout"]) {
      document.addEventListener(lost, (event) => this.keep(event.detail.elt));
    }
    document.addEventListener("htmx:responseError", (event) => {
      if (event.detail.xhr.status >= 502) this.keep(event.detail.elt);
    });
    document.addEventListener("htmx:afterRequest", (event) => {
      const { elt, xhr } = event.detail;
      if (isAnswer(elt) && xhr.status >= 200 && xhr.status < 500) this.drop(elt);
    });
    document.addEventListener("varig:unsent", (event) => this.keep(event.target));
    document.addEventListener("varig:saved", (event) => isAnswer(event.target) && this.drop(event.target));
    window.addEventListener("online", () => this.sendAll());
    this.showKept();
    this.sendAll();
  }

  guard(event) {
    const form = event.detail.elt;
    const field = isAnswer(form) && fieldWithFnr(form);
    if (!field) return;
    event.preventDefault();
    warn(field);
    field.focus();
  }

  keep(form) {
    if (!isAnswer(form)) return;
    const values = new URLSearchParams(new FormData(form));
    values.delete("csrfmiddlewaretoken");
    if (store.set(this.mine + pathOf(form), values.toString())) this.say(form, "unsent");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.sendAll(), AGAIN);
  }

  drop(form) {
    store.drop(this.mine + pathOf(form));
    this.say(form, "");
  }

  say(form, state) {
    const line = form.querySelector("[data-unsent]");
    if (line) line.textContent = state ? line.dataset[state] : "";
  }

  formOf(path) {
    return [...this.lesson.querySelectorAll("form[data-answer]")].find((form) => pathOf(form) === path);
  }

  // The lesson was opened again before the answer was sent: it stands in the form as it was given.
  showKept() {
    for (const key of store.keys(this.mine)) {
      const form = this.formOf(key.slice(this.mine.length));
      if (!form) continue;
      const values = new URLSearchParams(store.get(key));
      for (const one of form.elements) {
        if (!one.name || one.type === "hidden") continue;
        if (one.matches("[type=radio], [type=checkbox]")) one.checked = values.getAll(one.name).includes(one.value);
        else if (values.has(one.name)) one.value = values.get(one.name);
      }
      this.say(form, "unsent");
    }
  }

  async sendAll() {
    if (this.sending) return;
    this.sending = true;
    for (const key of store.keys(this.mine)) {
      if (!(await this.send(key))) break;
    }
    this.sending = false;
    clearTimeout(this.timer);
    if (store.keys(this.mine).length) this.timer = setTimeout(() => this.sendAll(), AGAIN);
  }

  /** Sends one; false when it is no use to go on now. */
  async send(key) {
    const path = key.slice(this.mine.length);
    const kept = store.get(key);
    const token = this.lesson.querySelector("[name=csrfmiddlewaretoken]")?.value;
    if (kept === null || !token) return true;
    let answer;
    try {
      answer = await fetch(path, {
        method: "POST",
        body: new URLSearchParams(kept),
        headers: { "X-CSRFToken": token, "HX-Request": "true", "X-Varig-Late": "1" },
        credentials: "same-origin",
        redirect: "manual",
      });
    } catch {
      return false;
    }
    const form = this.formOf(path);
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
      if (form) this.say(form, "signedOut");
      return false;
    }
    if (answer.status >= 500) return false;
    // Answered anew while this one was on its way: the newer is sent next.
    if (store.get(key) !== kept) return true;
    store.drop(key);
    const section = form?.closest("section");
    if (section && answer.status !== 404) {
      const place = document.createElement("div");
      place.innerHTML = await answer.text();
      const fresh = place.firstElementChild;
      section.replaceWith(fresh);
      htmx.process(fresh);
      fresh.dispatchEvent(new CustomEvent("varig:fresh", { bubbles: true }));
    }
    return true;
  }
}

export function startUnsent(root) {
  if (root !== document) return;
  const lesson = document.querySelector("[data-lesson][data-person]");
  if (lesson) new Unsent(lesson);
}
