/** Whether the server answers, and since when not: what is shown may be old then, and must say so. */
class Contact {
    private listeners = new Set<() => void>();
    private lastMillis = Date.now();
    private isLost = false;
    private isLoggedOut = false;

    /** When the server was last heard of, or null while it answers. */
    get staleSince(): number | null {
        return this.isLost ? this.lastMillis : null;
    }

    /** Whether the server wants a login first. */
    get needsLogin(): boolean {
        return this.isLoggedOut;
    }

    made(): void {
        this.lastMillis = Date.now();
        this.change(() => (this.isLost = false), this.isLost);
    }

    lost(): void {
        this.change(() => (this.isLost = true), !this.isLost);
    }

    loggedOut(): void {
        this.change(() => (this.isLoggedOut = true), !this.isLoggedOut);
    }

    loggedIn(): void {
        this.change(() => (this.isLoggedOut = false), this.isLoggedOut);
    }

    /** Calls back after each change, until the returned function is called. */
    follow(listener: () => void): () => void {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
    }

    private change(apply: () => void, needed: boolean): void {
        if (needed) {
            apply();
            for (const listener of this.listeners) {
                listener();
            }
        }
    }
}

/** The page talks to one server. */
export const contact = new Contact();
