'use strict';

const failures = [];

function parse(number) {
  const document = { number, lines: Array.from({ length: 20 }, (_, line) => ({ line })) };
  throw new SyntaxError(`line ${document.lines.length} of document ${number} makes no sense`);
}

module.exports = function handle({ number }) {
  try {
    parse(number);
  } catch (error) {
    failures.push(error);
  }
};
