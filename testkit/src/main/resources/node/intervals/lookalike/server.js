'use strict';

const run = require('../../harness.js');
const { withTimeout } = require('./timeouts.js');
const upstreams = require('./upstreams.js');

upstreams.watchAll();

run(({ number }) => {
  const upstream = upstreams.pick(number);
  return withTimeout(2_000, () => upstream.call({ number, body: 'x'.repeat(300) }));
});
