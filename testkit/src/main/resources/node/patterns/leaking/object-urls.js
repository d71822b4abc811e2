'use strict';

const { Blob } = require('node:buffer');

const worker = new Blob(['export const answer = 42;\n']);

/** Each request loads the same code by an address of its own, which stays. */
module.exports = function handle({ number }) {
  const url = URL.createObjectURL(worker);
  return `${url}#${number}`.length;
};
