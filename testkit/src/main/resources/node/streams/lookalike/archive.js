'use strict';

const { once } = require('node:events');
const { SlowDisk } = require('./slow-disk.js');

const disk = new SlowDisk();

/** Waits whenever the disk is behind, so that at most a buffer's worth is on its way. */
async function append(entry) {
  if (!disk.write(`${JSON.stringify(entry)}\n`)) await once(disk, 'drain');
}

module.exports = { append };
