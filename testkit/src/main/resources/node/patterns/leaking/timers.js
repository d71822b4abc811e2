'use strict';

/** Looks for news about a parcel, for ever. */
module.exports = function handle({ number }) {
  const parcel = { number, notes: Array.from({ length: 12 }, (_, day) => ({ day })) };
  setInterval(function refresh() {
    parcel.notes.push({ day: parcel.notes.length });
  }, 3_600_000);
};
