// The report, the map and the comparison as one file of HTML: what a reader has of it, without a server and without scripts.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { AXE, browser, landscape, report } from "./harness.mjs";
import { HOSTILE, SILENT, hostile, needy } from "./texts.mjs";

let chrome;
let folders;
/** The addresses of the reports by name. */
let reports;

before(async () => {
  chrome = await browser();
  folders = {
    orders: await landscape("order-to-delivery", { "silent.handoff": SILENT, "broken.bpmn": "<definitions>" }),
    german: await landscape("auftrag-bis-lieferung"),
    hostile: await landscape(null, { [`${HOSTILE[1].replaceAll("/", "")}.bpmn`]: hostile() }),
    needy: await landscape(null, { "a.handoff": needy(120, "A step whose name is longer than most names of steps are"), "b.handoff": needy(3) }),
    nothing: await landscape(null, { "broken.bpmn": "<definitions>" }),
  };
  reports = {};
  for (const [name, { folder }] of Object.entries(folders)) reports[name] = await report(folder);
  reports.map = await report(folders.orders.folder, "map");
  reports.diff = await report(folders.orders.folder, "diff", [folders.german.folder]);
});

after(async () => {
  for (const folder of Object.values(folders)) await folder.done();
  await chrome.close();
});

/** Opens a report, has `work` done, and finds that it asked for nothing and nothing failed. */
function check(name, options, work) {
  test(name, async () => {
    const context = await chrome.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    const page = await context.newPage();
    const faults = [];
    let address;
    page.on("request", (request) => request.url().split("#")[0] === address || faults.push(`asked ${request.url()}`));
    page.on("pageerror", (error) => faults.push(`failed: ${error.message}`));
    page.on("dialog", (dialog) => faults.push(`dialog: ${dialog.message()}`) && dialog.dismiss());
    const open = async (name) => {
      address = reports[name];
      await page.goto(address);
      return page;
    };
    await work(open).finally(() => context.close());
    assert.deepEqual(faults, []);
  });
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1440, 390]) {
    check(`axe finds nothing, and nothing is wider than the screen: ${colorScheme}, ${width} pixels`, { colorScheme, viewport: { width, height: 844 } }, async (open) => {
      const axe = await readFile(AXE, "utf8");
      for (const name of Object.keys(reports)) {
        const page = await open(name);
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, name);
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
        assert.deepEqual(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes[0].target} ${nodes[0].failureSummary}`), []);
      }
    });
  }
}

check("it is read without scripts, and without asking for anything", { javaScriptEnabled: false }, async (open) => {
  const page = await open("orders");
  assert.equal(await page.locator("script, link, img, iframe").count(), 0);
  assert.match(await page.locator(".verdict").innerText(), /reach the customer/);
  assert.match(await page.locator("#not-checked").innerText(), /broken\.bpmn/);
  const path = page.locator(".trail:not(.first)").first();
  assert.equal(await path.isVisible(), false);
  await page.locator(`a.show[href="#${await path.getAttribute("id")}"]`).click();
  assert.equal(await path.isVisible(), true);
});

check("a reader of German has it in German", {}, async (open) => {
  const page = await open("german");
  assert.equal(await page.getAttribute("html", "lang"), "de");
  assert.match(await page.locator("h1").innerText(), /Was übergeben wird/);
});

check("names from exports do nothing", {}, async (open) => {
  const page = await open("hostile");
  assert.equal(await page.evaluate(() => globalThis.owned), undefined);
  for (const text of HOSTILE.slice(0, 2)) assert.ok((await page.locator("main").textContent()).includes(text), text);
});

check("on paper nothing is folded and no picture is cut", {}, async (open) => {
  const page = await open("orders");
  const width = 700;
  await page.setViewportSize({ width, height: 1000 });
  await page.emulateMedia({ media: "print" });
  for (const picture of await page.locator(".canvas > svg").all()) {
    const box = await picture.boundingBox();
    assert.ok(box && box.x >= 0 && box.x + box.width <= width + 1, JSON.stringify(box));
  }
  for (const folded of await page.locator("details .crossings").all()) assert.ok((await folded.boundingBox()).height > 0);
  assert.equal(await page.locator("nav").isVisible(), false);
});
