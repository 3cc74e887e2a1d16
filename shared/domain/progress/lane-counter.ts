import { createHash } from 'node:crypto';

/** One change of one row, as a stream delivers it. */
export interface RowChange {
  /** Id that the stream gave the change: the same whenever it is delivered again, and of no other change. */
  readonly id: string;
  /** When it happened, in ms since 1970, to the second. */
  readonly atMs: number;
  /** Sort key of the row. */
  readonly row: string;
  /** The row's version before and after; 0 where it has none or did not exist. */
  readonly versions: readonly [before: number, after: number];
  /** What it counted as before, such as its state; empty where that was nothing. */
  readonly before: readonly string[];
  /** What it counts as after. */
  readonly after: readonly string[];
}

/** A change that is kept while the rows of its lane are recounted. */
export type KeptChange = Pick<RowChange, 'row' | 'versions' | 'after'>;

/** What is written down beside the counters of a lane, so that each change counts once and a recount can be compared with them. */
export interface CounterBook {
  /** Number of writes of the counters; each expects the number before it. */
  readonly revision: number;
  /** By how much the versions of rows rose in all changes that were counted: a recount that has counted the same changes comes to the same. */
  readonly versions: number;
  /** The changes counted last, oldest first, each as `<second>.<digest of its id>`, with spaces between. */
  readonly recent: string;
  /** Newest second, since 1970, of changes that were counted and stand in {@link recent} no more. */
  readonly forgotten: number;
  /** Whether a change came of which nobody knows whether it was counted: a recount has to say. @default no */
  readonly doubtful?: boolean;
  /** A recount under way: when it began, in ms since 1970, and what has been counted since. @default none */
  readonly recount?: { readonly beganAt: number; readonly kept: readonly KeptChange[] };
  /** When the rows were last compared, in ms since 1970, and {@link revision} as it was then. @default never */
  readonly compared?: { readonly atMs: number; readonly revision: number };
  /** By how much the rows' versions exceeded {@link versions} in the latest recount that found no agreement. @default none */
  readonly gap?: number;
}

/** The book of a lane in which nothing was counted yet. */
export const emptyBook: CounterBook = { revision: 0, versions: 0, recent: '', forgotten: 0 };

/** So many changes are remembered at least; those of the latest batch and of its last two seconds are in any case. */
const remembered = 24;
/** A recount that takes longer than this, in ms, was given up by whoever began it. */
const recountMs = 120_000;
/** A recount is given up when more changes than this are counted meanwhile: an item holds 400 KB. */
const keptAtMost = 2_000;

/**
 * Which of these changes are to be counted, and the book once they are. A change that stands in the book was counted and is left out. So is one that is
 * no newer than what the book has forgotten, as it may have been counted: the lane is then doubtful. Order does not matter, as sums do not depend on it.
 */
export function enterChanges(
  book: CounterBook,
  changes: readonly RowChange[],
): { readonly fresh: readonly RowChange[]; readonly book: CounterBook } {
  const known = new Set(book.recent.split(' '));
  const fresh: RowChange[] = [];
  let doubtful = false;
  for (const change of changes) {
    const entry = entryOf(change);
    if (known.has(entry)) continue;
    known.add(entry);
    if (secondOf(change) <= book.forgotten) doubtful = true;
    else fresh.push(change);
  }
  if (fresh.length === 0 && (!doubtful || book.doubtful)) return { fresh, book };
  const rise = fresh.reduce((sum, { versions: [before, after] }) => sum + after - before, 0);
  const next = { ...book, ...remember(book, fresh), revision: book.revision + 1, versions: book.versions + rise };
  return { fresh, book: { ...keep(next, fresh), ...(doubtful && { doubtful }) } };
}

/** The book with a recount under way. */
export function beginRecount(book: CounterBook, nowMs: number): CounterBook {
  return { ...book, revision: book.revision + 1, recount: { beganAt: nowMs, kept: [] } };
}

/** The book after a recount. Where rows and counters agree, or the rows decide, the lane is compared. Where it is unclear, the gap is kept: a second recount with the same gap is trusted. */
export function endRecount({ recount, doubtful, gap: _, ...book }: CounterBook, nowMs: number, outcome: RecountOutcome): CounterBook {
  const revision = book.revision + 1;
  if (outcome.kind === 'unclear')
    return { ...book, revision, ...(doubtful && { doubtful }), ...(outcome.gap !== undefined && { gap: outcome.gap }) };
  const compared = { ...book, revision, compared: { atMs: nowMs, revision } };
  if (outcome.kind === 'agreed') return compared;
  // Rows were read after the recount began, so they hold whatever happened before; two seconds are for clocks that differ.
  const forgotten = Math.max(book.forgotten, Math.floor((recount?.beganAt ?? nowMs) / 1000) - 2);
  return { ...compared, versions: outcome.versions, forgotten };
}

