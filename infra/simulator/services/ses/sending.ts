import { AwsError, supportsOnly, UnsupportedError } from '../../errors.ts';
import type { Random } from '../../random.ts';
import type { Fields, Operation } from '../../service.ts';
import type { World } from '../../world.ts';
import { badRequest, bareAddress, type Identities, simulatorScenario } from './addresses.ts';
import { type Destination, type Header, type MailStore, recipientsOf, type Sending, type StoredMail, type Tags } from './mails.ts';
import type { QuotaGuard } from './quota.ts';
import { type Content, Template, templateData } from './template.ts';

/** Largest message, in bytes (SES quotas: 40 MB for the v2 API). */
const maxBytes = 41_943_040;
/** Recipients of one message, and entries of one SendBulkEmail call (SES quotas). */
const maxRecipients = 50;

/** An account's state as far as sending asks for it. */
export interface SendingAccount {
  readonly world: World;
  readonly random: Random;
  readonly identities: Identities;
  readonly quota: QuotaGuard;
  readonly mails: MailStore;
  /** Share of bulk entries that fail with TRANSIENT_FAILURE. */
  readonly transientFailureShare: number;
  /** False in the sandbox, where recipients must be verified too. */
  readonly productionAccess: boolean;
  sendingEnabled(): boolean;
  /** Whether the configuration set may send; undefined when there is none of that name. */
  configurationSetEnabled(name: string): boolean | undefined;
  /** Called with the number of each accepted mail. */
  accepted(sequence: number): void;
}
