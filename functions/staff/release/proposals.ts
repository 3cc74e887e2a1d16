import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { laneCount } from '#domain/lane.ts';
import { proposalContents } from '#domain/plan/contents.ts';
import { type ProposalRow, type ReleaseScope, shownEntries } from '#domain/plan/proposal.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import { isSamePerson, personOf } from '#domain/staff/person.ts';
import { type Action, may, type Staff } from '#domain/staff/staff.ts';
import { widenersOf } from '#shared/aws/campaign/epochs.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Copied } from '../campaign/changes.ts';
import { digestReleased, readProposal } from '../contents/contents.ts';
import type { Dependencies } from '../dependencies.ts';
import { idFor } from '../faces/ids.ts';
import { forbidden, type Refusal, sameAs } from '../faces/refusal.ts';
import type { NewProposal } from './schemas.ts';

/** Whatever a command on a proposal comes to. */
type Outcome = Promise<Result<ProposalRow & Copied, Refusal>>;

/** What takes containment back: one person proposes it, another confirms it. Each command is safe to repeat. */
export interface ProposalCommands {
  /** Records a proposal. The same one by the same person with the same key is one. */
  propose(staff: Staff, campaign: CampaignRow, input: NewProposal): Outcome;
  /** Carries it out: the epoch is taken back at once, or accounts are released in the background. @param digest what stood on what they looked at */
  confirm(staff: Staff, campaign: CampaignRow, id: string, digest?: string): Outcome;
  withdraw(staff: Staff, campaign: CampaignRow, id: string): Outcome;
}

type Needs = Pick<
  Dependencies,
  'campaigns' | 'proposals' | 'liftCampaign' | 'copyEpochs' | 'wakeWatch' | 'releaseQueue' | 'clock' | 'ids' | 'logger'
>;

