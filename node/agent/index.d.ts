export interface Settings {
  /** Where samples are posted, such as `'http://monitor:7117/v1/metrics'` (default: `$TIDEMARK_URL`; without it none are). */
  url?: string;
  /** Milliseconds between two samples (default: 15 000). */
  interval?: number;
  /** What people call this program (default: `$OTEL_SERVICE_NAME`, or the name of its script). */
  service?: string;
  /** Its version (default: `$TIDEMARK_SERVICE_VERSION`, or that of the package npm runs). */
  version?: string;
  /** Which of several (default: `$TIDEMARK_INSTANCE`, or the host's name, with the number that PM2 or cluster gave). */
  instance?: string;
  /** A file with the token that is sent along (default: `$TIDEMARK_TOKEN_FILE`). It is read each time. */
  tokenFile?: string;
  /** More headers. */
  headers?: Record<string, string>;
}

export interface Agent {
  /** A page of metrics in Prometheus' text format, sampled now. */
  text(): string;
  /** How the sending goes. */
  status(): { waiting: number; dropped: number; lastStatus?: number; error?: string };
  /** Stops sampling and sending. */
  close(): void;
}

/** Begins to sample this process' memory. Never throws, and does not keep the process alive. */
export function start(settings?: Settings): Agent;
