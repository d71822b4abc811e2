'use strict';

const queue = [];
const ROOM = 60;
let refused = 0;
let sent = 0;

function put(message) {
  if (queue.length >= ROOM) refused++;
  else queue.push(message);
}

module.exports = function handle({ number }) {
  put({ to: `a-${number}`, lines: Array.from({ length: 12 }, (_, line) => ({ line })) });
  put({ to: `b-${number}`, lines: Array.from({ length: 12 }, (_, line) => ({ line })) });
  if (queue.shift()) sent++;
};
