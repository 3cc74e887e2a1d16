import { AwsError, supportsOnly, UnsupportedError } from '../errors.ts';
import type { Fields, Service } from '../service.ts';
import type { World } from '../world.ts';
import { makeBucket } from './apigateway/token-bucket.ts';

/** Settings of simulated Parameter Store. */
export interface SsmOptions {
  /**
   * Calls of GetParameter a second for the whole account and Region.
   * @default 40, the standard throughput of https://docs.aws.amazon.com/general/latest/gr/ssm.html; "higher throughput" is a setting that costs
   */
  readonly getsPerSecond?: number;
  /** The same for PutParameter. @default 3 */
  readonly putsPerSecond?: number;
}

/** A parameter that a template makes. */
export interface NewParameter {
  readonly name: string;
  readonly value: string;
  /** @default 'String' */
  readonly type?: string;
  /** @default 'Standard' */
  readonly tier?: string;
}

/** Parameters of Systems Manager; each has its last version only. */
export interface SimulatedSsm extends Service {
  /** Stores a parameter past the quota, and gives its ARN. @throws AwsError as PutParameter does without `Overwrite` */
  createParameter(parameter: NewParameter): { readonly arn: string };
}

interface Stored {
  readonly name: string;
  readonly arn: string;
  readonly value: string;
  readonly type: string;
  readonly tier: 'Standard' | 'Advanced';
  readonly version: number;
  readonly changedAtMs: number;
}

const reads = new Set(['Name', 'WithDecryption']);
const writes = new Set(['Name', 'Value', 'Type', 'Overwrite', 'Tier', 'Description', 'DataType']);
/** Characters of a value by tier: https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html */
const maxLength = { Standard: 4096, Advanced: 8192 };

/**
 * Parameter Store as far as GetParameter and PutParameter go. Reads are never stale here. Labels, earlier versions (`name:3`), policies and
 * encrypted parameters are not simulated.
 */
export function simulateSsm(world: World, { getsPerSecond = 40, putsPerSecond = 3 }: SsmOptions = {}): SimulatedSsm {
  const parameters = new Map<string, Stored>();
  const nowMs = world.clock.now();
  const gets = makeBucket({ rate: getsPerSecond, burst: getsPerSecond }, nowMs);
  const puts = makeBucket({ rate: putsPerSecond, burst: putsPerSecond }, nowMs);
  const throttled = () => new AwsError('ThrottlingException', 'Rate exceeded');
  const put = (name: string, value: string, type: string | undefined, tier: string | undefined, overwrite: boolean): Stored => {
    const known = parameters.get(name);
    if (known !== undefined && !overwrite) {
      throw new AwsError(
        'ParameterAlreadyExists',
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
      );
    }
    const kind = type ?? known?.type;
    if (kind === undefined) throw invalid('A parameter type is required when you create a parameter.');
    if (kind === 'SecureString') throw new UnsupportedError('ssm', 'a parameter of type SecureString');
    const stored: Stored = {
      name,
      arn: `arn:aws:ssm:${world.region}:${world.accountId}:parameter${name.startsWith('/') ? '' : '/'}${name}`,
      value,
      type: kind,
      tier: tierOf(tier, value, known),
      version: (known?.version ?? 0) + 1,
      changedAtMs: world.clock.now(),
    };
    parameters.set(name, stored);
    return stored;
  };
  return {
    name: 'ssm',
    operations: {
      GetParameter(input) {
        supportsOnly('ssm', 'GetParameter', input, reads);
        if (!gets.take(world.clock.now())) throw throttled();
        const known = parameters.get(nameIn(input));
        // AWS sends no message here; this is what the SDK makes of that.
        if (known === undefined) throw new AwsError('ParameterNotFound', 'UnknownError');
        return { Parameter: describe(known) };
      },
      PutParameter(input) {
        supportsOnly('ssm', 'PutParameter', input, writes);
        if (!puts.take(world.clock.now())) throw throttled();
        const text = (key: string) => (input[key] === undefined ? undefined : String(input[key]));
        const { version, tier } = put(nameIn(input), text('Value') ?? '', text('Type'), text('Tier'), input.Overwrite === true);
        return { Version: version, Tier: tier };
      },
    },
    createParameter: ({ name, value, type = 'String', tier }) => ({ arn: put(name, value, type, tier, false).arn }),
  };
}

/** A parameter is asked for by its name or its ARN. */
function nameIn(input: Fields): string {
  const name = String(input.Name ?? '').trim();
  if (!name.startsWith('arn:')) {
    if (name.includes(':')) throw new UnsupportedError('ssm', `a version or label of a parameter, ${name}`);
    return name;
  }
  const path = name.slice(name.indexOf(':parameter') + ':parameter'.length);
  return path.lastIndexOf('/') > 0 ? path : path.slice(1);
}

/** A parameter stays advanced once it is. @throws AwsError `ValidationException` for an empty or too long value, and for a way back to Standard. */
function tierOf(wanted: string | undefined, value: string, known: Stored | undefined): Stored['tier'] {
  if (value === '') {
    throw invalid(
      "1 validation error detected: Value '' at 'value' failed to satisfy constraint: Member must have length greater than or equal to 1.",
    );
  }
  if (known?.tier === 'Advanced' && wanted === 'Standard') {
    throw invalid('This parameter uses the advanced-parameter tier. You can’t downgrade a parameter to the standard-parameter tier.');
  }
  const grows = wanted === 'Intelligent-Tiering' && value.length > maxLength.Standard;
  const tier = known?.tier === 'Advanced' || wanted === 'Advanced' || grows ? 'Advanced' : 'Standard';
  if (value.length <= maxLength[tier]) return tier;
  throw invalid(
    tier === 'Standard'
      ? 'Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html'
      : 'Advanced tier parameters support a maximum parameter value of 8192 characters.',
  );
}

function describe({ name, arn, value, type, version, changedAtMs }: Stored): Fields {
  return { Name: name, Type: type, Value: value, Version: version, LastModifiedDate: new Date(changedAtMs), ARN: arn, DataType: 'text' };
}

const invalid = (message: string) => new AwsError('ValidationException', message);
