'use strict';

const { PassThrough } = require('node:stream');

const audit = new PassThrough();
audit.resume();

module.exports = function handle({ number }) {
  audit.write(`{"number":${number},"text":"${'entry '.repeat(30)}"}\n`);
};
