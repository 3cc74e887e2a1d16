import { hash } from 'node:crypto';
import { UnsupportedError } from '../../errors.ts';
import type { World } from '../../world.ts';
import { noValue, references, resolve, type Scope } from './intrinsics.ts';
import { Properties } from './properties.ts';
import type { Template, TemplateBody } from './template.ts';

/** A resource about to be made. */
export interface Resource {
  readonly type: string;
  readonly logicalId: string;
  readonly stackName: string;
  readonly properties: Properties;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** A name as CloudFormation makes one, at most `maxLength` (default 80) long; the same in every run. */
  physicalName(maxLength?: number): string;
}

/** A resource that was made. */
export interface Created {
  /** What `Ref` gives. */
  readonly ref: string;
  /** What `Fn::GetAtt` gives. */
  readonly attributes?: Readonly<Record<string, string>> | ((name: string) => string);
}

/** Makes resources of one type. @throws UnsupportedError for properties that it does not know. */
export type ResourceType = (resource: Resource) => Created;

/** A resource that was made, and what it was made from. */
export interface DeployedResource extends Created {
  readonly type: string;
  /** With all references resolved. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** One stack as it was deployed. */
export interface DeployedStack {
  readonly name: string;
  /** By logical id, in the order in which they were made. */
  readonly resources: ReadonlyMap<string, DeployedResource>;
  readonly outputs: Readonly<Record<string, string>>;
}

/** All stacks, by name. */
export type Deployment = ReadonlyMap<string, DeployedStack>;

/**
 * Deploys templates in the order given.
 * @throws UnsupportedError that names a resource type, property or function which is not simulated; Error for a broken reference.
 */
export function deploy(world: World, templates: readonly Template[], types: Readonly<Record<string, ResourceType>>): Deployment {
  const exports = new Map<string, unknown>();
  const stacks = new Map<string, DeployedStack>();
  for (const template of templates) stacks.set(template.stackName, deployStack(world, template, types, exports));
  return stacks;
}

function deployStack(
  world: World,
  { stackName, body, parameters = {} }: Template,
  types: Readonly<Record<string, ResourceType>>,
  exports: Map<string, unknown>,
): DeployedStack {
  const resources = new Map<string, DeployedResource>();
  const scope = makeScope(world, stackName, body, parameters, resources, exports);
  for (const logicalId of inOrder(body)) {
    const { Type: type, Condition, Properties: properties = {}, Metadata: metadata = {} } = body.Resources[logicalId] ?? { Type: '' };
    if (Condition !== undefined && !scope.condition(Condition)) continue;
    const create = types[type];
    if (create === undefined) throw new UnsupportedError('CloudFormation', `${type} (${logicalId})`);
    const resolved = resolve(properties, scope) as Readonly<Record<string, unknown>>;
    const reader = new Properties(`${type} (${logicalId})`, resolved);
    const physicalName = (maxLength = 80) => makeName(stackName, logicalId, maxLength);
    const created = create({ type, logicalId, stackName, properties: reader, metadata, physicalName });
    reader.done();
    resources.set(logicalId, { ...created, type, properties: resolved });
  }
  const outputs: Record<string, string> = {};
  for (const [name, output] of Object.entries(body.Outputs ?? {})) {
    if (output.Condition !== undefined && !scope.condition(output.Condition)) continue;
    const value = resolve(output.Value, scope);
    outputs[name] = String(value);
    if (output.Export !== undefined) exports.set(String(resolve(output.Export.Name, scope)), value);
  }
  return { name: stackName, resources, outputs };
}

function makeScope(
  world: World,
  stackName: string,
  body: TemplateBody,
  parameters: Readonly<Record<string, string>>,
  resources: ReadonlyMap<string, Created>,
  exports: ReadonlyMap<string, unknown>,
): Scope {
  const pseudo: Readonly<Record<string, unknown>> = {
    'AWS::AccountId': world.accountId,
    'AWS::Region': world.region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stackName,
    'AWS::StackId': `arn:aws:cloudformation:${world.region}:${world.accountId}:stack/${stackName}/${makeName(stackName, '', 60)}`,
    'AWS::NoValue': noValue,
  };
  const missing = (what: string) => new Error(`stack ${stackName} refers to ${what}, which is not there`);
  const scope: Scope = {
    ref: (name) => {
      if (Object.hasOwn(pseudo, name)) return pseudo[name];
      const parameter = body.Parameters?.[name];
      if (parameter !== undefined) {
        const value = parameters[name] ?? parameter.Default;
        if (value === undefined || parameter.Type.startsWith('AWS::SSM::')) {
          throw new UnsupportedError('CloudFormation', `the parameter ${name} of type ${parameter.Type} without a value`);
        }
        return parameter.Type === 'CommaDelimitedList' ? String(value).split(',') : String(value);
      }
      const resource = resources.get(name);
      if (resource === undefined) throw missing(name);
      return resource.ref;
    },
    attribute: (logicalId, attribute) => {
      const attributes = resources.get(logicalId)?.attributes ?? {};
      const value = typeof attributes === 'function' ? attributes(attribute) : attributes[attribute];
      if (value === undefined) throw missing(`the attribute ${attribute} of ${logicalId}`);
      return value;
    },
    condition: (name) => {
      if (body.Conditions?.[name] === undefined) throw missing(`the condition ${name}`);
      return resolve(body.Conditions[name], scope) === true;
    },
    mapping: (name, topKey, secondKey) => {
      const value = body.Mappings?.[name]?.[topKey]?.[secondKey];
      if (value === undefined) throw missing(`the mapping ${name} ${topKey} ${secondKey}`);
      return value;
    },
    importValue: (name) => {
      if (!exports.has(name)) throw missing(`the export ${name}`);
      return exports.get(name);
    },
  };
  return scope;
}

/** Logical ids, each after those that it refers to or depends on. */
function inOrder(body: TemplateBody): readonly string[] {
  const order: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (logicalId: string) => {
    const resource = body.Resources[logicalId];
    if (resource === undefined || state.get(logicalId) === 'done') return;
    if (state.get(logicalId) === 'open') throw new Error(`circular dependency at ${logicalId}`);
    state.set(logicalId, 'open');
    for (const dependency of [...references(resource.Properties), ...[resource.DependsOn ?? []].flat()]) visit(dependency);
    state.set(logicalId, 'done');
    order.push(logicalId);
  };
  for (const logicalId of Object.keys(body.Resources)) visit(logicalId);
  return order;
}

function makeName(stackName: string, logicalId: string, maxLength: number): string {
  const suffix = hash('sha256', `${stackName}/${logicalId}`).slice(0, 12).toUpperCase();
  return `${`${stackName}-${logicalId}`.slice(0, maxLength - 13)}-${suffix}`;
}
