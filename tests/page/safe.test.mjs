// What strangers can do to the page: by what they write into exports and plugins, and by asking it from elsewhere.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { AXE, browser, landscape, open, serve } from "./harness.mjs";
import { HOSTILE, SILENT, hostile } from "./texts.mjs";

let chrome;
let folder;
let served;
const FILE = `${HOSTILE[0]} ${HOSTILE[3]}.bpmn`;

before(async () => {
  chrome = await browser();
  folder = await landscape(null, { [FILE]: hostile(), "silent.handoff": SILENT });
  served = await serve(folder.folder);
});

after(async () => {
  await served.stop();
  await folder.done();
  await chrome.close();
});

/** The views of a landscape. */
async function views(page) {
  const state = await (await page.request.get(`${served.origin}/state.json`)).json();
  const of = (fields) => `#${new URLSearchParams(fields)}`;
  return [
    of({}),
    of({ view: "list" }),
    of({ view: "departments" }),
    of({ view: "items" }),
    of({ view: "account" }),
    ...state.map.departments.map(({ name }) => of({ view: "department", name: name ?? "" })),
    ...state.map.items.map(({ name }) => of({ view: "item", name })),
    ...state.map.borders.map(({ from, to }) => of({ from: from ?? "", to: to ?? "" })),
    ...Object.keys(state.exports).map((file) => of({ view: "diagram", file })),
    ...state.report.findings.map(({ file, fingerprint }) => of({ view: "diagram", file: file ?? "", finding: fingerprint })),
    ...[...new Set(state.report.findings.map(({ rule }) => rule))].map((rule) => of({ view: "rule", rule })),
  ];
}

async function visit(view, places, look) {
  for (const place of places) {
    await view.page.evaluate((place) => (location.hash = place), place);
    await view.page.waitForTimeout(250);
    await look?.(place);
  }
}

test("hostile names in an export are shown, all of them, and none does anything", async () => {
  const view = await open(chrome, served.url);
  const seen = [];
  await visit(view, await views(view.page), async () => {
    assert.equal(await view.page.evaluate(() => globalThis.owned), undefined);
    seen.push(await view.page.evaluate(() => document.body.innerText + [...document.querySelectorAll("[aria-label]")].map((one) => one.ariaLabel).join("\n")));
  });
  const all = seen.join("\n");
  for (const text of HOSTILE.slice(0, 7)) assert.ok(all.includes(text), `lost: ${text}`);
  assert.deepEqual(await view.close(), []);
});

test("hostile words in every single field that the server sends do nothing", async () => {
  const view = await open(chrome, "about:blank".length ? served.url : "");
  let turn = 0;
  // What the page takes as a key or a number stays; whatever a plugin, a model or a person writes is hostile.
  const fixed = new Set(["revision", "severity", "certainty", "verdict", "status", "kind", "side", "evidence", "availability", "language", "fingerprint", "findings", "handoffs"]);
  const spoil = (value, key) => {
    if (typeof value === "string") return fixed.has(key) ? value : `${HOSTILE[turn++ % HOSTILE.length]} ${value}`;
    if (Array.isArray(value)) return value.map((one) => spoil(one, key));
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, key === "exports" || key === "met" ? one : spoil(one, key)]));
    return value;
  };
  const tree = (node) => (Array.isArray(node) ? [node[0], ...node.slice(1).map(tree)] : `${HOSTILE[turn++ % HOSTILE.length]}${node}`);
  await view.page.route("**/state.json", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: spoil(await answer.json()) });
  });
  await view.page.route("**/rules.json", async (route) => {
    const answer = await route.fetch();
    const rules = await answer.json();
    const page = [["script", "globalThis.owned=6"], ["img", "x"], ["iframe", "x"], ["a", "javascript:globalThis.owned=7"], ["p", ...HOSTILE]];
    await route.fulfill({ response: answer, json: rules.map((rule) => ({ ...rule, title: HOSTILE[1], page: [...page, ...rule.page.map(tree)] })) });
  });
  await view.page.reload();
  await view.page.waitForSelector("a.row");
  await view.page.locator("#findings a.row").first().waitFor({ state: "attached" });
  const shown = await view.page.evaluate(() => [...document.querySelectorAll("#findings a.row")].map((row) => row.hash));
  const rules = ["data/missing-input", "customer/silent-ending"].map((rule) => `#view=rule&rule=${rule}`);
  await visit(view, [...shown, ...rules, "#view=departments", "#view=items", "#view=account", "#view=list", ""], async (place) => {
    assert.equal(await view.page.evaluate(() => globalThis.owned), undefined, place);
    assert.equal(await view.page.locator("#stage :is(script, iframe, img, object, embed, style), #findings :is(script, img)").count(), 0, place);
  });
  assert.deepEqual(await view.close(), []);
});

