import type { JSX } from "preact";
import type { HeapObject, TypeRow } from "../api/snapshot-types.ts";
import type { Column } from "../parts/table.tsx";
import { href } from "../route.ts";
import { bytes, count } from "../words/units.ts";

export const objectAddress = (snapshot: string, n: number): string => href(["snapshot", snapshot, "object", n]);
export const treeAddress = (snapshot: string, n: number): string =>
    n < 0 ? href(["snapshot", snapshot, "tree"]) : href(["snapshot", snapshot, "tree", n]);
export const typeAddress = (snapshot: string, typeIndex: number): string => href(["snapshot", snapshot, "type", typeIndex]);

/** An object by what a person would call it, with its number beside. */
export function ObjectName({ snapshot, object }: { snapshot: string; object: HeapObject }): JSX.Element {
    return (
        <>
            <a href={objectAddress(snapshot, object.n)} tabIndex={-1} class="object">
                {object.label}
            </a>{" "}
            <span class="faint id">{object.id}</span>
        </>
    );
}

export function sizeColumns<Row extends { shallowBytes: number; retainedBytes: number }>(): Column<Row>[] {
    return [
        { id: "shallow", title: "Shallow", sort: "shallow", number: true, wide: true, hint: "its own bytes", cell: (row) => bytes(row.shallowBytes) },
        {
            id: "retained",
            title: "Retained",
            sort: "retained",
            number: true,
            hint: "what would be freed with it",
            cell: (row) => bytes(row.retainedBytes),
        },
    ];
}

export function typeColumns(snapshot: string): Column<TypeRow>[] {
    return [
        {
            id: "name",
            title: "Type",
            sort: "name",
            firstOrder: "asc",
            cell: (row) => (
                <>
                    <a href={typeAddress(snapshot, row.typeIndex)} tabIndex={-1} class="object">
                        {row.name}
                    </a>{" "}
                    {row.source && (
                        <span class="faint">
                            {row.source.file}:{row.source.line}
                        </span>
                    )}
                </>
            ),
        },
        { id: "count", title: "Objects", sort: "count", number: true, cell: (row) => count(row.count) },
        ...sizeColumns<TypeRow>(),
    ];
}

export function objectColumns(snapshot: string, sortable: boolean): Column<HeapObject>[] {
    return [
        { id: "name", title: "Object", ...(sortable ? { sort: "id", firstOrder: "asc" as const } : {}), cell: (row) => <ObjectName snapshot={snapshot} object={row} /> },
        { id: "type", title: "Type", wide: true, cell: (row) => row.type },
        ...sizeColumns<HeapObject>(),
    ];
}
