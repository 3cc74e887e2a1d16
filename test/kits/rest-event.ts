import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';

/** What a test's request says; all else is as API Gateway and a browser would write it. */
export interface TestRequest {
  /** @default GET */
  readonly method?: string;
  /** May hold a query. @default / */
  readonly path?: string;
  /** Written over those of a browser on our own page; undefined leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Sent as a form. */
  readonly form?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly body?: string;
  /** Claims that the authorizer verified. */
  readonly claims?: Readonly<Record<string, string>>;
}

/** A REST proxy event (payload 1.0) as API Gateway sends it. */
export function restEvent({
  method = 'GET',
  path: target = '/',
  headers = {},
  form,
  json,
  body,
  claims,
}: TestRequest): APIGatewayProxyEvent {
  const [path = '/', query = ''] = target.split('?');
  const type = form ? 'application/x-www-form-urlencoded' : json === undefined ? undefined : 'application/json';
  const all = { Host: 'sluis.example', Origin: 'https://sluis.example', Accept: 'text/html', 'Content-Type': type, ...headers };
  const sent = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const parameters = [...new URLSearchParams(query)];
  return {
    resource: '/{proxy+}',
    path,
    httpMethod: method,
    headers: Object.fromEntries(sent),
    multiValueHeaders: Object.fromEntries(sent.map(([name, value]) => [name, [value]])),
    queryStringParameters: Object.fromEntries(parameters),
    multiValueQueryStringParameters: Object.fromEntries(
      parameters.map(([name]) => [name, parameters.filter(([other]) => other === name).map(([, value]) => value)]),
    ),
    pathParameters: { proxy: path.slice(1) },
    stageVariables: null,
    requestContext: {
      authorizer: claims ? { claims } : null,
      identity: { sourceIp: '192.0.2.7' },
      path: `/prod${path}`,
      stage: 'prod',
    } as APIGatewayProxyEvent['requestContext'],
    body: body ?? (form ? new URLSearchParams(form).toString() : json === undefined ? null : JSON.stringify(json)),
    isBase64Encoded: false,
  };
}

/** Sends a test's request to a handler. */
export function asker(handler: (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>) {
  return (request: TestRequest): Promise<APIGatewayProxyResult> => handler(restEvent(request), {} as Context);
}
