// The tools that live in the browser alone; loaded on their pages only.
import { startDemoRoom } from "./demo-room.js";
import { startFirstMeeting } from "./first-meeting.js";
import { startMeeting } from "./meeting.js";
import { startPsfs } from "./psfs.js";

startPsfs();
startMeeting();
startFirstMeeting();
startDemoRoom();
