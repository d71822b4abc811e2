'use strict';

const { EventEmitter } = require('node:events');

const rates = new EventEmitter();
rates.setMaxListeners(0);
const plugins = Array.from({ length: 80 }, (_, number) => ({ number, rate: 1 }));

for (const plugin of plugins) rates.on('change', (rate) => (plugin.rate = rate));

/** Many listeners, all from the start; and one that takes itself away. */
module.exports = function handle({ number }) {
  const basket = { number, rate: 1 };
  rates.once('change', (rate) => (basket.rate = rate));
  rates.emit('change', 1.1);
};
