'use strict';

const { EventEmitter } = require('node:events');

const rates = new EventEmitter();
rates.setMaxListeners(0);

module.exports = function handle({ number }) {
  const basket = { number, items: Array.from({ length: 12 }, (_, item) => ({ item, price: 1 })) };
  rates.on('change', function onChange(rate) {
    for (const item of basket.items) item.price *= rate;
  });
};
