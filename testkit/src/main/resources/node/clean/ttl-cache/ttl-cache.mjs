/** Keeps each value for `lifetime` operations of the cache; the oldest are looked at first. */
export class TtlCache {
  #entries = new Map();
  #lifetime;
  #clock = 0;

  constructor({ lifetime }) {
    this.#lifetime = lifetime;
  }

  get(key) {
    const entry = this.#entries.get(key);
    return entry && entry.expires > this.#clock ? entry.value : undefined;
  }

  set(key, value) {
    this.#clock++;
    this.#sweep();
    this.#entries.set(key, { value, expires: this.#clock + this.#lifetime });
  }

  #sweep() {
    for (const [key, entry] of this.#entries) {
      if (entry.expires > this.#clock) return;
      this.#entries.delete(key);
    }
  }
}
