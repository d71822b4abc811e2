import type { ComponentChildren, JSX } from "preact";

/** Stands where rows would be. */
export function Nothing({ children }: { children: ComponentChildren }): JSX.Element {
    return <p class="nothing">{children}</p>;
}
