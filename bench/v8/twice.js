'use strict';
// See `twice`, which starts this.

const { statSync } = require('node:fs');
const path = require('node:path');
const { measure, best } = require('./measure.js');

const TIDEMARK = path.join(__dirname, '../../tidemark');
const RUNS = 3;

async function main(files) {
  await measure([TIDEMARK, '--version']); // builds, if that is needed
  const runs = files.map(() => []);
  for (let i = 0; i < RUNS; i++) {
    for (const [n, file] of files.entries()) runs[n].push(await measure([TIDEMARK, 'summary', file]));
  }
  const results = files.map((file, n) => ({ size: statSync(file).size, ...best(runs[n]) }));
  for (const { size, cpu, wall, anonymous } of results) {
    console.log(`${(size / 1e6).toFixed(0).padStart(6)} MB  ${cpu.toFixed(2)} CPU s  ${wall.toFixed(2)} s  ${anonymous.toFixed(0)} MiB`);
  }
  const [small, large] = results;
  console.log(`${(large.size / small.size).toFixed(2)} times the size costs ${(large.cpu / small.cpu).toFixed(2)} times the CPU time`);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(`bench/v8/twice: ${error.message}`);
  process.exitCode = 2;
});
