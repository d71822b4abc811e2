import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import type { AlertDetail, AlertRow, CaptureKind, CaptureRow, Maintenance, Session, Silence, Status } from "../../main/api/fleet-types.ts";
import type { OpenedSnapshot } from "../../main/api/snapshot-types.ts";
import { alertDetail, alertRow } from "./alerts.ts";
import { MockFleet, page } from "./fleet.ts";
import { detailOf, offerOf, seriesOf } from "./process.ts";
import { snapshotAnswer } from "./snapshot.ts";

/** What the real server sends with every answer. */
const CSP =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const TYPES: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

/** What takes a while is answered so at first. */
const WORKING = { state: "working" };

const WEEKLY = { service: "reports", days: ["SATURDAY"], from: "01:00", to: "03:00", zone: "Europe/Berlin", reason: "the week's batch" };

class Refused extends Error {
    readonly status: number;

    constructor(status: number, message: string) {
        super(message);
        this.status = status;
    }
}

export interface MockOptions {
    /** Where the built page is. */
    pages: string;
    /** The snapshot server, without a fleet. */
    onlySnapshots?: boolean;
    /** What has to be typed before anything is shown. */
    token?: string;
    processes?: number;
    port?: number;
}

/** Answers as the monitor and `tidemark open` do, from data that are made up: the same in every run. */
export class MockServer {
    readonly fleet: MockFleet;
    readonly requests: string[] = [];
    storeTrouble: string | null = null;
    private readonly options: MockOptions;
    private readonly server: Server;
    private readonly streams = new Set<ServerResponse>();
    private readonly captures: CaptureRow[] = [];
    private readonly acknowledged = new Map<string, Pick<AlertRow, "acknowledgedBy" | "acknowledgedAt">>();
    private silences: Silence[] = [];
    private windows: Maintenance[] = [];
    private loggedIn: boolean;
    private readonly workedOut = new Set<string>();
    private events = 0;

    constructor(options: MockOptions) {
        this.options = options;
        this.fleet = new MockFleet(options.processes ?? 20_000, Date.now());
        this.loggedIn = options.token === undefined;
        this.server = createServer((request, response) => void this.answer(request, response));
    }

    /** Begins to listen. @returns the address of the page */
    async start(): Promise<string> {
        await new Promise<void>((resolve) => this.server.listen(this.options.port ?? 0, "127.0.0.1", resolve));
        return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
    }

    get port(): number {
        return (this.server.address() as AddressInfo).port;
    }

    async stop(): Promise<void> {
        this.server.closeAllConnections();
        await new Promise((resolve) => this.server.close(resolve));
    }

    /** How many pages listen. */
    get listeners(): number {
        return this.streams.size;
    }

    /** Something goes on with a capture, or one begins. */
    captured(row: CaptureRow): void {
        const at = this.captures.findIndex((each) => each.id === row.id);
        this.captures.splice(Math.max(0, at), at < 0 ? 0 : 1, row);
        this.tell("capture", { capture: row });
    }

