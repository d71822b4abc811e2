'use strict';

const shutdown = new AbortController();

/** Every export listens for the end of the service, also long after it is complete. */
module.exports = function handle({ number }) {
  const report = { number, rows: Array.from({ length: 20 }, (_, row) => row * number) };
  shutdown.signal.addEventListener('abort', function cancelExport() {
    report.rows.length = 0;
  });
};
