import type { AwsError } from '../errors.ts';
import { UnsupportedError } from '../errors.ts';
import type { Fields } from '../service.ts';
import type { WireResponse } from './wire-messages.ts';

/** A call in AWS's older protocol: a form, answered with XML. */
export interface QueryCall {
  readonly operation: string;
  readonly input: Fields;
  success(output: Fields): WireResponse;
  failure(error: AwsError): WireResponse;
}

/** Reads a form with fields of text; maps and lists are refused. */
export function readQueryCall(body: string): QueryCall {
  const { Action: operation = '', Version: _version, ...input } = Object.fromEntries(new URLSearchParams(body));
  const nested = Object.keys(input).find((name) => name.includes('.'));
  if (nested !== undefined) throw new UnsupportedError('AWS', `${operation} with ${nested}`);
  return {
    operation,
    input,
    success: (output) =>
      xml(200, `<${operation}Response><${operation}Result>${elements(output)}</${operation}Result></${operation}Response>`),
    failure: ({ name, message, statusCode }) => {
      const fault = { Type: statusCode < 500 ? 'Sender' : 'Receiver', Code: name.replace(/Exception$/, ''), Message: message };
      return xml(statusCode, `<ErrorResponse><Error>${elements(fault)}</Error></ErrorResponse>`);
    },
  };
}

function elements(value: unknown): string {
  if (Array.isArray(value)) return value.map((each) => `<member>${elements(each)}</member>`).join('');
  if (typeof value !== 'object' || value === null)
    return String(value ?? '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;');
  return Object.entries(value)
    .map(([name, part]) => `<${name}>${elements(part)}</${name}>`)
    .join('');
}

function xml(statusCode: number, body: string): WireResponse {
  return { statusCode, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': 'simulated' }, body: Buffer.from(body) };
}
