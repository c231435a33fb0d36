// What a person does with the page: look, click, filter, search, come back by a link, read it in another language.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, landscape, open, serve } from "./harness.mjs";
import { SILENT, TOLD, needy } from "./texts.mjs";

let chrome;
let orders;
let served;

before(async () => {
  chrome = await browser();
  orders = await landscape("order-to-delivery", { "silent.handoff": SILENT });
  served = await serve(orders.folder);
});

after(async () => {
  await served.stop();
  await orders.done();
  await chrome.close();
});

/** Opens the page at a place of it, has `work` done, and finds nothing that must not happen. */
function check(name, hash, work, options) {
  test(name, async () => {
    const view = await open(chrome, served.url, hash, options);
    try {
      await work(view.page);
    } finally {
      assert.deepEqual(await view.close(), []);
    }
  });
}

const rows = (page) => page.locator("#findings a.row");
const count = (page) => page.locator(".count").textContent();
/** Waits until the figure above the list is this one. */
const counted = (page, figure) => page.locator(".count", { hasText: figure }).waitFor();
const hash = (page) => page.evaluate(() => decodeURIComponent(location.hash));

check("the first glance answers the question", "", async (page) => {
  assert.equal(await page.locator("h1").textContent(), "Would the customer notice?");
  assert.match(await page.locator(".headline").textContent(), /^Yes: \d+ gaps reach the customer/);
  assert.match(await page.locator(".since").textContent(), /when watching began/);
  assert.match(await page.title(), /^Yes: .* · handoff$/);
});

check("the landscape shows departments and borders, and leads to both", "", async (page) => {
  const shipping = page.locator('.picture [data-department="Shipping"]').first();
  await shipping.waitFor();
  await page.locator(".picture [data-from]").first().focus();
  await page.keyboard.press("Enter");
  await page.locator("#border-name").waitFor();
  assert.match(await hash(page), /from=.*to=/);
  await shipping.click();
  await page.getByRole("heading", { name: "What Shipping needs" }).waitFor();
});

check("a department says what does not arrive, and who does not deliver it", "#view=department&name=Shipping", async (page) => {
  const row = page.locator("tr", { hasText: "Sender address" });
  assert.match(await row.locator(".verdict").textContent(), /nobody makes it/);
  assert.match(await page.locator(".culprits").textContent(), /Sales/);
});

check("a finding leads to its place in the diagram, with pin, paths and watermark", "", async (page) => {
  await rows(page).filter({ hasText: "postcode" }).first().click();
  const chosen = page.locator(".pin.chosen");
  await chosen.waitFor();
  assert.ok(await page.locator(".djs-element.is-gap").count());
  assert.ok((await page.locator(".djs-element.on-witness").count()) > 2);
  const heading = await page.locator("#finding-name").textContent();
  assert.match(heading, /postcode/);
  const mark = await page.locator("a.bjs-powered-by").evaluate((link) => {
    const box = link.getBoundingClientRect();
    const on = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return { shown: box.width > 40 && box.height > 15, free: link.contains(on), href: link.getAttribute("href") };
  });
  assert.deepEqual(mark, { shown: true, free: true, href: "http://bpmn.io" });
  await page.reload();
  await chosen.waitFor();
  assert.equal(await page.locator("#finding-name").textContent(), heading);
  await page.goBack();
  await page.locator(".picture svg").waitFor();
});

check("an item shows its journey, and is marked in the diagram", "#view=items", async (page) => {
  await page.locator("#stage a", { hasText: "Delivery address" }).first().click();
  const stations = page.locator(".station h3");
  assert.deepEqual((await stations.allTextContents()).filter((name) => ["Made", "Handed over", "Needed"].includes(name)), ["Made", "Handed over", "Needed"]);
  await page.locator(".station.needed a").first().click();
  await page.locator(".djs-element.item-needed").first().waitFor();
});

check("an export without layout is drawn", "#view=account", async (page) => {
  await page.getByRole("link", { name: "silent.handoff" }).click();
  await page.locator(".drawn svg [data-element-id=order-rejected]").waitFor();
  await page.locator(".drawn .pin").first().click();
  await page.locator("#finding-name").waitFor();
  // The path that proves the finding leads over steps and over the flows between them.
  await page.locator(".drawn [data-source=in-stock][data-target=order-rejected].on-witness").waitFor({ state: "attached" });
  assert.match(await page.locator(".diagram-note").textContent(), /handoff has drawn it/);
});

