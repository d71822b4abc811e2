'use strict';

const FACTORS = 24;

// Factors of the categories, as the nightly job computes them.
const model = new Map(
  ['deck', 'safety', 'navigation', 'mooring', 'lighting'].map((category, row) => [
    category,
    Float64Array.from({ length: FACTORS }, (_, i) => Math.sin(row * 7 + i)),
  ]),
);

function forVisitor(session) {
  const taste = new Float64Array(FACTORS);
  for (const { category } of session.history) {
    model.get(category).forEach((value, i) => (taste[i] += value));
  }
  return [...model]
    .map(([category, factors]) => ({ category, score: dot(taste, factors) }))
    .sort((a, b) => b.score - a.score);
}

function dot(a, b) {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}

module.exports = { forVisitor };
