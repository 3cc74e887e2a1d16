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
    const { data, directory, parameters } = this.#props;
    const { tables, queues } = data;
    const expandScope = this.#consumer('expand-scope', queues.scope);
    expandScope.bindTable(tables.campaigns, 'CAMPAIGNS_TABLE', [
      'dynamodb:GetItem',
      'dynamodb:Query',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
    ]);
    expandScope.bindTable(tables.accounts, 'ACCOUNTS_TABLE', ['dynamodb:PutItem', 'dynamodb:BatchGetItem']);
    expandScope.bindTable(tables.notices, 'NOTICES_TABLE', ['dynamodb:PutItem']);
    expandScope.bindTable(tables.channels, 'CHANNELS_TABLE', ['dynamodb:BatchGetItem']);
    expandScope.bindUserPool(directory.accounts, 'USER_POOL_ID', ['cognito-idp:ListUsers']);
    expandScope.bindText('ENVIRONMENT_ATTRIBUTE', parameters.environmentAttribute);
    expandScope.bindText('ORGANISATION_ATTRIBUTE', parameters.organisationAttribute);
    expandScope.bindText('STAFF_DOMAINS', parameters.staffDomains);
    expandScope.consume(queues.scope, { batchSize: 1, maximumConcurrency: 4 });
  }

  #snapshotChannels(): void {
    const { data, directory, parameters } = this.#props;
    const snapshotChannels = this.#function('snapshot-channels', Duration.minutes(14));
    snapshotChannels.bindTable(data.tables.channels, 'CHANNELS_TABLE', ['dynamodb:BatchGetItem', 'dynamodb:PutItem']);
    snapshotChannels.bindUserPool(directory.accounts, 'USER_POOL_ID', ['cognito-idp:ListUsers']);
    snapshotChannels.bindText('ENVIRONMENT_ATTRIBUTE', parameters.environmentAttribute);
    snapshotChannels.bindText('ORGANISATION_ATTRIBUTE', parameters.organisationAttribute);
    new Nightly(this, 'night', snapshotChannels);
  }

  #sendNotices(): void {
    const { data, pages, parameters } = this.#props;
    const { tables, queues } = data;
    const sendNotices = this.#consumer('send-notices', queues.notice);
    sendNotices.bindTable(tables.campaigns, 'CAMPAIGNS_TABLE', ['dynamodb:GetItem']);
    sendNotices.bindTable(tables.accounts, 'ACCOUNTS_TABLE', ['dynamodb:BatchGetItem']);
    sendNotices.bindTable(tables.notices, 'NOTICES_TABLE', ['dynamodb:UpdateItem'], { byOpen: ['dynamodb:Query'] });
    sendNotices.bindTable(tables.pace, 'PACE_TABLE', ['dynamodb:GetItem', 'dynamodb:UpdateItem']);
    sendNotices.bindQueue(queues.notice, 'NOTICE_QUEUE_URL');
    sendNotices.bindSecret(data.codeSecret, 'CODE_SECRET_ARN');
    sendNotices.bindMailer(this.mail, 'notices', ['ses:SendBulkEmail']);
    sendNotices.bindText('PAGES_ORIGIN', pages.origin);
    sendNotices.bindText('MAIL_RESERVE', String(parameters.mailReserve));
    sendNotices.bindText('TIME_ZONE', parameters.timeZone);
    sendNotices.consume(queues.notice, { batchSize: 1, maximumConcurrency: parameters.senders });
  }

  #sweep(): void {
    const { data, directory, parameters } = this.#props;
    const { tables, queues } = data;
    const sweep = this.#consumer('sweep', queues.sweep);
    sweep.bindTable(tables.campaigns, 'CAMPAIGNS_TABLE', ['dynamodb:GetItem']);
    sweep.bindTable(tables.epochs, 'EPOCHS_TABLE', ['dynamodb:Query']);
    sweep.bindTable(tables.accounts, 'ACCOUNTS_TABLE', ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:UpdateItem'], {
      bySweep: ['dynamodb:Query'],
    });
    sweep.bindTable(tables.recoveries, 'RECOVERIES_TABLE', ['dynamodb:UpdateItem']);
    sweep.bindTable(tables.pace, 'PACE_TABLE', ['dynamodb:UpdateItem']);
    sweep.bindUserPool(directory.accounts, 'USER_POOL_ID', [
      'cognito-idp:AdminGetUser',
      'cognito-idp:AdminSetUserPassword',
      'cognito-idp:AdminUserGlobalSignOut',
      'cognito-idp:AdminDisableUser',
    ]);
    sweep.bindText('RECOVERY_PER_SECOND', String(parameters.cognitoRecoveryPerSecond));
    sweep.bindText('UPDATE_PER_SECOND', String(parameters.cognitoUpdatePerSecond));
    sweep.consume(queues.sweep, { batchSize: 1, maximumConcurrency: 10 });
  }

  #govern(): void {
    const { data, parameters } = this.#props;
    const { tables } = data;
    const govern = this.#function('govern', Duration.minutes(1));
    govern.bindTable(tables.campaigns, 'CAMPAIGNS_TABLE', ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem']);
    govern.bindTable(tables.notices, 'NOTICES_TABLE', ['dynamodb:UpdateItem'], { byOpen: ['dynamodb:Query'] });
    govern.bindTable(tables.pace, 'PACE_TABLE', ['dynamodb:GetItem', 'dynamodb:UpdateItem']);
    govern.bindTable(tables.progress, 'PROGRESS_TABLE', ['dynamodb:Query']);
    govern.bindText('MAIL_RESERVE', String(parameters.mailReserve));
    govern.bindText('TIME_ZONE', parameters.timeZone);
    govern.bindText('RECOVERY_PER_SECOND', String(parameters.cognitoRecoveryPerSecond));
    govern.bindText('UPDATE_PER_SECOND', String(parameters.cognitoUpdatePerSecond));
    for (const name of ['notice', 'scope', 'sweep', 'next', 'reminder', 'release', 'grade'] as const) {
      govern.bindQueue(data.queues[name], `${name.toUpperCase()}_QUEUE_URL`);
    }
    new EveryMinute(this, 'minute', govern);
  }

  #sendRecoveryMail(): void {
    const { data, pages, parameters } = this.#props;
    const { tables, queues } = data;
    const sendRecoveryMail = this.#consumer('send-recovery-mail', queues.mail);
    sendRecoveryMail.bindTable(tables.recoveries, 'RECOVERIES_TABLE', ['dynamodb:GetItem', 'dynamodb:UpdateItem']);
    sendRecoveryMail.bindTable(tables.accounts, 'ACCOUNTS_TABLE', ['dynamodb:GetItem', 'dynamodb:BatchGetItem'], {
      byAddress: ['dynamodb:Query'],
    });
    sendRecoveryMail.bindTable(tables.epochs, 'EPOCHS_TABLE', ['dynamodb:Query']);
    sendRecoveryMail.bindTable(tables.pace, 'PACE_TABLE', ['dynamodb:GetItem', 'dynamodb:UpdateItem']);
    sendRecoveryMail.bindSecret(data.codeSecret, 'CODE_SECRET_ARN');
    sendRecoveryMail.bindMailer(this.mail, 'codes', ['ses:SendEmail']);
    sendRecoveryMail.bindText('PAGES_ORIGIN', pages.origin);
    sendRecoveryMail.bindText('MAIL_RESERVE', String(parameters.mailReserve));
    // Consuming them is what the grant is for: a mail that could not go out is tried again in ten seconds.
    sendRecoveryMail.bindText('MAIL_QUEUE_URL', queues.mail.queue.queueUrl);
    sendRecoveryMail.bindText('PRIORITY_MAIL_QUEUE_URL', queues['priority-mail'].queue.queueUrl);
    // Each queue has its own places, so a flood of the one takes none of the other.
    const places = { batchSize: 10, maximumConcurrency: 10 } as const;
    sendRecoveryMail.consume(queues.mail, places);
    sendRecoveryMail.consume(queues['priority-mail'], { ...places, name: 'priority-queue' });
  }

  #recordEvent(): void {
    const { data, parameters } = this.#props;
    const { tables } = data;
    const { events, topic } = this.mail;
    const recordEvent = this.#consumer('record-event', events);
    recordEvent.bindTable(tables.notices, 'NOTICES_TABLE', ['dynamodb:UpdateItem']);
    recordEvent.bindTable(tables.pace, 'PACE_TABLE', ['dynamodb:GetItem', 'dynamodb:UpdateItem']);
    recordEvent.bindText('EVENTS_TOPIC_ARN', topic.topicArn);
    recordEvent.bindText('PAUSE_AT_BOUNCES', String(parameters.pauseAtBounces));
    recordEvent.bindText('PAUSE_AT_COMPLAINTS', String(parameters.pauseAtComplaints));
    recordEvent.consume(events, { batchSize: 10, maximumConcurrency: 20 });
  }

  #countProgress(): readonly DeadLetters[] {
    const { tables } = this.#props.data;
    const countProgress = this.#function('count-progress', Duration.minutes(1));
    countProgress.bindTable(tables.progress, 'PROGRESS_TABLE', [
      'dynamodb:GetItem',
      'dynamodb:Query',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
    ]);
    const options = { batchSize: 1_000, window: Duration.seconds(1) };
    const { accounts, notices, steps } = tables;
    return [
      countProgress.readStream('accounts', accounts, { ...options, deadLetters: 'counted-accounts', variable: 'ACCOUNTS_TABLE' }),
      countProgress.readStream('notices', notices, { ...options, deadLetters: 'counted-notices' }),
      countProgress.readStream('steps', steps, { ...options, deadLetters: 'counted-steps', variable: 'STEPS_TABLE' }),
    ];
  }

  #recordAudit(): readonly DeadLetters[] {
    const { tables } = this.#props.data;
    const recordAudit = this.#function('record-audit', Duration.minutes(1));
    recordAudit.bindTable(tables.audit, 'AUDIT_TABLE', ['dynamodb:GetItem', 'dynamodb:PutItem']);
    const options = { batchSize: 100, window: Duration.seconds(1) };
    const { campaigns, accounts, steps } = tables;
    return [
      recordAudit.readStream('campaigns', campaigns, { ...options, deadLetters: 'audited-campaigns' }),
      recordAudit.readStream('accounts', accounts, { ...options, deadLetters: 'audited-accounts', variable: 'ACCOUNTS_TABLE' }),
      recordAudit.readStream('steps', steps, { ...options, deadLetters: 'audited-steps', variable: 'STEPS_TABLE' }),
    ];
  }

  #recordAccount(): void {
    const { data, directory, parameters } = this.#props;
    const { tables, queues } = data;
    const recordAccount = this.#consumer('record-account', queues.account);
    recordAccount.bindTable(tables.campaigns, 'CAMPAIGNS_TABLE', ['dynamodb:GetItem', 'dynamodb:Query']);
    recordAccount.bindTable(tables.epochs, 'EPOCHS_TABLE', ['dynamodb:Query']);
    recordAccount.bindTable(tables.accounts, 'ACCOUNTS_TABLE', ['dynamodb:BatchGetItem', 'dynamodb:PutItem']);
    recordAccount.bindTable(tables.channels, 'CHANNELS_TABLE', ['dynamodb:BatchGetItem']);
    recordAccount.bindTable(tables.notices, 'NOTICES_TABLE', ['dynamodb:PutItem']);
    recordAccount.bindUserPool(directory.accounts, 'USER_POOL_ID', ['cognito-idp:ListUsers']);
    recordAccount.bindText('ENVIRONMENT_ATTRIBUTE', parameters.environmentAttribute);
    recordAccount.bindText('ORGANISATION_ATTRIBUTE', parameters.organisationAttribute);
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
