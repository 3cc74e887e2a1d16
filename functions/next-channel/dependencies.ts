import type { TextBudget } from '#domain/campaign/text-spend.ts';
import { accounts } from '#shared/aws/account/accounts.ts';
import { channels } from '#shared/aws/account/channels.ts';
import { notices } from '#shared/aws/account/notices.ts';
import { steps } from '#shared/aws/account/steps.ts';
import { sms } from '#shared/aws/calls/clients.ts';
import { limitTime } from '#shared/aws/calls/time-limit.ts';
import { campaigns } from '#shared/aws/campaign/campaigns.ts';
import { contacts } from '#shared/aws/campaign/contacts.ts';
import { makeAllowance } from '#shared/aws/mail/allowance.ts';
import { mailRates } from '#shared/aws/mail/mail-rate.ts';
import { sendingControls } from '#shared/aws/mail/sending-controls.ts';
import { textSpend } from '#shared/aws/mail/text-spend.ts';
import { makeTexts } from '#shared/aws/mail/texts.ts';
import { onTable } from '#shared/aws/table/on-table.ts';
import { logger } from '#shared/lambda/log.ts';
import { metrics } from '#shared/lambda/metrics.ts';
import { pagesOrigin, textSender, timeZone } from '#shared/settings.ts';
import { positive } from '#shared/variables.ts';
import { clock, ids, type Sandbox, wire } from '#shared/wiring.ts';

/** How long one call for a text message may take, in ms; what became of the text is then not known. */
const textLimitMs = 10_000;

/** Parts of text messages a second that the sender has. */
const partsPerSecond = ({ read }: Sandbox) => read('TEXT_PARTS_PER_SECOND', positive);

/** The text messages of a campaign within its budget. */
const textsOf = (sandbox: Sandbox) => {
  const { use, platform } = sandbox;
  const { clock } = platform;
  const client = limitTime(use(sms), platform, textLimitMs);
  const [originationIdentity, spend, TextParts] = [use(textSender), use(textSpend), use(partsPerSecond)];
  const allowance = onTable(sandbox, 'pace', (documents, table) => makeAllowance(documents, table, clock, { TextParts }));
  return (campaignId: string, budget: TextBudget) =>
    makeTexts(client, { originationIdentity, campaignId, budget, spend, allowance, clock });
};

/** Makes what the next channels work with, once for each sandbox. */
export const makeDependencies = wire('next-channel', {
  clock,
  ids,
  campaigns,
  contacts,
  accounts,
  channels,
  notices,
  steps,
  textsOf,
  rates: mailRates,
  sending: sendingControls,
  partsPerSecond,
  timeZone,
  page: pagesOrigin,
  logger,
  metrics,
});

/** What the next channels work with. */
export type Dependencies = ReturnType<typeof makeDependencies>;
