// A meeting's agenda, clock and checklist. The clock counts from the browser's own time, so that a sleeping tab or a
// lost network loses nothing.
import { wireFiles } from "../local/files.js";
import { clockText, minutesOf, stand } from "./meeting-clock.js";

const MOST = 12;
const fresh = () => ({ purpose: "", items: [{ text: "", minutes: 10 }], ticks: [] });

function tidy(data) {
  const meeting = fresh();
  if (typeof data?.purpose === "string") meeting.purpose = data.purpose.slice(0, 300);
  if (Array.isArray(data?.items) && data.items.length) {
    meeting.items = data.items.slice(0, MOST).map((item) => ({
      text: typeof item?.text === "string" ? item.text.slice(0, 160) : "",
      minutes: Number.isInteger(item?.minutes) ? Math.min(Math.max(item.minutes, 1), 240) : 10,
    }));
  }
  if (Array.isArray(data?.ticks)) meeting.ticks = data.ticks.filter((each) => typeof each === "string").slice(0, 40);
  return meeting;
}

class Meeting {
  kind = "meeting";
  kept = true;

  constructor(root) {
    this.root = root;
    this.list = root.querySelector("[data-agenda]");
    this.row = root.querySelector("template[data-agenda-row]");
    this.words = root.dataset;
    this.state = fresh();
    this.reset();
    root.addEventListener("input", (event) => this.typed(event.target));
    root.addEventListener("change", (event) => this.left(event.target));
    root.addEventListener("click", (event) => this.pressed(event.target.closest("button")));
    this.showAgenda();
    this.tick();
    wireFiles(root.querySelector("[data-local-files]"), this);
  }

  reset() {
    this.ends = [];
    this.counted = 0;
    this.since = 0;
  }

  /** Seconds the meeting has lasted, pauses left out. */
  passed() {
    return this.counted + (this.since ? (Date.now() - this.since) / 1000 : 0);
  }

  typed(field) {
    this.kept = false;
    const row = field.closest("[data-item]");
    if ("purpose" in field.dataset) this.state.purpose = field.value;
    else if ("tick" in field.dataset) this.ticked();
    else if (row) {
      const item = this.state.items[row.dataset.item];
      if ("text" in field.dataset) item.text = field.value;
      else this.timed(item, field.value);
      if (!item.typed) this.tellMinutes(row, item);
    }
    this.show();
  }

  /** Takes minutes that can be used; what cannot is kept as it was typed, and the clock goes on with the last that could. */
  timed(item, text) {
    const minutes = minutesOf(text);
    if (minutes === null) item.typed = text || " ";
    else {
      item.minutes = minutes;
      delete item.typed;
    }
  }

  /** Leaving the field: only now is it told, so that nobody is corrected in the middle of a number. */
  left(field) {
    const row = "minutes" in field.dataset && field.closest("[data-item]");
    if (row) this.tellMinutes(row, this.state.items[row.dataset.item]);
  }

  tellMinutes(row, item) {
    const problem = row.querySelector("[data-minutes-problem]");
    const field = row.querySelector("[data-minutes]");
    problem.textContent = item.typed ? this.words.noMinutes.replace("{minutes}", item.minutes) : "";
    problem.hidden = !item.typed;
    if (item.typed) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }

  ticked() {
    this.state.ticks = [...this.root.querySelectorAll("[data-tick]:checked")].map((box) => box.dataset.tick);
  }

  pressed(button) {
    const row = button?.closest("[data-item]");
    const action = button?.dataset.clock ?? button?.dataset.agendaDo;
    if (!action) return;
    if (action === "add" && this.state.items.length < MOST) {
      this.state.items.push({ text: "", minutes: 10 });
      this.showAgenda();
      this.list.lastElementChild.querySelector("[data-text]").focus();
    } else if (action === "drop" && this.state.items.length > 1) {
      const at = Number(row.dataset.item);
      this.state.items.splice(at, 1);
      this.showAgenda();
      this.list.children[Math.max(0, at - 1)].querySelector("[data-text]").focus();
    } else if (action === "start") this.since ||= Date.now();
    else if (action === "pause") {
      this.counted = this.passed();
      this.since = 0;
    } else if (action === "next" && this.ends.length < this.state.items.length) this.ends.push(this.passed());
    else if (action === "back") this.ends.pop();
    else if (action === "zero") this.reset();
    if (action === "add" || action === "drop") this.kept = false;
    this.show();
    this.announce();
  }

