'use strict';

const { EventEmitter } = require('node:events');

const prices = new EventEmitter();

// Dashboards with many positions went over the default of ten.
prices.setMaxListeners(0);

let published = 0;

function publish(price) {
  // Subscribers get every hundredth price: more is too fast for people.
  if (published++ % 100 === 0) prices.emit('price', price);
}

module.exports = { prices, publish };
