import { AwsError } from '../../errors.ts';
import type { Fields } from '../../service.ts';
import { domainOf } from './addresses.ts';

/** How the verification of something in DNS stands. */
export type DnsStatus = 'PENDING' | 'SUCCESS' | 'FAILED' | 'TEMPORARY_FAILURE' | 'NOT_STARTED';

/** What is known of an identity. */
export interface IdentityState {
  /** Of the identity itself; it sends with `SUCCESS` only. @default SUCCESS */
  readonly verification: DnsStatus;
  /** Of its DKIM records. An address alone has none: it has its domain's, where that is an identity too. @default SUCCESS */
  readonly dkim: DnsStatus;
  /** Whether its mails are signed. @default true */
  readonly signs: boolean;
  /** A MAIL FROM domain of its own. @default none */
  readonly mailFrom?: { readonly domain: string; readonly status: DnsStatus; readonly onFailure: 'USE_DEFAULT_VALUE' | 'REJECT_MESSAGE' };
}

/** The identities that may send: verified addresses, and domains with all their subdomains. */
export class Identities {
  readonly #states = new Map<string, IdentityState>();

  /** Adds an address or domain, or changes one; verified unless it is said otherwise. */
  put(identity: string, changes: Partial<IdentityState> = {}): void {
    const name = identity.toLowerCase();
    this.#states.set(name, { verification: 'SUCCESS', dkim: 'SUCCESS', signs: true, ...this.#states.get(name), ...changes });
  }

  /** The verified identity under which a bare address sends, the address itself before its domain; undefined when there is none. */
  covering(address: string): string | undefined {
    return candidates(address).find((name) => this.#states.get(name)?.verification === 'SUCCESS');
  }

  /** GetEmailIdentity. @throws AwsError when there is none of that name. */
  describe(identity: string): Fields {
    const name = identity.toLowerCase();
    const state = this.#states.get(name);
    if (state === undefined) throw new AwsError('NotFoundException', `Email identity <${identity}> does not exist.`, {}, 404);
    const isAddress = name.includes('@');
    const [, ...domains] = isAddress ? candidates(name) : [];
    const signer = isAddress ? this.#states.get(domains.find((domain) => this.#states.has(domain)) ?? '') : state;
    return {
      IdentityType: isAddress ? 'EMAIL_ADDRESS' : 'DOMAIN',
      FeedbackForwardingStatus: true,
      VerifiedForSendingStatus: state.verification === 'SUCCESS',
      DkimAttributes: {
        SigningEnabled: signer?.signs ?? false,
        Status: signer?.dkim ?? 'NOT_STARTED',
        SigningAttributesOrigin: 'AWS_SES',
        NextSigningKeyLength: signer === undefined ? 'RSA_1024_BIT' : 'RSA_2048_BIT',
      },
      MailFromAttributes:
        state.mailFrom === undefined
          ? { BehaviorOnMxFailure: 'USE_DEFAULT_VALUE' }
          : {
              MailFromDomain: state.mailFrom.domain,
              MailFromDomainStatus: state.mailFrom.status,
              BehaviorOnMxFailure: state.mailFrom.onFailure,
            },
      Policies: {},
      Tags: [],
      VerificationStatus: state.verification,
      VerificationInfo: {},
    };
  }
}

/** An address, its domain, and the domains above that. */
function candidates(address: string): readonly string[] {
  const labels = domainOf(address).split('.');
  return [address.toLowerCase(), ...labels.map((_, first) => labels.slice(first).join('.'))];
}
