const pool = [];
export async function iteration(n) {
  const connection = pool.pop() ?? { buffer: Buffer.alloc(1000), n };
  await null;
  pool.push(connection);
}
