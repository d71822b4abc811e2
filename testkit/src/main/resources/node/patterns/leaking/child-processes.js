'use strict';

const { spawn } = require('node:child_process');

const conversions = [];

/** Every tenth operation converts something; the process ends, its object stays. */
module.exports = function handle({ number }) {
  if (number % 10) return;
  const child = spawn('true', [`picture-${number}`]);
  conversions.push(child);
  return new Promise((resolve) => child.once('close', resolve));
};
