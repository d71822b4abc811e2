'use strict';

// See ./patterns. Exit code 1 when a leaking program is not named by its pattern in the first finding, or
// when one that does not leak is called leaking.

const { execFileSync, spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const readline = require('node:readline');

const HOME = path.resolve(__dirname, '../..');
const PROGRAMS = path.join(HOME, 'testkit/src/main/resources/node/patterns');
const FORMS = ['leaking', 'fixed', 'lookalike'];
const STEP = 200;
const LEAKING = 1;

const version = (node) => execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();

function nodes() {
  const folder = process.env.TIDEMARK_NODES ?? path.join(os.homedir(), '.cache/tidemark/nodes');
  const installed = fs.existsSync(folder) ? fs.readdirSync(folder).sort() : [];
  return ['node', ...installed.map((name) => path.join(folder, name, 'bin/node'))];
}

/** Three snapshots of one program, with as much work before each. */
async function snapshots(node, program, folder) {
  const env = { ...process.env, PROGRAMS: program, PORT: '0', STEP: String(STEP), EXIT_WITH_STDIN: '1' };
  const child = spawn(node, [path.join(PROGRAMS, 'server.js')], { env, stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const until = async (word) => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done || value.startsWith('error')) throw new Error(`${program}: ${value ?? 'ended'}`);
      if (value.startsWith(word)) return;
    }
  };
  try {
    await until('listening');
    const files = [];
    for (let i = 1; i <= 3; i++) {
      files.push(path.join(folder, `${i}.heapsnapshot`));
      child.stdin.write(`step\nsnapshot ${files.at(-1)}\n`);
      await until('snapshot');
    }
    return files;
  } finally {
    child.kill();
  }
}

function explain(files) {
  const command = path.join(HOME, 'tidemark');
  const { status, stdout } = spawnSync(command, ['explain', '--json', '--steps', `${STEP}`, ...files], { encoding: 'utf8' });
  return { status, first: JSON.parse(stdout).findings[0]?.pattern ?? 'nothing' };
}

async function result(node, form, pattern) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'patterns-'));
  try {
    const { status, first } = explain(await snapshots(node, `${form}/${pattern}`, folder));
    const right = form === 'leaking' ? status === LEAKING && first === pattern : status !== LEAKING;
    return right ? 'ok' : `${form}: ${first}`;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

async function main(wanted) {
  const all = fs.readdirSync(path.join(PROGRAMS, 'leaking')).map((file) => path.basename(file, '.js'));
  const patterns = wanted.length ? wanted : all;
  const runtimes = nodes();
  console.log(`| pattern | ${runtimes.map(version).join(' | ')} |`);
  console.log(`| --- |${' --- |'.repeat(runtimes.length)}`);
  let wrong = 0;
  for (const pattern of patterns) {
    const cells = [];
    for (const node of runtimes) {
      const results = [];
      for (const form of FORMS) results.push(await result(node, form, pattern));
      const bad = results.filter((text) => text !== 'ok');
      wrong += bad.length;
      cells.push(bad.join(', ') || 'ok');
    }
    console.log(`| ${pattern} | ${cells.join(' | ')} |`);
  }
  console.log(`\n${wrong} of ${patterns.length * runtimes.length * FORMS.length} wrong`);
  process.exitCode = wrong ? 1 : 0;
}

main(process.argv.slice(2));
