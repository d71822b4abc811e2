'use strict';

const sessions = new Map();

class Session {
  constructor(id, headers) {
    this.id = id;
    this.host = headers.host;
    this.openedAt = new Date();
    this.basket = [];
    this.preferences = { language: 'en', newsletter: false };
  }
}

function open(number, headers) {
  const session = new Session(`session-${number}`, headers);
  sessions.set(session.id, session);
  return session;
}

module.exports = { open };
