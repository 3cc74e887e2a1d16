import { ok, type Result, refused } from '#domain/result.ts';
import { type Subscriber, testApartMs, testSlot } from '#domain/staff/alarm-topic.ts';
import type { TestAlarmRow } from '#domain/staff/order.ts';
import { may, type Staff } from '#domain/staff/staff.ts';
import { errorFields } from '#shared/lambda/log.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from '../dependencies.ts';
import { forbidden, type Refusal } from '../faces/refusal.ts';

/** Who hears the alarms, and the last test. */
export interface AlarmStatus {
  /** Undefined where SNS did not say. */
  readonly subscribers: readonly Subscriber[] | undefined;
  /** The test of the last ten minutes or so. */
  readonly lastTest: Pick<TestAlarmRow, 'by' | 'atMs'> | undefined;
}

/** What staff do about alarms. */
export interface Alarms {
  subscribers(): Promise<readonly Subscriber[] | undefined>;
  status(): Promise<AlarmStatus>;
  /**
   * Has the test alarm go off: it counts a metric, so what comes takes the whole way from a function's log to a person. Once in ten minutes, and the same
   * test by the same person with the same key is one.
   */
  test(staff: Staff, key: string | undefined): Promise<Result<AlarmStatus, Refusal>>;
}

type Needs = Pick<Dependencies, 'readSubscribers' | 'orders' | 'clock' | 'ids' | 'logger' | 'metrics'>;

/** The commands over the topic of the alarms. */
export function makeAlarms({ readSubscribers, orders, clock, ids, logger, metrics }: Needs): Alarms {
  const subscribers: Alarms['subscribers'] = async () => {
    try {
      return await readSubscribers();
    } catch (error) {
      logger.log(messages.subscribersUnread, errorFields(error));
      return undefined;
    }
  };

  const inSlot = async (slot: number) => (await orders.get({ slot, id: String(slot) })) as TestAlarmRow | undefined;

  const lastTest = async (): Promise<TestAlarmRow | undefined> => {
    const slot = testSlot(clock.now());
    return (await inSlot(slot)) ?? (await inSlot(slot - 1));
  };

  const status: Alarms['status'] = async () => {
    const [found, last] = await Promise.all([subscribers(), lastTest()]);
    return { subscribers: found, lastTest: last && { by: last.by, atMs: last.atMs } };
  };

  return {
    subscribers,
    status,
    test: async (staff, key = ids.next()) => {
      if (!may(staff, 'testAlarms')) return refused(forbidden(staff, 'testAlarms'));
      const atMs = clock.now();
      const own = (row: TestAlarmRow | undefined) => row?.by === staff.username && row.key === key;
      const last = await lastTest();
      if (last !== undefined && !own(last) && atMs - last.atMs < testApartMs) return refused(tooSoon(last));
      const slot = testSlot(atMs);
      const row =
        own(last) && last ? last : await orders.begin({ id: String(slot), order: 'test-alarms', slot, key, by: staff.username, atMs });
      if (!own(row)) return refused(tooSoon(row));
      if (row.done) return ok(await status());
      metrics.count('Alarm::Tested');
      await orders.end(row);
      logger.log(messages.commandDone, { command: 'test-alarms' });
      return ok(await status());
    },
  };
}

function tooSoon({ by, atMs }: Pick<TestAlarmRow, 'by' | 'atMs'>): Refusal {
  const time = (ms: number) => new Date(ms).toISOString().slice(11, 16);
  const text = `${by} tested the alarms at ${time(atMs)} UTC; the next test is possible at ${time(atMs + testApartMs + 59_999)} UTC`;
  return { reason: 'conflict', text };
}
