'use strict';

// Stands for the key-value store beside the shop: it keeps the newest entries only.

const LIMIT = 256;

const entries = new Map();

function put(key, text) {
  entries.delete(key);
  entries.set(key, text);
  if (entries.size > LIMIT) {
    const [oldest] = entries.keys();
    entries.delete(oldest);
  }
}

function get(key) {
  return entries.get(key);
}

module.exports = { put, get };
