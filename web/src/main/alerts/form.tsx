import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { asError, send } from "../api/client.ts";

export interface FieldProps {
    label: string;
    value: string;
    onChange: (value: string) => void;
    required?: boolean;
    hint?: string;
}

/** A labelled field for a line of text. */
export function TextField(props: FieldProps): JSX.Element {
    return (
        <Labelled {...props}>
            <input value={props.value} required={props.required ?? false} onInput={(event) => props.onChange(event.currentTarget.value)} />
        </Labelled>
    );
}

/** A labelled field for a day and a time, in the reader's time zone. */
export function TimeField(props: FieldProps): JSX.Element {
    return (
        <Labelled {...props}>
            <input type="datetime-local" value={props.value} required onInput={(event) => props.onChange(event.currentTarget.value)} />
        </Labelled>
    );
}

function Labelled(props: { label: string; hint?: string; children: ComponentChildren }): JSX.Element {
    return (
        <label class="form-field">
            <span>
                {props.label} {props.hint !== undefined && <span class="sub">{props.hint}</span>}
            </span>
            {props.children}
        </label>
    );
}

/** A form that sends what it holds; what the server has against it is said below. */
export function SendForm(props: {
    address: string;
    body: () => object;
    button: string;
    onDone: () => void;
    children: ComponentChildren;
}): JSX.Element {
    const [error, setError] = useState<string | null>(null);
    const submit = async (event: Event): Promise<void> => {
        event.preventDefault();
        try {
            await send("POST", props.address, props.body());
            setError(null);
            props.onDone();
        } catch (problem) {
            setError(asError(problem).message);
        }
    };
    return (
        <form class="form" onSubmit={(event) => void submit(event)}>
            {props.children}
            {error !== null && (
                <p class="problem" role="alert">
                    {error}
                </p>
            )}
            <button type="submit" class="main-button">
                {props.button}
            </button>
        </form>
    );
}

/** Who acts is asked once in a browser. */
const NAME_KEY = "tidemark-name";

export function rememberedName(): string {
    try {
        return localStorage.getItem(NAME_KEY) ?? "";
    } catch {
        return ""; // storage may be forbidden
    }
}

export function rememberName(name: string): void {
    try {
        localStorage.setItem(NAME_KEY, name);
    } catch {
        // then it is asked again
    }
}
