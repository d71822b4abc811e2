import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Page } from "playwright-core";
import { skip, Stage } from "./browser.ts";

/** Every view, and a text that is there when it is drawn. */
const VIEWS: readonly { name: string; at: string; text: string }[] = [
    { name: "fleet", at: "#/", text: "checkout" },
    { name: "fleet-open", at: "#/?open=checkout%7Ccheckout%401.4.2", text: "instances …" },
    { name: "instances", at: "#/?view=instances&q=checkout", text: "10.0." },
    { name: "service", at: "#/service/checkout", text: "Builds, newest first" },
    { name: "process", at: "#/process/2", text: "What memory consists of" },
    { name: "alerts", at: "#/alerts", text: "150 instances" },
    { name: "silences", at: "#/alerts?tab=silences", text: "There is no silence." },
    { name: "leak", at: "#/alert/a-12", text: "Who allocates what lives on" },
    { name: "status", at: "#/status", text: "search pods" },
    { name: "snapshots", at: "#/snapshots", text: "before.heapsnapshot" },
    { name: "snapshot", at: "#/snapshot/0", text: "What holds the memory" },
    { name: "types", at: "#/snapshot/0/types", text: "Session" },
    { name: "tree", at: "#/snapshot/0/tree/3", text: "Each area" },
    { name: "object", at: "#/snapshot/0/object/31", text: "Why it is alive" },
    { name: "diff", at: "#/snapshot/0/diff", text: "What grows" },
    { name: "search", at: "#/snapshot/0/search?q=Session", text: "Objects found" },
];

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Set to a folder, it gets a picture of each view. */
const SHOTS = process.env["TIDEMARK_SHOTS"];

interface AxeFinding {
    id: string;
    impact: string | null;
    nodes: { html: string; failureSummary?: string }[];
}

async function seriousFindings(page: Page): Promise<string[]> {
    await page.evaluate(AXE);
    const found = await page.evaluate(
        async () => (await (globalThis as unknown as { axe: { run: () => Promise<{ violations: AxeFinding[] }> } }).axe.run()).violations,
    );
    return found
        .filter((each) => each.impact === "serious" || each.impact === "critical")
        .map((each) => `${each.id}: ${each.nodes.map((node) => `${node.html} ${node.failureSummary ?? ""}`).join("; ")}`);
}

describe("each view", { skip }, () => {
    const stage = new Stage();
    before(() => stage.open());
    after(() => stage.close());

    for (const { name, at, text } of VIEWS) {
        for (const dark of [false, true]) {
            // Colours do not depend on the width, nor the layout on the colours: two of the four will do.
            const width = dark ? 390 : 1280;
            test(`${name} is drawn ${dark ? "dark on a phone" : "light on a desk"}, without a serious finding of axe`, async () => {
                const page = await stage.show(at, { width, dark });
                await page.getByText(text).or(page.getByLabel(text)).first().waitFor();
                if (SHOTS) {
                    await page.waitForLoadState("networkidle").catch(() => undefined);
                    mkdirSync(SHOTS, { recursive: true });
                    await page.screenshot({ path: join(SHOTS, `${name}-${dark ? "dark" : "light"}-${width}.png`) });
                }
                assert.deepEqual(await seriousFindings(page), []);
                const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
                assert.ok(overflow <= 0, `the page is ${overflow} px wider than the window`);
                assert.deepEqual(stage.complaints(), []);
                await page.context().close();
            });
        }
    }
});
