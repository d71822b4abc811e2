// One result for each of 2,000 keys, asked for by chance.
const memo = new Map();
export function iteration() {
  const key = Math.floor(Math.random() * 2000);
  if (!memo.has(key)) memo.set(key, { key, text: 'x'.repeat(key % 50) });
  return memo.get(key);
}
