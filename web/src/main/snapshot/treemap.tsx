import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Cell } from "../api/snapshot-types.ts";
import { useWidth } from "../parts/width.ts";
import { bytes, count } from "../words/units.ts";
import { type Box, squarify } from "./squarify.ts";

const HEIGHT = 340;
const TITLE = 18;
const GAP = 2;
const LEAST_INSIDE = 40;
const LEAST_SIDE = 3;

interface Drawn {
    cell: Cell;
    box: Box;
    depth: number;
    /** Whether cells are drawn inside of it. */
    opened: boolean;
}

/**
 * What holds the memory, as areas. The table beside it says the same in words, so this picture needs no keyboard of its
 * own.
 */
export function Treemap({ root, onOpen }: { root: Cell; onOpen: (n: number) => void }): JSX.Element {
    const box = useRef<HTMLDivElement>(null);
    const width = useWidth(box);
    const [under, setUnder] = useState<Cell | null>(null);
    const drawn = width === 0 ? [] : layOut(root, { left: 0, top: 0, width, height: HEIGHT });
    return (
        <figure class="treemap-figure">
            <div ref={box} class="treemap" role="img" aria-label={`Treemap of ${nameOf(root)}, ${bytes(root.retainedBytes)}`}>
                {drawn.map((each, index) => (
                    <CellBox key={index} drawn={each} onOpen={onOpen} onUnder={setUnder} />
                ))}
            </div>
            <figcaption class="sub">
                {under === null ? "Each area is what an object keeps alive. Click to look inside." : `${nameOf(under)}: ${bytes(under.retainedBytes)}`}
            </figcaption>
        </figure>
    );
}

function CellBox(props: { drawn: Drawn; onOpen: (n: number) => void; onUnder: (cell: Cell | null) => void }): JSX.Element {
    const { cell, box, depth, opened } = props.drawn;
    const { n } = cell;
    return (
        <div
            class={`area depth-${Math.min(depth, 4)} ${cell.rest ? "rest" : ""} ${opened ? "opened" : ""}`}
            style={{ left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px`, height: `${box.height}px` }}
            onMouseEnter={() => props.onUnder(cell)}
            onMouseLeave={() => props.onUnder(null)}
            onClick={n === undefined ? undefined : () => props.onOpen(n)}
        >
            {box.width > 36 && box.height > 15 && (
                <span class="area-name">
                    {nameOf(cell)} <span class="area-size">{bytes(cell.retainedBytes)}</span>
                </span>
            )}
        </div>
    );
}

function nameOf(cell: Cell): string {
    return cell.rest ? `${count(cell.objects ?? 0)} smaller` : (cell.label ?? "all that is alive");
}

function layOut(root: Cell, within: Box): Drawn[] {
    const drawn: Drawn[] = [];
    const add = (cell: Cell, box: Box, depth: number): void => {
        if (box.width < LEAST_SIDE || box.height < LEAST_SIDE) {
            return;
        }
        const inside = depth === 0 ? box : insideOf(box);
        const opened = cell.cells.length > 0 && (depth === 0 || (box.width > LEAST_INSIDE && box.height > LEAST_INSIDE));
        if (depth > 0) {
            drawn.push({ cell, box: { ...box, width: box.width - GAP, height: box.height - GAP }, depth, opened });
        }
        if (opened) {
            const sizes = [...cell.cells.map((each) => each.retainedBytes), cell.selfBytes ?? 0];
            const boxes = squarify(sizes, inside);
            cell.cells.forEach((each, index) => add(each, boxes[index]!, depth + 1));
        }
    };
    add(root, within, 0);
    return drawn;
}

function insideOf(box: Box): Box {
    return {
        left: box.left + GAP,
        top: box.top + TITLE,
        width: Math.max(0, box.width - 3 * GAP),
        height: Math.max(0, box.height - TITLE - 2 * GAP),
    };
}
