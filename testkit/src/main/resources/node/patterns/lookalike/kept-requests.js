'use strict';

const http = require('node:http');
const { Socket } = require('node:net');

const running = new Set();

/** Thirty requests are under way at any time. */
module.exports = function handle({ path, headers }) {
  const request = Object.assign(new http.IncomingMessage(new Socket()), { url: path, headers });
  running.add({ request, response: new http.ServerResponse(request) });
  if (running.size > 30) running.delete(running.values().next().value);
};
