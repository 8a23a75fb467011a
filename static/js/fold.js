// <details data-fold="52rem"> stands open in the HTML, so that everything can be read without
// script. Where the window is narrower than the given width it is folded once, at the start; what
// the reader opens afterwards stays open.
export function startFolds(root) {
  for (const part of root.querySelectorAll("details[data-fold]:not([data-ready])")) {
    const narrow = !window.matchMedia(`(min-width: ${part.dataset.fold || "52rem"})`).matches;
    if (narrow) part.open = false;
    part.dataset.ready = "";
  }
  // Paper shows everything.
  if (root === document) {
    window.addEventListener("beforeprint", () => {
      for (const part of document.querySelectorAll("main details:not([open])")) {
        part.open = true;
        part.dataset.printed = "";
      }
    });
    window.addEventListener("afterprint", () => {
      for (const part of document.querySelectorAll("main details[data-printed]")) {
        part.open = false;
        delete part.dataset.printed;
      }
    });
  }
}
