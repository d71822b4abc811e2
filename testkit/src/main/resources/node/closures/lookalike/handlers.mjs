const COUNT = 24;

/** Each holds a large table in its scope, on purpose: it is asked for every request. */
function makeHandler(index, revision) {
  const table = Array.from({ length: 500 }, (_, i) => ({ i, label: `${index}.${revision}.${i}` }));
  return function handle(number) {
    return table[number % table.length].label;
  };
}

export const handlers = Array.from({ length: COUNT }, (_, index) => makeHandler(index, 0));

export function replace(index, revision) {
  handlers[index] = makeHandler(index, revision);
}
