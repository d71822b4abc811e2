'use strict';
// Runs one command and measures it. CPU time is that of the command and all it started, as the shell's `times` tells;
// memory is read from /proc every 10 ms, so what a command needs for its last moment only may be missed.

const { spawn } = require('node:child_process');
const { readFileSync } = require('node:fs');

const SAMPLE_MS = 10;

// Tells the pid first and the times last, on descriptor 3; the command's own output stays apart.
const SHELL = '"$@" 3>&- & echo $! >&3; wait $!; code=$?; times >&3; exit $code';

/** Resolves to CPU and wall seconds, peak resident and anonymous MiB, and what was printed; rejects if it fails. */
function measure(command) {
  return new Promise((resolve, reject) => {
    const start = process.hrtime.bigint();
    const shell = spawn('sh', ['-c', SHELL, 'sh', ...command], { stdio: ['ignore', 'pipe', 'inherit', 'pipe'] });
    const output = [];
    const memory = { rss: 0, anonymous: 0 };
    let told = '';
    shell.stdout.on('data', (part) => output.push(part));
    shell.stdio[3].on('data', (part) => { told += part; });
    const sampler = setInterval(() => sample(Number.parseInt(told, 10), memory), SAMPLE_MS);
    shell.on('error', reject);
    shell.on('close', (code) => {
      clearInterval(sampler);
      if (code !== 0) {
        reject(new Error(`${command.join(' ')}: exit code ${code}`));
        return;
      }
      resolve({
        cpu: cpuSeconds(told),
        wall: Number(process.hrtime.bigint() - start) / 1e9,
        rss: memory.rss / 1024,
        anonymous: memory.anonymous / 1024,
        output: Buffer.concat(output).toString(),
      });
    });
  });
}

function sample(pid, memory) {
  let status;
  try {
    status = readFileSync(`/proc/${pid}/status`, 'latin1');
  } catch {
    return; // not started yet, or gone
  }
  const kib = (key) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  memory.rss = Math.max(memory.rss, kib('VmHWM'));
  memory.anonymous = Math.max(memory.anonymous, kib('RssAnon'));
}

/** The last line of `times`: user and system time of the children, such as "1m2.34s 0m0.56s". */
function cpuSeconds(told) {
  const children = told.trim().split('\n').at(-1);
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + 60 * m + Number(s), 0);
}

/** Of several runs of the same, the one with the least CPU time; memory is the most of all. */
function best(runs) {
  const least = runs.reduce((a, b) => (b.cpu < a.cpu ? b : a));
  return {
    ...least,
    rss: Math.max(...runs.map((run) => run.rss)),
    anonymous: Math.max(...runs.map((run) => run.anonymous)),
  };
}

module.exports = { measure, best };
