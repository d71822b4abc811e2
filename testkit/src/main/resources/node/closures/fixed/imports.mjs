import { parse } from './csv.mjs';

/** Imports a file and says how to take the import back. */
export function importFile(number) {
  const rows = parse(number);
  const valid = rows.filter((row) => row.quantity > 0);
  return { rows: valid.length, undo: undoOf(number) };
}

/** A function of its own, so that the action does not share a scope with the rows. */
function undoOf(batch) {
  const removed = { table: 'stock', batch };
  return function undo() {
    return removed;
  };
}
