import type {
    BuildRow,
    Counts,
    FleetPage,
    ProcessPage,
    ProcessRow,
    Rate,
    ServiceRow,
    Spark,
    Totals,
    VerdictName,
} from "../../main/api/fleet-types.ts";
import { VERDICTS } from "../../main/api/fleet-types.ts";
import { random } from "./random.ts";

export const MIB = 1024 * 1024;

const NAMES = [
    "checkout", "search", "catalog", "pricing", "basket", "accounts", "mailer", "images", "reviews", "shipping",
    "stock", "invoices", "sessions", "gateway", "feed", "alerts-relay", "translations", "payments", "refunds", "reports",
];

/** Services that leak, with the part of their instances that do. */
const LEAKING: Record<string, number> = { checkout: 0.3, search: 0.1 };

export class MockFleet {
    readonly processes: ProcessRow[];

    constructor(size: number, now: number) {
        const dice = random(7);
        const perService = Math.max(1, Math.floor(size / 40));
        this.processes = Array.from({ length: size }, (_, id) => processOf(id, serviceOf(Math.floor(id / perService)), dice, now));
    }

    totals(): Totals {
        return {
            services: new Set(this.processes.map((row) => row.service)).size,
            builds: new Set(this.processes.map((row) => `${row.service} ${row.build}`)).size,
            processes: this.processes.length,
            up: this.processes.filter((row) => row.up).length,
            counts: countsOf(this.processes),
        };
    }

    processPage(query: URLSearchParams): ProcessPage {
        const rows = this.matching(query).sort(processOrder(query.get("sort") ?? "worst"));
        return { at: new Date().toISOString(), counts: countsOf(rows), ...page(ordered(rows, query), query) };
    }

    fleetPage(query: URLSearchParams): FleetPage {
        const rows = this.matching(query);
        const services = [...groupBy(rows, (row) => row.service)].map(([service, of]) => serviceRow(service, of));
        services.sort(serviceOrder(query.get("sort") ?? "worst"));
        return {
            at: new Date().toISOString(),
            totals: this.totals(),
            matched: { processes: rows.length, counts: countsOf(rows) },
            ...page(ordered(services, query), query),
        };
    }

    matching(query: URLSearchParams): ProcessRow[] {
        const words = (query.get("q") ?? "").toLowerCase().split(/\s+/).filter((word) => word !== "");
        const verdicts = (query.get("verdict") ?? "").split(",").filter((word) => word !== "");
        const is = (name: string, value: string): boolean => !query.has(name) || query.get(name) === value;
        return this.processes.filter(
            (row) =>
                words.every((word) => `${row.service} ${row.build} ${row.instance}`.toLowerCase().includes(word)) &&
                (verdicts.length === 0 || verdicts.includes(row.verdict)) &&
                is("service", row.service) &&
                is("build", row.build) &&
                is("runtime", row.runtime) &&
                is("up", String(row.up)),
        );
    }
}

function serviceOf(index: number): string {
    const name = NAMES[index % NAMES.length]!;
    return index < NAMES.length ? name : `${name}-${Math.floor(index / NAMES.length) + 1}`;
}

function verdictOf(service: string, share: number, dice: () => number): VerdictName {
    if (share < (LEAKING[service] ?? 0)) {
        return "leaking";
    }
    const other = dice();
    return other < 0.03 ? "undecided" : other < 0.12 ? "settled" : "steady";
}

function processOf(id: number, service: string, dice: () => number, now: number): ProcessRow {
    const verdict = verdictOf(service, dice(), dice);
    const grows = verdict === "leaking";
    const estimate = grows ? (20 + 400 * dice()) * 1024 : verdict === "undecided" ? 900 * dice() : 40 * dice();
    const memory = (90 + 400 * dice()) * MIB;
    const limit = 2048 * MIB;
    const up = id % 997 !== 996;
    return {
        id,
        service,
        build: grows || dice() < 0.6 ? "1.4.2" : "1.4.1",
        instance: `10.0.${Math.floor(id / 250)}.${id % 250}:9464`,
        runtime: id % 3 === 0 ? "jvm" : "node",
        target: null,
        up,
        firstSeen: new Date(now - 86_400_000 * 2).toISOString(),
        lastSeen: new Date(now - (up ? 1000 * (id % 15) : 3_600_000)).toISOString(),
        verdict,
        signal: "post_gc_used",
        bytesPerSecond: rateOf(estimate),
        timeToLimit: grows ? (limit - memory) / estimate : null,
        limit,
        onset: grows ? new Date(now - 3 * 3_600_000).toISOString() : null,
        memoryBytes: memory,
        heapBytes: memory * 0.6,
        spark: sparkOf(verdict, memory, dice),
        alert: grows ? "a-12" : null,
    };
}

const rateOf = (estimate: number): Rate => ({ estimate, low: estimate * 0.95, high: estimate * 1.04 });

