// What the network lost in a lesson: kept on this device, sent when it is back, once. The page is never left for it.
//
//   <article data-lesson data-person="…">    whose; what others left on this device is not touched
//   <form data-answer data-fnr-message="…">  a question or a list; its address says which
//   <form data-later>                        a step to take: done, chosen, tried. Answered with {"go": address}
//   <form data-later="open">                 a text for others: sent later from the open page only, never kept
//     <p data-unsent="words" data-signed-out="words">   said while an answer is kept; for data-later besides
//        data-open, data-sent, data-refused, data-go-on
//
// What is kept goes when the server has taken it, when it says why not, and when its owner signs out.
// Private texts are never kept here: they stay in the open page and are sent from there (autosave.js).
import htmx from "./interaction.js";
import { fieldWithFnr, warn } from "./fnr-guard.js";
import { markUnsaved } from "./leave.js";

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
const isLater = (form) => form instanceof HTMLFormElement && "later" in form.dataset;
// Sorts after every path of an answer: whoever says that a step is done has answered first.
const LATER = "~";
const pathOf = (form) => (isLater(form) ? LATER : "") + new URL(form.action, location.href).pathname;

/** Sends a form's fields; nothing when the network lost them or the server is down. */
async function post(path, body, token, headers) {
  try {
    const answer = await fetch(path, {
      method: "POST",
      body,
      headers: { "X-CSRFToken": token, ...headers },
      credentials: "same-origin",
      redirect: "manual",
    });
    return answer.status >= 502 ? null : answer;
  } catch {
    return null;
  }
}

const isSignedOut = (answer) => answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403;
const STAY = { "X-Varig-Stay": "1" };
const goOf = async (answer) => (answer.ok ? ((await answer.json().catch(() => ({}))).go ?? null) : null);

/** Goes to an address, also when it is a place in this very page, which has to be fetched anew. */
function goTo(address) {
  const to = new URL(address, location.href);
  if (to.pathname + to.search !== location.pathname + location.search) return location.assign(to);
  if (to.hash) history.scrollRestoration = "manual";
  history.replaceState(null, "", to);
  location.reload();
}

class Unsent {
  constructor(lesson) {
    this.lesson = lesson;
    this.mine = `${PREFIX}${lesson.dataset.person}:`;
    this.sending = false;
    this.open = new Map(); // forms whose text waits in the open page, with the button that was pressed
    this.onTheWay = new WeakSet();
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
    document.addEventListener("varig:unsent", (event) => this.keep(event.target) && event.preventDefault());
    document.addEventListener("submit", (event) => this.step(event));
    document.addEventListener("varig:saved", (event) => isAnswer(event.target) && this.drop(event.target));
    window.addEventListener("online", () => this.backOn());
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

  /** Keeps what stands in a form; false when it cannot be kept. */
  keep(form) {
    if (!isAnswer(form) && !isLater(form)) return false;
    const values = new URLSearchParams(new FormData(form));
    values.delete("csrfmiddlewaretoken");
    const kept = store.set(this.mine + pathOf(form), values.toString());
    if (kept) this.say(form, "unsent");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.sendAll(), AGAIN);
    return kept;
  }

  // A step is taken by way of script, so that the page stands when there is no network.
  async step(event) {
    const form = event.target;
    if (event.defaultPrevented || !isLater(form)) return;
    event.preventDefault();
    if (this.onTheWay.has(form)) return;
    this.onTheWay.add(form);
    const { answer, go } = await this.take(form, event.submitter);
    this.onTheWay.delete(form);
    if (go !== null) goTo(go);
    else if (answer) this.wholeWay(form, event.submitter);
  }

  /** Sends a step from the open page, or keeps it. */
  async take(form, button) {
    const body = new URLSearchParams(new FormData(form));
    if (button?.name) body.append(button.name, button.value);
    const answer = await post(form.action, body, body.get("csrfmiddlewaretoken") ?? "", STAY);
    if (!answer) this.hold(form, button);
    else this.drop(form);
    return { answer, go: answer && (await goOf(answer)) };
  }

  hold(form, button) {
    if (form.dataset.later !== "open" && this.keep(form)) return;
    this.open.set(form, button);
    markUnsaved(form, true);
    this.say(form, "open");
  }

  // Signed out, or refused with a reason: the server shows it in a page of its own.
  wholeWay(form, button) {
    markUnsaved(form, false);
    if (button?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
    form.submit();
  }

  async backOn() {
    for (const [form, button] of [...this.open]) {
      if (!form.isConnected) continue;
      const { answer, go } = await this.take(form, button);
      if (answer && isSignedOut(answer)) {
        this.hold(form, button);
        this.say(form, "signedOut");
      } else if (answer) this.told(form, go);
    }
    this.sendAll();
  }

  // The step was taken while the reader was at something else: they go on when they like.
  told(form, go) {
    this.say(form, go === null ? "refused" : "sent");
    const line = form.querySelector("[data-unsent]");
    if (go === null || !line) return;
    const link = Object.assign(document.createElement("a"), { href: go, textContent: line.dataset.goOn });
    link.addEventListener("click", (event) => {
      event.preventDefault();
      goTo(go);
    });
    line.append(" ", link);
  }

  drop(form) {
    store.drop(this.mine + pathOf(form));
    if (this.open.delete(form)) markUnsaved(form, false);
    this.say(form, "");
  }

  say(form, state) {
    const line = form.querySelector("[data-unsent]");
    if (line) line.textContent = state ? line.dataset[state] : "";
  }

  formOf(path) {
    const forms = this.lesson.querySelectorAll("form[data-answer], form[data-later]");
    return [...forms].find((form) => pathOf(form) === path);
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
    for (const key of store.keys(this.mine).sort()) {
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
    const later = path.startsWith(LATER);
    const headers = later ? STAY : { "HX-Request": "true", "X-Varig-Late": "1" };
    const answer = await post(later ? path.slice(1) : path, new URLSearchParams(kept), token, headers);
    if (!answer) return false;
    const form = this.formOf(path);
    if (isSignedOut(answer)) {
      if (form) this.say(form, "signedOut");
      return false;
    }
    if (answer.status >= 500) return false;
    // Answered anew while this one was on its way: the newer is sent next.
    if (store.get(key) !== kept) return true;
    store.drop(key);
    if (later) {
      if (form) this.told(form, await goOf(answer));
      return true;
    }
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
