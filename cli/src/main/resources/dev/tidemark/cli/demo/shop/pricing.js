'use strict';

const events = require('./events');

const VAT = 0.2;
const RATES_EVERY = 60_000;

const rates = { GBP: 1, EUR: 1.17, SEK: 13.4 };

/** A price in the visitor's currency. Follows the exchange rates while it is shown. */
class Quote {
  constructor(item, currency) {
    this.itemId = item.id;
    this.currency = currency;
    this.net = item.netPrice;
    this.steps = discounts(item);
    this.text = '';
    this.update(rates);
  }

  update(current) {
    const discounted = this.steps.reduce((price, step) => price * (1 - step.percent / 100), this.net);
    const gross = discounted * (1 + VAT) * current[this.currency];
    this.text = `${gross.toFixed(2)} ${this.currency}`;
  }
}

function quote(item, currency) {
  const made = new Quote(item, currency);
  events.on('rates', function onRates(current) {
    made.update(current);
  });
  return made;
}

function discounts(item) {
  const steps = [{ reason: `category ${item.category}`, percent: item.id % 5 }];
  if (item.stock > 50) steps.push({ reason: 'overstock', percent: 10 });
  return steps;
}

setInterval(() => {
  for (const currency of ['EUR', 'SEK']) {
    rates[currency] *= 1 + (Math.random() - 0.5) / 500;
  }
  events.emit('rates', rates);
}, RATES_EVERY).unref();

module.exports = { quote };
