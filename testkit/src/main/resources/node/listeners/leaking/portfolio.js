'use strict';

const { prices } = require('./ticker.js');

class Portfolio {
  constructor(customer) {
    this.customer = customer;
    this.positions = ['NRDX', 'OMXS', 'HEXP'].map((symbol, i) => ({ symbol, shares: 10 * (i + 1), price: 100 }));
  }

  revalue({ symbol, price }) {
    for (const position of this.positions) {
      if (position.symbol === symbol) position.price = price;
    }
  }

  summary() {
    const value = this.positions.reduce((sum, { shares, price }) => sum + shares * price, 0);
    return { customer: this.customer, value };
  }
}

function openPortfolio(customer) {
  const portfolio = new Portfolio(customer);
  prices.on('price', function onPrice(price) {
    portfolio.revalue(price);
  });
  return portfolio;
}

module.exports = { openPortfolio };
