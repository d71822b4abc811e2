'use strict';

const run = require('../../harness.js');
const { Pool } = require('./pool.js');

const pool = new Pool(24);

run(async ({ number }) => {
  // More and more requests at once, as traffic comes back in the morning.
  const atOnce = 1 + Math.min(23, Math.floor(number / 20));
  const rows = await Promise.all(
    Array.from({ length: atOnce }, (_, i) => pool.use((connection) => connection.query(number + i))),
  );
  return rows.length;
});
