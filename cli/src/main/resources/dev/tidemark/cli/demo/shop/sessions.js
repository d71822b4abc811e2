'use strict';

const { randomUUID } = require('node:crypto');

const CURRENCIES = { en: 'GBP', de: 'EUR', fr: 'EUR', sv: 'SEK' };

const sessions = new Map();

class Session {
  constructor(id, request) {
    this.id = id;
    this.isNew = true;
    this.startedAt = new Date();
    this.locale = localeOf(request.headers['accept-language']);
    this.currency = CURRENCIES[this.locale];
    this.userAgent = request.headers['user-agent'] ?? 'unknown';
    this.history = [];
    this.cartReference = null;
  }

  visit(item) {
    this.history.push({ product: item.id, category: item.category, at: Date.now() });
    if (this.history.length > 50) this.history.shift();
  }
}

/** The visitor's session, by cookie; a new one if there is none. */
function of(request) {
  const id = idFrom(request);
  const known = id && sessions.get(id);
  if (known) {
    known.isNew = false;
    return known;
  }
  const session = new Session(randomUUID(), request);
  sessions.set(session.id, session);
  return session;
}

function close(request) {
  const id = idFrom(request);
  if (id) sessions.delete(id);
}

function idFrom(request) {
  const match = /(?:^|;\s*)sid=([\w-]+)/.exec(request.headers.cookie ?? '');
  return match ? match[1] : null;
}

function localeOf(header = '') {
  const wanted = header.slice(0, 2).toLowerCase();
  return wanted in CURRENCIES ? wanted : 'en';
}

module.exports = { of, close };
