// A small web service that is busy as services are: it parses, looks up, builds an answer, keeps a bounded cache.
// With --leak it also keeps 200 bytes of every request.
'use strict';
const http = require('node:http');

const CACHE = 20_000;
const cache = new Map();
const kept = [];
const leaks = process.argv.includes('--leak');

class Session {
  constructor(id) {
    this.id = id;
    this.user = 'user ' + id;
    this.seen = [id, id + 1, id + 2];
  }
}

function lookUp(key) {
  const known = cache.get(key);
  if (known) return known;
  const record = { key, name: 'article ' + key, tags: ['new', 'shop', 'no ' + (key % 17)], price: key * 1.1 };
  cache.set(key, record);
  if (cache.size > CACHE) cache.delete(cache.keys().next().value);
  return record;
}

function answer(number) {
  const rows = [];
  for (let i = 0; i < 40; i++) rows.push(lookUp((number * 7 + i * 13) % 30_000));
  const text = JSON.stringify({ number, rows });
  const again = JSON.parse(text);
  again.rows.sort((a, b) => a.price - b.price);
  if (leaks) kept.push(new Session(number));
  return JSON.stringify(again.rows.filter((row) => row.price > 10).map((row) => ({ ...row, sold: number })));
}

http
  .createServer((request, response) => response.end(answer(Number(request.url.slice(1)) || 0)))
  .listen(0, '127.0.0.1', function () {
    process.stdout.write(this.address().port + '\n');
  });
