'use strict';

class Route {
  constructor(number) {
    this.number = number;
    this.hits = 0;
  }

  hit() {
    this.hits++;
  }
}

/** A handler bound for each route, once. */
const routes = Array.from({ length: 100 }, (_, number) => new Route(number));
const handlers = routes.map((route) => route.hit.bind(route));

module.exports = function handle({ number }) {
  handlers[number % handlers.length]();
};
