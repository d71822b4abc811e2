'use strict';

const run = require('../../harness.js');
const { LruCache } = require('./lru-cache.js');
const { render } = require('./pages.js');

const pages = new LruCache(600);

run(({ number }) => {
  const article = (number * 7) % 5000;
  const page = pages.get(article) ?? pages.put(article, render(article));
  return { article, length: page.html.length };
});
