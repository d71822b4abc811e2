import type { JSX } from "preact";
import { REFRESH_MILLIS, useLoad } from "../api/client.ts";
import { useEvents } from "../api/events.ts";
import type { Counts, FleetPage, Totals, VerdictName } from "../api/fleet-types.ts";
import { VERDICTS } from "../api/fleet-types.ts";
import { Problem } from "../parts/problem.tsx";
import { SearchBox } from "../parts/search.tsx";
import { MEANINGS, VerdictShape } from "../parts/verdict.tsx";
import { amend, changed, href, type Route } from "../route.ts";
import { count, counted, duration } from "../words/units.ts";
import { type Filter, filterOf, hides } from "./filter.ts";
import { Instances } from "./instances.tsx";
import { Services } from "./services.tsx";

/** The first screen: what leaks, how soon it hurts, and everything else below. */
export function FleetView({ route, firing }: { route: Route; firing: number }): JSX.Element {
    const filter = filterOf(route);
    const worst = useLoad<FleetPage>("/api/v1/fleet?verdict=leaking&limit=3", { everyMillis: REFRESH_MILLIS, keep: true });
    useEvents({ fleet: () => worst.reload(), reset: () => worst.reload() });
    return (
        <main class="fleet">
            <Headline worst={worst.data} firing={firing} />
            <Problem error={worst.error} what="the fleet" />
            <Filters filter={filter} totals={worst.data?.totals ?? null} />
            <Grouping filter={filter} route={route} />
            {filter.view === "services" ? <Services filter={filter} /> : <Instances filter={filter} />}
        </main>
    );
}

/** What a tired person has to know, in one sentence or two. */
function Headline({ worst, firing }: { worst: FleetPage | null; firing: number }): JSX.Element {
    if (worst === null) {
        return <h1 class="headline">Looking …</h1>;
    }
    const { totals, total, rows } = worst;
    if (totals.processes === 0) {
        return (
            <header class="headline-box">
                <h1 class="headline">No process is watched yet.</h1>
                <p class="sub">
                    <a href={href(["status"])}>Status</a> says which sources there are, and what is wrong with them.
                </p>
            </header>
        );
    }
    const first = rows.find((row) => row.timeToLimit !== null) ?? null;
    return (
        <header class="headline-box">
            <Verdict leaking={total} firing={firing} totals={totals} />
            <p class="sub">
                {first?.timeToLimit != null && first.worst !== null && (
                    <>
                        <a href={href(["process", first.worst])}>
                            <strong>{first.service}</strong>
                        </a>{" "}
                        reaches its limit first, <strong>in {duration(first.timeToLimit)}</strong>.{" "}
                    </>
                )}
                {total > 0 && firing > 0 && (
                    <>
                        <a href={href(["alerts"])}>{counted(firing, "alert is", "alerts are")} firing</a>.{" "}
                    </>
                )}
                {watched(totals)}
                {total === 0 && totals.counts.undecided > 0 && ` ${undecided(totals)}`}
            </p>
        </header>
    );
}

/** What is not decided yet is never called well. */
function Verdict({ leaking, firing, totals }: { leaking: number; firing: number; totals: Totals }): JSX.Element {
    const { undecided } = totals.counts;
    const [verdict, words]: [VerdictName, string] =
        leaking > 0
            ? ["leaking", `${counted(leaking, "service is", "services are")} leaking.`]
            : firing > 0
              ? ["leaking", `${counted(firing, "alert is", "alerts are")} firing.`]
              : undecided === totals.processes
                ? ["undecided", "Too early to tell."]
                : undecided > 0
                  ? ["undecided", "Nothing leaks so far."]
                  : ["steady", "Nothing leaks."];
    return (
        <h1 class="headline">
            <VerdictShape verdict={verdict} /> {firing > 0 && leaking === 0 ? <a href={href(["alerts"])}>{words}</a> : words}
        </h1>
    );
}

