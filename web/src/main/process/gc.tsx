import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import type { SeriesAnswer } from "../api/fleet-types.ts";
import { useWidth } from "../parts/width.ts";
import { colour } from "../theme.ts";
import { drawnRange } from "./chart-data.ts";
import { CURSOR_KEY, LEFT_AXIS, RIGHT_ROOM, timeAxis, useLook } from "./plot.ts";

const HEIGHT = 96;

/** How often the collector ran: full collections as bars, young ones as a line. */
export function GcChart({ answer, hidden }: { answer: SeriesAnswer; hidden: ReadonlySet<string> }): JSX.Element | null {
    const box = useRef<HTMLDivElement>(null);
    const width = useWidth(box);
    const look = useLook();
    const { gc } = answer;
    useEffect(() => {
        const element = box.current;
        if (element === null || width === 0 || gc.seconds.length === 0) {
            return;
        }
        const range = drawnRange(answer, !hidden.has("judged"));
        const plot = new uPlot(optionsOf(width, [range.from, range.to]), [gc.seconds, gc.major, gc.minor], element);
        return () => plot.destroy();
    }, [answer, hidden, width, look]);
    return (
        <figure class={gc.seconds.length === 0 ? "unseen" : "gc"}>
            <figcaption>
                Collections between readings: <span class="key bar-key">full</span> <span class="key line-key">young</span>
            </figcaption>
            <div ref={box} role="img" aria-label="Garbage collections over time" />
        </figure>
    );
}

function optionsOf(width: number, range: [number, number]): uPlot.Options {
    return {
        width,
        height: HEIGHT,
        legend: { show: false },
        padding: [8, RIGHT_ROOM, 0, 0],
        cursor: { sync: { key: CURSOR_KEY }, drag: { x: false, y: false }, points: { show: false } },
        scales: { x: { time: true, range }, y: { range: (_plot, _low, high) => [0, Math.max(1, high * 1.1)] } },
        axes: [
            timeAxis(),
            { ...timeAxis(), size: LEFT_AXIS, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000], space: 30, values: (_plot, splits) => splits.map(String) },
        ],
        series: [
            {},
            {
                label: "full",
                stroke: colour("signal-1"),
                fill: colour("signal-1"),
                points: { show: false },
                ...bars(),
            },
            { label: "young", stroke: colour("signal-2"), width: 1, points: { show: false } },
        ],
    };
}

function bars(): Partial<uPlot.Series> {
    const paths = uPlot.paths.bars?.({ size: [0.6, 8, 2] });
    return paths ? { paths } : {};
}
