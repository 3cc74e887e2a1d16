import { isDeepStrictEqual } from 'node:util';
import {
  DeleteCommand,
  type DeleteCommandInput,
  PutCommand,
  type PutCommandInput,
  TransactWriteCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';

/** A write of one row under a condition. */
export interface ConditionalWrite {
  readonly table: string;
  readonly key: Readonly<Record<string, unknown>>;
  /** Whether a row, or its absence, is what this write leaves behind. */
  isIn(item: Readonly<Record<string, unknown>> | undefined): boolean;
}

/**
 * A conditional write whose effect can be told from the row: one that sets attributes to given values, puts a whole row, or deletes one. Undefined for
 * reads, writes without a condition, and writes that add to what is there. Repeated after a doubtful failure, such a write is refused by its own
 * condition where the first try took effect.
 */
export function conditionalWrite(command: unknown): ConditionalWrite | undefined {
  if (command instanceof UpdateCommand) return updateOf(command.input);
  if (command instanceof PutCommand) return putOf(command.input);
  if (command instanceof DeleteCommand) return deletionOf(command.input);
  return undefined;
}

/** The command with a request token, where it is a transaction: DynamoDB carries the same token out once within ten minutes. */
export function withRequestToken(command: unknown, token: () => string): unknown {
  if (!(command instanceof TransactWriteCommand) || command.input.ClientRequestToken !== undefined) return command;
  return new TransactWriteCommand({ ...command.input, ClientRequestToken: token() });
}

function updateOf({ TableName: table, Key: key, ConditionExpression, ...input }: UpdateCommandInput): ConditionalWrite | undefined {
  const result = ConditionExpression === undefined ? undefined : resultOf(input);
  if (table === undefined || key === undefined || result === undefined) return undefined;
  return {
    table,
    key,
    isIn: (item) => item !== undefined && result.every(([name, value]) => isDeepStrictEqual(item[name], value)),
  };
}

function putOf({ TableName: table, Item, ConditionExpression }: PutCommandInput): ConditionalWrite | undefined {
  if (table === undefined || Item === undefined || ConditionExpression === undefined) return undefined;
  const { pk, sk } = Item;
  return { table, key: sk === undefined ? { pk } : { pk, sk }, isIn: (item) => isDeepStrictEqual(item, Item) };
}

function deletionOf({ TableName: table, Key: key, ConditionExpression }: DeleteCommandInput): ConditionalWrite | undefined {
  if (table === undefined || key === undefined || ConditionExpression === undefined) return undefined;
  return { table, key, isIn: (item) => item === undefined };
}

/** The attributes that an update leaves behind, with their values; undefined where one depends on what was there. */
function resultOf({
  UpdateExpression = '',
  ExpressionAttributeNames: names = {},
  ExpressionAttributeValues: values = {},
}: Omit<UpdateCommandInput, 'TableName' | 'Key'>): readonly (readonly [string, unknown])[] | undefined {
  // Every transition raises the row's version; what else it leaves behind tells it from others.
  const match = /^(?:SET (?<set>.+?))?\s*(?:REMOVE (?<remove>[^:]+?))?(?:\s*ADD #version :one)?$/.exec(UpdateExpression);
  if (match === null) return undefined;
  const { set = '', remove = '' } = match.groups ?? {};
  const nameOf = (written: string) => names[written] ?? written;
  const parts = (list: string) => (list === '' ? [] : list.split(',').map((part) => part.trim()));
  const assigned: (readonly [string, unknown])[] = [];
  for (const part of parts(set)) {
    const assignment = /^(?<name>[#\w]+) = (?<value>:\w+)$/.exec(part);
    if (assignment?.groups === undefined) return undefined;
    assigned.push([nameOf(assignment.groups.name ?? ''), values[assignment.groups.value ?? '']]);
  }
  return [...assigned, ...parts(remove).map((name) => [nameOf(name), undefined] as const)];
}
