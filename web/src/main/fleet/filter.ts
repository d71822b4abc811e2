import type { Route } from "../route.ts";

/** Which processes are listed, and how, as it stands in the address. */
export interface Filter {
    q: string;
    verdict: string[];
    service: string | null;
    build: string | null;
    runtime: string;
    up: string;
    sort: string;
    order: "asc" | "desc" | null;
    view: "services" | "instances";
    open: string[];
}

export function filterOf(route: Route): Filter {
    const { query } = route;
    const order = query.get("order");
    return {
        q: query.get("q") ?? "",
        verdict: (query.get("verdict") ?? "").split(",").filter((word) => word !== ""),
        service: query.get("service"),
        build: query.has("build") ? (query.get("build") ?? "") : null,
        runtime: query.get("runtime") ?? "",
        up: query.get("up") ?? "",
        sort: query.get("sort") ?? "worst",
        order: order === "asc" || order === "desc" ? order : null,
        view: query.get("view") === "instances" ? "instances" : "services",
        open: query.getAll("open").flatMap((text) => text.split("|")).filter((text) => text !== ""),
    };
}

/** What the server is asked. The unknown build is an empty text, and must be said. */
export function queryOf(filter: Filter): string {
    const params = new URLSearchParams();
    const set = (name: string, value: string | null): void => {
        if (value !== null && value !== "") {
            params.set(name, value);
        }
    };
    set("q", filter.q);
    set("verdict", filter.verdict.join(","));
    set("service", filter.service);
    if (filter.build !== null) {
        params.set("build", filter.build);
    }
    set("runtime", filter.runtime);
    set("up", filter.up);
    set("sort", filter.sort);
    set("order", filter.order);
    return params.toString();
}

/** Whether any process may be hidden by it. */
export function hides(filter: Filter): boolean {
    return (
        filter.q !== "" ||
        filter.verdict.length > 0 ||
        filter.service !== null ||
        filter.build !== null ||
        filter.runtime !== "" ||
        filter.up !== ""
    );
}
