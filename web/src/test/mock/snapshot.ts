import type {
    Cell,
    DiffPage,
    DominatedPage,
    HeapObject,
    ObjectDetail,
    SearchPage,
    Summary,
    TypeRow,
    WhyAnswer,
} from "../../main/api/snapshot-types.ts";
import { FINDING } from "./alerts.ts";
import { ordered, page } from "./fleet.ts";

/** A heap of a million objects that is nowhere: object n is worked out from n. Each dominates the ten that follow from it. */
export const OBJECTS = 1_000_000;

const FAN = 10;
const TYPES = ["Session", "Map", "Array", "string", "Request", "Socket", "Buffer", "closure", "TemplateCacheEntry", "Promise"];

export const TYPE_COUNT = 812;

const typeName = (index: number): string => (index < TYPES.length ? TYPES[index]! : `Type${index}`);

/** The first ten types have most of the objects. */
const typeOf = (n: number): number => (n % 7 === 0 ? n % TYPE_COUNT : n % TYPES.length);

function sizeBelow(n: number): number {
    let size = 48 + (n % 40);
    if (n < OBJECTS / FAN) {
        size += 1000 * FAN * Math.max(1, Math.log10(OBJECTS / (n + 1)) * 20);
    }
    return Math.round(size);
}

function objectOf(n: number): HeapObject {
    const typeIndex = typeOf(n);
    const name = typeName(typeIndex);
    return {
        n,
        id: `@${2 * n + 1}`,
        type: name,
        typeIndex,
        kind: name === "string" ? "string" : "object",
        label: name === "string" ? `"session of user ${n}"` : name,
        shallowBytes: 48 + (n % 40),
        retainedBytes: sizeBelow(n),
        source: null,
    };
}

const childrenOf = (n: number): number[] =>
    Array.from({ length: FAN }, (_, i) => (n + 1) * FAN + i).filter((child) => child < OBJECTS);

function typeRow(typeIndex: number): TypeRow {
    const count = Math.max(1, Math.round(OBJECTS / (typeIndex + 2) ** 1.3));
    return { typeIndex, name: typeName(typeIndex), count, shallowBytes: count * 64, retainedBytes: count * (400 - (typeIndex % 300)), source: null };
}

function cellOf(n: number, depth: number): Cell {
    const object = objectOf(n);
    const cells = depth > 0 ? childrenOf(n).map((child) => cellOf(child, depth - 1)) : [];
    const below = cells.reduce((sum, cell) => sum + cell.retainedBytes, 0);
    return { n, label: object.label, type: object.type, retainedBytes: Math.max(object.retainedBytes, below + 48), selfBytes: 48, cells };
}

function treemap(of: number, depth: number): Cell {
    if (of >= 0) {
        return cellOf(of, depth);
    }
    const cells = Array.from({ length: FAN }, (_, n) => cellOf(n, depth - 1)).sort((a, b) => b.retainedBytes - a.retainedBytes);
    const rest: Cell = { rest: true, objects: 12_000, retainedBytes: cells[4]!.retainedBytes, cells: [] };
    return { retainedBytes: cells.reduce((sum, cell) => sum + cell.retainedBytes, rest.retainedBytes), selfBytes: 0, cells: [...cells, rest] };
}

/** Rows that are made when they are asked for. */
function lazy<Row>(total: number, query: URLSearchParams, row: (index: number) => Row): { total: number; offset: number; rows: Row[] } {
    const offset = Number(query.get("offset") ?? 0);
    const limit = Math.min(500, Number(query.get("limit") ?? 100), Math.max(0, total - offset));
    return { total, offset, rows: Array.from({ length: limit }, (_, i) => row(offset + i)) };
}

function why(query: URLSearchParams): WhyAnswer {
    const n = query.get("n");
    return {
        what: query.get("what") ?? objectOf(Number(n)).id,
        matched: n === null ? 2000 : 1,
        retainedBytes: 20_960_000,
        paths: [
            {
                objects: n === null ? 2000 : 1,
                text: "module server.js > sessions : Map > [*] : Session",
                sentence: "The module server.js has the variable sessions, a Map; its entries are 2,000 Session.",
                steps: [{ type: "Map", edge: { kind: "context", name: "sessions" }, source: null }],
            },
        ],
    };
}

function types(query: URLSearchParams): TypeRow[] {
    const filter = (query.get("filter") ?? "").toLowerCase();
    const rows = Array.from({ length: TYPE_COUNT }, (_, i) => typeRow(i)).filter((row) => row.name.toLowerCase().includes(filter));
    const by = query.get("sort") ?? "retained";
    rows.sort((a, b) =>
        by === "name" ? b.name.localeCompare(a.name) : by === "count" ? b.count - a.count : b.retainedBytes - a.retainedBytes,
    );
    return ordered(rows, query);
}

