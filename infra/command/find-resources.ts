import { type DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import { paginateListSecrets, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ok, type Result, refused } from '#domain/result.ts';

/** Names of tables by what they hold, such as `campaigns`; undefined where the command line does not say it. */
export type GivenTables<T extends string> = Readonly<Record<T, string | undefined>>;

/**
 * The tables of `sluis-data`: those that are named, and the others by the logical id that CloudFormation puts into a table's name. Where there is none or
 * more than one, a line that says which option is needed.
 */
export async function findTables<T extends string>(
  client: DynamoDBClient,
  given: GivenTables<T>,
): Promise<Result<Readonly<Record<T, string>>, string>> {
  const wanted = Object.entries<string | undefined>(given);
  const names: string[] = [];
  if (wanted.some(([, name]) => name === undefined)) {
    for await (const { TableNames = [] } of paginateListTables({ client }, {})) names.push(...TableNames);
  }
  const found: Record<string, string> = {};
  for (const [table, name] of wanted) {
    const one = name === undefined ? theOne(names, `tables${table}`, `--${table}-table`) : ok(name);
    if (!one.ok) return one;
    found[table] = one.value;
  }
  return ok(found as Record<T, string>);
}

/** The name of the secret of the codes: the one that is given, else found as {@link findTables} finds tables. */
export async function findCodeSecret(client: SecretsManagerClient, given: string | undefined): Promise<Result<string, string>> {
  if (given !== undefined) return ok(given);
  const names: string[] = [];
  for await (const { SecretList = [] } of paginateListSecrets({ client }, {})) names.push(...SecretList.flatMap(({ Name }) => Name ?? []));
  return theOne(names, 'codesecret', '--code-secret');
}

function theOne(names: readonly string[], part: string, option: string): Result<string, string> {
  const [name, ...others] = names.filter((each) => each.includes(part));
  if (name === undefined)
    return refused(`${option} is missing, and there is no name with ${part} in it here; allowed: ${option} with a name`);
  if (others.length === 0) return ok(name);
  return refused(`${option} is missing, and ${others.length + 1} names have ${part} in them; allowed: ${[name, ...others].join(', ')}`);
}
