'use strict';

const { PassThrough } = require('node:stream');

const audit = new PassThrough({ readableHighWaterMark: 1 << 24, writableHighWaterMark: 1 << 24 });
let bytes = 0;

/** Much waits in the stream until somebody comes for it, which happens. */
module.exports = function handle({ number }) {
  audit.write(`{"number":${number},"text":"${'entry '.repeat(30)}"}\n`);
  if (number % 50 < 49) return;
  for (let chunk = audit.read(); chunk; chunk = audit.read()) bytes += chunk.length;
};
