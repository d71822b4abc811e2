'use strict';

const undo = [];

module.exports = function handle({ number }) {
  const rows = Array.from({ length: 20 }, (_, row) => ({ row, number }));
  undo.push(function restore() {
    return rows.length;
  });
};
