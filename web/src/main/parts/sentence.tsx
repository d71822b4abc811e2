import type { JSX } from "preact";
import type { Verdict } from "../api/fleet-types.ts";
import { clock } from "../words/units.ts";
import { VerdictBadge } from "./verdict.tsx";

/** The verdict as the server words it, and until when it holds. */
export function VerdictSentence({ verdict }: { verdict: Verdict }): JSX.Element {
    return (
        <p class="verdict-sentence">
            <VerdictBadge verdict={verdict.verdict} word={verdict.words} /> {restOf(verdict)}
            {verdict.judgedAt !== null && <span class="sub"> judged {clock(verdict.judgedAt)}</span>}
        </p>
    );
}

/** A report counts from the start of the series; who looks at a clock wants to know the time. */
function restOf({ decidableAt, rest }: Verdict): string {
    return decidableAt === null ? rest : Date.parse(decidableAt) > Date.now() ? `until about ${clock(decidableAt)}` : "for the time being";
}
