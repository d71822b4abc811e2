'use strict';

const rooms = {};

function join(room, user) {
  (rooms[room] ??= []).push(user);
}

function leave(room, user) {
  rooms[room].splice(rooms[room].indexOf(user), 1);
}

/** The last one leaves, and the empty room stays. */
module.exports = function handle({ number }) {
  const user = { number };
  join(`room-${number}`, user);
  leave(`room-${number}`, user);
};
