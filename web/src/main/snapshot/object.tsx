import type { JSX } from "preact";
import { useLoad } from "../api/client.ts";
import type { HeapObject, ObjectDetail, ReferenceRow, RetainerRow } from "../api/snapshot-types.ts";
import { Problem } from "../parts/problem.tsx";
import type { Column } from "../parts/table.tsx";
import { go, type Route } from "../route.ts";
import { bytes, count } from "../words/units.ts";
import { List } from "./list.tsx";
import { objectAddress, ObjectName, treeAddress, typeAddress } from "./objects.tsx";
import { Why } from "./why.tsx";

/** One object: why it is alive, who refers to it, what it refers to. */
export function ObjectView({ snapshot, n, route }: { snapshot: string; n: number; route: Route }): JSX.Element {
    const base = `/api/snapshots/${snapshot}/objects/${n}`;
    const { data, error } = useLoad<ObjectDetail>(base);
    return (
        <>
            <Problem error={error} what="this object" />
            {data && <Head snapshot={snapshot} detail={data} />}
            <Why snapshot={snapshot} query={{ n }} />
            <section>
                <h2>Retained by {data && <span class="sub">{count(data.retainers)}</span>}</h2>
                <List<RetainerRow>
                    label="Retainers"
                    layout="references"
                    address={`${base}/retainers`}
                    columns={retainerColumns(snapshot)}
                    route={route}
                    name="from-"
                    onOpen={(row) => go(objectAddress(snapshot, row.from.n))}
                    empty="Nothing refers to it."
                />
            </section>
            <section>
                <h2>Refers to {data && <span class="sub">{count(data.references)}</span>}</h2>
                <List<ReferenceRow>
                    label="References"
                    layout="references"
                    address={`${base}/references`}
                    columns={referenceColumns(snapshot)}
                    route={route}
                    name="to-"
                    onOpen={(row) => row.to && go(objectAddress(snapshot, row.to.n))}
                    empty="It refers to nothing."
                />
            </section>
        </>
    );
}

function Head({ snapshot, detail }: { snapshot: string; detail: ObjectDetail }): JSX.Element {
    const { object } = detail;
    return (
        <section>
            <h2>
                <span class="object">{object.label}</span> <span class="faint id">{object.id}</span>
            </h2>
            <dl class="numbers">
                <div>
                    <dt>type</dt>
                    <dd>
                        <a href={typeAddress(snapshot, object.typeIndex)}>{object.type}</a>
                    </dd>
                </div>
                <div>
                    <dt>retains</dt>
                    <dd>
                        <a href={treeAddress(snapshot, object.n)}>{bytes(object.retainedBytes)}</a>
                    </dd>
                </div>
                <div>
                    <dt>own size</dt>
                    <dd>{bytes(object.shallowBytes)}</dd>
                </div>
                {detail.length !== null && (
                    <div>
                        <dt>length</dt>
                        <dd>{count(detail.length)}</dd>
                    </div>
                )}
                {detail.dominator !== null && (
                    <div>
                        <dt>dominated by</dt>
                        <dd>
                            <a href={objectAddress(snapshot, detail.dominator.n)}>{detail.dominator.label}</a>
                        </dd>
                    </div>
                )}
                {detail.rootKinds.length > 0 && (
                    <div>
                        <dt>GC root</dt>
                        <dd>{detail.rootKinds.join(", ")}</dd>
                    </div>
                )}
            </dl>
            {detail.text !== null && (
                <pre class="text" tabIndex={0}>
                    {detail.text}
                    {detail.textCut && " …"}
                </pre>
            )}
        </section>
    );
}

function EdgeName({ kind, name, retains }: { kind: string; name: string; retains: boolean }): JSX.Element {
    return (
        <>
            <code>{name}</code> <span class="faint">{retains ? kind : `${kind}, does not retain`}</span>
        </>
    );
}

const retained = (object: HeapObject | null): string => (object === null ? "" : bytes(object.retainedBytes));

function retainerColumns(snapshot: string): Column<RetainerRow>[] {
    return [
        {
            id: "name",
            title: "Object",
            cell: (row) => (
                <>
                    <ObjectName snapshot={snapshot} object={row.from} /> {row.dominates && <span class="tag">dominates it</span>}
                </>
            ),
        },
        { id: "edge", title: "by", cell: (row) => <EdgeName {...row} /> },
        { id: "retained", title: "Retained", sort: "retained", number: true, cell: (row) => retained(row.from) },
    ];
}

function referenceColumns(snapshot: string): Column<ReferenceRow>[] {
    return [
        { id: "edge", title: "Name", sort: "name", firstOrder: "asc", cell: (row) => <EdgeName {...row} /> },
        {
            id: "name",
            title: "Object",
            cell: (row) => (row.to === null ? <code>{row.value ?? ""}</code> : <ObjectName snapshot={snapshot} object={row.to} />),
        },
        { id: "retained", title: "Retained", sort: "retained", number: true, cell: (row) => retained(row.to) },
    ];
}
