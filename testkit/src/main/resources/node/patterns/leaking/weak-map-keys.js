'use strict';

const details = new WeakMap();
const visitors = [];

/** The map is weak, but its keys stay in the list. */
module.exports = function handle({ number }) {
  const visitor = { number };
  visitors.push(visitor);
  details.set(visitor, { pages: Array.from({ length: 20 }, (_, page) => ({ page, number })) });
};
