// Meetings: the agenda that is moved about, the run sheet's clock, the wall of notes; loaded on their pages only.
import { startCopying } from "./copy.js";
import { startDragging } from "./drag.js";
import { startLive } from "./live.js";
import { startNotes } from "./notes.js";
import { startRunSheet } from "./run-sheet.js";

startCopying();
startDragging();
startRunSheet();
startNotes();
startLive();
