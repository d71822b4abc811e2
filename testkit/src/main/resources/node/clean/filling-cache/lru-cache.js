'use strict';

class LruCache {
  #entries = new Map();
  #limit;

  constructor(limit) {
    this.#limit = limit;
  }

  get(key) {
    const value = this.#entries.get(key);
    if (value !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, value);
    }
    return value;
  }

  put(key, value) {
    this.#entries.set(key, value);
    if (this.#entries.size > this.#limit) this.#entries.delete(this.#entries.keys().next().value);
    return value;
  }
}

module.exports = { LruCache };
