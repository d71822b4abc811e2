import type { JSX } from "preact";
import type { SeriesAnswer } from "../api/fleet-types.ts";
import { amend } from "../route.ts";
import { clock } from "../words/units.ts";
import { type Range, secondsOf } from "./chart-data.ts";

const HOUR = 3600;

/** Ranges that end now. */
const LASTS: readonly { name: string; seconds: number }[] = [
    { name: "1 h", seconds: HOUR },
    { name: "6 h", seconds: 6 * HOUR },
    { name: "24 h", seconds: 24 * HOUR },
    { name: "7 days", seconds: 7 * 24 * HOUR },
    { name: "30 days", seconds: 30 * 24 * HOUR },
];

/** Which part of the past is asked for, as it stands in the address. */
export interface AskedRange {
    /** Seconds back from now, or null. */
    last: number | null;
    fixed: Range | null;
    asked: () => { from?: number; to?: number };
}

/** A range that moves with time is rounded, so that its address does not change with every drawing. */
const ROUND_SECONDS = 15;

export function rangeOf(query: URLSearchParams, now: number = Date.now() / 1000): AskedRange {
    const number = (name: string): number | null => {
        const value = Number(query.get(name) ?? "");
        return Number.isFinite(value) && value > 0 ? value : null;
    };
    const from = number("from");
    const to = number("to");
    const last = number("last");
    if (from !== null && to !== null && from < to) {
        return { last: null, fixed: { from, to }, asked: () => ({ from, to }) };
    }
    const rounded = Math.floor(now / ROUND_SECONDS) * ROUND_SECONDS;
    return { last, fixed: null, asked: () => (last === null ? {} : { from: rounded - last }) };
}

const LEAST_SECONDS = 60;

/** The same middle, and so many times as long. */
export function zoom(answer: SeriesAnswer, factor: number): Range {
    const from = secondsOf(answer.from);
    const to = secondsOf(answer.to);
    const half = Math.max((to - from) * factor, LEAST_SECONDS) / 2;
    const middle = (from + to) / 2;
    return inPast({ from: Math.round(middle - half), to: Math.round(middle + half) });
}

/** So many lengths later. */
export function pan(answer: SeriesAnswer, by: number): Range {
    const from = secondsOf(answer.from);
    const to = secondsOf(answer.to);
    const shift = (to - from) * by;
    return inPast({ from: Math.round(from + shift), to: Math.round(to + shift) });
}

function inPast(range: Range): Range {
    const over = Math.max(0, range.to - Math.ceil(Date.now() / 1000));
    return { from: range.from - over, to: range.to - over };
}

/** Keys of the chart. */
export function useRangeKeys(answer: SeriesAnswer | null, show: (range: Range) => void): (event: KeyboardEvent) => void {
    return (event) => {
        const keys: Record<string, () => void> = {
            ArrowLeft: () => answer && show(pan(answer, -0.25)),
            ArrowRight: () => answer && show(pan(answer, 0.25)),
            "+": () => answer && show(zoom(answer, 0.5)),
            "=": () => answer && show(zoom(answer, 0.5)),
            "-": () => answer && show(zoom(answer, 2)),
            "0": () => amend({ from: null, to: null, last: null }),
        };
        const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
        if (act) {
            event.preventDefault();
            act();
        }
    };
}

export function RangeBar(props: {
    range: AskedRange;
    onIn: () => void;
    onOut: () => void;
    onEarlier: () => void;
    onLater: () => void;
}): JSX.Element {
    const { range } = props;
    const asked = range.last ?? (range.fixed === null ? 24 * HOUR : null);
    return (
        <div class="range-bar">
            <div class="segments" role="group" aria-label="Range">
                {LASTS.map(({ name, seconds }) => (
                    <button
                        key={name}
                        type="button"
                        aria-pressed={asked === seconds}
                        onClick={() => amend({ last: seconds === 24 * HOUR ? null : seconds, from: null, to: null })}
                    >
                        {name}
                    </button>
                ))}
            </div>
            <div class="segments" role="group" aria-label="Move and zoom">
                <button type="button" onClick={props.onEarlier} aria-label="Earlier" title="Earlier ( ← )">
                    ←
                </button>
                <button type="button" onClick={props.onLater} aria-label="Later" title="Later ( → )">
                    →
                </button>
                <button type="button" onClick={props.onIn} aria-label="Closer" title="Closer ( + )">
                    +
                </button>
                <button type="button" onClick={props.onOut} aria-label="Farther" title="Farther ( - )">
                    −
                </button>
            </div>
            <span class="sub">
                {range.fixed ? (
                    `${clock(range.fixed.from * 1000)} to ${clock(range.fixed.to * 1000)}`
                ) : (
                    <span class="wide">Select a range in the chart to see it alone.</span>
                )}
            </span>
        </div>
    );
}
