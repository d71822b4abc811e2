'use strict';

const KINDS = 40;

/** Always the same forty symbols, and others that are not registered. */
module.exports = function handle({ number }) {
  const visit = { [Symbol.for(`kind ${number % KINDS}`)]: number, [Symbol(`visit ${number}`)]: number };
  return Object.getOwnPropertySymbols(visit).length;
};
