const sessions = new Map();
export function iteration(n) {
  sessions.set(`s${n}`, { n, body: new Array(120).fill(n) });
}
