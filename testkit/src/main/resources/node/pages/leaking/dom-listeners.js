'use strict';

/** A view that listens to the window, and is never told that it is closed. */
operations.push((number) => {
  const view = { number, rows: Array.from({ length: 20 }, (_, row) => ({ row })) };
  window.addEventListener('resize', function onResize() {
    view.rows.reverse();
  });
});
