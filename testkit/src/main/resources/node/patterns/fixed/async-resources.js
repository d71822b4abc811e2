'use strict';

const { AsyncResource } = require('node:async_hooks');

const onReload = new Set();

module.exports = function handle({ number }) {
  const settings = { number, rows: Array.from({ length: 20 }, (_, row) => ({ row })) };
  const reload = AsyncResource.bind(() => settings.rows.reverse());
  onReload.add(reload);
  settings.rows.reverse();
  onReload.delete(reload);
};
