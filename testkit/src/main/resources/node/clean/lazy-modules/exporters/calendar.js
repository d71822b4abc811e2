'use strict';

const { build } = require('./tables.js');

const table = build('calendar', 900);

function write({ number, total, currency }) {
  return `BEGIN:VEVENT\nUID:${number}\nSUMMARY:${total} ${currency}\nX-KNOWN:${table.size}\nEND:VEVENT`;
}

module.exports = { write };
