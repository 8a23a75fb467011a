// Samsnakk's demo room: one scene at a time, and the messages that the choices put in the room. All of it stays here.
import { findFnr } from "../fnr.js";
import { wireFiles } from "../local/files.js";

const LONGEST = 400;
const MOST = 40;

/** What has been chosen, scene by scene (the number of the choice that fits), and one's own messages after which scene. */
const empty = () => ({ chosen: [], own: [] });

class Room {
  kind = "demo-room";
  kept = true;

  constructor(root) {
    this.root = root;
    this.scenes = [...root.querySelectorAll("[data-scene]")];
    this.log = root.querySelector("[data-log]");
    this.state = empty();
    this.at = 0;
    root.toggleAttribute("data-live", true);
    for (const each of root.querySelectorAll("[data-needs-script]")) each.hidden = false;
    root.addEventListener("click", (event) => this.pressed(event.target.closest("button")));
    this.begin();
    wireFiles(root.querySelector("[data-local-files]"), this);
  }

  /** Scenes as on the first opening: nothing chosen, the first in sight. */
  begin() {
    for (const each of this.root.querySelectorAll("[data-feedback], [data-line], [data-on]")) each.hidden = true;
    for (const each of this.root.querySelectorAll("[data-choose]")) each.disabled = false;
    this.at = Math.min(this.state.chosen.length, this.scenes.length);
    this.show();
  }

  pressed(button) {
    if (!button) return;
    if ("choose" in button.dataset) this.choose(button.closest("[data-choice]"));
    else if ("on" in button.dataset) this.goOn();
    else if ("put" in button.dataset) this.putOwn();
  }

  choose(choice) {
    const scene = this.scenes[this.at];
    for (const each of scene.querySelectorAll("[data-feedback]")) each.hidden = true;
    const feedback = choice.querySelector("[data-feedback]");
    feedback.hidden = false;
    if (!("fits" in feedback.dataset)) return;
    this.state.chosen[this.at] = [...scene.querySelectorAll("[data-choice]")].indexOf(choice);
    this.kept = false;
    for (const each of scene.querySelectorAll("[data-choose]")) each.disabled = true;
    const on = scene.querySelector("[data-on]");
    on.hidden = false;
    on.focus();
    this.showLog();
  }

  goOn() {
    this.at += 1;
    this.show();
    this.root.querySelector("[data-scene]:not([hidden]) h2, [data-end]:not([hidden]) h2").focus();
  }

  putOwn() {
    const field = this.root.querySelector("[data-own]");
    const problem = this.root.querySelector("[data-own-problem]");
    const text = field.value.trim();
    const number = findFnr(text).length > 0;
    problem.textContent = number ? this.root.dataset.number : "";
    problem.hidden = !number;
    if (number || !text || this.state.own.length >= MOST) return field.focus();
    this.state.own.push({ after: this.state.chosen.length, text: text.slice(0, LONGEST) });
    this.kept = false;
    field.value = "";
    this.showLog();
  }

  show() {
    this.scenes.forEach((scene, at) => (scene.hidden = at !== this.at));
    this.root.querySelector("[data-end]").hidden = this.at < this.scenes.length;
    const place = this.root.dataset.place.replace("{at}", Math.min(this.at + 1, this.scenes.length));
    this.root.querySelector("[data-at]").textContent = place.replace("{all}", this.scenes.length);
    this.showLog();
  }

  showLog() {
    const lines = [];
    const own = (after) => this.state.own.filter((each) => each.after === after).map((each) => this.message(this.root.dataset.me, each.text));
    lines.push(...own(0));
    this.scenes.forEach((scene, at) => {
      const before = scene.querySelector("[data-before]");
      if (before && at <= this.at) lines.push(this.copied(before));
      const chosen = this.state.chosen[at];
      if (chosen === undefined) return;
      lines.push(this.copied(scene.querySelectorAll("[data-choice]")[chosen].querySelector("[data-line]")), ...own(at + 1));
    });
    // Only what is new is added, so that it alone is read out.
    const held = [...this.log.children].map((each) => each.textContent);
    const same = held.every((text, at) => lines[at]?.textContent === text);
    if (same) this.log.append(...lines.slice(held.length));
    else this.log.replaceChildren(...lines);
  }

  copied(message) {
    return this.message(message.querySelector("strong").textContent, message.querySelector("span").textContent);
  }

  message(who, text) {
    const item = document.createElement("li");
    item.className = "v-message";
    item.append(Object.assign(document.createElement("strong"), { textContent: who }), " ", Object.assign(document.createElement("span"), { textContent: text }));
    return item;
  }

  read() {
    return this.state;
  }

  /** Takes the choices of a file as long as each of them fits its scene. */
  write(data) {
    const state = empty();
    for (const [at, scene] of this.scenes.entries()) {
      const choice = scene.querySelectorAll("[data-choice]")[data?.chosen?.[at]];
      if (!choice?.querySelector("[data-line]")) break;
      state.chosen.push(data.chosen[at]);
    }
    const own = Array.isArray(data?.own) ? data.own.slice(0, MOST) : [];
    state.own = own
      .filter((each) => typeof each?.text === "string" && Number.isInteger(each?.after) && each.after <= state.chosen.length)
      .map(({ after, text }) => ({ after, text: text.slice(0, LONGEST) }));
    this.state = state;
    this.kept = true;
    this.begin();
  }

  clear() {
    this.write({});
  }

  isEmpty() {
    return this.state.chosen.length === 0 && this.state.own.length === 0;
  }
}

export function startDemoRoom() {
  for (const root of document.querySelectorAll("[data-room]")) new Room(root);
}
