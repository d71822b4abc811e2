import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import v8 from 'node:v8';
import vm from 'node:vm';
import { Worker } from 'node:worker_threads';
import { start } from '../index.js';

const index = fileURLToPath(new URL('../index.js', import.meta.url));

/** A server that answers with the statuses in turn, the last one for ever, and keeps what it got. */
async function receiver(...statuses) {
  const received = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks)) });
    response.writeHead(statuses.length > 1 ? statuses.shift() : statuses[0]).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { received, url: `http://127.0.0.1:${server.address().port}/v1/metrics`, close: () => server.close() };
}

async function until(condition) {
  const end = Date.now() + 30_000;
  while (!condition()) {
    assert.ok(Date.now() < end, 'it never came');
    await wait(20);
  }
}

function metrics(message) {
  const all = message.body.resourceMetrics[0].scopeMetrics[0].metrics;
  return new Map(all.map((metric) => [metric.name, (metric.gauge ?? metric.histogram).dataPoints]));
}

function collectGarbage() {
  v8.setFlagsFromString('--expose-gc');
  vm.runInNewContext('gc')();
}

test('samples arrive with the process they are of', async (t) => {
  const monitor = await receiver(200);
  const agent = start({ url: monitor.url, interval: 100, service: 'shop', version: '1.2', instance: 'a', headers: { 'x-a': 'b' } });
  t.after(() => (agent.close(), monitor.close()));

  await until(() => monitor.received.length > 1);
  const [first] = monitor.received;
  const attributes = first.body.resourceMetrics[0].resource.attributes.map(({ key, value }) => [key, value.stringValue]);
  assert.deepEqual(attributes, [
    ['service.name', 'shop'],
    ['service.version', '1.2'],
    ['service.instance.id', 'a'],
  ]);
  assert.equal(first.headers['x-a'], 'b');
  const values = metrics(first);
  for (const name of ['process.memory.usage', 'v8js.memory.heap.used', 'v8js.memory.heap.space.size', 'nodejs.memory.heap.size_limit']) {
    assert.ok(values.get(name)[0].asDouble > 1e6, name);
  }
  assert.ok(Math.abs(values.get('process.start.time')[0].asDouble - (Date.now() / 1000 - process.uptime())) < 1);
  assert.equal(agent.status().error, undefined);
});

test('what a full collection leaves is told, and the collection counted', async (t) => {
  const monitor = await receiver(200);
  const agent = start({ url: monitor.url, interval: 100 });
  t.after(() => (agent.close(), monitor.close()));
  let garbage = Array.from({ length: 300_000 }, (_, i) => ({ i }));
  const before = process.memoryUsage().heapUsed;
  garbage = undefined;
  collectGarbage();

  await until(() => monitor.received.some((message) => metrics(message).has('nodejs.memory.heap.used_after_last_gc')));
  const values = metrics(monitor.received.at(-1));
  assert.ok(values.get('nodejs.memory.heap.used_after_last_gc')[0].asDouble < before - 5e6);
  const major = values.get('v8js.gc.duration').find((point) => point.attributes[0].value.stringValue === 'major');
  assert.ok(Number(major.count) >= 1);
  assert.equal(garbage, undefined);
});

test('what nobody takes waits, within a bound, and what is refused is dropped', async (t) => {
  const monitor = await receiver(503, 503, 429, 200);
  const agent = start({ url: monitor.url, interval: 100 });
  t.after(() => (agent.close(), monitor.close()));
  await until(() => monitor.received.length > 4);
  const counts = monitor.received.map((message) => metrics(message).get('process.memory.usage').length);
  assert.ok(counts[3] >= 4, String(counts));
  await until(() => agent.status().lastStatus === 200 && agent.status().waiting <= 1);
  assert.equal(agent.status().dropped, 0);

  const refusing = await receiver(400);
  const refused = start({ url: refusing.url, interval: 100 });
  t.after(() => (refused.close(), refusing.close()));
  await until(() => refused.status().dropped > 1);

  const nobody = start({ url: 'http://127.0.0.1:1/', interval: 100 });
  t.after(() => nobody.close());
  await until(() => nobody.status().dropped > 0);
  assert.equal(nobody.status().waiting, 40);
});

test('nothing that is wrong with its settings throws', async () => {
  for (const settings of [{ url: 'no url', interval: 100 }, { url: 'ftp://x' }, { url: 'http://127.0.0.1:1', tokenFile: '/no/such/file', interval: 100 }, {}]) {
    const agent = start(settings);
    await wait(150);
    agent.close();
  }
  const worker = new Worker(`import(${JSON.stringify(index)}).then(({ start }) => require('worker_threads').parentPort.postMessage(start().status()))`, { eval: true });
  const [status] = await once(worker, 'message');
  assert.match(status.error, /worker thread/);
});

test('a program ends although it has an agent', async () => {
  const program = `import { start } from ${JSON.stringify(index)}; start({ url: 'http://127.0.0.1:1', interval: 100 }); setTimeout(() => console.log('done'), 350);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { timeout: 60_000 });
  assert.equal(stdout, 'done\n');
});

test('a page of metrics has the names of prom-client', () => {
  const agent = start();
  const page = agent.text();
  agent.close();

  for (const name of ['process_resident_memory_bytes', 'nodejs_heap_size_used_bytes', 'nodejs_heap_size_total_bytes', 'nodejs_external_memory_bytes']) {
    assert.match(page, new RegExp(`^${name} \\d+$`, 'm'));
  }
  assert.match(page, /^nodejs_gc_duration_seconds_count\{kind="major"\} \d+$/m);
});