/** The commands over these stores and queues. */
export function makeProposalCommands({
  campaigns,
  proposals,
  liftCampaign,
  copyEpochs,
  wakeWatch,
  releaseQueue,
  clock,
  ids,
  logger,
}: Needs): ProposalCommands {
  const done = (command: string, row: ProposalRow & Copied) => {
    logger.log(messages.commandDone, { command, campaignId: row.campaignId, proposalId: row.id });
    return ok(row);
  };

  /** Confirms an open proposal, and gives it as it then stands; or why it may not be confirmed. */
  const carryOut = async (
    staff: Staff,
    campaign: CampaignRow,
    row: ProposalRow,
    shown: string | undefined,
  ): Promise<Result<ProposalRow | undefined, Refusal>> => {
    if (!isOpen(campaign)) return refused(notOpen(campaign));
    const inTheWay = await obstacle(campaign, row.kind);
    if (inTheWay !== undefined) return refused(inTheWay);
    const seen = digestReleased(row.digest, await readProposal({ proposals }, row), shown);
    if (!seen.ok) return seen;
    const { campaignId, id, kind } = row;
    const sets = { confirmedBy: staff.username, confirmedAt: clock.now(), confirmedDigest: seen.value };
    const person = personOf(staff);
    if (kind === 'lift') await liftCampaign(campaignId, id, { ...sets, person });
    else await proposals.change(campaignId, id, 'confirm', sets, { person });
    return ok(await proposals.get(campaignId, id));
  };

  /** Why a lift is not possible now; undefined where it is. */
  const obstacle = async ({ id }: CampaignRow, kind: ProposalRow['kind']): Promise<Refusal | undefined> => {
    const [wider] = kind === 'lift' ? widenersOf(await campaigns.list(), id) : [];
    return wider && widened(wider);
  };

  return {
    propose: async (staff, campaign, input) => {
      if (!may(staff, 'propose')) return refused(forbidden(staff, 'propose'));
      if (!isOpen(campaign)) return refused(notOpen(campaign));
      const inTheWay = await obstacle(campaign, input.kind);
      if (inTheWay !== undefined) return refused(inTheWay);
      const list = input.scope?.kind === 'list' ? [...new Set(input.scope.list)] : [];
      const id = idFor(staff, input.key ?? ids.next(), [campaign.id, { ...input, key: undefined }]);
      const said: ProposalRow = {
        id,
        campaignId: campaign.id,
        kind: input.kind,
        state: 'proposed',
        ...(input.scope && { scope: scopeOf(input.scope, list.length) }),
        ...(list.length > 0 && { sample: list.slice(0, shownEntries) }),
        reason: input.reason,
        proposedBy: staff.username,
        proposedByPerson: personOf(staff),
        proposedAt: clock.now(),
      };
      const row = { ...said, digest: proposalContents(said, list).digest };
      if (!(await proposals.add(row, list))) {
        return refused({
          reason: 'conflict',
          text: `another proposal stands under the id ${id}; nothing was changed; propose it with another key`,
        });
      }
      return done('propose', (await proposals.get(campaign.id, id)) ?? row);
    },
    confirm: async (staff, campaign, id, digest) => {
      if (!may(staff, 'confirm')) return refused(forbidden(staff, 'confirm'));
      const before = await proposals.get(campaign.id, id);
      if (before === undefined) return refused(unknown(id));
      const outcome = before.state === 'proposed' ? await carryOut(staff, campaign, before, digest) : ok(before);
      if (!outcome.ok) return outcome;
      const row = outcome.value;
      if (row?.state !== 'confirmed' || row.confirmedBy !== staff.username) return refused(whyNot(staff, 'confirm', row ?? before));
      if (row.kind === 'lift') {
        const [isCopied] = await Promise.all([copyEpochs(), wakeWatch()]);
        if (!isCopied) return done('confirm', { ...row, epochCopy: 'missing' });
      } else {
        const lanes = Array.from({ length: laneCount }, (_, lane) => ({ campaignId: campaign.id, proposalId: id, lane }));
        await releaseQueue.send(...lanes);
      }
      return done('confirm', row);
    },
    withdraw: async (staff, campaign, id) => {
      if (!may(staff, 'withdraw')) return refused(forbidden(staff, 'withdraw'));
      const outcome = await proposals.change(campaign.id, id, 'withdraw', { withdrawnBy: staff.username });
      const row = outcome.ok ? outcome.value : outcome.error.row;
      if (row === undefined) return refused(unknown(id));
      const isOwn = row.state === 'withdrawn' && row.withdrawnBy === staff.username;
      return outcome.ok || isOwn ? done('withdraw', row) : refused(whyNot(staff, 'withdraw', row));
    },
  };
}

function scopeOf(scope: NonNullable<NewProposal['scope']>, entries: number): ReleaseScope {
  return scope.kind === 'list' ? { kind: 'list', entries } : scope;
}

/** Whether the campaign's epoch holds, so that there is something to take back. */
export function isOpen({ state }: CampaignRow): boolean {
  return state === 'live' || state === 'closed';
}

function notOpen({ state }: CampaignRow): Refusal {
  return { reason: 'conflict', text: `the campaign is ${state}; to take containment back, it must be live or closed` };
}

function widened({ id, title }: CampaignRow): Refusal {
  const text = `campaign ${id} (${title}) widens this one and leaves to it whom it has: lifting this one would let them out of both; lift that one first`;
  return { reason: 'conflict', text };
}

function unknown(id: string): Refusal {
  return { reason: 'unknown', text: `there is no proposal ${id.slice(0, 40)}` };
}

function whyNot(staff: Staff, action: Action, row: ProposalRow): Refusal {
  if (action === 'confirm' && row.state === 'proposed' && isSamePerson(row.proposedByPerson, row.proposedBy, staff))
    return { reason: 'conflict', text: `${row.proposedBy} proposed this${sameAs(row.proposedBy, staff)}; somebody else must confirm it` };
  const by = row.confirmedBy ?? row.withdrawnBy;
  return { reason: 'conflict', text: `the proposal is ${row.state}${by === undefined ? '' : `, by ${by}`}; nothing was changed` };
}
