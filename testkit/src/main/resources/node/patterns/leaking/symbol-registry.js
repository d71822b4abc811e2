'use strict';

const byUser = { visits: 0 };

/** A registered symbol lives as long as the process. */
module.exports = function handle({ number }) {
  const key = Symbol.for(`a visit by the user with the number ${10_000_000 + number}`);
  byUser[key] = { since: number, pages: [] };
  byUser.visits++;
  delete byUser[key];
};
