'use strict';

const { AsyncLocalStorage, AsyncResource } = require('node:async_hooks');

const request = new AsyncLocalStorage();
const SIZE = 10;
const idle = [];

class Connection extends AsyncResource {
  constructor() {
    super('Connection');
  }
}

module.exports = function handle({ number }) {
  const store = { user: `u-${number}`, rows: Array.from({ length: 20 }, (_, row) => ({ row })) };
  request.run(store, () => {
    // Outside of the request, so that the connection does not keep its store.
    const connection = idle.pop() ?? request.exit(() => new Connection());
    if (idle.length < SIZE) idle.push(connection);
  });
};
