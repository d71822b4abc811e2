import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { skip, Stage } from "./browser.ts";

describe("a snapshot of a million objects, opened by itself", { skip }, () => {
    const stage = new Stage({ onlySnapshots: true, processes: 0 });
    before(() => stage.open());
    after(() => stage.close());

    test("the page opens the newest file and says first what leaks", async () => {
        const page = await stage.show("");
        await page.getByRole("heading", { name: "Verdict: leaking" }).waitFor();
        await page.getByText("the Map sessions of server.js only grows").waitFor();
        assert.match(page.url(), /#\/snapshot\/0$/);
        await page.context().close();
    });

    test("hundreds of thousands of objects of a type are walked to the end, a page at a time", async () => {
        const page = await stage.show("#/snapshot/0/type/0");
        const table = page.getByRole("grid", { name: "Objects of the type" });
        await table.locator(".c-name a").first().waitFor();
        const total = Number(await table.getAttribute("aria-rowcount"));
        assert.ok(total > 400_000);
        stage.server.requests.length = 0;
        await table.focus();
        await page.keyboard.press("End");
        await page.locator(`[aria-rowindex="${total}"] .c-name a`).waitFor();
        await page.keyboard.press("ArrowUp");
        await page.locator(`[aria-rowindex="${total - 1}"].active`).waitFor();
        assert.ok(stage.server.requests.length <= 4, `too much is loaded: ${stage.server.requests.join(", ")}`);
        await page.context().close();
    });

    test("the dominator tree is walked down and up, with the way in the address", async () => {
        const page = await stage.show("#/snapshot/0/tree");
        const table = page.getByRole("grid", { name: "Dominated objects" });
        await table.locator(".c-name a").first().waitFor();
        await table.focus();
        await page.keyboard.press("Enter");
        await page.waitForFunction(() => /tree\/\d+$/.test(location.hash));
        const crumbs = page.getByRole("navigation", { name: "Dominators" });
        await crumbs.locator('[aria-current="true"]', { hasNotText: "all that is alive" }).waitFor();
        await table.focus();
        await page.keyboard.press("Backspace");
        await page.waitForFunction(() => location.hash.endsWith("/tree"));
        await page.context().close();
    });

    test("a click into the treemap goes there", async () => {
        const page = await stage.show("#/snapshot/0/tree/2");
        await page.locator(".treemap .area").first().click({ position: { x: 20, y: 6 } });
        await page.waitForFunction(() => /tree\/(?!2$)\d+$/.test(location.hash));
        await page.context().close();
    });

    test("search finds types and objects, and reads aloud why they are alive", async () => {
        const page = await stage.show("#/snapshot/0");
        await page.getByRole("heading", { level: 1 }).waitFor();
        await page.keyboard.press("/");
        await page.keyboard.type("Session");
        await page.getByText("The module server.js has the variable sessions, a Map; its entries are 2,000 Session.").waitFor();
        await page.getByRole("grid", { name: "Objects found" }).locator(".c-name a").first().click();
        await page.getByRole("heading", { name: "Retained by" }).waitFor();
        await page.context().close();
    });

    test("differences begin with what grows", async () => {
        const page = await stage.show("#/snapshot/0/diff");
        await page.getByText("100 → 2,100 Session, 1023 KiB → 21.0 MiB").waitFor();
        await page.getByText("before.heapsnapshot → after.heapsnapshot").waitFor();
        await page.context().close();
    });
});
