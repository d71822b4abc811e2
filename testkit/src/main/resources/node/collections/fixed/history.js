'use strict';

const KEPT = 100;

const visits = [];

function add(session, path) {
  visits.push({ session: session.id, path, at: new Date() });
  if (visits.length > KEPT) visits.shift();
}

module.exports = { add };
