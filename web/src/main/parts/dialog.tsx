import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

/** A window over the page. Escape and a click beside it close it; the focus returns to where it was. */
export function Dialog(props: { title: string; onClose: () => void; children: ComponentChildren }): JSX.Element {
    const dialog = useRef<HTMLDialogElement>(null);
    const id = useId();
    useEffect(() => {
        const before = document.activeElement;
        dialog.current?.showModal();
        return () => before instanceof HTMLElement && before.focus();
    }, []);
    return (
        <dialog
            ref={dialog}
            aria-labelledby={id}
            onClose={props.onClose}
            onClick={(event) => event.target === event.currentTarget && event.currentTarget.close()}
        >
            <div class="dialog">
                <header>
                    <h2 id={id}>{props.title}</h2>
                    <button type="button" class="quiet" aria-label="Close" onClick={() => dialog.current?.close()}>
                        ×
                    </button>
                </header>
                {props.children}
            </div>
        </dialog>
    );
}
