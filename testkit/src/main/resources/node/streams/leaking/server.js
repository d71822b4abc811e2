'use strict';

const run = require('../../harness.js');
const accessLog = require('./access-log.js');

run(({ number, path, headers }) => {
  accessLog.note({ number, path, agent: headers['user-agent'] ?? 'none', at: new Date().toISOString() });
  return { number };
});
