// Remembers where in a lesson the reader is, so that *Continue* leads back there, on any device.
//
//   <article data-lesson>             the lesson
//     <div data-block="block id">     its parts, in order
//     <form data-position="block id or nothing" action="…">  with a token; sent by POST, field "block"
//
// The server is told when the page is first seen (without a block: "I am in this lesson"), and then,
// after a pause, when the reader has moved by their own hand. A page that only stands open says nothing more.
const PAUSE = 1500;
// Back up is mostly the way to the menu; only who stays there is reading there.
const PAUSE_UPWARDS = 20_000;
const READING_LINE = 120;

class Place {
  constructor(lesson, form) {
    this.form = form;
    this.blocks = [...lesson.querySelectorAll("[data-block]")];
    this.sent = form.dataset.position;
    this.now = "";
    this.moved = false;
    this.timer = 0;
    for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) {
      window.addEventListener(kind, () => (this.moved = true), { passive: true, once: true });
    }
    this.watch();
    lesson.addEventListener("focusin", (event) => {
      const block = event.target.closest("[data-block]");
      if (block && this.moved) this.here(block.dataset.block);
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.arrive();
      else this.send();
    });
    this.arrive();
  }

  // The topmost part that reaches below the reading line is the one being read.
  watch() {
    const seen = new Set();
    const watcher = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) seen.add(target);
          else seen.delete(target);
        }
        const top = this.blocks.find((block) => seen.has(block));
        if (top && this.moved) this.here(top.dataset.block);
      },
      { rootMargin: `-${READING_LINE}px 0px 0px 0px` },
    );
    for (const block of this.blocks) watcher.observe(block);
  }

  arrive() {
    if (this.arrived || document.visibilityState !== "visible") return;
    this.arrived = true;
    this.post("");
  }

  here(block) {
    this.now = block;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(true), this.isUpwards() ? PAUSE_UPWARDS : PAUSE);
  }

  isUpwards() {
    const place = (id) => this.blocks.findIndex((each) => each.dataset.block === id);
    return this.told && place(this.now) < place(this.sent);
  }

  send(stayed = false) {
    clearTimeout(this.timer);
    if (!this.now || this.now === this.sent || (this.isUpwards() && !stayed)) return;
    this.sent = this.now;
    this.told = true;
    this.post(this.now);
  }

  post(block) {
    const token = this.form.elements.csrfmiddlewaretoken.value;
    // A position that gets lost is no harm; nothing is tried again.
    fetch(this.form.action, {
      method: "POST",
      body: new URLSearchParams({ block }),
      headers: { "X-CSRFToken": token },
      credentials: "same-origin",
      redirect: "manual",
      keepalive: true,
    }).catch(() => {});
  }
}

export function startLesson(root) {
  if (root !== document) return;
  const lesson = document.querySelector("[data-lesson]");
  const form = lesson?.querySelector("form[data-position]");
  if (form) new Place(lesson, form);
}
