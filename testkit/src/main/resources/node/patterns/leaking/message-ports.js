'use strict';

const { MessageChannel } = require('node:worker_threads');

/** A channel for each question; none is ever closed. */
module.exports = function handle({ number }) {
  const question = { number, words: Array.from({ length: 20 }, (_, word) => ({ word })) };
  const { port1, port2 } = new MessageChannel();
  port1.on('message', function onAnswer(answer) {
    question.answer = answer;
  });
  port2.postMessage(number);
};
