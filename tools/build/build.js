// Builds the portal's own CSS and JavaScript into var/build/.
//
//   npm run build            once, minified
//   npm run watch            again at every change, readable
//
// The output names carry no hash (varig.css, varig.js, fonts/…): Django's static files storage
// hashes them, so two hashes would only make the manifest harder to read. All url() references
// are relative for the same reason.
//
// The theme is generated here from designsystemet.config.json and never committed: the colours
// then have one home. It takes about a second and is skipped while the settings stand unchanged.
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const place = resolve(root, process.env.VARIG_VAR || "var");
const out = join(place, "build");
const watching = process.argv.includes("--watch");

/** The theme's CSS, generated with Designsystemet's own tool; its path is returned. */
function theme() {
  const config = join(root, "designsystemet.config.json");
  const tool = join(root, "node_modules/@digdir/designsystemet");
  const { bin, version } = JSON.parse(readFileSync(join(tool, "package.json"), "utf8"));
  const ours = readFileSync(fileURLToPath(import.meta.url));
  const key = createHash("sha256").update(readFileSync(config)).update(version).update(ours).digest("hex");
  const folder = join(place, "theme");
  const css = join(folder, "css/varig.css");
  const stamp = join(folder, "made-from");
  if (existsSync(css) && existsSync(stamp) && readFileSync(stamp, "utf8") === key) return css;

  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const command = typeof bin === "string" ? bin : bin.designsystemet;
  const run = (...words) =>
    execFileSync(process.execPath, [join(tool, command), "tokens", ...words], { cwd: folder, stdio: "pipe" });
  cpSync(config, join(folder, "designsystemet.config.json"));
  run("create");
  run("build", "--out-dir", "css");
  writeFileSync(css, darkOnScreenOnly(readFileSync(css, "utf8")));
  writeFileSync(stamp, key);
  return css;
}

/** The theme with its dark colours for screens alone: paper is white whatever the reader has chosen. */
function darkOnScreenOnly(css) {
  const opening = "@layer ds.theme.color-scheme.dark {";
  const start = css.indexOf(opening);
  if (start < 0) throw new Error("The theme has no dark colours where they used to stand.");
  let end = start + opening.length;
  for (let depth = 1; depth > 0; end += 1) depth += { "{": 1, "}": -1 }[css[end]] ?? 0;
  return `${css.slice(0, start)}@media screen {\n${css.slice(start, end)}\n}${css.slice(end)}`;
}

const themeFile = theme();

const options = {
  absWorkingDir: root,
  entryPoints: {
    varig: "static/css/main.css",
    tools: "static/css/tools.css",
    editing: "static/css/editing.css",
    terms: "static/css/terms.css",
    translating: "static/css/translating.css",
    sheets: "static/css/sheets.css",
    handbook: "static/css/handbook.css",
    meetings: "static/css/meetings.css",
    library: "static/css/library.css",
    early: "static/js/early.js",
  },
  outdir: out,
  bundle: true,
  minify: !watching,
  legalComments: "none",
  charset: "utf8",
  target: ["chrome111", "edge111", "firefox115", "safari16.4"],
  loader: { ".woff2": "file" },
  assetNames: "fonts/[name]",
  alias: { "varig-theme.css": themeFile },
  logLevel: "warning",
};
// The same name, varig, for the stylesheet and the script: two entry points of one build may not
// share a name, hence two builds.
const modules = {
  varig: "static/js/main.js",
  tools: "static/js/tools/main.js",
  sheets: "static/js/sheets/main.js",
  meetings: "static/js/meetings/main.js",
};
const scripts = { ...options, entryPoints: modules, format: "esm" };
// The admin loads its own as plain scripts.
const plain = {
  terms: "static/js/admin/terms.js",
  saving: "static/js/admin/saving.js",
  lines: "static/js/admin/lines.js",
};
const admin = { ...options, entryPoints: plain, format: "iife" };

if (watching) {
  for (const each of [options, scripts, admin]) await (await esbuild.context(each)).watch();
  console.log(`Watching; writes to ${out}`);
} else {
  rmSync(out, { recursive: true, force: true });
  await Promise.all([options, scripts, admin].map((each) => esbuild.build(each)));
}
mkdirSync(out, { recursive: true });
cpSync(join(root, "static/icons"), join(out, "icons"), { recursive: true });
if (!watching) console.log(`Built ${out}`);
