'use strict';

const records = Array.from({ length: 500 }, (_, record) => Buffer.from(`record ${record}`.padEnd(900)));

/** Many slices of the pool, all made at the start and all in use; and others that go. */
module.exports = function handle({ number }) {
  return Buffer.concat([records[number % records.length], Buffer.from(`${number}`)]).length;
};
