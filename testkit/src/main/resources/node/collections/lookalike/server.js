'use strict';

const run = require('../../harness.js');
const inventory = require('./inventory.js');
const jobs = require('./jobs.js');

run(async ({ number }) => {
  const stock = inventory.reserve(number);
  const job = await jobs.enqueue({ number, stock });
  return { stock, waited: job.waited };
});
