import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EveryMinute } from '#infra/constructs/every-minute.ts';
import { MailChannel } from '#infra/constructs/mail-channel.ts';
import { Nightly } from '#infra/constructs/nightly.ts';
import { SluisFunction } from '#infra/constructs/sluis-function.ts';
import type { DeadLetters, WorkQueue } from '#infra/constructs/work-queue.ts';
import type { Parameters } from '#infra/parameters.ts';
import type { DataStack } from '#infra/stacks/data.ts';
import type { DirectoryStack } from '#infra/stacks/directory.ts';
import type { PagesStack } from '#infra/stacks/pages.ts';
import { queueVariable } from '#shared/variables.ts';

/** What the pipeline stands on. */
export interface PipelineProps {
  readonly data: DataStack;
  readonly directory: DirectoryStack;
  readonly pages: PagesStack;
  readonly parameters: Parameters;
}

/** Everything between a campaign's row and its end: accounts listed, notices sent, their fate recorded, progress counted, history kept. */
export class PipelineStack extends Stack {
  /** How mail goes out and its fate comes back. */
  readonly mail: MailChannel;
  /** Which changes the readers of the streams gave up. */
  readonly failures: readonly DeadLetters[];
  readonly #props: PipelineProps;

  constructor(scope: Construct, id: string, props: PipelineProps) {
    super(scope, id, { env: { region: props.parameters.region }, description: 'Sluis: from a campaign to its last notice' });
    this.#props = props;
    const { data, parameters } = props;
    this.mail = new MailChannel(this, 'mail', { parameters, key: data.key, operators: data.operators });
    this.#expandScope();
    if (parameters.channelSnapshots === 'daily') this.#snapshotChannels();
    this.#sendNotices();
    this.#sweep();
    this.#govern();
    this.#sendRecoveryMail();
    this.#recordEvent();
    this.failures = [...this.#countProgress(), ...this.#recordAudit()];
    this.#recordAccount();
  }

  #expandScope(): void {
    const { data, directory } = this.#props;
    const { tables, queues } = data;
    const expandScope = this.#consumer('expand-scope', queues.scope);
    expandScope.bindTable(tables.campaigns, ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem']);
    expandScope.bindTable(tables.accounts, ['dynamodb:PutItem', 'dynamodb:BatchGetItem']);
    expandScope.bindTable(tables.notices, ['dynamodb:PutItem']);
    expandScope.bindTable(tables.channels, ['dynamodb:BatchGetItem']);
    expandScope.bindUserPool(directory.accounts, 'USER_POOL_ID', ['cognito-idp:ListUsers']);
    expandScope.bindParameters('environmentAttribute', 'organisationAttribute', 'staffDomains');
    expandScope.consume(queues.scope, { batchSize: 1, maximumConcurrency: 4 });
  }

  #snapshotChannels(): void {
    const { data, directory } = this.#props;
    const snapshotChannels = this.#function('snapshot-channels', Duration.minutes(14));
    snapshotChannels.bindTable(data.tables.channels, ['dynamodb:BatchGetItem', 'dynamodb:PutItem']);
    snapshotChannels.bindUserPool(directory.accounts, 'USER_POOL_ID', ['cognito-idp:ListUsers']);
    snapshotChannels.bindParameters('environmentAttribute', 'organisationAttribute');
    new Nightly(this, 'night', snapshotChannels);
  }

