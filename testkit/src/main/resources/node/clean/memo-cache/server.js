'use strict';

const run = require('../../harness.js');
const { memoize } = require('./memoize.js');
const { shippingCost } = require('./shipping.js');

const COUNTRIES = ['SE', 'NO', 'DK', 'FI', 'DE', 'PL', 'NL', 'BE', 'FR', 'ES', 'PT', 'IT'];

const costOf = memoize(shippingCost);

run(({ number }) => {
  const country = COUNTRIES[number % COUNTRIES.length];
  const weightClass = Math.floor(number / 3) % 40;
  return costOf(country, weightClass);
});
