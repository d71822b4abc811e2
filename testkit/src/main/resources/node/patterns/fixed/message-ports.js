'use strict';

const { MessageChannel } = require('node:worker_threads');

module.exports = async function handle({ number }) {
  const question = { number, words: Array.from({ length: 20 }, (_, word) => ({ word })) };
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    port1.once('message', (answer) => {
      question.answer = answer;
      port1.close(resolve);
    });
    port2.postMessage(number);
  });
};
