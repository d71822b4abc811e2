'use strict';

const waiting = new Map();

function ask(number) {
  return new Promise((resolve) => waiting.set(`request-${number}`, resolve));
}

/** Every third answer gets lost on the way, and who waits for it waits for ever. */
module.exports = function handle({ number }) {
  price({ number, lines: Array.from({ length: 20 }, (_, line) => ({ line })) });
  if (number % 3) {
    waiting.get(`request-${number}`)(number * 2);
    waiting.delete(`request-${number}`);
  }
};

async function price(order) {
  order.total = await ask(order.number);
}
