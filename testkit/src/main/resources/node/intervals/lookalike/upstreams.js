'use strict';

const COUNT = 40;
const CHECK_EVERY = 10_000;

class Upstream {
  constructor(name) {
    this.name = name;
    this.healthy = true;
    this.calls = 0;
  }

  async call({ number }) {
    this.calls++;
    return { number, by: this.name };
  }

  check() {
    this.healthy = this.calls >= 0;
  }
}

const upstreams = Array.from({ length: COUNT }, (_, i) => new Upstream(`upstream-${i}`));

/** One timer for each upstream, for as long as the service runs. */
function watchAll() {
  for (const upstream of upstreams) setInterval(() => upstream.check(), CHECK_EVERY);
}

function pick(number) {
  return upstreams[number % COUNT];
}

module.exports = { watchAll, pick };