/** A row as a recount reads it. */
export interface CountedRow {
  readonly version: number;
  readonly counts: readonly string[];
}

/**
 * Result of a recount. `agreed`: rows and counters hold the same changes. `settled`: they will not, so the rows say what is right. `unclear`: changes are
 * under way that are not counted yet, or one was made past all functions meanwhile.
 */
export type RecountOutcome =
  | { readonly kind: 'agreed' }
  | { readonly kind: 'settled'; readonly versions: number }
  | { readonly kind: 'unclear'; readonly gap?: number };

/** Counts of the rows, by name of the counter, and the sum of their versions. */
export interface Recount {
  readonly counts: Readonly<Record<string, number>>;
  readonly versions: number;
}

/**
 * The rows as they were when the counters were read: those that were read before a change that was counted since are brought up to it. Undefined where
 * a change that raised no version was counted since, as nobody can say whether the row was read before or after it.
 */
export function recountOf(rows: ReadonlyMap<string, CountedRow>, kept: readonly KeptChange[]): Recount | undefined {
  const now = new Map(rows);
  for (const { row, versions, after } of kept) {
    const [from, to] = versions;
    if (to === from) return undefined;
    const read = now.get(row);
    if (to > (read?.version ?? 0)) now.set(row, { version: to, counts: after });
    else if (to === 0 && read?.version === from) now.delete(row);
  }
  const counts: Record<string, number> = {};
  let versions = 0;
  for (const row of now.values()) {
    versions += row.version;
    for (const name of row.counts) counts[name] = (counts[name] ?? 0) + 1;
  }
  return { counts, versions };
}

/** By how much counters have to change to come to a recount; those that are right are left out. */
export function differences(
  counters: Readonly<Record<string, number>>,
  right: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const names = new Set([...Object.keys(counters), ...Object.keys(right)]);
  const all = [...names].map((name) => [name, (right[name] ?? 0) - (counters[name] ?? 0)] as const);
  return Object.fromEntries(all.filter(([, difference]) => difference !== 0));
}

/** The sum of changes: how many rows more, or fewer, each counter counts. */
export function tally(changes: readonly Pick<RowChange, 'before' | 'after'>[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { before, after } of changes) {
    for (const name of before) counts[name] = (counts[name] ?? 0) - 1;
    for (const name of after) counts[name] = (counts[name] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
}

function remember({ recent, forgotten }: CounterBook, fresh: readonly RowChange[]): Pick<CounterBook, 'recent' | 'forgotten'> {
  const entries = [...(recent === '' ? [] : recent.split(' ')), ...fresh.map(entryOf)];
  const secondIn = (entry: string) => Number.parseInt(entry, 36);
  const newest = Math.max(...entries.map(secondIn));
  const count = Math.max(remembered, fresh.length);
  const stays = entries.map((entry, index) => index >= entries.length - count || secondIn(entry) >= newest - 1);
  const dropped = entries.filter((_, index) => !stays[index]);
  return { recent: entries.filter((_, index) => stays[index]).join(' '), forgotten: Math.max(forgotten, ...dropped.map(secondIn)) };
}

function keep({ recount, ...book }: CounterBook, fresh: readonly RowChange[]): CounterBook {
  if (recount === undefined) return book;
  const kept = [...recount.kept, ...fresh.map(({ row, versions, after }) => ({ row, versions, after }))];
  const givenUp = kept.length > keptAtMost || fresh.some(({ atMs }) => atMs > recount.beganAt + recountMs);
  return givenUp ? book : { ...book, recount: { ...recount, kept } };
}

function secondOf({ atMs }: RowChange): number {
  return Math.floor(atMs / 1000);
}

/** 48 bits of the id: among 2,000 remembered changes one in 10^11 is taken for another, which a recount then finds. */
function entryOf(change: RowChange): string {
  const digest = createHash('sha256').update(change.id).digest('base64url').slice(0, 8);
  return `${secondOf(change).toString(36)}.${digest}`;
}
