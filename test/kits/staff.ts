import type { CampaignView } from '#infra/rehearsal/stage.ts';
import type { Answer, Site } from './browser.ts';

/** A member of staff at the JSON API. */
export class StaffMember {
  readonly #site: Site;
  readonly #idToken: string;

  /** @param idToken of the staff pool */
  constructor(site: Site, idToken: string) {
    this.#site = site;
    this.#idToken = idToken;
  }

  /** A request with a JSON body where one is given. */
  async ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> {
    const headers = { authorization: this.#idToken, ...(body !== undefined && { 'content-type': 'application/json' }) };
    return this.#site({ method, path, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  }

  /** Plans a campaign and gives its id. */
  async plan(title: string, scope: object, exemptions: readonly string[] = []): Promise<string> {
    const answer = await this.ask('POST', '/api/campaigns', { title, scope, exemptions });
    return (expectOk(answer) as CampaignView).campaign.id;
  }

  /** Approves, starts, closes or cancels. */
  async change(id: string, change: 'approve' | 'start' | 'close' | 'cancel'): Promise<Answer> {
    return this.ask('POST', `/api/campaigns/${id}/${change}`, {});
  }

  /** Looks at a campaign. */
  async look(id: string): Promise<CampaignView> {
    return expectOk(await this.ask('GET', `/api/campaigns/${id}`)) as CampaignView;
  }
}

/** The body of a 200 or 201 answer. @throws Error that shows any other answer */
export function expectOk(answer: Answer): unknown {
  if (answer.status >= 300) throw new Error(`${answer.status}: ${answer.body.slice(0, 300)}`);
  return JSON.parse(answer.body);
}
