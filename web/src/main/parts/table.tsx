import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { heightOf, rowWindow, scrollTo } from "./window.ts";

export type Order = "asc" | "desc";

export interface Column<Row> {
    id: string;
    title: string;
    /** The name by which the server sorts by it. */
    sort?: string;
    /** Which order a first click gives. */
    firstOrder?: Order;
    number?: boolean;
    /** Left out on a narrow screen. */
    wide?: boolean;
    /** Said in full where the title is short. */
    hint?: string;
    cell: (row: Row, index: number) => ComponentChildren;
}

export interface TableSort {
    by: string;
    order: Order;
    change: (by: string, order: Order) => void;
}

export interface TableProps<Row> {
    /** What the table lists; read aloud. */
    label: string;
    /** The class that gives the columns their widths. */
    layout: string;
    columns: readonly Column<Row>[];
    total: number;
    row: (index: number) => Row | undefined;
    /** Called with the range of rows in sight. */
    onSight?: (first: number, last: number) => void;
    onOpen?: (row: Row, index: number) => void;
    sort?: TableSort;
    /** A table whose rows fold out. */
    tree?: {
        level: (row: Row) => number;
        isOpen: (row: Row) => boolean | null;
        toggle: (row: Row, index: number) => void;
    };
    isChosen?: (row: Row) => boolean;
    rowClass?: (row: Row) => string;
    /** On a narrow screen, in which a row takes two lines. */
    narrowRowHeight?: number;
}

const ROW_HEIGHT = 32;
const NARROW = "(max-width: 700px)";

/**
 * A table that scrolls with the page and draws only the rows in sight. It is one stop of the Tab key: arrows walk through
 * its rows, Enter opens one, right and left fold out and in.
 */
export function Table<Row>(props: TableProps<Row>): JSX.Element {
    const { columns, total, tree } = props;
    const narrow = useMedia(NARROW);
    const rowHeight = narrow ? (props.narrowRowHeight ?? ROW_HEIGHT) : ROW_HEIGHT;
    const shown = columns.filter((column) => !narrow || !column.wide);
    const id = useId();
    const body = useRef<HTMLDivElement>(null);
    const [active, setActive] = useState(0);
    const sight = useSight(body, total, rowHeight);
    const at = Math.min(active, total - 1);

    useEffect(() => {
        if (sight.last >= sight.first) {
            props.onSight?.(sight.first, sight.last);
        }
    });

    const move = (to: number): void => {
        const row = Math.min(Math.max(to, 0), total - 1);
        setActive(row);
        reveal(body.current, row, total, rowHeight);
    };
    const open = (index: number): void => {
        const row = props.row(index);
        if (row !== undefined) {
            props.onOpen?.(row, index);
        }
    };
    const fold = (index: number, wanted: boolean): void => {
        const row = props.row(index);
        if (tree && row !== undefined && tree.isOpen(row) === !wanted) {
            tree.toggle(row, index);
        }
    };
    const page = Math.max(1, Math.floor(innerHeight / rowHeight) - 6);
    const keys: Record<string, () => void> = {
        ArrowDown: () => move(at + 1),
        j: () => move(at + 1),
        ArrowUp: () => move(at - 1),
        k: () => move(at - 1),
        PageDown: () => move(at + page),
        PageUp: () => move(at - page),
        Home: () => move(0),
        End: () => move(total - 1),
        Enter: () => open(at),
        ArrowRight: () => fold(at, true),
        ArrowLeft: () => fold(at, false),
    };
    const onKeyDown = (event: KeyboardEvent): void => {
        const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
        if (act && event.target === event.currentTarget) {
            event.preventDefault();
            act();
        }
    };

    const rows: JSX.Element[] = [];
    for (let index = sight.first; index <= sight.last; index++) {
        const row = props.row(index);
        rows.push(
            <div
                key={index}
                id={`${id}-${index}`}
                role="row"
                aria-rowindex={index + 2}
                aria-level={tree && row !== undefined ? tree.level(row) : undefined}
                aria-expanded={tree && row !== undefined ? (tree.isOpen(row) ?? undefined) : undefined}
                aria-selected={props.isChosen && row !== undefined ? props.isChosen(row) : undefined}
                class={`row ${index === at ? "active" : ""} ${row === undefined ? "" : (props.rowClass?.(row) ?? "")}`}
                onMouseDown={() => setActive(index)}
                onClick={(event) => {
                    if (!(event.target as Element).closest("a, button")) {
                        open(index);
                    }
                }}
            >
                {shown.map((column) => (
                    <div key={column.id} role="gridcell" class={`cell c-${column.id} ${column.number ? "number" : ""}`}>
                        {row === undefined ? <span class="waiting">…</span> : column.cell(row, index)}
                    </div>
                ))}
            </div>,
        );
    }

    return (
        <div
            class={`table ${props.layout} ${props.onOpen ? "opens" : ""}`}
            role={tree ? "treegrid" : "grid"}
            aria-label={props.label}
            aria-rowcount={total + 1}
            aria-activedescendant={at >= sight.first && at <= sight.last ? `${id}-${at}` : undefined}
            tabIndex={0}
            onKeyDown={onKeyDown}
        >
            <div role="rowgroup" class="table-head">
                <div role="row" class="row" aria-rowindex={1}>
                    {shown.map((column) => (
                        <Head key={column.id} column={column} sort={props.sort} />
                    ))}
                </div>
            </div>
            <div role="rowgroup" class="table-body" ref={body} style={{ height: `${heightOf(total, rowHeight)}px` }}>
                <div role="presentation" class="table-rows" style={{ transform: `translateY(${sight.top}px)` }}>
                    {rows}
                </div>
            </div>
        </div>
    );
}

