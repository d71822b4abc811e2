// A guest in somebody's process: it has no dependencies, keeps nothing alive, holds a bounded number of samples, and never throws.

import { hostname } from 'node:os';
import { basename, dirname } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { otlp, prometheus } from './otlp.js';
import { Sampler } from './sampler.js';
import { post } from './sender.js';

const INTERVAL_MS = 15_000;

/** What is kept while nobody answers: 10 minutes at the usual interval. */
const MOST_SAMPLES = 40;

const TOO_MANY_REQUESTS = 429;

export function start(settings = {}) {
  try {
    return new Agent(settings);
  } catch (error) {
    return new Idle(error);
  }
}

class Agent {
  #resource;
  #target;
  #sampler;
  #timer;
  #waiting = [];
  #sending = false;
  #dropped = 0;
  #lastStatus;

  constructor(settings) {
    if (!isMainThread) throw new Error('@tidemark/agent: expected the main thread, found a worker thread');
    const environment = process.env;
    this.#resource = {
      'service.name': settings.service ?? environment.OTEL_SERVICE_NAME ?? scriptName(),
      'service.version': settings.version ?? environment.TIDEMARK_SERVICE_VERSION ?? environment.npm_package_version,
      'service.instance.id': settings.instance ?? environment.TIDEMARK_INSTANCE ?? instanceName(environment),
    };
    this.#target = {
      url: settings.url ?? environment.TIDEMARK_URL,
      headers: settings.headers ?? {},
      tokenFile: settings.tokenFile ?? environment.TIDEMARK_TOKEN_FILE,
    };
    this.#sampler = new Sampler();
    if (this.#target.url) {
      this.#timer = setInterval(() => this.#tick(), Math.max(100, settings.interval ?? INTERVAL_MS));
      this.#timer.unref();
    }
  }

  #tick() {
    try {
      this.#waiting.push(this.#sampler.sample());
      while (this.#waiting.length > MOST_SAMPLES) {
        this.#waiting.shift();
        this.#dropped++;
      }
      this.#send();
    } catch {
      // A guest: whatever it is, the program goes on.
    }
  }

  async #send() {
    if (this.#sending) return;
    this.#sending = true;
    try {
      const samples = [...this.#waiting];
      this.#lastStatus = await post(this.#target, JSON.stringify(otlp(this.#resource, samples)));
      const refused = this.#lastStatus >= 400 && this.#lastStatus < 500 && this.#lastStatus !== TOO_MANY_REQUESTS;
      if (refused) this.#dropped += samples.length;
      if (refused || (this.#lastStatus >= 200 && this.#lastStatus < 300)) {
        this.#waiting = this.#waiting.filter((sample) => !samples.includes(sample));
      }
    } catch {
      // As above.
    } finally {
      this.#sending = false;
    }
  }

  /** A page of metrics, to be served under an address of the program's own. */
  text() {
    try {
      return prometheus(this.#sampler.sample());
    } catch {
      return '';
    }
  }

  status() {
    return { waiting: this.#waiting.length, dropped: this.#dropped, lastStatus: this.#lastStatus, error: undefined };
  }

  close() {
    clearInterval(this.#timer);
    this.#sampler.close();
  }
}

/** Stands in where the agent cannot work. */
class Idle {
  #error;

  constructor(error) {
    this.#error = error;
  }

  text() {
    return '';
  }

  status() {
    return { waiting: 0, dropped: 0, lastStatus: undefined, error: String(this.#error?.message ?? this.#error) };
  }

  close() {}
}

/** Files that many programs begin in are named after the folder around them. */
function scriptName() {
  let path = process.argv[1] ?? 'node';
  let name = basename(path).replace(/\.[cm]?[jt]s$/, '');
  while (/^(index|server|main|app|start|dist|src|build|bin)$/.test(name) && dirname(path) !== path) {
    path = dirname(path);
    name = basename(path) || name;
  }
  return name;
}

/** The same after a restart: not the process id. PM2 numbers the instances of a program, and so does cluster. */
function instanceName(environment) {
  const number = environment.NODE_APP_INSTANCE ?? environment.NODE_UNIQUE_ID;
  return number === undefined ? hostname() : `${hostname()}:${number}`;
}
