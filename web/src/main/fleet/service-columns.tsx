import type { JSX } from "preact";
import type { BuildRow, ProcessRow, ServiceRow } from "../api/fleet-types.ts";
import { Sparkline } from "../parts/spark.tsx";
import type { Column } from "../parts/table.tsx";
import { CountsLine, VerdictBadge } from "../parts/verdict.tsx";
import { amend, href, parseRoute } from "../route.ts";
import { ago, count, counted } from "../words/units.ts";
import { buildName, LimitCell, MemoryCell, RateCell, UpCell } from "./columns.tsx";
import { filterOf } from "./filter.ts";

/** A row of the folded table. */
export type Row =
    | { kind: "service"; key: string; open: boolean; service: ServiceRow }
    | { kind: "build"; key: string; open: boolean; service: string; build: BuildRow }
    | { kind: "instance"; key: string; process: ProcessRow }
    | { kind: "more"; key: string; service: string; build: string; instances: number };

type FoldingRow = Extract<Row, { open: boolean }>;

export const COLUMNS: readonly Column<Row>[] = [
    { id: "verdict", title: "Verdict", sort: "worst", cell: verdictCell },
    { id: "name", title: "Service", sort: "service", firstOrder: "asc", cell: (row) => <Name row={row} /> },
    {
        id: "instances",
        title: "Instances",
        sort: "instances",
        number: true,
        wide: true,
        cell: (row) =>
            row.kind === "service" ? (
                <UpCell up={row.service.up} of={row.service.instances} />
            ) : row.kind === "build" ? (
                <UpCell up={row.build.up} of={row.build.instances} />
            ) : null,
    },
    { id: "counts", title: "Of them", wide: true, cell: countsCell },
    { id: "spark", title: "Last day", wide: true, cell: sparkCell },
    { id: "rate", title: "Growth", sort: "rate", number: true, hint: "of the worst instance", cell: rateCell },
    {
        id: "limit",
        title: "Limit",
        sort: "limit",
        firstOrder: "asc",
        number: true,
        hint: "when the first instance reaches its limit, at this rate",
        cell: (row) => (row.kind === "more" ? null : <LimitCell seconds={factsOf(row).timeToLimit} />),
    },
    {
        id: "memory",
        title: "Memory",
        sort: "memory",
        number: true,
        wide: true,
        cell: (row) => (row.kind === "more" ? null : <MemoryCell value={factsOf(row).memoryBytes} />),
    },
    { id: "seen", title: "Seen", sort: "seen", number: true, wide: true, cell: seenCell },
];

function factsOf(row: Exclude<Row, { kind: "more" }>): ServiceRow | BuildRow | ProcessRow {
    return row.kind === "service" ? row.service : row.kind === "build" ? row.build : row.process;
}

function verdictCell(row: Row): JSX.Element | null {
    return row.kind === "more" ? null : <VerdictBadge verdict={factsOf(row).verdict} />;
}

function rateCell(row: Row): JSX.Element | null {
    if (row.kind === "more") {
        return null;
    }
    const { bytesPerSecond, verdict } = factsOf(row);
    return <RateCell rate={bytesPerSecond} verdict={verdict} />;
}

function countsCell(row: Row): JSX.Element | null {
    if (row.kind === "service" || row.kind === "build") {
        const { counts } = row.kind === "service" ? row.service : row.build;
        return <CountsLine counts={counts} />;
    }
    return null;
}

function sparkCell(row: Row): JSX.Element | null {
    const of = row.kind === "service" ? row.service : row.kind === "instance" ? row.process : null;
    return of === null ? null : <Sparkline spark={of.spark} verdict={of.verdict} />;
}

function seenCell(row: Row): JSX.Element | null {
    const at = row.kind === "service" ? row.service.lastSeen : row.kind === "instance" ? row.process.lastSeen : null;
    return at === null ? null : <span class="faint">{ago(at)}</span>;
}

function Name({ row }: { row: Row }): JSX.Element {
    switch (row.kind) {
        case "service":
            return (
                <span class="indent-1">
                    <Fold row={row} />
                    <a href={href(["service", row.service.service])} tabIndex={-1}>
                        {row.service.service}
                    </a>
                    {row.service.alerts > 0 && <span class="tag alert">{counted(row.service.alerts, "alert", "alerts")}</span>}
                </span>
            );
        case "build":
            return (
                <span class="indent-2">
                    <Fold row={row} />
                    {buildName(row.build.build)}
                </span>
            );
        case "instance":
            return (
                <span class="indent-3">
                    <a href={href(["process", row.process.id])} tabIndex={-1}>
                        {row.process.instance}
                    </a>
                    {!row.process.up && <span class="tag">down</span>}
                </span>
            );
        case "more":
            return (
                <span class="indent-3">
                    <a href={moreAddress(row)} tabIndex={-1}>
                        all {count(row.instances)} instances …
                    </a>
                </span>
            );
    }
}

/** All instances of a build. */
export const moreAddress = (row: { service: string; build: string }): string =>
    `${href([], { view: "instances", service: row.service })}&build=${encodeURIComponent(row.build)}`;

function Fold({ row }: { row: FoldingRow }): JSX.Element {
    return (
        <button type="button" class="fold" tabIndex={-1} aria-label={row.open ? "Fold in" : "Fold out"} onClick={() => toggle(row)}>
            <span aria-hidden="true">{row.open ? "▾" : "▸"}</span>
        </button>
    );
}

/** Folds a row out or in: what is open is in the address. */
export function toggle(row: Row): void {
    const open = new Set(filterOf(parseRoute(location.hash)).open);
    if (!open.delete(row.key)) {
        open.add(row.key);
    }
    amend({ open: [...open].join("|") });
}
