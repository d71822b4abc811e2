'use strict';

const users = [];

/** Of a large body only a short token is kept, but it is a part of that body. */
module.exports = function handle({ number }) {
  const body = Buffer.from(`token=user-number-${10_000_000 + number};${'padding '.repeat(500)}`).toString('latin1');
  users.push(body.slice(6, 206));
};
