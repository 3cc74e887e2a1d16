import { UnsupportedError } from '../errors.ts';

/** A statement of a policy, its references resolved. */
interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | Readonly<Record<string, string | readonly string[]>>;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A policy document as IAM, and resources with a policy of their own, have it. */
export interface PolicyDocument {
  readonly Statement: readonly Statement[];
}

/** What an AWS service asks for, over TLS. */
export interface AccessRequest {
  /** The service, such as `cloudwatch.amazonaws.com`; undefined in the policy of an identity, which names no principal. */
  readonly principal?: string;
  readonly action: string;
  /** ARN of what it is done to. */
  readonly resource: string;
  /** ARN of the resource on whose behalf the service acts. */
  readonly sourceArn?: string;
  /** AWS account of that resource. */
  readonly sourceAccount?: string;
}

/**
 * Whether policies allow a request: one statement has to allow it and none may deny it.
 * @throws UnsupportedError for a statement or condition that is not understood here.
 */
export function isAllowed(policies: readonly PolicyDocument[], request: AccessRequest): boolean {
  const effects = policies.flatMap(({ Statement }) =>
    Statement.filter((statement) => applies(statement, request)).map(({ Effect }) => Effect),
  );
  return effects.includes('Allow') && !effects.includes('Deny');
}

const operators: Readonly<Record<string, (value: string, wanted: string) => boolean>> = {
  StringEquals: (value, wanted) => value === wanted,
  StringLike: matches,
  ArnEquals: matches,
  ArnLike: matches,
  Bool: (value, wanted) => value.toLowerCase() === wanted.toLowerCase(),
};

function applies(statement: Statement, request: AccessRequest): boolean {
  for (const part of ['NotPrincipal', 'NotAction', 'NotResource']) {
    if (part in statement) throw new UnsupportedError('IAM', part);
  }
  return (
    isFor(statement.Principal, request.principal) &&
    list(statement.Action).some((action) => matches(request.action.toLowerCase(), action.toLowerCase())) &&
    list(statement.Resource).some((resource) => matches(request.resource, resource)) &&
    Object.entries(statement.Condition ?? {}).every(([operator, keys]) => holds(operator, keys, request))
  );
}

function isFor(principal: Statement['Principal'], asked: string | undefined): boolean {
  if (principal === undefined || asked === undefined) return principal === undefined && asked === undefined;
  if (principal === '*') return true;
  return list(principal.AWS ?? []).includes('*') || list(principal.Service ?? []).includes(asked);
}

/** A key that the request lacks does not match, as AWS has it for operators without `IfExists`. */
function holds(operator: string, keys: Readonly<Record<string, string | readonly string[]>>, request: AccessRequest): boolean {
  const compare = operators[operator];
  if (compare === undefined) throw new UnsupportedError('IAM', `the condition operator ${operator}`);
  const context: Readonly<Record<string, string | undefined>> = {
    'aws:sourcearn': request.sourceArn,
    'aws:sourceaccount': request.sourceAccount,
    'aws:securetransport': 'true',
  };
  return Object.entries(keys).every(([key, wanted]) => {
    const value = context[key.toLowerCase()];
    return value !== undefined && list(wanted).some((each) => compare(value, each));
  });
}

function matches(value: string, pattern: string): boolean {
  const escaped = pattern.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(value);
}

function list(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}
