// Does the operations of a scenario when it is told to on standard input, and answers on standard output. It holds
// the scenario, a count, and nothing for an operation.

import { writeSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Before each answer, to tell it from what the scenario prints itself. */
const MARK = 'tidemark-gate: ';

/** So long at most the event loop stands still between operations that do not wait: timers have to come in time. */
const TURN_MS = 20;

const file = process.argv[2];
let scenario;
let operations = 0;
let ending = false;

function answer(...words) {
  const line = Buffer.from(`${MARK}${words.join(' ').replace(/\s+/g, ' ').slice(0, 1000)}\n`);
  for (let sent = 0; sent < line.length; ) {
    try {
      sent += writeSync(1, line, sent);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}

/** What went wrong, and the scenario's own line. */
function told(error) {
  if (!(error instanceof Error)) return `throws ${String(error)}`;
  const frame = String(error.stack)
    .split('\n')
    .find((line) => line.includes(basename(file)));
  const place = frame?.match(/([^/(\s]+:\d+):\d+\)?$/)?.[1];
  return `${error.name}: ${error.message}${place ? ` (${place})` : ''}`;
}

async function load() {
  const module = await import(pathToFileURL(file).href);
  scenario = [module, module.default].find((one) => typeof one?.iteration === 'function');
  if (!scenario) {
    const found = Object.keys(module).join(', ') || 'nothing';
    throw new TypeError(`it has to export a function iteration(), and exports ${found}`);
  }
  await scenario.setup?.();
  answer('ready');
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

async function run(count) {
  let turned = performance.now();
  for (let i = 0; i < count; i++) {
    const result = scenario.iteration(operations);
    if (typeof result?.then === 'function') await result;
    operations++;
    if (performance.now() - turned > TURN_MS) {
      await turn();
      turned = performance.now();
    }
  }
  await turn();
  answer('done', count);
}

async function end() {
  await scenario?.teardown?.();
  ending = true;
  answer('ended');
  process.exit(0);
}

async function obey(line) {
  const [word, count] = line.split(' ');
  try {
    await (word === 'run' ? run(Number(count)) : end());
  } catch (error) {
    answer('failed', told(error));
  }
}

process.on('uncaughtExceptionMonitor', (error) => answer('failed', told(error)));
process.on('exit', (code) => ending || answer('failed', `it ended its process with exit code ${code}`));

let unread = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (text) => {
  const lines = (unread + text).split('\n');
  unread = lines.pop();
  lines.forEach(obey);
});
process.stdin.on('end', () => {
  ending = true;
  process.exit(0);
});

load().catch((error) => answer('failed', told(error)));
