export interface Options {
  /** Names the scenario in reports and in the baseline (default: the operation's name). */
  name?: string;
  /** CPU seconds that it may take, such as `'60s'` (the default) or `'3m'`. */
  budget?: string;
  /** What counts when the budget ends before it is certain (default: `'fail'`). */
  undecided?: 'pass' | 'fail';
  /** The program that is called (default: `$TIDEMARK`, or `tidemark` on the PATH). */
  tidemark?: string;
  /** What counts when that program is not there (default: `$TIDEMARK_MISSING`, or `'fail'`). */
  missing?: 'skip' | 'fail';
  /** More options of `tidemark gate`, such as `['--baseline', 'known.json']`. */
  options?: string[];
}

/** The document that `tidemark gate --json` prints. */
export interface Result {
  result: 'pass' | 'fail' | 'undecided';
  iterations: number;
  findings: object[];
  because: string[];
}

/** What leaks, with its retaining path and its fix. */
export class LeakError extends Error {
  readonly result: Result;
}

/**
 * Does an operation again and again until it is certain whether it leaks, and rejects with a
 * `LeakError` if it does. Give the test a timeout of some minutes.
 */
export function expectNoLeak(
  operation: (n: number) => unknown,
  options?: Options,
): Promise<Result | undefined>;
