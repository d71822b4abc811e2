'use strict';

const PARTS = ['crypto', 'dns', 'zlib', 'tls', 'http2', 'inspector', 'repl', 'perf_hooks'];

/** Loads when first needed, and once. */
module.exports = function handle({ number }) {
  return typeof require(`node:${PARTS[Math.floor(number / 10) % PARTS.length]}`);
};
