import { parse } from './csv.mjs';

/** Imports a file and says how to take the import back. */
export function importFile(number) {
  const rows = parse(number);
  const valid = () => rows.filter((row) => row.quantity > 0);

  const removed = { table: 'stock', batch: number };
  function undo() {
    return removed;
  }
  return { rows: valid().length, undo };
}
