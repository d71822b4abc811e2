import { useEffect, useRef, useState } from "preact/hooks";
import { asError, isNotYet, load, STILL_WORKING_MILLIS, useEvery } from "./client.ts";
import type { Page } from "./fleet-types.ts";

const PAGE_SIZE = 100;

/** So many pages stay in memory; the server has the others. */
const MOST_PAGES = 60;

/** A long list of which the server hands out pages: only those are loaded that somebody looks at. */
class Pages<Row, Answer extends Page<Row>> {
    total: number | null = null;
    /** The newest answer: what came beside the rows. */
    answer: Answer | null = null;
    error: Error | null = null;
    private readonly rows = new Map<number, Row[]>();
    private readonly underWay = new Set<number>();
    private readonly abort = new AbortController();
    private shown: [number, number] = [0, 0];
    private later = 0;
    private readonly address: (offset: number, limit: number) => string;
    private readonly changed: () => void;

    constructor(address: (offset: number, limit: number) => string, changed: () => void) {
        this.address = address;
        this.changed = changed;
    }

    row(index: number): Row | undefined {
        return this.rows.get(Math.floor(index / PAGE_SIZE))?.[index % PAGE_SIZE];
    }

    /** Loads what is missing of a range of rows. */
    need(first: number, last: number): void {
        this.shown = [first, last];
        for (const page of this.pagesShown()) {
            if (!this.rows.has(page)) {
                this.loadPage(page);
            }
        }
    }

    /** Loads again what is shown, in place; forgets the rest. */
    refresh(): void {
        const shown = new Set(this.pagesShown());
        for (const page of this.rows.keys()) {
            if (!shown.has(page)) {
                this.rows.delete(page);
            }
        }
        shown.forEach((page) => this.loadPage(page));
    }

    close(): void {
        clearTimeout(this.later);
        this.abort.abort();
    }

    private pagesShown(): number[] {
        const pages: number[] = [];
        const end = this.total === null ? 0 : Math.max(0, this.total - 1);
        const last = Math.floor(Math.min(Math.max(this.shown[1], 0), end) / PAGE_SIZE);
        for (let page = Math.floor(Math.min(Math.max(this.shown[0], 0), end) / PAGE_SIZE); page <= last; page++) {
            pages.push(page);
        }
        return pages;
    }

    private loadPage(page: number): void {
        if (this.underWay.has(page)) {
            return;
        }
        this.underWay.add(page);
        load<Answer>(this.address(page * PAGE_SIZE, PAGE_SIZE), this.abort.signal)
            .then(
                (answer) => this.take(page, answer),
                (error: unknown) => {
                    this.error = asError(error);
                    if (isNotYet(error)) {
                        this.later = window.setTimeout(() => this.loadPage(page), STILL_WORKING_MILLIS);
                    }
                },
            )
            .finally(() => {
                this.underWay.delete(page);
                if (!this.abort.signal.aborted) {
                    this.changed();
                }
            });
    }

    private take(page: number, answer: Answer): void {
        this.error = null;
        this.total = answer.total;
        this.answer = answer;
        this.rows.delete(page); // the youngest is last
        this.rows.set(page, answer.rows);
        for (const oldest of this.rows.keys()) {
            if (this.rows.size <= MOST_PAGES) {
                break;
            }
            this.rows.delete(oldest);
        }
    }
}

export interface Paged<Row, Answer> {
    /** Rows in all, or null until it is known. */
    total: number | null;
    answer: Answer | null;
    error: Error | null;
    row: (index: number) => Row | undefined;
    need: (first: number, last: number) => void;
    refresh: () => void;
}

/**
 * A list by pages.
 *
 * @param key what the list depends on: another key begins a new list; null has none
 * @param address of some rows of it
 */
export function usePages<Row, Answer extends Page<Row> = Page<Row>>(
    key: string | null,
    address: (offset: number, limit: number) => string,
    everyMillis: number | null = null,
): Paged<Row, Answer> {
    const [, setVersion] = useState(0);
    const changed = (): void => setVersion((n) => n + 1);
    const held = useRef<{ key: string | null; pages: Pages<Row, Answer> } | null>(null);
    if (held.current === null || held.current.key !== key) {
        held.current?.pages.close();
        held.current = { key, pages: new Pages<Row, Answer>(address, changed) };
    }
    const pages = held.current.pages;
    useEffect(() => {
        if (key !== null) {
            pages.need(0, 0);
        }
    }, [pages]);
    useEffect(() => () => held.current?.pages.close(), []);
    useEvery(key === null ? null : everyMillis, () => pages.refresh());
    return {
        total: pages.total,
        answer: pages.answer,
        error: pages.error,
        row: (index) => pages.row(index),
        need: (first, last) => pages.need(first, last),
        refresh: () => pages.refresh(),
    };
}
