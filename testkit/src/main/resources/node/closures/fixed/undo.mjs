const LEVELS = 50;

const actions = [];

export function remember(action) {
  actions.push(action);
  if (actions.length > LEVELS) actions.shift();
}

export function undoLast() {
  return actions.pop()?.();
}