    tell(event: string, data: object): void {
        for (const stream of this.streams) {
            stream.write(`id: ${++this.events}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
        }
    }

    private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const url = new URL(request.url ?? "/", "http://mock");
        this.requests.push(`${request.method} ${url.pathname}${url.search}`);
        response.setHeader("Content-Security-Policy", CSP);
        try {
            if (!url.pathname.startsWith("/api/")) {
                await this.sendFile(url.pathname, response);
            } else if (url.pathname === "/api/v1/events") {
                this.stream(response);
            } else {
                const body = await bodyOf(request);
                const data = this.dataOf(request.method ?? "GET", url, body);
                const done = data === null ? 204 : request.method === "POST" ? 201 : 200;
                response.writeHead(data === WORKING ? 202 : done, {
                    "Content-Type": "application/json",
                    "Cache-Control": "no-store",
                });
                response.end(data === null ? undefined : JSON.stringify(data));
            }
        } catch (problem) {
            const status = problem instanceof Refused ? problem.status : 500;
            response.writeHead(status, { "Content-Type": "application/json" });
            response.end(JSON.stringify({ error: (problem as Error).message }));
        }
    }

    private async sendFile(path: string, response: ServerResponse): Promise<void> {
        const name = extname(path) === "" ? "/index.html" : path;
        const text = await readFile(join(this.options.pages, name)).catch(() => {
            throw new Refused(404, `there is no ${name}`);
        });
        response.writeHead(200, { "Content-Type": TYPES[extname(name)] ?? "text/plain" });
        response.end(text);
    }

    private stream(response: ServerResponse): void {
        response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
        response.write(`retry: 500\nid: ${++this.events}\nevent: hello\ndata: {"now":"${new Date().toISOString()}"}\n\n`);
        this.streams.add(response);
        response.on("close", () => this.streams.delete(response));
    }

    private dataOf(method: string, url: URL, body: Record<string, unknown>): object | null {
        const path = url.pathname.split("/").filter((step) => step !== "").slice(1).map(decodeURIComponent);
        if (path[0] === "snapshots") {
            return this.snapshots(path.slice(1), url.searchParams);
        }
        if (this.options.onlySnapshots) {
            throw new Refused(404, "there is no such thing here");
        }
        if (path[1] === "session") {
            return this.session();
        }
        if (path[1] === "login") {
            return this.login(body);
        }
        if (!this.loggedIn) {
            throw new Refused(401, "log in first");
        }
        return method === "GET" ? this.read(path.slice(1), url.searchParams) : this.act(method, path.slice(1), body);
    }

    private session(): Session {
        return { login: this.options.token === undefined ? "none" : "token", loggedIn: this.loggedIn, user: null, mayAct: true };
    }

    private login(body: Record<string, unknown>): null {
        if (body["token"] !== this.options.token) {
            throw new Refused(401, "that is not the token");
        }
        this.loggedIn = true;
        return null;
    }

    private snapshots(path: readonly string[], query: URLSearchParams): object {
        if (path.length === 0) {
            return { snapshots: this.opened() };
        }
        if (path.length === 1) {
            return found(this.opened().find((each) => each.snapshot === path[0]) ?? null);
        }
        const part = path[1] ?? "";
        if (part === "diff" && query.get("with") !== null) {
            return found(snapshotAnswer(path.slice(1), query));
        }
        if ((part === "diff" || part === "findings" || part === "why" || part === "search") && !this.workedOut.has(part)) {
            this.workedOut.add(part);
            return WORKING;
        }
        return found(snapshotAnswer(path.slice(1), query));
    }

    private opened(): OpenedSnapshot[] {
        const names = ["after.heapsnapshot", "before.heapsnapshot", "first.heapsnapshot"];
        const known = this.options.onlySnapshots ? { process: null, alert: null } : { process: 0, alert: "a-12" };
        return names.slice(0, this.options.onlySnapshots ? 2 : 3).map((file, index) => ({
            snapshot: String(index),
            file,
            format: "v8",
            bytes: 180_000_000,
            state: "ready",
            progress: null,
            error: null,
            series: "1",
            takenAt: this.options.onlySnapshots ? null : new Date(Date.now() - index * 600_000).toISOString(),
            ...known,
        }));
    }

    private read(path: readonly string[], query: URLSearchParams): object {
        const [what, id, part] = path;
        switch (what) {
            case "fleet":
                return this.fleet.fleetPage(query);
            case "processes":
                return id === undefined ? this.fleet.processPage(query) : this.process(Number(id), part, query);
            case "alerts":
                return id === undefined ? this.alerts(query) : this.alert(id);
            case "silences":
                return page(this.silences, query);
            case "maintenance":
                return { ...page(this.windows, query), weekly: [WEEKLY] };
            case "status":
                return this.status();
            default:
                throw new Refused(404, "there is no such thing here");
        }
    }

    private process(id: number, part: string | undefined, query: URLSearchParams): object {
        const row = found(this.fleet.processes[id] ?? null);
        return part === "series"
            ? seriesOf(row, query, Date.now())
            : part === "capture"
              ? offerOf(row)
              : detailOf(row, this.captures.filter((capture) => capture.process === id));
    }

    private alert(id: string): AlertDetail {
        const detail = alertDetail(id, this.fleet.processes);
        const taken = this.captures.filter((capture) => capture.alert === id);
        return { ...detail, alert: { ...detail.alert, ...this.acknowledged.get(id) }, captures: [...taken, ...detail.captures] };
    }

    private alerts(query: URLSearchParams): object {
        const states = (query.get("state") ?? "pending,firing").split(",");
        const q = (query.get("q") ?? "").toLowerCase();
        const service = query.get("service");
        const rows = ["a-12", "a-13", "a-15", "a-14"].map((id) => ({ ...alertRow(id), ...this.acknowledged.get(id) }));
        return page(
            rows.filter((row) => states.includes(row.state) && (service === null || row.service === service) && JSON.stringify(row).toLowerCase().includes(q)),
            query,
        );
    }

    private act(method: string, path: readonly string[], body: Record<string, unknown>): object | null {
        const [what, id] = path;
        const now = new Date();
        const common = { by: String(body["by"]), reason: String(body["reason"]) };
        if (what === "silences" && method === "POST") {
            if (!body["service"] && !body["build"] && !body["subject"]) {
                throw new Refused(400, "a silence needs a service, a build or a subject");
            }
            const scope = { service: text(body["service"]), build: text(body["build"]), subject: text(body["subject"]) };
            const until = new Date(now.getTime() + Number(body["seconds"]) * 1000).toISOString();
            const row: Silence = { id: `s-${this.silences.length + 1}`, ...scope, from: now.toISOString(), until, ...common, state: "active" };
            this.silences = [row, ...this.silences];
            return row;
        }
        if (what === "silences") {
            this.silences = this.silences.map((row) => (row.id === id ? { ...row, state: "expired" } : row));
            return null;
        }
        if (what === "maintenance" && method === "POST") {
            const row: Maintenance = { id: "m-1", service: text(body["service"]), from: String(body["from"]), until: String(body["until"]), ...common, state: "planned" };
            this.windows = [row, ...this.windows];
            return row;
        }
        if (what === "maintenance") {
            this.windows = this.windows.filter((row) => row.id !== id);
            return null;
        }
        if (what === "alerts" && id !== undefined) {
            this.acknowledged.set(id, { acknowledgedBy: String(body["by"]), acknowledgedAt: now.toISOString() });
            return null;
        }
        return this.capture(Number(id), body["kind"] as CaptureKind);
    }

    private capture(process: number, kind: CaptureKind): CaptureRow {
        const row: CaptureRow = {
            id: `c-${this.captures.length + 1}`,
            process,
            kind,
            state: "capturing",
            progress: 0.4,
            text: "taking it",
            by: "ann",
            startedAt: new Date().toISOString(),
            endedAt: null,
            snapshot: null,
            alert: null,
        };
        this.captured(row);
        return row;
    }

    private status(): Status {
        const { processes, up, counts } = this.fleet.totals();
        const source = { kind: "scrape", targets: 40, up: 40, lastAt: new Date().toISOString(), state: "ok" as const, error: null };
        return {
            startedAt: new Date(Date.now() - 86_400_000).toISOString(),
            now: new Date().toISOString(),
            processes,
            up,
            counts,
            alerts: { pending: 1, firing: 2 },
            intake: { readings: 458_000_000, perSecond: 5300.2, late: 12, refused: 0, series: 80_000 },
            store: { trouble: this.storeTrouble },
            sources: [
                { ...source, name: "checkout pods" },
                { ...source, name: "search pods", up: 12, state: "trouble", error: "10.0.3.7:9464 does not answer" },
            ],
            own: { heapBytes: 420_000_000, heapLimitBytes: 2 ** 31, cpuSeconds: 4100, eventStreams: this.streams.size },
        };
    }
}

const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

function found<Value>(value: Value | null): Value {
    if (value === null) {
        throw new Refused(404, "there is no such thing here");
    }
    return value;
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
        chunks.push(chunk as Buffer);
    }
    return chunks.length === 0 ? {} : (JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>);
}
