/** What a function does to a table. */
export type TableAction =
  `dynamodb:${'BatchGetItem' | 'ConditionCheckItem' | 'DeleteItem' | 'GetItem' | 'PutItem' | 'Query' | 'UpdateItem'}`;

/** What a function does to a secret. */
export type SecretAction = `secretsmanager:${'GetSecretValue' | 'PutSecretValue' | 'UpdateSecretVersionStage'}`;

/** What a function does in a user pool. */
export type PoolAction = `cognito-idp:${string}`;

/** Actions that only read a table. */
export const readsTable: readonly string[] = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'];
