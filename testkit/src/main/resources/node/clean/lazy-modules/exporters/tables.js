'use strict';

/** Entities and widths of characters: what every exporter builds once for itself. */
function build(name, size) {
  return new Map(Array.from({ length: size }, (_, i) => [i, { name: `${name}-${i}`, width: i % 3 }]));
}

module.exports = { build };
