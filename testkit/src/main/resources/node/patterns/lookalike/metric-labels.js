'use strict';

class Counter {
  constructor(name, help, labelNames) {
    this.name = name;
    this.help = help;
    this.labelNames = labelNames;
    this.hashMap = {};
  }

  inc(labels) {
    const key = Object.keys(labels).sort().map((name) => `${name}:${labels[name]}`).join();
    this.hashMap[key] ??= { labels, value: 0 };
    this.hashMap[key].value++;
  }
}

const requests = new Counter('http_requests_total', 'Requests', ['method', 'path', 'status']);

/** Many labels, but they are a fixed number. */
module.exports = function handle({ number }) {
  requests.inc({ method: 'GET', path: `/shop/${number % 40}`, status: 200 + (number % 3) });
};
