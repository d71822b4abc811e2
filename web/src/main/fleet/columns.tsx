import type { JSX } from "preact";
import type { ProcessRow, Rate, VerdictName } from "../api/fleet-types.ts";
import { bytes, bytesPerSecond, duration } from "../words/units.ts";

/** The rate of growth, where there is one to speak of: that of steady memory is its noise. */
export function RateCell({ rate, verdict }: { rate: Rate | null; verdict: VerdictName }): JSX.Element | null {
    const grows = verdict === "leaking" || verdict === "undecided";
    if (!grows || rate === null || rate.estimate === null || rate.estimate <= 0) {
        return null;
    }
    const range =
        rate.low === null || rate.high === null ? "" : `${bytesPerSecond(rate.low)} to ${bytesPerSecond(rate.high)}`;
    return (
        <span class={verdict === "leaking" ? "" : "faint"} title={range}>
            {bytesPerSecond(rate.estimate)}
        </span>
    );
}

const SOON_SECONDS = 24 * 3600;

/** `in 3 h 20 min`; what happens within a day stands out. */
export function LimitCell({ seconds }: { seconds: number | null }): JSX.Element | null {
    return seconds === null ? null : <span class={seconds < SOON_SECONDS ? "soon" : ""}>in {duration(seconds)}</span>;
}

export function MemoryCell({ value }: { value: number | null }): JSX.Element | null {
    return value === null ? null : <>{bytes(value)}</>;
}

/** `39 of 40`, or only the number when all are up. */
export function UpCell({ up, of }: { up: number; of: number }): JSX.Element {
    return up === of ? <>{of}</> : <span title={`${of - up} down`}>{`${up} of ${of}`}</span>;
}

export const buildName = (build: string): string => (build === "" ? "build unknown" : build);

export const RUNTIMES: Record<ProcessRow["runtime"], string> = {
    node: "Node.js",
    chrome: "Chrome",
    jvm: "JVM",
    linux: "Linux",
};
