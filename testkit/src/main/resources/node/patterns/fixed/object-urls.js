'use strict';

const { Blob, resolveObjectURL } = require('node:buffer');

module.exports = async function handle({ number }) {
  const url = URL.createObjectURL(new Blob([`export ${number}\n`.repeat(20)]));
  try {
    return (await resolveObjectURL(url).text()).length;
  } finally {
    URL.revokeObjectURL(url);
  }
};
