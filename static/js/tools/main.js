// The tools that live in the browser alone; loaded on their pages only.
import { startMeeting } from "./meeting.js";
import { startPsfs } from "./psfs.js";

startPsfs();
startMeeting();
