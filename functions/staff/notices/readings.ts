import { ok } from '#domain/result.ts';
import { type Operation, reading } from '../operation.ts';
import { checkMail } from '../parts/mail-check.ts';
import { oneCampaign } from '../parts/targets.ts';
import { campaignMail } from './notice-act.ts';
import { mailAnswer, mailCheckAnswer, mailExample } from './schemas.ts';

/** What staff look at of notices. */
export const noticeReadings: readonly Operation[] = [
  reading({
    id: 'getMail',
    name: 'mail',
    path: '/api/campaigns/{id}/mail',
    on: campaignMail,
    summary: 'See how notices go out',
    description: 'What limits them now, how fast they go, what is left of the day, and when they will end.',
    answer: mailAnswer,
    example: { answer: mailExample },
    run: async ({ target: { mail } }) => ok({ mail }),
  }),
  reading({
    id: 'checkMail',
    name: 'mail-check',
    path: '/api/campaigns/{id}/mail-check',
    on: oneCampaign,
    summary: 'Check whether notices can go out',
    description: 'What a start is refused for unless it holds the notices: mails that break a rule, and what SES is not set up for, now.',
    answer: mailCheckAnswer,
    example: { answer: { check: { faults: [], warnings: [] } } },
    run: async ({ dependencies }) => ok({ check: await checkMail(dependencies) }),
  }),
];
