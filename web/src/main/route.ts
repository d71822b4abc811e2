import { useEffect, useState } from "preact/hooks";

/**
 * Where the reader is. All of it is in the address, so that a link shows a colleague the same: the path says the view,
 * the query its filters, order, range and what is folded out.
 */
export interface Route {
    path: readonly string[];
    query: URLSearchParams;
}

/** Reads `#/process/17?from=1`. The addresses are fragments, so that any server of files can serve the page. */
export function parseRoute(fragment: string): Route {
    const text = fragment.replace(/^#?\/?/, "");
    const mark = text.indexOf("?");
    const path = (mark < 0 ? text : text.slice(0, mark)).split("/").filter((step) => step !== "");
    return { path: path.map(decodeStep), query: new URLSearchParams(mark < 0 ? "" : text.slice(mark + 1)) };
}

function decodeStep(step: string): string {
    try {
        return decodeURIComponent(step);
    } catch {
        return step;
    }
}

export type QueryChange = Record<string, string | number | null | undefined>;

/** The address of a view. Values that are null or empty are left out. */
export function href(path: readonly (string | number)[], query: QueryChange = {}): string {
    return withQuery(`#/${path.map((step) => encodeURIComponent(step)).join("/")}`, new URLSearchParams(), query);
}

function withQuery(path: string, query: URLSearchParams, change: QueryChange): string {
    for (const [name, value] of Object.entries(change)) {
        if (value === null || value === undefined || value === "") {
            query.delete(name);
        } else {
            query.set(name, String(value));
        }
    }
    const text = query.toString();
    return text === "" ? path : `${path}?${text}`;
}

/** The present view's address with some of its query changed. */
export function changed(route: Route, change: QueryChange): string {
    const path = `#/${route.path.map((step) => encodeURIComponent(step)).join("/")}`;
    return withQuery(path, new URLSearchParams(route.query), change);
}

/** Goes to another view: Back returns. */
export function go(address: string): void {
    location.hash = address;
}

/** Changes the present view's query, such as a filter that is being typed: Back leaves the view. */
export function amend(change: QueryChange): void {
    history.replaceState(null, "", changed(parseRoute(location.hash), change));
    window.dispatchEvent(new HashChangeEvent("hashchange"));
}

/** Follows the address. */
export function useRoute(): Route {
    const [route, setRoute] = useState(() => parseRoute(location.hash));
    useEffect(() => {
        const follow = (): void => setRoute(parseRoute(location.hash));
        addEventListener("hashchange", follow);
        return () => removeEventListener("hashchange", follow);
    }, []);
    return route;
}
