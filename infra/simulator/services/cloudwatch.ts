/** One metric with one set of dimension values, summed over the whole run. */
export interface MetricSeries {
  readonly name: string;
  readonly unit: string;
  readonly dimensions: Readonly<Record<string, string>>;
  sum: number;
  /** How many values. */
  count: number;
  minimum: number;
  maximum: number;
  /** Timestamp of the latest value (epoch ms). */
  latestMs: number;
}

/** Settings of simulated CloudWatch. */
export interface CloudWatchOptions {
  /** Log lines kept for each function. @default 1,000 */
  readonly keptLines?: number;
  /** Sees every line as it comes. @default nobody */
  readonly onLine?: (functionId: string, line: string) => void;
}

/** Log lines and metrics that the functions wrote. */
export interface SimulatedCloudWatch {
  /** Takes a log line; one in Embedded Metric Format counts its metrics. */
  log(functionId: string, line: string): void;
  /** The latest lines of a function, oldest first. */
  lines(functionId: string): readonly string[];
  /** One metric with exactly these dimensions. */
  series(namespace: string, name: string, dimensions: Readonly<Record<string, string>>): MetricSeries | undefined;
  /** All metrics of a namespace, in the order in which they first came. */
  metrics(namespace: string): readonly MetricSeries[];
}

interface MetricDirective {
  readonly Namespace: string;
  readonly Dimensions?: readonly (readonly string[])[];
  readonly Metrics?: readonly { readonly Name: string; readonly Unit?: string }[];
}

/** CloudWatch as far as functions reach it: through their log, with metrics in Embedded Metric Format. */
export function simulateCloudWatch(options: CloudWatchOptions = {}): SimulatedCloudWatch {
  const { keptLines = 1_000, onLine } = options;
  const linesByFunction = new Map<string, string[]>();
  const seriesByNamespace = new Map<string, Map<string, MetricSeries>>();

  const count = (directive: MetricDirective, root: Readonly<Record<string, unknown>>, atMs: number) => {
    let series = seriesByNamespace.get(directive.Namespace);
    if (series === undefined) seriesByNamespace.set(directive.Namespace, (series = new Map()));
    for (const { Name, Unit = 'None' } of directive.Metrics ?? []) {
      const values = [root[Name]].flat().filter((value) => typeof value === 'number');
      for (const names of directive.Dimensions ?? [[]]) {
        const dimensions = Object.fromEntries(names.map((name) => [name, String(root[name])]));
        add(series, { name: Name, unit: Unit, dimensions }, values, atMs);
      }
    }
  };

  return {
    log: (functionId, line) => {
      let lines = linesByFunction.get(functionId);
      if (lines === undefined) linesByFunction.set(functionId, (lines = []));
      lines.push(line);
      if (lines.length >= 2 * keptLines) lines.splice(0, lines.length - keptLines);
      onLine?.(functionId, line);
      if (!line.startsWith('{') || !line.includes('"_aws"')) return;
      const root = parsed(line);
      const metadata = root?._aws as { readonly Timestamp?: number; readonly CloudWatchMetrics?: readonly MetricDirective[] } | undefined;
      if (root === undefined) return;
      for (const directive of metadata?.CloudWatchMetrics ?? []) count(directive, root, metadata?.Timestamp ?? 0);
    },
    lines: (functionId) => (linesByFunction.get(functionId) ?? []).slice(-keptLines),
    series: (namespace, name, dimensions) => seriesByNamespace.get(namespace)?.get(keyOf({ name, dimensions })),
    metrics: (namespace) => [...(seriesByNamespace.get(namespace)?.values() ?? [])],
  };
}

function add(
  series: Map<string, MetricSeries>,
  metric: Pick<MetricSeries, 'name' | 'unit' | 'dimensions'>,
  values: readonly number[],
  atMs: number,
): void {
  const key = keyOf(metric);
  for (const value of values) {
    const known = series.get(key);
    if (known === undefined) {
      series.set(key, { ...metric, sum: value, count: 1, minimum: value, maximum: value, latestMs: atMs });
      continue;
    }
    known.sum += value;
    known.count++;
    known.minimum = Math.min(known.minimum, value);
    known.maximum = Math.max(known.maximum, value);
    known.latestMs = Math.max(known.latestMs, atMs);
  }
}

function keyOf({ name, dimensions }: Pick<MetricSeries, 'name' | 'dimensions'>): string {
  return JSON.stringify([name, dimensions]);
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