function undecided({ processes, counts }: Totals): string {
    return counts.undecided === processes
        ? "None has been watched for long enough."
        : `${counted(counts.undecided, "of them is", "of them are")} not decided yet.`;
}

function watched(totals: Totals): string {
    const down = totals.processes - totals.up;
    return (
        `${counted(totals.processes, "process", "processes")} of ${counted(totals.services, "service", "services")} watched` +
        (down > 0 ? `, ${count(down)} of them down.` : ".")
    );
}

function Filters({ filter, totals }: { filter: Filter; totals: Totals | null }): JSX.Element {
    return (
        <section class="filters" aria-label="Filters">
            <SearchBox
                label="Search services, builds and instances"
                short="Search"
                value={filter.q}
                onChange={(q) => amend({ q })}
            />
            <VerdictFilter filter={filter} counts={totals?.counts ?? null} />
            <label class="field">
                <span class="unseen">Runtime</span>
                <select value={filter.runtime} onChange={(event) => amend({ runtime: event.currentTarget.value })}>
                    <option value="">any runtime</option>
                    <option value="node">Node.js</option>
                    <option value="jvm">JVM</option>
                    <option value="chrome">Chrome</option>
                    <option value="linux">Linux</option>
                </select>
            </label>
            <label class="field">
                <span class="unseen">Up or down</span>
                <select value={filter.up} onChange={(event) => amend({ up: event.currentTarget.value })}>
                    <option value="">up and down</option>
                    <option value="true">up</option>
                    <option value="false">down</option>
                </select>
            </label>
            <Chosen filter={filter} />
        </section>
    );
}

/** Services with what is below them, or every instance for itself. */
function Grouping({ filter, route }: { filter: Filter; route: Route }): JSX.Element {
    return (
        <nav class="segments" aria-label="Grouping">
            <a href={changed(route, { view: null, sort: null, order: null })} aria-current={filter.view === "services" ? "true" : undefined}>
                Services
            </a>
            <a
                href={changed(route, { view: "instances", sort: null, order: null, open: null })}
                aria-current={filter.view === "instances" ? "true" : undefined}
            >
                Instances
            </a>
        </nav>
    );
}

function VerdictFilter({ filter, counts }: { filter: Filter; counts: Counts | null }): JSX.Element {
    const toggle = (verdict: VerdictName): void => {
        const chosen = new Set(filter.verdict);
        if (!chosen.delete(verdict)) {
            chosen.add(verdict);
        }
        amend({ verdict: VERDICTS.filter((each) => chosen.has(each)).join(",") });
    };
    return (
        <div class="chips" role="group" aria-label="Verdicts">
            {VERDICTS.map((verdict) => (
                <button
                    key={verdict}
                    type="button"
                    class={`chip is-${verdict}`}
                    aria-pressed={filter.verdict.includes(verdict)}
                    title={MEANINGS[verdict]}
                    onClick={() => toggle(verdict)}
                >
                    <VerdictShape verdict={verdict} />
                    {verdict} <span class="chip-count">{counts === null ? "" : count(counts[verdict])}</span>
                </button>
            ))}
        </div>
    );
}

/** The filters that have no field of their own, each to be taken away. */
function Chosen({ filter }: { filter: Filter }): JSX.Element | null {
    if (!hides(filter)) {
        return null;
    }
    return (
        <div class="chosen">
            {filter.service !== null && (
                <button type="button" class="chip" onClick={() => amend({ service: null, build: null })}>
                    service {filter.service} <span aria-label="remove">×</span>
                </button>
            )}
            {filter.build !== null && (
                <button type="button" class="chip" onClick={() => amend({ build: null })}>
                    build {filter.build === "" ? "unknown" : filter.build} <span aria-label="remove">×</span>
                </button>
            )}
            <button
                type="button"
                class="quiet"
                onClick={() => amend({ q: null, verdict: null, service: null, build: null, runtime: null, up: null })}
            >
                Show all
            </button>
        </div>
    );
}
