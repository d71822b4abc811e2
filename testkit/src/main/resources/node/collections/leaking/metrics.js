'use strict';

const byPath = Object.create(null);

function count(path) {
  const entry = (byPath[path] ??= { path, requests: 0, firstAt: Date.now() });
  entry.requests++;
}

module.exports = { count };
