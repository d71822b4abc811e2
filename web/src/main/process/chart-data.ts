import type { Fan, Judged, SeriesAnswer, SignalSeries } from "../api/fleet-types.ts";

/** A line of a chart, in columns as uPlot takes them. */
export interface ChartLine {
    id: string;
    label: string;
    kind: "signal" | "floor" | "model" | "likely" | "slow" | "fast";
    seconds: readonly number[];
    /** Null where nothing was measured for a while. */
    values: readonly (number | null)[];
}

/** A span of time in seconds since 1970. */
export interface Range {
    from: number;
    to: number;
}

/** The projection takes at most this share of the width: the past is what is known. */
const FUTURE_SHARE = 0.5;

export const secondsOf = (instant: string): number => Date.parse(instant) / 1000;

/** The lines of a chart of memory: what was measured, and what was judged of it. */
export function linesOf(answer: SeriesAnswer, hidden: ReadonlySet<string>, until: number): ChartLine[] {
    const lines: ChartLine[] = answer.series.filter((each) => each.unit === "bytes" && !hidden.has(each.signal)).map(signalLine);
    const judged = answer.judged;
    if (judged !== null && judged.unit === "bytes" && !hidden.has("judged")) {
        lines.push(...judgedLines(judged, until));
    }
    return lines;
}

function signalLine(series: SignalSeries): ChartLine {
    return { id: series.signal, label: series.label, kind: "signal", ...withGaps(series.seconds, series.last) };
}

/** Readings that are so many times farther apart than usual have nothing between them. */
const GAP = 8;

/** A line breaks off where nothing was measured for a while. */
export function withGaps(seconds: readonly number[], values: readonly (number | null)[]): Pick<ChartLine, "seconds" | "values"> {
    const steps = seconds.slice(1).map((at, index) => at - seconds[index]!);
    const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
    const line = { seconds: [] as number[], values: [] as (number | null)[] };
    seconds.forEach((at, index) => {
        const before = seconds[index - 1];
        if (before !== undefined && at - before > GAP * usual) {
            line.seconds.push((before + at) / 2);
            line.values.push(null);
        }
        line.seconds.push(at);
        line.values.push(values[index] ?? null);
    });
    return line;
}

function judgedLines(judged: Judged, until: number): ChartLine[] {
    const lines: ChartLine[] = [{ id: "floor", label: "floor", kind: "floor", ...judged.floor }];
    if (judged.model !== null) {
        lines.push({ id: "model", label: "growth", kind: "model", ...judged.model });
    }
    if (judged.projection !== null) {
        lines.push(...fanLines(judged.projection, until));
    }
    return lines;
}

/** A rate without a bound has no line. */
function fanLines({ seconds, low, values, high }: Fan, until: number): ChartLine[] {
    const lines: ChartLine[] = [];
    const add = (kind: "slow" | "likely" | "fast", label: string, line: readonly (number | null)[]): void => {
        if (areKnown(seconds) && areKnown(line)) {
            lines.push({ id: kind, label, kind, ...cutAt(seconds, line, until) });
        }
    };
    add("slow", "at the slowest", low);
    add("likely", "projection", values);
    add("fast", "at the fastest", high);
    return lines;
}

function areKnown(values: readonly (number | null)[]): values is readonly number[] {
    return values.every((value) => value !== null);
}

/** The line up to a time, which need not be one of its points. */
export function cutAt(seconds: readonly number[], values: readonly number[], until: number): { seconds: number[]; values: number[] } {
    const cut = { seconds: [] as number[], values: [] as number[] };
    for (let i = 0; i < seconds.length; i++) {
        const at = seconds[i]!;
        if (at > until) {
            const before = seconds[i - 1];
            if (before !== undefined && before < until) {
                const share = (until - before) / (at - before);
                cut.seconds.push(until);
                cut.values.push(values[i - 1]! + share * (values[i]! - values[i - 1]!));
            }
            break;
        }
        cut.seconds.push(at);
        cut.values.push(values[i]!);
    }
    return cut;
}

/** The range of time to draw: what was asked for, and of the projection as much as leaves room for the past. */
export function drawnRange(answer: SeriesAnswer, withFuture: boolean): Range {
    const from = secondsOf(answer.from);
    const to = secondsOf(answer.to);
    const horizon = withFuture ? (answer.judged?.projection?.seconds.at(-1) ?? to) : to;
    const most = to + (to - from) * (FUTURE_SHARE / (1 - FUTURE_SHARE));
    return { from, to: Math.max(to, Math.min(horizon, most)) };
}

/** All lines over one column of times: undefined where a line has no point and goes on, null where it breaks off. */
export function aligned(lines: readonly ChartLine[]): [number[], ...(number | null | undefined)[][]] {
    const times = [...new Set(lines.flatMap((line) => [...line.seconds]))].sort((a, b) => a - b);
    const place = new Map(times.map((time, index) => [time, index]));
    const columns = lines.map((line) => {
        const column = new Array<number | null | undefined>(times.length).fill(undefined);
        line.seconds.forEach((time, index) => {
            column[place.get(time)!] = line.values[index];
        });
        return column;
    });
    return [times, ...columns];
}

/** A limit is drawn when it does not press everything else to the ground. */
const FARTHEST_LIMIT = 4;

/** From nothing to a little above all that is drawn: heights compare as amounts do. */
export function heightOfChart(lines: readonly ChartLine[], limit: number | null): number {
    let highest = 0;
    for (const line of lines) {
        for (const value of line.values) {
            if (value !== null && line.kind !== "fast") {
                highest = Math.max(highest, value);
            }
        }
    }
    const withLimit = limit !== null && limit <= highest * FARTHEST_LIMIT ? Math.max(highest, limit) : highest;
    return withLimit === 0 ? 1 : withLimit * 1.08;
}
