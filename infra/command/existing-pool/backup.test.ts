import { describe, expect, it, test } from 'vitest';
import { fullPool } from '#simulator/services/cognito/full-pool.testing.ts';
import { existingPool, gate, otherTriggers, refusalOf } from '#test/kits/existing-pool.ts';

describe('the backup', () => {
  it('holds every setting from before, and the requests that put them back', async () => {
    const pool = existingPool({ pool: { ...fullPool, LambdaConfig: otherTriggers } });
    const { settings, factors } = await pool.look();
    await pool.attach();
    const backup = JSON.parse(pool.written.get(`sluis-${pool.id}.json`) ?? '');
    const { SchemaAttributes: _schema, CreationDate: _created, ...comparable } = settings;
    expect(backup).toMatchObject({ userPoolId: pool.id, gate, configuration: { pool: comparable, mfa: factors } });
    await pool.change({}, {});
    await pool.change(backup.restore);
    expect(await pool.look()).toEqual({ settings, factors });
    expect(backup.restoreFactors).toEqual({ UserPoolId: pool.id, ...factors });
  });

  it('goes where it is asked to', async () => {
    const pool = existingPool();
    expect(await pool.attach({ backup: 'here.json' })).toMatchObject({ ok: true, value: { backup: 'here.json' } });
    expect([...pool.written.keys()]).toEqual(['here.json']);
  });

  it('stays when somebody took the gate out and it is attached again', async () => {
    const pool = existingPool();
    await pool.attach();
    const [first] = pool.written.values();
    await pool.change({}, { ...otherTriggers, PreAuthentication: gate });
    expect(refusalOf(await pool.attach())).toBe('done');
    expect([...pool.written.values()]).toEqual([first]);
  });

  it('is not written over when it holds other settings', async () => {
    const pool = existingPool();
    await pool.attach();
    const [first] = pool.written.values();
    await pool.change({ SmsAuthenticationMessage: 'Changed {####}' }, otherTriggers);
    expect(refusalOf(await pool.attach())).toMatch(
      /^2: --backup is "sluis-.*", which holds other settings of this pool \(SmsAuthenticationMessage, for one\); allowed: another file/,
    );
    expect([[...pool.written.values()], await pool.triggers()]).toEqual([[first], otherTriggers]);
  });

  test.each([
    ['no JSON', 'a', /which cannot be read \(.*JSON.*\); allowed: a backup of/],
    ['something else', '{"a":1}', /which is no backup; allowed:/],
    ['nothing', 'null', /which is no backup; allowed:/],
    [
      'of another pool',
      JSON.stringify({ userPoolId: 'eu-west-1_B', gate, configuration: { pool: {}, mfa: {} } }),
      /which is of eu-west-1_B; /,
    ],
  ])('is refused when it is %s, before anything is changed', async (_, text, line) => {
    const pool = existingPool();
    pool.written.set('old.json', text);
    for (const command of [pool.attach, pool.detach]) expect(refusalOf(await command({ backup: 'old.json' }))).toMatch(line);
    expect([pool.calls('UpdateUserPool'), pool.written.get('old.json')]).toEqual([0, text]);
  });

  it('that cannot be written stops the command before anything is changed', async () => {
    const pool = existingPool();
    pool.files.write = () => {
      throw new Error('ENOSPC: no space left on device');
    };
    expect(refusalOf(await pool.attach())).toMatch(/^2: --backup is ".*", which cannot be written \(ENOSPC.*nothing was changed$/);
    expect(pool.calls('UpdateUserPool')).toBe(0);
  });
});
