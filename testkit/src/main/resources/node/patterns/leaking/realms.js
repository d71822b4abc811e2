'use strict';

const vm = require('node:vm');

const sandboxes = new Map();

/** A world of its own for the formulas of every twentieth document. */
module.exports = function handle({ number }) {
  if (number % 20) return;
  const sandbox = vm.createContext({ number });
  vm.runInContext('var total = number * 2', sandbox);
  sandboxes.set(`document-${number}`, sandbox);
};
