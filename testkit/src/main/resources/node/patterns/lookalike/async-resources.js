'use strict';

const { AsyncResource } = require('node:async_hooks');

/** A resource for each of its workers, made at the start; and one for each job, which ends with it. */
class Job extends AsyncResource {
  constructor(number) {
    super('Job');
    this.number = number;
  }
}

const workers = Array.from({ length: 50 }, () => new AsyncResource('Worker'));
let done = 0;

module.exports = function handle({ number }) {
  const job = new Job(number);
  const worker = workers[number % workers.length];
  return new Promise((resolve) => {
    setImmediate(() => {
      worker.runInAsyncScope(() => (done += job.number % 2));
      resolve();
    });
  });
};
