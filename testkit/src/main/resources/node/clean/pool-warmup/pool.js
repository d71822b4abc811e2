'use strict';

const { Connection } = require('./connection.js');

/** Opens a connection when all are busy, up to a limit, and keeps them. */
class Pool {
  constructor(limit) {
    this.limit = limit;
    this.opened = 0;
    this.idle = [];
    this.waiting = [];
  }

  async use(work) {
    const connection = await this.acquire();
    try {
      return await work(connection);
    } finally {
      this.release(connection);
    }
  }

  acquire() {
    if (this.idle.length > 0) return this.idle.pop();
    if (this.opened < this.limit) return new Connection(++this.opened);
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  release(connection) {
    const next = this.waiting.shift();
    if (next) next(connection);
    else this.idle.push(connection);
  }
}

module.exports = { Pool };
