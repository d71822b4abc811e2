'use strict';

const seen = new Set();

/** Whether the client sends the same request again, as it does after a timeout. */
function seenBefore(id) {
  const key = `replay:${id}`;
  if (seen.has(key)) return true;
  seen.add(key);
  return false;
}

module.exports = { seenBefore };
