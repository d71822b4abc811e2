'use strict';

const run = require('../../harness.js');
const store = require('./session-store.js');
const { Visitor } = require('./visitor.js');

const present = [];

// Each request is a visitor who logs in; whoever came 60 visitors earlier logs out.
run(({ number }) => {
  const visitor = new Visitor(number);
  visitor.session = store.login(visitor.name);
  present.push(visitor);
  if (present.length > 60) store.logout(present.shift().session);
  return { online: store.count() };
});
