import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { asError, send } from "./api/client.ts";
import { contact } from "./api/contact.ts";
import type { Session } from "./api/fleet-types.ts";

/** Asks for what the server wants before it shows anything. */
export function Login({ session }: { session: Session | null }): JSX.Element {
    const [token, setToken] = useState("");
    const [error, setError] = useState<string | null>(null);
    if (session === null) {
        return (
            <main class="login">
                <h1>This page needs its token</h1>
                <p>Open the address that the program has printed: it carries the token.</p>
            </main>
        );
    }
    if (session.login === "proxy") {
        return (
            <main class="login">
                <h1>Not logged in</h1>
                <p>Log in at the proxy before this page, and load it again.</p>
            </main>
        );
    }
    const submit = async (event: Event): Promise<void> => {
        event.preventDefault();
        try {
            await send("POST", "/api/v1/login", { token });
            contact.loggedIn();
        } catch (problem) {
            setError(asError(problem).message);
        }
    };
    return (
        <main class="login">
            <h1>Log in</h1>
            <form onSubmit={(event) => void submit(event)}>
                <label>
                    Token
                    <input
                        type="password"
                        autocomplete="current-password"
                        value={token}
                        onInput={(event) => setToken(event.currentTarget.value)}
                    />
                </label>
                <p class="sub">The monitor was given it by its settings.</p>
                {error !== null && (
                    <p class="problem" role="alert">
                        {error}
                    </p>
                )}
                <button type="submit" class="main-button">
                    Log in
                </button>
            </form>
        </main>
    );
}
