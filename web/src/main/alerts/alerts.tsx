import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { api, REFRESH_MILLIS, useLoad } from "../api/client.ts";
import { useEvents } from "../api/events.ts";
import type { AlertRow, Page } from "../api/fleet-types.ts";
import { Nothing } from "../parts/nothing.tsx";
import { Problem } from "../parts/problem.tsx";
import { SearchBox } from "../parts/search.tsx";
import { amend, changed, type Route } from "../route.ts";
import { counted } from "../words/units.ts";
import { AlertList } from "./list.tsx";
import { Silences } from "./silences.tsx";
import { Windows } from "./windows.tsx";

const TABS = ["open", "resolved", "silences", "maintenance"] as const;

type Tab = (typeof TABS)[number];

/** Alerts by state, and what keeps them quiet. */
export function AlertsView({ route, mayAct }: { route: Route; mayAct: boolean }): JSX.Element {
    const tab: Tab = TABS.find((each) => each === route.query.get("tab")) ?? "open";
    return (
        <main>
            <h1>Alerts</h1>
            <nav class="segments" aria-label="Kinds">
                {TABS.map((each) => (
                    <a key={each} href={changed(route, { tab: each === "open" ? null : each })} aria-current={each === tab ? "true" : undefined}>
                        {each[0]?.toUpperCase() + each.slice(1)}
                    </a>
                ))}
            </nav>
            {tab === "silences" ? (
                <Silences mayAct={mayAct} />
            ) : tab === "maintenance" ? (
                <Windows mayAct={mayAct} />
            ) : (
                <AlertPages key={tab} state={tab === "open" ? "pending,firing" : "resolved"} q={route.query.get("q") ?? ""} />
            )}
        </main>
    );
}

const PAGE = 100;

function AlertPages({ state, q }: { state: string; q: string }): JSX.Element {
    const [most, setMost] = useState(PAGE);
    const alerts = useLoad<Page<AlertRow>>(api("/api/v1/alerts", { state, q, limit: most }), { everyMillis: REFRESH_MILLIS, keep: true });
    useEvents({ alert: () => alerts.reload(), reset: () => alerts.reload() });
    const page = alerts.data;
    return (
        <>
            <div class="filters">
                <SearchBox label="Search alerts" value={q} onChange={(text) => amend({ q: text })} />
            </div>
            <Problem error={alerts.error} what="the alerts" />
            {page && page.total === 0 && <Nothing>{state === "resolved" ? "No alert was resolved lately." : "No alert is open. All is quiet."}</Nothing>}
            {page && page.total > 0 && (
                <>
                    <p class="matched">{counted(page.total, "alert", "alerts")}</p>
                    <AlertList rows={page.rows} />
                </>
            )}
            {page && page.rows.length < page.total && most < 500 && (
                <button type="button" onClick={() => setMost(most + PAGE)}>
                    Show more
                </button>
            )}
        </>
    );
}
