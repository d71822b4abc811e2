// Records its own memory as CSV while it leaks, or does not: node series.mjs SCENARIO SECONDS > OUT.csv
import { PerformanceObserver, constants } from 'node:perf_hooks';
import { EventEmitter } from 'node:events';

const [scenario, seconds] = [process.argv[2], Number(process.argv[3])];
const started = Date.now();
let major = 0;
let minor = 0;
let postGc = '';
let requests = 0;

new PerformanceObserver(list => {
  for (const entry of list.getEntries()) {
    if (entry.detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR) {
      major++;
      postGc = process.memoryUsage().heapUsed;
    } else if (entry.detail.kind === constants.NODE_PERFORMANCE_GC_MINOR) {
      minor++;
    }
  }
}).observe({ entryTypes: ['gc'] });

const sessions = new Map();
const cache = new Map();
const chunks = [];
const bus = new EventEmitter().setMaxListeners(0);
const inFlight = [];

/** Each answers one request; what it keeps is what it is named after. */
const handlers = {
  steady() {},
  'leak-sessions'(id) {
    sessions.set(`s${id}`, { id, user: `user ${id}`, rights: [id, id + 1, id + 2], at: new Date() });
  },
  'leak-listeners'(id) {
    const body = `config ${id} `.repeat(8);
    bus.on('change', () => body.length);
  },
  'leak-buffers'() {
    chunks.push(Buffer.alloc(4096, 1));
  },
  'cache-to-cap'(id) {
    cache.set(id, { id, text: `page ${id}`, parts: [id, id, id] });
    if (cache.size > 20_000) cache.delete(cache.keys().next().value);
  },
  'warm-up'() {
    const id = Math.floor(Math.random() * 12_000);
    if (!cache.has(id)) cache.set(id, { id, text: `template ${id}`, parts: new Array(20).fill(id) });
  },
  queue(id) {
    inFlight.push({ id, due: Date.now() + 20_000, payload: new Array(10).fill(id) });
    while (inFlight.length && inFlight[0].due < Date.now()) inFlight.shift();
  },
};
const handle = handlers[scenario];

function serve() {
  // About 200 requests a second, in waves of a minute.
  const now = (Date.now() - started) / 1000;
  const due = 10 + 4 * Math.sin((2 * Math.PI * now) / 60);
  for (let i = 0; i < due; i++) {
    JSON.parse(JSON.stringify({ id: requests, list: new Array(40).fill({ a: 1, b: 'two' }) }));
    handle(requests++);
  }
}

const rows = ['t_s,rss,heap_total,heap_used,external,array_buffers,post_gc_used,major_gcs,minor_gcs,ops'];
setInterval(serve, 50);
setInterval(() => {
  const m = process.memoryUsage();
  const t = ((Date.now() - started) / 1000).toFixed(2);
  rows.push([t, m.rss, m.heapTotal, m.heapUsed, m.external, m.arrayBuffers, postGc, major, minor, requests].join(','));
}, 1000);
setTimeout(() => { console.log(rows.join('\n')); process.exit(0); }, seconds * 1000);
