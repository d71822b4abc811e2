import { useEffect, useState } from "preact/hooks";
import type uPlot from "uplot";
import { colour } from "../theme.ts";
import { clock, clockWithSeconds } from "../words/units.ts";

/** The charts of a process share their pointer and their width for labels. */
export const CURSOR_KEY = "process";
export const LEFT_AXIS = 74;
export const RIGHT_ROOM = 24;

export const font = (): string => `12px ${getComputedStyle(document.body).fontFamily}`;

/** Times as everywhere on the page: 24 hours, the day where it changes. */
export function timeAxis(): uPlot.Axis {
    return {
        stroke: colour("muted"),
        grid: { stroke: colour("grid"), width: 1 },
        ticks: { show: false },
        font: font(),
        size: 30,
        space: 90,
        values: (_plot, splits) => timeLabels(splits),
    };
}

function timeLabels(splits: readonly number[]): string[] {
    const step = (splits[1] ?? 60) - (splits[0] ?? 0);
    return step < 60
        ? splits.map((split) => clockWithSeconds(split * 1000))
        : splits.map((split, index) => timeLabel(split, splits[index - 1]));
}

function timeLabel(seconds: number, before: number | undefined): string {
    const at = new Date(seconds * 1000);
    const sameDay = before !== undefined && new Date(before * 1000).toDateString() === at.toDateString();
    return clock(at, sameDay ? at : new Date());
}

/** Changes when the colours do: a canvas does not follow the style sheet by itself. */
export function useLook(): number {
    const [look, setLook] = useState(0);
    useEffect(() => {
        const follow = (): void => setLook((n) => n + 1);
        const media = matchMedia("(prefers-color-scheme: dark)");
        media.addEventListener("change", follow);
        addEventListener("themechange", follow);
        return () => {
            media.removeEventListener("change", follow);
            removeEventListener("themechange", follow);
        };
    }, []);
    return look;
}
