'use strict';

const { spawn } = require('node:child_process');

/** Started, waited for and forgotten. */
module.exports = async function handle({ number }) {
  if (number % 20) return;
  const child = spawn('true');
  const output = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  await new Promise((resolve) => child.once('close', resolve));
};
