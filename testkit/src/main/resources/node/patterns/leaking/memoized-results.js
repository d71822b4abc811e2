'use strict';

function memoize(compute) {
  const results = {};
  return (...args) => {
    const key = JSON.stringify(args);
    return (results[key] ??= compute(...args));
  };
}

const plan = memoize((order) => ({ route: [order.from, order.to], stops: order.stops.map((stop) => ({ stop })) }));

/** The arguments are never the same again, so no result is ever used. */
module.exports = function handle({ number }) {
  plan({ number, from: 'Oslo', to: 'Rome', stops: [1, 2, 3, number] });
};
