import type { JSX } from "preact";
import { useLoad } from "./api/client.ts";
import type { SourceStatus, Status } from "./api/fleet-types.ts";
import { Facts } from "./parts/facts.tsx";
import { Problem } from "./parts/problem.tsx";
import { type Column, Table } from "./parts/table.tsx";
import { ago, bytes, clock, count } from "./words/units.ts";

const COLUMNS: readonly Column<SourceStatus>[] = [
    { id: "state", title: "State", cell: (row) => <span class={row.state === "ok" ? "" : "tag warn"}>{row.state}</span> },
    { id: "name", title: "Source", cell: (row) => row.name },
    { id: "kind", title: "Kind", wide: true, cell: (row) => row.kind },
    { id: "targets", title: "Targets up", number: true, cell: (row) => `${count(row.up)} of ${count(row.targets)}` },
    { id: "last", title: "Last", number: true, cell: (row) => (row.lastAt === null ? "never" : ago(row.lastAt)) },
    { id: "error", title: "What is wrong", wide: true, cell: (row) => row.error ?? "" },
];

/** How the monitor itself is doing: its sources, what came in, what was dropped. */
export function StatusView(): JSX.Element {
    const { data, error } = useLoad<Status>("/api/v1/status", { everyMillis: 5000 });
    return (
        <main>
            <h1>Status</h1>
            <Problem error={error} what="the status" />
            {data && (
                <>
                    {data.store.trouble !== null && <p class="problem">{data.store.trouble}</p>}
                    <Numbers status={data} />
                    <h2>Sources</h2>
                    <Table
                        label="Sources"
                        layout="sources"
                        columns={COLUMNS}
                        total={data.sources.length}
                        row={(index) => data.sources[index]}
                        narrowRowHeight={56}
                    />
                </>
            )}
        </main>
    );
}

function Numbers({ status }: { status: Status }): JSX.Element {
    const { intake, own } = status;
    const facts: [string, string][] = [
        ["running since", clock(status.startedAt)],
        ["processes", `${count(status.up)} of ${count(status.processes)} up`],
        ["readings", `${count(intake.readings)}${intake.perSecond === null ? "" : `, ${count(intake.perSecond)} a second`}`],
        ["series", count(intake.series)],
        ["dropped as too late", count(intake.late)],
        ["dropped as too many series", count(intake.refused)],
        ["own heap", own.heapLimitBytes === null ? bytes(own.heapBytes) : `${bytes(own.heapBytes)} of ${bytes(own.heapLimitBytes)}`],
        ["pages open", count(own.eventStreams)],
    ];
    return <Facts facts={facts} />;
}
