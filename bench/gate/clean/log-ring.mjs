const ring = [];
export function iteration(n) {
  ring[n % 1024] = `line ${n} ${'x'.repeat(n % 40)}`;
}
