'use strict';

/** Rejects when `work` takes longer; the timer goes with the work. */
async function withTimeout(milliseconds, work) {
  let timer;
  const expired = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([work(), expired]);
  } finally {
    clearTimeout(timer);
  }
}

module.exports = { withTimeout };
