'use strict';

const BATCH = 40;

// Fills up to a batch and is emptied then.
const queue = [];
let batches = 0;

async function enqueue(work) {
  const job = { work, waited: queue.length, payload: 'x'.repeat(200) + work.number };
  queue.push(job);
  if (queue.length >= BATCH) {
    const batch = queue.splice(0);
    batches++;
    await write(batch);
  }
  return job;
}

async function write(batch) {
  return JSON.stringify(batch).length + batches;
}

module.exports = { enqueue };
