import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { rememberedName, rememberName, SendForm, TextField } from "../alerts/form.tsx";
import { asError, send } from "../api/client.ts";
import type { AlertRow } from "../api/fleet-types.ts";
import { Dialog } from "../parts/dialog.tsx";
import { clock } from "../words/units.ts";

/** Says that somebody looks after an alert, until it is resolved. Who that is, is asked once in a browser. */
export function AcknowledgeButton(props: { alert: AlertRow; user: string | null; mayAct: boolean; onDone: () => void }): JSX.Element | null {
    const [asking, setAsking] = useState(false);
    const [error, setError] = useState<string | null>(null);
    const address = `/api/v1/alerts/${encodeURIComponent(props.alert.id)}/acknowledge`;
    const name = props.user ?? rememberedName();
    const acknowledge = (): void => {
        send("POST", address, { by: name }).then(props.onDone, (problem: unknown) => setError(asError(problem).message));
    };
    if (props.alert.state === "resolved" || props.alert.acknowledgedBy !== null) {
        return null;
    }
    return (
        <>
            <button type="button" disabled={!props.mayAct} onClick={() => (name === "" ? setAsking(true) : acknowledge())}>
                Acknowledge
            </button>
            {error !== null && (
                <span class="problem" role="alert">
                    {error}
                </span>
            )}
            {asking && <WhoDialog address={address} onDone={props.onDone} onClose={() => setAsking(false)} />}
        </>
    );
}

function WhoDialog({ address, onDone, onClose }: { address: string; onDone: () => void; onClose: () => void }): JSX.Element {
    const [by, setBy] = useState("");
    const done = (): void => {
        rememberName(by);
        onDone();
        onClose();
    };
    return (
        <Dialog title="Acknowledge" onClose={onClose}>
            <SendForm address={address} body={() => ({ by })} button="Acknowledge" onDone={done}>
                <TextField label="Who" hint="others see that you look after it" value={by} onChange={setBy} required />
            </SendForm>
        </Dialog>
    );
}

/** `ann looks after it since 14:05`. */
export function acknowledgedText({ acknowledgedBy, acknowledgedAt }: AlertRow): string | null {
    return acknowledgedBy === null ? null : `${acknowledgedBy} looks after it${acknowledgedAt === null ? "" : ` since ${clock(acknowledgedAt)}`}`;
}
