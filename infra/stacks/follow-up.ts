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
    releaseAccounts.bindTable(tables.campaigns, ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem']);
    releaseAccounts.bindTable(tables.accounts, ['dynamodb:GetItem', 'dynamodb:UpdateItem'], {
      byOut: ['dynamodb:Query'],
    });
    releaseAccounts.bindTable(tables.notices, ['dynamodb:UpdateItem']);
    releaseAccounts.consume(queues.release, { batchSize: 1, maximumConcurrency: 4 });
  }

  #gradeAccounts(): void {
    const { tables, queues } = this.#data;
    const gradeAccounts = this.#consumer('grade-accounts', queues.grade);
    gradeAccounts.bindTable(tables.campaigns, ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem']);
    gradeAccounts.bindTable(tables.accounts, ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem']);
    gradeAccounts.bindTable(tables.channels, ['dynamodb:BatchGetItem']);
    gradeAccounts.bindTable(tables.notices, ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem']);
    gradeAccounts.bindQueue(queues.grade);
    gradeAccounts.consume(queues.grade, { batchSize: 1, maximumConcurrency: 4 });
  }

  #planReminders(): void {
    const { tables, queues } = this.#data;
    const planReminders = this.#consumer('plan-reminders', queues.reminder);
    planReminders.bindTable(tables.campaigns, ['dynamodb:GetItem']);
    planReminders.bindTable(tables.accounts, [], { byOut: ['dynamodb:Query'] });
    planReminders.bindTable(tables.notices, ['dynamodb:BatchGetItem', 'dynamodb:PutItem']);
    planReminders.consume(queues.reminder, { batchSize: 1, maximumConcurrency: 4 });
  }

  #nextChannel(pages: PagesStack): void {
    const { tables, queues } = this.#data;
    const nextChannel = this.#consumer('next-channel', queues.next);
    nextChannel.bindTable(tables.campaigns, ['dynamodb:GetItem', 'dynamodb:Query']);
    nextChannel.bindTable(tables.accounts, ['dynamodb:BatchGetItem']);
    nextChannel.bindTable(tables.channels, ['dynamodb:BatchGetItem']);
    nextChannel.bindTable(tables.notices, ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], {
      byOpen: ['dynamodb:Query'],
    });
    nextChannel.bindTable(tables.steps, ['dynamodb:PutItem', 'dynamodb:UpdateItem'], { byOpen: ['dynamodb:Query'] });
    nextChannel.bindTable(tables.pace, ['dynamodb:GetItem', 'dynamodb:UpdateItem']);
    nextChannel.bindArn(this.#parameters.textSender, 'TEXT_SENDER', ['sms-voice:SendTextMessage']);
    nextChannel.bindParameters('textPartsPerSecond', 'timeZone');
    nextChannel.bindText('PAGES_ORIGIN', pages.origin);
    nextChannel.consume(queues.next, { batchSize: 1, maximumConcurrency: 2 });
  }

  #consumer(name: string, { consumerTimeout }: WorkQueue): SluisFunction {
    const { operators } = this.#data;
    return new SluisFunction(this, name, { timeout: consumerTimeout, memory: 1_024, operators, parameters: this.#parameters });
  }
}
