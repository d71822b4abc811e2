import type { JSX } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import type { Flame, FlameRoot } from "../api/fleet-types.ts";
import { bytes, percent } from "../words/units.ts";
import { type Frame, layOut } from "./flame-layout.ts";

const ROW = 22;

const TITLES: Record<FlameRoot["measure"], string> = { alive: "Who allocates what lives on", allocated: "Who allocates" };

/** `login (server.js:42)`: the folder only takes room. */
const nameOf = ({ name, at }: Flame): string => (at ? `${name} (${at.slice(at.lastIndexOf("/") + 1)})` : name);

/** Which code allocates: a frame is as wide as what it and all it calls allocate. Enter or a click shows one alone. */
export function FlameGraph({ flame }: { flame: FlameRoot }): JSX.Element {
    // By its place and not by itself: the graph is loaded again while it is shown.
    const [place, setPlace] = useState<readonly number[]>([]);
    const root = useMemo(() => place.reduce<Flame>((at, index) => at.children[index] ?? at, flame), [flame, place]);
    const [active, setActive] = useState(0);
    const box = useRef<HTMLDivElement>(null);
    const frames = useMemo(() => layOut(root), [root]);
    const shown = frames[Math.min(active, frames.length - 1)];
    const zoomTo = (to: readonly number[]): void => {
        setPlace(to);
        setActive(0);
    };
    const focus = (frame: Frame | null | undefined): void => {
        if (frame) {
            const index = frames.indexOf(frame);
            setActive(index);
            (box.current?.children[index] as HTMLElement | undefined)?.focus();
        }
    };
    const onKeyDown = (event: KeyboardEvent): void => {
        if (shown === undefined) {
            return;
        }
        const keys: Record<string, () => void> = {
            ArrowDown: () => focus(frames.find((frame) => frame.parent === shown)),
            ArrowUp: () => focus(shown.parent),
            ArrowRight: () => focus(sibling(frames, shown, 1)),
            ArrowLeft: () => focus(sibling(frames, shown, -1)),
            Escape: () => zoomTo([]),
        };
        const act = keys[event.key];
        if (act) {
            event.preventDefault();
            act();
        }
    };
    const rows = frames.reduce((most, frame) => Math.max(most, frame.depth), 0) + 1;
    return (
        <section class="flame-box">
            <h2>
                {TITLES[flame.measure]} <span class="sub">{bytes(flame.bytes)} in samples</span>
            </h2>
            <p class="sub flame-words" aria-live="polite">
                {shown && `${nameOf(shown.flame)}: ${bytes(shown.flame.bytes)}, ${percent(shown.flame.bytes / flame.bytes)}`}
                {place.length > 0 && (
                    <button type="button" class="quiet" onClick={() => zoomTo([])}>
                        Show all
                    </button>
                )}
            </p>
            <div class="flame" ref={box} role="group" aria-label="Flame graph of allocations" style={{ height: `${rows * ROW}px` }} onKeyDown={onKeyDown}>
                {frames.map((frame, index) => (
                    <button
                        key={index}
                        type="button"
                        class={`frame shade-${frame.depth % 4}`}
                        tabIndex={frame === shown ? 0 : -1}
                        title={`${frame.flame.name} ${frame.flame.at ?? ""}: ${bytes(frame.flame.bytes)}`}
                        style={{ left: `${frame.left * 100}%`, width: `${frame.width * 100}%`, top: `${frame.depth * ROW}px` }}
                        onFocus={() => setActive(index)}
                        onMouseEnter={() => setActive(index)}
                        onClick={() => zoomTo([...place, ...placeOf(frame)])}
                    >
                        {nameOf(frame.flame)}
                    </button>
                ))}
            </div>
        </section>
    );
}

/** The way down to a frame from the one that is shown as the whole. */
function placeOf({ flame, parent }: Frame): number[] {
    return parent === null ? [] : [...placeOf(parent), parent.flame.children.indexOf(flame)];
}

function sibling(frames: readonly Frame[], frame: Frame, by: 1 | -1): Frame | undefined {
    const row = frames.filter((each) => each.depth === frame.depth).sort((a, b) => a.left - b.left);
    return row[row.indexOf(frame) + by];
}
