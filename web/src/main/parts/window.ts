/** Which rows of a long table are in sight, and where to draw them. */
export interface RowWindow {
    first: number;
    last: number;
    /** Where the first of them is, in pixels from the table's top. */
    top: number;
}

/** Browsers draw nothing below some 17 million pixels. A longer table scrolls faster than its rows are high. */
export const TALLEST = 8_000_000;

const BEYOND = 8;

/** How tall a table of so many rows is made. */
export function heightOf(rows: number, rowHeight: number): number {
    return Math.min(rows * rowHeight, TALLEST);
}

/**
 * @param scrolled how far the table's top is above the view's, in pixels; negative when it is below
 * @param viewHeight of the part of the page where rows are seen
 */
export function rowWindow(rows: number, rowHeight: number, scrolled: number, viewHeight: number): RowWindow {
    const height = heightOf(rows, rowHeight);
    const farthest = Math.max(0, height - viewHeight);
    const at = Math.min(Math.max(scrolled, 0), farthest);
    const topRow = farthest === 0 ? 0 : (at / farthest) * (rows - viewHeight / rowHeight);
    const first = Math.max(0, Math.floor(topRow) - BEYOND);
    const last = Math.min(rows - 1, Math.ceil(topRow + viewHeight / rowHeight) + BEYOND);
    return { first, last, top: at + (first - topRow) * rowHeight };
}

/** How far to scroll so that a row is at the top of the view: the inverse of {@link rowWindow}. */
export function scrollTo(row: number, rows: number, rowHeight: number, viewHeight: number): number {
    const farthest = Math.max(0, heightOf(rows, rowHeight) - viewHeight);
    const rowsBelow = rows - viewHeight / rowHeight;
    return rowsBelow <= 0 ? 0 : Math.min(1, Math.max(0, row) / rowsBelow) * farthest;
}
