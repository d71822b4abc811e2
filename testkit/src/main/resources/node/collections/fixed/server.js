'use strict';

const run = require('../../harness.js');
const history = require('./history.js');
const metrics = require('./metrics.js');
const replays = require('./replays.js');
const sessions = require('./sessions.js');

run(({ number, path, headers }) => {
  const id = headers['x-request-id'] ?? `h-${number}`;
  if (replays.seenBefore(id)) return { replayed: true };
  const session = sessions.open(number, headers);
  metrics.count(path);
  history.add(session, path);
  return { session: session.id };
});
