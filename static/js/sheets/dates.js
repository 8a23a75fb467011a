// Dates as people write them in Norwegian spreadsheets, for the date fields of tables.
const MONTHS = ["jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des"];
const ENGLISH = { may: "mai", oct: "okt", dec: "des" };

function written(year, month, day) {
  const full = year.length === 2 ? `20${year}` : year;
  const date = new Date(Date.UTC(Number(full), month - 1, Number(day)));
  // The 31st of February would become a day in March.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== Number(day)) return "";
  return date.toISOString().slice(0, 10);
}

/** The date in `text` as YYYY-MM-DD: 2026-12-01, 01.12.2026, 1.12.26, 1/12-2026, 1. desember 2026. Else nothing. */
export function isoDate(text) {
  const said = text.trim().toLowerCase();
  const iso = said.match(/^(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ][\d:.]+)?$/);
  if (iso) return written(iso[1], Number(iso[2]), iso[3]);
  const figures = said.match(/^(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4}|\d{2})(?:\s+[\d:.]+)?$/);
  if (figures) return written(figures[3], Number(figures[2]), figures[1]);
  const words = said.match(/^(\d{1,2})[.\s-]*([a-zæøå]{3,9})[.\s-]*(\d{4}|\d{2})$/);
  if (!words) return "";
  const name = words[2].slice(0, 3);
  const month = MONTHS.indexOf(ENGLISH[name] ?? name) + 1;
  return month ? written(words[3], month, words[1]) : "";
}
