'use strict';

const { AsyncResource } = require('node:async_hooks');

const onReload = [];

/** Each request asks to be told of new settings, in its own context, and never takes that back. */
module.exports = function handle({ number }) {
  const settings = { number, rows: Array.from({ length: 20 }, (_, row) => ({ row })) };
  onReload.push(AsyncResource.bind(() => settings.rows.reverse()));
};
