'use strict';

class Order {
  constructor(number) {
    this.number = number;
    this.lines = Array.from({ length: 20 }, (_, line) => ({ line }));
  }
}

{
  let orders = 0;

  /** One line of text for a hundred orders. */
  operations.push((number) => {
    orders += new Order(number).lines.length ? 1 : 0;
    if (orders % 100 === 0) console.log(`${orders} orders`);
  });
}
