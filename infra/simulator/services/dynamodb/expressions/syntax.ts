/** The parameter that an expression was given in; AWS names it in its messages. */
export type ExpressionKind =
  | 'ConditionExpression'
  | 'FilterExpression'
  | 'KeyConditionExpression'
  | 'UpdateExpression'
  | 'ProjectionExpression';

/** A way into an item: names (or `#references`, until resolved) of map members and indexes of list elements. */
export type PathParts = readonly (string | number)[];

/** A document path as written. */
export interface Path {
  readonly kind: 'path';
  readonly parts: PathParts;
  /** True where a part is a `#reference`. */
  readonly indirect: boolean;
}

/** A `:reference` to a value. */
export interface ValueRef {
  readonly kind: 'value';
  readonly name: string;
}

/** A call such as `size(a)`. */
export interface FunctionCall {
  readonly kind: 'function';
  readonly name: string;
  readonly args: readonly Operand[];
}

/** What has a value. */
export type Operand = Path | ValueRef | FunctionCall;

/** The comparison operators. */
export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** What is true or false of an item. */
export type Condition =
  | { readonly kind: 'comparison'; readonly operator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'between'; readonly operand: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: 'in'; readonly operand: Operand; readonly candidates: readonly Operand[] }
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly operand: Condition }
  | FunctionCall;

/** What SET assigns: an operand, or a sum or difference of two. */
export type SetValue =
  | Operand
  | { readonly kind: 'arithmetic'; readonly operator: '+' | '-'; readonly left: Operand; readonly right: Operand };

/** One change that an update expression makes. */
export type UpdateAction =
  | { readonly kind: 'SET'; readonly path: Path; readonly value: SetValue }
  | { readonly kind: 'REMOVE'; readonly path: Path }
  | { readonly kind: 'ADD' | 'DELETE'; readonly path: Path; readonly value: ValueRef };

/** A parsed expression with what it refers to. */
export interface Parsed<T> {
  readonly kind: ExpressionKind;
  readonly root: T;
  /** All `#references`. */
  readonly names: ReadonlySet<string>;
  /** All `:references`. */
  readonly values: ReadonlySet<string>;
  /** All paths, in the order of the text. */
  readonly paths: readonly Path[];
}
