import type { JSX } from "preact";
import type { Page } from "../api/fleet-types.ts";
import { usePages } from "../api/pages.ts";
import { Nothing } from "../parts/nothing.tsx";
import { Problem } from "../parts/problem.tsx";
import { type Column, type Order, Table } from "../parts/table.tsx";
import { amend, type Route } from "../route.ts";

export interface ListProps<Row> {
    /** What is listed; read aloud. */
    label: string;
    layout: string;
    /** The address of the list, without its order and page. */
    address: string;
    columns: readonly Column<Row>[];
    route: Route;
    /** By what the server sorts when nothing is said. */
    sortedBy?: string;
    onOpen: (row: Row) => void;
    empty: string;
    /** What the order is called in the address, where two lists are on one page. */
    name?: string;
}

/** A list of the server, page by page, in the order that the address says. */
export function List<Row>(props: ListProps<Row>): JSX.Element {
    const { route, address } = props;
    const sortName = `${props.name ?? ""}sort`;
    const orderName = `${props.name ?? ""}order`;
    const by = route.query.get(sortName);
    const order = route.query.get(orderName);
    const sorting = by === null ? "" : `&sort=${encodeURIComponent(by)}${order === null ? "" : `&order=${order}`}`;
    const key = `${address}${address.includes("?") ? "&" : "?"}${sorting.slice(1)}`;
    const pages = usePages<Row, Page<Row>>(key, (offset, limit) => `${key}&offset=${offset}&limit=${limit}`);
    return (
        <>
            <Problem error={pages.error} what={props.label.toLowerCase()} />
            {pages.total === 0 && <Nothing>{props.empty}</Nothing>}
            <Table
                label={props.label}
                layout={props.layout}
                columns={props.columns}
                total={pages.total ?? 0}
                row={pages.row}
                onSight={pages.need}
                onOpen={props.onOpen}
                sort={{
                    by: by ?? props.sortedBy ?? "",
                    order: order === "asc" ? "asc" : ("desc" satisfies Order),
                    change: (to, direction) => amend({ [sortName]: to, [orderName]: direction }),
                }}
            />
        </>
    );
}
