import type { JSX } from "preact";
import type { CaptureRow, Evidence } from "../api/fleet-types.ts";
import { Capture } from "../capture/list.tsx";
import { href } from "../route.ts";
import { clock } from "../words/units.ts";

/** What was collected, capture by capture, and what may be looked into. */
export function EvidenceList({ captures, rows }: { captures: readonly CaptureRow[]; rows: readonly Evidence[] }): JSX.Element | null {
    return captures.length === 0 ? null : (
        <section>
            <h2>Evidence</h2>
            <ul class="captures">
                {captures.map((capture) => (
                    <Capture key={capture.id} row={capture}>
                        <Taken rows={rows.filter((row) => row.capture === capture.id)} />
                    </Capture>
                ))}
            </ul>
        </section>
    );
}

function Taken({ rows }: { rows: readonly Evidence[] }): JSX.Element | null {
    const snapshots = rows.flatMap((row) => (row.snapshot === null ? [] : [row.snapshot]));
    const first = snapshots[0];
    const last = snapshots.at(-1);
    return rows.length === 0 ? null : (
        <>
            <ul class="list">
                {rows.map((row) => (
                    <li key={`${row.at}${row.text}`}>
                        <span>
                            <time class="faint" dateTime={row.at}>
                                {clock(row.at)}
                            </time>{" "}
                            {row.text}
                        </span>
                        {row.snapshot !== null && (
                            <a href={href(["snapshot", row.snapshot])} aria-label={`Open ${row.text}`}>
                                Open
                            </a>
                        )}
                    </li>
                ))}
            </ul>
            {first !== undefined && last !== undefined && first !== last && (
                <p>
                    <a href={href(["snapshot", last, "diff"], { with: first })}>Compare the first with the last</a>
                </p>
            )}
        </>
    );
}
