'use strict';

/** Asks at every turn of the event loop whether a payment has come, which it never does. */
module.exports = function handle({ number }) {
  const payment = { number, came: false, parts: Array.from({ length: 12 }, (_, part) => ({ part })) };
  (function check() {
    if (!payment.came) setImmediate(check);
  })();
};
