'use strict';

const REMEMBERED = 100;

let current = new Set();
let previous = new Set();

/** Whether the client sends the same request again, as it does after a timeout. */
function seenBefore(id) {
  const key = `replay:${id}`;
  if (current.has(key) || previous.has(key)) return true;
  current.add(key);
  if (current.size >= REMEMBERED) {
    previous = current;
    current = new Set();
  }
  return false;
}

module.exports = { seenBefore };
