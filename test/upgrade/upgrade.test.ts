import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, inject, it } from 'vitest';
import type { TemplateBody, TemplateResource } from '#simulator/services/cloudformation/template.ts';
import { readAssembly } from '#simulator/simulator.ts';

/** The templates of a version that somebody may have deployed, by stack. */
const before = JSON.parse(gunzipSync(readFileSync(new URL('templates-0.1.0.json.gz', import.meta.url))).toString()) as Readonly<
  Record<string, TemplateBody>
>;
const now: Readonly<Record<string, TemplateBody>> = Object.fromEntries(
  readAssembly(inject('templates')).map(({ stackName, body }) => [stackName, body]),
);

/**
 * What CloudFormation makes anew, and so loses, when one of these properties changes ("Update requires: Replacement" in the reference of each type), or what it
 * refuses to change. A secret whose generation changes gets another value.
 */
const replacedBy: Readonly<Record<string, readonly string[]>> = {
  'AWS::Cognito::UserPool': ['AliasAttributes', 'UsernameAttributes', 'UsernameConfiguration'],
  'AWS::Cognito::UserPoolClient': ['GenerateSecret', 'UserPoolId'],
  'AWS::Cognito::UserPoolGroup': ['GroupName', 'UserPoolId'],
  'AWS::DynamoDB::GlobalTable': ['TableName', 'KeySchema', 'LocalSecondaryIndexes', 'StreamSpecification'],
  'AWS::KMS::Key': ['KeySpec', 'KeyUsage'],
  'AWS::SES::EmailIdentity': ['EmailIdentity'],
  'AWS::SNS::Topic': ['TopicName', 'FifoTopic'],
  'AWS::SQS::Queue': ['QueueName', 'FifoQueue'],
  'AWS::SecretsManager::Secret': ['Name', 'GenerateSecretString'],
  'AWS::ApiGateway::RestApi': ['EndpointConfiguration'],
};

const kept = Object.entries(before).flatMap(([stack, { Resources }]) =>
  Object.entries(Resources)
    .filter(([, { Type }]) => Type in replacedBy)
    .map(([id, resource]) => ({ name: `${resource.Type} ${id} of ${stack}`, stack, id, resource })),
);

const property = ({ Properties = {} }: TemplateResource, name: string) => Properties[name];

interface Indexed {
  readonly GlobalSecondaryIndexes?: readonly { readonly IndexName: string }[];
}

describe('a deployment of 0.1.0 that is brought up to date', () => {
  it.each(kept)('keeps its $name, and what is in it', ({ stack, id, resource }) => {
    const next = now[stack]?.Resources[id];
    expect(next?.Type).toBe(resource.Type);
    if (next === undefined) return;
    for (const name of replacedBy[resource.Type] ?? []) expect([name, property(next, name)]).toEqual([name, property(resource, name)]);
  });

  it.each(kept.filter(({ resource }) => resource.Type === 'AWS::Cognito::UserPool'))(
    'loses no attribute of its $name: Cognito can only add some',
    ({ stack, id, resource }) => {
      const next = now[stack]?.Resources[id];
      const wanted = (property(resource, 'Schema') ?? []) as readonly unknown[];
      expect(next === undefined ? [] : (property(next, 'Schema') ?? [])).toEqual(expect.arrayContaining([...wanted]));
    },
  );

  it.each(kept.filter(({ resource }) => resource.Type === 'AWS::DynamoDB::GlobalTable'))(
    'changes one index at most of its $name: DynamoDB takes no more in one update',
    ({ stack, id, resource }) => {
      const namesOf = (each: TemplateResource | undefined) =>
        ((each?.Properties as Indexed | undefined)?.GlobalSecondaryIndexes ?? []).map(({ IndexName }) => IndexName);
      const [old, next] = [namesOf(resource), namesOf(now[stack]?.Resources[id])];
      const changed = [...old.filter((name) => !next.includes(name)), ...next.filter((name) => !old.includes(name))];
      expect(changed.length).toBeLessThanOrEqual(1);
    },
  );

  it('finds every value that one of its stacks still imports, unchanged, while the stacks are updated one after another', () => {
    const exportsOf = (templates: typeof before) =>
      new Map(
        Object.values(templates).flatMap(({ Outputs = {} }) =>
          Object.values(Outputs).flatMap(({ Value, Export }) =>
            Export === undefined ? [] : [[String(Export.Name), JSON.stringify(Value)] as const],
          ),
        ),
      );
    const imported = new Set(JSON.stringify(before).match(/(?<="Fn::ImportValue":")[^"]+/g));
    const [old, next] = [exportsOf(before), exportsOf(now)];
    expect(imported.size).toBeGreaterThan(50);
    expect([...imported].filter((name) => next.get(name) !== old.get(name))).toEqual([]);
  });
});
