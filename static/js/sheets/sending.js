// A rating is sent as a whole. Without network the browser would put a page of its own in place of all the answers, so we
// ask first whether the portal can be reached, and wait when it cannot: the form stands, and is sent once when it is back.
//
//   <form data-send-when-reached="address that always answers" data-keep="…">   leave.js keeps the copy in this tab
//     <p data-not-sent data-waiting="words" data-changed="words" hidden role="alert">
const AGAIN = 10_000;
const LONGEST_ASKED = 6000;
const LONGEST_ON_THE_WAY = 20_000;

class Sending {
  reached = false; // the next submit is for the browser
  asking = false;
  waiting = false;
  onTheWay = false;

  constructor(form) {
    this.form = form;
    this.notice = form.querySelector("[data-not-sent]");
    form.addEventListener("submit", (event) => this.guard(event), true);
    form.addEventListener("input", () => this.waiting && this.changed());
    window.addEventListener("submit", (event) => event.target === form && this.left(event));
    window.addEventListener("online", () => this.waiting && this.ask());
    window.addEventListener("pageshow", () => (this.onTheWay = false));
  }

  /** The press of the button, and our own sending after it. */
  guard(event) {
    if (this.reached) {
      this.reached = false;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!this.asking && !this.onTheWay) this.ask();
  }

  async ask() {
    clearTimeout(this.timer);
    if (this.asking) return;
    this.asking = true;
    const there = await this.isThere();
    this.asking = false;
    if (!there) return this.wait();
    this.waiting = false;
    this.say("");
    this.reached = true;
    this.form.requestSubmit();
  }

  async isThere() {
    if (navigator.onLine === false) return false;
    try {
      const limit = AbortSignal.timeout(LONGEST_ASKED);
      const answer = await fetch(this.form.dataset.sendWhenReached, { cache: "no-store", redirect: "error", signal: limit });
      return answer.ok;
    } catch {
      return false;
    }
  }

  wait() {
    this.waiting = true;
    this.say("waiting");
    this.timer = setTimeout(() => this.waiting && this.ask(), AGAIN);
  }

  /** Whoever goes on writing says again when it is to be sent: an anonymous answer cannot be changed afterwards. */
  changed() {
    this.waiting = false;
    clearTimeout(this.timer);
    this.say("changed");
  }

  /** The browser is sending: a second press must not send once more. */
  left(event) {
    if (event.defaultPrevented) return;
    this.onTheWay = true;
    setTimeout(() => (this.onTheWay = false), LONGEST_ON_THE_WAY);
  }

  say(state) {
    if (!this.notice) return;
    this.notice.hidden = !state;
    this.notice.textContent = state ? this.notice.dataset[state] : "";
  }
}

export function startSending(root) {
  for (const form of root.querySelectorAll("form[data-send-when-reached]")) new Sending(form);
}
