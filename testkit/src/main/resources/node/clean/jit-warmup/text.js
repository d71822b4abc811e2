'use strict';

function normalise(text) {
  return text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .map((word) => (word.endsWith('s') ? word.slice(0, -1) : word));
}

module.exports = { normalise };
