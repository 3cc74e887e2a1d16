import { UnsupportedError } from '../../errors.ts';

/** @throws UnsupportedError naming the first template property, setting or key that is not known. */
export function refuseUnknown(type: string, properties: object, known: ReadonlySet<string>): void {
  for (const [name, value] of Object.entries(properties)) {
    if (value !== undefined && !known.has(name)) throw new UnsupportedError('cognito', `${type} with ${name}`);
  }
}
