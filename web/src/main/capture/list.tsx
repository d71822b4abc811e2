import type { JSX } from "preact";
import type { CaptureRow } from "../api/fleet-types.ts";
import { href } from "../route.ts";
import { clock } from "../words/units.ts";
import { KINDS } from "./button.tsx";

/** What was captured, and what is being captured now. */
export function Captures({ rows }: { rows: readonly CaptureRow[] }): JSX.Element {
    return (
        <section>
            <h2>Captures</h2>
            <ul class="list">
                {rows.map((row) => (
                    <li key={row.id}>
                        <span>
                            <time dateTime={row.startedAt}>{clock(row.startedAt)}</time> {KINDS[row.kind]}{" "}
                            <span class={`tag ${row.state === "failed" ? "warn" : ""}`}>{row.state}</span>
                            {row.progress !== null && row.endedAt === null && (
                                <progress value={row.progress} max={1} aria-label="Progress of the capture" />
                            )}
                        </span>
                        <span class="sub">
                            {row.text} {row.snapshot !== null && <a href={href(["snapshot", row.snapshot])}>Open the snapshot</a>}
                        </span>
                    </li>
                ))}
            </ul>
        </section>
    );
}
