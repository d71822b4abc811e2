// Runs a scenario that uses a page of a browser, which is what is examined: page-runner.mjs FILE SOCKET [URL]

import { NoEffect, doesNothing, load, serve } from './dialogue.mjs';
import { openPage } from './page.mjs';

const [file, socket, url] = process.argv.slice(2);

const isEmpty = async (page) => (await page.evaluate('location.href')) === 'about:blank';

serve(file, async () => {
  const scenario = await load(file, 'action', 'iteration');
  const parts = [scenario.action ?? scenario.iteration, scenario.back].filter((part) => typeof part === 'function');
  if (parts.every(doesNothing)) throw new NoEffect(parts.map((part) => `${part.name}(page)`).join(' and '));
  const page = await openPage(socket);
  const first = url ?? (typeof scenario.url === 'function' ? scenario.url() : scenario.url);
  if (first) await page.goto(first);
  else if (await isEmpty(page) && !scenario.setup) {
    throw new TypeError('no page is open: give a URL after --chrome, export url, or go to one in setup(page)');
  }
  await scenario.setup?.(page);
  return {
    async operation(n) {
      await (scenario.action ?? scenario.iteration)(page, n);
      await scenario.back?.(page, n);
    },
    tearDown: () => scenario.teardown?.(page),
  };
});
