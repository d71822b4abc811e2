'use strict';

const { createHash } = require('node:crypto');

const FLUSH_AT = 500;

const trail = [];
let written = 0;

/** Notes what was answered, as the payment provider's rules ask for. */
function record(request, page) {
  trail.push({
    at: new Date(),
    method: request.method,
    path: request.url,
    client: request.socket.remoteAddress,
    response: page,
    digest: createHash('sha256').update(page.body).digest('hex'),
  });
  if (trail.length - written >= FLUSH_AT) flush();
}

function flush() {
  const lines = trail.slice(written).map((entry) => `${entry.at.toISOString()} ${entry.digest}`);
  send(lines);
  written = trail.length;
}

function send(lines) {
  // The collector takes syslog over UDP in production; here only the size is of interest.
  return lines.reduce((bytes, line) => bytes + line.length, 0);
}

module.exports = { record };
