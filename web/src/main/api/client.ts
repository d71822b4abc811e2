import { useEffect, useRef, useState } from "preact/hooks";
import { contact } from "./contact.ts";

/** The server said no. The message is a line for people. */
export class ServerError extends Error {
    readonly status: number;
    /** Whether it is only that a file is still being read. */
    readonly isReading: boolean;

    constructor(status: number, message: string, isReading = false) {
        super(message);
        this.name = "ServerError";
        this.status = status;
        this.isReading = isReading;
    }
}

type Query = Record<string, string | number | null | undefined>;

/** An address of the server. Values that are null or empty are left out. */
export function api(path: string, query: Query = {}): string {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
        if (value !== null && value !== undefined && value !== "") {
            params.set(name, String(value));
        }
    }
    const text = params.toString();
    return text === "" ? path : `${path}?${text}`;
}

/** The monitor answers at once. Of a snapshot, some questions take a walk over the whole heap. */
const PATIENCE_MILLIS = 10_000;
const PATIENCE_WITH_SNAPSHOTS_MILLIS = 180_000;

async function request(address: string, init: RequestInit, cancelled?: AbortSignal): Promise<Response> {
    const patience = AbortSignal.timeout(address.startsWith("/api/v1/") ? PATIENCE_MILLIS : PATIENCE_WITH_SNAPSHOTS_MILLIS);
    const signal = cancelled === undefined ? patience : AbortSignal.any([cancelled, patience]);
    let response: Response;
    try {
        response = await fetch(address, { credentials: "same-origin", ...init, signal });
    } catch (problem) {
        if (!cancelled?.aborted) {
            contact.lost();
        }
        throw problem;
    }
    contact.made();
    if (!response.ok) {
        throw await errorOf(response);
    }
    return response;
}

async function errorOf(response: Response): Promise<ServerError> {
    if (response.status === 401) {
        contact.loggedOut();
    }
    try {
        const body = (await response.json()) as { error?: string };
        const isReading = response.status === 503 && new URL(response.url).pathname.startsWith("/api/snapshots/");
        return new ServerError(response.status, body.error ?? response.statusText, isReading);
    } catch {
        return new ServerError(response.status, `The server answered ${response.status} ${response.statusText}.`);
    }
}

/** Loads JSON. @throws ServerError */
export async function load<Answer>(address: string, signal?: AbortSignal): Promise<Answer> {
    const response = await request(address, {}, signal);
    if (response.status === 202) {
        throw new ServerError(202, "The server is still working on it.");
    }
    return (await response.json()) as Answer;
}

/** Sends JSON; the answer is null when there is none. @throws ServerError */
export async function send<Answer>(method: "POST" | "DELETE", address: string, body: object = {}): Promise<Answer | null> {
    const response = await request(address, {
        method,
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
    });
    return response.status === 204 ? null : ((await response.json()) as Answer);
}

export interface Loaded<Answer> {
    /** The latest answer to this address, or null. */
    data: Answer | null;
    /** Why the latest attempt failed, or null. */
    error: Error | null;
    loading: boolean;
    reload: () => void;
}

/** What the server is still working on is asked for again after that time. */
export const STILL_WORKING_MILLIS = 500;

/** A snapshot is being read, or compared, or looked through for leaks. */
export function isNotYet(error: unknown): boolean {
    return error instanceof ServerError && (error.status === 202 || error.isReading);
}

/** Memory drifts without an event: what is in sight is loaded again this often. */
export const REFRESH_MILLIS = 15_000;

export interface LoadOptions {
    /** Load again this often while the page is visible. */
    everyMillis?: number | null;
    /** Go on showing the answer to the former address until the next one comes. */
    keep?: boolean;
}

interface State<Answer> {
    address: string | null;
    data: Answer | null;
    error: Error | null;
    loading: boolean;
}

/** Loads an address. An answer that the server is still working on is asked for until it is there. */
export function useLoad<Answer>(address: string | null, options: LoadOptions = {}): Loaded<Answer> {
    const { everyMillis, keep } = options;
    const [state, setState] = useState<State<Answer>>({ address, data: null, error: null, loading: address !== null });
    const [turn, setTurn] = useState(0);
    const again = useRef(0);

    useEffect(() => {
        const abort = new AbortController();
        const next = (update: (old: State<Answer>) => Omit<State<Answer>, "address">): void =>
            setState((old) => ({ address, ...update(old) }));
        const stays = (old: State<Answer>): Answer | null => (keep || old.address === address ? old.data : null);
        next((old) => ({ data: address === null ? null : stays(old), error: null, loading: address !== null }));
        if (address !== null) {
            load<Answer>(address, abort.signal).then(
                (data) => next(() => ({ data, error: null, loading: false })),
                (error: unknown) => {
                    if (abort.signal.aborted) {
                        return;
                    }
                    next((old) => ({ data: stays(old), error: asError(error), loading: false }));
                    if (isNotYet(error)) {
                        again.current = window.setTimeout(() => setTurn((n) => n + 1), STILL_WORKING_MILLIS);
                    }
                },
            );
        }
        return () => {
            abort.abort();
            clearTimeout(again.current);
        };
    }, [address, turn, keep]);

    useEvery(everyMillis ?? null, () => setTurn((n) => n + 1));

    const current = keep || state.address === address ? state : { data: null, error: null, loading: address !== null };
    return { data: current.data, error: current.error, loading: current.loading, reload: () => setTurn((n) => n + 1) };
}

export function asError(problem: unknown): Error {
    return problem instanceof Error ? problem : new Error(String(problem));
}

/** Calls back this often while the page is visible; null: never. */
export function useEvery(millis: number | null, tick: () => void): void {
    const latest = useRef(tick);
    latest.current = tick;
    useEffect(() => {
        if (millis === null) {
            return;
        }
        const timer = setInterval(() => {
            if (!document.hidden) {
                latest.current();
            }
        }, millis);
        return () => clearInterval(timer);
    }, [millis]);
}
