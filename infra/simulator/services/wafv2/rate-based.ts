import { UnsupportedError } from '../../errors.ts';
import type { Evaluate, Statement } from './request.ts';

/** How often AWS WAF looks at the rates, in ms: "about every 10 seconds" (waf-rule-statement-type-rate-based-request-limiting). */
const everyMs = 10_000;

/**
 * Reads a rule that counts requests by IP address: those of an address match from the look on at which more than `Limit` of its requests came in the
 * window before it, and until fewer do. What is refused counts too. A request whose address is not known never matches.
 * @throws UnsupportedError for other keys
 */
export function readRateBased(statement: Statement, read: (inner: Statement) => Evaluate): Evaluate {
  const { Limit, AggregateKeyType, EvaluationWindowSec = 300, ScopeDownStatement, ...others } = statement;
  const [other] = Object.keys(others);
  if (AggregateKeyType !== 'IP' || other !== undefined) throw new UnsupportedError('wafv2', `rates by ${other ?? AggregateKeyType}`);
  const inScope = ScopeDownStatement === undefined ? () => true : read(ScopeDownStatement as Statement);
  const looks = Math.ceil((Number(EvaluationWindowSec) * 1000) / everyMs);
  /** Requests of an address by the look before which they came; the oldest first. */
  const counted = new Map<string, Map<number, number>>();
  return (request, nowMs) => {
    const { sourceIp } = request;
    if (sourceIp === undefined) return undefined;
    const scope = inScope(request, nowMs);
    if (scope !== true) return scope;
    const look = Math.floor(nowMs / everyMs);
    const counts = counted.get(sourceIp) ?? new Map<number, number>();
    counted.set(sourceIp, counts);
    for (const old of counts.keys()) if (old < look - looks) counts.delete(old);
    const before = [...counts].reduce((sum, [at, count]) => sum + (at < look ? count : 0), 0);
    counts.set(look, (counts.get(look) ?? 0) + 1);
    return before > Number(Limit);
  };
}
