import type { AuditFact } from '#domain/audit.ts';
import { type CampaignState, campaignTransitions } from '#domain/campaign.ts';
import type { Transition } from '#domain/transition.ts';
import type { StreamChange } from '#shared/lambda/stream.ts';

/** A fact and the chain that it belongs to. */
export interface LaneFact {
  readonly lane: string;
  readonly fact: AuditFact;
}

/** Attributes that name who moved a campaign into a state: those of its transitions that end in `By`. */
const actors: Readonly<Record<string, string>> = {
  planning: 'plannedBy',
  ...Object.fromEntries(
    Object.values<Transition<CampaignState>>(campaignTransitions).flatMap(({ to, sets = [] }) => {
      const actor = sets.find((attribute) => attribute.endsWith('By'));
      return actor === undefined || to === undefined ? [] : [[to, actor]];
    }),
  ),
};

/** The fact in a change of the campaigns table; none when no state changed. */
export function campaignFact({ pk, sk, sequence, atMs, before, after }: StreamChange): readonly LaneFact[] {
  const to = after?.('state');
  if (pk !== 'campaign' || after === undefined || typeof to !== 'string' || before?.('state') === to) return [];
  const by = after(actors[to] ?? '');
  const fact: AuditFact = {
    subject: 'campaign',
    campaignId: sk,
    to,
    atMs,
    sequence,
    ...(before !== undefined && { from: String(before('state')) }),
    ...(typeof by === 'string' && { by }),
  };
  return [{ lane: 'campaigns', fact }];
}

/** The fact in a change of the accounts table; none for rows that a plan writes, as nothing has happened to those accounts. */
export function accountFact({ pk, sk, sequence, atMs, before, after }: StreamChange): readonly LaneFact[] {
  const [from, to] = [before?.('state'), after?.('state')];
  if (typeof from !== 'string' || typeof to !== 'string' || from === to) return [];
  const [campaignId = '', lane = ''] = pk.split('#');
  return [
    {
      lane: `${campaignId}#${lane}`,
      fact: { subject: 'account', campaignId, sub: sk, from, to, atMs, sequence },
    },
  ];
}
