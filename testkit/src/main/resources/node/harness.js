'use strict';

// Runs a sample program: as an HTTP server whose every request is one operation, and by words on
// stdin, so that a test can count operations exactly.
//
//   step            STEP operations, then full collections; answers
//                   "done <step> <heapUsed> <external> <arrayBuffers> <rss>"
//   snapshot FILE   writes a heap snapshot; answers "snapshot FILE"
//   exit            ends the process
//
// PORT: the port, 0 for any. STEP: operations a step. EXIT_WITH_STDIN: end when stdin ends.

const http = require('node:http');
const readline = require('node:readline');
const v8 = require('node:v8');
const vm = require('node:vm');

const STEP = Number(process.env.STEP ?? 200);

const turn = () => new Promise((resolve) => setImmediate(resolve));

function collector() {
  if (globalThis.gc) return globalThis.gc;
  v8.setFlagsFromString('--expose-gc');
  return vm.runInNewContext('gc');
}

/**
 * @param handle takes `{ number, path, headers }`, answers with anything that JSON can carry; may
 *     be asynchronous
 */
module.exports = function run(handle) {
  const collect = collector();
  let operations = 0;
  let steps = 0;

  function operate(path, headers) {
    return handle({ number: operations++, path, headers });
  }

  async function step() {
    for (let i = 0; i < STEP; i++) {
      await operate(`/item/${operations}`, { host: 'localhost', 'x-request-id': `r-${operations}` });
      if (i % 32 === 31) await turn();
    }
    steps++;
    for (let i = 0; i < 4; i++) {
      await turn();
      collect();
    }
    const { heapUsed, external, arrayBuffers, rss } = process.memoryUsage();
    say(`done ${steps} ${heapUsed} ${external} ${arrayBuffers} ${rss}`);
  }

  async function obey(line) {
    const [word, ...rest] = line.trim().split(' ');
    if (word === 'step') await step();
    else if (word === 'snapshot') say(`snapshot ${v8.writeHeapSnapshot(rest.join(' '))}`);
    else if (word === 'exit') process.exit(0);
    else say(`unknown ${line}`);
  }

  const server = http.createServer(async (request, response) => {
    try {
      const answer = await operate(request.url, request.headers);
      response.setHeader('content-type', 'application/json');
      response.end(`${JSON.stringify(answer ?? null)}\n`);
    } catch (error) {
      response.statusCode = 500;
      response.end(`${error.stack}\n`);
    }
  });
  server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
    say(`listening ${server.address().port}`);
  });

  const input = readline.createInterface({ input: process.stdin });
  let previous = Promise.resolve();
  input.on('line', (line) => {
    previous = previous.then(() => obey(line)).catch(fail);
  });
  input.on('close', () => {
    if (process.env.EXIT_WITH_STDIN) previous.then(() => process.exit(0));
  });
};

function say(line) {
  process.stdout.write(`${line}\n`);
}

function fail(error) {
  say(`error ${error.stack}`);
  process.exit(1);
}
