import type { JSX } from "preact";
import type { Counts, VerdictName } from "../api/fleet-types.ts";
import { VERDICTS } from "../api/fleet-types.ts";
import { count } from "../words/units.ts";

/** Each verdict has a shape of its own: nobody needs to tell the colours apart. */
const SHAPES: Record<VerdictName, string> = {
    leaking: "M1.2 10.5 6 1.5l4.8 9z",
    undecided: "M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1zm0 1.6a3.4 3.4 0 0 1 0 6.8z",
    settled: "M1.5 9.8V7.6h3V2.2h6v2.2H6.7v5.4z",
    steady: "M1 5h10v2.2H1z",
};

/** What each verdict means, for who has not read the manual. */
export const MEANINGS: Record<VerdictName, string> = {
    leaking: "grows without an end in sight",
    undecided: "not known yet: the evidence does not separate a leak from something that will settle",
    settled: "rose, and then stopped at a higher level",
    steady: "never rose by more than its noise",
};

export function VerdictShape({ verdict }: { verdict: VerdictName }): JSX.Element {
    return (
        <svg class={`shape is-${verdict}`} viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
            <path d={SHAPES[verdict]} fill="currentColor" />
        </svg>
    );
}

/** The verdict as a shape and its word. */
export function VerdictBadge({ verdict, word }: { verdict: VerdictName; word?: string }): JSX.Element {
    return (
        <span class={`verdict is-${verdict}`} title={MEANINGS[verdict]}>
            <VerdictShape verdict={verdict} />
            {word ?? verdict}
        </span>
    );
}

/** How many there are of each verdict; those that there are none of are left out. */
export function CountsLine({ counts }: { counts: Counts }): JSX.Element {
    return (
        <span class="counts">
            {VERDICTS.filter((verdict) => counts[verdict] > 0).map((verdict) => (
                <span key={verdict} class={`count is-${verdict}`} title={`${count(counts[verdict])} ${verdict}`}>
                    <VerdictShape verdict={verdict} />
                    {count(counts[verdict])}
                    <span class="unseen"> {verdict} </span>
                </span>
            ))}
        </span>
    );
}
