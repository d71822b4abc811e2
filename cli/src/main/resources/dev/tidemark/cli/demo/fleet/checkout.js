// A checkout service. It keeps every basket that was ever paid: a leak.
const { EventEmitter } = require('node:events');
const { everyTick } = require('./traffic');

class Basket {
  constructor(customer, items) {
    this.customer = customer;
    this.items = items;
    this.opened = Date.now();
  }
}

const openBaskets = new Map();
const orders = new EventEmitter();

function open(customer) {
  const items = Array.from({ length: 40 }, (_, i) => ({ sku: `sku-${customer}-${i}`, count: (customer % 3) + 1 }));
  openBaskets.set(customer, new Basket(customer, items));
}

function pay(customer) {
  orders.emit('paid', openBaskets.get(customer));
  // Nobody removes the basket.
}

let total = 0;
orders.on('paid', (basket) => {
  total += basket.items.length;
});

let customer = 0;
everyTick(() => {
  customer++;
  open(customer);
  pay(customer);
});
