import type { SchemaAttributeType } from '@aws-sdk/client-cognito-identity-provider';

const text = (Name: string, MinLength = '0', MaxLength = '2048'): SchemaAttributeType => ({
  Name,
  AttributeDataType: 'String',
  DeveloperOnlyAttribute: false,
  Mutable: true,
  Required: false,
  StringAttributeConstraints: { MinLength, MaxLength },
});
const flag = (Name: string): SchemaAttributeType => ({
  Name,
  AttributeDataType: 'Boolean',
  DeveloperOnlyAttribute: false,
  Mutable: true,
  Required: false,
});
const { StringAttributeConstraints: _unbounded, ...identities } = text('identities');

/** What every pool has: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html */
const standard: readonly SchemaAttributeType[] = [
  { ...text('sub', '1'), Mutable: false, Required: true },
  ...['name', 'given_name', 'family_name', 'middle_name', 'nickname', 'preferred_username', 'profile', 'picture', 'website'].map((name) =>
    text(name),
  ),
  text('email'),
  flag('email_verified'),
  text('gender'),
  text('birthdate', '10', '10'),
  ...['zoneinfo', 'locale', 'phone_number'].map((name) => text(name)),
  flag('phone_number_verified'),
  text('address'),
  { ...identities, StringAttributeConstraints: {} },
  {
    Name: 'updated_at',
    AttributeDataType: 'Number',
    DeveloperOnlyAttribute: false,
    Mutable: true,
    Required: false,
    NumberAttributeConstraints: { MinValue: '0' },
  },
];

/** The schema as DescribeUserPool gives it: all standard attributes, as the template changed them, then its own with `custom:` before the name. */
export function describeSchema(given: readonly SchemaAttributeType[]): readonly SchemaAttributeType[] {
  const changed = new Map(given.map((entry) => [entry.Name, entry]));
  const known = new Set(standard.map(({ Name }) => Name));
  return [
    ...standard.map((entry) => ({ ...entry, ...changed.get(entry.Name) })),
    ...given
      .filter(({ Name }) => !known.has(Name))
      .map(({ Name, AttributeDataType = 'String', ...rest }) => ({
        DeveloperOnlyAttribute: false,
        Mutable: true,
        Required: false,
        ...(AttributeDataType === 'String' ? { StringAttributeConstraints: {} } : {}),
        ...(AttributeDataType === 'Number' ? { NumberAttributeConstraints: {} } : {}),
        ...rest,
        Name: `custom:${Name}`,
        AttributeDataType,
      })),
  ];
}
