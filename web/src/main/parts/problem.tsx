import type { JSX } from "preact";
import { ServerError } from "../api/client.ts";

/** Says that something could not be loaded, and why. */
export function Problem({ error, what }: { error: Error | null; what: string }): JSX.Element | null {
    if (error === null || (error instanceof ServerError && error.status === 401)) {
        return null;
    }
    const why = error instanceof ServerError ? error.message : "the server does not answer";
    return (
        <p class="problem" role="alert">
            Could not load {what}: {why}
        </p>
    );
}
