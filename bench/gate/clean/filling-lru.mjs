// Full after 5,000 operations; until then it grows like a leak.
const cache = new Map();
export function iteration(n) {
  cache.set(`k${n}`, { n, text: `v${n}` });
  if (cache.size > 5000) cache.delete(cache.keys().next().value);
}
