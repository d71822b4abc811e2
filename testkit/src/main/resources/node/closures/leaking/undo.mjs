const actions = [];

export function remember(action) {
  actions.push(action);
}

export function undoLast() {
  return actions.pop()?.();
}
