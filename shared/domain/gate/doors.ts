import { attributesOf } from '../account/scope.ts';
import type { CampaignRow } from '../campaign/campaign.ts';
import { type ClientSettings, clientsThatWrite, detachedTriggers, gateTriggers, hasManagedLogin, type PoolSettings } from '../pool/pool.ts';
import { probeFlow } from './probe.ts';
import type { Watch } from './watch.ts';

/**
 * Whether a contained account can get past a door. `shut`: no, which was observed or is a setting. `watched`: the gate or the watch
 * checks it. `open`: somebody has to look at it.
 */
export type DoorState = 'shut' | 'watched' | 'open';

/** One way to sign in, or to change an account, as the directory's settings show it. */
export interface Door {
  readonly name: string;
  /** Name of the app client that it is at; absent for one of the whole directory. */
  readonly client?: string;
  readonly state: DoorState;
  /** One line: why it is in this state, or what to do. */
  readonly why: string;
}

/** What the checklist is made from. */
export interface DoorFacts {
  readonly pool: PoolSettings;
  readonly campaign: Pick<CampaignRow, 'scope' | 'containsFederated' | 'lastOldTokenAt'>;
  readonly gateArn: string;
  /** What the watch last saw; undefined before its first minute. */
  readonly watch: Watch | undefined;
  /** Names of the directory's attributes for these two. */
  readonly names: { readonly environment: string; readonly organisation: string };
  /** In ms since 1970. */
  readonly nowMs: number;
}

/** Refresh tokens that live longer are listed, in days; Cognito's default. */
const longRefreshDays = 30;

const order: readonly DoorState[] = ['open', 'watched', 'shut'];

/** Every door that the directory's settings show; those that need somebody come first. */
export function doorsOf(facts: DoorFacts): readonly Door[] {
  const doors = [...directoryDoors(facts), ...facts.pool.clients.flatMap((client) => clientDoors(facts, client))];
  return order.flatMap((state) => doors.filter((door) => door.state === state));
}

function directoryDoors(facts: DoorFacts): readonly Door[] {
  const { pool, campaign, nowMs } = facts;
  const selfService = selfServiceDoor(facts);
  const whileOpen = selfService.state === 'open' ? 'open' : 'watched';
  const resets = pool.recoveryMechanisms.length === 0 || pool.recoveryMechanisms.some((name) => name !== 'admin_only');
  const quickly = ['email', 'phone_number'].filter((name) => !pool.verifiedBeforeUpdate.includes(name));
  const { lastOldTokenAt } = campaign;
  return [
    ...triggerDoors(facts),
    { name: 'Changes with an old access token', ...selfService },
    resets
      ? { name: "Cognito's own forgot-password", ...selfService }
      : door("Cognito's own forgot-password", 'shut', 'The directory has it switched off.'),
    ...when(lastOldTokenAt !== undefined, () =>
      nowMs < (lastOldTokenAt ?? 0)
        ? door(
            'Tokens from before the start',
            'open',
            `Valid at services that do not check them against the epoch, until ${time(lastOldTokenAt)}.`,
          )
        : door('Tokens from before the start', 'shut', `The last one ended at ${time(lastOldTokenAt)}.`),
    ),
    ...when(quickly.length > 0, () =>
      door('Addresses that change unproven', whileOpen, `A new ${quickly.join(' or ')} counts at once, before anybody proved it.`),
    ),
    ...when(pool.selfSignUp, () =>
      door('Self sign-up', 'watched', 'Anybody can make an account; one made after the start is recorded as such and not contained.'),
    ),
    ...when(pool.remembersDevices, () =>
      door('Remembered devices', 'watched', 'A device may stand for the second factor; its tokens pass the gate like all others.'),
    ),
    ...when(pool.passwordHistory < 2, () =>
      door(
        'The stolen password again',
        'open',
        `The directory remembers ${pool.passwordHistory} older passwords; 2 or more keep it from coming back.`,
      ),
    ),
  ];
}

function selfServiceDoor({ watch }: DoorFacts): Pick<Door, 'state' | 'why'> {
  const firewall = watch?.firewall;
  if (firewall?.inForceAt !== undefined) return { state: 'shut', why: `The firewall refuses it since ${time(firewall.inForceAt)}.` };
  if (firewall?.writtenAt === undefined) {
    return {
      state: 'open',
      why: 'The directory has no firewall of ours, or the watch has not seen it yet: shut it where the directory has another one.',
    };
  }
  return firewall.mode === 'count'
    ? { state: 'watched', why: 'The firewall counts it, and shuts it when a campaign starts.' }
    : { state: 'open', why: `The firewall was told to refuse it at ${time(firewall.writtenAt)}; that was not seen to hold yet.` };
}

