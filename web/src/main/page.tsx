import type { ComponentChildren, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { load, useLoad } from "./api/client.ts";
import { contact } from "./api/contact.ts";
import { eventStream, useEvents } from "./api/events.ts";
import type { Session, Status } from "./api/fleet-types.ts";
import { AlertsView } from "./alerts/alerts.tsx";
import { FleetView } from "./fleet/fleet.tsx";
import { ServiceView } from "./fleet/service.tsx";
import { LeakView } from "./leak/leak.tsx";
import { Login } from "./login.tsx";
import { Nothing } from "./parts/nothing.tsx";
import { ProcessView } from "./process/process.tsx";
import { type Route, useRoute } from "./route.ts";
import { ShortcutHelp, useShortcuts } from "./shortcuts.tsx";
import { SnapshotView } from "./snapshot/snapshot.tsx";
import { SnapshotsView } from "./snapshot/snapshots.tsx";
import { StatusView } from "./status.tsx";
import { type Theme, useTheme } from "./theme.ts";
import { clockWithSeconds, duration } from "./words/units.ts";

/** Who serves the page: the monitor, or `tidemark open`, which knows snapshots only. */
export type Server = { kind: "monitor"; session: Session } | { kind: "open" };

export function Page({ server }: { server: Server }): JSX.Element {
    const route = useRoute();
    const { theme, next } = useTheme();
    const [help, setHelp] = useState(false);
    useShortcuts({ help: () => setHelp(true), theme: next });
    const { stale, needsLogin } = useContact();
    const isMonitor = server.kind === "monitor";
    const status = useStatus(isMonitor && !needsLogin, route);
    if (needsLogin) {
        return <Login session={server.kind === "monitor" ? server.session : null} />;
    }
    return (
        <>
            <header class="bar">
                <a class="skip" href="#/" onClick={skip}>
                    Skip to the content
                </a>
                <a class="brand" href="#/">
                    <img src="/icon.svg" alt="" width="20" height="20" /> Tidemark
                </a>
                <nav aria-label="Views">{isMonitor ? <MonitorLinks route={route} firing={status?.alerts?.firing ?? 0} /> : <OpenLinks route={route} />}</nav>
                <div class="bar-end">
                    {isMonitor && stale === null && <span class="live">live</span>}
                    <ThemeButton theme={theme} next={next} />
                    <button type="button" class="quiet wide" onClick={() => setHelp(true)} aria-label="Keyboard shortcuts" title="Keyboard shortcuts ( ? )">
                        ?
                    </button>
                </div>
            </header>
            {stale !== null && <Stale since={stale} />}
            {status?.store.trouble != null && (
                <p class="banner" role="status">
                    <strong>The monitor has trouble:</strong> {status.store.trouble}
                </p>
            )}
            <View route={route} server={server} firing={status?.alerts?.firing ?? 0} />
            {help && <ShortcutHelp onClose={() => setHelp(false)} />}
        </>
    );
}

function skip(event: Event): void {
    event.preventDefault();
    const main = document.querySelector("main");
    main?.setAttribute("tabindex", "-1");
    main?.focus();
}

function View({ route, server, firing }: { route: Route; server: Server; firing: number }): JSX.Element {
    const [view, id] = route.path;
    if (view === "snapshot" && id !== undefined) {
        return <SnapshotView route={route} />;
    }
    if (server.kind === "open" || view === "snapshots") {
        return <SnapshotsView monitor={server.kind === "monitor"} />;
    }
    const { mayAct, user } = server.session;
    switch (view) {
        case undefined:
            return <FleetView route={route} firing={firing} />;
        case "service":
            return <ServiceView name={id ?? ""} route={route} />;
        case "process":
            return <ProcessView key={id} id={Number(id)} route={route} mayAct={mayAct} />;
        case "alerts":
            return <AlertsView route={route} mayAct={mayAct} />;
        case "alert":
            return <LeakView key={id} id={id ?? ""} mayAct={mayAct} user={user} />;
        case "status":
            return <StatusView />;
        default:
            return (
                <main>
                    <Nothing>
                        There is no such view. <a href="#/">To the fleet</a>
                    </Nothing>
                </main>
            );
    }
}

function ViewLink(props: { to: string; here: boolean; children: ComponentChildren }): JSX.Element {
    return (
        <a href={props.to} aria-current={props.here ? "page" : undefined}>
            {props.children}
        </a>
    );
}

function MonitorLinks({ route, firing }: { route: Route; firing: number }): JSX.Element {
    const view = route.path[0];
    return (
        <>
            <ViewLink to="#/" here={view === undefined || view === "service" || view === "process"}>
                Fleet
            </ViewLink>
            <ViewLink to="#/alerts" here={view === "alerts" || view === "alert"}>
                Alerts
                {firing > 0 && (
                    <span class="bubble">
                        {firing}
                        <span class="unseen"> firing</span>
                    </span>
                )}
            </ViewLink>
            <ViewLink to="#/snapshots" here={view === "snapshots" || view === "snapshot"}>
                Snapshots
            </ViewLink>
            <ViewLink to="#/status" here={view === "status"}>
                Status
            </ViewLink>
        </>
    );
}

function OpenLinks({ route }: { route: Route }): JSX.Element {
    return (
        <ViewLink to="#/" here={route.path[0] === undefined}>
            Files
        </ViewLink>
    );
}

function ThemeButton({ theme, next }: { theme: Theme; next: () => void }): JSX.Element {
    const words: Record<Theme, string> = { system: "as the system", light: "light", dark: "dark" };
    const signs: Record<Theme, string> = { system: "◐", light: "○", dark: "●" };
    return (
        <button type="button" class="quiet" onClick={next} aria-label={`Colours: ${words[theme]}`} title={`Colours: ${words[theme]} ( t )`}>
            {signs[theme]}
        </button>
    );
}

const STATUS_MILLIS = 30_000;

/** Follows the monitor's events, with those of the process that is shown, and how it is itself. */
function useStatus(isWanted: boolean, route: Route): Status | null {
    const process = route.path[0] === "process" ? Number(route.path[1]) : null;
    const { data, reload } = useLoad<Status>(isWanted ? "/api/v1/status" : null, { everyMillis: STATUS_MILLIS });
    useEffect(() => (isWanted ? eventStream.open(process) : eventStream.close()), [isWanted, process]);
    useEvents({ alert: reload, status: reload, reset: reload });
    return data;
}

/** A stream that a proxy has cut is open again after that time. */
const GRACE_MILLIS = 3000;

/** While the server does not answer, what is shown is old; this says how old. */
function Stale({ since }: { since: number }): JSX.Element | null {
    const [begin] = useState(Date.now);
    const [now, setNow] = useState(begin);
    useEffect(() => {
        const clock = setInterval(() => setNow(Date.now()), 1000);
        // Asked again and again, so that a page without a stream of events notices the server's return, too.
        const ask = setInterval(() => void load("/api/v1/session").catch(() => undefined), 5000);
        return () => {
            clearInterval(clock);
            clearInterval(ask);
        };
    }, []);
    if (now - begin < GRACE_MILLIS) {
        return null;
    }
    return (
        <p class="banner stale" role="status">
            <strong>Stale since {clockWithSeconds(since)}</strong>{" "}
            <span aria-hidden="true">({duration(Math.max(0, Math.round((now - since) / 1000)))})</span>: the server does not answer. Trying
            again …
        </p>
    );
}

function useContact(): { stale: number | null; needsLogin: boolean } {
    const [, setTurn] = useState(0);
    useEffect(() => contact.follow(() => setTurn((n) => n + 1)), []);
    return { stale: contact.staleSince, needsLogin: contact.needsLogin };
}