function search(query: URLSearchParams): SearchPage {
    const q = query.get("q") ?? "";
    const found = Array.from({ length: TYPE_COUNT }, (_, i) => typeRow(i)).filter((row) => row.name.toLowerCase().includes(q.toLowerCase()));
    const total = q.startsWith("@") ? 1 : found.length > 0 ? 100_000 : 0;
    return { q, types: q.startsWith("@") ? [] : found.slice(0, 50), ...lazy(total, query, (index) => objectOf(q.startsWith("@") ? (Number(q.slice(1)) - 1) / 2 : index * FAN)) };
}

function diff(query: URLSearchParams): DiffPage {
    const rows = ["Session", "string", "Map"].map((name, i) => ({
        name,
        counts: [100 * (i + 1), 2100 - 300 * i],
        shallowBytes: [4800, 96_000 - 9000 * i],
        retainedBytes: [1_048_000, 22_000_000 - 6_000_000 * i],
    }));
    return {
        files: ["before.heapsnapshot", "after.heapsnapshot"],
        ...page(rows, query),
        growing: [
            {
                path: "module server.js > sessions : Map > [*] : Session",
                holder: "module server.js > sessions : Map",
                type: "Session",
                counts: [100, 2100],
                bytes: [4800, 96_000],
                retainedBytes: [1_048_000, 22_000_000],
            },
        ],
    };
}

function object(n: number, part: string | undefined, query: URLSearchParams): object {
    const parent = n < FAN ? null : objectOf(Math.floor(n / FAN) - 1);
    if (part === "references") {
        const children = childrenOf(n);
        return lazy(children.length, query, (i) => ({ kind: "property", name: `field${i}`, retains: true, to: objectOf(children[i]!) }));
    }
    if (part === "retainers") {
        return lazy(parent === null ? 0 : 1, query, () => ({ kind: "property", name: "entries", retains: true, from: parent, dominates: true }));
    }
    const detail: ObjectDetail = {
        object: objectOf(n),
        text: objectOf(n).kind === "string" ? `session of user ${n}` : null,
        textCut: false,
        length: null,
        references: childrenOf(n).length,
        retainers: parent === null ? 0 : 1,
        dominator: parent,
        rootKinds: parent === null ? ["module"] : [],
        depth: 4,
    };
    return detail;
}

function dominators(n: number): HeapObject[] {
    const chain: HeapObject[] = [];
    for (let at = n; at >= 0; at = Math.floor(at / FAN) - 1) {
        chain.unshift(objectOf(at));
    }
    return chain;
}

const SUMMARY: Summary = {
    file: "after.heapsnapshot",
    format: "v8",
    objects: OBJECTS,
    references: 4_200_000,
    shallowBytes: 98_000_000,
    reachableObjects: 999_000,
    reachableBytes: 97_900_000,
    types: TYPE_COUNT,
    truncated: null,
    capturedAt: null,
};

const EXPLANATION = {
    verdict: "leaking",
    because: [],
    findings: [FINDING],
    notLeaks: [{ path: "module cache.js > templates : Map", why: "filled once, and bounded by the number of files" }],
};

/** Answers `/api/snapshots/S/...`; null where there is no such thing. */
export function snapshotAnswer(path: readonly string[], query: URLSearchParams): object | null {
    const [part, id, sub] = path;
    switch (part) {
        case "summary":
            return SUMMARY;
        case "types":
            return id === undefined
                ? page(types(query), query)
                : lazy(typeRow(Number(id)).count, query, (i) => ({ ...objectOf(i * 7), typeIndex: Number(id), type: typeName(Number(id)), label: typeName(Number(id)) }));
        case "biggest":
            return lazy(10_000, query, (i) => ({ ...objectOf(i), path: "module server.js > sessions : Map" }));
        case "dominated": {
            const n = Number(id);
            if (sub === "types") {
                return { rows: childrenOf(n).map((child) => ({ ...typeRow(typeOf(child)) })) };
            }
            const children = n < 0 ? Array.from({ length: FAN }, (_, i) => i) : childrenOf(n);
            const rows: DominatedPage = {
                of: n < 0 ? null : objectOf(n),
                ...page(ordered(children.map((child) => ({ ...objectOf(child), children: childrenOf(child).length })), query), query),
            };
            return rows;
        }
        case "dominators":
            return { rows: dominators(Number(id)) };
        case "treemap":
            return { root: treemap(Number(query.get("of") ?? -1), Math.min(2, Number(query.get("depth") ?? 2))) };
        case "objects":
            return object(Number(id), sub, query);
        case "why":
            return why(query);
        case "search":
            return search(query);
        case "diff":
            return diff(query);
        case "findings":
            return EXPLANATION;
        default:
            return null;
    }
}
