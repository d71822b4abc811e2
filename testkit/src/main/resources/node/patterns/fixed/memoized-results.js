'use strict';

const MOST = 50;

function memoize(compute) {
  const results = new Map();
  return (...args) => {
    const key = JSON.stringify(args);
    if (!results.has(key)) results.set(key, compute(...args));
    if (results.size > MOST) results.delete(results.keys().next().value);
    return results.get(key);
  };
}

const plan = memoize((order) => ({ route: [order.from, order.to], stops: order.stops.map((stop) => ({ stop })) }));

module.exports = function handle({ number }) {
  plan({ number, from: 'Oslo', to: 'Rome', stops: [1, 2, 3, number] });
};
