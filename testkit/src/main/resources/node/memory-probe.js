'use strict';

// Preloaded into a program that does not know our words: answers "step" (full collections, no
// operation) and "snapshot FILE" on stdin as harness.js does.

const readline = require('node:readline');
const v8 = require('node:v8');
const vm = require('node:vm');

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc');

const input = readline.createInterface({ input: process.stdin });
let steps = 0;

input.on('line', async (line) => {
  if (line === 'step') {
    for (let i = 0; i < 4; i++) {
      await new Promise((resolve) => setImmediate(resolve));
      collect();
    }
    const { heapUsed, external, arrayBuffers, rss } = process.memoryUsage();
    say(`done ${++steps} ${heapUsed} ${external} ${arrayBuffers} ${rss}`);
  } else if (line.startsWith('snapshot ')) {
    say(`snapshot ${v8.writeHeapSnapshot(line.slice('snapshot '.length))}`);
  }
});
input.on('close', () => process.exit(0));

function say(line) {
  process.stdout.write(`${line}\n`);
}
