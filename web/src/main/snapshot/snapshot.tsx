import type { ComponentChildren, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useLoad } from "../api/client.ts";
import type { OpenedSnapshot } from "../api/snapshot-types.ts";
import { Problem } from "../parts/problem.tsx";
import { SearchBox } from "../parts/search.tsx";
import { amend, go, href, type Route } from "../route.ts";
import { bytes, clock } from "../words/units.ts";
import { Diff } from "./diff.tsx";
import { ObjectView } from "./object.tsx";
import { Overview } from "./overview.tsx";
import { Search } from "./search.tsx";
import { Tree } from "./tree.tsx";
import { Biggest, TypeObjects, Types } from "./types.tsx";

const TABS = [
    { id: "", name: "Findings" },
    { id: "types", name: "Types" },
    { id: "tree", name: "Dominators" },
    { id: "biggest", name: "Biggest objects" },
    { id: "diff", name: "Differences" },
] as const;

/** A snapshot from all sides. Every part of it has an address. */
export function SnapshotView({ route }: { route: Route }): JSX.Element {
    const snapshot = route.path[1] ?? "0";
    const [every, setEvery] = useState<number | null>(WHILE_READING_MILLIS);
    const asked = useLoad<OpenedSnapshot>(`/api/snapshots/${encodeURIComponent(snapshot)}`, { everyMillis: every });
    const file = asked.data;
    const isReady = file?.state === "ready";
    // Who asks keeps it open; a page that is only left open does not.
    useEffect(() => setEvery(isReady || file?.state === "failed" || asked.error !== null ? null : WHILE_READING_MILLIS), [file?.state, asked.error]);
    return (
        <main>
            <header class="view-head snapshot-head">
                <div>
                    <p class="crumbs">
                        <a href="#/snapshots">Snapshots</a>
                        {file != null && file.alert !== null && (
                            <>
                                {" › "}
                                <a href={href(["alert", file.alert])}>the alert</a>
                            </>
                        )}
                    </p>
                    <h1>
                        {file?.file ?? `Snapshot ${snapshot}`} {file && (
                            <span class="sub">
                                {bytes(file.bytes)}
                                {file.takenAt !== null && `, taken ${clock(file.takenAt)}`}
                            </span>
                        )}
                    </h1>
                </div>
                <SearchBox
                    label="Find @id, a type, a function, a path"
                    value={route.path[2] === "search" ? (route.query.get("q") ?? "") : ""}
                    onChange={(q) => find(snapshot, route, q)}
                />
            </header>
            <Tabs snapshot={snapshot} here={route.path[2] ?? ""} />
            <Problem error={asked.error} what="this snapshot" />
            {file?.state === "failed" && <p class="problem">This file could not be read: {file.error}</p>}
            {file?.state === "reading" && <Reading progress={file.progress} />}
            {isReady && <Body snapshot={snapshot} route={route} />}
        </main>
    );
}

function find(snapshot: string, route: Route, q: string): void {
    if (route.path[2] === "search") {
        amend({ q });
    } else if (q !== "") {
        go(href(["snapshot", snapshot, "search"], { q }));
    }
}

function Tabs({ snapshot, here }: { snapshot: string; here: string }): JSX.Element {
    const parent = here === "type" ? "types" : here;
    const link = (id: string, name: ComponentChildren): JSX.Element => (
        <a key={id} href={href(id === "" ? ["snapshot", snapshot] : ["snapshot", snapshot, id])} aria-current={parent === id ? "true" : undefined}>
            {name}
        </a>
    );
    return (
        <nav class="segments" aria-label="Parts of the snapshot">
            {TABS.map(({ id, name }) => link(id, name))}
        </nav>
    );
}

/** How far the reading is, where that is known. */
function Reading({ progress }: { progress: number | null }): JSX.Element {
    return (
        <p role="status">
            Reading the file … {progress !== null && progress > 0 && <progress value={progress} max={1} aria-label="Progress of reading" />}
        </p>
    );
}

const WHILE_READING_MILLIS = 400;

function Body({ snapshot, route }: { snapshot: string; route: Route }): JSX.Element {
    const [, , part, id] = route.path;
    switch (part) {
        case "types":
            return <Types snapshot={snapshot} route={route} />;
        case "type":
            return <TypeObjects snapshot={snapshot} typeIndex={Number(id)} route={route} />;
        case "tree":
            return <Tree snapshot={snapshot} at={id === undefined ? -1 : Number(id)} route={route} />;
        case "biggest":
            return <Biggest snapshot={snapshot} route={route} />;
        case "diff":
            return <Diff snapshot={snapshot} route={route} />;
        case "search":
            return <Search snapshot={snapshot} route={route} />;
        case "object":
            return <ObjectView key={id} snapshot={snapshot} n={Number(id)} route={route} />;
        default:
            return <Overview snapshot={snapshot} />;
    }
}
