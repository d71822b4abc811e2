'use strict';

const shutdown = new AbortController();

module.exports = function handle({ number }) {
  const report = { number, rows: Array.from({ length: 20 }, (_, row) => row * number) };
  const cancelExport = () => {
    report.rows.length = 0;
  };
  shutdown.signal.addEventListener('abort', cancelExport);
  try {
    report.rows.reverse();
  } finally {
    shutdown.signal.removeEventListener('abort', cancelExport);
  }
};
