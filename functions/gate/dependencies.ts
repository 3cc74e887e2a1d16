import { type AccountKey, makeAccounts } from '#shared/aws/account/accounts.ts';
import { recent } from '#shared/aws/account/recent-rows.ts';
import { documentClient, quickly, secretsClient, sqsClient } from '#shared/aws/calls/clients.ts';
import { limitTime, withinTime } from '#shared/aws/calls/time-limit.ts';
import { epochCopyArn, makeEpochCopy } from '#shared/aws/campaign/epoch-copy.ts';
import { readKnownEpochs } from '#shared/aws/campaign/epochs.ts';
import { type AccountMessage, makeQueue, type Queue } from '#shared/aws/staff/queues.ts';
import { nameOf } from '#shared/aws/table/on-table.ts';
import { logger } from '#shared/lambda/log.ts';
import { metrics } from '#shared/lambda/metrics.ts';
import { attributeNames } from '#shared/settings.ts';
import { oneOf, queueVariable, text } from '#shared/variables.ts';
import { clock, type Part, type Sandbox, wire } from '#shared/wiring.ts';
import { cachedEpochs, type Epochs } from './epochs.ts';

/**
 * How long the gate waits for what it reads, whole, and for its queue, in ms. Even when all of them are as late as can be, the sum leaves a second of the 5 s that
 * Cognito waits for a trigger (https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html)
 * for the start of a sandbox.
 */
export const limitsMs = { epochs: 1_500, copy: 1_000, accounts: 1_000, queue: 500 } as const;

const quickDynamodb = ({ platform }: Sandbox) => documentClient(platform, quickly);

const epochs: Part<Epochs> = ({ use, platform }) => {
  const client = limitTime(use(quickDynamodb), platform, limitsMs.epochs);
  const table = use(nameOf('epochs'));
  return cachedEpochs({
    readTable: () => withinTime(readKnownEpochs(client, table, platform.clock), platform, limitsMs.epochs),
    readCopy: makeEpochCopy(limitTime(secretsClient(platform, quickly), platform, limitsMs.copy), use(epochCopyArn)).read,
    clock: platform.clock,
    logger: use(logger),
    metrics: use(metrics),
  });
};

const rowsOf = ({ use, platform }: Sandbox) => {
  const accounts = makeAccounts(limitTime(use(quickDynamodb), platform, limitsMs.accounts), use(nameOf('accounts')));
  return (keys: readonly AccountKey[]) => withinTime(accounts.getMany(keys), platform, limitsMs.accounts);
};

const accountQueue: Part<Queue<AccountMessage>> = ({ read, platform }) =>
  makeQueue(limitTime(sqsClient(platform, quickly), platform, limitsMs.queue), read(queueVariable('account'), text));

/** What to do when neither the table nor a copy tells whether a campaign is live. */
const whenUnknown = ({ read }: Sandbox) => read('WHEN_UNKNOWN', oneOf('contain', 'admit'));

/** Makes what the gate works with, once for each sandbox. */
export const makeDependencies = wire('gate', {
  attributes: attributeNames,
  whenUnknown,
  clock,
  epochs,
  rowsOf,
  recent,
  accountQueue,
  logger,
  metrics,
});

/** What the gate works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;
