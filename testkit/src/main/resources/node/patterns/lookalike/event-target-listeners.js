'use strict';

const settings = new EventTarget();
const views = Array.from({ length: 60 }, (_, number) => ({ number, theme: 'light' }));

for (const view of views) settings.addEventListener('change', () => (view.theme = 'dark'));

/** All listeners are there from the start; the event is sent at every operation. */
module.exports = function handle() {
  settings.dispatchEvent(new Event('change'));
};