check("filters and search narrow the list and stand in the address", "", async (page) => {
  // Rows that are not seen do not exist: the figure above the list counts all.
  const all = await count(page);
  await page.getByLabel("Reaches the customer").check();
  await counted(page, /^6 of /);
  assert.equal(await page.locator(".group").count(), 1);
  await page.getByRole("searchbox").fill("sender address");
  await page.waitForFunction(() => document.querySelectorAll("#findings a.row").length === 1);
  assert.match(await hash(page), /q=sender\+address&reach=1/);
  await page.reload();
  await page.waitForSelector("a.row");
  assert.equal(await rows(page).count(), 1);
  assert.equal(await page.getByRole("searchbox").inputValue(), "sender address");
  await page.getByRole("button", { name: "Clear filters" }).click();
  await counted(page, all);
  await page.getByLabel("Rule", { exact: true }).selectOption("data/missing-input");
  await counted(page, /^\d+ of \d+ findings$/);
  for (const text of await rows(page).locator(".rule").allTextContents()) assert.equal(text, "data/missing-input");
  await page.getByLabel("Department", { exact: true }).selectOption({ label: "Shipping" });
  await page.getByLabel("Severity", { exact: true }).selectOption("error");
  await counted(page, /^\d+ of \d+ findings$/);
});

check("a rule explains itself", "#view=rule&rule=data/late-input", async (page) => {
  await page.locator(".prose pre").first().waitFor();
  assert.match(await page.locator(".prose").textContent(), /Shipping packs the goods/);
  assert.equal(await page.locator(".prose .found").count() > 1, true);
});

check("the account names every file and every plugin", "#view=account", async (page) => {
  for (const name of ["order.bpmn", "quote.bpmn", "complaint.bpmn", "silent.handoff"])
    await page.locator(".files", { hasText: name }).first().waitFor();
  assert.match(await page.locator(".lead").textContent(), /Everything was read/);
});

check("German is spoken to who asks for it, and to who speaks it", "", async (page) => {
  assert.equal(await page.locator("h1").textContent(), "Würde der Kunde es merken?");
  assert.equal(await page.getAttribute("html", "lang"), "de");
  await page.getByRole("button", { name: "English" }).click();
  assert.equal(await page.locator("h1").textContent(), "Would the customer notice?");
  await page.reload();
  assert.equal(await page.locator("h1").textContent(), "Would the customer notice?");
}, { locale: "de-AT" });

check("everything can be reached and left by the keyboard alone", "", async (page) => {
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "skip");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "search");
  while (!(await page.evaluate(() => document.activeElement.matches("a.row")))) await page.keyboard.press("Tab");
  const first = await page.evaluate(() => document.activeElement.dataset.key);
  await page.keyboard.press("ArrowDown");
  assert.notEqual(await page.evaluate(() => document.activeElement.dataset.key), first);
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), first);
  await page.keyboard.press("Enter");
  await page.locator("#finding-name").waitFor();
  await page.locator(".close").focus();
  await page.keyboard.press("Enter");
  await page.locator("#finding-name").waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement.id), "stage");
});

check("an address that leads nowhere says so", "#view=diagram&file=gone.bpmn&finding=0", async (page) => {
  await page.locator(".gone").waitFor();
  await page.evaluate(() => (location.hash = "view=department&name=Nobody%20at%20all"));
  await page.getByRole("heading", { name: "Nobody at all" }).waitFor();
  await page.evaluate(() => (location.hash = "view=constructor&name=__proto__&lang=toString"));
  await page.locator(".landscape").waitFor();
});

check("on a phone nothing is wider than the screen", "", async (page) => {
  for (const place of ["", "#view=list", "#view=departments", "#view=department&name=Shipping", "#view=items", "#view=account", "#view=rule&rule=data/late-input"]) {
    await page.evaluate((place) => (location.hash = place), place);
    await page.waitForTimeout(100);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 390, `${place}: ${width}`);
  }
  await page.evaluate(() => (location.hash = "#view=list"));
  await rows(page).first().click();
  await page.locator("#finding-name").waitFor();
  // With and without a finding below it, the diagram has room.
  for (const leave of [false, true]) {
    if (leave) await page.evaluate(() => (location.hash = location.hash.replace(/&finding=\w+/, "")));
    assert.ok((await page.locator(".canvas").evaluate((canvas) => canvas.clientHeight)) > 300);
  }
}, { viewport: { width: 390, height: 844 } });

