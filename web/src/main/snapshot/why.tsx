import type { JSX } from "preact";
import { api, useLoad } from "../api/client.ts";
import type { WhyAnswer } from "../api/snapshot-types.ts";
import { HeapPath } from "../leak/finding.tsx";
import { Problem } from "../parts/problem.tsx";
import { bytes, count, counted } from "../words/units.ts";

/** Why something is still alive, in sentences. */
export function Why({ snapshot, query }: { snapshot: string; query: { what: string } | { n: number } }): JSX.Element {
    const { data, error } = useLoad<WhyAnswer>(api(`/api/snapshots/${snapshot}/why`, { ...query, limit: 20 }));
    return (
        <section>
            <h2>
                Why it is alive{" "}
                {data && data.matched > 1 && (
                    <span class="sub">
                        {counted(data.matched, "object", "objects")}
                        {data.retainedBytes !== null && `, ${bytes(data.retainedBytes)}`}
                    </span>
                )}
            </h2>
            <Problem error={error} what="the reasons" />
            {data && data.paths.length === 0 && <p class="sub">Nothing keeps it: it is garbage, or there is no such object.</p>}
            <ul class="whys">
                {data?.paths.map((path) => (
                    <li key={path.text}>
                        <p>{path.sentence}</p>
                        <HeapPath path={path.text} />
                        {path.objects > 1 && <span class="sub">{count(path.objects)} objects this way</span>}
                    </li>
                ))}
            </ul>
        </section>
    );
}
