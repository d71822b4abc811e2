'use strict';

const run = require('../../harness.js');
const { openPortfolio } = require('./portfolio.js');
const ticker = require('./ticker.js');

run(({ number }) => {
  const portfolio = openPortfolio(`customer-${number % 500}`);
  try {
    ticker.publish({ symbol: 'NRDX', price: 100 + (number % 17) });
    return portfolio.summary();
  } finally {
    portfolio.close();
  }
});