for (const colorScheme of ["light", "dark"]) {
  for (const [width, height] of [[1440, 900], [390, 844]]) {
    test(`axe finds nothing in any view, ${colorScheme}, ${width} pixels`, async () => {
      const orders = await landscape("order-to-delivery", { "silent.handoff": SILENT, "broken.bpmn": "<definitions>" });
      const own = await serve(orders.folder);
      const view = await open(chrome, own.url, "", { colorScheme, viewport: { width, height } });
      const axe = await readFile(AXE, "utf8");
      // As a script of the page it would be against the policy.
      await view.page.evaluate(axe);
      const row = await view.page.locator("#findings a.row").first().evaluate((it) => it.hash);
      const places = ["", "#view=list&q=customer", row, `#view=diagram&file=${await drawn(view.page, own)}`, "#view=departments", "#view=department&name=Shipping", "#view=items", "#view=item&name=Order", "#view=account", "#view=rule&rule=data/late-input", "#from=Sales&to=Shipping"];
      const faults = [];
      await visit(view, places, async (place) => {
        const result = await view.page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
        for (const { id, nodes } of result.violations) faults.push(`${place} ${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).slice(0, 3).join("; ")}`);
      });
      const done = await view.close();
      await own.stop();
      await orders.done();
      assert.deepEqual([...faults, ...done], []);
    });
  }
}

test("another site can neither read, embed nor frame the page", async () => {
  const evil = createServer((request, answer) => {
    answer.setHeader("content-type", "text/html");
    answer.end(`<!doctype html><title>evil</title><iframe src="${served.origin}/"></iframe><img src="${served.origin}/page/icon.svg">
      <script>
        globalThis.got = [];
        fetch("${served.origin}/state.json").then((it) => it.text()).then((it) => got.push(it), () => got.push("refused"));
        fetch("${served.origin}/state.json", { mode: "no-cors" }).then((it) => got.push(it.type + it.status), () => got.push("refused"));
        const events = new EventSource("${served.origin}/events");
        events.onmessage = events.onopen = () => got.push("heard");
        events.onerror = () => got.push("refused");
      </script><script src="${served.origin}/rules.json"></script>`);
  });
  await new Promise((resolve) => evil.listen(0, "127.0.0.1", resolve));
  const page = await (await chrome.newContext()).newPage();
  await page.goto(`http://localhost:${evil.address().port}/`);
  await page.waitForFunction(() => globalThis.got.length >= 3);
  assert.deepEqual([...new Set(await page.evaluate(() => globalThis.got))], ["refused"]);
  const framed = page.frames().find((frame) => frame !== page.mainFrame());
  assert.ok(!(await framed?.locator(".headline").count().catch(() => 0)));
  await page.context().close();
  evil.close();
});

test("a name that leads here is refused, and so is who does not know the token", async () => {
  const rebound = await browserWith(`--host-resolver-rules=MAP evil.example 127.0.0.1`);
  const page = await (await rebound.newContext()).newPage();
  const answer = await page.goto(`http://evil.example:${new URL(served.url).port}/`);
  assert.equal(answer.status(), 403);
  await rebound.close();
  const own = await serve(folder.folder, "0.0.0.0:0");
  const context = await chrome.newContext();
  assert.equal((await context.request.get(`${own.origin}/state.json`)).status(), 401);
  const view = await open(chrome, own.url);
  await view.page.waitForSelector("a.row");
  assert.ok(!view.page.url().includes("token"));
  await view.page.reload();
  await view.page.waitForSelector("a.row");
  assert.equal(await view.page.evaluate(() => document.cookie), "");
  assert.deepEqual(await view.close(), []);
  await context.close();
  await own.stop();
});

/** The path of the export without a layout, as the report has it. */
async function drawn(page, own) {
  const state = await (await page.request.get(`${own.origin}/state.json`)).json();
  return encodeURIComponent(Object.keys(state.exports).find((file) => file.endsWith("silent.handoff")));
}

async function browserWith(flag) {
  const { chromium } = await import("playwright-core");
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--headless", "--no-sandbox", "--disable-gpu", flag] });
}
