'use strict';

const SHELVES = 150;

// All keys are there from the start; the values are replaced all the time.
const byShelf = {};
const reserved = new Map();

for (let shelf = 0; shelf < SHELVES; shelf++) {
  byShelf[`shelf-${shelf}`] = { left: 100, moves: [] };
}

function reserve(number) {
  const key = `shelf-${number % SHELVES}`;
  const before = byShelf[key];
  byShelf[key] = { left: before.left - 1, moves: [...before.moves, number].slice(-5) };
  reserved.set(`reservation-${number}`, { key, at: new Date() });
  if (number >= 80) reserved.delete(`reservation-${number - 80}`);
  return byShelf[key].left;
}

module.exports = { reserve };
