const seen = new Map();
export function iteration(n) {
  const key = `user-${(n * 7919) % 3000}`;
  seen.set(key, (seen.get(key) ?? 0) + 1);
}
