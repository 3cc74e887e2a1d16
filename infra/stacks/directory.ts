import { CfnOutput, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  ClientAttributes,
  FeaturePlan,
  type IUserPool,
  Mfa,
  StringAttribute,
  UserPool,
  type UserPoolClient,
  UserPoolOperation,
  type UserPoolProps,
} from 'aws-cdk-lib/aws-cognito';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { roles } from '#domain/staff/staff.ts';
import { DirectoryFirewall } from '#infra/constructs/directory-firewall.ts';
import type { Parameters } from '#infra/parameters.ts';
import type { GateStack } from '#infra/stacks/gate.ts';

/** Who signs in: the accounts that campaigns are about, and the staff. */
export class DirectoryStack extends Stack {
  /** Where the accounts live. */
  readonly accounts: IUserPool;
  /** Sluis's own client, the only one that the gate lets in while an account recovers. */
  readonly recovery: UserPoolClient;
  /** Before the accounts; undefined where they have none of ours. */
  readonly firewall: DirectoryFirewall | undefined;
  /** Where the staff live. */
  readonly staff: UserPool;
  /** The client that staff sign in with. */
  readonly console: UserPoolClient;

  constructor(scope: Construct, id: string, { gate }: GateStack, { region, userPoolId, directoryFirewall, whenDeleted }: Parameters) {
    super(scope, id, { env: { region }, description: 'Sluis: the accounts and the staff' });
    const kept = {
      removalPolicy: whenDeleted === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      deletionProtection: whenDeleted === 'retain',
    };
    this.accounts = userPoolId ? this.#existingAccounts(gate, userPoolId) : this.#ownAccounts(gate, kept);
    this.recovery = this.accounts.addClient('recovery', {
      generateSecret: true,
      authFlows: { adminUserPassword: true },
      disableOAuth: true,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      authSessionValidity: Duration.minutes(15),
      accessTokenValidity: Duration.minutes(5),
      idTokenValidity: Duration.minutes(5),
      refreshTokenValidity: Duration.hours(1),
      readAttributes: new ClientAttributes().withStandardAttributes({ locale: true }),
      writeAttributes: new ClientAttributes().withStandardAttributes({ locale: true }),
    });
    // Replaced in mid-campaign, it has to serve recoveries until the watch has named the new one in every epoch.
    this.recovery.applyRemovalPolicy(kept.removalPolicy);
    const withFirewall = directoryFirewall === '' ? !userPoolId : directoryFirewall === 'create';
    this.firewall = withFirewall ? new DirectoryFirewall(this, 'firewall', this.accounts) : undefined;
    this.staff = new UserPool(this, 'staff', {
      ...kept,
      ...common,
      signInAliases: { username: true, email: true },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
    });
    for (const role of roles) this.staff.addGroup(role, { groupName: role });
    // Signed with AWS credentials only: what strangers try at Cognito itself never counts against somebody's name.
    this.console = this.staff.addClient('console', {
      authFlows: { adminUserPassword: true },
      disableOAuth: true,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(15),
      idTokenValidity: Duration.minutes(15),
      refreshTokenValidity: Duration.hours(8),
      writeAttributes: new ClientAttributes().withStandardAttributes({ locale: true }),
    });
    Validations.of(this.staff).acknowledge(passwordPolicyReason, plusPlanReason);
    new CfnOutput(this, 'AccountsPoolId', { value: this.accounts.userPoolId });
    new CfnOutput(this, 'RecoveryClientId', { value: this.recovery.userPoolClientId });
    if (this.firewall) new CfnOutput(this, 'FirewallArn', { value: this.firewall.arn });
    new CfnOutput(this, 'StaffPoolId', { value: this.staff.userPoolId });
    new CfnOutput(this, 'ConsoleClientId', { value: this.console.userPoolClientId });
  }

  /** The pool of the product, which somebody else's stack made. */
  #existingAccounts(gate: GateStack['gate'], userPoolId: string): IUserPool {
    const accounts = UserPool.fromUserPoolId(this, 'accounts', userPoolId);
    gate.lambda.addPermission('gate-permission', {
      principal: new ServicePrincipal('cognito-idp.amazonaws.com'),
      sourceArn: accounts.userPoolArn,
      scope: this,
    });
    new CfnOutput(this, 'GateToAttach', {
      value: gate.lambda.functionArn,
      description:
        'Attach this with: npm run sluis -- attach --user-pool-id ID --gate ARN --dry-run; then without --dry-run. See docs/existing-pool.md.',
    });
    return accounts;
  }

  /** A pool of our own, for whoever has none. */
  #ownAccounts(gate: GateStack['gate'], kept: Kept): IUserPool {
    const pool = new UserPool(this, 'accounts', {
      ...kept,
      ...common,
      signInAliases: { username: true },
      standardAttributes: { email: { mutable: true }, fullname: { mutable: true }, locale: { mutable: true } },
      customAttributes: {
        environment: new StringAttribute({ maxLen: 100, mutable: true }),
        organisation: new StringAttribute({ maxLen: 100, mutable: true }),
      },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
    });
    pool.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION, gate.lambda);
    pool.addTrigger(UserPoolOperation.PRE_AUTHENTICATION, gate.lambda);
    pool.addTrigger(UserPoolOperation.POST_CONFIRMATION, gate.lambda);
    const product = pool.addClient('product', {
      authFlows: { userPassword: true, userSrp: true },
      disableOAuth: true,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      writeAttributes: new ClientAttributes().withStandardAttributes({ fullname: true, locale: true }),
    });
    Validations.of(pool).acknowledge(
      {
        id: 'AwsSolutions-COG2',
        reason: 'Whether its users need a second factor is for the product to decide; the pool lets each of them have one.',
      },
      passwordPolicyReason,
      plusPlanReason,
    );
    new CfnOutput(this, 'ProductClientId', { value: product.userPoolClientId });
    return pool;
  }
}

/** What becomes of a pool with its stack. */
type Kept = Pick<UserPoolProps, 'removalPolicy' | 'deletionProtection'>;

/** Long passwords without rules of composition, as NIST SP 800-63B advises. Nobody signs up by themselves; Cognito mails no reset codes, as anybody could use up their fixed rate. */
const common = {
  featurePlan: FeaturePlan.ESSENTIALS,
  selfSignUpEnabled: false,
  accountRecovery: AccountRecovery.NONE,
  /** The stolen password may not come back, nor any of the 23 before it; 24 is the most that Cognito keeps. */
  passwordPolicy: {
    minLength: 12,
    requireDigits: false,
    requireLowercase: false,
    requireUppercase: false,
    requireSymbols: false,
    passwordHistorySize: 24,
  },
} as const;

const passwordPolicyReason = {
  id: 'AwsSolutions-COG1',
  reason: 'Twelve characters without rules of composition, as NIST SP 800-63B 3.1.1 advises.',
};
const plusPlanReason = {
  id: 'AwsSolutions-COG8',
  reason: 'The Essentials plan has all that Sluis uses; Plus costs a third more for every active user.',
};
