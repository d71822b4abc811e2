'use strict';

const vm = require('node:vm');

/** A world for each formula, which goes with it. */
module.exports = function handle({ number }) {
  if (number % 20) return;
  vm.runInNewContext('number * 2', { number });
};
