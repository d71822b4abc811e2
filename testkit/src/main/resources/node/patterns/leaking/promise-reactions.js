'use strict';

const stopped = new Promise(() => {});

module.exports = async function handle({ number }) {
  const answer = { number, rows: Array.from({ length: 20 }, (_, row) => ({ row })) };
  await Promise.race([stopped, Promise.resolve(answer)]);
};
