/**
 * Reads the answer of a function that reports batch item failures. No answer or an empty list means that all records are done.
 * @returns the identifiers that failed, or `all` where the answer is malformed or names a record that is not in the batch:
 *   AWS then treats the whole batch as failed.
 */
export function reportedFailures(payload: unknown, identifiers: ReadonlySet<string>): ReadonlySet<string> | 'all' {
  if (payload === undefined || payload === null) return new Set();
  if (typeof payload !== 'object') return 'all';
  const failures = (payload as { readonly batchItemFailures?: unknown }).batchItemFailures;
  if (failures === undefined || failures === null) return new Set();
  if (!Array.isArray(failures)) return 'all';
  const failed = new Set<string>();
  for (const failure of failures as readonly unknown[]) {
    const identifier = (failure as { readonly itemIdentifier?: unknown } | null)?.itemIdentifier;
    if (typeof identifier !== 'string' || !identifiers.has(identifier)) return 'all';
    failed.add(identifier);
  }
  return failed;
}
