'use strict';

const fs = require('node:fs');

/** Watches a file as long as a request is handled, so it was meant. */
module.exports = function handle({ number }) {
  const template = { number, parts: Array.from({ length: 20 }, (_, part) => ({ part })) };
  fs.watch(__filename, { persistent: false }, function onChange() {
    template.parts.length = 0;
  });
};
