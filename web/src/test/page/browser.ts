import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { MockServer, type MockOptions } from "../mock/server.ts";

/** Debian's Chromium, or the one that is said: none is downloaded. */
const CHROMIUM = process.env["TIDEMARK_CHROMIUM"] ?? "/usr/bin/chromium";

export const PAGES = join(process.cwd(), process.env["TIDEMARK_WEB_BUILD"] ?? "target", "page");

/** Why tests with a browser cannot run here, or false. In CI they must. */
export const skip: string | false = existsSync(CHROMIUM) || process.env["CI"] === "true" ? false : `there is no ${CHROMIUM}`;

export interface Look {
    width?: number;
    dark?: boolean;
}

/** A browser and a server of made-up data for a group of tests. */
export class Stage {
    server!: MockServer;
    address!: string;
    private browser!: Browser;
    private problems: string[] = [];
    private readonly options: Partial<MockOptions>;

    constructor(options: Partial<MockOptions> = {}) {
        this.options = options;
    }

    async open(): Promise<void> {
        this.server = new MockServer({ pages: PAGES, ...this.options });
        this.address = await this.server.start();
        this.browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
    }

    async close(): Promise<void> {
        await this.browser?.close();
        await this.server?.stop();
    }

    /** A new window that shows a view. */
    async show(view: string, look: Look = {}): Promise<Page> {
        const width = look.width ?? 1280;
        const context = await this.browser.newContext({
            viewport: { width, height: width < 600 ? 844 : 860 },
            colorScheme: look.dark ? "dark" : "light",
            reducedMotion: "reduce",
            hasTouch: width < 600,
        });
        context.setDefaultTimeout(30_000); // a loaded machine is slow, not wrong
        const page = await context.newPage();
        this.problems = [];
        page.on("pageerror", (error) => this.problems.push(String(error)));
        page.on("console", (message) => message.type() === "error" && this.problems.push(message.text()));
        await page.goto(this.address + view);
        return page;
    }

    /** What the newest window has complained of: errors, and what the content security policy forbade. */
    complaints(): string[] {
        return this.problems;
    }
}
