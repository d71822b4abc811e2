'use strict';

const rooms = {};

function join(room, user) {
  (rooms[room] ??= []).push(user);
}

function leave(room, user) {
  rooms[room].splice(rooms[room].indexOf(user), 1);
  if (rooms[room].length === 0) delete rooms[room];
}

/** The room goes with the last one. */
module.exports = function handle({ number }) {
  const user = { number };
  join(`room-${number}`, user);
  leave(`room-${number}`, user);
};
