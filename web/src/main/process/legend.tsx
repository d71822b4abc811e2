import type { JSX } from "preact";
import type { SeriesAnswer } from "../api/fleet-types.ts";
import { amend } from "../route.ts";
import { bytes, clock } from "../words/units.ts";
import { signalColour } from "./looks.ts";

export interface CursorReading {
    values: ReadonlyMap<string, number>;
    at: number;
}

/** What the lines are, with their values under the pointer, or else the latest. A click hides a line. */
export function Legend(props: { answer: SeriesAnswer; hidden: ReadonlySet<string>; cursor: CursorReading | null }): JSX.Element {
    const { answer, hidden, cursor } = props;
    const toggle = (id: string): void => {
        const now = new Set(hidden);
        if (!now.delete(id)) {
            now.add(id);
        }
        amend({ hide: [...now].join(",") });
    };
    const entry = (id: string, label: string, look: string, value: number | null): JSX.Element => (
        <button key={id} type="button" class="legend-entry" aria-pressed={!hidden.has(id)} onClick={() => toggle(id)}>
            <span class={`stroke ${look}`} aria-hidden="true" />
            {label} {value !== null && <span class="value">{bytes(value)}</span>}
        </button>
    );
    const judged = answer.judged;
    const at = (id: string, otherwise: number | null): number | null => (cursor === null ? otherwise : (cursor.values.get(id) ?? null));
    return (
        <div class="legend" role="group" aria-label="Lines">
            <span class="legend-time">{cursor === null ? "latest" : clock(cursor.at * 1000)}</span>
            {answer.series
                .filter((series) => series.unit === "bytes")
                .map((series) => entry(series.signal, series.label, signalColour(series.signal), at(series.signal, lastOf(series.last))))}
            {judged && entry("judged", judged.model === null ? "floor" : "floor, growth and projection", "is-judged", at("likely", null) ?? at("floor", null))}
        </div>
    );
}

function lastOf(values: readonly (number | null)[]): number | null {
    return values.findLast((value) => value !== null) ?? null;
}
