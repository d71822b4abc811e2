'use strict';

const { MessageChannel } = require('node:worker_threads');

const lines = Array.from({ length: 20 }, () => new MessageChannel());
for (const { port1 } of lines) port1.on('message', () => {}).unref();

/** Twenty channels, used by turns. */
module.exports = async function handle({ number }) {
  lines[number % lines.length].port2.postMessage({ number });
};
