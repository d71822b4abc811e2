import assert from "node:assert/strict";
import { test } from "node:test";
import { ago, bytes, clock, count, duration, percent } from "../../main/words/units.ts";

test("sizes have three digits and a binary unit, as on the command line", () => {
    const texts = [0, 12, 1023, 1023.6, 1341, 10_235, 104_857, 268_288, 2 ** 31, 2 ** 50, -1341].map(bytes);
    assert.deepEqual(texts, ["0 B", "12 B", "1023 B", "1.00 KiB", "1.31 KiB", "10.0 KiB", "102 KiB", "262 KiB", "2.00 GiB", "1024 TiB", "-1.31 KiB"]);
});

test("spans of time have two units at most, as on the command line", () => {
    const texts = [0.4, 2, 12, 200, 720, 8220, 12_000, 3600, 3 * 86_400, 80 * 86_400].map(duration);
    assert.deepEqual(texts, ["0.4 s", "2 s", "12 s", "3 min 20 s", "12 min", "2 h 17 min", "3 h 20 min", "1 h", "3 days", "3 months"]);
});

test("counts are grouped by thousands in every locale", () => {
    assert.deepEqual([0, 999, 1000, 20_000, 1_234_567].map(count), ["0", "999", "1,000", "20,000", "1,234,567"]);
});

test("shares below ten per cent keep a digit", () => {
    assert.deepEqual([0, 0.012, 0.5, 1].map(percent), ["0 %", "1.2 %", "50 %", "100 %"]);
});

test("the day is said when it is another one", () => {
    const now = new Date(2026, 10, 22, 23, 0);
    assert.equal(clock(new Date(2026, 10, 22, 14, 5), now), "14:05");
    assert.equal(clock(new Date(2026, 10, 21, 4, 5), now), "21 Nov 04:05");
});

test("what was is said in one unit", () => {
    const now = Date.parse("2026-11-22T12:00:00Z");
    const texts = [1, 40, 200, 7000, 100_000, 260_000].map((seconds) => ago(new Date(now - seconds * 1000).toISOString(), now));
    assert.deepEqual(texts, ["just now", "40 s ago", "3 min ago", "2 h ago", "28 h ago", "3 days ago"]);
});
