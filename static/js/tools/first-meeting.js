// Det første møtet: the recipe by role, an agenda made with the user, and texts built of a few words. All of it stays here.
import { wireFiles } from "../local/files.js";
import { made } from "./made-texts.js";

const FIELDS = { when: 160, who: 160, talk: 2000, silent: 2000, me: 120, there: 120, points: 600, next: 400 };
// So many letters a text message holds; with signs outside its alphabet it holds fewer, which this does not count.
const MESSAGE = 160;

const empty = () => ({ role: "", ...Object.fromEntries(Object.keys(FIELDS).map((name) => [name, ""])) });

/** Plain data from a file as what the page holds; what does not fit is left out. */
function tidy(data, roles) {
  const held = empty();
  if (roles.includes(data?.role)) held.role = data.role;
  for (const [name, longest] of Object.entries(FIELDS)) {
    if (typeof data?.[name] === "string") held[name] = data[name].slice(0, longest);
  }
  return held;
}

class FirstMeeting {
  kind = "first-meeting";
  kept = true;

  constructor(root) {
    this.root = root;
    this.state = empty();
    this.roles = [...root.querySelectorAll("[name=role]")].map((radio) => radio.value);
    for (const each of root.querySelectorAll("[data-needs-script]")) each.hidden = false;
    root.addEventListener("input", (event) => this.typed(event.target));
    root.addEventListener("click", (event) => this.pressed(event.target.closest("button")));
    window.addEventListener("afterprint", () => delete this.root.dataset.printing);
    this.show();
    wireFiles(root.querySelector("[data-local-files]"), this);
  }

  typed(field) {
    // A role only chooses what is shown: nobody loses anything by leaving it.
    if (field.name === "role") this.state.role = field.value;
    else if (field.dataset.text) {
      this.state[field.dataset.text] = field.value;
      this.kept = false;
    } else return;
    this.show();
  }

  pressed(button) {
    if (button?.dataset.print) {
      this.root.dataset.printing = button.dataset.print;
      window.print();
    } else if (button?.dataset.copy) this.copy(button.dataset.copy);
  }

  async copy(key) {
    const place = this.root.querySelector(`[data-made="${key}"]`);
    const said = this.root.querySelector(`[data-copy-said="${key}"]`);
    try {
      await navigator.clipboard.writeText(place.textContent);
      said.textContent = this.root.dataset.copied;
    } catch {
      // Not every browser lets a page write to the clipboard; then the text is marked, ready to be copied by hand.
      window.getSelection().selectAllChildren(place);
      said.textContent = this.root.dataset.marked;
    }
  }

  show() {
    for (const field of this.root.querySelectorAll("[data-text]")) {
      const text = this.state[field.dataset.text];
      if (field.value !== text) field.value = text;
    }
    this.showRole();
    for (const place of this.root.querySelectorAll("[data-made]")) this.showText(place);
  }

  showRole() {
    const { role } = this.state;
    const radio = [...this.root.querySelectorAll("[name=role]")].find((each) => each.value === role);
    radio.checked = true;
    this.root.querySelector("[data-role-name]").textContent = role ? radio.labels[0].textContent : "";
    for (const step of this.root.querySelectorAll("[data-recipe-step]")) {
      const parts = [...step.querySelectorAll("[data-part]")];
      for (const part of parts) part.hidden = Boolean(role) && part.dataset.part !== role;
      step.hidden = parts.every((part) => part.hidden);
    }
  }

  showText(place) {
    const unsaid = (name) => this.root.dataset[`unsaid${name[0].toUpperCase()}${name.slice(1)}`];
    const text = made(place.dataset.pattern, { ...this.state, address: location.href.split("#")[0] }, unsaid);
    if (place.textContent === text) return;
    place.textContent = text;
    const { made: key } = place.dataset;
    this.root.querySelector(`[data-copy-said="${key}"]`).textContent = "";
    const length = this.root.querySelector(`[data-length-of="${key}"]`);
    const words = text.length > MESSAGE ? this.root.dataset.long : this.root.dataset.length;
    if (length) length.textContent = words.replace("{count}", text.length);
  }

  read() {
    return this.state;
  }

  write(data) {
    this.state = tidy(data, this.roles);
    this.kept = true;
    this.show();
  }

  clear() {
    this.write({});
  }

  isEmpty() {
    return Object.keys(FIELDS).every((name) => !this.state[name].trim());
  }
}

export function startFirstMeeting() {
  for (const root of document.querySelectorAll("[data-first-meeting]")) new FirstMeeting(root);
}
