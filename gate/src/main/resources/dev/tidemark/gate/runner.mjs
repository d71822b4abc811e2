// Runs a scenario in its own process, which is the one that is examined: runner.mjs FILE

import { NoEffect, doesNothing, load, serve } from './dialogue.mjs';

const file = process.argv[2];

serve(file, async () => {
  const scenario = await load(file, 'iteration');
  if (doesNothing(scenario.iteration)) throw new NoEffect('iteration()');
  await scenario.setup?.();
  return {
    operation: (n) => scenario.iteration(n),
    tearDown: () => scenario.teardown?.(),
  };
});
