'use strict';

const { AsyncLocalStorage, AsyncResource } = require('node:async_hooks');

const request = new AsyncLocalStorage();
const idle = [];

class Connection extends AsyncResource {
  constructor(number) {
    super('Connection');
    this.number = number;
  }
}

/** Connections that a request opens stay in the pool, and each keeps that request's store. */
module.exports = function handle({ number }) {
  const store = { user: `u-${number}`, rows: Array.from({ length: 20 }, (_, row) => ({ row })) };
  request.run(store, () => idle.push(new Connection(number)));
};
