import { ok, type Result, refused } from '#domain/result.ts';
import { type Subscriber, testApartMs, testSlot } from '#domain/staff/alarm-topic.ts';
import type { TestAlarmRow } from '#domain/staff/order.ts';
import type { Staff } from '#domain/staff/staff.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Refusal } from '../operation.ts';
import { readSubscribers } from '../parts/subscribers.ts';

/** Who hears the alarms, and the last test. */
export interface AlarmStatus {
  /** Undefined where SNS did not say. */
  readonly subscribers: readonly Subscriber[] | undefined;
  /** The test of the last ten minutes or so. */
  readonly lastTest: Pick<TestAlarmRow, 'by' | 'atMs'> | undefined;
}

type Needs = Pick<Dependencies, 'readSubscribers' | 'orders' | 'clock' | 'logger' | 'metrics'>;

/** Who hears the alarms, and the last test. */
export async function alarmStatus(needs: Needs): Promise<AlarmStatus> {
  const [subscribers, last] = await Promise.all([readSubscribers(needs), readLastTest(needs)]);
  return { subscribers, lastTest: last && { by: last.by, atMs: last.atMs } };
}

/**
 * Has the test alarm go off: it counts a metric, so what comes takes the whole way from a function's log to a person. Once in ten minutes, and the same
 * test by the same person with the same key is one.
 */
export async function testAlarms(needs: Needs, { username: by }: Staff, key: string): Promise<Result<AlarmStatus, Refusal>> {
  const { orders, clock, metrics } = needs;
  const atMs = clock.now();
  const own = (row: TestAlarmRow | undefined) => row?.by === by && row.key === key;
  const last = await readLastTest(needs);
  if (last !== undefined && !own(last) && atMs - last.atMs < testApartMs) return refused(tooSoon(last));
  const slot = testSlot(atMs);
  const row = own(last) && last ? last : await orders.begin({ id: String(slot), order: 'test-alarms', slot, key, by, atMs });
  if (!own(row)) return refused(tooSoon(row));
  if (!row.done) {
    metrics.count('Alarm::Tested');
    await orders.end(row);
  }
  return ok(await alarmStatus(needs));
}

async function readLastTest({ orders, clock }: Pick<Needs, 'orders' | 'clock'>): Promise<TestAlarmRow | undefined> {
  const inSlot = async (slot: number) => (await orders.get({ slot, id: String(slot) })) as TestAlarmRow | undefined;
  const slot = testSlot(clock.now());
  return (await inSlot(slot)) ?? (await inSlot(slot - 1));
}

function tooSoon({ by, atMs }: Pick<TestAlarmRow, 'by' | 'atMs'>): Refusal {
  const time = (ms: number) => new Date(ms).toISOString().slice(11, 16);
  const text = `${by} tested the alarms at ${time(atMs)} UTC; the next test is possible at ${time(atMs + testApartMs + 59_999)} UTC`;
  return { kind: 'state', text };
}
