'use strict';

const details = new WeakMap();
const visitors = new Set();

module.exports = function handle({ number }) {
  const visitor = { number };
  visitors.add(visitor);
  details.set(visitor, { pages: Array.from({ length: 20 }, (_, page) => ({ page, number })) });
  visitors.delete(visitor);
};
