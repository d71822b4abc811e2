import type uPlot from "uplot";
import { colour } from "../theme.ts";
import type { ChartLine } from "./chart-data.ts";

/** How many colours there are for signals; they differ in lightness, too. */
const SIGNAL_COLOURS = 6;

const ORDER = ["post_gc_used", "heap_used", "rss", "external", "heap_total", "nonheap_used"];

/** A signal has the same colour on every page. */
export function signalColour(signal: string): string {
    const known = ORDER.indexOf(signal);
    const place = known >= 0 ? known : [...signal].reduce((sum, sign) => sum + sign.charCodeAt(0), 0);
    return `signal-${(place % SIGNAL_COLOURS) + 1}`;
}

/** What is judged differs from what is measured by its strokes, not by its colour alone. */
export function lineLook(line: ChartLine): Partial<uPlot.Series> {
    switch (line.kind) {
        case "signal":
            return { stroke: colour(signalColour(line.id)), width: 1.5, points: { show: false } };
        case "floor":
            return { stroke: colour("floor"), width: 2, dash: [2, 4], points: { show: false } };
        case "model":
            return { stroke: colour("leaking"), width: 3, points: { show: false } };
        case "likely":
            return { stroke: colour("leaking"), width: 2, dash: [8, 6], points: { show: false } };
        case "slow":
        case "fast":
            return { stroke: "transparent", width: 0, points: { show: false } };
    }
}
