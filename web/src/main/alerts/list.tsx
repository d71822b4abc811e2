import type { JSX } from "preact";
import type { AlertRow, AlertState } from "../api/fleet-types.ts";
import { buildName, LimitCell } from "../fleet/columns.tsx";
import { href } from "../route.ts";
import { ago, bytesPerSecond, counted } from "../words/units.ts";

const SIGNS: Record<AlertState, string> = { firing: "▲", pending: "◔", resolved: "✓" };

export function StateBadge({ state }: { state: AlertState }): JSX.Element {
    return (
        <span class={`state is-${state}`}>
            <span aria-hidden="true">{SIGNS[state]}</span> {state}
        </span>
    );
}

/** Alerts, each with what leaks where and what it is about to do. */
export function AlertList({ rows }: { rows: readonly AlertRow[] }): JSX.Element {
    return (
        <ul class="alerts">
            {rows.map((row) => (
                <li key={row.id} class={row.silenced === null ? "" : "is-silenced"}>
                    <a class="alert-row" href={href(["alert", row.id])}>
                        <span class="alert-head">
                            <StateBadge state={row.state} />
                            <strong>{row.service}</strong>
                            <span class="faint">{buildName(row.build)}</span>
                            {row.silenced !== null && <span class="tag">silenced</span>}
                            {row.acknowledgedBy !== null && <span class="tag">{row.acknowledgedBy} looks after it</span>}
                            {row.hasFinding && <span class="tag">cause found</span>}
                        </span>
                        <span class="alert-subject">{row.subject}</span>
                        <span class="sub">{row.summary}</span>
                        <span class="alert-facts">
                            <span>began {ago(row.since)}</span>
                            <span>{counted(row.instances, "instance", "instances")}</span>
                            {row.bytesPerSecond?.estimate != null && <span>{bytesPerSecond(row.bytesPerSecond.estimate)}</span>}
                            {row.timeToLimit !== null && (
                                <span>
                                    limit <LimitCell seconds={row.timeToLimit} />
                                </span>
                            )}
                        </span>
                    </a>
                </li>
            ))}
        </ul>
    );
}
