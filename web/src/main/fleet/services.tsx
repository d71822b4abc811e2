import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { load, REFRESH_MILLIS } from "../api/client.ts";
import { useEvents } from "../api/events.ts";
import type { FleetPage, ProcessPage, ProcessRow, ServiceRow } from "../api/fleet-types.ts";
import { usePages } from "../api/pages.ts";
import { Nothing } from "../parts/nothing.tsx";
import { Problem } from "../parts/problem.tsx";
import { Table } from "../parts/table.tsx";
import { go, href } from "../route.ts";
import { counted } from "../words/units.ts";
import { type Filter, queryOf } from "./filter.ts";
import { Outline } from "./outline.ts";
import { COLUMNS, moreAddress, type Row, toggle } from "./service-columns.tsx";
import { sortOf } from "./sorting.ts";

/** Instances of a build that are shown where it is folded out; the others are a click away. */
const INSTANCES_SHOWN = 20;

/** One row a service; its builds and their instances fold out below. */
export function Services({ filter }: { filter: Filter }): JSX.Element {
    const query = queryOf(filter);
    const pages = usePages<ServiceRow, FleetPage>(
        query,
        (offset, limit) => `/api/v1/fleet?${query}&offset=${offset}&limit=${limit}`,
        REFRESH_MILLIS,
    );
    const instances = useInstances(filter, query);
    useEvents({
        fleet: (event) => event.changed.length + (event.more ? 1 : 0) > 0 && pages.refresh(),
        reset: () => pages.refresh(),
    });

    const total = pages.total ?? 0;
    const outline = new Outline<Row>(total, foldedOut(pages.row, total, filter.open, instances));
    const rowAt = (index: number): Row | undefined => {
        const at = outline.at(index);
        if ("inner" in at) {
            return at.inner;
        }
        const service = pages.row(at.outer);
        return service && serviceRow(service, filter.open);
    };
    return (
        <>
            <p class="matched">{pages.answer !== null && matched(pages.answer)}</p>
            <Problem error={pages.error} what="the services" />
            {pages.total === 0 && <Nothing>No process is like that.</Nothing>}
            <Table
                label="Services"
                layout="services"
                columns={COLUMNS}
                total={outline.total}
                row={rowAt}
                onSight={(first, last) => pages.need(outline.outerOf(first), outline.outerOf(last))}
                onOpen={(row) => (row.kind === "build" ? toggle(row) : go(addressOf(row)))}
                sort={sortOf(filter)}
                narrowRowHeight={56}
                tree={{
                    level: (row) => (row.kind === "service" ? 1 : row.kind === "build" ? 2 : 3),
                    isOpen: (row) => ("open" in row ? row.open : null),
                    toggle,
                }}
            />
        </>
    );
}

function matched(answer: FleetPage): string {
    return (
        `${counted(answer.total, "service", "services")}, ` +
        counted(answer.matched.processes, "instance", "instances")
    );
}

function addressOf(row: Row): string {
    switch (row.kind) {
        case "service":
            return href(["service", row.service.service]);
        case "build":
        case "more":
            return moreAddress({ service: row.service, build: row.kind === "build" ? row.build.build : row.build });
        case "instance":
            return href(["process", row.process.id]);
    }
}

/** Names may hold any sign; in the key of a row `@` and `|` divide. */
const serviceKey = (service: string): string => encodeURIComponent(service);
const buildKey = (service: string, build: string): string => `${serviceKey(service)}@${encodeURIComponent(build)}`;

function serviceRow(service: ServiceRow, open: readonly string[]): Row {
    const key = serviceKey(service.service);
    return { kind: "service", key, open: open.includes(key), service };
}

/** What is below the services that are folded out, by their place, as far as their pages were loaded. */
function foldedOut(
    row: (index: number) => ServiceRow | undefined,
    total: number,
    open: readonly string[],
    instances: ReadonlyMap<string, ProcessRow[]>,
): Map<number, Row[]> {
    const rows = new Map<number, Row[]>();
    const wanted = new Set(open.filter((key) => !key.includes("@")));
    for (let index = 0; index < total && rows.size < wanted.size; index++) {
        const service = row(index);
        if (service !== undefined && wanted.has(serviceKey(service.service))) {
            rows.set(index, below(service, open, instances));
        }
    }
    return rows;
}

function below(service: ServiceRow, open: readonly string[], instances: ReadonlyMap<string, ProcessRow[]>): Row[] {
    return service.builds.flatMap((build): Row[] => {
        const key = buildKey(service.service, build.build);
        const isOpen = open.includes(key);
        const row: Row = { kind: "build", key, open: isOpen, service: service.service, build };
        if (!isOpen) {
            return [row];
        }
        const rows = (instances.get(key) ?? []).map((process): Row => ({ kind: "instance", key: `#${process.id}`, process }));
        const more: Row = { kind: "more", key: `${key}…`, service: service.service, build: build.build, instances: build.instances };
        return build.instances > INSTANCES_SHOWN ? [row, ...rows, more] : [row, ...rows];
    });
}

/** The worst instances of the builds that are folded out, by the key of the build. */
function useInstances(filter: Filter, query: string): ReadonlyMap<string, ProcessRow[]> {
    const [known, setKnown] = useState<ReadonlyMap<string, ProcessRow[]>>(new Map());
    const wanted = filter.open.filter((key) => key.includes("@")).join("|");
    const loadAll = (signal: AbortSignal): void => {
        for (const key of wanted === "" ? [] : wanted.split("|")) {
            const [service = "", build = ""] = key.split("@").map(decodeURIComponent);
            const params = new URLSearchParams(query);
            params.set("service", service);
            params.set("build", build);
            params.set("sort", "worst");
            params.delete("order");
            load<ProcessPage>(`/api/v1/processes?${params}&limit=${INSTANCES_SHOWN}`, signal).then(
                (page) => setKnown((old) => new Map(old).set(key, page.rows)),
                () => undefined, // the table of services says what is wrong
            );
        }
    };
    useEffect(() => {
        const abort = new AbortController();
        loadAll(abort.signal);
        const timer = setInterval(() => document.hidden || loadAll(abort.signal), REFRESH_MILLIS);
        return () => {
            abort.abort();
            clearInterval(timer);
        };
    }, [wanted, query]);
    return known;
}
