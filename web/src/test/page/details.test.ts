import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { skip, Stage } from "./browser.ts";

describe("one process, one leak", { skip }, () => {
    const stage = new Stage();
    before(() => stage.open());
    after(() => stage.close());

    const leaking = (): number => stage.server.fleet.processes.find((row) => row.verdict === "leaking" && row.id % 2 === 1)!.id;

    test("a range is selected with the pointer, walked with keys, and sent as a link", async () => {
        const page = await stage.show(`#/process/${leaking()}`);
        const chart = page.locator(".chart .u-over");
        await chart.waitFor();
        const box = (await chart.boundingBox())!;
        await page.mouse.move(box.x + 300, box.y + 100);
        await page.mouse.down();
        await page.mouse.move(box.x + 600, box.y + 110, { steps: 4 });
        await page.mouse.up();
        await page.waitForFunction(() => /from=\d+&to=\d+/.test(location.hash));
        const range = (): number[] => [...page.url().matchAll(/(?:from|to)=(\d+)/g)].map((match) => Number(match[1]));
        const [from, to] = range();
        await page.getByRole("group", { name: /^Chart/ }).focus();
        await page.keyboard.press("ArrowLeft");
        await page.waitForFunction((before) => !location.hash.includes(`from=${before}`), from);
        assert.ok(range()[0]! < from! && range()[1]! < to!);
        await page.keyboard.press("0");
        await page.waitForFunction(() => !location.hash.includes("from="));
        await page.context().close();
    });

    test("the values under the pointer are read from the legend, and a click hides a line", async () => {
        const page = await stage.show(`#/process/${leaking()}`);
        const chart = page.locator(".chart .u-over");
        await chart.waitFor();
        const box = (await chart.boundingBox())!;
        await page.mouse.move(box.x + 200, box.y + 100);
        await page.waitForFunction(() => document.querySelector(".legend-time")?.textContent !== "latest");
        await page.getByRole("button", { name: /^resident memory/ }).click();
        await page.waitForFunction(() => location.hash.includes("hide=rss"));
        assert.equal(await page.getByRole("button", { name: /^resident memory/ }).getAttribute("aria-pressed"), "false");
        await page.context().close();
    });

    test("what a capture costs is said before it is taken, and what is refused cannot be taken", async () => {
        const page = await stage.show(`#/process/${leaking()}`);
        await page.getByRole("button", { name: "Capture …" }).click();
        const dialog = page.getByRole("dialog", { name: "Capture evidence" });
        await dialog.getByText("0.4 s likely, 1.5 s at worst").waitFor();
        await dialog.getByText("Refused: it would take 420 MiB").waitFor();
        assert.ok(await dialog.getByRole("radio", { name: /Snapshot/ }).isDisabled());
        await dialog.getByRole("button", { name: "Capture" }).click();
        await dialog.waitFor({ state: "detached" });
        await page.getByRole("heading", { name: "Captures" }).waitFor();
        await page.context().close();
    });

    test("a leak has its path, its evidence, its fix and who was told", async () => {
        const page = await stage.show("#/alert/a-12");
        const path = page.getByRole("list", { name: "Path from the root" }).first();
        await path.waitFor();
        assert.deepEqual(await path.getByRole("listitem").allInnerTexts(), ["module server.js", "sessions : Map"]);
        for (const text of ["one entry for each request", "the snapshots are only 12 min apart", "setTimeout(() => sessions.delete(id)", "the receiver answered 502"]) {
            await page.getByText(text).first().waitFor();
        }
        await page.context().close();
    });

    test("a flame graph is walked by key, and Enter shows a frame alone", async () => {
        const page = await stage.show("#/alert/a-12");
        const flame = page.getByRole("group", { name: "Flame graph of allocations" });
        await flame.getByRole("button", { name: "all" }).focus();
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("ArrowRight");
        await page.getByText("sweep (timers.js:8): 9.00 MiB").waitFor();
        await page.keyboard.press("Enter");
        await page.getByRole("button", { name: "Show all" }).click();
        await flame.getByRole("button", { name: "handle (server.js:12)" }).waitFor();
        await page.context().close();
    });

    test("an alert is silenced for a while, and the silence ends by hand", async () => {
        const page = await stage.show("#/alert/a-12");
        await page.getByRole("button", { name: "Silence …" }).click();
        const dialog = page.getByRole("dialog", { name: "Silence" });
        assert.equal(await dialog.getByLabel("Service").inputValue(), "checkout");
        await dialog.getByLabel("Who").fill("ann");
        await dialog.getByLabel("Why").fill("known, fixed in 1.4.3");
        await dialog.getByRole("button", { name: "Silence" }).click();
        await dialog.waitFor({ state: "detached" });
        await page.goto(`${stage.address}#/alerts?tab=silences`);
        await page.getByText("known, fixed in 1.4.3").waitFor();
        await page.getByRole("button", { name: /^Expire the silence of checkout/ }).click();
        await page.getByText("expired").waitFor();
        await page.context().close();
    });

    test("maintenance is planned beside what comes every week", async () => {
        const page = await stage.show("#/alerts?tab=maintenance");
        await page.getByText("saturday, 01:00 to 03:00, Europe/Berlin").waitFor();
        await page.getByRole("button", { name: "New window …" }).click();
        const dialog = page.getByRole("dialog", { name: "Maintenance window" });
        await dialog.getByLabel("From").fill("2026-11-30T01:00");
        await dialog.getByLabel("Until").fill("2026-11-30T03:00");
        await dialog.getByLabel("Who").fill("ann");
        await dialog.getByLabel("Why").fill("new disks");
        await dialog.getByRole("button", { name: "Plan" }).click();
        await page.getByText("new disks").waitFor();
        await page.getByRole("button", { name: "Remove the window of all services" }).click();
        await page.getByText("new disks").waitFor({ state: "detached" });
        await page.context().close();
    });

    test("the evidence of a leak is opened and compared", async () => {
        const page = await stage.show("#/alert/a-12");
        await page.getByRole("link", { name: "Open snapshot 2 of 2" }).click();
        await page.getByRole("heading", { name: /after\.heapsnapshot/ }).waitFor();
        await page.getByRole("link", { name: "the alert" }).click();
        await page.getByRole("link", { name: "Compare the first with the last" }).click();
        await page.getByText("100 → 2,100 Session, 1023 KiB → 21.0 MiB").waitFor();
        assert.match(page.url(), /#\/snapshot\/0\/diff\?with=1$/);
        await page.getByLabel("Compared with").selectOption({ index: 2 });
        await page.waitForFunction(() => location.hash.endsWith("?with=2"));
        await page.reload();
        await page.getByText("100 → 2,100 Session").waitFor();
        assert.equal(await page.getByLabel("Compared with").inputValue(), "2");
        await page.context().close();
    });

    test("a capture that is under way says how far it is", async () => {
        const page = await stage.show("#/alert/a-13");
        await page.getByText("a capture will tell").waitFor();
        const row = {
            id: "c-77",
            process: 500,
            kind: "holder" as const,
            state: "capturing" as const,
            progress: 0.4,
            text: "snapshot 2 of 3: stops for about 0.4 s",
            by: "rule",
            startedAt: new Date().toISOString(),
            endedAt: null,
            snapshot: null,
            alert: "a-13",
        };
        stage.server.captured(row);
        const progress = page.getByRole("progressbar", { name: "Progress of the capture" });
        await progress.waitFor();
        assert.equal(await progress.getAttribute("value"), "0.4");
        await page.getByText("is being looked for").waitFor();
        stage.server.captured({ ...row, progress: 0.8 });
        await page.locator('progress[value="0.8"]').waitFor();
        stage.server.captured({ ...row, state: "failed" as never, progress: null as never, endedAt: new Date().toISOString() as never, text: "the process is gone" });
        await progress.waitFor({ state: "detached" });
        await page.getByText("the process is gone").waitFor();
        await page.context().close();
    });

    test("who looks after an alert is asked once, and stays with it", async () => {
        const page = await stage.show("#/alert/a-15");
        await page.getByRole("button", { name: "Acknowledge" }).click();
        const dialog = page.getByRole("dialog", { name: "Acknowledge" });
        await dialog.getByLabel("Who").fill("ann");
        await page.keyboard.press("Enter");
        await page.getByText(/^ann looks after it since \d\d:\d\d/).waitFor();
        assert.equal(await page.getByRole("button", { name: "Acknowledge" }).count(), 0);
        await page.goto(`${stage.address}#/alerts`);
        await page.getByText("ann looks after it").waitFor();
        await page.goto(`${stage.address}#/alert/a-13`);
        await page.getByRole("button", { name: "Acknowledge" }).click();
        await page.getByText(/^ann looks after it since/).waitFor();
        await page.context().close();
    });

    test("a link from a message, which names the view as a path, leads there", async () => {
        const page = await stage.show("alert/a-12");
        await page.getByRole("heading", { name: /firing checkout/ }).waitFor();
        assert.match(page.url(), /\/#\/alert\/a-12$/);
        await page.context().close();
    });
});
