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

/** The route has a place for the number of the item. */
module.exports = function handle({ path }) {
  requests.inc({ method: 'GET', path: path.replace(/\d+/, ':id'), status: 200 });
};
