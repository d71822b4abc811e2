'use strict';

const tokens = [];
const MOST = 50;

module.exports = function handle({ number }) {
  const message = Array.from({ length: 100 }, (_, field) => Buffer.from(`field ${field} of message ${number}`.padEnd(900)));
  // A buffer of its own, outside of the pool.
  const token = Buffer.allocUnsafeSlow(message[0].length);
  message[0].copy(token);
  tokens.push(token);
  if (tokens.length > MOST) tokens.shift();
};
