import type { JSX } from "preact";
import { useLoad } from "../api/client.ts";
import type { Cell, DominatedRow, DominatedType, HeapObject } from "../api/snapshot-types.ts";
import type { Column } from "../parts/table.tsx";
import { amend, go, type Route } from "../route.ts";
import { bytes, count } from "../words/units.ts";
import { List } from "./list.tsx";
import { objectAddress, ObjectName, sizeColumns, treeAddress, typeAddress } from "./objects.tsx";
import { Treemap } from "./treemap.tsx";

/** The dominator tree: what one object alone keeps alive, step by step downwards. */
export function Tree({ snapshot, at, route }: { snapshot: string; at: number; route: Route }): JSX.Element {
    const base = `/api/snapshots/${snapshot}`;
    const up = useLoad<{ rows: HeapObject[] }>(at < 0 ? null : `${base}/dominators/${at}`);
    const map = useLoad<{ root: Cell }>(`${base}/treemap?of=${at}&depth=2&cells=300`, { keep: true });
    const byType = route.query.get("by") === "type";
    const chain = (up.data?.rows ?? []).filter((object) => object.n >= 0);
    const above = chain.filter((object) => object.n !== at);
    const onKeyDown = (event: KeyboardEvent): void => {
        if ((event.key === "Backspace" || event.key === "ArrowLeft") && at >= 0 && !(event.target instanceof HTMLInputElement)) {
            event.preventDefault();
            go(treeAddress(snapshot, above.at(-1)?.n ?? -1));
        }
    };
    return (
        <div onKeyDown={onKeyDown}>
            <nav class="crumbs tree-crumbs" aria-label="Dominators">
                <a href={treeAddress(snapshot, -1)} aria-current={at < 0 ? "true" : undefined}>
                    all that is alive
                </a>
                {chain.map((object) => (
                    <span key={object.n}>
                        {" › "}
                        <a href={treeAddress(snapshot, object.n)} aria-current={object.n === at ? "true" : undefined}>
                            {object.label}
                        </a>
                    </span>
                ))}
                {at >= 0 && (
                    <a class="aside" href={objectAddress(snapshot, at)}>
                        this object
                    </a>
                )}
            </nav>
            {map.data && <Treemap root={map.data.root} onOpen={(n) => go(treeAddress(snapshot, n))} />}
            <div class="segments" role="group" aria-label="Listed as">
                <button type="button" aria-pressed={!byType} onClick={() => amend({ by: null, sort: null, order: null })}>
                    Objects
                </button>
                <button type="button" aria-pressed={byType} onClick={() => amend({ by: "type", sort: null, order: null })}>
                    Types
                </button>
            </div>
            {byType ? (
                <ByType snapshot={snapshot} at={at} />
            ) : (
                <List<DominatedRow>
                    label="Dominated objects"
                    layout="dominated"
                    address={`${base}/dominated/${at}`}
                    columns={columnsOf(snapshot)}
                    route={route}
                    sortedBy="retained"
                    onOpen={(row) => go(row.children > 0 ? treeAddress(snapshot, row.n) : objectAddress(snapshot, row.n))}
                    empty="It keeps nothing else alive."
                />
            )}
        </div>
    );
}

function columnsOf(snapshot: string): Column<DominatedRow>[] {
    return [
        { id: "name", title: "Object", cell: (row) => <ObjectName snapshot={snapshot} object={row} /> },
        { id: "type", title: "Type", sort: "type", firstOrder: "asc", wide: true, cell: (row) => row.type },
        {
            id: "children",
            title: "Dominates",
            number: true,
            wide: true,
            cell: (row) =>
                row.children === 0 ? null : (
                    <a href={treeAddress(snapshot, row.n)} tabIndex={-1}>
                        {count(row.children)}
                    </a>
                ),
        },
        ...sizeColumns<DominatedRow>(),
    ];
}

function ByType({ snapshot, at }: { snapshot: string; at: number }): JSX.Element {
    const { data } = useLoad<{ rows: DominatedType[] }>(`/api/snapshots/${snapshot}/dominated/${at}/types`);
    return (
        <table class="plain">
            <thead>
                <tr>
                    <th>Type</th>
                    <th class="number">Objects</th>
                    <th class="number">Retained</th>
                </tr>
            </thead>
            <tbody>
                {(data?.rows ?? []).map((row) => (
                    <tr key={row.typeIndex}>
                        <td>
                            <a href={typeAddress(snapshot, row.typeIndex)}>{row.name}</a>
                        </td>
                        <td class="number">{count(row.count)}</td>
                        <td class="number">{bytes(row.retainedBytes)}</td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}
