// A lesson in an editor's preview: its forms answer, and lead nowhere.
//
//   <article data-rehearsal="words">   said at a form that would store something
export function startRehearsal(root) {
  const lesson = root === document && document.querySelector("[data-rehearsal]");
  if (!lesson) return;
  lesson.addEventListener("submit", (event) => {
    const form = event.target;
    if ("answer" in form.dataset || "autosave" in form.dataset) return;
    event.preventDefault();
    const line = form.querySelector("[data-unsent]");
    if (line) line.textContent = lesson.dataset.rehearsal;
  });
}
