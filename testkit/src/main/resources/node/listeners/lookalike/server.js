'use strict';

const run = require('../../harness.js');
const { Upload } = require('./upload.js');
const plugins = require('./plugins.js');

plugins.install();

run(({ number, path }) => {
  if (number % 25 === 0) plugins.reload(`revision-${number}`);
  const upload = new Upload(path, 1024 + (number % 7) * 100);
  return upload.receive();
});
