'use strict';

const waiting = new Map();
const PATIENCE = 50;

function ask(number) {
  return new Promise((resolve, reject) => waiting.set(`request-${number}`, { number, resolve, reject }));
}

module.exports = function handle({ number }) {
  price({ number, lines: Array.from({ length: 20 }, (_, line) => ({ line })) }).catch(() => {});
  if (number % 3) {
    waiting.get(`request-${number}`).resolve(number * 2);
    waiting.delete(`request-${number}`);
  }
  for (const [id, late] of waiting) {
    if (late.number > number - PATIENCE) break;
    waiting.delete(id);
    late.reject(new Error('no answer'));
  }
};

async function price(order) {
  order.total = await ask(order.number);
}
