// Samples as other programs read them: OpenTelemetry's JSON, and Prometheus' text.

const CUMULATIVE = 2;

/** Of each value its name for OpenTelemetry, its unit, and its name for Prometheus, which is that of prom-client where it has one. */
const VALUES = [
  ['rss', 'process.memory.usage', 'By', 'process_resident_memory_bytes'],
  ['heapUsed', 'v8js.memory.heap.used', 'By', 'nodejs_heap_size_used_bytes'],
  ['heapTotal', 'v8js.memory.heap.space.size', 'By', 'nodejs_heap_size_total_bytes'],
  ['heapLimit', 'nodejs.memory.heap.size_limit', 'By', 'nodejs_memory_heap_size_limit_bytes'],
  ['heapAfterFullGc', 'nodejs.memory.heap.used_after_last_gc', 'By', 'nodejs_memory_heap_used_after_last_gc_bytes'],
  ['external', 'nodejs.memory.external', 'By', 'nodejs_external_memory_bytes'],
  ['arrayBuffers', 'nodejs.memory.array_buffers', 'By', 'nodejs_memory_array_buffers_bytes'],
  ['limit', 'process.memory.limit', 'By', 'process_memory_limit_bytes'],
  ['startSeconds', 'process.start.time', 's', 'process_start_time_seconds'],
  ['activeResources', 'v8js.resource.active', '{resource}', 'nodejs_active_resources_total'],
];

function attributes(values) {
  return Object.entries(values)
    .filter(([, value]) => value)
    .map(([key, value]) => ({ key, value: { stringValue: String(value) } }));
}

function nanos(millis) {
  return `${Math.round(millis)}000000`;
}

/** The message that carries samples to `/v1/metrics`. */
export function otlp(resource, samples) {
  const metrics = VALUES.map(([field, name, unit]) => ({
    name,
    unit,
    gauge: {
      dataPoints: samples
        .filter((sample) => sample[field] !== undefined)
        .map((sample) => ({ timeUnixNano: nanos(sample.millis), asDouble: sample[field] })),
    },
  }));
  metrics.push({
    name: 'v8js.gc.duration',
    unit: 's',
    histogram: { aggregationTemporality: CUMULATIVE, dataPoints: samples.flatMap(collections) },
  });
  return {
    resourceMetrics: [
      {
        resource: { attributes: attributes(resource) },
        scopeMetrics: [
          {
            scope: { name: '@tidemark/agent' },
            metrics: metrics.filter((metric) => (metric.gauge ?? metric.histogram).dataPoints.length > 0),
          },
        ],
      },
    ],
  };
}

function collections(sample) {
  return [...sample.collections].map(([kind, { count, seconds }]) => ({
    startTimeUnixNano: nanos(sample.startSeconds * 1000),
    timeUnixNano: nanos(sample.millis),
    count: String(count),
    sum: seconds,
    bucketCounts: [String(count)],
    explicitBounds: [],
    attributes: attributes({ 'v8js.gc.type': kind }),
  }));
}

/** A page of metrics in Prometheus' text format. */
export function prometheus(sample) {
  const lines = [];
  for (const [field, , , name] of VALUES) {
    if (sample[field] !== undefined) lines.push(`# TYPE ${name} gauge`, `${name} ${sample[field]}`);
  }
  lines.push('# TYPE nodejs_gc_duration_seconds summary');
  for (const [kind, { count, seconds }] of sample.collections) {
    lines.push(`nodejs_gc_duration_seconds_sum{kind="${kind}"} ${seconds}`, `nodejs_gc_duration_seconds_count{kind="${kind}"} ${count}`);
  }
  return `${lines.join('\n')}\n`;
}
