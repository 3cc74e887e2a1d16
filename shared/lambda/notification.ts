import * as z from 'zod/mini';
import { ok, type Result, refused } from '#domain/result.ts';
import type { Certificate, Platform } from '#shared/platform.ts';
import { eventsTopicArn } from '#shared/settings.ts';
import type { Part } from '#shared/wiring.ts';

const envelope = z.object({
  Type: z.literal('Notification'),
  MessageId: z.string(),
  TopicArn: z.string(),
  Subject: z.nullish(z.string()),
  Message: z.string(),
  Timestamp: z.string(),
  SignatureVersion: z.string(),
  Signature: z.string(),
  SigningCertURL: z.string(),
});

/** What is wrong with a notification that SNS did not send: its first fault in the order in which they are looked for. */
export type Forgery = 'topic' | 'signature version' | 'certificate address' | 'signature';

/**
 * Checks and unwraps a notification of SNS. `no notification` is a message of another shape.
 * @throws Error when the certificate cannot be had just now: try again
 */
export type OpenNotification = (body: unknown) => Promise<Result<string, Forgery | 'no notification'>>;

/**
 * Checks and unwraps notifications of one SNS topic that come through a queue, and of no other. Gives the published message once it is proven that SNS
 * signed it for that topic. Wants signatures of version 2 (SHA-256), and their certificate from SNS's own host in the Region of the topic. Keeps
 * certificates for as long as it lives; whether one has expired is not looked at, as a message may wait for longer than that in a queue.
 *
 * AWS: "Verifying the signatures of Amazon SNS messages" (docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html).
 * @param topicArn such as `arn:aws:sns:eu-west-1:123456789012:events`
 */
export function notificationOpener(platform: Pick<Platform, 'fetchCertificate'>, topicArn: string): OpenNotification {
  const certificates = new Map<string, Promise<Certificate>>();

  const certificateAt = (url: string): Promise<Certificate> => {
    const known = certificates.get(url);
    if (known !== undefined) return known;
    const fetched = platform.fetchCertificate(url).catch((error: unknown) => {
      certificates.delete(url);
      throw error;
    });
    certificates.set(url, fetched);
    return fetched;
  };

  return async (body) => {
    const parsed = envelope.safeParse(body);
    if (!parsed.success) return refused('no notification');
    const { TopicArn, SignatureVersion, SigningCertURL, Signature, Message } = parsed.data;
    if (TopicArn !== topicArn) return refused('topic');
    if (SignatureVersion !== '2') return refused('signature version');
    if (!isCertificateOf(topicArn, SigningCertURL)) return refused('certificate address');
    const certificate = await certificateAt(SigningCertURL);
    return certificate.hasSigned(signedText(parsed.data), Signature) ? ok(Message) : refused('signature');
  };
}

/** Whether a URL is exactly one of a certificate file at SNS, in the Region of a topic. */
function isCertificateOf(topicArn: string, url: string): boolean {
  const origin = `https://sns.${topicArn.split(':')[3]}.amazonaws.com/`;
  return url.startsWith(origin) && /^[\w-]+\.pem$/.test(url.slice(origin.length));
}

/** What SNS signs of a notification: names and values of these fields, in this order, each on a line of its own. */
function signedText(notification: z.infer<typeof envelope>): string {
  const fields = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'] as const;
  return fields.map((name) => (notification[name] == null ? '' : `${name}\n${notification[name]}\n`)).join('');
}

/** Opens notifications of SES's reports. */
export const openEvent: Part<OpenNotification> = ({ use, platform }) => notificationOpener(platform, use(eventsTopicArn));
