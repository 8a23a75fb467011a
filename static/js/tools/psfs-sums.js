// What the numbers of a PSFS form say. Pure: scores in, figures out.
//
// `scores` is a list of activities, each a list of scores by conversation: a whole number from 0 to 10, or null.
// Two points or more since the last conversation is a clear change (the form's own rule).
export const CLEAR = 2;

const mean = (numbers) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
const has = (score) => Number.isInteger(score);

/** The nearest conversation before this one that has a score for any activity in `which`, or -1. */
function before(scores, conversation, which = scores) {
  for (let at = conversation - 1; at >= 0; at -= 1) if (which.some((row) => has(row[at]))) return at;
  return -1;
}

/**
 * Figures of one conversation (counted from 0): `count` scored activities, their `sum` and `mean`, and the `change` of
 * the mean since the last conversation over the `shared` activities that have a score both times. Null where nothing is.
 */
export function conversation(scores, at) {
  const now = scores.map((row) => row[at]).filter(has);
  if (!now.length) return null;
  const last = before(scores, at);
  const both = last < 0 ? [] : scores.filter((row) => has(row[at]) && has(row[last]));
  const change = both.length ? mean(both.map((row) => row[at])) - mean(both.map((row) => row[last])) : null;
  return {
    count: now.length,
    sum: now.reduce((sum, each) => sum + each, 0),
    mean: mean(now),
    change,
    shared: both.length,
    clear: change !== null && Math.abs(change) >= CLEAR - 1e-9,
  };
}

/** How one activity has moved since the last time it got a score: `last`, `change`, `clear`; null when there is nothing to compare. */
export function moved(row, at) {
  const last = before([row], at);
  if (!has(row[at]) || last < 0) return null;
  const change = row[at] - row[last];
  return { last: row[last], change, clear: Math.abs(change) >= CLEAR };
}

/** The score last time, for who asks again; null when there is none. */
export function lastScore(row, at) {
  const last = before([row], at);
  return last < 0 ? null : row[last];
}
