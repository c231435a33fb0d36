// Starts the real program over a folder of its own and opens its page in headless Chromium.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const HERE = import.meta.dirname;
const PROGRAM =
  process.env.HANDOFF ?? path.join(process.env.CARGO_TARGET_DIR ?? path.join(HERE, "../../target"), "release/handoff");
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const FLAGS =
  "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync".split(" ");

/** Axe, as text to be run in a page. */
export const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Makes a folder with the worked example `example` and files by their paths. */
export async function landscape(example, files = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), "handoff-page-"));
  if (example) await cp(path.join(HERE, "../exports", example), folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) await writeFile(path.join(folder, file), text);
  return {
    folder,
    write: (file, text) => writeFile(path.join(folder, file), text),
    remove: (file) => rm(path.join(folder, file)),
    done: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Starts `handoff watch --serve` in a folder, and waits for its address. */
export async function serve(folder, address = "127.0.0.1:0", options = []) {
  const child = spawn(PROGRAM, ["watch", `--serve=${address}`, ...options, "."], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const url = await new Promise((resolve, reject) => {
    const hear = (part) => {
      said += part;
      const found = /http:\/\/\S+/.exec(said);
      if (found) resolve(found[0]);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`handoff ended with ${code}: ${said}`)));
  });
  return {
    url,
    origin: new URL(url).origin,
    freeze: () => child.kill("SIGSTOP"),
    thaw: () => child.kill("SIGCONT"),
    stop: async () => {
      if (child.exitCode !== null) return;
      child.kill("SIGINT");
      await once(child, "exit");
    },
  };
}

/** Runs `check`, `map` or `diff` in a folder, and returns the address of what it says as one file of HTML. */
export async function report(folder, verb = "check", options = []) {
  const file = path.join(folder, `${verb}.html`);
  const child = spawn(PROGRAM, [verb, "--format", `html=${file}`, ...options, "."], { cwd: folder, stdio: "ignore" });
  const [code] = await once(child, "exit");
  // What was found, or not read, is no failure here.
  if (code > 2) throw new Error(`handoff ended with ${code}`);
  return pathToFileURL(file).href;
}

/** Starts the browser. */
export function browser() {
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

/**
 * Opens a page of its own browser profile, and watches what it must never do: ask another origin, break its policy, fail,
 * or open a dialog.
 */
export async function open(chrome, url, hash = "", options = {}) {
  const context = await chrome.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB", ...options });
  const page = await context.newPage();
  const faults = [];
  const { origin } = new URL(url);
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== origin) faults.push(`asked ${request.url()}`);
  });
  page.on("pageerror", (error) => faults.push(`failed: ${error.message}`));
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  await page.addInitScript(() => {
    globalThis.violations = [];
    addEventListener("securitypolicyviolation", (event) => globalThis.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
  });
  await page.goto(url + hash);
  await page.waitForSelector(".headline");
  return {
    page,
    context,
    /** Closes it, and says what it did that it must not do. */
    close: async () => {
      const violations = await page.evaluate(() => globalThis.violations);
      await context.close();
      return [...faults, ...violations];
    },
  };
}
