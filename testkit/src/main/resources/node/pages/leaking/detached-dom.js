'use strict';

const removed = [];

/** A message that is shown, taken away and kept. */
operations.push((number) => {
  const toast = document.createElement('div');
  toast.append(document.createElement('span'), `message ${number}`);
  document.body.append(toast);
  toast.remove();
  removed.push(toast);
});
