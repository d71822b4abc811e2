'use strict';

let gone = 0;
const registry = new FinalizationRegistry((count) => (gone += count));

/** Never unregistered, but nothing holds it: it goes with the next collections. */
module.exports = function handle({ number }) {
  const file = { number, lines: Array.from({ length: 20 }, (_, line) => ({ line })) };
  registry.register(file, file.lines.length);
};
