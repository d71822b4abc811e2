'use strict';

const afterResponse = [];

/** Kept for a moment and run: sixty at a time. */
module.exports = function handle({ number }) {
  const rows = Array.from({ length: 20 }, (_, row) => ({ row, number }));
  afterResponse.push(() => rows.length);
  if (afterResponse.length === 60) afterResponse.splice(0).forEach((work) => work());
};
