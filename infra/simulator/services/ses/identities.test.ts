import { expect, it } from 'vitest';
import { refusal } from '../testing.ts';
import { Identities } from './identities.ts';
import { setUpSes, simpleMail } from './testing.ts';

it('an identity covers itself and, as a domain, what is below it', () => {
  const identities = new Identities();
  identities.put('Example.nl');
  identities.put('ann@other.org');
  expect(identities.covering('x@example.nl')).toBe('example.nl');
  expect(identities.covering('x@deep.mail.example.nl')).toBe('example.nl');
  expect(identities.covering('Ann@other.org')).toBe('ann@other.org');
  expect(identities.covering('bob@other.org')).toBeUndefined();
  expect(identities.covering('x@notexample.nl')).toBeUndefined();
});

it('an identity sends only while it is verified', () => {
  const { ses, call } = setUpSes();
  ses.putIdentity('example.com', { verification: 'PENDING' });
  expect(call('GetEmailIdentity', { EmailIdentity: 'example.com' })).toMatchObject({
    VerifiedForSendingStatus: false,
    VerificationStatus: 'PENDING',
  });
  expect(refusal(() => call('SendEmail', simpleMail('ann@example.nl'))).name).toBe('MessageRejected');
  ses.putIdentity('example.com', { verification: 'SUCCESS' });
  expect(call('SendEmail', simpleMail('ann@example.nl'))).toHaveProperty('MessageId');
});

it('a domain shows its DKIM and its MAIL FROM domain; an address has the DKIM of its domain, or none', () => {
  const { ses, call } = setUpSes();
  const dkimOf = (EmailIdentity: string) => call('GetEmailIdentity', { EmailIdentity }).DkimAttributes;
  ses.putIdentity('example.com', {
    dkim: 'FAILED',
    mailFrom: { domain: 'mail.example.com', status: 'PENDING', onFailure: 'REJECT_MESSAGE' },
  });
  ses.putIdentity('ann@example.com');
  ses.putIdentity('ann@other.org');
  expect(call('GetEmailIdentity', { EmailIdentity: 'example.com' })).toMatchObject({
    IdentityType: 'DOMAIN',
    DkimAttributes: { SigningEnabled: true, Status: 'FAILED' },
    MailFromAttributes: { MailFromDomain: 'mail.example.com', MailFromDomainStatus: 'PENDING', BehaviorOnMxFailure: 'REJECT_MESSAGE' },
  });
  expect(dkimOf('ann@example.com')).toMatchObject({ SigningEnabled: true, Status: 'FAILED' });
  expect(dkimOf('ann@other.org')).toMatchObject({ SigningEnabled: false, Status: 'NOT_STARTED' });
  expect(refusal(() => dkimOf('none.org')).name).toBe('NotFoundException');
});
