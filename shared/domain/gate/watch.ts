import type { FirewallMode } from '../pool/self-service.ts';
import type { ProbeResult } from './probe.ts';

/** What the watch, which looks at the directory every minute, saw last. All times in ms since 1970. */
export interface Watch {
  /** When its latest round ended. */
  readonly atMs: number;
  /** Absent until a campaign asks for it. */
  readonly firewall?: FirewallWatch;
  /** Triggers of the directory that did not lead to the gate while an epoch held. */
  readonly detached: readonly string[];
  /** The invented account; absent until it is made. */
  readonly probe?: ProbeAccount;
  /** Results of its latest trials; none while no epoch holds. */
  readonly trials: readonly ProbeResult[];
}

/** State of the directory's firewall. */
export interface FirewallWatch {
  readonly mode: FirewallMode;
  /** When the start that asked for it was; for `count`, when the last epoch was seen gone. */
  readonly askedAt: number;
  /** When the rules were written. Absent where the directory has no firewall of ours. */
  readonly writtenAt?: number;
  /** When a public reset was refused for the first time since: from then on self-service is shut. Absent where it is not, or not any more. */
  readonly inForceAt?: number;
}

/** The invented account. */
export interface ProbeAccount {
  readonly username: string;
  /** When it got its password, which is derived from this moment and a secret. */
  readonly madeAt: number;
  /** Whether its password is not what it should be, so that it must be made again. */
  readonly stale?: boolean;
}