function sparkOf(verdict: VerdictName, memory: number, dice: () => number): Spark {
    const rise: Record<VerdictName, (share: number) => number> = {
        leaking: (share) => (share < 0.3 ? 0 : (share - 0.3) * 130),
        undecided: (share) => 40 * share,
        settled: (share) => (share < 0.3 ? share * 200 : 60),
        steady: () => 30,
    };
    const points = Array.from({ length: 60 }, (_, i) => Math.min(100, Math.max(0, Math.round(rise[verdict](i / 60) + 8 * dice()))));
    return { low: memory * 0.5, high: memory, points };
}

function countsOf(rows: readonly ProcessRow[]): Counts {
    const counts: Counts = { leaking: 0, undecided: 0, settled: 0, steady: 0 };
    for (const row of rows) {
        counts[row.verdict]++;
    }
    return counts;
}

function groupBy<Row>(rows: readonly Row[], key: (row: Row) => string): Map<string, Row[]> {
    const groups = new Map<string, Row[]>();
    for (const row of rows) {
        const group = groups.get(key(row));
        if (group) {
            group.push(row);
        } else {
            groups.set(key(row), [row]);
        }
    }
    return groups;
}

function serviceRow(service: string, rows: readonly ProcessRow[]): ServiceRow {
    const builds = [...groupBy(rows, (row) => row.build)].sort(([a], [b]) => b.localeCompare(a));
    const { worst, ...facts } = factsOf(rows);
    return {
        service,
        ...facts,
        lastSeen: worst.lastSeen,
        worst: worst.id,
        spark: worst.spark,
        alerts: facts.verdict === "leaking" ? 1 : 0,
        builds: builds.map(([build, of]) => buildRow(build, of)),
    };
}

function buildRow(build: string, rows: readonly ProcessRow[]): BuildRow {
    const { worst, ...facts } = factsOf(rows);
    return { build, firstSeen: worst.firstSeen, ...facts, worst: worst.id };
}

function factsOf(rows: readonly ProcessRow[]) {
    const worst = rows.toSorted(byWorst)[0]!;
    return {
        worst,
        verdict: worst.verdict,
        counts: countsOf(rows),
        instances: rows.length,
        up: rows.filter((row) => row.up).length,
        bytesPerSecond: worst.bytesPerSecond,
        timeToLimit: worst.timeToLimit,
        memoryBytes: rows.reduce((sum, row) => sum + (row.memoryBytes ?? 0), 0),
    };
}

const byWorst = (a: ProcessRow | ServiceRow, b: ProcessRow | ServiceRow): number =>
    VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) ||
    (a.timeToLimit ?? Infinity) - (b.timeToLimit ?? Infinity) ||
    (b.bytesPerSecond?.estimate ?? 0) - (a.bytesPerSecond?.estimate ?? 0) ||
    0;

type Compare<Row> = (a: Row, b: Row) => number;

const falling =
    <Row>(key: (row: Row) => number): Compare<Row> =>
    (a, b) =>
        key(b) - key(a);

function processOrder(sort: string): Compare<ProcessRow> {
    const orders: Record<string, Compare<ProcessRow>> = {
        worst: byWorst,
        service: (a, b) => b.service.localeCompare(a.service),
        build: (a, b) => b.build.localeCompare(a.build),
        instance: (a, b) => b.instance.localeCompare(a.instance),
        rate: falling((row) => row.bytesPerSecond?.estimate ?? 0),
        limit: falling((row) => row.timeToLimit ?? Infinity),
        memory: falling((row) => row.memoryBytes ?? 0),
        seen: falling((row) => Date.parse(row.lastSeen ?? "")),
    };
    return orders[sort] ?? byWorst;
}

function serviceOrder(sort: string): Compare<ServiceRow> {
    const orders: Record<string, Compare<ServiceRow>> = {
        worst: byWorst,
        service: (a, b) => b.service.localeCompare(a.service),
        instances: falling((row) => row.instances),
        rate: falling((row) => row.bytesPerSecond?.estimate ?? 0),
        limit: falling((row) => row.timeToLimit ?? Infinity),
        memory: falling((row) => row.memoryBytes ?? 0),
        seen: falling((row) => Date.parse(row.lastSeen ?? "")),
    };
    return orders[sort] ?? byWorst;
}

export function ordered<Row>(rows: Row[], query: URLSearchParams): Row[] {
    return query.get("order") === "asc" ? rows.toReversed() : rows;
}

/** Some of the rows, as the query asks. */
export function page<Row>(rows: readonly Row[], query: URLSearchParams): { total: number; offset: number; rows: Row[] } {
    const offset = Number(query.get("offset") ?? 0);
    const limit = Math.min(500, Number(query.get("limit") ?? 100));
    return { total: rows.length, offset, rows: rows.slice(offset, offset + limit) };
}
