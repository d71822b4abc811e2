'use strict';

const text = Buffer.from('a line of a book that everybody may read\n'.repeat(2000)).toString('latin1');
const lines = text.split('\n').map((line) => line.slice(2));

/** Slices of one and the same text. */
module.exports = function handle({ number }) {
  return lines[number % lines.length].length;
};
