'use strict';

const byRoute = Object.create(null);

function count(path) {
  const route = path.replace(/\d+/g, ':number');
  const entry = (byRoute[route] ??= { route, requests: 0, firstAt: Date.now() });
  entry.requests++;
}

module.exports = { count };
