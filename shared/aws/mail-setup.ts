import {
  GetAccountCommand,
  GetConfigurationSetCommand,
  GetConfigurationSetEventDestinationsCommand,
  GetEmailIdentityCommand,
  type GetEmailIdentityCommandOutput,
  type SESv2Client,
} from '@aws-sdk/client-sesv2';
import type { MailIdentity, MailSetup } from '#domain/mail-setup.ts';

/** Gives how SES is set up now: four calls side by side, each of an operation that SES lets an account ask once a second. @throws what SES answers */
export type ReadMailSetup = () => Promise<MailSetup>;

/** What to look at. */
export type MailSetupOptions = Pick<MailSetup, 'sender' | 'identityName' | 'configurationSetName' | 'topicArn'>;

/** Reads what mails of this sender go out through. */
export function makeReadMailSetup(client: SESv2Client, options: MailSetupOptions): ReadMailSetup {
  const ConfigurationSetName = options.configurationSetName;
  return async () => {
    const [account, identity, set, reports] = await Promise.all([
      client.send(new GetAccountCommand({})),
      unlessMissing(client.send(new GetEmailIdentityCommand({ EmailIdentity: options.identityName }))),
      unlessMissing(client.send(new GetConfigurationSetCommand({ ConfigurationSetName }))),
      unlessMissing(client.send(new GetConfigurationSetEventDestinationsCommand({ ConfigurationSetName }))),
    ]);
    return {
      ...options,
      identity: identity && toIdentity(identity),
      configurationSet: set && {
        sends: set.SendingOptions?.SendingEnabled === true,
        redirectDomain: set.TrackingOptions?.CustomRedirectDomain,
        destinations: (reports?.EventDestinations ?? []).map(({ Enabled, SnsDestination, MatchingEventTypes }) => ({
          enabled: Enabled === true,
          topicArn: SnsDestination?.TopicArn,
          eventTypes: MatchingEventTypes ?? [],
        })),
      },
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
