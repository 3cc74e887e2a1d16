import { hash } from 'node:crypto';
import { AwsError } from '../errors.ts';
import type { Fields, Service } from '../service.ts';
import type { World } from '../world.ts';

/** `1`: SHA-1. `2`: SHA-256. */
export type SignatureVersion = '1' | '2';

/** A certificate, as far as a reader uses it. */
export interface SimulatedCertificate {
  /** Whether a signature (base64) is one of version 2 under a text. */
  hasSigned(text: string, signature: string): boolean;
}

/** Signs notifications as SNS does. */
export interface SnsSigner {
  /** `Signature` and its fields for a notification that has all others. */
  sign(notification: Fields, version: SignatureVersion): Fields;
  /** SNS's web server: the operation `GET` takes `url` and gives a {@link SimulatedCertificate} as `certificate`. */
  readonly web: Service;
}

const signed = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'];

/**
 * A signer with a key of its own. A signature is a hash of key and text, not RSA: an RSA signature takes 320 µs where this takes 3, and a rehearsal makes millions.
 * Only the certificate that {@link SnsSigner.web} gives can tell it from another; everything around it is as AWS has it.
 */
export function makeSnsSigner(world: World): SnsSigner {
  const random = world.random.fork('sns-signing');
  const key = random.uuid();
  const url = `https://sns.${world.region}.amazonaws.com/SimpleNotificationService-${random.uuid().replaceAll('-', '')}.pem`;
  const stamp = (text: string, version: SignatureVersion) => hash('sha256', `${key}${version}${text}`, 'base64');
  const certificate: SimulatedCertificate = { hasSigned: (text, signature) => signature === stamp(text, '2') };
  return {
    sign: (notification, version) => {
      const lines = signed.map((name) => (notification[name] === undefined ? '' : `${name}\n${notification[name]}\n`));
      return { SignatureVersion: version, Signature: stamp(lines.join(''), version), SigningCertURL: url };
    },
    web: {
      name: 'web',
      operations: {
        GET: (input) => {
          if (input.url !== url) throw new AwsError('NotFound', `nothing is at ${input.url}`, {}, 404);
          return { certificate };
        },
      },
    },
  };
}
