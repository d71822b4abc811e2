'use strict';

const settings = new EventTarget();

module.exports = function handle({ number }) {
  const view = { number, theme: 'light', widgets: Array.from({ length: 12 }, () => ({ shown: true })) };
  settings.addEventListener('change', function onSettings(event) {
    view.theme = event.detail;
  });
};
