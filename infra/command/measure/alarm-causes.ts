import type { DeployedResource } from '#simulator/services/cloudformation/deploy.ts';
import type { Handler, Sandbox } from '#simulator/services/lambda/sandbox.ts';
import type { Simulator } from '#simulator/simulator.ts';

/** What every function does instead of its own work. */
export type Behaviour = 'answers' | 'fails' | 'takes 4 s';

/** How an alarm is made to fire. */
export interface Cause {
  readonly how: string;
  /** @default answers */
  readonly functions?: Behaviour;
  /** Whether schedules, queues and streams wake nobody. @default false */
  readonly nobodyWakes?: boolean;
  /** Done this often a minute, 0 for once. */
  readonly aMinute: number;
  act(simulator: Simulator): void;
}

/** The cause for an alarm, by the metric that it stands on. @throws Error for a metric that nobody knows to make */
export function causeOf({ properties }: DeployedResource): Cause {
  const { Namespace, MetricName, Threshold, Dimensions = [] } = properties as unknown as AlarmProperties;
  const of = (name: string) => Dimensions.find(({ Name }) => Name === name)?.Value ?? '';
  if (Namespace === 'Sluis') return counted(of('function'), MetricName, Threshold);
  const makers: Readonly<Record<string, () => Cause>> = {
    'AWS/Lambda Errors': () => called(of('FunctionName'), 'fails', 3),
    'AWS/Lambda Throttles': () => crowded(of('FunctionName')),
    'AWS/Lambda Duration': () => called(of('FunctionName'), 'takes 4 s', 3),
    'AWS/Lambda Invocations': () => ({ how: 'its schedule is switched off', nobodyWakes: true, aMinute: 0, act: () => undefined }),
    'AWS/Lambda IteratorAge': () => ({
      how: 'rows change, and the function fails',
      functions: 'fails',
      aMinute: 3,
      act: (simulator) => changeRows(simulator),
    }),
    'AWS/SQS ApproximateNumberOfMessagesVisible': () => sent(of('QueueName'), 'a message is buried'),
    'AWS/SQS ApproximateAgeOfOldestMessage': () => ({ ...sent(of('QueueName'), 'a message waits and wakes nobody'), nobodyWakes: true }),
    'AWS/ApiGateway 5XXError': () => asked(of('ApiName'), 'every request ends in an error', 'fails', 3),
    'AWS/ApiGateway Count': () => asked(of('ApiName'), `${Threshold} requests in a minute`, 'answers', Threshold * 1.05),
    'AWS/SES Reputation.BounceRate': () => mailed('every mail bounces', 'bounce@simulator.amazonses.com'),
    'AWS/SES Reputation.ComplaintRate': () => mailed('every mail is complained about', 'complaint@simulator.amazonses.com'),
  };
  const make = makers[`${Namespace} ${MetricName}`];
  if (make === undefined) throw new Error(`nobody knows how to make ${Namespace} ${MetricName}`);
  return make();
}

/** A handler that behaves so. */
export function behaving(behaviour: Behaviour, { clock }: Sandbox): Handler {
  return async () => {
    if (behaviour === 'takes 4 s') await clock.sleep(4_000);
    if (behaviour === 'fails') throw new Error('made to fail');
    return { statusCode: 200, headers: {}, body: '', batchItemFailures: [] };
  };
}

interface AlarmProperties {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Threshold: number;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: string }[];
}

function counted(name: string, metric: string, value: number): Cause {
  const directive = { Namespace: 'Sluis', Dimensions: [['function']], Metrics: [{ Name: metric, Unit: 'Count' }] };
  return {
    how: `${name} counts ${metric}, ${value} at a time`,
    aMinute: 3,
    act: ({ services }) =>
      services.cloudwatch.log(
        name,
        JSON.stringify({ _aws: { Timestamp: 0, CloudWatchMetrics: [directive] }, function: name, [metric]: value }),
      ),
  };
}

function called(functionName: string, functions: Behaviour, aMinute: number): Cause {
  return { how: `it ${functions}`, functions, aMinute, act: (simulator) => void simulator.invoke(functionName, {}).catch(() => undefined) };
}

/** More calls at once than the account lets run. */
function crowded(functionName: string): Cause {
  const calls = 1_100;
  const act = (simulator: Simulator) => {
    for (let call = 0; call < calls; call++) void simulator.invoke(functionName, {}).catch(() => undefined);
  };
  return { how: `${calls} calls come at once, every minute`, functions: 'takes 4 s', aMinute: 1, act };
}

function sent(queueName: string, how: string): Cause {
  return {
    how,
    aMinute: 0,
    act: ({ services: { sqs } }) => {
      const QueueUrl = `https://sqs.eu-west-1.amazonaws.com/123456789012/${queueName}`;
      sqs.operations.SendMessage?.({ QueueUrl, MessageBody: '{}' });
    },
  };
}

function asked(api: string, how: string, functions: Behaviour, aMinute: number): Cause {
  const headers = { host: 'x.example', authorization: 'AWS4-HMAC-SHA256 x' };
  // Each API has one of these.
  const paths = ['/console', '/not-before', '/'];
  const act = (simulator: Simulator) => {
    for (const path of paths) void simulator.http(api, { method: 'GET', path, headers });
  };
  return { how, functions, aMinute, act };
}

function mailed(how: string, to: string): Cause {
  return {
    how,
    aMinute: 3,
    act: ({ services: { ses } }) => {
      const Content = { Simple: { Subject: { Data: 'x' }, Body: { Text: { Data: 'x' } } } };
      ses.operations.SendEmail?.({ FromEmailAddress: 'notices@accounts.example', Destination: { ToAddresses: [to] }, Content });
    },
  };
}

/** Writes a new row into every table with a stream. */
function changeRows({ services: { dynamodb }, stacks }: Simulator): void {
  const tables = [...stacks.values()].flatMap(({ resources }) => [...resources.values()]);
  for (const { type, ref, properties } of tables) {
    if (type !== 'AWS::DynamoDB::GlobalTable' || properties.StreamSpecification === undefined) continue;
    const sk = [...dynamodb.rows(ref)].length;
    dynamodb.operations.PutItem?.({ TableName: ref, Item: { pk: 'made', sk: `order#${sk}`, state: 'waiting', order: 'made' } });
  }
}
