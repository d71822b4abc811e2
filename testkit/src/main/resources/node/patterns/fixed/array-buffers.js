'use strict';

const thumbnails = new Map();
const MOST = 50;

module.exports = function handle({ number }) {
  thumbnails.set(`picture-${number}`, new Uint8Array(20_000).fill(number));
  if (thumbnails.size > MOST) thumbnails.delete(thumbnails.keys().next().value);
};
