'use strict';

const { EventEmitter } = require('node:events');

/** What happens in the shop, for whoever wants to know: rates, stock, orders. */
const events = new EventEmitter();

// Every page part that shows a price listens for rates, so the default of ten is too few.
events.setMaxListeners(0);

module.exports = events;
