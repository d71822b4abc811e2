export async function iteration(n) {
  const copy = JSON.parse(JSON.stringify({ n, list: Array.from({ length: 200 }, (_, i) => i) }));
  await null;
  return copy.list.length;
}
