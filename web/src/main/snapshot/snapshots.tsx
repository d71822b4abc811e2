import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { useLoad } from "../api/client.ts";
import type { OpenedSnapshot } from "../api/snapshot-types.ts";
import { Nothing } from "../parts/nothing.tsx";
import { Problem } from "../parts/problem.tsx";
import { go, href } from "../route.ts";
import { bytes, clock } from "../words/units.ts";

const FORMATS = { v8: "V8", hprof: "JVM" } as const;

/** The snapshots that can be looked into. A single one opens by itself. */
export function SnapshotsView({ monitor }: { monitor: boolean }): JSX.Element {
    const { data, error } = useLoad<{ snapshots: OpenedSnapshot[] }>("/api/snapshots", { everyMillis: 2000 });
    const rows = data?.snapshots ?? [];
    const first = rows[0];
    useEffect(() => {
        if (!monitor && first) {
            go(href(["snapshot", first.snapshot]));
        }
    }, [monitor, first?.snapshot]);
    return (
        <main>
            <h1>Snapshots</h1>
            <Problem error={error} what="the snapshots" />
            {data && rows.length === 0 && <Nothing>No snapshot was taken yet. A process or an alert has a button for it.</Nothing>}
            <ul class="list">
                {rows.map((row) => (
                    <li key={row.snapshot}>
                        <span>
                            <a href={href(["snapshot", row.snapshot])}>{row.file}</a>{" "}
                            {(row.state === "reading" || row.state === "failed") && <span class={`tag ${row.state === "failed" ? "warn" : ""}`}>{row.state}</span>}
                            {row.error !== null && <span class="sub"> {row.error}</span>}
                            <span class="sub">
                                {" "}
                                {row.takenAt !== null && clock(row.takenAt)}
                                {row.process !== null && (
                                    <>
                                        {" "}
                                        of <a href={href(["process", row.process])}>this process</a>
                                    </>
                                )}
                                {row.alert !== null && (
                                    <>
                                        {" "}
                                        for <a href={href(["alert", row.alert])}>this alert</a>
                                    </>
                                )}
                            </span>
                        </span>
                        <span class="sub">
                            {row.format !== null && `${FORMATS[row.format]}, `}
                            {bytes(row.bytes)}
                        </span>
                    </li>
                ))}
            </ul>
        </main>
    );
}
