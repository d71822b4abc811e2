import type { AlertDetail, AlertRow, CaptureRow, Finding, FlameRoot, ProcessRow } from "../../main/api/fleet-types.ts";
import { MIB } from "./fleet.ts";
import { verdictOf } from "./process.ts";

const ago = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();

export function alertRow(id: string): AlertRow {
    const isSearch = id === "a-13";
    return {
        id,
        state: id === "a-14" ? "resolved" : isSearch ? "pending" : "firing",
        rule: id === "a-15" ? "limit" : "leak",
        service: id === "a-15" ? "images" : isSearch ? "search" : "checkout",
        build: "1.4.2",
        subject: id === "a-15" ? "resident memory" : isSearch ? "heap after full GC" : "module server.js > sessions : Map",
        summary:
            id === "a-15"
                ? "resident memory is at 93 % of its limit of 2.00 GiB"
                : "sessions : Map only grows: 262 KiB/s; limit 2.00 GiB reached in about 1 h 40 min",
        since: ago(2.5),
        firedAt: isSearch ? null : ago(2),
        resolvedAt: id === "a-14" ? ago(0.2) : null,
        instances: isSearch ? 1 : 150,
        worst: isSearch ? 500 : 0,
        bytesPerSecond: { estimate: 268_288, low: 256_000, high: 276_480 },
        timeToLimit: 6000,
        silenced: id === "a-15" ? "s-1" : null,
        hasFinding: id === "a-12",
        acknowledgedBy: null,
        acknowledgedAt: null,
    };
}

export const FINDING: Finding = {
    fingerprint: "f768970c2056961f",
    pattern: "unbounded-collection",
    title: "the Map sessions of server.js only grows",
    confidence: "likely",
    holder: { path: "module server.js > sessions : Map", type: "Map", source: { file: "/app/server.js", line: 17, column: 7 } },
    accumulates: { type: "Session", counts: [100, 1100, 2100], retainedBytesEach: 10_480 },
    growth: { perStep: 1000, bytesPerStep: 10_480_000, share: 0.93, perOperation: 1, bytesPerOperation: 10_480 },
    for: ["grows at every step: [1000, 1000]", "one entry for each request", "no code that was seen deletes from it"],
    against: ["the snapshots are only 12 min apart"],
    allocationSite: { function: "login", file: "/app/server.js", line: 42 },
    fix: {
        text: "Remove the entry where the session ends, or bound the Map.",
        before: "sessions.set(id, session);",
        code: "sessions.set(id, session);\nsetTimeout(() => sessions.delete(id), MAX_AGE).unref();",
        trap: "A WeakMap works only when somebody else holds the keys, which for texts nobody does.",
        verify: "Hunt again with the same work: after each step sessions must hold as many Session as before.",
    },
};

const FLAME: FlameRoot = {
    measure: "alive",
    name: "all",
    bytes: 64 * MIB,
    children: [
        {
            name: "handle (server.js:12)",
            bytes: 50 * MIB,
            children: [
                { name: "login", at: "/app/server.js:42", bytes: 41 * MIB, children: [{ name: "new Session (session.js:3)", bytes: 33 * MIB, children: [] }] },
                { name: "render (view.js:9)", bytes: 7 * MIB, children: [] },
            ],
        },
        { name: "sweep", at: "/app/timers.js:8", bytes: 9 * MIB, children: [{ name: "copy (timers.js:21)", bytes: 6 * MIB, children: [] }] },
    ],
};

function holderFound(process: number): CaptureRow {
    return {
        id: "c-0",
        process,
        kind: "holder",
        state: "done",
        progress: null,
        text: FINDING.title,
        by: "rule",
        startedAt: ago(2),
        endedAt: ago(1.5),
        snapshot: "0",
        alert: "a-12",
    };
}

export function alertDetail(id: string, processes: readonly ProcessRow[]): AlertDetail {
    const alert = alertRow(id);
    const instances = processes.filter((row) => row.service === alert.service && row.verdict === "leaking").slice(0, 8);
    const hasFinding = alert.hasFinding;
    return {
        alert,
        verdict: instances[0] ? verdictOf(instances[0]) : null,
        instances,
        finding: hasFinding ? FINDING : null,
        notLeaks: hasFinding ? [{ path: "module cache.js > templates : Map", why: "filled once, and bounded by the number of files" }] : [],
        evidence: hasFinding
            ? [
                  { at: ago(2), kind: "live objects", text: "41 MiB of 64 MiB that stay alive are created by login", process: instances[0]?.id ?? null, capture: "c-0", snapshot: null },
                  { at: ago(1.9), kind: "snapshot", text: "snapshot 1 of 2: 1,000,000 objects", process: instances[0]?.id ?? null, capture: "c-0", snapshot: "1" },
                  { at: ago(1.5), kind: "snapshot", text: "snapshot 2 of 2: 1,031,000 objects", process: instances[0]?.id ?? null, capture: "c-0", snapshot: "0" },
              ]
            : [],
        captures: hasFinding ? [holderFound(instances[0]?.id ?? 0)] : [],
        flame: hasFinding ? FLAME : null,
        deliveries: [
            { at: ago(2), to: "oncall", kind: "pagerduty", state: "delivered", attempts: 1, error: null },
            { at: ago(2), to: "#shop-alerts", kind: "slack", state: "failed", attempts: 5, error: "the receiver answered 502" },
        ],
        history: [
            { at: ago(2.5), state: "pending" },
            { at: ago(2), state: "firing" },
        ],
    };
}
