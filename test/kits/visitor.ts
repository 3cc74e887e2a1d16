import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { origin, type RecoveryStage } from './recovery.ts';

/** A request as somebody may send it. */
export interface Knock {
  readonly method?: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Fields of a form, or a whole body as it goes over the wire. */
  readonly form?: Readonly<Record<string, string>> | string;
  /** Replace or remove (undefined) what a browser would send. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** Somebody with a browser, a script or a scanner at the holder's pages. */
export class Visitor {
  readonly #stage: RecoveryStage;
  readonly #ip: string;
  readonly cookies = new Map<string, string>();

  /** @param ip address that API Gateway sees; a TEST-NET one by default */
  constructor(stage: RecoveryStage, ip = '192.0.2.1') {
    this.#stage = stage;
    this.#ip = ip;
  }

  /** One request, without waiting for virtual time. */
  async send({ method, path, query, form, headers = {} }: Knock): Promise<APIGatewayProxyResult> {
    const posts = form !== undefined;
    const sent: Record<string, string | undefined> = {
      host: new URL(origin).host,
      accept: 'text/html',
      'accept-language': 'en',
      ...(posts && { 'content-type': 'application/x-www-form-urlencoded', origin, 'sec-fetch-site': 'same-origin' }),
      ...(this.cookies.size > 0 && { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
      ...headers,
    };
    const given = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined)) as Record<string, string>;
    const lists = (pairs: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(pairs).map(([name, value]) => [name, [value]]));
    const event = {
      resource: '/{proxy+}',
      path,
      httpMethod: method ?? (posts ? 'POST' : 'GET'),
      headers: given,
      multiValueHeaders: lists(given),
      queryStringParameters: query ?? null,
      multiValueQueryStringParameters: query ? lists(query) : null,
      pathParameters: { proxy: path.slice(1) },
      stageVariables: null,
      requestContext: { identity: { sourceIp: this.#ip }, path },
      body: form === undefined ? null : typeof form === 'string' ? form : new URLSearchParams(form).toString(),
      isBase64Encoded: false,
    } as unknown as APIGatewayProxyEvent;
    const answer = await this.#stage.ask(event);
    for (const line of (answer.multiValueHeaders?.['Set-Cookie'] ?? []) as readonly string[]) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.cookies.set(name, value);
    }
    return answer;
  }

  /** One request, from beginning to end. */
  async knock(knock: Knock): Promise<APIGatewayProxyResult> {
    return this.#stage.settle(this.send(knock));
  }

  get(path: string): Promise<APIGatewayProxyResult> {
    return this.knock({ path });
  }

  post(path: string, form: Readonly<Record<string, string>>): Promise<APIGatewayProxyResult> {
    return this.knock({ path, form });
  }

  /** Asks for a code for an address, and lets the mail function do its work. */
  async identify(address: string, reference = ''): Promise<APIGatewayProxyResult> {
    const answer = await this.post('/identify', { address, reference });
    await this.#stage.workOffMails();
    return answer;
  }

  /** Proves the address with the code from its mail. */
  async prove(address: string, reference = ''): Promise<APIGatewayProxyResult> {
    await this.identify(address, reference);
    return this.post('/code', { code: this.#stage.codeFor(address) });
  }

  /** Sets a password for an account. */
  setPassword(account: string, password: string): Promise<APIGatewayProxyResult> {
    return this.post('/password', { account, password, repeat: password });
  }
}

/** The text of a page, without markup. */
export function textOf({ body }: APIGatewayProxyResult): string {
  return body
    .replace(/<head>[\s\S]*?<\/head>/, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');
}

/** Where a redirect leads. */
export function locationOf({ headers }: APIGatewayProxyResult): string | undefined {
  return headers?.Location === undefined ? undefined : String(headers.Location);
}
