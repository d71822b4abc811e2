import type { ComponentChildren, JSX } from "preact";
import type { CaptureRow } from "../api/fleet-types.ts";
import { href } from "../route.ts";
import { clock } from "../words/units.ts";
import { KINDS } from "./button.tsx";

/** How often a page looks how far a capture is. */
export const WHILE_CAPTURING_MILLIS = 2000;

export function isCapturing(rows: readonly CaptureRow[]): boolean {
    return rows.some((row) => row.endedAt === null);
}

/** What was captured, and what is being captured now. */
export function Captures({ rows }: { rows: readonly CaptureRow[] }): JSX.Element {
    return (
        <section>
            <h2>Captures</h2>
            <ul class="captures">
                {rows.map((row) => (
                    <Capture key={row.id} row={row}>
                        {row.snapshot !== null && <a href={href(["snapshot", row.snapshot])}>Open the snapshot</a>}
                    </Capture>
                ))}
            </ul>
        </section>
    );
}

/** One capture: what it is after, how far it is, what it came to. */
export function Capture({ row, children }: { row: CaptureRow; children?: ComponentChildren }): JSX.Element {
    return (
        <li>
            <p class="capture-head">
                <time dateTime={row.startedAt}>{clock(row.startedAt)}</time> <strong>{KINDS[row.kind]}</strong>{" "}
                <span class={`tag ${row.state === "failed" ? "warn" : ""}`}>{row.state}</span>
                {row.endedAt === null && <Progress value={row.progress} />}
            </p>
            <p class="sub">{row.text}</p>
            {children}
        </li>
    );
}

/** How far it is, where that is known. */
function Progress({ value }: { value: number | null }): JSX.Element {
    return <progress {...(value === null ? {} : { value })} max={1} aria-label="Progress of the capture" />;
}
