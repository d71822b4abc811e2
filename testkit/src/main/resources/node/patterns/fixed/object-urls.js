'use strict';

const { Blob } = require('node:buffer');

const worker = new Blob(['export const answer = 42;\n']);

module.exports = function handle({ number }) {
  const url = URL.createObjectURL(worker);
  try {
    return `${url}#${number}`.length;
  } finally {
    URL.revokeObjectURL(url);
  }
};
