import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, StreamViewType, TableEncryptionV2, type TablePropsV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

const text = (name: string) => ({ name, type: AttributeType.STRING });
const streamed = { dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES };
const forgetful = { timeToLiveAttribute: 'expiresAt' };

/** Settings of the tables. */
export interface TablesProps {
  /** Encrypts every table. */
  readonly key: IKey;
  /** Whether the tables outlive their stack. */
  readonly retain: boolean;
}

/** Every table. */
export class Tables extends Construct {
  /** Campaigns, their uploaded lists, and the counts of their shards. */
  readonly campaigns: TableV2;
  /** The epochs that hold; all in one partition, which the gate reads. */
  readonly epochs: TableV2;
  /** One row for every account in a campaign. */
  readonly accounts: TableV2;
  /** One row for every notice of a campaign. */
  readonly notices: TableV2;
  /** One row for every step for a holder whose notice did not reach them. */
  readonly steps: TableV2;
  /** The sending quota, slots and leases. */
  readonly pace: TableV2;
  /** Recoveries under way, and how many mails an address has had. */
  readonly recoveries: TableV2;
  /** Counters per lane, and snapshots of them. */
  readonly progress: TableV2;
  /** The append-only chains of what happened, one a lane. */
  readonly audit: TableV2;
  /** What the heads of those chains were, signed; only one function writes it. */
  readonly seals: TableV2;
  /** The addresses that accounts were seen to have. */
  readonly channels: TableV2;

  constructor(scope: Construct, id: string, { key, retain }: TablesProps) {
    super(scope, id);
    const table = (name: string, sortKey: 'sk' | undefined, more: Partial<TablePropsV2> = {}) =>
      new TableV2(this, name, {
        partitionKey: text('pk'),
        ...(sortKey === undefined ? {} : { sortKey: text(sortKey) }),
        billing: Billing.onDemand(),
        encryption: TableEncryptionV2.customerManagedKey(key),
        pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
        deletionProtection: retain,
        removalPolicy: retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
        ...more,
      });
    this.campaigns = table('campaigns', 'sk', streamed);
    this.epochs = table('epochs', 'sk');
    this.accounts = table('accounts', 'sk', {
      ...streamed,
      globalSecondaryIndexes: [{ indexName: 'byAddress', partitionKey: text('address'), sortKey: text('pk') }],
      localSecondaryIndexes: [
        { indexName: 'byOut', sortKey: text('out') },
        { indexName: 'bySweep', sortKey: text('sweep') },
      ],
    });
    this.notices = table('notices', 'sk', { ...streamed, localSecondaryIndexes: [{ indexName: 'byOpen', sortKey: text('open') }] });
    this.steps = table('steps', 'sk', {
      ...streamed,
      localSecondaryIndexes: [
        { indexName: 'byOpen', sortKey: text('open') },
        { indexName: 'byList', sortKey: text('list') },
      ],
    });
    this.pace = table('pace', undefined, forgetful);
    this.recoveries = table('recoveries', undefined, forgetful);
    this.progress = table('progress', 'sk', forgetful);
    this.audit = table('audit', 'sk');
    this.seals = table('seals', 'sk');
    this.channels = table('channels', undefined, forgetful);
  }
}
