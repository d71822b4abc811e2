// Runs a scenario that uses a page of a browser, which is what is examined: page-runner.mjs FILE BROWSER SOCKET [URL]

import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { NoEffect, doesNothing, load, serve } from './dialogue.mjs';
import { openPage } from './page.mjs';

const [file, browser, socket, url] = process.argv.slice(2);

/** Libraries whose pages a project's scenario expects, where the project has one of them. */
const LIBRARIES = {
  playwright: playwrightPages,
  '@playwright/test': playwrightPages,
  'playwright-core': playwrightPages,
  puppeteer: puppeteerPages,
  'puppeteer-core': puppeteerPages,
};

async function playwrightPages(library) {
  const connected = await library.chromium.connectOverCDP(browser);
  const pages = connected.contexts().flatMap((context) => context.pages());
  return pages.map((page) => ({ page, session: () => page.context().newCDPSession(page) }));
}

async function puppeteerPages(library) {
  const connected = await library.connect({ browserURL: browser, defaultViewport: null });
  return (await connected.pages()).map((page) => ({ page, session: () => page.createCDPSession() }));
}

async function pageOfLibrary(pagesOf, library) {
  for (const { page, session } of await pagesOf(library)) {
    const devtools = await session();
    const { targetInfo } = await devtools.send('Target.getTargetInfo');
    await devtools.detach();
    if (socket.endsWith(targetInfo.targetId)) return page;
  }
  throw new Error(`${socket}: expected a page of ${browser}, found others`);
}

/** The page as the project's own library has it; nothing where there is no such library. */
async function pageOfProject() {
  const require = createRequire(file);
  for (const [name, pagesOf] of Object.entries(LIBRARIES)) {
    let entry;
    try {
      entry = require.resolve(name);
    } catch {
      continue;
    }
    const library = await import(pathToFileURL(entry).href);
    return pageOfLibrary(pagesOf, library.default ?? library);
  }
  return undefined;
}

const isEmpty = async (page) => (await page.evaluate('location.href')) === 'about:blank';

serve(file, async () => {
  const scenario = await load(file, 'action', 'iteration');
  const parts = [scenario.action ?? scenario.iteration, scenario.back].filter((part) => typeof part === 'function');
  if (parts.every(doesNothing)) throw new NoEffect(parts.map((part) => `${part.name}(page)`).join(' and '));
  const page = (await pageOfProject()) ?? (await openPage(socket));
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
