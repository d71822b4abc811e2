import type { Page, Source } from "./fleet-types.ts";

/** The JSON of opened snapshots, base `/api/snapshots`. */

export interface OpenedSnapshot {
    snapshot: string;
    /** What people call it: the name of the file, or of what was captured. */
    file: string;
    format: "v8" | "hprof" | null;
    bytes: number;
    /** One that is closed is opened when something about it is asked. */
    state: "closed" | "reading" | "ready" | "failed";
    progress: number | null;
    error: string | null;
    /** Equal for snapshots that are worth comparing. */
    series: string;
    takenAt: string | null;
    process: number | null;
    alert: string | null;
}

export interface HeapObject {
    /** The object's number in this file, for addresses; -1 is the root above all GC roots. */
    n: number;
    /** What people see and may type, such as `@9163`. */
    id: string;
    type: string;
    typeIndex: number;
    kind: string;
    label: string;
    shallowBytes: number;
    retainedBytes: number;
    source: Source | null;
}

export interface Summary {
    file: string;
    format: string;
    objects: number;
    references: number;
    shallowBytes: number;
    reachableObjects: number;
    reachableBytes: number;
    types: number;
    truncated: string | null;
    capturedAt: string | null;
}

export interface TypeRow {
    typeIndex: number;
    name: string;
    count: number;
    shallowBytes: number;
    retainedBytes: number;
    source: Source | null;
}

export type BiggestRow = HeapObject & { path: string };

export type DominatedRow = HeapObject & { children: number };

export interface DominatedPage extends Page<DominatedRow> {
    of: HeapObject | null;
}

export interface DominatedType {
    typeIndex: number;
    name: string;
    count: number;
    retainedBytes: number;
}

export interface Cell {
    n?: number;
    label?: string;
    type?: string;
    retainedBytes: number;
    selfBytes?: number;
    /** Stands for everything smaller. */
    rest?: boolean;
    objects?: number;
    cells: Cell[];
}

export interface ObjectDetail {
    object: HeapObject;
    text: string | null;
    textCut: boolean;
    length: number | null;
    references: number;
    retainers: number;
    dominator: HeapObject | null;
    rootKinds: string[];
    depth: number | null;
}

export interface ReferenceRow {
    kind: string;
    name: string;
    retains: boolean;
    to: HeapObject | null;
    value?: string;
}

export interface RetainerRow {
    kind: string;
    name: string;
    retains: boolean;
    from: HeapObject;
    dominates: boolean;
}

export interface WhyPath {
    objects: number;
    text: string;
    sentence: string;
    steps: { type: string; edge: { kind: string; name: string } | null; source: Source | null }[];
}

export interface WhyAnswer {
    what: string;
    matched: number;
    retainedBytes: number | null;
    paths: WhyPath[];
}

export interface SearchPage extends Page<HeapObject> {
    q: string;
    types: TypeRow[];
}

export interface DiffRow {
    name: string;
    counts: number[];
    shallowBytes: number[];
    retainedBytes: number[];
}

export interface GrowingRow {
    path: string;
    holder: string;
    type: string;
    counts: number[];
    bytes: number[];
    retainedBytes: number[];
}

export interface DiffPage extends Page<DiffRow> {
    files: string[];
    growing: GrowingRow[];
}
