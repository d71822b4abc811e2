import type { Verdict } from "../api/fleet-types.ts";
import { clock } from "../words/units.ts";

/** Why a process is judged as it is: what was ruled out has a list of its own, and times are told by the clock. */
export function reasonsOf(verdict: Verdict, now: Date = new Date()): string[] {
    return verdict.because
        .filter((reason) => verdict.rejected.length === 0 || !reason.startsWith("ruled out: "))
        .map((reason) => (reason.startsWith("began ") && verdict.onset !== null ? began(verdict.onset, verdict.onsetWithin, now) : reason));
}

function began(onset: string, within: Verdict["onsetWithin"], now: Date): string {
    const [at, low, high] = [onset, within?.low ?? onset, within?.high ?? onset].map((time) => clock(time, now));
    return low === high ? `began at ${at}` : `began at ${at}, between ${low} and ${high}`;
}
