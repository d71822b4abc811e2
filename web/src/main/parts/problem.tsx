import type { JSX } from "preact";
import { isNotYet, ServerError } from "../api/client.ts";

/** Says that something could not be loaded, and why; or that it takes a while. */
export function Problem({ error, what }: { error: Error | null; what: string }): JSX.Element | null {
    if (error === null || (error instanceof ServerError && error.status === 401)) {
        return null;
    }
    if (isNotYet(error)) {
        return (
            <p class="sub" role="status">
                Still looking for {what} …
            </p>
        );
    }
    const why = error instanceof ServerError ? error.message : "the server does not answer";
    return (
        <p class="problem" role="alert">
            Could not load {what}: {why}
        </p>
    );
}
