/** One request. */
export interface Ask {
  readonly method: 'GET' | 'POST';
  /** Path below the site's address, with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One answer. Header names are in lower case; of several cookies all are given. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: string;
}

/** The way to a site: over HTTP, or straight into the simulated API. */
export type Site = (ask: Ask) => Promise<Answer>;

/** A site over HTTP. `address` may have a path of its own, such as a stage. */
export function httpSite(address: string): Site {
  return async ({ method, path, headers, body }) => {
    const response = await fetch(address.replace(/\/$/, '') + path, {
      method,
      headers,
      redirect: 'manual',
      ...(body !== undefined && { body }),
    });
    const cookies = response.headers.getSetCookie();
    return { status: response.status, headers: Object.fromEntries(response.headers), cookies, body: await response.text() };
  };
}

/** A person's browser without JavaScript: follows redirects, keeps cookies, fills in forms. */
export class Browser {
  readonly #site: Site;
  readonly #host: string;
  readonly #cookies: Map<string, string>;
  #path = '/';
  #page: Answer = { status: 0, headers: {}, cookies: [], body: '' };

  /** @param host what the Host and Origin headers say, such as `pages.example` */
  constructor(site: Site, host: string, cookies: Readonly<Record<string, string>> = {}) {
    this.#cookies = new Map(Object.entries(cookies));
    this.#site = site;
    this.#host = host;
  }

  /** The page that is shown. */
  get page(): Answer {
    return this.#page;
  }

  /** Path of the page that is shown. */
  get path(): string {
    return this.#path;
  }

  /** The page's text without its markup. */
  get text(): string {
    return plain(this.#page.body.replace(/<(style|head)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');
  }

  async open(path: string): Promise<Answer> {
    return this.#go({ method: 'GET', path, headers: {} });
  }

  /**
   * Fills in the page's form and presses its button. A value is given by the input's name or by its `autocomplete` (`one-time-code`).
   * @param which text that the wanted form holds, where the page has several
   */
  async submit(values: Readonly<Record<string, string>>, which = ''): Promise<Answer> {
    const forms = this.#page.body.match(/<form[\s\S]*?<\/form>/g) ?? [];
    const form = forms.find((markup) => markup.includes('method="post"') && markup.includes(which));
    if (form === undefined) throw new Error(`no form on ${this.#path} (${this.#page.status}): ${this.text.slice(0, 300)}`);
    const fields = new URLSearchParams();
    for (const input of form.match(/<(input|textarea|button)\b[^>]*>/g) ?? []) {
      const name = attribute(input, 'name');
      if (name === undefined || (attribute(input, 'type') === 'radio' && values[name] !== undefined && fields.has(name))) continue;
      const value = values[name] ?? values[attribute(input, 'autocomplete') ?? ''] ?? attribute(input, 'value');
      if (value !== undefined) fields.set(name, value);
    }
    const action = plain(attribute(form, 'action') ?? '');
    return this.#go({
      method: 'POST',
      path: this.#resolve(action),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: fields.toString(),
    });
  }

  async #go(ask: Ask): Promise<Answer> {
    const scheme = this.#host.startsWith('localhost') || this.#host.startsWith('127.') ? 'http' : 'https';
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = {
      host: this.#host,
      accept: 'text/html',
      ...(ask.method === 'POST' && { origin: `${scheme}://${this.#host}`, 'sec-fetch-site': 'same-origin' }),
      ...(cookie !== '' && { cookie }),
      ...ask.headers,
    };
    const answer = await this.#site({ ...ask, headers });
    for (const line of answer.cookies) {
      const [pair = '', ...attributes] = line.split(';');
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      if (attributes.some((each) => /max-age=0/i.test(each))) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    this.#path = ask.path;
    this.#page = answer;
    const location = answer.headers.location;
    return answer.status >= 300 && answer.status < 400 && location !== undefined ? this.open(this.#resolve(location)) : answer;
  }

  #resolve(link: string): string {
    const url = new URL(link, `http://here${this.#path}`);
    return url.pathname + url.search;
  }
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? undefined : plain(value);
}

function plain(text: string): string {
  const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };
  return text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => entities[name] ?? '');
}
