'use strict';

const { Writable } = require('node:stream');

/** Takes its time for each chunk, but takes all of them. */
class SlowDisk extends Writable {
  constructor() {
    super({ highWaterMark: 32 * 1024 });
    this.written = 0;
  }

  _write(chunk, encoding, callback) {
    this.written += chunk.length;
    setImmediate(callback);
  }
}

module.exports = { SlowDisk };
