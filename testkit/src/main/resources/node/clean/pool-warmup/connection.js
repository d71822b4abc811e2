'use strict';

class Connection {
  constructor(number) {
    this.number = number;
    this.buffer = Buffer.alloc(8 * 1024);
    this.columns = Array.from({ length: 200 }, (_, i) => ({ name: `column_${i}`, type: i % 7 }));
  }

  async query(id) {
    await new Promise((resolve) => setImmediate(resolve));
    return { id, by: this.number, columns: this.columns.length };
  }
}

module.exports = { Connection };
