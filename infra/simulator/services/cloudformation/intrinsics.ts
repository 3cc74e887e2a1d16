import { UnsupportedError } from '../../errors.ts';

/** What the intrinsic functions of one template refer to. Each method throws for a name that is not there. */
export interface Scope {
  /** A resource's reference value, a parameter or a pseudo parameter. */
  ref(name: string): unknown;
  attribute(logicalId: string, attribute: string): unknown;
  condition(name: string): boolean;
  mapping(name: string, topKey: string, secondKey: string): unknown;
  importValue(name: string): unknown;
}

/** `AWS::NoValue`: a property with this value is left out. */
export const noValue = Symbol('AWS::NoValue');

type Intrinsic = (operand: unknown, scope: Scope) => unknown;

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (operand, scope) => scope.ref(String(operand)),
  Condition: (operand, scope) => scope.condition(String(operand)),
  'Fn::GetAtt': (operand, scope) => {
    const [logicalId, attribute] = attributeOf(operand);
    return scope.attribute(logicalId, String(resolve(attribute, scope)));
  },
  'Fn::Join': (operand, scope) => {
    const [separator, parts] = resolveList(operand, scope);
    return (parts as readonly unknown[]).map(String).join(String(separator));
  },
  'Fn::Sub': (operand, scope) => {
    const [text, variables = {}] = Array.isArray(operand) ? (operand as readonly unknown[]) : [operand];
    const values = variables as Readonly<Record<string, unknown>>;
    return String(text).replaceAll(/\$\{(!?)([^}]+)\}/g, (_all, literal: string, name: string) => {
      if (literal !== '') return `\${${name}}`;
      if (Object.hasOwn(values, name)) return String(resolve(values[name], scope));
      return String(name.includes('.') ? scope.attribute(...attributeOf(name)) : scope.ref(name));
    });
  },
  'Fn::Select': (operand, scope) => {
    const [index, list] = resolveList(operand, scope);
    const selected = (list as readonly unknown[])[Number(index)];
    if (selected === undefined) throw new Error(`Fn::Select has no element ${String(index)}`);
    return selected;
  },
  'Fn::Split': (operand, scope) => {
    const [separator, text] = resolveList(operand, scope);
    return String(text).split(String(separator));
  },
  'Fn::ImportValue': (operand, scope) => scope.importValue(String(resolve(operand, scope))),
  'Fn::FindInMap': (operand, scope) => {
    const [name, topKey, secondKey] = resolveList(operand, scope);
    return scope.mapping(String(name), String(topKey), String(secondKey));
  },
  'Fn::If': (operand, scope) => {
    const [condition, whenTrue, whenFalse] = operand as readonly unknown[];
    return resolve(scope.condition(String(condition)) ? whenTrue : whenFalse, scope);
  },
  'Fn::Equals': (operand, scope) => {
    const [left, right] = resolveList(operand, scope);
    return String(left) === String(right);
  },
  'Fn::And': (operand, scope) => resolveList(operand, scope).every((value) => value === true),
  'Fn::Or': (operand, scope) => resolveList(operand, scope).some((value) => value === true),
  'Fn::Not': (operand, scope) => resolveList(operand, scope)[0] !== true,
};

/**
 * Replaces intrinsic functions by their values; properties whose value is `AWS::NoValue` are left out.
 * @throws UnsupportedError for a function or a dynamic reference that it does not know.
 */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return resolveList(value, scope).filter((element) => element !== noValue);
  if (typeof value === 'string' && value.includes('{{resolve:')) throw new UnsupportedError('CloudFormation', `the reference ${value}`);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [name, operand] = entries[0] ?? [];
  if (entries.length === 1 && name !== undefined && isIntrinsic(name, operand)) {
    const intrinsic = intrinsics[name];
    if (intrinsic === undefined) throw new UnsupportedError('CloudFormation', name);
    return intrinsic(operand, scope);
  }
  return Object.fromEntries(entries.map(([key, child]) => [key, resolve(child, scope)]).filter(([, child]) => child !== noValue));
}

/** Logical ids and parameters that a value refers to. */
export function references(value: unknown, found: Set<string> = new Set()): Set<string> {
  if (Array.isArray(value)) {
    for (const element of value as readonly unknown[]) references(element, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      if (key === 'Ref') found.add(String(child));
      else if (key === 'Fn::GetAtt') found.add(attributeOf(child)[0]);
      else if (key === 'Fn::Sub') for (const [, name] of String([child].flat()[0]).matchAll(/\$\{([^!}.][^}.]*)/g)) found.add(name ?? '');
      references(child, found);
    }
  }
  return found;
}

/** `Condition` with text is a function within conditions, and a plain field of a policy statement elsewhere. */
function isIntrinsic(name: string, operand: unknown): boolean {
  return name === 'Ref' || name.startsWith('Fn::') || (name === 'Condition' && typeof operand === 'string');
}

function resolveList(operand: unknown, scope: Scope): readonly unknown[] {
  return (operand as readonly unknown[]).map((element) => resolve(element, scope));
}

function attributeOf(operand: unknown): [logicalId: string, attribute: string] {
  if (Array.isArray(operand)) return operand as [string, string];
  const text = String(operand);
  return [text.slice(0, text.indexOf('.')), text.slice(text.indexOf('.') + 1)];
}
