'use strict';

module.exports = function handle({ number }) {
  const parcel = { number, notes: Array.from({ length: 12 }, (_, day) => ({ day })) };
  const timer = setInterval(function refresh() {
    parcel.notes.push({ day: parcel.notes.length });
  }, 3_600_000);
  parcel.delivered = true;
  clearInterval(timer);
};
