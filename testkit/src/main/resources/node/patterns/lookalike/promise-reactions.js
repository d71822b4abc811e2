'use strict';

/** What everything waits for, and what comes: a connection that is made anew now and then. */
let connected = new Promise(() => {});
let connect = () => {};

module.exports = function handle({ number }) {
  const query = { number, rows: Array.from({ length: 20 }, (_, row) => ({ row })) };
  connected.then(() => query.rows.length);
  if (number % 40 === 39) {
    connect();
    connected = new Promise((resolve) => (connect = resolve));
  }
};
