/**
 * A long list of which only some pages are known, with more rows folded out below some of its rows. Rows are numbered
 * through: row 7 may be the third service or an instance of the first.
 */
export class Outline<Inner> {
    private readonly opened: { index: number; rows: readonly Inner[] }[];
    readonly total: number;

    /** @param opened by the index of the outer row that they are below */
    constructor(outerTotal: number, opened: ReadonlyMap<number, readonly Inner[]>) {
        this.opened = [...opened].map(([index, rows]) => ({ index, rows })).sort((a, b) => a.index - b.index);
        this.total = outerTotal + this.opened.reduce((sum, each) => sum + each.rows.length, 0);
    }

    /** What a row is: an outer row by its index, or an inner one. */
    at(row: number): { outer: number } | { inner: Inner } {
        let before = 0; // inner rows above
        for (const { index, rows } of this.opened) {
            if (row - before <= index) {
                break;
            }
            const within = row - before - index - 1;
            const inner = rows[within];
            if (within < rows.length && inner !== undefined) {
                return { inner };
            }
            before += rows.length;
        }
        return { outer: row - before };
    }

    /** The outer row that a row is, or is below. */
    outerOf(row: number): number {
        let before = 0;
        for (const { index, rows } of this.opened) {
            if (row - before <= index) {
                break;
            }
            before += Math.min(rows.length, row - before - index);
        }
        return row - before;
    }
}
