import { expect, it } from 'vitest';
import { virtualWorld } from '../world.ts';
import { simulateSsm } from './ssm.ts';
import { callerOf, refusal } from './testing.ts';

function store(...options: Parameters<typeof simulateSsm>[1][]) {
  const world = virtualWorld();
  const ssm = simulateSsm(world, ...options);
  return { world, ssm, call: callerOf(ssm) };
}

it('gives a parameter by name and by ARN, with the version of its last change', () => {
  const { ssm, call } = store();
  const { arn } = ssm.createParameter({ name: '/sluis/epochs', value: '[]' });
  expect(arn).toBe('arn:aws:ssm:eu-west-1:123456789012:parameter/sluis/epochs');
  expect(call('PutParameter', { Name: '/sluis/epochs', Value: '[1]', Overwrite: true })).toEqual({ Version: 2, Tier: 'Standard' });
  const Parameter = {
    Name: '/sluis/epochs',
    Type: 'String',
    Value: '[1]',
    Version: 2,
    LastModifiedDate: new Date(Date.UTC(2026, 10, 20, 13)),
    ARN: arn,
    DataType: 'text',
  };
  expect(call('GetParameter', { Name: '/sluis/epochs' })).toEqual({ Parameter });
  expect(call('GetParameter', { Name: arn })).toEqual({ Parameter });
  const plain = ssm.createParameter({ name: 'plain', value: 'x' });
  expect(plain.arn).toMatch(/:parameter\/plain$/);
  expect(call('GetParameter', { Name: plain.arn })).toMatchObject({ Parameter: { Name: 'plain' } });
});

it('refuses to overwrite unless told to, and a new parameter without type', () => {
  const { call } = store();
  expect(refusal(() => call('PutParameter', { Name: 'p', Value: 'x' })).name).toBe('ValidationException');
  expect(call('PutParameter', { Name: 'p', Value: 'x', Type: 'String' })).toEqual({ Version: 1, Tier: 'Standard' });
  expect(refusal(() => call('PutParameter', { Name: 'p', Value: 'y', Type: 'String' })).name).toBe('ParameterAlreadyExists');
  expect(refusal(() => call('GetParameter', { Name: 'q' })).name).toBe('ParameterNotFound');
  expect(call('GetParameter', { Name: 'p' })).toMatchObject({ Parameter: { Value: 'x', Version: 1 } });
});

it('takes 4,096 characters, 8,192 in the advanced tier, from which no way leads back', () => {
  const { ssm, call } = store({ putsPerSecond: 100 });
  ssm.createParameter({ name: 'p', value: 'x' });
  const put = (length: number, Tier?: string) => call('PutParameter', { Name: 'p', Value: 'x'.repeat(length), Overwrite: true, Tier });
  expect(put(4096)).toEqual({ Version: 2, Tier: 'Standard' });
  expect(refusal(() => put(4097))).toMatchObject({ name: 'ValidationException', message: expect.stringContaining('4096 characters') });
  expect(refusal(() => put(0)).name).toBe('ValidationException');
  expect(put(4097, 'Intelligent-Tiering')).toEqual({ Version: 3, Tier: 'Advanced' });
  expect(put(8192)).toEqual({ Version: 4, Tier: 'Advanced' });
  expect(refusal(() => put(8193, 'Advanced')).message).toContain('8192 characters');
  expect(refusal(() => put(1, 'Standard')).name).toBe('ValidationException');
});

it('throttles reads and writes of the account', async () => {
  const { world, ssm, call } = store();
  ssm.createParameter({ name: 'p', value: 'x' });
  const get = () => call('GetParameter', { Name: 'p' });
  for (let i = 0; i < 40; i++) get();
  expect(refusal(get)).toEqual({ name: 'ThrottlingException', message: 'Rate exceeded' });
  const put = () => call('PutParameter', { Name: 'p', Value: 'y', Overwrite: true });
  for (let i = 0; i < 3; i++) put();
  expect(refusal(put).name).toBe('ThrottlingException');
  await world.clock.settle(world.clock.sleep(1000));
  get();
  put();
});

it('names what it does not simulate', () => {
  const { call } = store();
  expect(refusal(() => call('PutParameter', { Name: 'p', Value: 'x', Type: 'SecureString' })).name).toBe('UnsupportedError');
  expect(refusal(() => call('GetParameter', { Name: 'p:2' })).name).toBe('UnsupportedError');
  expect(refusal(() => call('PutParameter', { Name: 'p', Value: 'x', Policies: '[]' })).name).toBe('UnsupportedError');
});
