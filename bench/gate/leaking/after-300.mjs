const kept = new Map();
export function iteration(n) {
  let sum = 0;
  for (let i = 0; i < 20_000; i++) sum += i % 7;
  if (n > 300) kept.set(n, { sum });
}
