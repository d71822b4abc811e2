import type {
    CaptureOffer,
    CaptureRow,
    ProcessDetail,
    ProcessRow,
    SeriesAnswer,
    SignalSeries,
    Verdict,
} from "../../main/api/fleet-types.ts";
import { alertRow } from "./alerts.ts";
import { MIB } from "./fleet.ts";
import { random } from "./random.ts";

const HOUR = 3600;

export function verdictOf(row: ProcessRow): Verdict {
    const leaking = row.verdict === "leaking";
    const rejected = [
        { model: "growth to a bound", why: "its bound would lie above the limit" },
        { model: "one step", why: "it rose in every hour" },
    ];
    return {
        verdict: row.verdict,
        words: row.verdict,
        rest: leaking ? "262 KiB/s (250..270 KiB) by heap after full GC; limit 2.00 GiB reached in about 1 h 40 min" : "",
        signal: "post_gc_used",
        signalLabel: "heap after full GC",
        bytesPerSecond: row.bytesPerSecond,
        onset: row.onset,
        onsetWithin: null,
        settledAt: null,
        decidableAt: null,
        limit: row.limit,
        timeToLimit: row.timeToLimit,
        timeToLimitWithin: null,
        because: leaking ? ["heap after full GC: steady growth over 412 full collections", "began 21 h 2 min in, 20 h 50 min to 21 h 9 min"] : [],
        rejected: leaking ? rejected : [],
        judgedAt: row.lastSeen,
    };
}

export function detailOf(row: ProcessRow, captures: CaptureRow[]): ProcessDetail {
    const memory = row.memoryBytes ?? 0;
    return {
        process: row,
        verdict: verdictOf(row),
        title: `${row.service} ${row.build} on ${row.instance}`,
        latest: { rss: memory, heap_used: memory * 0.6 },
        parts: [
            { name: "heap in use", bytes: memory * 0.55 },
            { name: "external memory", bytes: memory * 0.16 },
            { name: "heap free", bytes: memory * 0.12 },
            { name: "pages of files", bytes: memory * 0.1 },
            { name: "other", bytes: memory * 0.07 },
        ],
        partsOf: { signal: "rss", bytes: memory },
        signals: [],
        siblings: { service: row.service, instances: 500, counts: { leaking: 150, undecided: 10, settled: 40, steady: 300 } },
        alerts: row.alert === null ? [] : [alertRow(row.alert)],
        captures,
    };
}

export function seriesOf(row: ProcessRow, query: URLSearchParams, now: number): SeriesAnswer {
    const to = Math.floor(Number(query.get("to") ?? now / 1000));
    const from = Math.floor(Number(query.get("from") ?? to - 24 * HOUR));
    const points = Math.min(2000, Number(query.get("points") ?? 400));
    const seconds = Array.from({ length: points }, (_, i) => Math.round(from + ((to - from) * i) / (points - 1)));
    const onset = now / 1000 - 3 * HOUR;
    const leaking = row.verdict === "leaking";
    const rate = leaking ? 100 * 1024 : 0;
    const floorAt = (at: number): number => 180 * MIB + Math.max(0, at - onset) * rate;
    const dice = random(row.id);
    const signal = (name: string, label: string, value: (at: number) => number): SignalSeries => {
        const last = seconds.map(value);
        return { signal: name, label, unit: "bytes", seconds, low: last, high: last, last };
    };
    const known = leaking && onset >= from && onset < to;
    return {
        from: iso(from),
        to: iso(to),
        series: [
            signal("rss", "resident memory", (at) => 190 * MIB + floorAt(at) * 1.15 + 12 * MIB * dice()),
            signal("heap_used", "heap in use", (at) => floorAt(at) + 70 * MIB * dice()),
            signal("post_gc_used", "heap after full GC", (at) => floorAt(at) + 3 * MIB * dice()),
        ],
        judged: {
            signal: "post_gc_used",
            label: "heap after full GC",
            unit: "bytes",
            floor: { seconds: seconds.filter((_, i) => i % 20 === 0), values: seconds.filter((_, i) => i % 20 === 0).map(floorAt) },
            model: known ? { seconds: [onset, to], values: [floorAt(onset), floorAt(to)] } : null,
            projection: known
                ? {
                      seconds: [to, to + 5 * HOUR],
                      low: [floorAt(to), floorAt(to) + 4.6 * HOUR * rate],
                      values: [floorAt(to), floorAt(to) + 5 * HOUR * rate],
                      high: [floorAt(to), floorAt(to) + 5.6 * HOUR * rate],
                  }
                : null,
            onset: known ? { at: iso(onset), low: iso(onset - 900), high: iso(onset + 1200) } : null,
            limit: row.limit,
            reachesLimitAt: leaking ? iso(to + 5 * HOUR) : null,
            reachesLimitWithin: null,
        },
        gc: {
            seconds: seconds.filter((_, i) => i % 4 === 0),
            major: seconds.filter((_, i) => i % 4 === 0).map(() => Math.floor(3 * dice())),
            minor: seconds.filter((_, i) => i % 4 === 0).map(() => Math.floor(4 + 8 * dice())),
        },
        marks: [
            { at: iso(to - 20 * HOUR), kind: "restart" as const, text: "restarted", id: null },
            { at: iso(onset - 600), kind: "deploy" as const, text: "build 1.4.2 seen first", id: null },
            ...(leaking ? [{ at: iso(onset + 1800), kind: "alert" as const, text: "alert: module server.js > sessions", id: "a-12" }] : []),
        ].filter((mark) => Date.parse(mark.at) >= from * 1000 && Date.parse(mark.at) <= to * 1000),
    };
}

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString();

export function offerOf(row: ProcessRow): CaptureOffer {
    return {
        possible: true,
        why: null,
        choices: [
            {
                kind: "histogram",
                text: "How many objects of each class are alive.",
                pauseSeconds: { likely: 0.4, worst: 1.5 },
                memoryBytes: null,
                fileBytes: 120_000,
                safe: true,
                refusedBecause: null,
            },
            {
                kind: "live-objects",
                text: "A sample of what is alive, with the code that created it.",
                pauseSeconds: { likely: 0.1, worst: 0.3 },
                memoryBytes: { likely: 8 * MIB, worst: 20 * MIB },
                fileBytes: 2 * MIB,
                safe: true,
                refusedBecause: null,
            },
            {
                kind: "snapshot",
                text: "Every object and reference: names the holder.",
                pauseSeconds: { likely: 6, worst: 14 },
                memoryBytes: { likely: (row.heapBytes ?? 0) * 1.2, worst: (row.heapBytes ?? 0) * 2 },
                fileBytes: row.heapBytes,
                safe: false,
                refusedBecause: row.id % 2 === 1 ? "it would take 420 MiB, and the container has room for 96 MiB" : null,
            },
        ],
    };
}
