// A gateway. It makes much garbage and keeps none of it: no leak.
const { everyTick } = require('./traffic');

function forward(request) {
  const headers = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`x-header-${i}`, `${request}-${i}`]));
  const body = JSON.stringify({ headers, payload: Array.from({ length: 100 }, (_, i) => i * request) });
  return JSON.parse(body);
}

let request = 0;
everyTick(() => forward(request++));