  #sendNotices(): void {
    const { data, pages, parameters } = this.#props;
    const { tables, queues } = data;
    const sendNotices = this.#consumer('send-notices', queues.notice);
    sendNotices.bindTable(tables.campaigns, ['dynamodb:GetItem']);
    sendNotices.bindTable(tables.accounts, ['dynamodb:BatchGetItem']);
    sendNotices.bindTable(tables.notices, ['dynamodb:UpdateItem'], { byOpen: ['dynamodb:Query'] });
    sendNotices.bindTable(tables.pace, ['dynamodb:GetItem', 'dynamodb:UpdateItem']);
    sendNotices.bindQueue(queues.notice);
    sendNotices.bindSecret(data.codeSecret, 'CODE_SECRET_ARN');
    sendNotices.bindMailer(this.mail, 'notices', ['ses:SendBulkEmail']);
    sendNotices.bindText('PAGES_ORIGIN', pages.origin);
    sendNotices.bindParameters('mailReserve', 'timeZone');
    sendNotices.consume(queues.notice, { batchSize: 1, maximumConcurrency: parameters.senders });
  }

  #sweep(): void {
    const { data, directory } = this.#props;
    const { tables, queues } = data;
    const sweep = this.#consumer('sweep', queues.sweep);
    sweep.bindTable(tables.campaigns, ['dynamodb:GetItem']);
    sweep.bindTable(tables.epochs, ['dynamodb:Query']);
    sweep.bindTable(tables.accounts, ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:UpdateItem'], {
      bySweep: ['dynamodb:Query'],
    });
    sweep.bindTable(tables.recoveries, ['dynamodb:UpdateItem']);
    sweep.bindTable(tables.pace, ['dynamodb:UpdateItem']);
    sweep.bindUserPool(directory.accounts, 'USER_POOL_ID', [
      'cognito-idp:AdminGetUser',
      'cognito-idp:AdminSetUserPassword',
      'cognito-idp:AdminUserGlobalSignOut',
      'cognito-idp:AdminDisableUser',
    ]);
    sweep.bindParameters('cognitoRecoveryPerSecond', 'cognitoUpdatePerSecond');
    sweep.consume(queues.sweep, { batchSize: 1, maximumConcurrency: 10 });
  }

  #govern(): void {
    const { data } = this.#props;
    const { tables } = data;
    const govern = this.#function('govern', Duration.minutes(1));
    govern.bindTable(tables.campaigns, ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem']);
    govern.bindTable(tables.notices, ['dynamodb:UpdateItem'], { byOpen: ['dynamodb:Query'] });
    govern.bindTable(tables.pace, ['dynamodb:GetItem', 'dynamodb:UpdateItem']);
    govern.bindTable(tables.progress, ['dynamodb:Query']);
    govern.bindParameters('mailReserve', 'timeZone', 'cognitoRecoveryPerSecond', 'cognitoUpdatePerSecond');
    for (const name of ['notice', 'scope', 'sweep', 'next', 'reminder', 'release', 'grade'] as const) {
      govern.bindQueue(data.queues[name]);
    }
    new EveryMinute(this, 'minute', govern);
  }

  #sendRecoveryMail(): void {
    const { data, pages } = this.#props;
    const { tables, queues } = data;
    const sendRecoveryMail = this.#consumer('send-recovery-mail', queues.mail);
    sendRecoveryMail.bindTable(tables.recoveries, ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem']);
    sendRecoveryMail.bindTable(tables.accounts, ['dynamodb:GetItem', 'dynamodb:BatchGetItem'], {
      byAddress: ['dynamodb:Query'],
    });
    sendRecoveryMail.bindTable(tables.epochs, ['dynamodb:Query']);
    sendRecoveryMail.bindTable(tables.pace, ['dynamodb:GetItem', 'dynamodb:UpdateItem']);
    sendRecoveryMail.bindSecret(data.codeSecret, 'CODE_SECRET_ARN');
    sendRecoveryMail.bindMailer(this.mail, 'codes', ['ses:SendEmail']);
    sendRecoveryMail.bindText('PAGES_ORIGIN', pages.origin);
    sendRecoveryMail.bindParameters('mailReserve');
    // Consuming them is what the grant is for: a mail that could not go out is tried again in ten seconds.
    sendRecoveryMail.bindText(queueVariable('mail'), queues.mail.queue.queueUrl);
    sendRecoveryMail.bindText(queueVariable('priority-mail'), queues['priority-mail'].queue.queueUrl);
    // Each queue has its own places, so a flood of the one takes none of the other.
    const places = { batchSize: 10, maximumConcurrency: 10 } as const;
    sendRecoveryMail.consume(queues.mail, places);
    sendRecoveryMail.consume(queues['priority-mail'], { ...places, name: 'priority-queue' });
  }

  #recordEvent(): void {
    const { data } = this.#props;
    const { tables } = data;
    const { events, topic } = this.mail;
    const recordEvent = this.#consumer('record-event', events);
    recordEvent.bindTable(tables.notices, ['dynamodb:UpdateItem']);
    recordEvent.bindTable(tables.pace, ['dynamodb:GetItem', 'dynamodb:UpdateItem']);
    recordEvent.bindText('EVENTS_TOPIC_ARN', topic.topicArn);
    recordEvent.bindParameters('pauseAtBounces', 'pauseAtComplaints');
    recordEvent.consume(events, { batchSize: 10, maximumConcurrency: 20 });
  }

  #countProgress(): readonly DeadLetters[] {
    const { tables } = this.#props.data;
    const countProgress = this.#function('count-progress', Duration.minutes(1));
    countProgress.bindTable(tables.progress, ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem']);
    // Their names tell its changes apart.
    for (const table of [tables.accounts, tables.steps]) countProgress.bindTable(table, []);
    const options = { batchSize: 1_000, window: Duration.seconds(1) };
    const { accounts, notices, steps } = tables;
    return [
      countProgress.readStream('accounts', accounts, { ...options, deadLetters: 'counted-accounts' }),
      countProgress.readStream('notices', notices, { ...options, deadLetters: 'counted-notices' }),
      countProgress.readStream('steps', steps, { ...options, deadLetters: 'counted-steps' }),
    ];
  }

  #recordAudit(): readonly DeadLetters[] {
    const { tables } = this.#props.data;
    const recordAudit = this.#function('record-audit', Duration.minutes(1));
    recordAudit.bindTable(tables.audit, ['dynamodb:GetItem', 'dynamodb:PutItem']);
    // Their names tell its changes apart.
    for (const table of [tables.accounts, tables.steps]) recordAudit.bindTable(table, []);
    const options = { batchSize: 100, window: Duration.seconds(1) };
    const { campaigns, accounts, steps } = tables;
    return [
      recordAudit.readStream('campaigns', campaigns, { ...options, deadLetters: 'audited-campaigns' }),
      recordAudit.readStream('accounts', accounts, { ...options, deadLetters: 'audited-accounts' }),
      recordAudit.readStream('steps', steps, { ...options, deadLetters: 'audited-steps' }),
    ];
  }

  #recordAccount(): void {
    const { data, directory } = this.#props;
    const { tables, queues } = data;
    const recordAccount = this.#consumer('record-account', queues.account);
    recordAccount.bindTable(tables.campaigns, ['dynamodb:GetItem', 'dynamodb:Query']);
    recordAccount.bindTable(tables.epochs, ['dynamodb:Query']);
    recordAccount.bindTable(tables.accounts, ['dynamodb:BatchGetItem', 'dynamodb:PutItem']);
    recordAccount.bindTable(tables.channels, ['dynamodb:BatchGetItem']);
    recordAccount.bindTable(tables.notices, ['dynamodb:PutItem']);
    recordAccount.bindUserPool(directory.accounts, 'USER_POOL_ID', ['cognito-idp:ListUsers']);
    recordAccount.bindParameters('environmentAttribute', 'organisationAttribute');
    recordAccount.consume(queues.account, { batchSize: 1, maximumConcurrency: 5 });
  }

  /** A function that may take as long as its queue expects. */
  #consumer(name: string, { consumerTimeout }: WorkQueue): SluisFunction {
    return this.#function(name, consumerTimeout);
  }

  #function(name: string, timeout: Duration): SluisFunction {
    const { data, parameters } = this.#props;
    return new SluisFunction(this, name, { timeout, memory: 1_024, operators: data.operators, parameters });
  }
}
