import type { JSX } from "preact";
import { bytes, percent } from "../words/units.ts";

const LOOKS = 6;

/** Parts of an amount, stacked in a bar, each named with its number beside it. */
export function Parts(props: { title: string; parts: readonly { name: string; bytes: number }[]; of: number | null }): JSX.Element | null {
    const { parts } = props;
    const sum = parts.reduce((total, part) => total + part.bytes, 0);
    if (sum <= 0) {
        return null;
    }
    return (
        <section>
            <h2>
                {props.title} {props.of !== null && <span class="sub">{bytes(props.of)}</span>}
            </h2>
            <div class="stack" aria-hidden="true">
                {parts.map((part, index) => (
                    <span key={part.name} class={`part look-${index % LOOKS}`} style={{ width: `${(part.bytes / sum) * 100}%` }} />
                ))}
            </div>
            <ul class="stack-list">
                {parts.map((part, index) => (
                    <li key={part.name}>
                        <span class={`swatch look-${index % LOOKS}`} aria-hidden="true" />
                        <span class="grow">{part.name}</span>
                        <span class="number">{bytes(part.bytes)}</span>
                        <span class="number share">{percent(part.bytes / sum)}</span>
                    </li>
                ))}
            </ul>
        </section>
    );
}
