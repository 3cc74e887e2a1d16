import type { TextBudget } from '#domain/campaign/text-spend.ts';
import { makeAccounts } from '#shared/aws/account/accounts.ts';
import { makeChannels } from '#shared/aws/account/channels.ts';
import { makeNotices } from '#shared/aws/account/notices.ts';
import { makeSteps } from '#shared/aws/account/steps.ts';
import { documentClient, smsClient } from '#shared/aws/calls/clients.ts';
import { limitTime } from '#shared/aws/calls/time-limit.ts';
import { makeCampaigns } from '#shared/aws/campaign/campaigns.ts';
import { makeContacts } from '#shared/aws/campaign/contacts.ts';
import { makeAllowance } from '#shared/aws/mail/allowance.ts';
import { makeMailRates } from '#shared/aws/mail/mail-rate.ts';
import { makeSendingControls } from '#shared/aws/mail/sending-controls.ts';
import { makeTextSpend } from '#shared/aws/mail/text-spend.ts';
import { makeTexts } from '#shared/aws/mail/texts.ts';
import { makeLogger } from '#shared/lambda/log.ts';
import { makeMetrics } from '#shared/lambda/metrics.ts';
import type { Environment, Platform } from '#shared/platform.ts';
import { nextChannelConfig } from './config.ts';

/** What the next channels work with. */
export type Dependencies = ReturnType<typeof makeDependencies>;

/** How long one call for a text message may take, in ms; what became of the text is then not known. */
const textLimitMs = 10_000;

/** Made once for each sandbox. */
export function makeDependencies(environment: Environment, platform: Platform) {
  const config = nextChannelConfig(environment);
  const client = documentClient(platform);
  const { clock } = platform;
  const sms = limitTime(smsClient(platform), platform, textLimitMs);
  const partsPerSecond = config.TEXT_PARTS_PER_SECOND;
  const spend = makeTextSpend(client, config.PACE_TABLE);
  const allowance = makeAllowance(client, config.PACE_TABLE, clock, { TextParts: partsPerSecond });
  return {
    clock,
    ids: platform.ids,
    campaigns: makeCampaigns(client, config.CAMPAIGNS_TABLE),
    contacts: makeContacts(client, config.CAMPAIGNS_TABLE),
    accounts: makeAccounts(client, config.ACCOUNTS_TABLE),
    channels: makeChannels(client, config.CHANNELS_TABLE),
    notices: makeNotices(client, config.NOTICES_TABLE),
    steps: makeSteps(client, config.STEPS_TABLE),
    textsOf: (campaignId: string, budget: TextBudget) =>
      makeTexts(sms, { originationIdentity: config.TEXT_SENDER, campaignId, budget, spend, allowance, clock }),
    rates: makeMailRates(client, config.PACE_TABLE, clock),
    sending: makeSendingControls(client, config.PACE_TABLE, clock),
    partsPerSecond,
    timeZone: config.TIME_ZONE,
    page: config.PAGES_ORIGIN,
    logger: makeLogger(platform, 'next-channel'),
    metrics: makeMetrics(platform, 'next-channel'),
  };
}
