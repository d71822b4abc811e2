import { render } from "preact";
import { load, ServerError } from "./api/client.ts";
import { contact } from "./api/contact.ts";
import type { Session } from "./api/fleet-types.ts";
import { Page, type Server } from "./page.tsx";
import { startTheme } from "./theme.ts";
import "uplot/dist/uPlot.min.css";
import "./style/base.css";
import "./style/page.css";
import "./style/table.css";
import "./style/fleet.css";
import "./style/process.css";
import "./style/leak.css";
import "./style/snapshot.css";

/** A link may name a view as a path, as those in alerts do; within the page it is a fragment. */
function useFragment(): void {
    if (location.pathname !== "/" && location.hash === "") {
        history.replaceState(null, "", `/#${location.pathname}${location.search}`);
    }
}

const RETRY_MILLIS = 2000;

/** `tidemark open` has no sessions: the monitor's answer says whose page this is. */
async function findServer(): Promise<Server> {
    for (;;) {
        try {
            const session = await load<Session>("/api/v1/session");
            if (!session.loggedIn) {
                contact.loggedOut();
            }
            return { kind: "monitor", session };
        } catch (problem) {
            if (problem instanceof ServerError) {
                return { kind: "open" };
            }
        }
        await new Promise((resolve) => setTimeout(resolve, RETRY_MILLIS));
    }
}

async function start(): Promise<void> {
    useFragment();
    startTheme();
    const server = await findServer();
    const page = document.getElementById("page");
    if (page) {
        render(<Page server={server} />, page);
    }
}

void start();
