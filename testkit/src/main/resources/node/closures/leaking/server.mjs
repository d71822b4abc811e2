import run from '../../harness.js';
import { importFile } from './imports.mjs';
import { remember } from './undo.mjs';

run(({ number }) => {
  const { rows, undo } = importFile(number);
  remember(undo);
  return { imported: rows };
});