test("a save is shown in every browser, without taking the focus or the place", async () => {
  const folder = await landscape(null, { "a.handoff": TOLD });
  const own = await serve(folder.folder);
  const [one, two] = [await open(chrome, own.url), await open(chrome, own.url, "#lang=de")];
  try {
    const headline = (view, text) => view.page.waitForFunction((text) => document.querySelector(".headline").textContent.startsWith(text), text);
    await headline(one, "No");
    await one.page.getByRole("searchbox").fill("rejected");
    await folder.write("a.handoff", SILENT);
    await Promise.all([headline(one, "Yes: 1 gap"), headline(two, "Ja: 1 Lücke")]);
    assert.match(await one.page.locator(".since").textContent(), /^Since \d/);
    assert.equal(await one.page.evaluate(() => document.activeElement.id), "search");
    assert.equal(await one.page.getByRole("searchbox").inputValue(), "rejected");
    await one.page.waitForFunction(() => document.querySelector("#announcer").textContent.includes("1 gap more"));
    await one.page.getByLabel("New since the start").check();
    assert.equal(await rows(one.page).count(), 1);
    await rows(one.page).first().focus();
    await folder.write("b.handoff", needy(3));
    await one.page.waitForFunction(() => /of 4/.test(document.querySelector(".count").textContent) || /^4/.test(document.querySelector(".count").textContent));
    assert.equal(await one.page.evaluate(() => document.activeElement.matches("a.row")), true);
    await folder.write("a.handoff", TOLD);
    await folder.remove("b.handoff");
    await Promise.all([headline(one, "No"), headline(two, "Nein")]);
  } finally {
    assert.deepEqual([...(await one.close()), ...(await two.close())], []);
    await own.stop();
    await folder.done();
  }
});

test("the page comes back when the program does", async () => {
  const folder = await landscape(null, { "a.handoff": TOLD });
  let own = await serve(folder.folder);
  const { host } = new URL(own.url);
  const view = await open(chrome, own.url);
  try {
    await own.stop();
    await view.page.locator(".status.lost").waitFor();
    await folder.write("a.handoff", SILENT);
    own = await serve(folder.folder, host);
    await view.page.locator(".status.live").waitFor();
    await view.page.waitForFunction(() => document.querySelector(".headline").textContent.startsWith("Yes: 1 gap"));
  } finally {
    assert.deepEqual(await view.close(), []);
    await own.stop();
    await folder.done();
  }
});

test("a program that is frozen is noticed, and so is its return", async () => {
  const folder = await landscape(null, { "a.handoff": TOLD });
  const own = await serve(folder.folder);
  const view = await open(chrome, own.url);
  try {
    await view.page.locator(".status.live").waitFor();
    own.freeze();
    await view.page.locator(".status.lost").waitFor();
    own.thaw();
    await view.page.locator(".status.live").waitFor();
  } finally {
    own.thaw();
    assert.deepEqual(await view.close(), []);
    await own.stop();
    await folder.done();
  }
});

test("what could not be read is loud", async () => {
  const folder = await landscape(null, { "a.handoff": TOLD, "broken.bpmn": "<definitions><process>" });
  const own = await serve(folder.folder);
  const view = await open(chrome, own.url);
  try {
    await view.page.locator(".doubts .loud, .headline", { hasText: "not everything was checked" }).first().waitFor();
    await view.page.locator(".doubts a", { hasText: "1 export was not read" }).click();
    assert.match(await view.page.locator(".refused").textContent(), /broken\.bpmn/);
  } finally {
    assert.deepEqual(await view.close(), []);
    await own.stop();
    await folder.done();
  }
});

test("five thousand findings are as quick as five", async () => {
  const parts = Array.from({ length: 25 }, (_, at) => [`needy-${at}.handoff`, needy(200, `Part ${at}`)]);
  const folder = await landscape(null, Object.fromEntries(parts));
  const own = await serve(folder.folder);
  const view = await open(chrome, own.url);
  try {
    assert.match(await count(view.page), /^5,000 findings$/);
    // What is there is a windowful, whatever there would be.
    assert.ok((await rows(view.page).count()) < 60);
    await view.page.evaluate(() => (document.querySelector(".window").scrollTop = 1e9));
    await view.page.locator('li[aria-posinset="5000"]').waitFor();
    assert.equal(await view.page.locator('li[aria-posinset="5000"]').getAttribute("aria-setsize"), "5000");
    await view.page.getByRole("searchbox").fill("Paper 199");
    await view.page.waitForFunction(() => document.querySelector(".count").textContent === "25 of 5,000 findings");
    await rows(view.page).last().click();
    await view.page.locator(".drawn .pin.chosen").waitFor();
  } finally {
    assert.deepEqual(await view.close(), []);
    await own.stop();
    await folder.done();
  }
});
