'use strict';

const { build } = require('./tables.js');

const table = build('xml', 900);

function write({ number, total, currency }) {
  return `<order number="${number}" total="${total}" currency="${currency}" known="${table.size}"/>`;
}

module.exports = { write };
