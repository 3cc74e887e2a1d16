import { describe, expect, it } from 'vitest';
import { holdOf, isCanaryOver } from './canary.ts';

const plan = { notices: 200, holdMinutes: 30 };
const later = 31 * 60_000;

describe('the canary', () => {
  it('holds the others from its last notice on until somebody ends it; a pause goes before it', () => {
    expect(holdOf({})).toBeUndefined();
    expect(holdOf({ canaryAt: 5 })).toBe('canary');
    expect(holdOf({ canaryAt: 5, pausedFor: 'bounces' })).toBe('bounces');
    expect(holdOf({ canaryAt: 5, canaryEndedBy: 'carla' })).toBeUndefined();
  });

  it('is over after its time where few bounced or complained', () => {
    expect(isCanaryOver({ canaryAt: 0, bounced: 5 }, plan, later)).toBe(true);
    expect(isCanaryOver({ canaryAt: 0, bounced: 5 }, plan, later - 120_000)).toBe(false);
    expect(isCanaryOver({ canaryAt: 0, bounced: 6 }, plan, later)).toBe(false);
    expect(isCanaryOver({ canaryAt: 0, complained: 1 }, plan, later)).toBe(true);
    expect(isCanaryOver({ canaryAt: 0, complained: 2 }, plan, later)).toBe(false);
    expect(isCanaryOver({}, plan, later)).toBe(false);
  });

  it('waits for a person where a pause made the guard count anew', () => {
    expect(isCanaryOver({ canaryAt: 10, resumedAt: 20 }, plan, later)).toBe(false);
    expect(isCanaryOver({ canaryAt: 10, resumedAt: 5 }, plan, later)).toBe(true);
  });

  it('waits for a person where it has no time', () => {
    expect(isCanaryOver({ canaryAt: 0 }, { notices: 200 }, later * 1_000)).toBe(false);
  });
});
