/** An attribute that a key is made of. */
export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

/** The key of a table or an index. */
export interface KeyAttributes {
  readonly hash: KeyAttribute;
  readonly range: KeyAttribute | undefined;
}

/** What a stream record holds beside the key. */
export type StreamViewType = 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES';

/** One attribute of a key, as CreateTable and CloudFormation have it. */
export interface KeySchemaElement {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
}

/** A secondary index, as CreateTable and CloudFormation have it. */
export interface IndexDefinition {
  readonly IndexName: string;
  readonly KeySchema: readonly KeySchemaElement[];
  readonly Projection: {
    readonly ProjectionType: 'KEYS_ONLY' | 'INCLUDE' | 'ALL';
    readonly NonKeyAttributes?: readonly string[] | undefined;
  };
}

/** The properties of a CloudFormation table that change what its items do. The table bills by request. */
export interface TableDefinition {
  readonly TableName: string;
  readonly AttributeDefinitions: readonly { readonly AttributeName: string; readonly AttributeType: 'S' | 'N' | 'B' }[];
  readonly KeySchema: readonly KeySchemaElement[];
  readonly GlobalSecondaryIndexes?: readonly IndexDefinition[] | undefined;
  readonly LocalSecondaryIndexes?: readonly IndexDefinition[] | undefined;
  /** @default no stream */
  readonly StreamSpecification?: { readonly StreamViewType: StreamViewType } | undefined;
  /** The number attribute that holds an item's expiry, in seconds since 1970. @default nothing expires */
  readonly TimeToLiveSpecification?: { readonly AttributeName: string; readonly Enabled: boolean } | undefined;
}

/**
 * The key that a schema describes.
 * @throws Error where the schema is not one partition key and at most one sort key, each with a type.
 */
export function keyAttributes(definition: TableDefinition, schema: readonly KeySchemaElement[]): KeyAttributes {
  const [hash, range, ...rest] = [...schema]
    .sort((a, b) => a.KeyType.localeCompare(b.KeyType))
    .map(({ AttributeName, KeyType }) => {
      const attribute = definition.AttributeDefinitions.find((candidate) => candidate.AttributeName === AttributeName);
      if (attribute === undefined) throw new Error(`table ${definition.TableName}: attribute ${AttributeName} has no definition`);
      return { name: AttributeName, type: attribute.AttributeType, KeyType };
    });
  if (hash?.KeyType !== 'HASH' || range?.KeyType === 'HASH' || rest.length > 0) {
    throw new Error(`table ${definition.TableName}: a key is one HASH attribute and at most one RANGE attribute`);
  }
  return { hash: { name: hash.name, type: hash.type }, range: range && { name: range.name, type: range.type } };
}
