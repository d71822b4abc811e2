// A page of a browser, driven by the DevTools protocol, for scenarios of projects without a library for that. Functions have the
// names that they have there.

/** So long it is waited for what a page is to show. */
const PATIENCE_MS = 10_000;
const LOOK_AGAIN_MS = 20;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The page behind this WebSocket. */
export async function openPage(url) {
  const session = await Session.open(url);
  await session.call('Page.enable');
  session.on('Page.javascriptDialogOpening', () => session.call('Page.handleJavaScriptDialog', { accept: true }));
  return new Page(session);
}

class Session {
  #socket;
  #calls = 0;
  #waiting = new Map();
  #listeners = new Map();

  static open(url) {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url);
      socket.onopen = () => resolve(new Session(socket));
      socket.onerror = () => reject(new Error(`${url}: expected a page, found none`));
    });
  }

  constructor(socket) {
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.#hear(JSON.parse(data));
    socket.onclose = () => this.#end('the page was closed');
    this.on('Inspector.targetCrashed', () => this.#end('the page crashed'));
  }

  call(method, params = {}) {
    const id = ++this.#calls;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  /** Calls the listener for each such event, until it is taken away: on() returns what does that. */
  on(event, listener) {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  #hear({ id, method, params, result, error }) {
    if (method) {
      this.#listeners.get(method)?.forEach((listener) => listener(params));
      return;
    }
    const call = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) call?.reject(new Error(error.message));
    else call?.resolve(result);
  }

  #end(why) {
    this.#waiting.forEach(({ reject }) => reject(new Error(why)));
    this.#waiting.clear();
  }
}

/** Runs in the page: the middle of an element that can be seen, brought into view. */
function middleOf(selector) {
  const element = document.querySelector(selector);
  element?.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  const box = element?.getBoundingClientRect();
  return box?.width && box.height ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
}

/** Runs in the page: whether there is an element to type into, which then has the focus. */
function focus(selector) {
  const element = document.querySelector(selector);
  element?.focus();
  return element !== null;
}

class Page {
  #session;

  constructor(session) {
    this.#session = session;
  }

  /** Opens a URL, and waits until it is loaded. */
  async goto(url) {
    await this.#loading(async () => {
      const { errorText, loaderId } = await this.#session.call('Page.navigate', { url });
      if (errorText) throw new Error(`goto ${url}: ${errorText}`);
      return loaderId !== undefined; // none for another part of the same document
    }, `goto ${url}`);
  }

  /** Goes back in the history, and waits until that page is shown. */
  async goBack() {
    const { currentIndex, entries } = await this.#session.call('Page.getNavigationHistory');
    if (currentIndex === 0) throw new Error('goBack: there is no page before this one');
    await this.#loading(async () => {
      await this.#session.call('Page.navigateToHistoryEntry', { entryId: entries[currentIndex - 1].id });
      return true;
    }, 'goBack');
  }

  /** Loads the page again. */
  async reload() {
    await this.#loading(async () => {
      await this.#session.call('Page.reload');
      return true;
    }, 'reload');
  }

  /** Does what may load a document, and waits for that document if it says so. */
  async #loading(navigate, what) {
    let arrived;
    const arrival = new Promise((resolve) => (arrived = resolve));
    const events = ['Page.loadEventFired', 'Page.navigatedWithinDocument', 'Page.frameStoppedLoading'];
    const offs = events.map((event) => this.#session.on(event, arrived));
    const deadline = setTimeout(() => arrived(new Error(`${what}: not loaded within ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
    try {
      const failed = (await navigate()) ? await arrival : undefined;
      if (failed instanceof Error) throw failed;
    } finally {
      clearTimeout(deadline);
      offs.forEach((off) => off());
    }
  }

  /** Calls a function in the page, or evaluates an expression there; arguments and result are JSON. */
  async evaluate(code, ...values) {
    const given = values.map((value) => JSON.stringify(value) ?? 'undefined').join(', ');
    const { result, exceptionDetails } = await this.#session.call('Runtime.evaluate', {
      expression: typeof code === 'function' ? `(${code})(${given})` : code,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    });
    if (exceptionDetails) {
      throw new Error(`in the page: ${exceptionDetails.exception?.description?.split('\n')[0] ?? exceptionDetails.text}`);
    }
    return result.value;
  }

  /** Waits until an element is there, or a function returns something true in the page; returns that. */
  async waitFor(what, ...values) {
    const isThere = (selector) => document.querySelector(selector) !== null;
    return typeof what === 'function'
      ? this.#until('waitFor', what, ...values)
      : this.#until(`waitFor ${what}`, isThere, what);
  }

  waitForSelector(selector) {
    return this.waitFor(selector);
  }

  waitForFunction(code, ...values) {
    return this.waitFor(code, ...values);
  }

  async #until(what, code, ...values) {
    const end = performance.now() + PATIENCE_MS;
    let found;
    while (!(found = await this.#inAnyDocument(code, ...values))) {
      if (performance.now() > end) throw new Error(`${what}: expected within ${PATIENCE_MS / 1000} s, found nothing`);
      await pause(LOOK_AGAIN_MS);
    }
    return found;
  }

  /** Where one document gives way to another, the answer is not there yet. */
  async #inAnyDocument(code, ...values) {
    try {
      return await this.evaluate(code, ...values);
    } catch (error) {
      if (/context|navigated/i.test(error.message) && !error.message.startsWith('in the page')) return undefined;
      throw error;
    }
  }

  /** Clicks into the middle of an element, once it can be seen. */
  async click(selector) {
    const middle = await this.#until(`click ${selector}`, middleOf, selector);
    for (const type of ['mousePressed', 'mouseReleased']) {
      await this.#session.call('Input.dispatchMouseEvent', { type, ...middle, button: 'left', clickCount: 1 });
    }
  }

  /** Types text into an element, after what is there. */
  async type(selector, text) {
    await this.#until(`type ${selector}`, focus, selector);
    await this.#session.call('Input.insertText', { text });
  }

  /** The URL that is shown. */
  url() {
    return this.evaluate('location.href');
  }
}
