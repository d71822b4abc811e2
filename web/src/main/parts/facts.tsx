import type { JSX } from "preact";

/** Numbers with their names, side by side. */
export function Facts({ facts }: { facts: readonly [string, string][] }): JSX.Element {
    return (
        <dl class="numbers">
            {facts.map(([name, value]) => (
                <div key={name}>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                </div>
            ))}
        </dl>
    );
}
