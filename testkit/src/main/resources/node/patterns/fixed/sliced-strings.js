'use strict';

const users = [];
const MOST = 50;

/** A copy of the token, and only of the newest. */
module.exports = function handle({ number }) {
  const body = Buffer.from(`token=user-number-${10_000_000 + number};${'padding '.repeat(500)}`).toString('latin1');
  users.push(Buffer.from(body.slice(6, 206)).toString());
  if (users.length > MOST) users.shift();
};
