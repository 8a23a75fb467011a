// A form that came back with errors: focus goes to the summary, and its links lead into the field
// itself, with its label in sight.
export function startErrors(root) {
  const summary = root.querySelector("[data-error-summary]");
  if (!summary) return;
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target) return;
    event.preventDefault();
    const field = target.closest(".v-field") ?? target;
    field.scrollIntoView({ block: "start" });
    const control = target.matches("input, select, textarea, button")
      ? target
      : (target.querySelector("input, select, textarea") ?? target);
    control.focus({ preventScroll: true });
  });
}