/** Triggers that decide whether somebody gets in. Those that only pass something on are not listed. */
const deciding: Readonly<Record<string, string>> = {
  UserMigration: 'A function of yours makes accounts with a password from elsewhere while somebody signs in.',
  DefineAuthChallenge: 'A function of yours decides when custom authentication is passed; the gate judges its tokens.',
  CustomEmailSender: "A function of yours sees the codes that Cognito mails, so Cognito's own reset is as safe as it is.",
  CustomSMSSender: "A function of yours sees the codes that Cognito sends, so Cognito's own reset is as safe as it is.",
};

function triggerDoors({ pool, gateArn }: DoorFacts): readonly Door[] {
  const detached = detachedTriggers(pool, gateArn);
  return [
    ...gateTriggers
      .filter((name) => detached.includes(name))
      .map((name) => door(`The gate at ${name}`, 'open', 'The directory does not ask the gate there: attach it again.')),
    ...when(detached.length === 0, () => door('The gate', 'shut', 'The directory asks it at every sign-in and every token.')),
    ...Object.entries(deciding)
      .filter(([name]) => pool.triggers[name] !== undefined)
      .map(([name, why]) => door(`Trigger ${name}`, 'watched', why)),
  ];
}

function clientDoors(facts: DoorFacts, client: ClientSettings): readonly Door[] {
  const { pool, campaign } = facts;
  const at = (name: string, state: DoorState, why: string): Door => ({ name, client: client.name, state, why });
  const trusted = [...new Set([...attributesOf(campaign.scope, facts.names), 'email'])];
  const written = trusted.filter((attribute) => clientsThatWrite(pool, attribute).includes(client));
  const elsewhere = client.identityProviders.filter((name) => name !== 'COGNITO');
  const refreshDays = client.refreshTokenMinutes / 1440;
  return [
    ...client.flows
      .filter((flow) => !flow.startsWith('REFRESH_'))
      .map((flow) => at(`Sign-in by ${flow}`, ...flowState(facts, client, flow))),
    ...when(hasManagedLogin(pool, client), () =>
      at('Managed login', ...behindGate(facts, 'The gate judges every token, those that a cookie gives too.')),
    ),
    ...when(client.oauthFlows.includes('client_credentials'), () =>
      at(
        'Machine to machine',
        'open',
        'No account is behind it, so nothing contains it: change the secret of the client where it may be known.',
      ),
    ),
    ...when(elsewhere.length > 0, () =>
      campaign.containsFederated
        ? at('Sign-in from another directory', ...behindGate(facts, `Accounts from ${elsewhere.join(', ')} are contained too.`))
        : at('Sign-in from another directory', 'open', `Accounts from ${elsewhere.join(', ')} are not contained by this campaign.`),
    ),
    ...when(refreshDays > longRefreshDays, () =>
      at('Long refresh tokens', ...behindGate(facts, `They live ${Math.round(refreshDays)} days; the gate judges every use.`)),
    ),
    ...when(written.length > 0, () =>
      at(
        `Writes ${written.join(', ')}`,
        selfServiceDoor(facts).state === 'open' ? 'open' : 'watched',
        'Holders write it here; whom the plan counted stays bound, an account that it did not know is judged by it.',
      ),
    ),
    ...when(!client.revokes, () =>
      at('Tokens that cannot be revoked', 'open', 'One session cannot be ended by itself; an access token works at Cognito until it ends.'),
    ),
    ...when(!client.hidesExistence, () =>
      at('Names that it tells', 'open', 'Sign-in and reset tell strangers which user names there are: set PreventUserExistenceErrors.'),
    ),
  ];
}

function flowState(facts: DoorFacts, { id }: ClientSettings, name: string): readonly [DoorState, string] {
  const trial = facts.watch?.trials.find((each) => each.clientId === id && each.flow === probeFlow(name));
  if (trial?.outcome === 'token') return ['open', `The probe got in at ${time(facts.watch?.atMs)}, though it is contained.`];
  if (trial?.outcome === 'refused') return behindGate(facts, `The gate refused the probe at ${time(facts.watch?.atMs)}.`, 'shut');
  const tried =
    trial === undefined ? 'not tried by the probe' : trial.outcome === 'failed' ? 'the probe could not try it' : 'the probe was asked more';
  return behindGate(facts, `The gate judges its tokens; ${tried}.`);
}

/** State of a door that the gate checks: open where the gate is not attached. */
function behindGate({ pool, gateArn }: DoorFacts, why: string, state: DoorState = 'watched'): readonly [DoorState, string] {
  return detachedTriggers(pool, gateArn).includes('PreTokenGeneration') ? ['open', 'The directory does not ask the gate.'] : [state, why];
}

function door(name: string, state: DoorState, why: string): Door {
  return { name, state, why };
}

function when(holds: boolean, make: () => Door): readonly Door[] {
  return holds ? [make()] : [];
}

function time(ms: number | undefined): string {
  return `${new Date(ms ?? 0).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
