'use strict';

const { randomUUID } = require('node:crypto');

const sessions = new Map();

function login(name) {
  const session = { id: randomUUID(), name, since: new Date(), basket: [], visited: ['/'] };
  sessions.set(session.id, session);
  return session;
}

function logout(session) {
  sessions.delete(session.id);
}

function count() {
  return sessions.size;
}

module.exports = { login, logout, count };
