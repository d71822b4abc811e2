// Grows in one part of its memory until it is ended, beside some traffic: node parts.mjs PART
// Record it from outside: ./tidemark watch --duration 5m --record OUT.csv PID
import { rootCertificates, createSecureContext } from 'node:tls';
import { Worker } from 'node:worker_threads';

const kept = [];
const sessions = new Map();
const page = Buffer.alloc(1_200_000, 'x');
let requests = 0;

/** What one request keeps, and how many milliseconds lie between two of them. */
const parts = {
  heap: [25, () => sessions.set(`s${requests}`, { id: requests, rights: new Array(60).fill(requests), at: new Date() })],
  'array-buffers': [50, () => kept.push(Buffer.alloc(8192, 1))],
  // Long text out of bytes stays where the bytes are: V8 only points there.
  external: [4000, () => kept.push(page.latin1Slice())],
  native: [1000, () => kept.push(createSecureContext({ ca: rootCertificates.slice(0, 12) }))],
  workers: [5000, () => kept.push(new Worker('setInterval(() => {}, 1e6)', { eval: true }))],
};
const [pause, keep] = parts[process.argv[2]];

setInterval(() => { requests++; keep(); }, pause);
setInterval(() => {
  for (let i = 0; i < 20; i++) {
    JSON.parse(JSON.stringify({ id: i, list: new Array(40).fill({ a: 1, b: 'two' }) }));
  }
}, 50);
