'use strict';

const vm = require('node:vm');

const formula = new vm.Script('total = number * 2');
const sandbox = vm.createContext({ number: 0, total: 0 });

/** One world for all, into which the values are put. */
module.exports = function handle({ number }) {
  if (number % 20) return;
  sandbox.number = number;
  formula.runInContext(sandbox);
};
