// Entries live for three seconds.
const cache = new Map();
export async function iteration(n) {
  cache.set(n, { n });
  setTimeout(() => cache.delete(n), 3000).unref();
  if (n % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
}
