'use strict';

const stopping = new AbortController();

module.exports = async function handle({ number }) {
  const answer = { number, rows: Array.from({ length: 20 }, (_, row) => ({ row })) };
  let onStop;
  const stopped = new Promise((_, reject) => {
    onStop = () => reject(new Error('stopping'));
    stopping.signal.addEventListener('abort', onStop);
  });
  try {
    await Promise.race([stopped, Promise.resolve(answer)]);
  } finally {
    stopping.signal.removeEventListener('abort', onStop);
  }
};
