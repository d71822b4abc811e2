'use strict';

/** Loads an exporter when its format is first asked for. */
function exportAs(format, order) {
  const exporter = require(`./exporters/${format}.js`);
  return exporter.write(order);
}

module.exports = { exportAs };
