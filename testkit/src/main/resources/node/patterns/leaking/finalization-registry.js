'use strict';

const registry = new FinalizationRegistry(({ handle, folder }) => folder.close(handle));
const folder = { open: 0, close() { this.open--; } };

class File {
  constructor(number) {
    this.number = number;
    this.lines = Array.from({ length: 20 }, (_, line) => ({ line }));
    folder.open++;
    // The file is held by what is said about it, so it never goes.
    registry.register(this, { handle: this, folder });
  }
}

module.exports = function handle({ number }) {
  return new File(number).lines.length;
};
