'use strict';

const { AsyncLocalStorage } = require('node:async_hooks');

const request = new AsyncLocalStorage();
let rows = 0;

/** A store for each operation, which ends with it. */
module.exports = function handle({ number }) {
  const store = { user: `u-${number}`, rows: Array.from({ length: 20 }, (_, row) => ({ row })) };
  return request.run(store, async () => {
    await Promise.resolve();
    setImmediate(() => (rows += request.getStore().rows.length));
  });
};
