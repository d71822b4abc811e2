'use strict';

const { EventEmitter } = require('node:events');

const rates = new EventEmitter();

module.exports = function handle({ number }) {
  const basket = { number, items: Array.from({ length: 12 }, (_, item) => ({ item, price: 1 })) };
  const onChange = (rate) => {
    for (const item of basket.items) item.price *= rate;
  };
  rates.on('change', onChange);
  try {
    rates.emit('change', 1.1);
  } finally {
    rates.off('change', onChange);
  }
};
