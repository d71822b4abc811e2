// What hunt costs a busy service, its snapshots apart: bench/overhead/run --help
'use strict';
const { spawn, execFileSync } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');

const TICKS = Number(execFileSync('getconf', ['CLK_TCK']));
const home = path.resolve(__dirname, '..', '..');
const option = (name, otherwise) => {
  const at = process.argv.indexOf('--' + name);
  return at < 0 ? otherwise : process.argv[at + 1];
};
if (process.argv.includes('--help')) {
  console.log('bench/overhead/run [node|jvm] [--rounds 5] [--seconds 20] [--rate 400] [--threads] [-- MORE OPTIONS OF hunt]');
  process.exit(0);
}
const kind = process.argv[2] === 'jvm' ? 'jvm' : 'node';
const rounds = Number(option('rounds', 5));
const seconds = Number(option('seconds', 20));
const rate = Number(option('rate', kind === 'jvm' ? 400 : 1800));
const dashes = process.argv.indexOf('--');
const byThread = process.argv.includes('--threads');
const more = dashes < 0 ? [] : process.argv.slice(dashes + 1);

const cpu = (pid) => {
  const fields = fs.readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\) /s, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
};

/** CPU milliseconds of a process's threads, by name without its number. */
function threads(pid) {
  const sums = new Map();
  for (const task of fs.readdirSync(`/proc/${pid}/task`)) {
    try {
      const read = (file) => fs.readFileSync(`/proc/${pid}/task/${task}/${file}`, 'latin1');
      const name = read('comm').trim().replace(/[#(]?[0-9]+.*$/, '');
      sums.set(name, (sums.get(name) ?? 0) + Number(read('schedstat').split(' ')[0]) / 1e6);
    } catch (e) {
      if (e.code !== 'ENOENT' && e.code !== 'ESRCH') throw e; // it has ended meanwhile
    }
  }
  return sums;
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Requests at a fixed rate, so that the service does the same work with and without us. */
class Load {
  answered = 0;
  #agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
  #sent = 0;
  #start = performance.now();

  constructor(port) {
    this.timer = setInterval(() => {
      const due = ((performance.now() - this.#start) / 1000) * rate;
      while (this.#sent < due) {
        http
          .get({ port, host: '127.0.0.1', path: '/' + ++this.#sent, agent: this.#agent }, (response) => {
            response.resume();
            response.on('end', () => this.answered++);
          })
          .on('error', (e) => console.error(e.message));
      }
    }, 5);
  }
}

async function start() {
  const command = kind === 'jvm' ? [process.env.TARGET_JAVA ?? 'java', ['Service.java']] : [process.execPath, ['service.js']];
  const service = spawn(command[0], command[1], { cwd: __dirname, stdio: ['ignore', 'pipe', 'ignore'] });
  process.on('exit', () => service.kill());
  const port = await new Promise((done) => service.stdout.once('data', (line) => done(Number(line))));
  return { pid: service.pid, load: new Load(port) };
}

/** Time, CPU seconds and requests, taken ten times a second, or twice with those of all threads. */
function record(service) {
  const marks = [];
  const take = () =>
    marks.push({
      at: Date.now(),
      cpu: cpu(service.pid),
      answered: service.load.answered,
      threads: byThread ? threads(service.pid) : new Map(),
    });
  take();
  const timer = setInterval(take, byThread ? 500 : 100);
  return () => (clearInterval(timer), take(), marks);
}

/** CPU milliseconds for a request between two times. */
function between(marks, from, to) {
  const inside = marks.filter((mark) => mark.at >= from && mark.at <= to);
  const [first, last] = [inside[0], inside.at(-1)];
  if (byThread) console.log('  ms a second: ' + share(first, last));
  return (1000 * (last.cpu - first.cpu)) / (last.answered - first.answered);
}

/** What each kind of thread took, most first; less than a five-thousandth of a core is left out. */
function share(first, last) {
  const seconds = (last.at - first.at) / 1000;
  return [...last.threads]
    .map(([name, ms]) => [name, (ms - (first.threads.get(name) ?? 0)) / seconds])
    .filter(([, perSecond]) => perSecond >= 0.2)
    .sort((a, b) => b[1] - a[1])
    .map(([name, perSecond]) => `${name} ${perSecond.toFixed(1)}`)
    .join(', ');
}

async function without(service) {
  const stop = record(service);
  await pause(seconds * 1000);
  const marks = stop();
  return between(marks, marks[0].at, marks.at(-1).at);
}

/** The time between two snapshots, in which hunt watches, collects garbage and samples. */
async function withHunt(service) {
  const stop = record(service);
  const hunt = spawn(
    path.join(home, 'tidemark'),
    ['hunt', '--json', '--no-report', '--snapshots', '2', '--warmup', '1s', '--interval', seconds + 's', ...more, String(service.pid)],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let out = '';
  let err = '';
  hunt.stdout.on('data', (chunk) => (out += chunk));
  hunt.stderr.on('data', (chunk) => (err += chunk));
  await new Promise((done) => hunt.on('close', done));
  const marks = stop();
  if (!out.startsWith('{')) throw new Error(err || 'hunt printed nothing');
  const [one, two] = JSON.parse(out).captures;
  // The collections right before a snapshot belong to it.
  return between(marks, Date.parse(one.at) + 1000 * one.pauseSeconds + 2000, Date.parse(two.at) - 2000);
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

(async () => {
  const service = await start();
  await pause(15_000);
  const plain = [];
  const hunted = [];
  const more = [];
  for (let round = 0; round < rounds; round++) {
    const before = await without(service);
    const during = await withHunt(service);
    await pause(2000);
    const after = await without(service);
    const rest = (before + after) / 2;
    plain.push(before, after);
    hunted.push(during);
    more.push(100 * (during / rest - 1));
    console.log(`${kind} round ${round + 1}: ${rest.toFixed(3)} ms a request, hunted ${during.toFixed(3)}, ${more.at(-1).toFixed(1)} % more`);
  }
  const total = 100 * (median(hunted) / median(plain) - 1);
  console.log(
    `${kind}: median ${median(plain).toFixed(3)} ms a request, hunted ${median(hunted).toFixed(3)}: ${total.toFixed(1)} %; median of the rounds ${median(more).toFixed(1)} %`,
  );
  process.exit(0);
})();
