// A buffer that is written out when 700 lines are in it.
let lines = [];
export function iteration(n) {
  lines.push({ n, line: `line ${n}` });
  if (lines.length === 700) lines = [];
}
