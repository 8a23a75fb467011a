// Where a meeting stands against its agenda. Pure: minutes and seconds in, figures out.
//
// `items` is a list of minutes per item. `ends` holds, for each item that is finished, how many seconds into the meeting
// it ended. `passed` is how many seconds the meeting has lasted, pauses left out.

/** The item under way (`at`, or the number of items when all are finished), seconds `left` of it, and how far the
 *  meeting is `behind` its plan in seconds (less than 0: ahead), and the seconds `total` and `remaining`. */
export function stand(items, ends, passed) {
  const planned = items.map((minutes) => minutes * 60);
  const at = Math.min(ends.length, items.length);
  const before = planned.slice(0, at).reduce((sum, each) => sum + each, 0);
  const total = planned.reduce((sum, each) => sum + each, 0);
  const began = at ? ends[at - 1] : 0;
  const left = at < items.length ? planned[at] - (passed - began) : 0;
  // What has gone over in this item counts too; time left in it does not.
  const behind = began - before + Math.max(0, -left);
  return { at, left, behind, total, remaining: total - passed };
}

/** What was typed as minutes: a whole number from 1 to 240, or null where it is something else. */
export function minutesOf(text) {
  const minutes = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
  return minutes >= 1 && minutes <= 240 ? minutes : null;
}

/** Seconds as «m:ss», with a minus when they are overdrawn. */
export function clockText(seconds) {
  const whole = Math.round(Math.abs(seconds));
  return `${seconds < 0 && whole ? "−" : ""}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
