import type { JSX } from "preact";
import { api } from "../api/client.ts";
import type { HeapObject, SearchPage } from "../api/snapshot-types.ts";
import { usePages } from "../api/pages.ts";
import { Nothing } from "../parts/nothing.tsx";
import { Problem } from "../parts/problem.tsx";
import { Table } from "../parts/table.tsx";
import { go, type Route } from "../route.ts";
import { count } from "../words/units.ts";
import { objectAddress, objectColumns, typeAddress, typeColumns } from "./objects.tsx";
import { Why } from "./why.tsx";

/** What is called so: types, objects, and why they are alive. */
export function Search({ snapshot, route }: { snapshot: string; route: Route }): JSX.Element {
    const q = route.query.get("q") ?? "";
    const pages = usePages<HeapObject, SearchPage>(q === "" ? null : q, (offset, limit) =>
        api(`/api/snapshots/${snapshot}/search`, { q, offset, limit }),
    );
    const types = pages.answer?.types ?? [];
    if (q === "") {
        return <Nothing>Type what you look for.</Nothing>;
    }
    return (
        <>
            <Problem error={pages.error} what="what was found" />
            {pages.total === 0 && types.length === 0 && <Nothing>Nothing is called so.</Nothing>}
            {pages.total !== null && pages.total > 0 && <Why snapshot={snapshot} query={{ what: q }} />}
            {types.length > 0 && (
                <section>
                    <h2>Types</h2>
                    <Table
                        label="Types found"
                        layout="types"
                        columns={typeColumns(snapshot)}
                        total={types.length}
                        row={(index) => types[index]}
                        onOpen={(row) => go(typeAddress(snapshot, row.typeIndex))}
                    />
                </section>
            )}
            {pages.total !== null && pages.total > 0 && (
                <section>
                    <h2>
                        Objects <span class="sub">{count(pages.total)}</span>
                    </h2>
                    <Table
                        label="Objects found"
                        layout="objects"
                        columns={objectColumns(snapshot, false)}
                        total={pages.total}
                        row={pages.row}
                        onSight={pages.need}
                        onOpen={(row) => go(objectAddress(snapshot, row.n))}
                    />
                </section>
            )}
        </>
    );
}
