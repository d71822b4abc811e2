'use strict';

const { spawn } = require('node:child_process');

const conversions = new Set();

module.exports = function handle({ number }) {
  if (number % 10) return;
  const child = spawn('true', [`picture-${number}`]);
  conversions.add(child);
  return new Promise((resolve) => child.once('close', () => resolve(conversions.delete(child))));
};
