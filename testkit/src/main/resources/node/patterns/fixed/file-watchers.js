'use strict';

const fs = require('node:fs');

module.exports = function handle({ number }) {
  const template = { number, parts: Array.from({ length: 20 }, (_, part) => ({ part })) };
  const watcher = fs.watch(__filename, { persistent: false }, () => (template.parts.length = 0));
  template.parts.reverse();
  watcher.close();
};
