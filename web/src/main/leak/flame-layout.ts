import type { Flame } from "../api/fleet-types.ts";

/** A frame of a flame graph: where it begins and how wide it is, in shares of the whole, and how deep it lies. */
export interface Frame {
    flame: Flame;
    parent: Frame | null;
    left: number;
    width: number;
    depth: number;
}

/** Narrower frames cannot be seen. */
const NARROWEST = 0.002;

/** Lays a flame graph out, widest frames first. What a frame allocates itself is the room that its children leave. */
export function layOut(root: Flame): Frame[] {
    const frames: Frame[] = [];
    const add = (flame: Flame, parent: Frame | null, left: number, width: number, depth: number): void => {
        if (width < NARROWEST) {
            return;
        }
        const frame: Frame = { flame, parent, left, width, depth };
        frames.push(frame);
        let at = left;
        for (const child of flame.children.toSorted((a, b) => b.bytes - a.bytes)) {
            const share = flame.bytes > 0 ? (child.bytes / flame.bytes) * width : 0;
            add(child, frame, at, share, depth + 1);
            at += share;
        }
    };
    add(root, null, 0, 1, 0);
    return frames;
}
