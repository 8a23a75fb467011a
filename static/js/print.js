// A button that prints the page, where people are used to looking for one. It is hidden until scripts run.
export function startPrint(root) {
  for (const button of root.querySelectorAll("[data-print-page]")) {
    button.closest("[hidden]")?.removeAttribute("hidden");
    button.addEventListener("click", () => window.print());
  }
}
