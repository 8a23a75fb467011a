/**
 * Find Norwegian identity numbers in free text: the browser's half of the guard.
 *
 * The same detector as portal/kernel/fnr.py, which explains the rules. Change both, or neither: a test compares
 * them. A hit is a place in the text ({start, end}, in UTF-16 units as everywhere in the browser), never the digits.
 */

const LENGTH = 11;
const K1_WEIGHTS = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
const K2_WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const MONTH_OFFSETS = [0, 40, 65, 80];
const SEPARATORS = new Set(" \t./-\u2010\u2012\u2013\u2014\u2212");
const MAX_SEPARATORS = 3;
const INVISIBLE = new Set("\u00ad\u200b\u200c\u200d\u2060\ufeff");
const USUAL_SPLITS = new Set([2, 4, 6, 9]);
const WHOLE_YEAR_SHAPE = [2, 2, 4, 5];
const UUID = /(?<![0-9A-Za-z])[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?![0-9A-Za-z])/g;

const weighed = (digits, weights) => weights.reduce((sum, weight, at) => sum + weight * digits[at], 0) % 11;

function isBirthDate(rawDay, rawMonth, year) {
  const day = rawDay > 40 ? rawDay - 40 : rawDay;
  const offset = MONTH_OFFSETS.find((each) => rawMonth - each >= 1 && rawMonth - each <= 12);
  if (offset === undefined) return false;
  const month = rawMonth - offset;
  if (day < 1 || day > DAYS_IN_MONTH[month - 1]) return false;
  return !(month === 2 && day === 29 && year % 4 !== 0);
}

/** Say whether eleven digits (an array of numbers 0–9) form a valid identity number. */
export function isIdentityNumber(digits) {
  if (digits.length !== LENGTH) return false;
  const pair = (at) => digits[at] * 10 + digits[at + 1];
  return isBirthDate(pair(0), pair(2), pair(4)) && weighed(digits, K1_WEIGHTS) <= 3 && weighed(digits, K2_WEIGHTS) === 0;
}

/** Rows of digit groups with nothing but separators between them. */
function* runsOf(text) {
  let run = [];
  let separators = 0;
  let joined = false;
  let index = 0;
  for (const original of text) {
    const start = index;
    index += original.length;
    if (INVISIBLE.has(original)) continue;
    for (const char of original < "\u0080" ? original : original.normalize("NFKC")) {
      if (char >= "0" && char <= "9") {
        if (!joined) run.push({ start, end: start, digits: [] });
        const group = run[run.length - 1];
        group.digits.push(char.charCodeAt(0) - 48);
        group.end = index;
        joined = true;
        separators = 0;
        continue;
      }
      joined = false;
      if (run.length === 0) continue;
      separators += 1;
      if (!SEPARATORS.has(char) || separators > MAX_SEPARATORS) {
        yield run;
        run = [];
        separators = 0;
      }
    }
  }
  if (run.length > 0) yield run;
}

function windowAt(run, first) {
  const four = run.slice(first, first + WHOLE_YEAR_SHAPE.length);
  if (four.length === WHOLE_YEAR_SHAPE.length && four.every((group, at) => group.digits.length === WHOLE_YEAR_SHAPE[at])) return four;
  let length = 0;
  for (let last = first; last < run.length; last += 1) {
    length += run[last].digits.length;
    if (length === LENGTH) return run.slice(first, last + 1);
    if (!USUAL_SPLITS.has(length)) return [];
  }
  return [];
}

function holdsNumber(groups) {
  let digits = groups.flatMap((group) => group.digits);
  if (digits.length === LENGTH + 2) digits = [...digits.slice(0, 4), ...digits.slice(6)];
  return isIdentityNumber(digits);
}

function startsWithFullDate(run) {
  if (run.length < 3) return false;
  let [day, month, year] = run;
  if (day.digits.length === 4) [year, day, month] = run;
  else if (year.digits.length !== 4) return false;
  const century = year.digits[0] * 10 + year.digits[1];
  return day.digits.length <= 2 && month.digits.length <= 2 && (century === 19 || century === 20);
}

const spanOf = (groups) => ({ start: groups[0].start, end: groups[groups.length - 1].end });

function searchRun(run) {
  const total = run.reduce((sum, group) => sum + group.digits.length, 0);
  if (total < LENGTH) return [];
  if (total === LENGTH) return !startsWithFullDate(run) && holdsNumber(run) ? [spanOf(run)] : [];
  const spans = [];
  for (let first = 0; first < run.length; ) {
    const groups = windowAt(run, first);
    if (groups.length > 0 && holdsNumber(groups)) {
      spans.push(spanOf(groups));
      first += groups.length;
    } else {
      first += 1;
    }
  }
  return spans;
}

/** Return the places of all identity numbers in `text`, in order, never overlapping: [{start, end}]. */
export function findFnr(text) {
  const spans = [];
  const seen = text.replace(UUID, (key) => "x".repeat(key.length));
  for (const run of runsOf(seen)) spans.push(...searchRun(run));
  return spans;
}
