/** The monitor's JSON, base `/api/v1`. Sizes are bytes, spans seconds, instants ISO 8601 UTC, unknown is null. */

export type VerdictName = "leaking" | "undecided" | "settled" | "steady";

/** Worst first: the order in which a person should look. */
export const VERDICTS: readonly VerdictName[] = ["leaking", "undecided", "settled", "steady"];

export type Counts = Record<VerdictName, number>;

export interface Page<Row> {
    total: number;
    offset: number;
    rows: Row[];
}

export interface Rate {
    estimate: number | null;
    low: number | null;
    high: number | null;
}

/** A little chart: `points` are 0..100 between `low` and `high`, oldest first. */
export interface Spark {
    low: number;
    high: number;
    points: (number | null)[];
}

export interface Span<Value> {
    low: Value | null;
    high: Value | null;
}

export interface Verdict {
    verdict: VerdictName;
    /** The verdict in a word, and the sentence that goes on from it. */
    words: string;
    rest: string;
    signal: string | null;
    signalLabel: string | null;
    bytesPerSecond: Rate | null;
    onset: string | null;
    onsetWithin: Span<string> | null;
    settledAt: string | null;
    decidableAt: string | null;
    limit: number | null;
    timeToLimit: number | null;
    timeToLimitWithin: Span<number> | null;
    because: string[];
    rejected: { model: string; why: string }[];
    judgedAt: string | null;
}

export interface ProcessRow {
    id: number;
    service: string;
    build: string;
    instance: string;
    runtime: "node" | "chrome" | "jvm" | "linux";
    target: string | null;
    up: boolean;
    firstSeen: string;
    lastSeen: string | null;
    verdict: VerdictName;
    signal: string | null;
    bytesPerSecond: Rate | null;
    timeToLimit: number | null;
    limit: number | null;
    onset: string | null;
    memoryBytes: number | null;
    heapBytes: number | null;
    spark: Spark | null;
    alert: string | null;
}

export interface BuildRow {
    build: string;
    firstSeen: string;
    verdict: VerdictName;
    counts: Counts;
    instances: number;
    up: number;
    bytesPerSecond: Rate | null;
    timeToLimit: number | null;
    memoryBytes: number | null;
    worst: number | null;
}

export interface ServiceRow {
    service: string;
    verdict: VerdictName;
    counts: Counts;
    instances: number;
    up: number;
    bytesPerSecond: Rate | null;
    timeToLimit: number | null;
    memoryBytes: number | null;
    lastSeen: string | null;
    worst: number | null;
    spark: Spark | null;
    alerts: number;
    builds: BuildRow[];
}

export interface Totals {
    services: number;
    builds: number;
    processes: number;
    up: number;
    counts: Counts;
}

export interface FleetPage extends Page<ServiceRow> {
    at: string;
    totals: Totals;
    matched: { processes: number; counts: Counts };
}

export interface ProcessPage extends Page<ProcessRow> {
    at: string;
    counts: Counts;
}

export type Unit = "bytes" | "count" | "perSecond" | "seconds";

export interface ProcessDetail {
    process: ProcessRow;
    verdict: Verdict;
    title: string;
    latest: Record<string, number>;
    parts: { name: string; bytes: number }[];
    partsOf: { signal: string; bytes: number } | null;
    signals: { signal: string; label: string; unit: Unit }[];
    siblings: { service: string; instances: number; counts: Counts } | null;
    /** Missing where the monitor does not alert, or does not capture. */
    alerts?: AlertRow[];
    captures?: CaptureRow[];
}

export interface SignalSeries {
    signal: string;
    label: string;
    unit: Unit;
    seconds: number[];
    low: (number | null)[];
    high: (number | null)[];
    last: (number | null)[];
}

export interface Line {
    seconds: number[];
    values: number[];
}

/** Null where a rate has no bound. */
export interface Fan {
    seconds: (number | null)[];
    low: (number | null)[];
    values: (number | null)[];
    high: (number | null)[];
}

export interface Judged {
    signal: string;
    label: string;
    unit: Unit;
    floor: Line;
    model: Line | null;
    /** A fan into the future: the slowest, the likely and the fastest growth. */
    projection: Fan | null;
    onset: { at: string; low: string | null; high: string | null } | null;
    limit: number | null;
    reachesLimitAt: string | null;
    reachesLimitWithin: Span<string> | null;
}

export interface Mark {
    at: string;
    kind: "restart" | "deploy" | "alert" | "capture" | "onset";
    text: string;
    id: string | null;
}

export interface SeriesAnswer {
    from: string;
    to: string;
    series: SignalSeries[];
    judged: Judged | null;
    gc: { seconds: number[]; major: (number | null)[]; minor: (number | null)[] };
    marks: Mark[];
}

export type AlertState = "pending" | "firing" | "resolved";

