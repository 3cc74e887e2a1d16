import { UnsupportedError } from '../../errors.ts';
import type { ApiGateway } from '../apigateway/apigateway.ts';
import type { SimulatedCloudWatch } from '../cloudwatch.ts';
import type { Lambda } from '../lambda/lambda.ts';
import type { SimulatedSes } from '../ses/ses.ts';
import type { SimulatedSqs } from '../sqs.ts';

/** Gives the value of a metric for the time since it was asked last, once a minute; undefined where nothing was measured. */
export type MetricSource = () => number | undefined;

/** Which metric, of what. */
export interface MetricQuery {
  readonly namespace: string;
  readonly name: string;
  readonly statistic: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** The services that publish metrics about themselves, and the metrics that functions write. */
export interface MetricServices {
  readonly apigateway: ApiGateway;
  readonly cloudwatch: SimulatedCloudWatch;
  readonly lambda: Lambda;
  readonly ses: SimulatedSes;
  readonly sqs: SimulatedSqs;
}

/**
 * Where the values of a metric come from. Services are asked when a value is due and tell nothing by themselves, so that metrics cost calls nothing.
 * @throws UnsupportedError for a metric that no service has here
 */
export function metricSource(services: MetricServices, query: MetricQuery): MetricSource {
  const { namespace, name, statistic, dimensions } = query;
  const source = sources(services)[`${namespace} ${name} ${statistic}`]?.(dimensions);
  if (source !== undefined) return source;
  if (namespace.startsWith('AWS/') || statistic !== 'Sum') throw new UnsupportedError('CloudWatch', `${statistic} of ${namespace} ${name}`);
  return written(services.cloudwatch, query);
}

type Dimensions = Readonly<Record<string, string>>;

/** By namespace, metric and statistic. */
function sources({ apigateway, lambda, ses, sqs }: MetricServices): Readonly<Record<string, (dimensions: Dimensions) => MetricSource>> {
  const ofFunction = (count: 'invocations' | 'errors' | 'throttles') => {
    return ({ FunctionName = '' }: Dimensions) =>
      whereUsed(
        () => lambda.usage(FunctionName)[count],
        () => lambda.usage(FunctionName).invocations + lambda.usage(FunctionName).throttles,
      );
  };
  const ofApi = (count: 'failed' | 'all') => {
    return ({ ApiName = '' }: Dimensions) => {
      // By its name, which a template may give before it makes the API.
      const answers = () => apigateway.named(ApiName)?.answers;
      return whereUsed(
        () => answers()?.[count] ?? 0,
        () => answers()?.all ?? 0,
      );
    };
  };
  return {
    'AWS/Lambda Invocations Sum': ofFunction('invocations'),
    'AWS/Lambda Errors Sum': ofFunction('errors'),
    'AWS/Lambda Throttles Sum': ofFunction('throttles'),
    'AWS/Lambda Duration p99': ({ FunctionName = '' }) => {
      const durations = lambda.recordDurations(FunctionName);
      return () => {
        const sorted = durations.splice(0).sort((one, other) => one - other);
        return sorted[Math.ceil(sorted.length * 0.99) - 1];
      };
    },
    'AWS/Lambda IteratorAge Maximum': ({ FunctionName = '' }) => {
      const fn = lambda.find(FunctionName);
      return () => {
        const age = fn.iteratorAgeMs;
        fn.iteratorAgeMs = undefined;
        return age;
      };
    },
    'AWS/SQS ApproximateNumberOfMessagesVisible Maximum': ({ QueueName = '' }) => {
      return () => sqs.depth(QueueName).waiting;
    },
    'AWS/SQS ApproximateAgeOfOldestMessage Maximum': ({ QueueName = '' }) => {
      return () => sqs.oldestAgeSeconds(QueueName);
    },
    'AWS/ApiGateway 5XXError Sum': ofApi('failed'),
    'AWS/ApiGateway Count Sum': ofApi('all'),
    'AWS/SES Reputation.BounceRate Maximum': () => () => ses.reputation().bounces,
    'AWS/SES Reputation.ComplaintRate Maximum': () => () => ses.reputation().complaints,
  };
}

/** What a function wrote in the Embedded Metric Format. */
function written(cloudwatch: SimulatedCloudWatch, { namespace, name, dimensions }: MetricQuery): MetricSource {
  const find = () => cloudwatch.series(namespace, name, dimensions);
  return whereUsed(
    () => find()?.sum ?? 0,
    () => find()?.count ?? 0,
  );
}

/** How much a sum grew; undefined where nothing was counted. */
function whereUsed(sum: () => number, count: () => number): MetricSource {
  let before = { sum: sum(), count: count() };
  return () => {
    const now = { sum: sum(), count: count() };
    const grown = now.count === before.count ? undefined : now.sum - before.sum;
    before = now;
    return grown;
  };
}
