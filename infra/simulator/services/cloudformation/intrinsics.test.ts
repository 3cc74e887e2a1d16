import { describe, expect, it } from 'vitest';
import { noValue, references, resolve, type Scope } from './intrinsics.ts';

const scope: Scope = {
  ref: (name) => ({ Queue: 'https://queue', 'AWS::Region': 'eu-west-1', 'AWS::NoValue': noValue })[name] ?? `ref:${name}`,
  attribute: (logicalId, attribute) => `${logicalId}'s ${attribute}`,
  condition: (name) => name === 'Yes',
  mapping: (...keys) => keys.join('/'),
  importValue: (name) => `import:${name}`,
};

describe('intrinsic functions', () => {
  it.each<[string, unknown, unknown]>([
    ['Ref', { Ref: 'Queue' }, 'https://queue'],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['Queue', 'Arn'] }, "Queue's Arn"],
    ['Fn::GetAtt as text', { 'Fn::GetAtt': 'Queue.Outputs.Arn' }, "Queue's Outputs.Arn"],
    ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }, 1]] }, 'a-eu-west-1-1'],
    ['Fn::Sub', { 'Fn::Sub': `\${Queue} \${Queue.Arn} \${!Literal}` }, `https://queue Queue's Arn \${Literal}`],
    ['Fn::Sub with variables', { 'Fn::Sub': [`\${x}-\${AWS::Region}`, { x: { Ref: 'Queue' } }] }, 'https://queue-eu-west-1'],
    ['Fn::Select', { 'Fn::Select': ['1', ['a', { Ref: 'Queue' }]] }, 'https://queue'],
    ['Fn::Split', { 'Fn::Split': ['//', { Ref: 'Queue' }] }, ['https:', 'queue']],
    ['Fn::Select of Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': ['//', { Ref: 'Queue' }] }] }, 'queue'],
    ['Fn::ImportValue', { 'Fn::ImportValue': { 'Fn::Sub': `s-\${AWS::Region}` } }, 'import:s-eu-west-1'],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['m', { Ref: 'AWS::Region' }, 'k'] }, 'm/eu-west-1/k'],
    ['Fn::If', { 'Fn::If': ['Yes', { Ref: 'Queue' }, { 'Fn::Unknown': 1 }] }, 'https://queue'],
    ['Fn::If to the other side', { 'Fn::If': ['No', 1, 2] }, 2],
    ['Fn::Equals', { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] }, true],
    ['Fn::And', { 'Fn::And': [{ Condition: 'Yes' }, { 'Fn::Equals': [1, 2] }] }, false],
    ['Fn::Or', { 'Fn::Or': [{ Condition: 'No' }, { Condition: 'Yes' }] }, true],
    ['Fn::Not', { 'Fn::Not': [{ Condition: 'No' }] }, true],
    ['AWS::NoValue', { a: { Ref: 'AWS::NoValue' }, b: [{ Ref: 'AWS::NoValue' }, 1] }, { b: [1] }],
  ])('%s gives its value', (_name, value, resolved) => {
    expect(resolve(value, scope)).toStrictEqual(resolved);
  });

  it('that are not known are refused, and so are dynamic references', () => {
    expect(() => resolve({ a: { 'Fn::Cidr': [] } }, scope)).toThrow('Fn::Cidr');
    expect(() => resolve('{{resolve:secretsmanager:x}}', scope)).toThrow('{{resolve:secretsmanager:x}}');
    expect(() => resolve({ 'Fn::Select': [3, ['a']] }, scope)).toThrow('no element 3');
  });

  it('say what they refer to', () => {
    const value = [{ Ref: 'A' }, { 'Fn::GetAtt': ['B', 'Arn'] }, { x: { 'Fn::Sub': [`\${C.Arn} \${D} \${!E}`, { y: { Ref: 'F' } }] } }];
    expect([...references(value)].toSorted()).toStrictEqual(['A', 'B', 'C', 'D', 'F']);
  });
});
