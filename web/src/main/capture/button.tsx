import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { rememberedName } from "../alerts/form.tsx";
import { asError, send, useLoad } from "../api/client.ts";
import type { CaptureChoice, CaptureKind, CaptureOffer, CaptureRow, Cost } from "../api/fleet-types.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Problem } from "../parts/problem.tsx";
import { bytes, duration } from "../words/units.ts";

/** Takes evidence from a process; what it will cost the process is said first. */
export function CaptureButton({ process, mayAct }: { process: number; mayAct: boolean }): JSX.Element {
    const [open, setOpen] = useState(false);
    return (
        <>
            <button
                type="button"
                class="main-button"
                disabled={!mayAct}
                title={mayAct ? undefined : "You may look, not act."}
                onClick={() => setOpen(true)}
            >
                Capture …
            </button>
            {open && <CaptureDialog process={process} onClose={() => setOpen(false)} />}
        </>
    );
}

export const KINDS: Record<CaptureKind, string> = {
    histogram: "Class histogram",
    "live-objects": "Live objects",
    snapshot: "Snapshot",
    holder: "Find the holder",
};

function CaptureDialog({ process, onClose }: { process: number; onClose: () => void }): JSX.Element {
    const offer = useLoad<CaptureOffer>(`/api/v1/processes/${process}/capture`);
    const [kind, setKind] = useState<CaptureKind | null>(null);
    const [error, setError] = useState<string | null>(null);
    const choices = offer.data?.choices ?? [];
    const chosen = kind ?? choices.find((choice) => choice.refusedBecause === null)?.kind ?? null;
    const start = async (): Promise<void> => {
        try {
            await send<CaptureRow>("POST", `/api/v1/processes/${process}/capture`, { kind: chosen, by: rememberedName() || "somebody" });
            onClose();
        } catch (problem) {
            setError(asError(problem).message);
        }
    };
    return (
        <Dialog title="Capture evidence" onClose={onClose}>
            {offer.loading && offer.data === null && <p>Estimating what it would cost …</p>}
            <Problem error={offer.error} what="the estimate" />
            {offer.data?.possible === false && <p class="problem">Not possible: {offer.data.why}</p>}
            <fieldset class="choices">
                <legend class="unseen">What to capture</legend>
                {choices.map((choice) => (
                    <Choice key={choice.kind} choice={choice} chosen={choice.kind === chosen} onChoose={() => setKind(choice.kind)} />
                ))}
            </fieldset>
            {error !== null && (
                <p class="problem" role="alert">
                    {error}
                </p>
            )}
            <footer>
                <button type="button" onClick={onClose}>
                    Cancel
                </button>
                <button type="button" class="main-button" disabled={chosen === null || offer.data?.possible !== true} onClick={() => void start()}>
                    Capture
                </button>
            </footer>
        </Dialog>
    );
}

function Choice({ choice, chosen, onChoose }: { choice: CaptureChoice; chosen: boolean; onChoose: () => void }): JSX.Element {
    const refused = choice.refusedBecause !== null;
    return (
        <label class={`choice ${refused ? "refused" : ""}`}>
            <input type="radio" name="kind" checked={chosen} disabled={refused} onChange={onChoose} />
            <span>
                <strong>{KINDS[choice.kind]}</strong> {!choice.safe && !refused && <span class="tag warn">risky</span>}
                <br />
                {choice.text}
                {refused ? (
                    <span class="refusal">Refused: {choice.refusedBecause}</span>
                ) : (
                    <dl class="costs">
                        {choice.pauseSeconds && <CostLine name="stops the process for" cost={choice.pauseSeconds} text={duration} />}
                        {choice.memoryBytes && <CostLine name="takes memory of" cost={choice.memoryBytes} text={bytes} />}
                        {choice.fileBytes !== null && (
                            <div>
                                <dt>writes</dt>
                                <dd>{bytes(choice.fileBytes)}</dd>
                            </div>
                        )}
                    </dl>
                )}
            </span>
        </label>
    );
}

function CostLine({ name, cost, text }: { name: string; cost: Cost; text: (value: number) => string }): JSX.Element | null {
    const words = costWords(cost, text);
    return words === null ? null : (
        <div>
            <dt>{name}</dt>
            <dd>{words}</dd>
        </div>
    );
}

/** What costs nothing is not worth a line. */
function costWords({ likely, worst }: Cost, text: (value: number) => string): string | null {
    if (worst === null || worst === 0) {
        return likely === null || likely === 0 ? null : `${text(likely)} likely`;
    }
    return likely === null || likely === worst ? text(worst) : `${text(likely)} likely, ${text(worst)} at worst`;
}
