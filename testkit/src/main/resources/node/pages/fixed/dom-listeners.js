'use strict';

operations.push((number) => {
  const closed = new AbortController();
  const view = { number, rows: Array.from({ length: 20 }, (_, row) => ({ row })) };
  window.addEventListener('resize', () => view.rows.reverse(), { signal: closed.signal });
  closed.abort();
});
