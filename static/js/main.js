// Everything the portal's pages need in the browser, one small module a purpose. All of it makes a
// page that already works more pleasant. Words come from the HTML (data-… attributes), so that
// they are translated there; no module holds any.
import "./interaction.js";
import { startAutosave } from "./autosave.js";
import { startColours } from "./colours.js";
import { startErrors } from "./errors.js";
import { startFnrGuard } from "./fnr-guard.js";
import { startFolds } from "./fold.js";
import { startLeaveWarning } from "./leave.js";
import { startLesson } from "./lesson.js";
import { startFilms } from "./lesson-film.js";
import { startRehearsal } from "./lesson-rehearsal.js";
import { startUnsent } from "./lesson-unsent.js";
import { startMenus } from "./menu.js";
import { startPasskey } from "./passkey.js";
import { startPrint } from "./print.js";
import { startSignOut } from "./signout.js";

const starters = [
  startColours,
  startMenus,
  startFolds,
  startErrors,
  startFnrGuard,
  startAutosave,
  startLeaveWarning,
  startLesson,
  startFilms,
  startUnsent,
  startRehearsal,
  startPrint,
  startSignOut,
  startPasskey,
];

/** Wakes what stands in `root`: the page at first, later each part that htmx has put in. */
function start(root) {
  for (const each of starters) each(root);
}

start(document);
document.addEventListener("varig:fresh", (event) => start(event.target));
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) start(event.target);
});
