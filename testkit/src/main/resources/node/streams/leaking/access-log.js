'use strict';

const { CollectorConnection } = require('./collector.js');

const collector = new CollectorConnection();

function note(entry) {
  collector.write(`${JSON.stringify({ service: 'checkout', level: 'info', ...entry })}\n`);
}

module.exports = { note };
