/**
 * A change of state as data: from where, to where, on which condition, with what set. `shared/aws/table/transition.ts` alone
 * compiles it to one conditional write, so the table enforces the state machine, and diagrams and model tests read the same data.
 */
export interface Transition<S extends string> {
  /** What happens, as a verb: `approve`. Names the change in the audit log. */
  readonly name: string;
  /** States from which it may happen. */
  readonly from: readonly S[];
  /** The state after it. @default the state before it */
  readonly to?: S;
  /** Further conditions on the row; all must hold. @default none */
  readonly guard?: readonly Guard[];
  /** Attributes that this change must set, beside the state. @default none */
  readonly sets?: readonly string[];
  /** Attributes that it removes. @default none */
  readonly removes?: readonly string[];
}

/**
 * A condition on one attribute against a value given with the change. `unequal`, `below` and `disjoint` (two lists of texts that share none) hold where the
 * attribute is absent.
 */
export interface Guard {
  readonly attribute: string;
  readonly is: 'equal' | 'unequal' | 'below' | 'disjoint';
  /** The name under which the change passes the value to compare with. */
  readonly value: string;
}
