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
    if (needsLogin) {
        return <Login session={server.kind === "monitor" ? server.session : null} />;
    }
    return (
        <>
            <a class="skip" href="#/" onClick={skip}>
                Skip to the content
            </a>
            <header class="bar">
                <a class="brand" href="#/">
                    <img src="/icon.svg" alt="" width="20" height="20" /> Tidemark
                </a>
                <nav aria-label="Views">{server.kind === "monitor" ? <MonitorLinks route={route} /> : <OpenLinks route={route} />}</nav>
                <div class="bar-end">
                    {server.kind === "monitor" && stale === null && <span class="live">live</span>}
                    <ThemeButton theme={theme} next={next} />
                    <button type="button" class="quiet wide" onClick={() => setHelp(true)} aria-label="Keyboard shortcuts" title="Keyboard shortcuts ( ? )">
                        ?
                    </button>
                </div>
            </header>
            {stale !== null && <Stale since={stale} />}
            {server.kind === "monitor" && <Live route={route} />}
            <View route={route} server={server} />
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

function View({ route, server }: { route: Route; server: Server }): JSX.Element {
    const [view, id] = route.path;
    if (view === "snapshot" && id !== undefined) {
        return <SnapshotView route={route} />;
    }
    if (server.kind === "open" || view === "snapshots") {
        return <SnapshotsView monitor={server.kind === "monitor"} />;
    }
    const mayAct = server.session.mayAct;
    switch (view) {
        case undefined:
            return <FleetView route={route} />;
        case "service":
            return <ServiceView name={id ?? ""} route={route} />;
        case "process":
            return <ProcessView key={id} id={Number(id)} route={route} mayAct={mayAct} />;
        case "alerts":
            return <AlertsView route={route} mayAct={mayAct} />;
        case "alert":
            return <LeakView key={id} id={id ?? ""} mayAct={mayAct} />;
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

function MonitorLinks({ route }: { route: Route }): JSX.Element {
    const status = useLoad<Status>("/api/v1/status", { everyMillis: 30_000 });
    useEvents({ alert: () => status.reload(), reset: () => status.reload() });
    const view = route.path[0];
    const firing = status.data?.alerts.firing ?? 0;
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

/** Keeps the stream of events open, and says what troubles the server. */
function Live({ route }: { route: Route }): JSX.Element | null {
    const process = route.path[0] === "process" ? Number(route.path[1]) : null;
    const status = useLoad<Status>("/api/v1/status");
    const [told, setTold] = useState<string | null | undefined>(undefined);
    useEffect(() => eventStream.open(process), [process]);
    useEffect(() => () => eventStream.close(), []);
    useEvents({ status: (event) => setTold(event.trouble) });
    const trouble = told === undefined ? (status.data?.store.trouble ?? null) : told;
    return trouble === null ? null : (
        <p class="banner" role="status">
            <strong>The monitor has trouble:</strong> {trouble}
        </p>
    );
}

/** While the server does not answer, what is shown is old; this says how old. */
function Stale({ since }: { since: number }): JSX.Element {
    const [now, setNow] = useState(Date.now());
    useEffect(() => {
        const clock = setInterval(() => setNow(Date.now()), 1000);
        // Asked again and again, so that a page without a stream of events notices the server's return, too.
        const ask = setInterval(() => void load("/api/v1/session").catch(() => undefined), 5000);
        return () => {
            clearInterval(clock);
            clearInterval(ask);
        };
    }, []);
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
