// The PSFS form: one conversation at a time above, all four in the table below. Everything lives in `state`.
import { wireFiles } from "../local/files.js";
import { conversation, lastScore, moved } from "./psfs-sums.js";

const ACTIVITIES = 5;
const CONVERSATIONS = 4;

const empty = () => ({
  name: "",
  by: "",
  benefit: "",
  dates: Array(CONVERSATIONS).fill(""),
  activities: Array.from({ length: ACTIVITIES }, () => ({ text: "", scores: Array(CONVERSATIONS).fill(null) })),
});

const word = (value, longest) => (typeof value === "string" ? value.slice(0, longest) : "");
const score = (value) => (Number.isInteger(value) && value >= 0 && value <= 10 ? value : null);

/** Plain data from a file as a form; what does not fit is left out. */
function tidy(data) {
  const form = empty();
  for (const key of ["name", "by"]) form[key] = word(data?.[key], 120);
  form.benefit = word(data?.benefit, 2000);
  form.dates = form.dates.map((_none, at) => (/^\d{4}-\d\d-\d\d$/.test(data?.dates?.[at]) ? data.dates[at] : ""));
  form.activities = form.activities.map((_none, at) => ({
    text: word(data?.activities?.[at]?.text, 160),
    scores: Array.from({ length: CONVERSATIONS }, (_each, number) => score(data?.activities?.[at]?.scores?.[number])),
  }));
  return form;
}

class Psfs {
  kind = "psfs";
  kept = true;

  constructor(root) {
    this.root = root;
    this.state = empty();
    this.now = 0;
    const language = document.documentElement.lang === "en" ? "en-GB" : "nb-NO";
    this.number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
    this.signed = new Intl.NumberFormat(language, { maximumFractionDigits: 1, signDisplay: "exceptZero" });
    // Short enough for four side by side on a phone.
    this.day = new Intl.DateTimeFormat(language, { day: "numeric", month: "numeric", year: "2-digit", timeZone: "UTC" });
    root.addEventListener("input", (event) => this.typed(event.target));
    root.addEventListener("click", (event) => {
      const fieldset = event.target.closest("[data-unscore]")?.closest("[data-activity]");
      if (fieldset) this.change(() => (this.activity(fieldset).scores[this.now] = null));
    });
    this.show();
    wireFiles(root.querySelector("[data-local-files]"), this);
  }

  activity(fieldset) {
    return this.state.activities[fieldset.dataset.activity - 1];
  }

  change(how) {
    how();
    this.kept = false;
    this.show();
  }

  typed(field) {
    const fieldset = field.closest("[data-activity]");
    if (field.dataset.field) this.change(() => (this.state[field.dataset.field] = field.value));
    else if ("date" in field.dataset) this.change(() => (this.state.dates[this.now] = field.value));
    else if ("faces" in field.dataset) this.root.toggleAttribute("data-with-faces", field.checked);
    else if (field.name === "psfs-now") this.turn(Number(field.value) - 1);
    else if (fieldset && "text" in field.dataset) this.change(() => (this.activity(fieldset).text = field.value));
    else if (fieldset) this.change(() => (this.activity(fieldset).scores[this.now] = Number(field.value)));
  }

  turn(now) {
    this.now = now;
    this.show();
  }

  show() {
    const { root, state, now } = this;
    const put = (place, text) => (root.querySelector(place).textContent = text);
    for (const field of root.querySelectorAll("[data-field]")) {
      if (field.value !== state[field.dataset.field]) field.value = state[field.dataset.field];
    }
    root.querySelector("[data-date]").value = state.dates[now];
    root.querySelector(`[name="psfs-now"][value="${now + 1}"]`).checked = true;
    root.querySelector("[data-first]").hidden = now > 0;
    root.querySelector("[data-later]").hidden = now === 0;
    for (const fieldset of root.querySelectorAll("[data-activity]")) this.showActivity(fieldset);
    const scores = state.activities.map((each) => each.scores);
    for (let at = 0; at < CONVERSATIONS; at += 1) {
      const figures = conversation(scores, at);
      put(`[data-date-of="${at + 1}"]`, state.dates[at] ? this.day.format(new Date(state.dates[at])) : "");
      put(`[data-sum-of="${at + 1}"]`, figures ? this.number.format(figures.sum) : "");
      put(`[data-mean-of="${at + 1}"]`, figures ? this.number.format(figures.mean) : "");
      put(`[data-change-of="${at + 1}"]`, figures && figures.change !== null ? this.marked(figures) : "");
      state.activities.forEach((each, index) => {
        const moves = moved(each.scores, at);
        const shown = each.scores[at] === null ? "" : `${each.scores[at]}${moves?.clear ? " ◆" : ""}`;
        put(`[data-score-of="${index + 1}-${at + 1}"]`, shown);
      });
    }
    state.activities.forEach((each, index) => put(`[data-text-of="${index + 1}"]`, each.text));
    this.say(scores);
  }

  showActivity(fieldset) {
    const activity = this.activity(fieldset);
    const text = fieldset.querySelector("[data-text]");
    if (text.value !== activity.text) text.value = activity.text;
    for (const radio of fieldset.querySelectorAll("[type=radio]")) {
      radio.checked = activity.scores[this.now] === Number(radio.value);
    }
    fieldset.querySelector("[data-unscore]").hidden = activity.scores[this.now] === null;
    const last = lastScore(activity.scores, this.now);
    const words = this.root.dataset.before;
    fieldset.querySelector("[data-before-line]").textContent = last === null ? "" : words.replace("{score}", last);
  }

  marked(figures) {
    return `${this.signed.format(figures.change)}${figures.clear ? " ◆" : ""}`;
  }

  say(scores) {
    const words = this.root.dataset;
    const lines = [];
    for (let at = 0; at < CONVERSATIONS; at += 1) {
      const figures = conversation(scores, at);
      if (!figures) continue;
      const parts = [words.mean.replace("{number}", at + 1).replace("{mean}", this.number.format(figures.mean))];
      if (figures.change !== null) {
        const kind = figures.clear ? (figures.change > 0 ? "up" : "down") : "same";
        parts.push(words[kind].replace("{change}", this.signed.format(figures.change)));
        if (figures.shared < figures.count) parts.push(words.shared.replace("{count}", figures.shared));
      }
      lines.push(parts.join(" "));
    }
    const place = this.root.querySelector("[data-says]");
    const text = lines.join("\n") || words.none;
    if (place.innerText.trim() === text) return;
    place.replaceChildren(...text.split("\n").map((line) => Object.assign(document.createElement("p"), { textContent: line })));
  }

  read() {
    return this.state;
  }

  write(data) {
    this.state = tidy(data);
    this.kept = true;
    this.now = Math.max(0, this.state.activities.reduce((most, { scores }) => Math.max(most, scores.findLastIndex((each) => each !== null)), 0));
    this.show();
  }

  clear() {
    this.write({});
  }

  isEmpty() {
    return JSON.stringify(this.state) === JSON.stringify(empty());
  }
}

export function startPsfs() {
  for (const root of document.querySelectorAll("[data-psfs]")) new Psfs(root);
}
