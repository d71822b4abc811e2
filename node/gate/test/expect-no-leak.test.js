import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import inspector from 'node:inspector';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { expectNoLeak, LeakError } from '../index.js';

const folder = mkdtempSync(join(tmpdir(), 'gate-'));
after(() => rmSync(folder, { recursive: true }));

/** A program that speaks as `tidemark gate --attach` does: asks for rounds of operations, then writes its result. */
function tool(name, result, code = 0) {
  const file = join(folder, name);
  writeFileSync(
    file,
    `#!${process.execPath}
const lines = require('readline').createInterface({ input: process.stdin });
const script = ['ready', 'run 3', 'done 3', 'run 2', 'done 2', 'end', 'ended'];
const fail = (why) => { console.error('tidemark: ' + why); process.exit(3); };
if (!process.argv[4 + 1].startsWith('ws://')) fail('no inspector: ' + process.argv);
lines.on('line', (line) => {
  const found = line.replace('tidemark-gate: ', '');
  if (found !== script.shift()) fail(found);
  if (script.length > 0) return console.log(script.shift());
  require('fs').writeFileSync(process.argv[process.argv.indexOf('--output') + 1], ${JSON.stringify(JSON.stringify(result))});
  process.exitCode = ${code};
  lines.close();
});
`,
  );
  chmodSync(file, 0o755);
  return file;
}

const finding = {
  title: 'the array kept only grows',
  holder: { path: 'module a.test.js > kept : Array' },
  allocationSite: null,
  fix: { text: 'Bound it.' },
};
const passed = { result: 'pass', iterations: 5, findings: [], because: ['flat'] };

test('an operation that does not leak passes, and is done as often as it is asked for', async () => {
  const seen = [];
  const result = await expectNoLeak(async (n) => seen.push(n), { tidemark: tool('pass', passed) });
  assert.equal(result.result, 'pass');
  assert.deepEqual(seen, [0, 1, 2, 3, 4]);
});

test('a leak is an error with its path and its fix', async () => {
  const tidemark = tool('fail', { ...passed, result: 'fail', findings: [finding] }, 1);
  await assert.rejects(expectNoLeak(() => {}, { tidemark }), (error) => {
    assert.ok(error instanceof LeakError);
    assert.match(error.message, /module a\.test\.js > kept : Array/);
    assert.match(error.message, /Bound it\./);
    return true;
  });
});

test('what is undecided fails unless it may pass', async () => {
  const tidemark = tool('open', { ...passed, result: 'undecided', because: ['the budget ended'] }, 4);
  await assert.rejects(expectNoLeak(() => {}, { tidemark }), /undecided whether it leaks.*the budget ended/);
  assert.equal((await expectNoLeak(() => {}, { tidemark, undecided: 'pass' })).result, 'undecided');
});

test('an operation that throws is told with its message', async () => {
  const operation = () => {
    throw new RangeError('no\nbed');
  };
  await assert.rejects(expectNoLeak(operation, { tidemark: tool('throws', passed) }), /failed RangeError: no bed/);
});

test('a missing program is one clear line, or a test that is skipped', async () => {
  const tidemark = join(folder, 'none');
  await assert.rejects(expectNoLeak(() => {}, { tidemark }), /expected the program .*none, found none\. Set TIDEMARK/);
  assert.equal(await expectNoLeak(() => {}, { tidemark, missing: 'skip' }), undefined);
});

test('the package can be required as well as imported', () => {
  assert.equal(createRequire(import.meta.url)('@tidemark/gate').expectNoLeak, expectNoLeak);
});

test('the inspector is closed again', () => {
  assert.equal(inspector.url(), undefined);
});
