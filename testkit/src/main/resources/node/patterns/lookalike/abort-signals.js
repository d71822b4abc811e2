'use strict';

/** A signal for each export: its listeners go with it. */
module.exports = function handle({ number }) {
  const one = new AbortController();
  const report = { number, rows: Array.from({ length: 20 }, (_, row) => row * number) };
  for (let part = 0; part < 5; part++) {
    one.signal.addEventListener('abort', () => report.rows.splice(part, 1));
  }
  if (number % 2) one.abort();
};
