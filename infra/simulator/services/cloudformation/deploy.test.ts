import { describe, expect, it } from 'vitest';
import { virtualWorld } from '../../world.ts';
import { deploy, type ResourceType } from './deploy.ts';
import type { TemplateBody } from './template.ts';

/** Deploys stacks of things: each has a `Name`, and may have `Of`, which is taken as it is. */
function deployThings(...bodies: readonly TemplateBody[]) {
  const made: unknown[] = [];
  const thing: ResourceType = ({ properties, physicalName }) => {
    const name = properties.text('Name') ?? physicalName();
    made.push([name, properties.raw('Of')]);
    return { ref: name, attributes: { Arn: `arn:${name}` } };
  };
  const templates = bodies.map((body, index) => ({ stackName: `Stack${index + 1}`, body }));
  return { made, stacks: deploy(virtualWorld(), templates, { 'A::B::Thing': thing }) };
}

const Type = 'A::B::Thing';

describe('a deployment', () => {
  it('makes resources after what they refer to and depend on', () => {
    const { made } = deployThings({
      Resources: {
        A: { Type, Properties: { Name: 'a', Of: { Ref: 'B' } } },
        B: { Type, Properties: { Name: 'b', Of: { 'Fn::GetAtt': ['C', 'Arn'] } } },
        C: { Type, Properties: { Name: 'c' }, DependsOn: 'D' },
        D: { Type, Properties: { Name: 'd' } },
      },
    });
    expect(made).toStrictEqual([
      ['d', undefined],
      ['c', undefined],
      ['b', 'arn:c'],
      ['a', 'b'],
    ]);
  });

  it('hands outputs from stack to stack', () => {
    const { made, stacks } = deployThings(
      {
        Resources: { A: { Type, Properties: { Name: 'a' } } },
        Outputs: { Arn: { Value: { 'Fn::GetAtt': ['A', 'Arn'] }, Export: { Name: { 'Fn::Sub': `\${AWS::StackName}:arn` } } } },
      },
      { Resources: { B: { Type, Properties: { Name: 'b', Of: { 'Fn::ImportValue': 'Stack1:arn' } } } } },
    );
    expect(made.at(-1)).toStrictEqual(['b', 'arn:a']);
    expect(stacks.get('Stack1')?.outputs).toStrictEqual({ Arn: 'arn:a' });
    expect(stacks.get('Stack2')?.resources.get('B')).toMatchObject({ ref: 'b', type: Type });
  });

  it('leaves out what a condition forbids', () => {
    const { made, stacks } = deployThings({
      Parameters: { Size: { Type: 'String', Default: 'small' } },
      Conditions: { IsLarge: { 'Fn::Equals': [{ Ref: 'Size' }, 'large'] } },
      Mappings: { Names: { small: { name: 'the small one' } } },
      Resources: {
        A: { Type, Condition: 'IsLarge' },
        B: {
          Type,
          Properties: {
            Name: { 'Fn::FindInMap': ['Names', { Ref: 'Size' }, 'name'] },
            Of: { 'Fn::If': ['IsLarge', { Ref: 'A' }, 'none'] },
          },
        },
      },
      Outputs: { A: { Value: { Ref: 'A' }, Condition: 'IsLarge' } },
    });
    expect(made).toStrictEqual([['the small one', 'none']]);
    expect(stacks.get('Stack1')?.outputs).toStrictEqual({});
  });

  it('names what has no name, the same way each time and not longer than allowed', () => {
    const name = () =>
      deployThings({ Resources: { A: { Type } } })
        .stacks.get('Stack1')
        ?.resources.get('A')?.ref;
    expect(name()).toMatch(/^Stack1-A-[0-9A-F]{12}$/);
    expect(name()).toBe(name());
  });

  it.each<[string, TemplateBody, string]>([
    ['an unknown type', { Resources: { Odd: { Type: 'AWS::Unknown::Type' } } }, 'AWS::Unknown::Type (Odd)'],
    ['an unknown property', { Resources: { A: { Type, Properties: { Other: 1 } } } }, 'A::B::Thing (A) with Other'],
    ['a missing resource', { Resources: { A: { Type, Properties: { Of: { Ref: 'B' } } } } }, 'refers to B'],
    ['a missing attribute', { Resources: { A: { Type }, B: { Type, Properties: { Of: { 'Fn::GetAtt': ['A', 'Url'] } } } } }, 'Url of A'],
    ['a missing export', { Resources: { A: { Type, Properties: { Of: { 'Fn::ImportValue': 'x' } } } } }, 'the export x'],
    ['a circle', { Resources: { A: { Type, DependsOn: ['B'] }, B: { Type, Properties: { Of: { Ref: 'A' } } } } }, 'circular dependency'],
    [
      'a parameter without value',
      { Parameters: { P: { Type: 'String' } }, Resources: { A: { Type, Properties: { Of: { Ref: 'P' } } } } },
      'the parameter P',
    ],
  ])('refuses %s by name', (_name, body, message) => {
    expect(() => deployThings(body)).toThrow(message);
  });
});
