'use strict';

const { PassThrough } = require('node:stream');

/** What is meant for auditors; nobody reads it. */
const audit = new PassThrough({ readableHighWaterMark: 1 << 24, writableHighWaterMark: 1 << 24 });

module.exports = function handle({ number }) {
  audit.write(`{"number":${number},"text":"${'entry '.repeat(30)}"}\n`);
};
