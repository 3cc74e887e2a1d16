import { positive, share, text, words, zone } from './variables.ts';
import type { Part } from './wiring.ts';

/** Id of the user pool that is the directory. */
export const userPoolId: Part<string> = ({ read }) => read('USER_POOL_ID', text);

/** Id of Sluis's own confidential client in that pool, which the gate lets in while an account recovers. */
export const recoveryClientId: Part<string> = ({ read }) => read('RECOVERY_CLIENT_ID', text);

/** Names of the user attributes that hold environment and organisation, such as `custom:environment`. */
export const attributeNames: Part<{ readonly environment: string; readonly organisation: string }> = ({ read }) => ({
  environment: read('ENVIRONMENT_ATTRIBUTE', text),
  organisation: read('ORGANISATION_ATTRIBUTE', text),
});

/** ARN of the function that the directory's triggers must lead to. */
export const gateArn: Part<string> = ({ read }) => read('GATE_ARN', text);

/** Calls a second that Cognito allows, by category. */
export const cognitoRates: Part<{ readonly UserAccountRecovery: number; readonly UserUpdate: number }> = ({ read }) => ({
  UserAccountRecovery: read('COGNITO_RECOVERY_PER_SECOND', positive),
  UserUpdate: read('COGNITO_UPDATE_PER_SECOND', positive),
});

/** Share of the SES rate and daily quota that is kept for the customer's other mail. */
export const mailReserve: Part<number> = ({ read }) => read('MAIL_RESERVE', share);

/** Shares of bounces and complaints above which notices are paused. */
export const guardLimits: Part<{ readonly bounces: number; readonly complaints: number }> = ({ read }) => ({
  bounces: read('PAUSE_AT_BOUNCES', share),
  complaints: read('PAUSE_AT_COMPLAINTS', share),
});

/** From address of every mail. */
export const senderAddress: Part<string> = ({ read }) => read('SENDER_ADDRESS', text);

/** SES configuration set that mails go out through, and whose events come back. */
export const configurationSet: Part<string> = ({ read }) => read('CONFIGURATION_SET', text);

/** ARN of the topic that SES reports to. */
export const eventsTopicArn: Part<string> = ({ read }) => read('EVENTS_TOPIC_ARN', text);

/** Address of the holders' pages, without a slash at the end; the only origin that a mail names. */
export const pagesOrigin: Part<string> = ({ read }) => read('PAGES_ORIGIN', text);

/** Time zone of holders whose account names none. */
export const timeZone: Part<string> = ({ read }) => read('TIME_ZONE', zone);

/** ARN of the sender ID, phone number or pool that text messages come from; `none` where there is none. */
export const textSender: Part<string> = ({ read }) => read('TEXT_SENDER', text);

/** Domains of the operator's own addresses, whose notices go out first; may be none. */
export const staffDomains: Part<readonly string[]> = ({ read }) => read('STAFF_DOMAINS', words);
