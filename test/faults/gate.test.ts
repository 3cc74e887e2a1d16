import { describe, expect, it } from 'vitest';
import { stolenPassword } from '#infra/rehearsal/people.ts';
import { AwsError } from '#simulator/errors.ts';
import type { Fault, FaultPoint } from '#simulator/faults.ts';
import { setStage } from '#test/kits/world.ts';

const person = (name: string, environment: string) => ({
  Username: name,
  Attributes: [
    { Name: 'email', Value: `${name}@example.nl` },
    { Name: 'email_verified', Value: 'true' },
    { Name: 'custom:environment', Value: environment },
  ],
});
const throttled = () => new AwsError('ThrottlingException', 'Rate exceeded');
const gone = () => new AwsError('ResourceNotFoundException', 'Requested resource not found');

/** The probe signs in every minute; kept out, so that it is these tests alone that wake the gate. */
const isProbing = (caller: string, operation: string) => caller.startsWith('watch') && operation.endsWith('InitiateAuth');

/** What of the gate's calls goes wrong. */
type Broken = Partial<Record<'Query' | 'GetSecretValue' | 'BatchGetItem', Fault>>;
const slow: Fault = { kind: 'delay', ms: 60_000 };

/** A live campaign over the Netherlands, and calls of the gate that can be broken. */
async function setUp(broken: Broken = {}) {
  const state = { broken: {} as Broken, counted: [] as string[] };
  const faults = {
    at: ({ phase, operation, caller }: FaultPoint) => {
      if (isProbing(caller, operation)) return { kind: 'error', error: throttled() } as const;
      if (!caller.startsWith('gate') || phase === 'after') return undefined;
      return state.broken[operation as keyof Broken];
    },
  };
  const stage = await setStage({
    users: [person('sanne', 'nl'), person('joost', 'nl'), person('bea', 'be')],
    faults,
    onLine: (functionId, line) => {
      if (functionId.startsWith('gate')) state.counted.push(...(line.match(/Gate::\w+(?=":)/g) ?? []));
    },
  });
  const id = await stage.plan({ kind: 'environment', environments: ['nl'] });
  await stage.start(id);
  const recover = (name: string) => {
    const row = stage.rows('accounts').find(({ username }) => username === name);
    stage.put('accounts', { ...row, state: 'recovered', recoveredAt: stage.world.clock.now() });
  };
  // Whoever recovered is let in after what lingers.
  recover('joost');
  await stage.pass(800_000);
  const breakDown = (what: Broken) => {
    state.broken = what;
    state.counted.length = 0;
  };
  breakDown(broken);
  /** What a sign-in comes to, and how long it takes. */
  const signIn = async (name: string) => {
    const begin = stage.world.clock.now();
    const outcome = await stage.signIn(name, stolenPassword).then(
      () => 'in',
      ({ message }: Error) =>
        /must change|wachtwoord/.test(message) ? 'contained' : /in a minute|een minuut/.test(message) ? 'unclear' : message,
    );
    return { outcome, ms: stage.world.clock.now() - begin };
  };
  const outcomes = async () => [(await signIn('sanne')).outcome, (await signIn('joost')).outcome, (await signIn('bea')).outcome];
  return { stage, state, breakDown, signIn, outcomes };
}

describe.each<[string, Fault]>([
  ['slow', slow],
  ['throttled', { kind: 'error', error: throttled() }],
  ['gone', { kind: 'error', error: gone() }],
  ['out of reach', { kind: 'timeout' }],
])('with the table of the epochs %s', (_, fault) => {
  it('the gate of a new sandbox goes by the second copy', async () => {
    const { outcomes, state } = await setUp({ Query: fault });
    expect(await outcomes()).toEqual(['contained', 'in', 'in']);
    expect(new Set(state.counted)).toContain('Gate::SecondCopy');
    expect(state.counted).not.toContain('Gate::Blind');
  });

  it('and no second copy, a sandbox that knows the epochs goes by those, and a new one does what was configured', async () => {
    const { outcomes, state, breakDown, stage } = await setUp();
    await outcomes();
    await stage.pass(10_000);
    breakDown({ Query: fault, GetSecretValue: fault });
    expect(await outcomes()).toEqual(['contained', 'in', 'in']);
    expect(new Set(state.counted)).toContain('Gate::Stale');
    const fresh = await setUp({ Query: fault, GetSecretValue: fault });
    expect(await fresh.outcomes()).toEqual(['unclear', 'unclear', 'unclear']);
    expect(new Set(fresh.state.counted)).toEqual(new Set(['Gate::Blind', 'Gate::Refused']));
  });
});

describe('with the table of the accounts failing', () => {
  it('nobody whom the campaign may bind gets in, whoever has recovered included, and all do again afterwards', async () => {
    const { outcomes, state, breakDown } = await setUp({ BatchGetItem: { kind: 'error', error: throttled() } });
    expect(await outcomes()).toEqual(['unclear', 'unclear', 'unclear']);
    expect(new Set(state.counted)).toEqual(new Set(['Gate::RowsUnread', 'Gate::Refused']));
    breakDown({});
    expect(await outcomes()).toEqual(['contained', 'in', 'in']);
  });
});

describe('with everything slow at once', () => {
  it('the gate answers within four seconds of the five that Cognito waits', async () => {
    const { signIn, breakDown, stage } = await setUp({ Query: slow, GetSecretValue: slow, BatchGetItem: slow });
    const cold = await signIn('sanne');
    expect(cold.outcome).toBe('unclear');
    await stage.pass(60_000);
    breakDown({});
    await signIn('sanne');
    await stage.pass(10_000);
    breakDown({ Query: slow, GetSecretValue: slow, BatchGetItem: slow });
    const warm = await signIn('sanne');
    expect(warm.outcome).toBe('unclear');
    for (const { ms } of [cold, warm]) expect(ms).toBeLessThan(4_000);
  });
});

describe('with Secrets Manager failing', () => {
  it('a start holds all the same, and the alarm tells of the copy', async () => {
    const lines: string[] = [];
    let isBroken = false;
    const faults = {
      at: ({ service }: FaultPoint): Fault | undefined => (isBroken && service === 'secretsmanager' ? { kind: 'timeout' } : undefined),
    };
    const stage = await setStage({ users: [person('sanne', 'nl')], faults, onLine: (_, line) => void lines.push(line) });
    const id = await stage.plan({ kind: 'everybody' });
    isBroken = true;
    await stage.start(id);
    await stage.pass(5_000);
    await expect(stage.signIn('sanne', stolenPassword)).rejects.toThrow(/must change your password/);
    expect(lines.some((line) => line.includes('EpochCopy::Failed'))).toBe(true);
  });
});

describe('with nothing failing', () => {
  it('the gate asks once in five seconds without a campaign, and once more for each sign-in with one', async () => {
    const asked: string[] = [];
    const faults = {
      at: ({ phase, operation, caller }: FaultPoint) => {
        if (isProbing(caller, operation)) return { kind: 'error', error: throttled() } as const;
        if (caller.startsWith('gate') && phase === 'before') asked.push(operation);
        return undefined;
      },
    };
    const stage = await setStage({ users: [person('sanne', 'nl'), person('bea', 'be')], faults });
    for (let count = 0; count < 10; count++) await stage.signIn('sanne', stolenPassword);
    expect(asked).toEqual(['GetItem', 'Query']);
    await stage.start(await stage.plan({ kind: 'environment', environments: ['nl'] }));
    await stage.pass(10_000);
    asked.length = 0;
    // One who is let in, before the password and before the tokens; one who is not.
    await stage.signIn('bea', stolenPassword);
    await expect(stage.signIn('sanne', stolenPassword)).rejects.toThrow();
    expect(asked).toEqual(['GetItem', 'Query', 'BatchGetItem', 'BatchGetItem']);
  });
});
