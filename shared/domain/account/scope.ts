/**
 * Whom a campaign is about. Attributes are those of the directory when the scope was counted: what a holder writes later changes nothing. An
 * account that was made later is looked at by its attributes of that moment. Exemptions are the campaign's, not the scope's.
 */
export type Scope =
  | { readonly kind: 'everybody' }
  | { readonly kind: 'environment' /** Values of the environment attribute, such as `nl`. */; readonly environments: readonly string[] }
  | { readonly kind: 'organisation' /** Values of the organisation attribute. */; readonly organisations: readonly string[] }
  /** Every account, when it asks for tokens through one of these app clients, named by their ids. */
  | { readonly kind: 'client'; readonly clients: readonly string[] }
  /** Accounts for which every predicate holds. */
  | { readonly kind: 'attributes'; readonly where: readonly Predicate[] }
  | { readonly kind: 'list' /** How many entries (user names or addresses) the list has. */; readonly entries: number };

/** A condition on one account; texts are compared without regard to case. */
export type Predicate =
  | {
      /** Name of the directory's attribute, such as `email` or `custom:plan`. An account without it is not meant. */
      readonly attribute: string;
      readonly is: 'one-of' | 'begins-with' | 'ends-with';
      /** At least one of these. */
      readonly values: readonly string[];
    }
  | { /** Accounts made before this moment, in ms since 1970. */ readonly createdBefore: number };

/** What a scope is decided by. */
export interface ScopeFacts {
  /** Values of the account's attributes by name. */
  readonly attributes: Readonly<Record<string, string | undefined>>;
  /** Value of the environment attribute, where the account has one. */
  readonly environment: string | undefined;
  /** Value of the organisation attribute, where the account has one. */
  readonly organisation: string | undefined;
  /** When the account was made, in ms since 1970; undefined where that is not known, which counts as long ago. */
  readonly createdAt: number | undefined;
  /** Whether the account's user name or address is on the uploaded list. */
  readonly listed: boolean;
}

/** Whether the scope covers an account. */
export function covers(scope: Scope, facts: ScopeFacts): boolean {
  switch (scope.kind) {
    case 'everybody':
    case 'client':
      return true;
    case 'environment':
      return facts.environment !== undefined && scope.environments.includes(facts.environment);
    case 'organisation':
      return facts.organisation !== undefined && scope.organisations.includes(facts.organisation);
    case 'attributes':
      return scope.where.every((predicate) => holds(predicate, facts));
    case 'list':
      return facts.listed;
  }
}

function holds(predicate: Predicate, { attributes, createdAt }: ScopeFacts): boolean {
  if ('createdBefore' in predicate) return createdAt === undefined || createdAt < predicate.createdBefore;
  const value = attributes[predicate.attribute];
  if (value === undefined) return false;
  const text = normalizeIdentifier(value);
  return predicate.values.map(normalizeIdentifier).some((wanted) => {
    if (predicate.is === 'one-of') return text === wanted;
    return predicate.is === 'begins-with' ? text.startsWith(wanted) : text.endsWith(wanted);
  });
}

/** Names of the directory's attributes that a scope rests on; `environment` and `organisation` are the names of those two. */
export function attributesOf(scope: Scope, names: { readonly environment: string; readonly organisation: string }): readonly string[] {
  switch (scope.kind) {
    case 'environment':
      return [names.environment];
    case 'organisation':
      return [names.organisation];
    case 'attributes':
      return scope.where.flatMap((predicate) => ('attribute' in predicate ? [predicate.attribute] : []));
    default:
      return [];
  }
}

/** An address or user name as it is compared: without surrounding blanks, in lower case, composed (NFC). */
export function normalizeIdentifier(text: string): string {
  return text.trim().normalize('NFC').toLowerCase();
}
