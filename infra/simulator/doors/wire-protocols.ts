import { type AwsError, UnsupportedError } from '../errors.ts';
import type { Fields } from '../service.ts';
import { errorToWire, inputFromWire, outputToWire } from '../services/dynamodb/values/attribute-values.ts';
import { readBody, readText, respond, type WireRequest, type WireResponse } from './wire-messages.ts';
import { readQueryCall } from './wire-query.ts';

/** A request, read: which client's, which operation, with which input; and how to answer it. */
export interface WireCall {
  /** The SDK client's name, such as `SQSClient`. */
  readonly clientName: string;
  readonly operation: string;
  readonly input: Fields;
  success(output: Fields): WireResponse;
  failure(error: AwsError): WireResponse;
}

/** One service that speaks AWS JSON over RPC. */
interface JsonService {
  readonly clientName: string;
  readonly version: '1.0' | '1.1';
  /** Namespace of the error types. */
  readonly namespace: string;
  readonly fromWire?: (operation: string, input: Fields) => Fields;
  readonly toWire?: (operation: string, output: Fields) => Fields;
  readonly errorToWire?: (fields: Readonly<Fields>) => Fields;
  readonly errorHeaders?: (error: AwsError) => Record<string, string>;
}

/** By the part of `x-amz-target` before the dot. */
const jsonServices: Readonly<Record<string, JsonService>> = {
  DynamoDB_20120810: {
    clientName: 'DynamoDBClient',
    version: '1.0',
    namespace: 'com.amazonaws.dynamodb.v20120810',
    fromWire: inputFromWire,
    toWire: outputToWire,
    errorToWire,
  },
  AmazonSQS: {
    clientName: 'SQSClient',
    version: '1.0',
    namespace: 'com.amazonaws.sqs',
    fromWire: (_operation, input) => withBinaries(input, 'BinaryValue') as Fields,
    errorHeaders: ({ name, statusCode }) => ({
      'x-amzn-query-error': `${queryCodes[name] ?? name};${statusCode < 500 ? 'Sender' : 'Receiver'}`,
    }),
  },
  AWSCognitoIdentityProviderService: {
    clientName: 'CognitoIdentityProviderClient',
    version: '1.1',
    namespace: 'com.amazonaws.cognito.identity.idp.model',
  },
  PinpointSMSVoiceV2: { clientName: 'PinpointSMSVoiceV2Client', version: '1.0', namespace: 'com.amazonaws.pinpointsmsvoicev2' },
  secretsmanager: { clientName: 'SecretsManagerClient', version: '1.1', namespace: 'com.amazonaws.secretsmanager' },
  AWSWAF_20190729: {
    clientName: 'WAFV2Client',
    version: '1.1',
    namespace: 'com.amazonaws.wafv2',
    fromWire: (_operation, input) => withBinaries(input, 'SearchString') as Fields,
  },
};

/** Error codes of SQS's older protocol, which its answers still carry, where they differ from the errors' names. */
const queryCodes: Readonly<Record<string, string>> = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  QueueNameExists: 'QueueAlreadyExists',
  ...Object.fromEntries(
    ['BatchEntryIdsNotDistinct', 'BatchRequestTooLong', 'EmptyBatchRequest', 'InvalidBatchEntryId', 'TooManyEntriesInBatchRequest'].map(
      (name) => [name, `AWS.SimpleQueueService.${name}`],
    ),
  ),
};

/** The one binary field that inputs of a service have, from base64 to bytes. */
function withBinaries(value: unknown, field: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((part) => withBinaries(part, field));
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      key === field && typeof part === 'string' ? new Uint8Array(Buffer.from(part, 'base64')) : withBinaries(part, field),
    ]),
  );
}

/** SES v2's REST routes: method, path and operation. `{Name}` in a path is a field of the input. */
const routes: readonly (readonly [method: string, path: RegExp, operation: string])[] = [
  ['GET', /^\/v2\/email\/account$/, 'GetAccount'],
  ['POST', /^\/v2\/email\/outbound-emails$/, 'SendEmail'],
  ['POST', /^\/v2\/email\/outbound-bulk-emails$/, 'SendBulkEmail'],
  ['PUT', /^\/v2\/email\/suppression\/addresses$/, 'PutSuppressedDestination'],
  ['GET', /^\/v2\/email\/suppression\/addresses\/(?<EmailAddress>[^/]+)$/, 'GetSuppressedDestination'],
  ['GET', /^\/v2\/email\/identities\/(?<EmailIdentity>[^/]+)$/, 'GetEmailIdentity'],
  ['GET', /^\/v2\/email\/configuration-sets\/(?<ConfigurationSetName>[^/]+)$/, 'GetConfigurationSet'],
  ['GET', /^\/v2\/email\/configuration-sets\/(?<ConfigurationSetName>[^/]+)\/event-destinations$/, 'GetConfigurationSetEventDestinations'],
  ['PUT', /^\/v2\/email\/configuration-sets\/(?<ConfigurationSetName>[^/]+)\/sending$/, 'PutConfigurationSetSendingOptions'],
];

/** Reads a request of any of the services. @throws UnsupportedError for what none of them knows. */
export function readCall(request: WireRequest): WireCall {
  const target = request.headers['x-amz-target'];
  // SNS alone speaks it still.
  if (request.headers['content-type'] === 'application/x-www-form-urlencoded') {
    return { clientName: 'SNSClient', ...readQueryCall(readText(request)) };
  }
  return target === undefined ? readRestCall(request) : readJsonCall(target, request);
}

function readJsonCall(target: string, request: WireRequest): WireCall {
  const [prefix = '', operation = ''] = target.split('.');
  const service = jsonServices[prefix];
  if (service === undefined) throw new UnsupportedError('AWS', target);
  const contentType = { 'content-type': `application/x-amz-json-${service.version}` };
  const body = readBody(request);
  return {
    clientName: service.clientName,
    operation,
    input: service.fromWire?.(operation, body) ?? body,
    success: (output) => respond(200, contentType, service.toWire?.(operation, output) ?? output),
    failure: (error) =>
      respond(
        error.statusCode,
        { ...contentType, ...service.errorHeaders?.(error) },
        {
          __type: `${service.namespace}#${error.name}`,
          message: error.message,
          ...(service.errorToWire?.(error.fields) ?? error.fields),
        },
      ),
  };
}

function readRestCall(request: WireRequest): WireCall {
  const contentType = { 'content-type': 'application/json' };
  for (const [method, path, operation] of routes) {
    const match = method === request.method ? path.exec(request.path) : null;
    if (match === null) continue;
    const labels = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
    return {
      clientName: 'SESv2Client',
      operation,
      input: { ...readBody(request), ...Object.fromEntries(labels) },
      success: (output) => respond(200, contentType, output),
      failure: (error) =>
        respond(error.statusCode, { ...contentType, 'x-amzn-errortype': error.name }, { message: error.message, ...error.fields }),
    };
  }
  throw new UnsupportedError('AWS', `${request.method} ${request.path}`);
}
