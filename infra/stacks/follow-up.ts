import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { SluisFunction } from '#infra/constructs/sluis-function.ts';
import type { WorkQueue } from '#infra/constructs/work-queue.ts';
import type { Parameters } from '#infra/parameters.ts';
import type { DataStack } from '#infra/stacks/data.ts';
import type { PagesStack } from '#infra/stacks/pages.ts';

/** What goes on after the first notices: accounts of which more becomes known, and holders who cannot be reached. */
export class FollowUpStack extends Stack {
  readonly #data: DataStack;
  readonly #parameters: Parameters;

  constructor(scope: Construct, id: string, data: DataStack, pages: PagesStack, parameters: Parameters) {
    super(scope, id, { env: { region: parameters.region }, description: 'Sluis: what follows the first notices' });
    this.#data = data;
    this.#parameters = parameters;
    this.#releaseAccounts();
    this.#gradeAccounts();
    this.#planReminders();
    this.#nextChannel(pages);
  }

  #releaseAccounts(): void {
    const { tables, queues } = this.#data;
    const releaseAccounts = this.#consumer('release-accounts', queues.release);
    releaseAccounts.bindTable(tables.campaigns, 'CAMPAIGNS_TABLE', ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem']);
    releaseAccounts.bindTable(tables.accounts, 'ACCOUNTS_TABLE', ['dynamodb:GetItem', 'dynamodb:UpdateItem'], {
      byOut: ['dynamodb:Query'],
    });
    releaseAccounts.bindTable(tables.notices, 'NOTICES_TABLE', ['dynamodb:UpdateItem']);
    releaseAccounts.consume(queues.release, { batchSize: 1, maximumConcurrency: 4 });
  }

  #gradeAccounts(): void {
    const { tables, queues } = this.#data;
    const gradeAccounts = this.#consumer('grade-accounts', queues.grade);
    gradeAccounts.bindTable(tables.campaigns, 'CAMPAIGNS_TABLE', [
      'dynamodb:GetItem',
      'dynamodb:Query',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
    ]);
    gradeAccounts.bindTable(tables.accounts, 'ACCOUNTS_TABLE', ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem']);
    gradeAccounts.bindTable(tables.channels, 'CHANNELS_TABLE', ['dynamodb:BatchGetItem']);
    gradeAccounts.bindTable(tables.notices, 'NOTICES_TABLE', ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem']);
    gradeAccounts.bindQueue(queues.grade, 'GRADE_QUEUE_URL');
    gradeAccounts.consume(queues.grade, { batchSize: 1, maximumConcurrency: 4 });
  }

  #planReminders(): void {
    const { tables, queues } = this.#data;
    const planReminders = this.#consumer('plan-reminders', queues.reminder);
    planReminders.bindTable(tables.campaigns, 'CAMPAIGNS_TABLE', ['dynamodb:GetItem']);
    planReminders.bindTable(tables.accounts, 'ACCOUNTS_TABLE', [], { byOut: ['dynamodb:Query'] });
    planReminders.bindTable(tables.notices, 'NOTICES_TABLE', ['dynamodb:BatchGetItem', 'dynamodb:PutItem']);
    planReminders.consume(queues.reminder, { batchSize: 1, maximumConcurrency: 4 });
  }

  #nextChannel(pages: PagesStack): void {
    const { tables, queues } = this.#data;
    const nextChannel = this.#consumer('next-channel', queues.next);
    nextChannel.bindTable(tables.campaigns, 'CAMPAIGNS_TABLE', ['dynamodb:GetItem', 'dynamodb:Query']);
    nextChannel.bindTable(tables.accounts, 'ACCOUNTS_TABLE', ['dynamodb:BatchGetItem']);
    nextChannel.bindTable(tables.channels, 'CHANNELS_TABLE', ['dynamodb:BatchGetItem']);
    nextChannel.bindTable(tables.notices, 'NOTICES_TABLE', ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], {
      byOpen: ['dynamodb:Query'],
    });
    nextChannel.bindTable(tables.steps, 'STEPS_TABLE', ['dynamodb:PutItem', 'dynamodb:UpdateItem'], { byOpen: ['dynamodb:Query'] });
    nextChannel.bindTable(tables.pace, 'PACE_TABLE', ['dynamodb:GetItem', 'dynamodb:UpdateItem']);
    nextChannel.bindArn(this.#parameters.textSender, 'TEXT_SENDER', ['sms-voice:SendTextMessage']);
    nextChannel.bindText('TEXT_PARTS_PER_SECOND', String(this.#parameters.textPartsPerSecond));
    nextChannel.bindText('TIME_ZONE', this.#parameters.timeZone);
    nextChannel.bindText('PAGES_ORIGIN', pages.origin);
    nextChannel.consume(queues.next, { batchSize: 1, maximumConcurrency: 2 });
  }

  #consumer(name: string, { consumerTimeout }: WorkQueue): SluisFunction {
    const { operators } = this.#data;
    return new SluisFunction(this, name, { timeout: consumerTimeout, memory: 1_024, operators, parameters: this.#parameters });
  }
}
