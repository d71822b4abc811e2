// Does operations when it is told to on standard input, and answers on standard output. It holds the operation, a count, and
// nothing for an operation that was done.

import { writeSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Before each answer, to tell it from what the scenario prints itself. */
const MARK = 'tidemark-gate: ';

/** So long at most the event loop stands still between operations that do not wait: timers have to come in time. */
const TURN_MS = 20;

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
function told(error, file) {
  if (!(error instanceof Error)) return `throws ${String(error)}`;
  const frame = String(error.stack)
    .split('\n')
    .find((line) => line.includes(basename(file)));
  const place = frame?.match(/([^/(\s]+:\d+):\d+\)?$/)?.[1];
  return `${error.name}: ${error.message}${place ? ` (${place})` : ''}`;
}

/** What the module in that file exports, by itself or as its default: the one that has one of these functions. */
export async function load(file, ...functions) {
  const module = await import(pathToFileURL(file).href);
  const found = [module, module.default].find((one) => functions.some((name) => typeof one?.[name] === 'function'));
  if (found) return found;
  const wanted = functions.map((name) => `${name}()`).join(' or ');
  throw new TypeError(`it has to export a function ${wanted}, and exports ${Object.keys(module).join(', ') || 'nothing'}`);
}

const COMMENT = /\/\*[^]*?\*\/|\/\/.*/g;
const VALUE = String.raw`(undefined|null|true|false|void 0|-?[\d.]+|''|""|\{\}|\[\]|Promise\.resolve\(\))`;
const STATEMENT = String.raw`\s*(return\b\s*)?(await\b\s*)?${VALUE}?\s*;?`;
const PARAMETERS = String.raw`\(\s*[\w$]*(\s*,\s*[\w$]+)*\s*,?\s*\)`;
const BLOCK = String.raw`\{(${STATEMENT}){0,3}\s*\}`;
const ARROW = String.raw`(${PARAMETERS}|[\w$]+)\s*=>\s*(${BLOCK}|\(?(await\s+)?${VALUE}\)?)`;
const NOTHING = new RegExp(
  String.raw`^(async\b\s*)?(${ARROW}|(function\b\s*)?[\w$]*\s*${PARAMETERS}\s*${BLOCK})$`,
);

/**
 * Whether there is nothing in a function's text that could have an effect. Its text, since time cannot tell: what returns a
 * result that it remembers takes as long as what does nothing.
 */
export function doesNothing(operation) {
  return NOTHING.test(Function.prototype.toString.call(operation).replace(COMMENT, '').trim());
}

/** Thrown by what sets a scenario up, if its operation does nothing. */
export class NoEffect extends Error {}

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Sets a scenario up, and obeys until the end: setUp() promises { operation(n), tearDown() }. */
export function serve(file, setUp) {
  let scenario;
  let operations = 0;
  let ending = false;

  async function run(count) {
    let turned = performance.now();
    for (let i = 0; i < count; i++) {
      const result = scenario.operation(operations);
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
    await scenario?.tearDown();
    ending = true;
    answer('ended');
    process.exit(0);
  }

  async function obey(line) {
    const [word, count] = line.split(' ');
    try {
      await (word === 'run' ? run(Number(count)) : end());
    } catch (error) {
      answer('failed', told(error, file));
    }
  }

  process.on('uncaughtExceptionMonitor', (error) => answer('failed', told(error, file)));
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

  setUp().then(
    (ready) => {
      scenario = ready;
      answer('ready');
    },
    (error) => (error instanceof NoEffect ? answer('empty', error.message) : answer('failed', told(error, file))),
  );
}
