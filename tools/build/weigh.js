// Says what a first visit costs: every file of the build as Brotli sends it, against the budget
// of 150 kB for a public page (fonts are compressed already). `npm run weigh` after a build.
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

const BUDGET = 150_000;
const PAGE = 15_000; // room kept for the page's own HTML
const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const build = join(resolve(root, process.env.VARIG_VAR || "var"), "build");
// latin-ext is fetched only by pages that use its letters (Sami, names); counted apart.
const first = ["varig.css", "varig.js", "early.js", "fonts/inter-latin-wght-normal.woff2", "icons/favicon.svg"];

const weight = (name) => {
  const bytes = readFileSync(join(build, name));
  return name.endsWith(".woff2") ? bytes.length : brotliCompressSync(bytes).length;
};
let total = PAGE;
for (const name of first) {
  const size = weight(name);
  total += size;
  console.log(`${String(size).padStart(8)}  ${name}`);
}
console.log(`${String(PAGE).padStart(8)}  (the page itself, at most)`);
console.log(`${String(total).padStart(8)}  of ${BUDGET}, in ${first.length + 1} requests`);
if (total > BUDGET) {
  console.error("Over the budget.");
  process.exit(1);
}
