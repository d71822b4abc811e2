import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

const PAUSE_MILLIS = 200;

export interface SearchProps {
    label: string;
    /** What stands in the empty box, where the label is too long for it. */
    short?: string;
    /** Whether another box of the view is the one that `/` leads to. */
    second?: boolean;
    value: string;
    onChange: (value: string) => void;
}

/** A search box that `/` leads to. It tells what was typed after a short pause. */
export function SearchBox(props: SearchProps): JSX.Element {
    const [text, setText] = useState(props.value);
    const timer = useRef(0);
    const told = useRef(props.value);
    useEffect(() => {
        if (props.value !== told.current) {
            told.current = props.value;
            setText(props.value);
        }
    }, [props.value]);
    const tell = (value: string): void => {
        clearTimeout(timer.current);
        told.current = value;
        props.onChange(value);
    };
    return (
        <input
            class="search"
            type="search"
            aria-label={props.label}
            placeholder={`${props.short ?? props.label}${props.second ? "" : "  ( / )"}`}
            value={text}
            data-search={props.second ? undefined : ""}
            onInput={(event) => {
                const value = event.currentTarget.value;
                setText(value);
                clearTimeout(timer.current);
                timer.current = window.setTimeout(() => tell(value), PAUSE_MILLIS);
            }}
            onKeyDown={(event) => event.key === "Enter" && tell(event.currentTarget.value)}
        />
    );
}
