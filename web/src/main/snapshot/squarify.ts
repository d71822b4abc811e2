/** A rectangle in the unit of its outermost one. */
export interface Box {
    left: number;
    top: number;
    width: number;
    height: number;
}

/**
 * Divides a rectangle among sizes, in boxes as close to squares as can be.
 *
 * Source: Bruls, Huizing, van Wijk, "Squarified Treemaps", 2000.
 *
 * @param sizes not negative; best when they fall
 * @returns a box for each size, in their order; their areas are as their sizes
 */
export function squarify(sizes: readonly number[], within: Box): Box[] {
    const total = sizes.reduce((sum, size) => sum + size, 0);
    const boxes: Box[] = [];
    if (total <= 0) {
        return sizes.map(() => ({ left: within.left, top: within.top, width: 0, height: 0 }));
    }
    const scale = (within.width * within.height) / total;
    const areas = sizes.map((size) => size * scale);
    let rest = within;
    let next = 0;
    while (next < areas.length) {
        const end = rowEnd(areas, next, Math.min(rest.width, rest.height));
        const row = areas.slice(next, end);
        rest = placeRow(row, rest, boxes);
        next = end;
    }
    return boxes;
}

/** As long as the row's worst box gets no worse, one more is taken in. */
function rowEnd(areas: readonly number[], begin: number, side: number): number {
    let end = begin + 1;
    let worst = worstRatio(areas, begin, end, side);
    while (end < areas.length) {
        const withNext = worstRatio(areas, begin, end + 1, side);
        if (withNext > worst) {
            break;
        }
        worst = withNext;
        end++;
    }
    return end;
}

function worstRatio(areas: readonly number[], begin: number, end: number, side: number): number {
    let sum = 0;
    let least = Infinity;
    let most = 0;
    for (let i = begin; i < end; i++) {
        const area = areas[i]!;
        sum += area;
        least = Math.min(least, area);
        most = Math.max(most, area);
    }
    const square = side * side;
    return least === 0 || square === 0 ? Infinity : Math.max((square * most) / (sum * sum), (sum * sum) / (square * least));
}

/** Lays a row along the shorter side; returns the room that is left. */
function placeRow(row: readonly number[], room: Box, boxes: Box[]): Box {
    const sum = row.reduce((total, area) => total + area, 0);
    const upright = room.width >= room.height;
    const side = upright ? room.height : room.width;
    const thick = side === 0 ? 0 : sum / side;
    let at = 0;
    for (const area of row) {
        const long = thick === 0 ? 0 : area / thick;
        boxes.push(
            upright
                ? { left: room.left, top: room.top + at, width: thick, height: long }
                : { left: room.left + at, top: room.top, width: long, height: thick },
        );
        at += long;
    }
    return upright
        ? { left: room.left + thick, top: room.top, width: Math.max(0, room.width - thick), height: room.height }
        : { left: room.left, top: room.top + thick, width: room.width, height: Math.max(0, room.height - thick) };
}
