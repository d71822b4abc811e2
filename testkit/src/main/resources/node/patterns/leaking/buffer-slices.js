'use strict';

const tokens = [];

/** One short token of each message is kept, and with it its part of Node's pool of buffers. */
module.exports = function handle({ number }) {
  const message = Array.from({ length: 100 }, (_, field) => Buffer.from(`field ${field} of message ${number}`.padEnd(900)));
  tokens.push(message[0]);
};
