'use strict';

const { EventEmitter } = require('node:events');

const NAMES = Array.from({ length: 60 }, (_, i) => `plugin-${i + 1}`);

const lifecycle = new EventEmitter();
lifecycle.setMaxListeners(NAMES.length + 10);

let installed = [];

/** Each plugin listens once, as long as it is installed. */
function install(revision = 'initial') {
  installed = NAMES.map((name) => {
    const plugin = { name, revision, settings: { enabled: true, order: name.length } };
    const onUpload = function onUpload(size) {
      plugin.last = size;
    };
    lifecycle.on('upload', onUpload);
    return { plugin, onUpload };
  });
}

function reload(revision) {
  for (const { onUpload } of installed) lifecycle.off('upload', onUpload);
  install(revision);
}

module.exports = { install, reload, lifecycle };
