'use strict';

const fs = require('node:fs');

const templates = Array.from({ length: 30 }, (_, number) => ({ number, changes: 0 }));
for (const template of templates) fs.watch(__filename, { persistent: false }, () => template.changes++);

module.exports = function handle({ number }) {
  return templates[number % templates.length].changes;
};
