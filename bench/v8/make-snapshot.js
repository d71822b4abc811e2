'use strict';
// Writes snapshots of a heap that looks like a real service's, or of one that leaks.
//
//   node --expose-gc --max-old-space-size=8192 make-snapshot.js mix HEAP_MB OUT
//   node --expose-gc --max-old-space-size=8192 make-snapshot.js leak BASE_MB LEAK_MB PREFIX
//
// `mix` writes OUT. `leak` writes PREFIX-1, PREFIX-2 and PREFIX-3.heapsnapshot of one process: the base heap, and
// twice LEAK_MB more, leaked in seven ways; beside each leak, objects of the same classes come and go.
// What is allocated follows from the arguments alone, so the same arguments give the same heap.

const { EventEmitter } = require('node:events');
const { PassThrough } = require('node:stream');
const { writeHeapSnapshot } = require('node:v8');

// ---- chance, the same in every run: a linear congruential generator, of which the high bits are used

let state = 20250101n;

function below(limit) {
  state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
  return Number(state >> 33n) % limit;
}

const LETTERS = 'etaoinshrdlucmfwypvbgkjqxz ETAOIN0123456789._-"\\';
const pick = (list) => list[below(list.length)];

// Written to a buffer first: adding characters would leave a chain of two-part strings in the heap.
function text(length, umlauts = false) {
  const bytes = Buffer.alloc(length);
  for (let i = 0; i < length; i++) bytes[i] = LETTERS.charCodeAt(below(LETTERS.length));
  return bytes.latin1Slice() + (umlauts ? 'ü→' : '');
}

// ---- a lending library

const CITIES = Array.from({ length: 200 }, (_, i) => `city ${i}`);
const SUBJECTS = Array.from({ length: 80 }, (_, i) => `subject ${i}`);

class Address {
  constructor() {
    this.street = text(10 + below(15));
    this.city = pick(CITIES);
    this.position = { north: below(9000) / 100, east: below(18000) / 100 };
  }
}

