'use strict';

{
  const views = Array.from({ length: 60 }, (_, number) => ({ number, width: 0 }));
  for (const view of views) window.addEventListener('resize', () => view.width++);

  /** All listeners are there from the start; others come and go with their elements. */
  operations.push(() => {
    window.dispatchEvent(new Event('resize'));
    document.createElement('button').addEventListener('click', () => views.length);
  });
}
