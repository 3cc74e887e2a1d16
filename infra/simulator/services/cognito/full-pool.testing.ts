import type { LambdaConfigType, UpdateUserPoolRequest } from '@aws-sdk/client-cognito-identity-provider';
import type { Fields } from '../../service.ts';

const arn = (name: string) => `arn:aws:lambda:eu-west-1:123456789012:function:${name}`;

/** Every trigger that a pool can have, each its own function, save the two of the gate. For tests. */
export const everyOtherTrigger = {
  PreSignUp: arn('pre-sign-up'),
  CustomMessage: arn('custom-message'),
  PostConfirmation: arn('post-confirmation'),
  PostAuthentication: arn('post-authentication'),
  DefineAuthChallenge: arn('define-auth-challenge'),
  CreateAuthChallenge: arn('create-auth-challenge'),
  VerifyAuthChallengeResponse: arn('verify-auth-challenge-response'),
  UserMigration: arn('user-migration'),
  CustomSMSSender: { LambdaArn: arn('custom-sms-sender'), LambdaVersion: 'V1_0' },
  CustomEmailSender: { LambdaArn: arn('custom-email-sender'), LambdaVersion: 'V1_0' },
  KMSKeyID: 'arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-4333-8444-555555555555',
  InboundFederation: { LambdaArn: arn('inbound-federation'), LambdaVersion: 'V1_0' },
} as const satisfies Omit<Required<LambdaConfigType>, 'PreAuthentication' | 'PreTokenGeneration' | 'PreTokenGenerationConfig'>;

/** A value for every setting that UpdateUserPool takes, none of them its default. The compiler misses one that a new SDK brings. For tests. */
export const everySetting = {
  Policies: {
    PasswordPolicy: {
      MinimumLength: 12,
      RequireUppercase: true,
      RequireLowercase: true,
      RequireNumbers: true,
      RequireSymbols: false,
      PasswordHistorySize: 3,
      TemporaryPasswordValidityDays: 10,
    },
    SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] },
  },
  DeletionProtection: 'ACTIVE',
  LambdaConfig: everyOtherTrigger,
  AutoVerifiedAttributes: ['email', 'phone_number'],
  SmsVerificationMessage: 'Code {####}',
  EmailVerificationMessage: 'Your code is {####}',
  EmailVerificationSubject: 'Your code',
  VerificationMessageTemplate: {
    SmsMessage: 'Code {####}',
    EmailMessage: 'Your code is {####}',
    EmailSubject: 'Your code',
    EmailMessageByLink: 'Open {##this##}',
    EmailSubjectByLink: 'Your link',
    DefaultEmailOption: 'CONFIRM_WITH_LINK',
  },
  SmsAuthenticationMessage: 'Sign in with {####}',
  UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
  MfaConfiguration: 'OPTIONAL',
  DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: true },
  EmailConfiguration: {
    SourceArn: 'arn:aws:ses:eu-west-1:123456789012:identity/example.org',
    ReplyToEmailAddress: 'help@example.org',
    EmailSendingAccount: 'DEVELOPER',
    From: 'accounts@example.org',
    ConfigurationSet: 'accounts',
  },
  SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms', ExternalId: 'x', SnsRegion: 'eu-west-1' },
  UserPoolTags: { owner: 'identity' },
  AdminCreateUserConfig: {
    AllowAdminCreateUserOnly: true,
    InviteMessageTemplate: { SMSMessage: '{username} {####}', EmailMessage: '{username} {####}', EmailSubject: 'Welcome' },
  },
  UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT', AdvancedSecurityAdditionalFlows: { CustomAuthMode: 'AUDIT' } },
  DcrConfiguration: { EnableStatus: 'Disabled', OpenDcrEnabled: false, AuthenticatedGrantTypes: ['code'] },
  AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
  UserPoolTier: 'PLUS',
  KeyConfiguration: { KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn: 'arn:aws:kms:eu-west-1:123456789012:key/1' },
  IssuerConfiguration: { Type: 'UPDATED' },
  AcrConfiguration: { PASSWORD: { AcrValue: 'urn:example:password' } },
} satisfies Omit<Required<UpdateUserPoolRequest>, 'UserPoolId' | 'PoolName'>;

/** Template properties of a pool with every setting filled, those that cannot be changed included. For tests. */
export const fullPool: Fields = {
  ...everySetting,
  UserPoolName: 'full',
  UsernameAttributes: ['email'],
  UsernameConfiguration: { CaseSensitive: false },
  Schema: [{ Name: 'environment', AttributeDataType: 'String', Mutable: true, StringAttributeConstraints: { MaxLength: '20' } }],
  EnabledMfas: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'],
  EmailAuthenticationMessage: 'Sign in with {####}',
  EmailAuthenticationSubject: 'Sign in',
  WebAuthnFactorConfiguration: 'SINGLE_FACTOR',
  WebAuthnRelyingPartyID: 'example.org',
  WebAuthnUserVerification: 'required',
};
