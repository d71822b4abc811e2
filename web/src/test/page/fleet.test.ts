import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Page } from "playwright-core";
import { skip, Stage } from "./browser.ts";

describe("the fleet of 20,000 processes", { skip }, () => {
    const stage = new Stage();
    before(() => stage.open());
    after(() => stage.close());

    const activeText = async (page: Page): Promise<string> => (await page.locator(".row.active").innerText()).replace(/\s+/g, " ");

    test("the first screen says what leaks and what is hit first", async () => {
        const page = await stage.show("#/");
        await page.getByRole("heading", { name: "2 services are leaking." }).waitFor();
        assert.match(await page.locator(".headline-box").innerText(), /reaches its limit first, in \d+ h \d+ min\. 2 alerts are firing\. 20,000 processes of 40 services watched/);
        const first = await page.locator(".table-rows .row").first().innerText();
        assert.match(first, /leaking/);
        await page.context().close();
    });

    test("only the rows in sight are drawn, and the last one can be reached by key", async () => {
        const page = await stage.show("#/?view=instances");
        await page.getByRole("grid", { name: "Instances" }).locator(".c-name a").first().waitFor();
        assert.ok((await page.locator(".table-rows .row").count()) < 60);
        await page.getByRole("grid", { name: "Instances" }).focus();
        await page.keyboard.press("End");
        await page.locator('[aria-rowindex="20001"] .c-name a').waitFor();
        assert.ok((await page.locator(".table-rows .row").count()) < 60);
        const box = await page.locator('[aria-rowindex="20001"]').boundingBox();
        assert.ok(box && box.y >= 0 && box.y + box.height <= 861, "the last row is in sight");
        await page.context().close();
    });

    test("however fast the table is scrolled, only what is in sight is drawn and loaded", async () => {
        const page = await stage.show("#/?view=instances");
        await page.locator(".c-name a").first().waitFor();
        stage.server.requests.length = 0;
        const mostDrawn = await page.evaluate(async () => {
            let most = 0;
            for (let stop = 0; stop < 20; stop++) {
                scrollBy(0, 25_000);
                await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
                most = Math.max(most, document.querySelectorAll(".table-rows .row").length);
            }
            return most;
        });
        await page.locator('[aria-rowindex="15640"] .c-name a').waitFor();
        assert.ok(mostDrawn > 10 && mostDrawn < 60, `${mostDrawn} rows were drawn`);
        const pages = stage.server.requests.filter((request) => request.includes("/processes?"));
        assert.ok(pages.length <= 2 * 20 + 4, `${pages.length} pages were loaded`);
        await page.context().close();
    });

    test("arrows walk, fold out and open, and all of it is in the address", async () => {
        const page = await stage.show("#/");
        const table = page.getByRole("treegrid", { name: "Services" });
        await table.locator(".c-name a").first().waitFor();
        await table.focus();
        await page.keyboard.press("j");
        assert.match(await activeText(page), /checkout/);
        await page.keyboard.press("ArrowRight");
        await table.locator(".c-name", { hasText: "1.4.2" }).waitFor();
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("ArrowRight");
        await table.getByText("instances …").waitFor();
        assert.match(page.url(), /open=checkout%7Ccheckout%401\.4\.2/);

        const colleague = await stage.show(page.url().slice(page.url().indexOf("#")));
        await colleague.getByText("instances …").waitFor();
        await colleague.context().close();

        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("Enter");
        await page.getByRole("heading", { name: /^checkout .*1\.4\.2$/ }).waitFor();
        assert.match(await page.locator(".instance").innerText(), /^10\./);
        await page.context().close();
    });

    test("filters, search and order go to the server and into the address", async () => {
        const page = await stage.show("#/");
        await page.getByRole("button", { name: /^leaking/ }).click();
        await page.getByText("2 services, 223 instances").waitFor();
        await page.keyboard.press("/");
        await page.keyboard.type("search 1.4.2");
        await page.getByText("1 service, 57 instances").waitFor();
        const sorted = page.waitForRequest((request) => /sort=memory/.test(request.url()) && /q=search\+1\.4\.2/.test(request.url()));
        await page.getByRole("button", { name: "Memory" }).click();
        await page.waitForFunction(() => location.hash.includes("sort=memory"));
        assert.equal(new URLSearchParams(page.url().split("?")[1]).get("verdict"), "leaking");
        await sorted;
        await page.getByRole("button", { name: "Show all" }).click();
        await page.getByText("40 services, 20,000 instances").waitFor();
        await page.context().close();
    });

    test("the keys are explained, and lead to the views", async () => {
        const page = await stage.show("#/");
        await page.getByRole("heading", { level: 1 }).waitFor();
        await page.keyboard.press("?");
        const help = page.getByRole("dialog", { name: "Keyboard" });
        await help.waitFor();
        await page.keyboard.press("Escape");
        await help.waitFor({ state: "detached" });
        await page.keyboard.press("g");
        await page.keyboard.press("a");
        await page.getByRole("heading", { name: "Alerts", exact: true }).waitFor();
        await page.context().close();
    });

    test("what the Tab key reaches can be seen", async () => {
        const page = await stage.show("#/");
        await page.locator(".table-rows .c-name a").first().waitFor();
        for (let i = 0; i < 25; i++) {
            await page.keyboard.press("Tab");
            const outline = await page.evaluate(() => {
                const style = getComputedStyle(document.activeElement!);
                return document.activeElement === document.body ? "none at all" : `${style.outlineStyle} ${style.outlineWidth}`;
            });
            if (outline === "none at all") {
                return;
            }
            assert.match(outline, /^(solid|auto) [1-9]/, `stop ${i}: ${await page.evaluate(() => document.activeElement!.outerHTML.slice(0, 120))}`);
        }
        await page.context().close();
    });

    test("dark and light follow the switch, and the switch is remembered", async () => {
        const page = await stage.show("#/", { dark: true });
        const background = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        await page.getByRole("heading", { level: 1 }).waitFor();
        const dark = await background();
        await page.keyboard.press("t");
        await page.getByRole("button", { name: "Colours: light" }).waitFor();
        const light = await background();
        assert.notEqual(light, dark);
        await page.reload();
        await page.getByRole("heading", { level: 1 }).waitFor();
        assert.equal(await background(), light);
        await page.context().close();
    });
});
