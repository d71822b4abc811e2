'use strict';

const waiting = new Map();

/** Answers come, forty requests later. */
module.exports = function handle({ number }) {
  price({ number, lines: Array.from({ length: 20 }, (_, line) => ({ line })) });
  waiting.get(number - 40)?.(number);
  waiting.delete(number - 40);
};

async function price(order) {
  order.total = await new Promise((resolve) => waiting.set(order.number, resolve));
}
