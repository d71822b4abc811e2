'use strict';
// See `compare`, which starts this.

const { statSync } = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { measure, best } = require('./measure.js');

const TIDEMARK = path.join(__dirname, '../../tidemark');
const BUNDLE = path.join(process.env.TIDEMARK_BENCH_WORK || path.join(__dirname, 'work'), 'devtools-bundle.mjs');
const TOP = 50;

const { values, positionals } = parseArgs({ options: { runs: { type: 'string', default: '3' } }, allowPositionals: true });

const ours = (file) => [TIDEMARK, 'summary', '--json', '--all', file];
const theirs = (file) => [process.execPath, '--max-old-space-size=16384', path.join(__dirname, 'devtools.mjs'), BUNDLE, file];

function ourAnswer(run) {
  const summary = JSON.parse(run.output);
  const types = summary.types.map((type) => [type.name, type.count, type.shallowBytes, type.retainedBytes]);
  return { root: summary.shallowBytes, objects: summary.objects, types };
}

function theirAnswer(run) {
  const answer = JSON.parse(run.output);
  const types = answer.types.map((type) => [type.name, type.count, type.shallow, type.retained]);
  return { root: answer.rootRetained, objects: answer.objects, types };
}

/** The biggest classes, one a line; several may share a name. */
function topTypes({ types }) {
  return types
    .map(([name, count, shallow, retained]) => ({ line: `${name}  ${count} objects, ${shallow} B, retains ${retained} B`, retained }))
    .sort((a, b) => b.retained - a.retained || (a.line < b.line ? -1 : 1))
    .slice(0, TOP)
    .map((type) => type.line);
}

function differences(a, b) {
  const lines = [];
  if (a.root !== b.root) lines.push(`root retains: Tidemark ${a.root} B, DevTools ${b.root} B`);
  if (a.objects !== b.objects) lines.push(`objects: Tidemark ${a.objects}, DevTools ${b.objects}`);
  const [ofA, ofB] = [topTypes(a), topTypes(b)];
  lines.push(...ofA.filter((line) => !ofB.includes(line)).map((line) => `only Tidemark: ${line}`));
  lines.push(...ofB.filter((line) => !ofA.includes(line)).map((line) => `only DevTools: ${line}`));
  return lines;
}

function row(name, run) {
  const cells = [run.cpu.toFixed(2), run.wall.toFixed(2), run.rss.toFixed(0), run.anonymous.toFixed(0)];
  console.log(`  ${name.padEnd(10)}${cells.map((cell) => cell.padStart(10)).join('')}`);
}

async function compare(file) {
  console.log(`${path.basename(file)}  ${(statSync(file).size / 1e6).toFixed(0)} MB`);
  const [own, peer] = [[], []];
  for (let i = 0; i < Number(values.runs); i++) {
    own.push(await measure(ours(file)));
    peer.push(await measure(theirs(file)));
  }
  console.log(`  ${''.padEnd(10)}${['CPU s', 'wall s', 'RSS MiB', 'anon MiB'].map((cell) => cell.padStart(10)).join('')}`);
  const [a, b] = [best(own), best(peer)];
  row('Tidemark', a);
  row('DevTools', b);
  const ratios = ['cpu', 'wall', 'rss', 'anonymous'].map((what) => `${(b[what] / a[what]).toFixed(1)}x`.padStart(10));
  console.log(`  ${'ratio'.padEnd(10)}${ratios.join('')}`);
  const wrong = differences(ourAnswer(a), theirAnswer(b));
  console.log(wrong.length === 0 ? `  equal: the root and the ${TOP} biggest classes\n` : `  DIFFERENT\n    ${wrong.join('\n    ')}\n`);
  return wrong.length === 0;
}

async function main() {
  await measure([TIDEMARK, '--version']); // builds, if that is needed
  for (const file of positionals) {
    if (!(await compare(file))) process.exitCode = 1;
  }
}

main().catch((error) => {
  console.error(`bench/v8/compare: ${error.message}`);
  process.exitCode = 2;
});
