import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { asError, send, useLoad } from "../api/client.ts";
import type { Maintenance, Page, WeeklyWindow } from "../api/fleet-types.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Nothing } from "../parts/nothing.tsx";
import { Problem } from "../parts/problem.tsx";
import { clock } from "../words/units.ts";
import { rememberedName, rememberName, SendForm, TextField, TimeField } from "./form.tsx";

/** Maintenance windows: planned times in which no alert wakes anybody. */
export function Windows({ mayAct }: { mayAct: boolean }): JSX.Element {
    const windows = useLoad<Page<Maintenance> & { weekly?: WeeklyWindow[] }>("/api/v1/maintenance");
    const [creating, setCreating] = useState(false);
    const [error, setError] = useState<Error | null>(null);
    const end = (id: string): void => {
        send("DELETE", `/api/v1/maintenance/${encodeURIComponent(id)}`).then(windows.reload, (problem: unknown) => setError(asError(problem)));
    };
    const rows = windows.data?.rows ?? [];
    const weekly = windows.data?.weekly ?? [];
    return (
        <section>
            <div class="section-head">
                <p class="sub">In a maintenance window no alert wakes anybody.</p>
                <button type="button" class="main-button" disabled={!mayAct} onClick={() => setCreating(true)}>
                    New window …
                </button>
            </div>
            <Problem error={windows.error ?? error} what="the maintenance windows" />
            {windows.data && rows.length + weekly.length === 0 && <Nothing>No maintenance is planned.</Nothing>}
            <ul class="list">
                {rows.map((row) => (
                    <li key={row.id} class={row.state === "over" ? "is-over" : ""}>
                        <span>
                            <strong>{row.service ?? "all services"}</strong> <span class="tag">{row.state}</span>
                            <br />
                            {row.reason}{" "}
                            <span class="sub">
                                {row.by}, {clock(row.from)} to {clock(row.until)}
                            </span>
                        </span>
                        {row.state !== "over" && (
                            <button type="button" disabled={!mayAct} onClick={() => end(row.id)} aria-label={`Remove the window of ${row.service ?? "all services"}`}>
                                Remove
                            </button>
                        )}
                    </li>
                ))}
            </ul>
            <Weekly rows={weekly} />
            {creating && <WindowDialog onClose={() => setCreating(false)} onDone={windows.reload} />}
        </section>
    );
}

/** Those of the settings, which cannot be changed here. */
function Weekly({ rows }: { rows: readonly WeeklyWindow[] }): JSX.Element {
    return (
        <ul class="list">
            {rows.map((row, index) => (
                <li key={index}>
                    <span>
                        <strong>{row.service ?? "all services"}</strong> <span class="tag">every week</span>
                        <br />
                        {row.reason}{" "}
                        <span class="sub">
                            {row.days.join(", ").toLowerCase()}, {row.from} to {row.to}, {row.zone}
                        </span>
                    </span>
                </li>
            ))}
        </ul>
    );
}

function WindowDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }): JSX.Element {
    const [service, setService] = useState("");
    const [from, setFrom] = useState("");
    const [until, setUntil] = useState("");
    const [by, setBy] = useState(rememberedName());
    const [reason, setReason] = useState("");
    return (
        <Dialog title="Maintenance window" onClose={onClose}>
            <SendForm
                address="/api/v1/maintenance"
                body={() => ({
                    service: service.trim() === "" ? null : service.trim(),
                    from: new Date(from).toISOString(),
                    until: new Date(until).toISOString(),
                    by,
                    reason,
                })}
                button="Plan"
                onDone={() => {
                    rememberName(by);
                    onDone();
                    onClose();
                }}
            >
                <TextField label="Service" hint="empty: all" value={service} onChange={setService} />
                <TimeField label="From" value={from} onChange={setFrom} />
                <TimeField label="Until" value={until} onChange={setUntil} />
                <TextField label="Who" value={by} onChange={setBy} required />
                <TextField label="Why" value={reason} onChange={setReason} required />
            </SendForm>
        </Dialog>
    );
}
