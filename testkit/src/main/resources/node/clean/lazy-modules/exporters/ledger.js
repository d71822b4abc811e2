'use strict';

const { build } = require('./tables.js');

const table = build('ledger', 900);

function write({ number, total, currency }) {
  return `${number}  Assets:Cash  ${total} ${currency} ; ${table.size}`;
}

module.exports = { write };
