import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { firewallRules, selfServiceOperations, selfServicePages } from '#domain/pool/self-service.ts';

/**
 * A web ACL before a user pool, asleep: its rules count what changes an account by an access token and what resets a password. The watch makes
 * them refuse while a campaign is live, except to requests of Sluis's own, which carry a key. Cognito shows AWS WAF `x-amzn-cognito-operation-name` of requests to its API, and
 * the path of managed login's pages (https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-waf.html); what is signed with AWS
 * credentials does not pass it.
 */
export class DirectoryFirewall extends Construct {
  /** ARN of the web ACL. */
  readonly arn: string;

  constructor(scope: Construct, id: string, pool: IUserPool) {
    super(scope, id);
    const operations = selfServiceOperations.map((name) => header('x-amzn-cognito-operation-name', name));
    const acl = new CfnWebACL(this, 'acl', {
      scope: 'REGIONAL',
      description: 'Sluis: self-service at the directory, counted, and refused while a campaign is live',
      defaultAction: { allow: {} },
      visibilityConfig: visible('directory'),
      rules: [
        dormant(firewallRules.operations, 0, { orStatement: { statements: operations } }),
        dormant(firewallRules.pages, 1, { orStatement: { statements: selfServicePages.map(pathBegins) } }),
      ],
    });
    new CfnWebACLAssociation(this, 'association', { resourceArn: pool.userPoolArn, webAclArn: acl.attrArn });
    this.arn = acl.attrArn;
  }
}

const visible = (metricName: string) => ({ metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false });

function dormant(name: string, priority: number, statement: CfnWebACL.StatementProperty): CfnWebACL.RuleProperty {
  return { name, priority, action: { count: {} }, statement, visibilityConfig: visible(name) };
}

function header(name: string, is: string): CfnWebACL.StatementProperty {
  return {
    byteMatchStatement: {
      // Plain JSON for CloudFormation, which refuses it with a small `name`.
      fieldToMatch: { singleHeader: { Name: name } },
      searchString: is,
      positionalConstraint: 'CONTAINS',
      textTransformations: [{ priority: 0, type: 'NONE' }],
    },
  };
}

function pathBegins(path: string): CfnWebACL.StatementProperty {
  return {
    byteMatchStatement: {
      fieldToMatch: { uriPath: {} },
      searchString: path,
      positionalConstraint: 'STARTS_WITH',
      // A path may be written in other signs that mean the same.
      textTransformations: ['URL_DECODE', 'NORMALIZE_PATH', 'LOWERCASE'].map((type, priority) => ({ priority, type })),
    },
  };
}
