// Functions become hot one after the other.
const functions = Array.from(
  { length: 30 },
  (_, i) => new Function('a', 'b', `let s = 0; for (let i = 0; i < 50; i++) s += a * ${i} + b; return s;`),
);
export function iteration(n) {
  return functions.filter((_, i) => n > i * 100).reduce((sum, f, i) => sum + f(n, i), 0);
}
