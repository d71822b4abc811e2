'use strict';

class Order {
  constructor(number) {
    this.number = number;
    this.lines = Array.from({ length: 20 }, (_, line) => ({ line }));
  }
}

operations.push((number) => console.log('order', new Order(number)));
