import assert from "node:assert/strict";
import { test } from "node:test";
import { Outline } from "../../main/fleet/outline.ts";
import { rowWindow, scrollTo, TALLEST } from "../../main/parts/window.ts";
import { random } from "../mock/random.ts";

const ROW = 32;
const VIEW = 800;

test("only the rows in sight are drawn, and some beyond", () => {
    const shown = rowWindow(20_000, ROW, 3200, VIEW);
    assert.deepEqual(shown, { first: 92, last: 133, top: 92 * ROW });
});

test("a table that is too tall for a browser still reaches its last row", () => {
    const rows = 1_000_000;
    const end = rowWindow(rows, ROW, TALLEST - VIEW, VIEW);
    assert.equal(end.last, rows - 1);
    assert.equal(Math.round(end.top + (rows - end.first) * ROW), TALLEST);
});

test("scrolling to a row puts it at the top, whatever the height", () => {
    for (const rows of [30, 20_000, 1_000_000]) {
        for (const row of [0, 3, Math.floor(rows / 3), rows - 26]) {
            const shown = rowWindow(rows, ROW, scrollTo(row, rows, ROW, VIEW), VIEW);
            const y = shown.top + (row - shown.first) * ROW - Math.min(scrollTo(row, rows, ROW, VIEW), Math.max(0, rows * ROW - VIEW));
            assert.ok(Math.abs(y) < 1 || rows * ROW < VIEW + row * ROW, `row ${row} of ${rows} is at ${y}`);
        }
    }
});

test("an empty table shows nothing", () => {
    assert.deepEqual(rowWindow(0, ROW, 0, VIEW), { first: 0, last: -1, top: 0 });
});

test("folded rows are numbered as if the list were written out", () => {
    for (let seed = 0; seed < 300; seed++) {
        const dice = random(seed);
        const outer = Math.floor(dice() * 12);
        const opened = new Map<number, string[]>();
        for (let index = 0; index < outer; index++) {
            if (dice() < 0.4) {
                opened.set(index, Array.from({ length: Math.floor(dice() * 4) }, (_, i) => `${index}.${i}`));
            }
        }
        const written: { text: string; outer: number }[] = [];
        for (let index = 0; index < outer; index++) {
            written.push({ text: `${index}`, outer: index });
            (opened.get(index) ?? []).forEach((text) => written.push({ text, outer: index }));
        }
        const outline = new Outline<string>(outer, opened);
        const texts = Array.from({ length: outline.total }, (_, row) => {
            const at = outline.at(row);
            return { text: "inner" in at ? at.inner : `${at.outer}`, outer: outline.outerOf(row) };
        });
        assert.deepEqual(texts, written, `seed ${seed}`);
    }
});
