'use strict';

const http = require('node:http');
const { Socket } = require('node:net');

const history = [];

/** For statistics, later: path and time would do. */
module.exports = function handle({ number, path, headers }) {
  const request = Object.assign(new http.IncomingMessage(new Socket()), { url: path, headers });
  request.body = { rows: Array.from({ length: 20 }, (_, row) => ({ row })) };
  history.push({ number, request, response: new http.ServerResponse(request) });
};
