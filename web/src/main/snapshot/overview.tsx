import type { JSX } from "preact";
import { isNotYet, useLoad } from "../api/client.ts";
import type { Explanation } from "../api/fleet-types.ts";
import type { Cell, Summary } from "../api/snapshot-types.ts";
import { FindingView, NotLeaks } from "../leak/finding.tsx";
import { Facts } from "../parts/facts.tsx";
import { Nothing } from "../parts/nothing.tsx";
import { Problem } from "../parts/problem.tsx";
import { go } from "../route.ts";
import { bytes, clock, count } from "../words/units.ts";
import { treeAddress } from "./objects.tsx";
import { Treemap } from "./treemap.tsx";

/** What is wrong with the heap, first; then what it consists of. */
export function Overview({ snapshot }: { snapshot: string }): JSX.Element {
    const base = `/api/snapshots/${snapshot}`;
    const summary = useLoad<Summary>(`${base}/summary`);
    const map = useLoad<{ root: Cell }>(`${base}/treemap?of=-1&depth=2&cells=300`);
    return (
        <>
            <Problem error={summary.error} what="the summary" />
            {summary.data && <Numbers summary={summary.data} />}
            {summary.data?.truncated != null && <p class="problem">{summary.data.truncated}</p>}
            <Findings address={`${base}/findings`} />
            {map.data && (
                <section>
                    <h2>What holds the memory</h2>
                    <Treemap root={map.data.root} onOpen={(n) => go(treeAddress(snapshot, n))} />
                </section>
            )}
        </>
    );
}

function Numbers({ summary }: { summary: Summary }): JSX.Element {
    const facts: [string, string][] = [
        ["alive", bytes(summary.reachableBytes)],
        ["objects", count(summary.reachableObjects)],
        ["garbage", bytes(summary.shallowBytes - summary.reachableBytes)],
        ["references", count(summary.references)],
        ["types", count(summary.types)],
        ...(summary.capturedAt === null ? [] : [["taken", clock(summary.capturedAt)] as [string, string]]),
    ];
    return <Facts facts={facts} />;
}

const WORDS: Record<Explanation["verdict"], string> = { leaking: "leaking", none: "no leak found", undecided: "undecided" };

function Findings({ address }: { address: string }): JSX.Element {
    const { data, error } = useLoad<Explanation>(address);
    if (data === null) {
        const working = error === null || isNotYet(error);
        return working ? <p role="status">Looking for leaks …</p> : <Problem error={error} what="the findings" />;
    }
    return (
        <section>
            <h2>
                Verdict: <span class={`verdict is-${data.verdict === "none" ? "steady" : data.verdict}`}>{WORDS[data.verdict]}</span>
            </h2>
            {data.because.length > 0 && (
                <ul class="reasons">
                    {data.because.map((reason) => (
                        <li key={reason}>{reason}</li>
                    ))}
                </ul>
            )}
            {data.findings.length === 0 && data.because.length === 0 && <Nothing>Nothing was found.</Nothing>}
            {data.findings.map((finding) => (
                <FindingView key={finding.fingerprint} finding={finding} />
            ))}
            <NotLeaks rows={data.notLeaks} />
        </section>
    );
}
