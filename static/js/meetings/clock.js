// What the run sheet shows, reckoned from moments as portal/gatherings/domain/run.py does. Pure: moments are
// milliseconds. It goes on without a network; a test holds the two against each other.

const MOST_EXTRA = 120;

/** The plan and the run of the server's answer, with moments in milliseconds. */
export function read(state) {
  const plan = state.plan.map((each) => ({ ...each, begins: Date.parse(each.begins), ends: Date.parse(each.ends) }));
  const { at, since, extra, skipped, ended } = state.run;
  const moment = (text) => (text ? Date.parse(text) : null);
  return { plan, run: { at, since: moment(since), extra: { ...extra }, skipped: [...skipped], ended: moment(ended) } };
}

const rest = (run, plan) => {
  const at = plan.findIndex((each) => each.key === run.at);
  return at < 0 ? [] : plan.slice(at + 1).filter((each) => !run.skipped.includes(each.key));
};

/** What the clock shows at a moment: `current`, `following`, seconds `left` and `behind`, and when it `ends`. */
export function nowOf(run, plan, now) {
  const current = plan.find((each) => each.key === run.at);
  if (!current || run.since === null) return null;
  const planned = plan.at(-1).ends;
  if (run.ended !== null) {
    return { current: null, following: null, left: 0, behind: Math.round((run.ended - planned) / 1000), ends: run.ended };
  }
  const lasts = Math.max(current.minutes + (run.extra[current.key] ?? 0), 0) * 60_000;
  const shouldEnd = run.since + lasts;
  const after = rest(run, plan);
  const ends = Math.max(shouldEnd, now) + after.reduce((sum, each) => sum + each.minutes, 0) * 60_000;
  return {
    current,
    following: after[0] ?? null,
    left: Math.round((shouldEnd - now) / 1000),
    behind: Math.round((ends - planned) / 1000),
    ends,
  };
}

/** The run after a press at a moment; the same run where the press means nothing. */
export function pressed(run, plan, { act, key, minutes }, now) {
  if (act === "begin") {
    if (run.at || run.ended !== null) return run;
    const first = plan.find((each) => !run.skipped.includes(each.key));
    return first ? { ...run, at: first.key, since: now } : { ...run, ended: now };
  }
  if (act === "restart") return { at: "", since: null, extra: {}, skipped: [], ended: null };
  const open = run.at && run.ended === null;
  if (act === "next" && open && key === run.at) {
    const [following] = rest(run, plan);
    return following ? { ...run, at: following.key, since: now } : { ...run, ended: now };
  }
  if (act === "give" && open && key === run.at) {
    const total = Math.max(-MOST_EXTRA, Math.min(MOST_EXTRA, (run.extra[key] ?? 0) + minutes));
    return { ...run, extra: { ...run.extra, [key]: total } };
  }
  if (act === "skip" && key !== run.at && run.ended === null && plan.some((each) => each.key === key)) {
    return run.skipped.includes(key) ? run : { ...run, skipped: [...run.skipped, key] };
  }
  if (act === "back") return { ...run, skipped: run.skipped.filter((each) => each !== key) };
  return run;
}

/** Seconds as «m:ss» or «h:mm:ss», with a minus when they are overdrawn. */
export function clockText(seconds) {
  const whole = Math.abs(seconds);
  const [hours, minutes, rest_] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const two = (number) => String(number).padStart(2, "0");
  const text = hours ? `${hours}:${two(minutes)}:${two(rest_)}` : `${minutes}:${two(rest_)}`;
  return seconds < 0 ? `−${text}` : text;
}
