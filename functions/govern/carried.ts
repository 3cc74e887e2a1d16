import { noticesWithinCapacity } from '#domain/recovery/capacity.ts';
import type { Dependencies } from './dependencies.ts';

/** Keeps how many notices a second bring no more people than Cognito carries recoveries, and than the helpdesk takes calls. */
export async function keepCarried({ rates, hours, clock, recoveriesPerSecond }: Dependencies): Promise<void> {
  const [rate, counted] = await Promise.all([rates.get(), hours.last()]);
  const { recoveryPerSecond, helpdeskPerSecond } = noticesWithinCapacity(counted, rate, recoveriesPerSecond, clock.now());
  await rates.setCarried(recoveryPerSecond, helpdeskPerSecond);
}
