'use strict';

const http = require('node:http');

const audit = require('./audit');
const routes = require('./routes');

const server = http.createServer(async (request, response) => {
  const url = new URL(request.url, 'http://shop.internal');
  let page;
  try {
    page = await routes.dispatch(request, url);
  } catch (error) {
    page = routes.failure(error);
  }
  audit.record(request, page);
  response.writeHead(page.status, {
    'content-type': page.type,
    'content-length': Buffer.byteLength(page.body),
    ...page.headers,
  });
  response.end(page.body);
});

const port = Number(process.env.PORT ?? 0);
server.listen(port, '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});

function stop() {
  server.close(() => process.exit(0));
  server.closeAllConnections();
}

process.once('SIGTERM', stop);
process.once('SIGINT', stop);
