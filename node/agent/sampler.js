// What this process' memory looks like. Nothing here waits, and nothing here throws.

import { totalmem } from 'node:os';
import { constants, performance, PerformanceObserver } from 'node:perf_hooks';
import v8 from 'node:v8';

/** Later than this after a full collection, the heap holds new garbage: what it leaves is not seen any more. */
const FRESH_MS = 250;

const KINDS = new Map([
  [constants.NODE_PERFORMANCE_GC_MAJOR, 'major'],
  [constants.NODE_PERFORMANCE_GC_MINOR, 'minor'],
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL, 'incremental'],
  [constants.NODE_PERFORMANCE_GC_WEAKCB, 'weakcb'],
]);

export class Sampler {
  #startSeconds = Date.now() / 1000 - process.uptime();
  #collections = new Map([...KINDS.values()].map((kind) => [kind, { count: 0, seconds: 0 }]));
  #afterFullGc;
  #observer = new PerformanceObserver((list) => this.#collected(list.getEntries()));

  constructor() {
    this.#observer.observe({ entryTypes: ['gc'] });
  }

  #collected(entries) {
    for (const entry of entries) {
      const kind = KINDS.get(entry.detail?.kind ?? entry.kind);
      const collections = this.#collections.get(kind);
      if (collections === undefined) continue;
      collections.count++;
      collections.seconds += entry.duration / 1000;
      if (kind === 'major' && performance.now() - entry.startTime - entry.duration < FRESH_MS) {
        this.#afterFullGc = process.memoryUsage().heapUsed;
      }
    }
  }

  /** Bytes, counts and seconds; what is not known is undefined. */
  sample() {
    const memory = process.memoryUsage();
    return {
      millis: Date.now(),
      startSeconds: this.#startSeconds,
      rss: memory.rss,
      heapUsed: memory.heapUsed,
      heapTotal: memory.heapTotal,
      heapLimit: v8.getHeapStatistics().heap_size_limit,
      external: memory.external,
      arrayBuffers: memory.arrayBuffers,
      heapAfterFullGc: this.#afterFullGc,
      limit: containerLimit(),
      activeResources: process.getActiveResourcesInfo?.().length,
      collections: new Map([...this.#collections].map(([kind, seen]) => [kind, { ...seen }])),
    };
  }

  close() {
    this.#observer.disconnect();
  }
}

/** Of the control group; where there is none, Node.js tells 0, the machine's memory, or more than any machine has. */
function containerLimit() {
  const limit = process.constrainedMemory?.() ?? 0;
  return limit > 0 && limit < totalmem() ? limit : undefined;
}
