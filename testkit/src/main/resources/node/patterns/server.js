'use strict';

// Runs some of the programs beside it as one service: PROGRAMS=leaking/timers,leaking/globals. Each
// exports what it does for one operation.

const run = require('../harness.js');

const handlers = process.env.PROGRAMS.split(',').map((name) => require(`./${name}.js`));

run(async (operation) => {
  for (const handle of handlers) await handle(operation);
});
