'use strict';

const queue = [];
let sent = 0;

/** Fills for fifty operations and is emptied at once. */
module.exports = function handle({ number }) {
  queue.push({ to: `a-${number}`, lines: Array.from({ length: 12 }, (_, line) => ({ line })) });
  if (number % 50 === 49) sent += queue.splice(0).length;
};
