import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { asError, send, useLoad } from "../api/client.ts";
import type { Page, Silence } from "../api/fleet-types.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Nothing } from "../parts/nothing.tsx";
import { Problem } from "../parts/problem.tsx";
import { clock } from "../words/units.ts";
import { rememberedName, rememberName, SendForm, TextField } from "./form.tsx";

/** What a silence is about: at least one of them. */
export interface SilenceScope {
    service: string | null;
    build: string | null;
    subject: string | null;
}

export function Silences({ mayAct }: { mayAct: boolean }): JSX.Element {
    const silences = useLoad<Page<Silence>>("/api/v1/silences?state=active,expired&limit=200");
    const [creating, setCreating] = useState(false);
    const [error, setError] = useState<Error | null>(null);
    const expire = (id: string): void => {
        send("DELETE", `/api/v1/silences/${encodeURIComponent(id)}`).then(silences.reload, (problem: unknown) => setError(asError(problem)));
    };
    const rows = silences.data?.rows ?? [];
    return (
        <section>
            <div class="section-head">
                <p class="sub">A silenced alert is still shown, and wakes nobody.</p>
                <button type="button" class="main-button" disabled={!mayAct} onClick={() => setCreating(true)}>
                    New silence …
                </button>
            </div>
            <Problem error={silences.error ?? error} what="the silences" />
            {silences.data && rows.length === 0 && <Nothing>There is no silence.</Nothing>}
            <ul class="list">
                {rows.map((row) => (
                    <li key={row.id} class={row.state === "expired" ? "is-over" : ""}>
                        <span>
                            <strong>{scopeText(row)}</strong> <span class="tag">{row.state}</span>
                            <br />
                            {row.reason}{" "}
                            <span class="sub">
                                {row.by}, {clock(row.from)} to {clock(row.until)}
                            </span>
                        </span>
                        {row.state === "active" && (
                            <button type="button" disabled={!mayAct} onClick={() => expire(row.id)} aria-label={`Expire the silence of ${scopeText(row)}`}>
                                Expire
                            </button>
                        )}
                    </li>
                ))}
            </ul>
            {creating && (
                <SilenceDialog
                    scope={{ service: null, build: null, subject: null }}
                    onClose={() => setCreating(false)}
                    onDone={silences.reload}
                />
            )}
        </section>
    );
}

function scopeText(scope: SilenceScope): string {
    return [scope.service, scope.build, scope.subject].filter((part) => part !== null).join(" · ");
}

const SPANS: readonly { name: string; seconds: number }[] = [
    { name: "1 hour", seconds: 3600 },
    { name: "4 hours", seconds: 4 * 3600 },
    { name: "12 hours", seconds: 12 * 3600 },
    { name: "1 day", seconds: 24 * 3600 },
    { name: "3 days", seconds: 3 * 24 * 3600 },
    { name: "1 week", seconds: 7 * 24 * 3600 },
];

/** Asks what to silence, for how long and why. */
export function SilenceDialog(props: { scope: SilenceScope; onClose: () => void; onDone: () => void }): JSX.Element {
    const [service, setService] = useState(props.scope.service ?? "");
    const [build, setBuild] = useState(props.scope.build ?? "");
    const [subject, setSubject] = useState(props.scope.subject ?? "");
    const [seconds, setSeconds] = useState(4 * 3600);
    const [by, setBy] = useState(rememberedName());
    const [reason, setReason] = useState("");
    const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());
    return (
        <Dialog title="Silence" onClose={props.onClose}>
            <SendForm
                address="/api/v1/silences"
                body={() => ({ service: orNull(service), build: orNull(build), subject: orNull(subject), seconds, by, reason })}
                button="Silence"
                onDone={() => {
                    rememberName(by);
                    props.onDone();
                    props.onClose();
                }}
            >
                <TextField label="Service" value={service} onChange={setService} />
                <TextField label="Build" hint="empty: all" value={build} onChange={setBuild} />
                <TextField label="Holder or signal" hint="empty: all" value={subject} onChange={setSubject} />
                <label class="form-field">
                    <span>For</span>
                    <select value={seconds} onChange={(event) => setSeconds(Number(event.currentTarget.value))}>
                        {SPANS.map((span) => (
                            <option key={span.seconds} value={span.seconds}>
                                {span.name}
                            </option>
                        ))}
                    </select>
                </label>
                <TextField label="Who" value={by} onChange={setBy} required />
                <TextField label="Why" value={reason} onChange={setReason} required />
            </SendForm>
        </Dialog>
    );
}
