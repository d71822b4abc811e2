'use strict';

const { Writable } = require('node:stream');

/** A collector of logs that accepts one line and then stalls. */
const collector = new Writable({ write(line, encoding, acknowledge) {
  this.acknowledge = acknowledge;
} });

module.exports = function handle({ number }) {
  collector.write(`{"number":${number},"text":"${'entry '.repeat(30)}"}\n`);
};