function Head<Row>({ column, sort }: { column: Column<Row>; sort: TableProps<Row>["sort"] }): JSX.Element {
    const by = column.sort;
    const sorted = by !== undefined && sort?.by === by ? sort.order : null;
    const next: Order = sorted === null ? (column.firstOrder ?? "desc") : sorted === "asc" ? "desc" : "asc";
    return (
        <div
            role="columnheader"
            class={`cell c-${column.id} ${column.number ? "number" : ""}`}
            aria-sort={sorted === null ? undefined : sorted === "asc" ? "ascending" : "descending"}
            title={column.hint}
        >
            {by !== undefined && sort ? (
                <button type="button" class="sorter" onClick={() => sort.change(by, next)}>
                    {column.title}
                    <span aria-hidden="true" class="arrow">
                        {sorted === null ? "" : sorted === "asc" ? "▲" : "▼"}
                    </span>
                </button>
            ) : (
                column.title
            )}
        </div>
    );
}

/** Whether the screen is so. */
export function useMedia(query: string): boolean {
    const [matches, setMatches] = useState(() => matchMedia(query).matches);
    useEffect(() => {
        const media = matchMedia(query);
        const follow = (): void => setMatches(media.matches);
        media.addEventListener("change", follow);
        return () => media.removeEventListener("change", follow);
    }, [query]);
    return matches;
}

/** Which rows the reader sees now. */
function useSight(body: { current: HTMLDivElement | null }, total: number, rowHeight: number): ReturnType<typeof rowWindow> {
    const [scrolled, setScrolled] = useState({ by: 0, height: innerHeight });
    const measure = (): void => {
        if (body.current) {
            const by = -body.current.getBoundingClientRect().top;
            setScrolled((old) => (old.by === by && old.height === innerHeight ? old : { by, height: innerHeight }));
        }
    };
    useLayoutEffect(measure);
    useEffect(() => {
        addEventListener("scroll", measure, { passive: true });
        addEventListener("resize", measure);
        return () => {
            removeEventListener("scroll", measure);
            removeEventListener("resize", measure);
        };
    }, []);
    return rowWindow(total, rowHeight, scrolled.by, scrolled.height);
}

/** What lies over the top of the table while it scrolls: the page's bar and the table's head. */
const COVERED = 96;

function reveal(body: HTMLDivElement | null, row: number, total: number, rowHeight: number): void {
    if (!body) {
        return;
    }
    const top = body.getBoundingClientRect().top;
    const shown = rowWindow(total, rowHeight, -top, innerHeight);
    const y = top + shown.top + (row - shown.first) * rowHeight;
    if (y < COVERED || y + rowHeight > innerHeight) {
        const above = y < COVERED ? COVERED : innerHeight - rowHeight;
        const by = scrollTo(row - above / rowHeight, total, rowHeight, innerHeight);
        scrollBy(0, top + by);
    }
}
