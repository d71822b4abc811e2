'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rules-'));
const file = path.join(folder, 'rules.js');
fs.writeFileSync(file, 'module.exports = { rules: Array.from({ length: 20 }, (_, rule) => ({ rule })) };\n');
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));

/** Loads the rules anew for each operation. */
module.exports = function handle() {
  delete require.cache[require.resolve(file)];
  return require(file).rules.length;
};
