import type { Language } from '#domain/account.ts';
import { grades } from '#domain/grade.ts';
import { codeMail } from './code/code.ts';
import type { Mail } from './frame.ts';
import { lintMail, lintText } from './lint.ts';
import { notice, noticePlaceholders } from './notice/notice.ts';
import { organisation, organisationPlaceholders } from './organisation/organisation.ts';
import { recoveredMail } from './recovered/recovered.ts';
import { reminder } from './reminder/reminder.ts';
import { sms } from './sms/sms.ts';

/** A mail that a campaign may send, without what is only known when it is sent: codes, and moments. */
interface CampaignMail {
  readonly name: string;
  readonly mail: (language: Language) => Mail;
  readonly placeholders: readonly string[];
}

/** Every mail that a campaign may send. */
export function campaignMails(pagesOrigin: string): readonly CampaignMail[] {
  const options = { pagesOrigin };
  return [
    ...grades.map((grade) => ({
      name: `notice (${grade})`,
      mail: (language: Language) => notice(language, { ...options, grade }),
      placeholders: noticePlaceholders,
    })),
    { name: 'reminder', mail: (language) => reminder(language, options), placeholders: noticePlaceholders },
    { name: 'organisation', mail: (language) => organisation(language, options), placeholders: organisationPlaceholders },
    { name: 'code', mail: (language) => codeMail(language, { ...options, code: '' }), placeholders: [] },
    { name: 'recovered', mail: (language) => withoutYear(recoveredMail(language, { username: 'username', atMs: 0 })), placeholders: [] },
  ];
}

/** What is wrong with the mails and the text message of a campaign, one line each; empty when all may be sent. */
export function campaignMailFaults(pagesOrigin: string): readonly string[] {
  return [
    ...campaignMails(pagesOrigin).flatMap(({ name, mail, placeholders }) =>
      lintMail(mail, { pagesOrigin, placeholders }).map((fault) => `${name}, ${fault}`),
    ),
    ...lintText((language) => sms(language, { pagesOrigin }), { pagesOrigin }).map((fault) => `sms, ${fault}`),
  ];
}

function withoutYear({ subject, html, text }: Mail): Mail {
  return { subject, html: html.replace('1970', ''), text: text.replace('1970', '') };
}
