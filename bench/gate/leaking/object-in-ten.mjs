const kept = [];
export function iteration(n) {
  if (n % 10 === 0) kept.push({ a: n, b: n * 2 });
}
