import type { JSX } from "preact";
import { REFRESH_MILLIS } from "../api/client.ts";
import { usePages } from "../api/pages.ts";
import { useEvents } from "../api/events.ts";
import type { ProcessPage, ProcessRow } from "../api/fleet-types.ts";
import { Nothing } from "../parts/nothing.tsx";
import { Problem } from "../parts/problem.tsx";
import { Sparkline } from "../parts/spark.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { VerdictBadge } from "../parts/verdict.tsx";
import { go, href } from "../route.ts";
import { ago, counted } from "../words/units.ts";
import { buildName, LimitCell, MemoryCell, RateCell, RUNTIMES } from "./columns.tsx";
import { type Filter, queryOf } from "./filter.ts";
import { sortOf } from "./sorting.ts";

const COLUMNS: readonly Column<ProcessRow>[] = [
    { id: "verdict", title: "Verdict", sort: "worst", cell: (row) => <VerdictBadge verdict={row.verdict} /> },
    {
        id: "name",
        title: "Instance",
        sort: "instance",
        firstOrder: "asc",
        cell: (row) => (
            <>
                <a href={href(["process", row.id])} tabIndex={-1}>
                    {row.instance}
                </a>
                <span class="narrow faint"> {row.service}</span>
                {!row.up && <span class="tag">down</span>}
            </>
        ),
    },
    { id: "service", title: "Service", sort: "service", firstOrder: "asc", cell: (row) => row.service },
    { id: "build", title: "Build", sort: "build", firstOrder: "asc", wide: true, cell: (row) => buildName(row.build) },
    { id: "spark", title: "Last day", wide: true, cell: (row) => <Sparkline spark={row.spark} verdict={row.verdict} /> },
    {
        id: "rate",
        title: "Growth",
        sort: "rate",
        number: true,
        cell: (row) => <RateCell rate={row.bytesPerSecond} verdict={row.verdict} />,
    },
    {
        id: "limit",
        title: "Limit",
        sort: "limit",
        firstOrder: "asc",
        number: true,
        hint: "when it reaches its limit, at this rate",
        cell: (row) => <LimitCell seconds={row.timeToLimit} />,
    },
    { id: "memory", title: "Memory", sort: "memory", number: true, wide: true, cell: (row) => <MemoryCell value={row.memoryBytes} /> },
    { id: "runtime", title: "Runtime", wide: true, cell: (row) => RUNTIMES[row.runtime] },
    { id: "seen", title: "Seen", sort: "seen", number: true, wide: true, cell: (row) => <span class="faint">{ago(row.lastSeen)}</span> },
];

/** Every process in a row of its own. */
export function Instances({ filter }: { filter: Filter }): JSX.Element {
    const query = queryOf(filter);
    const oneService = filter.service !== null;
    const pages = usePages<ProcessRow, ProcessPage>(
        query,
        (offset, limit) => `/api/v1/processes?${query}&offset=${offset}&limit=${limit}`,
        REFRESH_MILLIS,
    );
    useEvents({ fleet: (event) => event.changed.length + (event.more ? 1 : 0) > 0 && pages.refresh(), reset: () => pages.refresh() });
    return (
        <>
            <p class="matched">{pages.total !== null && counted(pages.total, "instance", "instances")}</p>
            <Problem error={pages.error} what="the instances" />
            {pages.total === 0 && <Nothing>No process is like that.</Nothing>}
            <Table
                label="Instances"
                layout={oneService ? "service-instances" : "instances"}
                columns={oneService ? COLUMNS.filter((column) => column.id !== "service") : COLUMNS}
                total={pages.total ?? 0}
                row={pages.row}
                onSight={pages.need}
                onOpen={(row) => go(href(["process", row.id]))}
                sort={sortOf(filter)}
                narrowRowHeight={56}
                rowClass={(row) => (row.up ? "" : "is-down")}
            />
        </>
    );
}
