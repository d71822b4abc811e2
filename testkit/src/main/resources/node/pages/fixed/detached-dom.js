'use strict';

{
  const removed = [];

  operations.push((number) => {
    const toast = document.createElement('div');
    toast.append(document.createElement('span'), `message ${number}`);
    document.body.append(toast);
    toast.remove();
    removed[number % 20] = toast.textContent;
  });
}
