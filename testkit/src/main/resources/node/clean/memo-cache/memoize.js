'use strict';

/** Remembers every result: for functions that few different arguments ever reach. */
function memoize(compute) {
  const results = new Map();
  return function remembered(...args) {
    const key = args.join('|');
    if (!results.has(key)) results.set(key, compute(...args));
    return results.get(key);
  };
}

module.exports = { memoize };
