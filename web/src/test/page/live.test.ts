import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { MockServer } from "../mock/server.ts";
import { PAGES, skip, Stage } from "./browser.ts";

async function until(isSo: () => boolean): Promise<void> {
    for (const begin = Date.now(); !isSo(); await new Promise((resolve) => setTimeout(resolve, 20))) {
        assert.ok(Date.now() - begin < 30_000, "waited too long");
    }
}

describe("a page that stays open", { skip }, () => {
    const stage = new Stage({ processes: 400 });
    before(() => stage.open());
    after(() => stage.close());

    test("a change in the fleet is shown without being asked for", async () => {
        const page = await stage.show("#/");
        await page.getByRole("heading", { name: "2 services are leaking." }).waitFor();
        await until(() => stage.server.listeners > 0);
        const changed = stage.server.fleet.processes.filter((row) => row.service === "search" && row.verdict === "leaking");
        changed.forEach((row) => Object.assign(row, { verdict: "steady", timeToLimit: null }));
        stage.server.tell("fleet", { at: new Date().toISOString(), totals: stage.server.fleet.totals(), changed: changed.map((row) => row.id), more: false });
        await page.getByRole("heading", { name: "1 service is leaking." }).waitFor();
        await page.context().close();
    });

    test("what is not decided yet is not called well", async () => {
        const server = stage.server;
        const verdicts = server.fleet.processes.map((row) => row.verdict);
        server.fleet.processes.forEach((row) => Object.assign(row, { verdict: "undecided", timeToLimit: null }));
        const page = await stage.show("#/");
        await page.getByRole("heading", { name: "2 alerts are firing." }).waitFor();
        await page.getByText("None has been watched for long enough.").waitFor();
        server.fleet.processes.forEach((row, index) => Object.assign(row, { verdict: verdicts[index] }));
        await page.context().close();
    });

    test("trouble of the store is said on every view, and taken back", async () => {
        const page = await stage.show("#/alerts");
        await page.getByRole("heading", { name: "Alerts", exact: true }).waitFor();
        await until(() => stage.server.listeners > 0);
        stage.server.storeTrouble = "the disk is full: readings wait in memory";
        stage.server.tell("status", { trouble: stage.server.storeTrouble });
        await page.getByText("the disk is full").waitFor();
        stage.server.storeTrouble = null;
        stage.server.tell("status", { trouble: null });
        await page.getByText("the disk is full").waitFor({ state: "detached" });
        await page.context().close();
    });

    test("a server that is away is told with the time, and its return is noticed", async () => {
        const page = await stage.show("#/");
        await page.getByRole("heading", { level: 1 }).waitFor();
        await page.locator(".table-rows .row").first().waitFor();
        const port = stage.server.port;
        await stage.server.stop();
        await page.getByText(/Stale since \d\d:\d\d:\d\d/).waitFor();
        assert.ok(await page.locator(".table-rows .row").first().isVisible(), "what was known stays in sight");
        stage.server = new MockServer({ pages: PAGES, processes: 400, port });
        await stage.server.start();
        await page.getByText(/Stale since/).waitFor({ state: "detached" });
        await page.context().close();
    });
});

describe("a server that wants a token", { skip }, () => {
    const stage = new Stage({ processes: 40, token: "open sesame" });
    before(() => stage.open());
    after(() => stage.close());

    test("the page asks for it, says when it is wrong, and goes on where the link led", async () => {
        const page = await stage.show("#/alerts");
        await page.getByLabel("Token").fill("guess");
        await page.getByRole("button", { name: "Log in" }).click();
        await page.getByText("that is not the token").waitFor();
        await page.getByLabel("Token").fill("open sesame");
        await page.getByRole("button", { name: "Log in" }).click();
        await page.getByText("module server.js > sessions : Map").first().waitFor();
        await page.context().close();
    });
});
