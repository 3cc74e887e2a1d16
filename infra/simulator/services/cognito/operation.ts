import { supportsOnly } from '../../errors.ts';
import type { Fields, Headers } from '../../service.ts';
import type { Cognito } from './context.ts';
import { passOperation } from './firewall.ts';
import type { QuotaCategory } from './quotas.ts';
import { invalidParameter } from './refusals.ts';

type RequiredName<In> = { [K in keyof In]-?: object extends Pick<In, K> ? never : K }[keyof In] & string;

/** An SDK request whose required members are there. */
export type Checked<In> = { [K in keyof In]: object extends Pick<In, K> ? In[K] : NonNullable<In[K]> };

/** An operation that is not bound to its state yet. */
export type UnboundOperation = (cognito: Cognito, name: string, input: Fields, headers?: Headers) => Fields | Promise<Fields>;

/**
 * An operation with its bookkeeping: parameters that are not in `needs` or `takes` fail loudly, those of `needs` must be there, AWS WAF may block
 * the call, and it draws on its request-rate category before anything is looked at.
 */
export function operation<In extends object>(
  charge: QuotaCategory | ((cognito: Cognito, input: Checked<In>) => void),
  needs: readonly RequiredName<In>[],
  takes: readonly (keyof In & string)[],
  run: (cognito: Cognito, input: Checked<In>) => Fields | Promise<Fields>,
): UnboundOperation {
  const known: ReadonlySet<string> = new Set([...needs, ...takes]);
  return (cognito, name, input, headers) => {
    supportsOnly('cognito', name, input, known);
    for (const parameter of needs) {
      if (input[parameter] !== undefined) continue;
      const member = parameter[0]?.toLowerCase() + parameter.slice(1);
      throw invalidParameter(
        `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
      );
    }
    const checked = input as Checked<In>;
    passOperation(cognito, name, input, headers);
    if (typeof charge === 'string') cognito.quotas.take(charge);
    else charge(cognito, checked);
    return run(cognito, checked);
  };
}
