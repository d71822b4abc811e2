'use strict';

const printers = Array.from({ length: 30 }, (_, number) => ({ number, pages: 0 }));

/** Thirty printers look for work at every turn, and each operation gives the loop a turn. */
for (const printer of printers) {
  setImmediate(function look() {
    printer.pages = 0;
    setImmediate(look);
  });
}

module.exports = function handle({ number }) {
  const page = { number, lines: Array.from({ length: 12 }, (_, line) => ({ line })) };
  return new Promise((resolve) => setImmediate(() => resolve(page.lines.length)));
};
