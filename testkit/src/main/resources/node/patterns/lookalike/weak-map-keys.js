'use strict';

const details = new WeakMap();
const shops = Array.from({ length: 100 }, (_, number) => ({ number }));

/** Values come and go, the keys are always the same; and keys that nobody else has. */
module.exports = function handle({ number }) {
  details.set(shops[number % shops.length], { pages: Array.from({ length: 20 }, (_, page) => ({ page, number })) });
  details.set({ number }, { pages: Array.from({ length: 20 }, (_, page) => ({ page, number })) });
};
