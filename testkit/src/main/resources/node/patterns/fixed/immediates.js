'use strict';

/** Asks until the payment has come, or it is too late. */
module.exports = function handle({ number }) {
  const payment = { number, came: false, parts: Array.from({ length: 12 }, (_, part) => ({ part })) };
  let turns = 0;
  (function check() {
    if (!payment.came && ++turns < 5) setImmediate(check);
  })();
};
