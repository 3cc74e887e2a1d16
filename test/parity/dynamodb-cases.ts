import type { ParityCase } from './dynamodb-case.ts';
import { conditionCases } from './dynamodb-cases-conditions.ts';
import { itemCases } from './dynamodb-cases-items.ts';
import { queryCases } from './dynamodb-cases-queries.ts';
import { severalCases } from './dynamodb-cases-several.ts';
import { updateCases } from './dynamodb-cases-updates.ts';

/** Calls that any DynamoDB answers alike. */
export const dynamoDbCases: readonly ParityCase[] = [...itemCases, ...conditionCases, ...updateCases, ...queryCases, ...severalCases];
