'use strict';

const rooms = Object.fromEntries(Array.from({ length: 100 }, (_, room) => [`room-${room}`, []]));

/** A hundred rooms, most of them empty, and always the same ones. */
module.exports = function handle({ number }) {
  const room = rooms[`room-${number % 100}`];
  room.push({ number });
  room.length = 0;
};
