'use strict';
// See `run`, which starts this.

const { statSync } = require('node:fs');
const path = require('node:path');
const { measure, best } = require('../v8/measure.js');

const TIDEMARK = path.join(__dirname, '../../tidemark');
const RUNS = 3;

async function main(files) {
  await measure([TIDEMARK, '--version']); // builds, if that is needed
  console.log('                    MB     CPU s  CPU s/GB    wall s  anon MiB  anon/file');
  for (const file of files) {
    const runs = [];
    for (let i = 0; i < RUNS; i++) runs.push(await measure([TIDEMARK, 'summary', '--no-index', '--json', file]));
    const { cpu, wall, anonymous } = best(runs);
    const size = statSync(file).size;
    const cells = [
      (size / 1e6).toFixed(0), cpu.toFixed(2), (cpu / (size / 1e9)).toFixed(2), wall.toFixed(2), anonymous.toFixed(0),
      ((anonymous * 1048576) / size).toFixed(2),
    ];
    console.log(path.basename(file).padEnd(16) + cells.map((cell) => cell.padStart(10)).join('').slice(4));
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(`bench/jvm/run: ${error.message}`);
  process.exitCode = 2;
});
