import assert from "node:assert/strict";
import { test } from "node:test";
import { layOut } from "../../main/leak/flame-layout.ts";
import { pathSteps } from "../../main/leak/path.ts";
import { sparkPath } from "../../main/parts/spark.tsx";
import { aligned, cutAt, drawnRange, heightOfChart, linesOf, withGaps } from "../../main/process/chart-data.ts";
import { reasonsOf } from "../../main/process/reasons.ts";
import { squarify } from "../../main/snapshot/squarify.ts";
import type { SeriesAnswer, Verdict } from "../../main/api/fleet-types.ts";
import { random } from "../mock/random.ts";

test("a gap breaks a sparkline", () => {
    assert.equal(sparkPath([0, 100, null, 50], 90, 24), "M0.0 22.0L30.0 2.0M90.0 12.0");
});

test("lines with different times share one column of times", () => {
    const lines = [
        { id: "a", label: "a", kind: "signal" as const, seconds: [1, 3], values: [10, 30] },
        { id: "b", label: "b", kind: "floor" as const, seconds: [2, 3], values: [20, null] },
    ];
    assert.deepEqual(aligned(lines), [[1, 2, 3], [10, undefined, 30], [undefined, 20, null]]);
});

test("the projection is cut between its points", () => {
    assert.deepEqual(cutAt([0, 10], [0, 100], 4), { seconds: [0, 4], values: [0, 40] });
    assert.deepEqual(cutAt([0, 10], [0, 100], 20), { seconds: [0, 10], values: [0, 100] });
});

test("the future takes no more room than the past", () => {
    const answer = {
        from: new Date(0).toISOString(),
        to: new Date(100_000).toISOString(),
        judged: { projection: { seconds: [100, 1_000_000] } },
    } as unknown as SeriesAnswer;
    assert.deepEqual(drawnRange(answer, true), { from: 0, to: 200 });
    assert.deepEqual(drawnRange(answer, false), { from: 0, to: 100 });
});

test("where the fastest growth has no bound, it has no line, and the likely one stays", () => {
    const projection = { seconds: [0, 10], low: [1, 2], values: [1, 3], high: [1, null] };
    const judged = { unit: "bytes", floor: { seconds: [], values: [] }, model: null, projection };
    const answer = { series: [], judged } as unknown as SeriesAnswer;
    assert.deepEqual(linesOf(answer, new Set(), 10).map((line) => line.kind), ["floor", "slow", "likely"]);
});

test("a limit far above does not press the lines to the ground", () => {
    const lines = [{ id: "a", label: "a", kind: "signal" as const, seconds: [1], values: [100] }];
    assert.equal(heightOfChart(lines, 350), 350 * 1.08);
    assert.equal(heightOfChart(lines, 500), 100 * 1.08);
});

test("a path is divided between its steps and not within a name", () => {
    assert.deepEqual(pathSteps("module server.js > sessions : Map > [*] : Session"), ["module server.js", "sessions : Map", "[*] : Session"]);
    assert.deepEqual(pathSteps('thread "a > b" > {x > y} > z'), ['thread "a > b"', "{x > y}", "z"]);
});

test("areas of a treemap are as their sizes, within the whole, and do not overlap", () => {
    for (let seed = 0; seed < 200; seed++) {
        const dice = random(seed);
        const sizes = Array.from({ length: 1 + Math.floor(dice() * 20) }, () => Math.floor(1 + dice() * 1000)).sort((a, b) => b - a);
        const total = sizes.reduce((sum, size) => sum + size, 0);
        const boxes = squarify(sizes, { left: 5, top: 7, width: 300, height: 200 });
        boxes.forEach((box, index) => {
            const area = (sizes[index]! / total) * 60_000;
            assert.ok(Math.abs(box.width * box.height - area) < 1e-6 * 60_000, `seed ${seed}: area of ${index}`);
            assert.ok(box.left >= 5 - 1e-6 && box.top >= 7 - 1e-6 && box.left + box.width <= 305 + 1e-6 && box.top + box.height <= 207 + 1e-6, `seed ${seed}`);
            for (const other of boxes.slice(index + 1)) {
                const across = Math.min(box.left + box.width, other.left + other.width) - Math.max(box.left, other.left);
                const down = Math.min(box.top + box.height, other.top + other.height) - Math.max(box.top, other.top);
                assert.ok(across < 1e-6 || down < 1e-6, `seed ${seed}: two areas overlap`);
            }
        });
    }
});

test("frames of a flame graph lie within their callers, and those too narrow to see are left out", () => {
    const tiny = { name: "tiny", bytes: 0.1, children: [] };
    const frames = layOut({ name: "all", bytes: 100, children: [tiny, { name: "a", bytes: 30, children: [] }, { name: "b", bytes: 60, children: [] }] });
    assert.deepEqual(
        frames.map(({ flame, left, width, depth }) => [flame.name, left, width, depth]),
        [["all", 0, 1, 0], ["b", 0, 0.6, 1], ["a", 0.6, 0.3, 1]],
    );
});

test("a line goes on between readings that are rarer than others, and breaks off where nothing was measured for long", () => {
    const line = withGaps([0, 10, 20, 30, 200, 210], [1, 2, 3, 4, 5, 6]);
    assert.deepEqual(line.seconds, [0, 10, 20, 30, 115, 200, 210]);
    assert.deepEqual(line.values, [1, 2, 3, 4, null, 5, 6]);
});

test("when growth began is told by the clock, and what was ruled out is left to its own list", () => {
    const now = new Date(2026, 10, 23, 14, 30);
    const at = (hour: number, minute: number): string => new Date(2026, 10, 23, hour, minute).toISOString();
    const verdict = (low: string, high: string): Verdict =>
        ({
            because: ["heap after full GC: steady growth", "began 3 min in, 2 min to 9 min", "ruled out: warm-up"],
            onset: at(14, 5),
            onsetWithin: { low, high },
            rejected: [{ model: "warm-up", why: "it would have ended" }],
        }) as unknown as Verdict;

    assert.deepEqual(reasonsOf(verdict(at(14, 4), at(14, 11)), now), [
        "heap after full GC: steady growth",
        "began at 14:05, between 14:04 and 14:11",
    ]);
    assert.deepEqual(reasonsOf(verdict(at(14, 5), at(14, 5)), now)[1], "began at 14:05");
});
