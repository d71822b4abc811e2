'use strict';

const queue = [];
let sent = 0;

/** Two messages come in for each one that goes out. */
module.exports = function handle({ number }) {
  queue.push({ to: `a-${number}`, lines: Array.from({ length: 12 }, (_, line) => ({ line })) });
  queue.push({ to: `b-${number}`, lines: Array.from({ length: 12 }, (_, line) => ({ line })) });
  if (number % 8 === 0 && queue.shift()) sent++;
};
