// htmx, set so that it keeps to our policy: no eval, no style element, no copy of pages in storage
// (a page may hold somebody's matters), only our own server. Set here and not in a <meta>, which
// would have to stand on every page.
import htmx from "htmx.org";

Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  // Not the style attribute (of a text field somebody has made larger): our policy refuses it.
  attributesToSettle: ["class", "width", "height"],
  selfRequestsOnly: true,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  scrollBehavior: "auto",
  // A form with errors (422) and a conflict (409) come back as HTML that belongs in the page.
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "409|422", swap: true, error: false },
    { code: "[45]..", swap: false, error: true },
  ],
});

// After a swap, focus goes where the answer says (data-focus), else it stays.
document.addEventListener("htmx:afterSettle", (event) => {
  const target = event.detail?.elt ?? event.target;
  const wanted = target.matches?.("[data-focus]") ? target : target.querySelector?.("[data-focus]");
  wanted?.focus({ preventScroll: false });
});

export default htmx;
