import type { JSX } from "preact";
import { api, isNotYet, ServerError, useLoad } from "../api/client.ts";
import type { DiffPage, DiffRow, GrowingRow, OpenedSnapshot } from "../api/snapshot-types.ts";
import { HeapPath } from "../leak/finding.tsx";
import { Nothing } from "../parts/nothing.tsx";
import { Problem } from "../parts/problem.tsx";
import { SearchBox } from "../parts/search.tsx";
import type { Column } from "../parts/table.tsx";
import { amend, go, href, type Route } from "../route.ts";
import { bytes, clock, count } from "../words/units.ts";
import { List } from "./list.tsx";

/** What changed from one file to the next: first what grows under which holder, then all types. */
export function Diff({ snapshot, route }: { snapshot: string; route: Route }): JSX.Element {
    const other = route.query.get("with") ?? "";
    const base = `/api/snapshots/${snapshot}/diff`;
    const { data, error } = useLoad<DiffPage>(api(base, { with: other, limit: 1 }));
    const filter = route.query.get("filter") ?? "";
    if (error instanceof ServerError && error.status === 404) {
        return <Nothing>There is only one snapshot of this process. With two one can see what changed: tidemark open BEFORE AFTER</Nothing>;
    }
    return (
        <>
            <Others snapshot={snapshot} chosen={other} />
            {isNotYet(error) ? <p role="status">Comparing …</p> : <Problem error={error} what="the differences" />}
            {data && <p class="sub">{data.files.join(" → ")}</p>}
            {data && data.growing.length > 0 && (
                <section>
                    <h2>What grows</h2>
                    <ul class="whys">
                        {data.growing.map((row) => (
                            <Growing key={row.path} row={row} />
                        ))}
                    </ul>
                </section>
            )}
            {data && (
                <section>
                    <h2>Types that changed</h2>
                    <div class="filters">
                        <SearchBox label="Filter types" second value={filter} onChange={(text) => amend({ filter: text })} />
                    </div>
                    <List<DiffRow>
                        label="Types that changed"
                        layout="diff"
                        address={api(base, { filter, with: other })}
                        columns={COLUMNS}
                        route={route}
                        sortedBy="change"
                        onOpen={(row) => go(href(["snapshot", snapshot, "search"], { q: row.name }))}
                        empty="No type changed."
                    />
                </section>
            )}
        </>
    );
}

/** With which other snapshot of the same process this one is compared. */
function Others({ snapshot, chosen }: { snapshot: string; chosen: string }): JSX.Element | null {
    const { data } = useLoad<{ snapshots: OpenedSnapshot[] }>("/api/snapshots");
    const all = data?.snapshots ?? [];
    const here = all.find((each) => each.snapshot === snapshot);
    const others = all.filter((each) => each.snapshot !== snapshot && each.series === here?.series);
    return others.length < 2 ? null : (
        <label class="compared">
            Compared with{" "}
            <select value={chosen} onChange={(event) => amend({ with: event.currentTarget.value })}>
                <option value="">those around it</option>
                {others.map((each) => (
                    <option key={each.snapshot} value={each.snapshot}>
                        {each.file}
                        {each.takenAt !== null && `, ${clock(each.takenAt)}`}
                    </option>
                ))}
            </select>
        </label>
    );
}

function Growing({ row }: { row: GrowingRow }): JSX.Element {
    return (
        <li>
            <HeapPath path={row.path} />
            <span class="sub">
                {row.counts.map(count).join(" → ")} {row.type}, {row.retainedBytes.map(bytes).join(" → ")}
            </span>
        </li>
    );
}

const changeOf = (values: readonly number[]): number => (values.at(-1) ?? 0) - (values[0] ?? 0);
const signed = (value: number, text: (value: number) => string): string => (value > 0 ? `+${text(value)}` : value < 0 ? `−${text(-value)}` : "0");

const COLUMNS: readonly Column<DiffRow>[] = [
    { id: "name", title: "Type", sort: "name", firstOrder: "asc", cell: (row) => <span class="object">{row.name}</span> },
    { id: "counts", title: "Objects", wide: true, number: true, cell: (row) => row.counts.map(count).join(" → ") },
    { id: "more", title: "More", sort: "count", number: true, cell: (row) => signed(changeOf(row.counts), count) },
    { id: "shallow", title: "Shallow", sort: "shallow", wide: true, number: true, cell: (row) => signed(changeOf(row.shallowBytes), bytes) },
    { id: "retained", title: "Retained", sort: "change", number: true, cell: (row) => signed(changeOf(row.retainedBytes), bytes) },
];
