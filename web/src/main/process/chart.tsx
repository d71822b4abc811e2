import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import type { SeriesAnswer } from "../api/fleet-types.ts";
import { useWidth } from "../parts/width.ts";
import { colour } from "../theme.ts";
import { bytes } from "../words/units.ts";
import { aligned, type ChartLine, drawnRange, heightOfChart, linesOf, type Range } from "./chart-data.ts";
import { drawMarks } from "./chart-marks.ts";
import { lineLook } from "./looks.ts";
import { CURSOR_KEY, font, LEFT_AXIS, RIGHT_ROOM, timeAxis, useLook } from "./plot.ts";

const HEIGHT = 320;

export interface ChartProps {
    answer: SeriesAnswer;
    hidden: ReadonlySet<string>;
    label: string;
    /** A range was selected. */
    onSelect: (range: Range) => void;
    /** The readings under the pointer, or null when it is elsewhere. */
    onCursor: (values: ReadonlyMap<string, number> | null, at: number | null) => void;
}

/** Memory over time with what was judged of it. Selecting a range shows it alone. */
export function MemoryChart(props: ChartProps): JSX.Element {
    const box = useRef<HTMLDivElement>(null);
    const latest = useRef(props);
    latest.current = props;
    const width = useWidth(box);
    const look = useLook();
    const { answer, hidden } = props;
    useEffect(() => {
        const element = box.current;
        if (element === null || width === 0) {
            return;
        }
        const range = drawnRange(answer, !hidden.has("judged"));
        const lines = linesOf(answer, hidden, range.to);
        const plot = new uPlot(optionsOf(lines, range, width, latest), aligned(lines), element);
        return () => plot.destroy();
    }, [answer, hidden, width, look]);
    return <div class="chart" ref={box} role="img" aria-label={props.label} />;
}

function optionsOf(lines: readonly ChartLine[], range: Range, width: number, props: { current: ChartProps }): uPlot.Options {
    const { answer } = props.current;
    const limit = answer.judged?.limit ?? null;
    const fan = ["fast", "slow"].map((kind) => lines.findIndex((line) => line.kind === kind) + 1) as [number, number];
    return {
        width,
        height: HEIGHT,
        legend: { show: false },
        padding: [18, RIGHT_ROOM, 0, 0],
        cursor: { sync: { key: CURSOR_KEY }, drag: { x: true, y: false, setScale: false }, points: { size: 6 } },
        scales: { x: { time: true, range: [range.from, range.to] }, y: { range: [0, heightOfChart(lines, limit)] } },
        axes: [timeAxis(), byteAxis()],
        series: [{}, ...lines.map((line) => ({ label: line.label, spanGaps: line.kind !== "signal", ...lineLook(line) }))],
        bands: fan[0] > 0 && fan[1] > 0 ? [{ series: fan, fill: colour("fan") }] : [],
        hooks: {
            draw: [(plot) => drawMarks(plot, answer, limit)],
            setSelect: [(plot) => select(plot, props.current.onSelect)],
            setCursor: [(plot) => tellCursor(plot, lines, props.current.onCursor)],
        },
    };
}

/** A drag of less than this is a click. */
const LEAST_DRAG = 8;

function select(plot: uPlot, onSelect: (range: Range) => void): void {
    const { left, width } = plot.select;
    if (width >= LEAST_DRAG) {
        onSelect({ from: Math.round(plot.posToVal(left, "x")), to: Math.round(plot.posToVal(left + width, "x")) });
    }
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
}

function tellCursor(plot: uPlot, lines: readonly ChartLine[], onCursor: ChartProps["onCursor"]): void {
    const { left, idx } = plot.cursor;
    if (left === undefined || left < 0 || idx === null || idx === undefined) {
        onCursor(null, null);
        return;
    }
    const values = new Map<string, number>();
    lines.forEach((line, index) => {
        const value = nearest(plot.data[index + 1] ?? [], idx);
        if (value !== null) {
            values.set(line.id, value);
        }
    });
    onCursor(values, plot.data[0][idx] ?? null);
}

const FARTHEST_POINT = 6;

/** Lines have their points at different times: the closest one counts. */
function nearest(column: ArrayLike<number | null | undefined>, index: number): number | null {
    for (let distance = 0; distance <= FARTHEST_POINT; distance++) {
        const value = column[index - distance] ?? column[index + distance];
        if (value !== null && value !== undefined) {
            return value;
        }
    }
    return null;
}

function byteAxis(): uPlot.Axis {
    return {
        stroke: colour("muted"),
        grid: { stroke: colour("grid"), width: 1 },
        ticks: { show: false },
        font: font(),
        size: LEFT_AXIS,
        incrs: BYTE_STEPS,
        values: (_plot, splits) => splits.map((split) => bytes(split)),
    };
}

/** Steps that are round in binary units. */
const BYTE_STEPS = Array.from({ length: 50 }, (_, power) => 2 ** power);
