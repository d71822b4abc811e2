'use strict';

const { Writable } = require('node:stream');

/** Stands for the connection to a log collector that accepts one line and then stalls. */
class CollectorConnection extends Writable {
  constructor() {
    super({ highWaterMark: 16 * 1024 });
    this.accepted = 0;
  }

  _write(chunk, encoding, callback) {
    this.accepted += chunk.length;
    this.acknowledge = callback;
  }
}

module.exports = { CollectorConnection };
