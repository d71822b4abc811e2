'use strict';

const byUser = new Map();

module.exports = function handle({ number }) {
  const key = `a visit by the user with the number ${10_000_000 + number}`;
  byUser.set(key, { since: number, pages: [] });
  byUser.delete(key);
};
