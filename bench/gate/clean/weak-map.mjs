const texts = new WeakMap();
export async function iteration(n) {
  const key = { n };
  texts.set(key, `text ${n}`);
  await null;
  return texts.get(key);
}
