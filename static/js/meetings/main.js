// Meetings: the agenda that is moved about, and the run sheet's clock; loaded on their pages only.
import { startDragging } from "./drag.js";
import { startRunSheet } from "./run-sheet.js";

startDragging();
startRunSheet();
