'use strict';

const http = require('node:http');

const agent = new http.Agent({ keepAlive: true, maxSockets: 2 });
const upstream = http.createServer((request, response) => response.end('x'.repeat(200_000)));
const listening = new Promise((resolve) => upstream.listen(0, '127.0.0.1', resolve));

module.exports = async function handle({ number }) {
  await listening;
  const options = { agent, host: '127.0.0.1', port: upstream.address().port, path: `/price/${number}` };
  await new Promise((resolve, reject) => {
    http.get(options, (response) => response.resume().once('end', resolve)).on('error', reject);
  });
};
