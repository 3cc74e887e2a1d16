import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EveryMinute } from '#infra/constructs/every-minute.ts';
import { Nightly } from '#infra/constructs/nightly.ts';
import { SluisFunction } from '#infra/constructs/sluis-function.ts';
import type { Parameters } from '#infra/parameters.ts';
import type { DataStack } from '#infra/stacks/data.ts';

/** What looks after the rows: they are recounted, heads of the audit log's chains are sealed, and personal data ends. */
export class RecordsStack extends Stack {
  constructor(scope: Construct, id: string, data: DataStack, parameters: Parameters) {
    super(scope, id, {
      env: { region: parameters.region },
      description: 'Sluis: recounts, seals of the audit log, and the end of personal data',
    });
    const { tables, operators, codeSecret, sealSecret } = data;
    const settings = { timeout: Duration.minutes(1), memory: 1_024, operators, parameters };
    const recount = new SluisFunction(this, 'recount', settings);
    recount.bindTable(tables.campaigns, ['dynamodb:Query', 'dynamodb:PutItem']);
    recount.bindTable(tables.accounts, ['dynamodb:Query']);
    recount.bindTable(tables.notices, ['dynamodb:Query']);
    recount.bindTable(tables.steps, ['dynamodb:Query']);
    recount.bindTable(tables.progress, ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem']);
    new EveryMinute(this, 'recount-minute', recount);
    const sealAudit = new SluisFunction(this, 'seal-audit', settings);
    sealAudit.bindTable(tables.audit, ['dynamodb:Query']);
    sealAudit.bindTable(tables.seals, ['dynamodb:Query', 'dynamodb:PutItem']);
    sealAudit.bindTable(tables.progress, ['dynamodb:GetItem', 'dynamodb:PutItem']);
    sealAudit.bindSecret(sealSecret, 'SEAL_SECRET_ARN');
    new EveryMinute(this, 'seal-minute', sealAudit);
    const eraseCampaigns = new SluisFunction(this, 'erase-campaigns', { ...settings, timeout: Duration.minutes(14) });
    eraseCampaigns.bindTable(tables.campaigns, ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem']);
    eraseCampaigns.bindTable(tables.accounts, ['dynamodb:Query', 'dynamodb:UpdateItem']);
    eraseCampaigns.bindTable(tables.notices, ['dynamodb:Query', 'dynamodb:UpdateItem']);
    eraseCampaigns.bindSecret(codeSecret, 'CODE_SECRET_ARN');
    eraseCampaigns.bindParameters('retentionDays');
    new Nightly(this, 'erase-night', eraseCampaigns);
  }
}
