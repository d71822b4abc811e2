import { useEffect, useRef } from "preact/hooks";
import { contact } from "./contact.ts";
import type { AlertRow, CaptureRow, ProcessRow, Totals } from "./fleet-types.ts";

/** What the monitor tells without being asked. */
export interface Events {
    hello: { now: string };
    reset: object;
    fleet: { at: string; totals: Totals; changed: number[]; more: boolean };
    process: { process: ProcessRow };
    alert: { alert: AlertRow };
    capture: { capture: CaptureRow };
    status: { trouble: string | null };
}

export type EventName = keyof Events;

type Listener = (name: EventName, event: Events[EventName]) => void;

const NAMES: readonly EventName[] = ["hello", "reset", "fleet", "process", "alert", "capture", "status"];

/** How long to wait before a stream that the browser gave up is opened anew. */
const REOPEN_MILLIS = 3000;

/** One stream for the whole page; it is opened again for another process, and whenever the browser gives up. */
class EventStream {
    private source: EventSource | null = null;
    private process: number | null = null;
    private timer = 0;
    private readonly listeners = new Set<Listener>();

    /** Opens the stream, also with what happens to one process. */
    open(process: number | null): void {
        if (this.source === null || this.process !== process) {
            this.process = process;
            this.connect();
        }
    }

    close(): void {
        clearTimeout(this.timer);
        this.source?.close();
        this.source = null;
    }

    follow(listener: Listener): () => void {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
    }

    private connect(): void {
        this.close();
        const source = new EventSource(`/api/v1/events${this.process === null ? "" : `?process=${this.process}`}`);
        source.onopen = () => contact.made();
        source.onerror = () => this.failed(source);
        for (const name of NAMES) {
            source.addEventListener(name, (message: MessageEvent<string>) => this.tell(name, message.data));
        }
        this.source = source;
    }

    /** The browser connects again by itself, except after an answer that is no stream. */
    private failed(source: EventSource): void {
        contact.lost();
        if (source.readyState === EventSource.CLOSED && this.source === source) {
            clearTimeout(this.timer);
            this.timer = window.setTimeout(() => this.connect(), REOPEN_MILLIS);
        }
    }

    private tell<Name extends EventName>(name: Name, text: string): void {
        contact.made();
        const event = JSON.parse(text) as Events[Name];
        for (const listener of this.listeners) {
            listener(name, event);
        }
    }
}

export const eventStream = new EventStream();

/** Calls back with each event of some kinds while the component is shown. */
export function useEvents(listener: { [Name in EventName]?: (event: Events[Name]) => void }): void {
    const latest = useRef(listener);
    latest.current = listener;
    useEffect(
        () =>
            eventStream.follow((name, event) => {
                (latest.current[name] as ((event: Events[EventName]) => void) | undefined)?.(event);
            }),
        [],
    );
}
