'use strict';

const http = require('node:http');
const { Socket } = require('node:net');

const byPath = new Map();

module.exports = function handle({ path, headers }) {
  const request = Object.assign(new http.IncomingMessage(new Socket()), { url: path, headers });
  const route = request.url.replace(/\d+/g, ':id');
  byPath.set(route, (byPath.get(route) ?? 0) + 1);
};
