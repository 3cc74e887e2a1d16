import type { Stage } from './stage.ts';

/** Somebody who recovers an account over the holders' pages. */
export interface Holder {
  readonly sub: string;
  readonly address: string;
  /** The network that they come from. */
  readonly sourceIp: string;
  readonly newPassword: string;
}

/** How the last step of a recovery was answered. */
export interface Recovery {
  readonly recovered: boolean;
  /** How often the last step had to be sent. */
  readonly tries: number;
}

/** How often somebody presses the button again before they give up, and after how many ms. */
const patience = { tries: 5, waitMs: 5_000 } as const;

/** The mailboxes of all holders of a stage: the newest code in each. Notices, which alone name an account in a tag, are passed over. Has to be there before the first mail. */
export function readMailboxes({ simulator: { services }, world }: Stage): (address: string) => Promise<string> {
  const newest = new Map<string, string>();
  services.ses.onAccepted(({ to: [address = ''], messageId, tags }) => {
    if (tags.account === undefined) newest.set(address, messageId);
  });
  return async (address) => {
    for (;;) {
      const mail = services.ses.mail(newest.get(address) ?? '');
      const code = /^ *(\d{4} \d{4})$/m.exec(mail?.text ?? '')?.[1];
      if (code !== undefined) return code;
      await world.clock.sleep(500);
    }
  };
}

/** Goes the holder's way with real requests: address, code from the mail, new password. Resolves as virtual time passes. */
export async function recover(stage: Stage, codeFor: (address: string) => Promise<string>, holder: Holder): Promise<Recovery> {
  const { address, sub, newPassword, sourceIp } = holder;
  const cookies = new Map<string, string>();
  const post = async (path: string, form: Readonly<Record<string, string>>) => {
    const { status, headers } = await stage.simulator.http('sluis-pages', {
      method: 'POST',
      path,
      sourceIp,
      headers: {
        host: 'pages.example',
        origin: 'https://pages.example',
        accept: 'text/html',
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
        ...(cookies.size > 0 && { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
      },
      body: new URLSearchParams(form).toString(),
    });
    const set = Object.entries(headers).flatMap(([name, values]) => (name.toLowerCase() === 'set-cookie' ? values : []));
    for (const line of set) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return status;
  };
  await post('/identify', { address });
  await post('/code', { code: await codeFor(address) });
  for (let tries = 1; ; tries++) {
    const status = await post('/password', { account: sub, password: newPassword, repeat: newPassword });
    if (status === 303 || tries === patience.tries) return { recovered: status === 303, tries };
    await stage.world.clock.sleep(patience.waitMs);
  }
}
