'use strict';

const visits = [];

function add(session, path) {
  visits.push({ session: session.id, path, at: new Date() });
}

module.exports = { add };
