// Runs `tidemark gate` as a process of its own, which examines this one through its inspector. It asks on its standard
// output for operations, and is answered on its standard input; the result goes to a file.

'use strict';

const { spawn } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const inspector = require('node:inspector');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { createInterface } = require('node:readline');
const { isMainThread } = require('node:worker_threads');

const MARK = 'tidemark-gate: ';

/** Operations that do not wait let timers come in at least so often. */
const TURN_MS = 20;

class LeakError extends Error {
  constructor(message, result) {
    super(message);
    this.name = 'LeakError';
    this.result = result;
  }
}

async function expectNoLeak(operation, settings = {}) {
  if (typeof operation !== 'function') {
    throw new TypeError(`expectNoLeak: expected a function, found ${typeof operation}`);
  }
  if (!isMainThread) {
    throw new Error('expectNoLeak: expected the main thread of a process, found a worker thread. In vitest, use pool: "forks".');
  }
  const { undecided = 'fail', missing = process.env.TIDEMARK_MISSING ?? 'fail' } = settings;
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-gate-'));
  const output = join(folder, 'result.json');
  const opened = inspector.url() === undefined;
  if (opened) inspector.open(0, '127.0.0.1');
  try {
    const { code, complaints } = await examine(operation, settings, inspector.url(), output);
    const result = resultIn(output);
    if (result === undefined) throw new Error(complaints || `tidemark gate ended with exit code ${code} and no result`);
    if (result.result === 'fail' || (result.result === 'undecided' && undecided === 'fail')) {
      throw new LeakError(told(result), result);
    }
    return result;
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    const line = `expectNoLeak: expected the program ${error.path}, found none. Set TIDEMARK to Tidemark's launcher.`;
    if (missing !== 'skip') throw new Error(line);
    process.stderr.write(`${line} The test is skipped.\n`);
    return undefined;
  } finally {
    rmSync(folder, { recursive: true });
    if (opened) inspector.close();
  }
}

/** Undefined if the tool ended without one. */
function resultIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  }
}

function examine(operation, { name, budget, tidemark, options = [] }, url, output) {
  const words = ['gate', '--json', '--attach', url, '--output', output, '--name', name ?? (operation.name || 'operation')];
  if (budget !== undefined) words.push('--budget', budget);
  return new Promise((resolve, reject) => {
    const tool = spawn(tidemark ?? process.env.TIDEMARK ?? 'tidemark', [...words, ...options]);
    let complaints = '';
    let done = 0;

    const answer = (text) => tool.stdin.write(`${MARK}${text.replace(/\s+/g, ' ').slice(0, 1000)}\n`);

    async function run(count) {
      let turned = performance.now();
      for (let i = 0; i < count; i++) {
        const returned = operation(done++);
        if (typeof returned?.then === 'function') await returned;
        if (performance.now() - turned > TURN_MS) {
          await new Promise((turn) => setImmediate(turn));
          turned = performance.now();
        }
      }
      answer(`done ${count}`);
    }

    function obey(line) {
      if (line.startsWith('run ')) {
        run(Number(line.slice(4))).catch((error) => answer(`failed ${error?.name ?? 'throws'}: ${error?.message ?? error}`));
      } else if (line === 'end') {
        answer('ended');
        tool.stdin.end();
      }
    }

    createInterface({ input: tool.stdout }).on('line', obey);
    tool.stderr.setEncoding('utf8').on('data', (text) => (complaints += text));
    tool.stdin.on('error', () => {}); // the tool has ended: its exit code says why
    tool.on('error', reject);
    tool.on('close', (code) => resolve({ code, complaints: complaints.trim() }));
    answer('ready');
  });
}

function told(result) {
  const leaks = result.findings.map((finding) =>
    [
      finding.title,
      `  retained by  ${finding.holder.path}`,
      finding.allocationSite && `  made by      ${finding.allocationSite.function} (${finding.allocationSite.file}:${finding.allocationSite.line})`,
      `  fix          ${finding.fix.text}`,
    ]
      .filter(Boolean)
      .join('\n'),
  );
  const head = result.result === 'fail' ? 'it leaks' : 'undecided whether it leaks';
  return [`${head}, after ${result.iterations} operations: ${result.because.join('; ')}`, ...leaks].join('\n\n');
}

module.exports = { LeakError, expectNoLeak };
