'use strict';

class Session {
  constructor(number) {
    this.number = number;
    this.basket = Array.from({ length: 12 }, (_, item) => ({ item }));
  }
}

const sessions = new Map();

/** Seventy sessions, each renewed again and again. */
module.exports = function handle({ number }) {
  sessions.set(`s-${number % 70}`, new Session(number));
};
