'use strict';

const http = require('node:http');

const agent = new http.Agent({ keepAlive: true, maxSockets: 2 });
const upstream = http.createServer((request, response) => response.end('ok'));
const listening = new Promise((resolve) => upstream.listen(0, '127.0.0.1', resolve));

const get = (options) => new Promise((resolve, reject) => {
  http.get(options, (response) => response.resume().once('end', resolve)).on('error', reject);
});

/** Five at once over two sockets: three wait, for a moment. */
module.exports = async function handle({ number }) {
  await listening;
  if (number % 5) return;
  const options = { agent, host: '127.0.0.1', port: upstream.address().port, path: '/' };
  await Promise.all(Array.from({ length: 5 }, () => get(options)));
};
