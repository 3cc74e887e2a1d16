import { fromNumberText, type Numeric, numberText } from './numbers.ts';
import { assign, type Item, typeOf } from './values.ts';

/** A value in DynamoDB's own form, such as `{ S: 'x' }`. Binaries are base64 text or bytes. */
export type AttributeValue = Readonly<Record<string, unknown>>;

/** How binaries are given: as text (on the wire, in stream events) or as bytes (what the SDK hands to its callers). */
export type BinaryForm = 'base64' | 'bytes';

/** Plain values to DynamoDB's form. */
export function toAttributeValues(plain: Item, binary: BinaryForm = 'base64'): Record<string, AttributeValue> {
  const values: Record<string, AttributeValue> = {};
  for (const name in plain) assign(values, name, toAttributeValue(plain[name], binary));
  return values;
}

/** DynamoDB's form to plain values. */
export function fromAttributeValues(values: Readonly<Record<string, AttributeValue>>): Item {
  const plain: Item = {};
  for (const name of Object.keys(values)) assign(plain, name, fromAttributeValue(values[name] as AttributeValue));
  return plain;
}

function toAttributeValue(value: unknown, binary: BinaryForm): AttributeValue {
  const type = typeOf(value);
  switch (type) {
    case 'S':
      return { S: value };
    case 'N':
      return { N: numberText(value as Numeric) };
    case 'B':
      return { B: toBinary(value as Uint8Array, binary) };
    case 'BOOL':
      return { BOOL: value };
    case 'NULL':
      return { NULL: true };
    case 'L':
      return { L: (value as readonly unknown[]).map((element) => toAttributeValue(element, binary)) };
    case 'M':
      return { M: toAttributeValues(value as Item, binary) };
    case 'SS':
      return { SS: [...(value as ReadonlySet<string>)] };
    case 'NS':
      return { NS: [...(value as ReadonlySet<Numeric>)].map(numberText) };
    case 'BS':
      return { BS: [...(value as ReadonlySet<Uint8Array>)].map((member) => toBinary(member, binary)) };
  }
}

function fromAttributeValue(value: AttributeValue): unknown {
  const [[type, content] = []] = Object.entries(value).filter(([, part]) => part !== undefined);
  switch (type) {
    case 'N':
      return fromNumberText(content as string);
    case 'B':
      return fromBinary(content);
    case 'NULL':
      return null;
    case 'L':
      return (content as readonly AttributeValue[]).map(fromAttributeValue);
    case 'M':
      return fromAttributeValues(content as Record<string, AttributeValue>);
    case 'SS':
      return new Set(content as readonly string[]);
    case 'NS':
      return new Set((content as readonly string[]).map(fromNumberText));
    case 'BS':
      return new Set((content as readonly unknown[]).map(fromBinary));
    default:
      return content;
  }
}

function toBinary(bytes: Uint8Array, form: BinaryForm): string | Uint8Array {
  return form === 'bytes' ? bytes : Buffer.from(bytes).toString('base64');
}

function fromBinary(content: unknown): Uint8Array {
  return typeof content === 'string' ? new Uint8Array(Buffer.from(content, 'base64')) : (content as Uint8Array);
}

/** Where attribute values stand in a message: a map of attributes, named fields, or every member of a list or map. */
type Shape = 'attributes' | { readonly fields: Readonly<Record<string, Shape>> } | { readonly each: Shape };

const attributes = 'attributes';
const fields = (shapes: Readonly<Record<string, Shape>>): Shape => ({ fields: shapes });
const each = (shape: Shape): Shape => ({ each: shape });

const single = fields({ Item: attributes, Key: attributes, ExpressionAttributeValues: attributes, ExclusiveStartKey: attributes });
const batchWrites = each(each(fields({ PutRequest: fields({ Item: attributes }), DeleteRequest: fields({ Key: attributes }) })));
const batchKeys = each(fields({ Keys: each(attributes) }));
const transaction = (actions: readonly string[]): Shape =>
  fields({ TransactItems: each(fields(Object.fromEntries(actions.map((action) => [action, single])))) });

const inputShapes: Readonly<Record<string, Shape>> = {
  BatchWriteItem: fields({ RequestItems: batchWrites }),
  BatchGetItem: fields({ RequestItems: batchKeys }),
  TransactWriteItems: transaction(['Put', 'Update', 'Delete', 'ConditionCheck']),
  TransactGetItems: transaction(['Get']),
};

const outputShapes: Readonly<Record<string, Shape>> = {
  BatchWriteItem: fields({ UnprocessedItems: batchWrites }),
  BatchGetItem: fields({ Responses: each(each(attributes)), UnprocessedKeys: batchKeys }),
  TransactGetItems: fields({ Responses: each(fields({ Item: attributes })) }),
};
const singleOutput = fields({ Item: attributes, Attributes: attributes, Items: each(attributes), LastEvaluatedKey: attributes });

/** An operation's input as it stands on the wire (attribute values) to the service's input (plain values). */
export function inputFromWire(operation: string, wireInput: Item): Item {
  return convert(wireInput, inputShapes[operation] ?? single, (values) =>
    fromAttributeValues(values as Record<string, AttributeValue>),
  ) as Item;
}

/** An operation's output (plain values) to what stands on the wire (attribute values, binaries as base64). */
export function outputToWire(operation: string, output: Item): Item {
  return convert(output, outputShapes[operation] ?? singleOutput, (values) => toAttributeValues(values)) as Item;
}

/**
 * The fields of an error of the service to what stands on the wire. The service gives the items in them as attribute
 * values with bytes, because the document client does not unmarshal errors; on the wire the bytes are base64.
 */
export function errorToWire(errorFields: Readonly<Item>): Item {
  const shape = fields({ Item: attributes, CancellationReasons: each(fields({ Item: attributes })) });
  return convert(errorFields, shape, (values) => toAttributeValues(fromAttributeValues(values as Record<string, AttributeValue>))) as Item;
}

function convert(value: unknown, shape: Shape, change: (values: Item) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (shape === 'attributes') return change(value as Item);
  if (Array.isArray(value)) return value.map((element) => convert(element, 'each' in shape ? shape.each : shape, change));
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      const inner = 'each' in shape ? shape.each : shape.fields[name];
      return [name, inner === undefined ? part : convert(part, inner, change)];
    }),
  );
}
