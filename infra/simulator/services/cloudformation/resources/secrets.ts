import type { Random } from '#simulator/random.ts';
import type { ResourceType } from '../deploy.ts';
import type { Properties } from '../properties.ts';
import type { ResourceContext } from './context.ts';

/** Makes secrets. */
export function secretTypes({ secretsmanager, world }: ResourceContext): Readonly<Record<string, ResourceType>> {
  const random = world.random.fork('secrets');
  return {
    'AWS::SecretsManager::Secret': ({ properties, physicalName }) => {
      const generate = properties.part('GenerateSecretString');
      const value = generate === undefined ? properties.requiredText('SecretString') : generateSecret(generate, random);
      properties.ignore('Description', 'KmsKeyId', 'ReplicaRegions', 'Tags');
      const { arn } = secretsmanager.createSecret(properties.text('Name') ?? physicalName(), value);
      return { ref: arn, attributes: { Id: arn } };
    },
  };
}

const alphabets: readonly (readonly [exclude: string, letters: string])[] = [
  ['ExcludeLowercase', 'abcdefghijklmnopqrstuvwxyz'],
  ['ExcludeUppercase', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
  ['ExcludeNumbers', '0123456789'],
  ['ExcludePunctuation', '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'],
];

/** A password as GetRandomPassword makes one (32 characters, one of each kind unless the template says otherwise), in its template if there is one. */
function generateSecret(properties: Properties, random: Random): string {
  const excluded = properties.text('ExcludeCharacters') ?? '';
  const kinds = alphabets
    .filter(([exclude]) => !properties.flag(exclude))
    .map(([, letters]) => [...letters].filter((letter) => !excluded.includes(letter)));
  if (properties.flag('IncludeSpace')) kinds.push([' ']);
  const length = properties.number('PasswordLength') ?? 32;
  const all = kinds.flat();
  const draw = (letters: readonly string[]) => letters[random.int(letters.length)] ?? '';
  const needsEach = properties.text('RequireEachIncludedType') !== 'false';
  let password: string;
  do password = Array.from({ length }, () => draw(all)).join('');
  while (needsEach && length >= kinds.length && !kinds.every((letters) => letters.some((letter) => password.includes(letter))));
  const template = properties.text('SecretStringTemplate');
  const key = properties.text('GenerateStringKey');
  return template === undefined || key === undefined ? password : JSON.stringify({ ...JSON.parse(template), [key]: password });
}
