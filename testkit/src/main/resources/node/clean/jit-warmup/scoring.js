'use strict';

const RULES = Array.from({ length: 60 }, (_, i) => ({
  weight: (i % 7) / 7,
  // Many small functions that get hot one after the other.
  apply: new Function('word', 'number', `return word.length * ${i + 1} + ((number * ${i + 3}) % ${i + 5});`),
}));

function score(words, number) {
  const active = RULES.slice(0, 1 + Math.min(RULES.length, Math.floor(number / 8)));
  let sum = 0;
  for (const rule of active) {
    for (const word of words) sum += rule.weight * rule.apply(word, number);
  }
  return Math.round(sum);
}

module.exports = { score };