export interface AlertRow {
    id: string;
    state: AlertState;
    rule: "leak" | "limit";
    service: string;
    build: string;
    subject: string;
    summary: string;
    since: string;
    firedAt: string | null;
    resolvedAt: string | null;
    instances: number;
    worst: number | null;
    bytesPerSecond: Rate | null;
    timeToLimit: number | null;
    silenced: string | null;
    hasFinding: boolean;
    /** Who looks after it, and since when. */
    acknowledgedBy: string | null;
    acknowledgedAt: string | null;
}

export interface Source {
    file: string;
    line: number;
    column: number;
}

/** One leak with a name; see docs/schema/explain.schema.json. */
export interface Finding {
    fingerprint: string;
    pattern: string;
    title: string;
    confidence: "certain" | "likely" | "possible";
    holder: { path: string; type: string; source: Source | null };
    accumulates: { type: string; counts: number[]; retainedBytesEach: number };
    growth: {
        perStep: number;
        bytesPerStep: number;
        share: number;
        perOperation?: number;
        bytesPerOperation?: number;
    };
    for: string[];
    against: string[];
    allocationSite: { function: string; file: string; line: number } | null;
    fix: {
        text: string;
        before: string | null;
        code: string | null;
        trap: string | null;
        verify: string | null;
    };
}

export interface NotLeak {
    path: string;
    why: string;
}

export interface Explanation {
    verdict: "leaking" | "none" | "undecided";
    because: string[];
    findings: Finding[];
    notLeaks: NotLeak[];
}

export interface Flame {
    name: string;
    /** Where the function is; missing or empty when that is not known. */
    at?: string;
    bytes: number;
    children: Flame[];
}

/** What a flame graph counts: what lives on, or everything. */
export type FlameRoot = Flame & { measure: "alive" | "allocated" };

export interface Delivery {
    at: string;
    to: string;
    kind: "alertmanager" | "pagerduty" | "slack" | "webhook";
    state: "delivered" | "waiting" | "failed";
    attempts: number;
    error: string | null;
}

export interface Evidence {
    at: string;
    kind: string;
    text: string;
    process: number | null;
    /** The capture that it is of. */
    capture: string;
    snapshot: string | null;
}

export interface AlertDetail {
    alert: AlertRow;
    verdict: Verdict | null;
    instances: ProcessRow[];
    finding: Finding | null;
    notLeaks: NotLeak[];
    evidence: Evidence[];
    captures: CaptureRow[];
    flame: FlameRoot | null;
    deliveries: Delivery[];
    history: { at: string; state: AlertState }[];
}

export interface Silence {
    id: string;
    service: string | null;
    build: string | null;
    subject: string | null;
    from: string;
    until: string;
    by: string;
    reason: string;
    state: "active" | "expired";
}

export interface Maintenance {
    id: string;
    service: string | null;
    from: string;
    until: string;
    by: string;
    reason: string;
    state: "planned" | "active" | "over";
}

/** A maintenance window of the settings, which comes every week. */
export interface WeeklyWindow {
    service: string | null;
    days: string[];
    from: string;
    to: string;
    zone: string;
    reason: string;
}

export interface CaptureRow {
    id: string;
    process: number;
    kind: CaptureKind;
    state: "waiting" | "draining" | "capturing" | "explaining" | "done" | "failed";
    progress: number | null;
    text: string;
    by: string;
    startedAt: string;
    endedAt: string | null;
    snapshot: string | null;
    alert: string | null;
}

/** `holder` takes as many snapshots, some time apart, as it needs to name what holds the memory. */
export type CaptureKind = "histogram" | "live-objects" | "snapshot" | "holder";

export interface Cost {
    likely: number | null;
    worst: number | null;
}

export interface CaptureChoice {
    kind: CaptureKind;
    text: string;
    pauseSeconds: Cost | null;
    memoryBytes: Cost | null;
    fileBytes: number | null;
    safe: boolean;
    refusedBecause: string | null;
}

export interface CaptureOffer {
    possible: boolean;
    why: string | null;
    choices: CaptureChoice[];
}

export interface Session {
    login: "none" | "token" | "proxy";
    loggedIn: boolean;
    user: string | null;
    mayAct: boolean;
}

export interface SourceStatus {
    kind: string;
    name: string;
    state: "ok" | "trouble";
    targets: number;
    up: number;
    lastAt: string | null;
    error: string | null;
}

export interface Status {
    startedAt: string;
    now: string;
    processes: number;
    up: number;
    counts: Counts;
    /** Missing where the monitor does not alert. */
    alerts?: { pending: number; firing: number };
    intake: { readings: number; perSecond: number | null; late: number; refused: number; series: number };
    store: { trouble: string | null };
    sources: SourceStatus[];
    own: { heapBytes: number; heapLimitBytes: number | null; cpuSeconds: number; eventStreams: number };
}
