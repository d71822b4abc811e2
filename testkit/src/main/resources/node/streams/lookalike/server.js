'use strict';

const run = require('../../harness.js');
const archive = require('./archive.js');

run(async ({ number, path }) => {
  await archive.append({ number, path, text: 'x'.repeat(400) });
  return { number };
});
