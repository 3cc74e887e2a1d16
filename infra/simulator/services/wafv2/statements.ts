import { posix } from 'node:path';
import { AwsError, UnsupportedError } from '../../errors.ts';
import { readRateBased } from './rate-based.ts';
import type { Evaluate, Statement, WebRequest } from './request.ts';

/** Kept and described, and never a reason for a rule to match: they look at what a simulated request does not have. */
const withoutEffect: ReadonlySet<string> = new Set([
  'AsnMatchStatement',
  'GeoMatchStatement',
  'IPSetReferenceStatement',
  'LabelMatchStatement',
  'ManagedRuleGroupStatement',
  'RegexPatternSetReferenceStatement',
  'RuleGroupReferenceStatement',
  'SizeConstraintStatement',
  'SqliMatchStatement',
  'XssMatchStatement',
]);

/**
 * Reads a statement: ByteMatchStatement on one header, the path or the method, RateBasedStatement by IP address, and And, Or and Not of statements.
 * What the simulator cannot know stays unknown through And, Or and Not, so that Not never turns it into a match.
 * @throws AwsError `WAFInvalidParameterException`; UnsupportedError for other statements, fields, transformations and constraints.
 */
export function readStatement(statement: Statement): Evaluate {
  const [[kind, value] = ['nothing', undefined], ...others] = Object.entries(statement).filter(([, part]) => part !== undefined);
  if (others.length > 0 || typeof value !== 'object' || value === null) throw invalidStatement('STATEMENT', kind);
  if (withoutEffect.has(kind)) return () => undefined;
  if (kind === 'RateBasedStatement') return readRateBased(value as Statement, readStatement);
  if (kind === 'ByteMatchStatement') return readByteMatch(value as ByteMatch);
  if (kind === 'NotStatement') {
    const inner = readStatement((value as { Statement?: Statement }).Statement ?? {});
    return (request, nowMs) => {
      const answer = inner(request, nowMs);
      return answer === undefined ? undefined : !answer;
    };
  }
  if (kind !== 'AndStatement' && kind !== 'OrStatement') throw new UnsupportedError('wafv2', `a ${kind}`);
  const parts = ((value as { Statements?: readonly Statement[] }).Statements ?? []).map(readStatement);
  if (parts.length < 2) throw invalidStatement(kind === 'AndStatement' ? 'AND_STATEMENT' : 'OR_STATEMENT', `${parts.length} statements`);
  const decides = kind === 'OrStatement';
  return (request, nowMs) => {
    const answers = parts.map((part) => part(request, nowMs));
    if (answers.includes(decides)) return decides;
    return answers.includes(undefined) ? undefined : !decides;
  };
}

interface ByteMatch {
  readonly SearchString?: Uint8Array;
  readonly FieldToMatch?: { readonly SingleHeader?: { readonly Name?: string }; readonly UriPath?: object; readonly Method?: object };
  readonly TextTransformations?: readonly { readonly Priority: number; readonly Type: string }[];
  readonly PositionalConstraint?: string;
}

const constraints: Readonly<Record<string, (text: string, search: string) => boolean>> = {
  EXACTLY: (text, search) => text === search,
  STARTS_WITH: (text, search) => text.startsWith(search),
  ENDS_WITH: (text, search) => text.endsWith(search),
  CONTAINS: (text, search) => text.includes(search),
};
const transformations: Readonly<Record<string, (text: string) => string>> = {
  NONE: (text) => text,
  LOWERCASE: (text) => text.toLowerCase(),
  URL_DECODE: (text) => text.replaceAll(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))),
  NORMALIZE_PATH: (text) => posix.normalize(text),
};

/** A header that is not there matches nothing. */
function readByteMatch(match: ByteMatch): Evaluate {
  const field = readField(match.FieldToMatch ?? {});
  const search = Buffer.from(match.SearchString ?? []).toString();
  if (search === '' || search.length > 200) throw invalidStatement('BYTE_MATCH_STATEMENT', 'the SearchString');
  const compare = constraints[match.PositionalConstraint ?? ''];
  if (compare === undefined) throw new UnsupportedError('wafv2', `PositionalConstraint ${match.PositionalConstraint}`);
  const given = match.TextTransformations ?? [];
  if (given.length === 0) throw invalidStatement('TEXT_TRANSFORMATION', 'no TextTransformations');
  const steps = given
    .toSorted((a, b) => a.Priority - b.Priority)
    .map(({ Type }) => {
      const step = transformations[Type];
      if (step === undefined) throw new UnsupportedError('wafv2', `TextTransformation ${Type}`);
      return step;
    });
  return (request) => {
    const text = field(request);
    return (
      text !== undefined &&
      compare(
        steps.reduce((soFar, step) => step(soFar), text),
        search,
      )
    );
  };
}

/** `SingleHeader` is plain JSON in templates: with a small `name` CloudFormation refuses it. */
function readField({
  SingleHeader,
  UriPath,
  Method,
  ...others
}: NonNullable<ByteMatch['FieldToMatch']>): (request: WebRequest) => string | undefined {
  const [other] = Object.keys(others);
  if (other !== undefined) throw new UnsupportedError('wafv2', `FieldToMatch ${other}`);
  if (UriPath !== undefined) return ({ path }) => path;
  if (Method !== undefined) return ({ method }) => method;
  const name = SingleHeader?.Name?.toLowerCase();
  if (name === undefined) throw invalidStatement('FIELD_TO_MATCH', 'SingleHeader without Name');
  return ({ headers }) => headers[name];
}

function invalidStatement(field: string, parameter: string): AwsError {
  return new AwsError(
    'WAFInvalidParameterException',
    `Error reason: You have used none or multiple values for a field that requires exactly one value., field: ${field}, parameter: ${parameter}`,
  );
}
