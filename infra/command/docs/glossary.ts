import { limits } from '#domain/pacing/limits.ts';
import { tables } from '#domain/resources/tables.ts';
import { deadLetterQueues } from '#domain/staff/dead-letter.ts';
import { acts } from '#functions/staff/operations.ts';
import { allMetricGraphs } from '#shared/lambda/metrics.ts';
import { messages } from '#shared/messages/campaign-mails.ts';
import { code, made, table } from './markdown.ts';
import { stateMeanings, words } from './words.ts';

/** The page with every name that people meet: words, states, acts, limits, queues, tables and metrics, each with its one meaning. */
export function glossary(): string {
  const states = Object.entries(stateMeanings).map(([machine, meanings]) => {
    const each = Object.entries(meanings).map(([state, meaning]) => [code(state), meaning]);
    return `### ${machine.charAt(0).toUpperCase()}${machine.slice(1)}\n\n${table(['state', 'means'], each)}`;
  });
  const rows = acts.map(({ name, summary, by }) => [code(name), summary, by.join(', ')]);
  return `# Glossary

${made} One meaning a word, and one word a meaning: in the code, on screen and in mails.

## Words

${rowsOf('word', words, (word) => word)}

## States

What moves a row from state to state is in [States](states.md).

${states.join('\n\n')}

## Acts

What staff do, by its name on the command line (\`npm run sluis -- campaign\`), and which roles may.

${table(['act', 'does', 'roles'], rows)}

## Limits

What can limit notices, in the order in which it is looked at; the first that applies is the one that binds ([limits.ts](../shared/domain/pacing/limits.ts)).

${table(
  ['limit', 'what limits', 'stops all notices'],
  Object.entries(limits).map(([name, limit]) => [code(name), limit.text, 'stops' in limit ? 'yes' : 'no']),
)}

## Messages

What they say, and the rules they keep, is in [Messages](messages.md).

${rowsOf('message', Object.fromEntries(Object.entries(messages).map(([name, { when }]) => [name, when])))}

## Queues

More in [Queues](queues.md).

${rowsOf('queue', Object.fromEntries(Object.entries(deadLetterQueues).map(([name, { holds }]) => [name, holds])))}

## Tables

More in [Tables](tables.md).

${rowsOf('table', Object.fromEntries(Object.entries(tables).map(([name, { holds }]) => [name, holds])))}

## Metrics

Who counts them, and on which graph they are, is in [Metrics and log lines](catalogue.md).

${rowsOf('metric', Object.fromEntries(Object.values(allMetricGraphs()).flatMap((shown) => Object.entries(shown).map(([name, { counts }]) => [name, counts]))))}
`;
}

function rowsOf(what: string, meanings: Readonly<Record<string, string>>, show = code): string {
  const rows = Object.entries(meanings).toSorted(([one], [other]) => one.localeCompare(other, 'en'));
  return table(
    [what, 'means'],
    rows.map(([name, meaning]) => [show(name), meaning]),
  );
}
