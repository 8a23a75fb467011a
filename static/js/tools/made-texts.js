// A text with words between braces, filled in with what somebody has written.

const ENDED = /[.!?]$/;

/** Lines as one text, parted by semicolons where no sentence ends. */
function joined(lines) {
  return lines.map((line, at) => (at === lines.length - 1 ? line : line + (ENDED.test(line) ? " " : "; "))).join("");
}

/**
 * `pattern` with every {name} replaced by `written[name]`, or by `unsaid(name)` while nothing is written there. A full
 * stop of the writer's own before one of the pattern's is left out.
 */
export function made(pattern, written, unsaid) {
  return pattern.replace(/\{(\w+)\}(\.?)/g, (_all, name, stop) => {
    const lines = (written[name] ?? "").split("\n").map((line) => line.trim()).filter(Boolean);
    const text = joined(lines) || unsaid(name);
    return stop && ENDED.test(text) ? text : text + stop;
  });
}
