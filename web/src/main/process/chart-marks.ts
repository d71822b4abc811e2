import type uPlot from "uplot";
import type { Mark, SeriesAnswer } from "../api/fleet-types.ts";
import { colour } from "../theme.ts";
import { bytes } from "../words/units.ts";
import { secondsOf } from "./chart-data.ts";

const SIGNS: Record<Mark["kind"], string> = { restart: "↻", deploy: "⇧", alert: "!", capture: "◉", onset: "◣" };

export const signOf = (kind: Mark["kind"]): string => SIGNS[kind];

/** Draws over the lines: the limit, when growth began, restarts and deploys. */
export function drawMarks(plot: uPlot, answer: SeriesAnswer, limit: number | null): void {
    const pen = plot.ctx;
    pen.save();
    pen.font = `${12 * devicePixelRatio}px ${getComputedStyle(document.body).fontFamily}`;
    pen.lineWidth = devicePixelRatio;
    drawNow(plot, secondsOf(answer.to));
    drawOnset(plot, answer);
    for (const mark of answer.marks) {
        drawMark(plot, mark);
    }
    if (limit !== null) {
        drawLimit(plot, limit);
    }
    pen.restore();
}

const isInside = (plot: uPlot, x: number): boolean => x >= plot.bbox.left && x <= plot.bbox.left + plot.bbox.width;

function vertical(plot: uPlot, x: number, stroke: string, dash: number[]): void {
    const { ctx: pen, bbox } = plot;
    pen.strokeStyle = stroke;
    pen.setLineDash(dash.map((part) => part * devicePixelRatio));
    pen.beginPath();
    pen.moveTo(x, bbox.top);
    pen.lineTo(x, bbox.top + bbox.height);
    pen.stroke();
}

/** Where what was measured ends and what is expected begins. */
function drawNow(plot: uPlot, seconds: number): void {
    const x = plot.valToPos(seconds, "x", true);
    if (x < plot.bbox.left + plot.bbox.width - 2) {
        vertical(plot, x, colour("muted"), [1, 3]);
        plot.ctx.fillStyle = colour("muted");
        plot.ctx.textAlign = "left";
        plot.ctx.fillText("now", x, plot.bbox.top - 5 * devicePixelRatio);
    }
}

/** A band from the earliest to the latest time at which the growth may have begun. */
function drawOnset(plot: uPlot, answer: SeriesAnswer): void {
    const onset = answer.judged?.onset;
    if (!onset) {
        return;
    }
    const { ctx: pen, bbox } = plot;
    const clamp = (x: number): number => Math.min(Math.max(x, bbox.left), bbox.left + bbox.width);
    const left = clamp(plot.valToPos(secondsOf(onset.low ?? onset.at), "x", true));
    const right = clamp(plot.valToPos(secondsOf(onset.high ?? onset.at), "x", true));
    pen.fillStyle = colour("onset");
    pen.fillRect(left, bbox.top, Math.max(right - left, devicePixelRatio), bbox.height);
    const x = plot.valToPos(secondsOf(onset.at), "x", true);
    if (isInside(plot, x)) {
        pen.fillStyle = colour("leaking");
        pen.textAlign = x < bbox.left + 40 * devicePixelRatio ? "left" : "right";
        pen.fillText("began", x, bbox.top - 5 * devicePixelRatio);
    }
}

function drawMark(plot: uPlot, mark: Mark): void {
    const x = plot.valToPos(secondsOf(mark.at), "x", true);
    if (mark.kind === "onset" || !isInside(plot, x)) {
        return;
    }
    vertical(plot, x, colour("muted"), mark.kind === "deploy" ? [] : [5, 4]);
    plot.ctx.fillStyle = colour("text");
    plot.ctx.textAlign = "center";
    plot.ctx.fillText(SIGNS[mark.kind], x, plot.bbox.top + plot.bbox.height - 5 * devicePixelRatio);
}

function drawLimit(plot: uPlot, limit: number): void {
    const { ctx: pen, bbox } = plot;
    const y = plot.valToPos(limit, "y", true);
    pen.fillStyle = colour("text");
    pen.textAlign = "left";
    if (y < bbox.top) {
        pen.fillText(`↑ limit ${bytes(limit)}`, bbox.left + 6 * devicePixelRatio, bbox.top + 14 * devicePixelRatio);
        return;
    }
    pen.strokeStyle = colour("text");
    pen.setLineDash([10 * devicePixelRatio, 3 * devicePixelRatio]);
    pen.beginPath();
    pen.moveTo(bbox.left, y);
    pen.lineTo(bbox.left + bbox.width, y);
    pen.stroke();
    pen.fillText(`limit ${bytes(limit)}`, bbox.left + 6 * devicePixelRatio, y + 15 * devicePixelRatio);
}
