'use strict';

const { CollectorConnection } = require('./collector.js');

const collector = new CollectorConnection();
let dropped = 0;

/** Drops lines while the collector is behind: the log must not take the service down. */
function note(entry) {
  if (collector.writableNeedDrain) {
    dropped++;
    return;
  }
  collector.write(`${JSON.stringify({ service: 'checkout', level: 'info', dropped, ...entry })}\n`);
}

module.exports = { note };
