import type { JSX } from "preact";
import { api } from "../api/client.ts";
import type { BiggestRow, HeapObject, TypeRow } from "../api/snapshot-types.ts";
import { SearchBox } from "../parts/search.tsx";
import { amend, go, type Route } from "../route.ts";
import { List } from "./list.tsx";
import { objectAddress, objectColumns, ObjectName, sizeColumns, typeAddress, typeColumns } from "./objects.tsx";

/** All types, biggest first. */
export function Types({ snapshot, route }: { snapshot: string; route: Route }): JSX.Element {
    const filter = route.query.get("filter") ?? "";
    return (
        <>
            <div class="filters">
                <SearchBox label="Filter types" second value={filter} onChange={(text) => amend({ filter: text })} />
            </div>
            <List<TypeRow>
                label="Types"
                layout="types"
                address={api(`/api/snapshots/${snapshot}/types`, { filter })}
                columns={typeColumns(snapshot)}
                route={route}
                sortedBy="retained"
                onOpen={(row) => go(typeAddress(snapshot, row.typeIndex))}
                empty="No type is called so."
            />
        </>
    );
}

/** The objects of a type. */
export function TypeObjects({ snapshot, typeIndex, route }: { snapshot: string; typeIndex: number; route: Route }): JSX.Element {
    return (
        <List<HeapObject>
            label="Objects of the type"
            layout="objects"
            address={`/api/snapshots/${snapshot}/types/${typeIndex}/objects`}
            columns={objectColumns(snapshot, true)}
            route={route}
            sortedBy="retained"
            onOpen={(row) => go(objectAddress(snapshot, row.n))}
            empty="There is no object of this type."
        />
    );
}

/** The objects that keep most alive, with the path that keeps them. */
export function Biggest({ snapshot, route }: { snapshot: string; route: Route }): JSX.Element {
    return (
        <List<BiggestRow>
            label="Biggest objects"
            layout="biggest"
            address={`/api/snapshots/${snapshot}/biggest`}
            columns={[
                { id: "name", title: "Object", cell: (row) => <ObjectName snapshot={snapshot} object={row} /> },
                { id: "path", title: "Path", wide: true, cell: (row) => <code>{row.path}</code> },
                ...sizeColumns<BiggestRow>().map(({ sort: _sort, ...column }) => column),
            ]}
            route={route}
            onOpen={(row) => go(objectAddress(snapshot, row.n))}
            empty="There is no object."
        />
    );
}