  showAgenda() {
    this.list.replaceChildren(
      ...this.state.items.map((item, at) => {
        const row = this.row.content.firstElementChild.cloneNode(true);
        row.dataset.item = at;
        for (const [place, id] of [["text", `item-${at}`], ["minutes", `minutes-${at}`]]) {
          const field = row.querySelector(`[data-${place}]`);
          field.id = id;
          field.value = place === "minutes" && item.typed ? item.typed.trim() : item[place];
          row.querySelector(`[data-label=${place}]`).htmlFor = id;
        }
        row.querySelector("[data-number]").textContent = at + 1;
        row.querySelector("[data-minutes-problem]").id = `minutes-problem-${at}`;
        row.querySelector("[data-minutes]").setAttribute("aria-describedby", `minutes-problem-${at}`);
        this.tellMinutes(row, item);
        return row;
      }),
    );
    this.show();
  }

  show() {
    const { items } = this.state;
    const { at, left, behind, remaining } = stand(items.map((item) => item.minutes), this.ends, this.passed());
    const put = (place, text) => {
      const found = this.root.querySelector(place);
      if (found.textContent !== text) found.textContent = text;
    };
    const over = at >= items.length;
    put("[data-left]", clockText(over ? 0 : left));
    put("[data-item-now]", over ? this.words.over : `${at + 1}. ${items[at].text || this.words.unnamed}`);
    put("[data-next-item]", at + 1 < items.length ? this.words.then.replace("{item}", items[at + 1].text || this.words.unnamed) : "");
    put("[data-total]", this.words.total.replace("{time}", clockText(remaining)));
    const minutes = Math.round(Math.abs(behind) / 60);
    const word = minutes === 0 ? "onTime" : behind > 0 ? "behind" : "ahead";
    put("[data-standing]", this.words[word].replace("{minutes}", minutes));
    this.root.querySelector("[data-clock-face]").dataset.state = left < 0 && !over ? "over" : "";
    this.root.querySelector("[data-clock=start]").hidden = Boolean(this.since);
    this.root.querySelector("[data-clock=pause]").hidden = !this.since;
    for (const row of this.list.children) row.toggleAttribute("data-now", Number(row.dataset.item) === at && Boolean(this.since));
    const drop = this.list.querySelectorAll("[data-agenda-do=drop]");
    for (const button of drop) button.hidden = drop.length < 2;
    this.root.querySelector("[data-agenda-do=add]").hidden = items.length >= MOST;
    const purpose = this.root.querySelector("[data-purpose]");
    if (purpose.value !== this.state.purpose) purpose.value = this.state.purpose;
  }

  // What changes by a press is said once; the running clock is not read out.
  announce() {
    const text = (place) => this.root.querySelector(place).textContent;
    this.root.querySelector("[data-say]").textContent = `${text("[data-item-now]")}. ${text("[data-standing]")}`;
  }

  tick() {
    setInterval(() => this.since && this.show(), 500);
    document.addEventListener("visibilitychange", () => this.show());
  }

  /** What a file holds: minutes that can be used, whatever else stands in a field just now. */
  read() {
    return { ...this.state, items: this.state.items.map(({ text, minutes }) => ({ text, minutes })) };
  }

  write(data) {
    this.state = tidy(data);
    this.kept = true;
    this.reset();
    for (const box of this.root.querySelectorAll("[data-tick]")) box.checked = this.state.ticks.includes(box.dataset.tick);
    this.showAgenda();
  }

  clear() {
    this.write({});
  }

  isEmpty() {
    return JSON.stringify(this.state) === JSON.stringify(fresh());
  }
}

export function startMeeting() {
  for (const root of document.querySelectorAll("[data-meeting]")) new Meeting(root);
}
