const names = ['zlib', 'crypto', 'dns', 'http2', 'tls', 'readline', 'repl', 'worker_threads', 'child_process'];
export async function iteration(n) {
  if (n % 200 === 0 && n / 200 < names.length) await import(`node:${names[n / 200]}`);
  return JSON.stringify({ n });
}
