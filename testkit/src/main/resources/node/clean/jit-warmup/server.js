'use strict';

const run = require('../../harness.js');
const { score } = require('./scoring.js');
const { normalise } = require('./text.js');

run(({ number, path }) => {
  const words = normalise(`${path} order ${number} of ${number % 13} blue and green lanterns`);
  return { number, score: score(words, number) };
});
