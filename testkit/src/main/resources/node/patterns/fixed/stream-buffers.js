'use strict';

const { Writable } = require('node:stream');

const collector = new Writable({ write(line, encoding, acknowledge) {
  this.acknowledge = acknowledge;
} });
let dropped = 0;

module.exports = function handle({ number }) {
  if (collector.writableNeedDrain) {
    dropped++;
    return;
  }
  collector.write(`{"number":${number},"dropped":${dropped},"text":"${'entry '.repeat(30)}"}\n`);
};
