'use strict';

const store = require('./store');

const SAVE_EVERY = 30_000;

let lastNumber = 100_000;

class Cart {
  constructor(session) {
    this.reference = `C${++lastNumber}`;
    this.currency = session.currency;
    this.lines = [];
    this.notes = { gift: false, delivery: 'standard', message: `Opened for ${session.userAgent}` };
    this.changed = true;
  }

  add(item, quantity) {
    this.lines.push({ item: item.id, quantity });
    this.changed = true;
  }
}

/** Opens a cart that is saved in the background from now on. */
function open(session) {
  const cart = new Cart(session);
  session.cartReference = cart.reference;
  setInterval(() => save(cart), SAVE_EVERY).unref();
  return cart;
}

function save(cart) {
  if (!cart.changed) return;
  store.put(cart.reference, JSON.stringify(cart));
  cart.changed = false;
}

module.exports = { open };
