import * as z from 'zod/mini';
import { noticeId, type noticeTransitions, openUnreached } from '#domain/notice/notice.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { MetricName } from '#shared/lambda/metrics.ts';
import { queueHandler, UnreadableMessage } from '#shared/lambda/queue.ts';
import type { Dependencies } from './dependencies.ts';
import { parseEvent, welcome } from './event.ts';

const changes: Readonly<Record<string, { readonly name: keyof typeof noticeTransitions; readonly metric?: MetricName }>> = {
  Send: { name: 'confirm' },
  Delivery: { name: 'deliver', metric: 'Notice::Delivered' },
  Bounce: { name: 'bounce', metric: 'Notice::Bounced' },
  Reject: { name: 'bounce', metric: 'Notice::Bounced' },
  'Rendering Failure': { name: 'bounce', metric: 'Notice::Bounced' },
  Complaint: { name: 'complain', metric: 'Notice::Complained' },
};

/** Codes and confirmations have no row of their own for what became of them: it is counted only. */
const recoveryFates: Readonly<Record<string, MetricName>> = {
  Delivery: 'RecoveryMail::Delivered',
  Bounce: 'RecoveryMail::Bounced',
  Reject: 'RecoveryMail::Bounced',
  Complaint: 'RecoveryMail::Complained',
};

/**
 * Records what became of notices. Events come late, twice and out of order; each changes a notice only forward, so none does harm.
 * What SNS did not sign is dropped: trying again would not make it genuine. Mails of a recovery carry no account tag: they are counted and passed over. A bounce or
 * complaint that changed a notice is counted by the guard, once: what a crash leaves uncounted is one of a thousand.
 */
export function makeHandler({ clock, notices, open, controls, backOff, guardLimits, logger, metrics }: Dependencies) {
  return queueHandler({ logger, metrics }, z.unknown(), async (body) => {
    const opened = await open(body);
    if (!opened.ok && opened.error !== 'no notification') {
      logger.log(messages.eventForged, { fault: opened.error });
      metrics.count('Event::Forged');
      return;
    }
    if (opened.ok && opened.value === welcome) return;
    const event = opened.ok ? parseEvent(opened.value) : undefined;
    if (event === undefined) throw new UnreadableMessage();
    const change = changes[event.type];
    const fate = event.ofRecovery ? recoveryFates[event.type] : undefined;
    if (fate !== undefined) metrics.count(fate);
    const { campaignId, sub, mail, messageId, sentAt, soft, harm } = event;
    for (const domain of campaignId === undefined ? [] : event.delayedBy) {
      if (!(await backOff.delayed(domain))) continue;
      logger.log(messages.domainRests);
      metrics.count('Domain::Rested');
    }
    if (change === undefined || campaignId === undefined || sub === undefined) return;
    const key = { campaignId, sub, ...(mail && { mail }) };
    const unreached = { messageId, open: openUnreached(clock.now(), noticeId(key)) };
    const changed =
      change.name === 'bounce'
        ? await (soft ? notices.change(key, 'softBounce', { ...unreached, soft }) : notices.change(key, 'bounce', unreached))
        : await notices.change(key, change.name, { messageId });
    const late = !changed && change.name === 'deliver' && (await notices.change(key, 'deliverAfterAll', { messageId }, { soft: true }));
    if (!changed && !late) return;
    if (change.metric !== undefined) metrics.count(change.metric);
    const stopped = harm === undefined ? [] : await controls.countFate(campaignId, harm, sentAt, guardLimits);
    for (const { what, after } of stopped) logger.log(messages.noticesPaused, { campaignId, what, ...after });
    metrics.count('Notice::Paused', stopped.length);
  });
}
