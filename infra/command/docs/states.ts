import { accountTransitions } from '#domain/account/account.ts';
import { campaignTransitions } from '#domain/campaign/campaign.ts';
import { stepTransitions } from '#domain/next-channel/next-channel.ts';
import { noticeTransitions } from '#domain/notice/notice.ts';
import { additionTransitions } from '#domain/plan/addition.ts';
import { proposalTransitions } from '#domain/plan/proposal.ts';
import { recoveryTransitions } from '#domain/recovery/recovery.ts';
import type { Guard, Transition } from '#domain/transition.ts';
import { code, made, table } from './markdown.ts';

/** What has states: where the data is, in which states a row begins, and what changes it. */
export const machines = {
  campaign: { file: 'campaign/campaign.ts', begins: ['planning'], transitions: campaignTransitions },
  proposal: { file: 'plan/proposal.ts', begins: ['proposed'], transitions: proposalTransitions },
  addition: { file: 'plan/addition.ts', begins: ['running'], transitions: additionTransitions },
  account: { file: 'account/account.ts', begins: ['contained', 'exempt'], transitions: accountTransitions },
  notice: { file: 'notice/notice.ts', begins: ['waiting', 'suppressed'], transitions: noticeTransitions },
  step: { file: 'next-channel/next-channel.ts', begins: ['planned'], transitions: stepTransitions },
  recovery: { file: 'recovery/recovery.ts', begins: ['asked'], transitions: recoveryTransitions },
} as const;

/** One of {@link machines}. */
export type Machine = keyof typeof machines;

/** The page with every state and what changes it. */
export function states(): string {
  const parts = Object.entries(machines).map(([name, { file, begins, transitions }]) => {
    const all: readonly Transition<string>[] = Object.values(transitions);
    const arrows = all.flatMap((each) => each.from.map((from) => `  ${from} --> ${each.to ?? from}: ${each.name}`));
    const rows = all.map((each) => [
      code(each.name),
      each.from.join(', '),
      each.to ?? 'the same',
      (each.guard ?? []).map(condition).join('; '),
      (each.sets ?? []).map(code).join(' '),
      (each.removes ?? []).map(code).join(' '),
    ]);
    return `## ${name.charAt(0).toUpperCase()}${name.slice(1)}

[shared/domain/${file}](../shared/domain/${file})

\`\`\`mermaid
stateDiagram-v2
${[...begins.map((state) => `  [*] --> ${state}`), ...arrows].join('\n')}
\`\`\`

${table(['change', 'from', 'to', 'only where', 'sets', 'removes'], rows)}
`;
  });
  return `# States

${made} What the states mean is in the [glossary](glossary.md#states). Every change below is one conditional write, compiled from this data by
[shared/aws/table/transition.ts](../shared/aws/table/transition.ts). The table refuses a change that does not start in one of its states.

${parts.join('\n')}`;
}

function condition({ attribute, is, value }: Guard): string {
  const other = attribute === value ? 'the given one' : code(value);
  const sign = { equal: 'is', unequal: 'is not', below: 'is below', disjoint: 'shares nothing with' }[is];
  return `${code(attribute)} ${sign} ${other}`;
}
