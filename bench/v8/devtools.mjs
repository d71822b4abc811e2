// Does with Chrome DevTools' own code what its memory panel does when a snapshot is opened: reads it, finds dominators
// and retained sizes, with a second worker for the dominators, and sums up classes. Prints them as JSON.
//
//   node --max-old-space-size=16384 devtools.mjs BUNDLE FILE

import { createReadStream } from 'node:fs';
import { isMainThread, MessageChannel, Worker, workerData } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';

console.warn = () => {}; // it warns of objects that only weak references reach

const [bundle, file] = process.argv.slice(2);
const { Loader, HS, Model } = await import(pathToFileURL(bundle));

if (isMainThread) {
  const snapshot = await open();
  const classes = Object.values(snapshot.aggregatesWithFilter(new Model.HeapSnapshotModel.NodeFilter()));
  const answer = {
    objects: snapshot.nodeCount,
    rootRetained: snapshot.retainedSizes[0],
    types: classes.map((one) => ({ name: one.name, count: one.count, shallow: one.self, retained: one.maxRet })),
  };
  process.stdout.write(JSON.stringify(answer), () => process.exit());
} else {
  new HS.SecondaryInitManager(workerData); // answers until the main thread exits
}

async function open() {
  const loader = new Loader.HeapSnapshotLoader({ sendEvent() {} });
  for await (const part of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    loader.write(part);
  }
  loader.close();
  const { port1, port2 } = new MessageChannel();
  const second = new Worker(new URL(import.meta.url), {
    argv: [bundle],
    workerData: port2,
    transferList: [port2],
    resourceLimits: { maxOldGenerationSizeMb: 16384 },
  });
  second.on('error', (error) => { throw error; });
  return loader.buildSnapshot(port1);
}
