'use strict';

const { once } = require('node:events');
const { Writable } = require('node:stream');

/** Slow, but it takes everything; whoever writes waits. */
const disk = new Writable({ write(line, encoding, acknowledge) {
  setImmediate(acknowledge);
} });

module.exports = async function handle({ number }) {
  if (!disk.write(`{"number":${number},"text":"${'entry '.repeat(30)}"}\n`)) await once(disk, 'drain');
};
