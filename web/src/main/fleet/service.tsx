import type { JSX } from "preact";
import { REFRESH_MILLIS, useLoad } from "../api/client.ts";
import { useEvents } from "../api/events.ts";
import type { AlertRow, BuildRow, FleetPage, Page, ServiceRow } from "../api/fleet-types.ts";
import { AlertList } from "../alerts/list.tsx";
import { Nothing } from "../parts/nothing.tsx";
import { Problem } from "../parts/problem.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { CountsLine, VerdictBadge } from "../parts/verdict.tsx";
import { go, type Route } from "../route.ts";
import { bytes, clock, counted, duration } from "../words/units.ts";
import { buildName, LimitCell, MemoryCell, RateCell, UpCell } from "./columns.tsx";
import { filterOf } from "./filter.ts";
import { Instances } from "./instances.tsx";
import { moreAddress } from "./service-columns.tsx";

/** One service: its builds side by side, so that one sees with which the trouble came, its alerts and its instances. */
export function ServiceView({ name, route }: { name: string; route: Route }): JSX.Element {
    const fleet = useLoad<FleetPage>(`/api/v1/fleet?service=${encodeURIComponent(name)}&limit=1`, { everyMillis: REFRESH_MILLIS });
    const alerts = useLoad<Page<AlertRow>>(`/api/v1/alerts?service=${encodeURIComponent(name)}&state=pending,firing`);
    useEvents({ fleet: () => fleet.reload(), alert: () => alerts.reload() });
    const service = fleet.data?.rows[0];
    const filter = { ...filterOf(route), service: name };
    return (
        <main>
            <p class="crumbs">
                <a href="#/">Fleet</a>
            </p>
            <h1>{name}</h1>
            <Problem error={fleet.error} what="this service" />
            {fleet.data !== null && service === undefined && <Nothing>No such service is watched.</Nothing>}
            {service && <Facts service={service} />}
            {alerts.data !== null && alerts.data.rows.length > 0 && (
                <section>
                    <h2>Alerts</h2>
                    <AlertList rows={alerts.data.rows} />
                </section>
            )}
            {service && (
                <section>
                    <h2>Builds, newest first</h2>
                    <Builds service={service} />
                </section>
            )}
            <section>
                <h2>Instances, worst first</h2>
                <Instances filter={filter} />
            </section>
        </main>
    );
}

function Facts({ service }: { service: ServiceRow }): JSX.Element {
    return (
        <p class="facts">
            <VerdictBadge verdict={service.verdict} />
            <span>{counted(service.instances, "instance", "instances")}</span>
            <CountsLine counts={service.counts} />
            {service.memoryBytes !== null && <span>{bytes(service.memoryBytes)} in all</span>}
            {service.timeToLimit !== null && <span>first limit in {duration(service.timeToLimit)}</span>}
        </p>
    );
}

const BUILDS: readonly Column<BuildRow>[] = [
    { id: "verdict", title: "Verdict", cell: (row) => <VerdictBadge verdict={row.verdict} /> },
    { id: "name", title: "Build", cell: (row) => buildName(row.build) },
    { id: "first", title: "First seen", wide: true, cell: (row) => clock(row.firstSeen) },
    { id: "instances", title: "Instances", number: true, wide: true, cell: (row) => <UpCell up={row.up} of={row.instances} /> },
    { id: "counts", title: "Of them", wide: true, cell: (row) => <CountsLine counts={row.counts} /> },
    {
        id: "rate",
        title: "Growth",
        number: true,
        hint: "of the worst instance",
        cell: (row) => <RateCell rate={row.bytesPerSecond} verdict={row.verdict} />,
    },
    { id: "limit", title: "Limit", number: true, cell: (row) => <LimitCell seconds={row.timeToLimit} /> },
    { id: "memory", title: "Memory", number: true, wide: true, cell: (row) => <MemoryCell value={row.memoryBytes} /> },
];

function Builds({ service }: { service: ServiceRow }): JSX.Element {
    return (
        <Table
            label="Builds"
            layout="builds"
            columns={BUILDS}
            total={service.builds.length}
            row={(index) => service.builds[index]}
            onOpen={(row) => go(moreAddress({ service: service.service, build: row.build }))}
            narrowRowHeight={56}
        />
    );
}
