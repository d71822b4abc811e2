'use strict';

class Session {
  constructor(number) {
    this.number = number;
    this.basket = Array.from({ length: 12 }, (_, item) => ({ item }));
  }
}

const sessions = new Map();

module.exports = function handle({ number }) {
  sessions.set(`s-${number}`, new Session(number));
  if (sessions.size > 50) sessions.delete(sessions.keys().next().value);
};
