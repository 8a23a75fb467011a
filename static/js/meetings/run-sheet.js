// The run sheet's clock. It asks the server every few seconds what has happened, reckons on by itself in between and
// when the network is gone, and keeps what was pressed until the server has taken it.
//
//   <div data-run data-state="{…}" data-state-url data-press-url>      the server's state; the second only for those who lead
//     [data-now=title|prompt|left|behind|following|ends|status]   words that change
//     <form data-press>                                    a press; works without this script too
//     <li data-slot="key" data-state="done|now|skipped|">  the plan
import { clockText, nowOf, pressed, read } from "./clock.js";

const POLL = 5000;

class RunSheet {
  constructor(root) {
    this.root = root;
    this.words = root.dataset;
    this.keep = `varig-run:${location.pathname}`;
    this.ahead = 0; // how many milliseconds the server's clock is ahead of this one
    this.mark = "";
    this.waiting = this.kept();
    this.take(JSON.parse(root.dataset.state));
    root.addEventListener("submit", (event) => this.press(event));
    addEventListener("online", () => this.sync());
    document.addEventListener("visibilitychange", () => document.hidden || this.sync());
    setInterval(() => this.show(), 1000);
    setInterval(() => document.hidden || this.sync(), POLL);
    this.sync();
  }

  now() {
    return Date.now() + this.ahead;
  }

  /** Takes the server's state and puts on top of it what it has not heard of yet. */
  take(state, asked = Date.now()) {
    // Half the way there and back; good enough for a clock that shows seconds.
    this.ahead = Date.parse(state.now) - (asked + Date.now()) / 2;
    this.agenda ??= state.agenda;
    if (this.agenda !== state.agenda) location.reload();
    Object.assign(this, read(state));
    for (const each of this.waiting) this.run = pressed(this.run, this.plan, each, Date.parse(each.at));
    this.show();
  }

  kept() {
    try {
      return JSON.parse(sessionStorage.getItem(this.keep)) ?? [];
    } catch {
      return [];
    }
  }

  store() {
    try {
      sessionStorage.setItem(this.keep, JSON.stringify(this.waiting));
    } catch {
      // They stand in the open page.
    }
  }

  press(event) {
    const form = event.target.closest("[data-press]");
    if (!form) return;
    event.preventDefault();
    const data = new FormData(form, event.submitter);
    const one = {
      id: crypto.randomUUID(),
      act: data.get("act"),
      key: data.get("key") || this.run.at,
      minutes: Number(data.get("minutes") ?? 0),
      at: new Date(this.now()).toISOString(),
    };
    this.waiting.push(one);
    this.store();
    form.closest("details")?.removeAttribute("open");
    this.run = pressed(this.run, this.plan, one, Date.parse(one.at));
    this.show();
    this.sync();
  }

  async sync() {
    if (this.busy) return;
    this.busy = true;
    try {
      if (this.waiting.length) await this.send();
      else await this.ask();
      this.offline = false;
    } catch {
      this.offline = true;
    } finally {
      this.busy = false;
      this.show();
    }
  }

  async ask() {
    const asked = Date.now();
    const headers = this.mark ? { "If-None-Match": this.mark } : {};
    const answer = await fetch(this.words.stateUrl, { headers, cache: "no-store" });
    if (answer.status === 304) return;
    if (!answer.ok) throw new Error(answer.status);
    this.mark = answer.headers.get("ETag") ?? "";
    const state = await answer.json();
    if (!this.waiting.length) this.take(state, asked);
  }

  async send() {
    const sent = [...this.waiting];
    const asked = Date.now();
    const answer = await fetch(this.words.pressUrl, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "X-CSRFToken": this.root.querySelector("[name=csrfmiddlewaretoken]").value,
      },
      body: JSON.stringify(sent),
    });
    if (!answer.ok) throw new Error(answer.status);
    this.waiting = this.waiting.filter((each) => !sent.some((one) => one.id === each.id));
    this.store();
    this.mark = "";
    this.take(await answer.json(), asked);
  }

  show() {
    const now = nowOf(this.run, this.plan, this.now());
    this.root.dataset.stage = this.run.ended !== null ? "ended" : this.run.at ? "running" : "waiting";
    this.root.dataset.over = now && now.left < 0 ? "yes" : "";
    this.write("title", now?.current?.title ?? "");
    this.write("prompt", now?.current?.prompt ?? "");
    this.write("left", now?.current ? clockText(now.left) : "");
    this.write("behind", now ? this.behind(now.behind) : "");
    this.write("following", now?.following?.title ?? "");
    if (now) this.write("ends", this.time(now.ends));
    this.write("status", this.offline ? this.words.offline : "");
    this.mark_slots();
  }

  behind(seconds) {
    // Another day than the planned one: somebody tries it out.
    if (Math.abs(seconds) > 12 * 3600) return "";
    const minutes = Math.round(Math.abs(seconds) / 60);
    if (!minutes) return this.words.onTime;
    return (seconds > 0 ? this.words.behind : this.words.ahead).replace("%n", minutes);
  }

  time(moment) {
    const zone = { timeZone: "Europe/Oslo", hour: "2-digit", minute: "2-digit", hour12: false };
    return new Intl.DateTimeFormat("nb", zone).format(moment).replace(":", ".");
  }

  write(name, text) {
    for (const each of this.root.querySelectorAll(`[data-now=${name}]`)) {
      if (each.textContent !== text) each.textContent = text;
    }
  }

  mark_slots() {
    const at = this.plan.findIndex((each) => each.key === this.run.at);
    for (const row of this.root.querySelectorAll("[data-slot]")) {
      const place = this.plan.findIndex((each) => each.key === row.dataset.slot);
      const skipped = this.run.skipped.includes(row.dataset.slot);
      const passed = this.run.ended !== null || (at >= 0 && place < at);
      const state = skipped ? "skipped" : passed ? "done" : place === at ? "now" : "";
      row.dataset.state = state;
      if (state === "now") row.setAttribute("aria-current", "step");
      else row.removeAttribute("aria-current");
    }
  }
}

export function startRunSheet() {
  const root = document.querySelector("[data-run]");
  if (root) new RunSheet(root);
}