class Member {
  #pin = text(8);
  constructor(number) {
    this.number = number;
    this.name = text(12, number % 9 === 0);
    this.address = new Address();
    this.joined = new Date(1.5e12 + number * 1e6);
    this.interests = [pick(SUBJECTS), pick(SUBJECTS)];
  }
  knows(pin) { return pin === this.#pin; }
}

class Loan {
  constructor(number, member) {
    this.number = number;
    this.member = member;
    this.items = Array.from({ length: 1 + below(5) }, () => new Item(this));
    this.notes = new Map([['desk', below(12)], ['remark', text(20 + below(50))]]);
    this.subjects = new Set([pick(SUBJECTS), pick(SUBJECTS)]);
  }
}

class Item {
  constructor(loan) {
    this.loan = loan;
    this.shelf = below(4000);
    this.fee = below(1000) / 8;
    this.damage = below(4) ? null : { page: below(300), [`kind${below(30)}`]: true };
  }
}

class Visit extends EventEmitter {
  constructor(member) {
    super();
    this.member = member;
    this.on('lend', (loan) => { this.last = loan; });
    this.on('leave', leave.bind(null, text(30)));
  }
}

function leave(token, visit) { return visit === token; }

class Branch {
  constructor(depth) {
    this.code = below(1e9);
    this.parts = depth ? [new Branch(depth - 1), new Branch(depth - 1), new Branch(depth - 1)] : null;
  }
}

function* numbering(start) {
  const prefix = text(9);
  for (let i = start; ; i++) yield prefix + i;
}

const library = {
  members: [], loans: new Map(), visits: new Set(), reminders: [], journal: [], branches: [], newest: null,
  imported: [], byCode: Object.create(null), seen: new WeakMap(), borrowed: [], pending: [], scans: [],
  labels: [], counters: [], statistics: [], timers: [],
};
globalThis.library = library;

// How often each kind of thing comes up, and how it is made.
const KINDS = [
  [30, (i) => {
    const member = new Member(i);
    library.members.push(member);
    for (let n = below(3); n > 0; n--) library.loans.set(i * 3 + n, new Loan(i * 3 + n, member));
  }],
  [9, (i) => {
    const visit = new Visit(library.members.at(-1));
    library.visits.add(visit);
    library.seen.set(visit, { at: i });
  }],
  [12, (i) => {
    const letter = { lines: [i, text(25)], sent: false };
    library.reminders.push(function remind() { return letter.lines.length; });
  }],
  [15, (i) => {
    const line = `${i} ${text(20 + below(100))}`;
    library.journal.push(line);
    if (i % 6 === 0) library.journal.push(line.slice(2, 20)); // shares the characters of the whole line
    if (i % 10 === 0) library.journal.push(line + library.journal[below(library.journal.length)]);
  }],
  [1, () => library.branches.push(new Branch(3))],
  [8, (i) => { library.newest = { before: library.newest, value: i % 3 ? i : i / 7 }; }],
  [7, (i) => library.imported.push(JSON.parse(
    `{"id":${i},"title":"title ${i % 500}","copies":[{"n":1,"at":${i}},{"n":2,"at":null}],"rating":${i / 8}}`))],
  [4, (i) => { library.byCode[text(10)] = [i]; }],
  [3, (i) => {
    const guest = { i };
    library.borrowed.push(new WeakRef(guest));
    library.pending.push(new Promise(() => guest.i), Promise.resolve(i));
  }],
  [1, (i) => library.scans.push(i % 40 ? Buffer.alloc(50 + below(150), 1) : new Float64Array(1000))],
  [2, (i) => library.labels.push({ [Symbol(`label ${i % 50}`)]: BigInt(i) ** 9n, form: i % 16 ? i : new RegExp(`^${i}`) })],
  [1, (i) => { const counter = numbering(i); counter.next(); library.counters.push(counter); }],
  [2, (i) => library.statistics.push(Array.from({ length: 50 }, (_, n) => (i % 2 ? n + 0.5 : { n })))],
];
const WHEEL = KINDS.flatMap(([often, make]) => Array.from({ length: often }, () => make));

// Measured once on Node 20. Counting things, not bytes, keeps the heap the same in every run.
const EMPTY_MB = 3.3;
const THINGS_PER_MB = 1620;
let things = 0;

function fill(megabytes) {
  for (const end = (megabytes - EMPTY_MB) * THINGS_PER_MB; things < end; things++) pick(WHEEL)(things);
  while (library.timers.length < 40) library.timers.push(setInterval(() => library.newest, 1e6).unref());
}

// ---- leaks, each held by a variable of this module

const catalogue = new EventEmitter().setMaxListeners(0);
const answers = new Map();
const online = new Set();
const onExit = [];
const watchers = [];
const waiting = [];
const printers = [];

class Request {
  constructor(number) {
    this.number = number;
    this.body = text(500);
    this.headers = { accept: text(12), agent: text(30) };
  }
}

const LEAKS = [
  (request) => catalogue.on('change', () => request.number), // listeners never removed
  (request) => answers.set(`/search/${request.number}`, { rows: [text(100), text(100)] }), // cache without a bound
  (request) => online.add({ request, since: Date.now() }), // set that only grows
  (request) => {
    const { body, number } = request;
    const unused = () => body; // shares its scope with the next function, which so keeps the body alive
    onExit.push(() => number);
    return unused;
  },
  (request) => watchers.push(setInterval(() => { request.checked = true; }, 1e7).unref()), // timers never cleared
  (request) => { // promises that are never settled
    const answer = new Promise((done) => { request.done = done; });
    answer.then(() => request.number);
    waiting.push(answer);
  },
  (request) => { // streams that nobody reads
    const printer = new PassThrough();
    printer.write(request.body);
    printers.push(printer);
  },
];

const ROUNDS_PER_MB = 190;
let requests = 0;

function leak(megabytes) {
  for (let round = 0; round < megabytes * ROUNDS_PER_MB; round++) {
    for (const kind of LEAKS) kind(new Request(requests++));
  }
}

// Members leave and others come: what is new here is no leak.
function churn() {
  for (let n = 0; n < 2000; n++) {
    library.members[below(library.members.length)] = new Member(things++);
    library.journal[below(library.journal.length)] = text(60);
  }
}

function snapshot(file) {
  globalThis.gc();
  const heap = process.memoryUsage().heapUsed / 1e6;
  writeHeapSnapshot(file);
  console.error(`${file}: heap ${heap.toFixed(1)} MB`);
}

const [what, ...args] = process.argv.slice(2);
if (typeof globalThis.gc === 'function' && what === 'mix' && args.length === 2) {
  fill(Number(args[0]));
  snapshot(args[1]);
} else if (typeof globalThis.gc === 'function' && what === 'leak' && args.length === 3) {
  fill(Number(args[0]));
  for (let number = 1; number <= 3; number++) {
    if (number > 1) leak(Number(args[1]));
    churn();
    snapshot(`${args[2]}-${number}.heapsnapshot`);
  }
} else {
  console.error('usage: node --expose-gc make-snapshot.js mix HEAP_MB OUT | leak BASE_MB LEAK_MB PREFIX');
  process.exitCode = 2;
}
process.exit();
