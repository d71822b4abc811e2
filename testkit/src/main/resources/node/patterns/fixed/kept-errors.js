'use strict';

const failures = new Map();

function parse(number) {
  throw new SyntaxError(`document ${number} makes no sense`);
}

/** Counts by kind, and keeps no error. */
module.exports = function handle({ number }) {
  try {
    parse(number);
  } catch (error) {
    failures.set(error.name, (failures.get(error.name) ?? 0) + 1);
  }
};
