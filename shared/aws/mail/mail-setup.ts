import {
  GetAccountCommand,
  GetConfigurationSetCommand,
  GetConfigurationSetEventDestinationsCommand,
  GetEmailIdentityCommand,
  type GetEmailIdentityCommandOutput,
  type SESv2Client,
} from '@aws-sdk/client-sesv2';
import type { ConfigurationSet, MailIdentity, MailSetup } from '#domain/notice/mail-setup.ts';
import type { Clock } from '#shared/platform.ts';

/** Gives how SES is set up now. @throws what SES answers */
export type ReadMailSetup = () => Promise<MailSetup>;

/** What to look at. */
export interface MailSetupOptions extends Pick<MailSetup, 'sender' | 'identityName' | 'topicArn'> {
  /** Names of the configuration sets. */
  readonly notices: string;
  readonly codes: string;
}

/** SES lets an account ask each of its operations but the sending ones once a second; in ms, with some to spare. */
const askAgainMs = 1_050;

/** Reads what mails of this sender go out through. */
export function makeReadMailSetup(client: SESv2Client, clock: Clock, options: MailSetupOptions): ReadMailSetup {
  const readSet = async (ConfigurationSetName: string): Promise<ConfigurationSet> => {
    const [set, reports] = await Promise.all([
      unlessMissing(client.send(new GetConfigurationSetCommand({ ConfigurationSetName }))),
      unlessMissing(client.send(new GetConfigurationSetEventDestinationsCommand({ ConfigurationSetName }))),
    ]);
    return {
      name: ConfigurationSetName,
      found: set && {
        sends: set.SendingOptions?.SendingEnabled === true,
        redirectDomain: set.TrackingOptions?.CustomRedirectDomain,
        suppresses: set.SuppressionOptions?.SuppressedReasons,
        destinations: (reports?.EventDestinations ?? []).map(({ Enabled, SnsDestination, MatchingEventTypes }) => ({
          enabled: Enabled === true,
          topicArn: SnsDestination?.TopicArn,
          eventTypes: MatchingEventTypes ?? [],
        })),
      },
    };
  };
  return async () => {
    const [account, identity, notices] = await Promise.all([
      client.send(new GetAccountCommand({})),
      unlessMissing(client.send(new GetEmailIdentityCommand({ EmailIdentity: options.identityName }))),
      readSet(options.notices),
    ]);
    await clock.sleep(askAgainMs);
    return {
      ...options,
      notices,
      codes: await readSet(options.codes),
      identity: identity && toIdentity(identity),
      account: {
        production: account.ProductionAccessEnabled === true,
        sends: account.SendingEnabled === true,
        enforcement: account.EnforcementStatus ?? 'unknown',
        perSecond: account.SendQuota?.MaxSendRate ?? 0,
        perDay: account.SendQuota?.Max24HourSend ?? 0,
      },
    };
  };
}

function toIdentity({
  VerifiedForSendingStatus,
  DkimAttributes: dkim,
  MailFromAttributes: from,
}: GetEmailIdentityCommandOutput): MailIdentity {
  return {
    verified: VerifiedForSendingStatus === true,
    signs: dkim?.SigningEnabled === true,
    dkim: dkim?.Status ?? 'unknown',
    ...(from?.MailFromDomain && {
      mailFrom: {
        domain: from.MailFromDomain,
        status: from.MailFromDomainStatus ?? 'unknown',
        rejects: from.BehaviorOnMxFailure === 'REJECT_MESSAGE',
      },
    }),
  };
}

async function unlessMissing<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof Error && error.name === 'NotFoundException') return undefined;
    throw error;
  }
}
