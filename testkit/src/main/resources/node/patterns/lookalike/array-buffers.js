'use strict';

const frames = Array.from({ length: 40 }, () => new Uint8Array(20_000));

/** Forty frames that are filled again and again, and one buffer that goes. */
module.exports = function handle({ number }) {
  frames[number % frames.length].set(new Uint8Array(20_000).fill(number));
};
