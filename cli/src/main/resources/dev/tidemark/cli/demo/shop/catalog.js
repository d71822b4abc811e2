'use strict';

const database = require('./database');

const CACHED_PRODUCTS = 1000;

/** Least recently used first: a Map keeps the order of insertion. */
class ProductCache {
  constructor(limit) {
    this.limit = limit;
    this.entries = new Map();
  }

  get(id) {
    const item = this.entries.get(id);
    if (item === undefined) return undefined;
    this.entries.delete(id);
    this.entries.set(id, item);
    return item;
  }

  put(id, item) {
    this.entries.set(id, item);
    if (this.entries.size > this.limit) {
      this.entries.delete(this.entries.keys().next().value);
    }
  }
}

const cache = new ProductCache(CACHED_PRODUCTS);

async function find(id) {
  const cached = cache.get(id);
  if (cached) return cached;
  const row = await database.query('SELECT * FROM products WHERE id = ?', id);
  if (!row) return null;
  const item = {
    id: row.id,
    name: row.name,
    category: row.category,
    description: row.description,
    netPrice: row.pence / 100,
    stock: row.stock,
  };
  cache.put(id, item);
  return item;
}

async function featured() {
  return Promise.all([1, 7, 12, 31].map(find));
}

async function search(words, limit) {
  const hits = [];
  for (let id = 1; id <= 400 && hits.length < limit; id++) {
    const item = await find(id);
    const text = `${item.name} ${item.category}`.toLowerCase();
    const score = words.filter((word) => text.includes(word)).length;
    if (score > 0) hits.push({ ...item, score });
  }
  return hits.sort((a, b) => b.score - a.score);
}

module.exports = { find, featured, search };
