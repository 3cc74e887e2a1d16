import * as z from 'zod';
import { isUsableAddress } from '#domain/account/account.ts';
import { languages } from '#domain/account/language.ts';
import { normalizeIdentifier } from '#domain/account/scope.ts';
import { nextChannels } from '#domain/campaign/channel-plan.ts';
import { breachedBy } from '#domain/campaign/channels.ts';
import { planLimits } from '#domain/plan/plan.ts';
import { plain } from '#shared/aws/table/entries.ts';
import { type Fault, fault } from '#shared/lambda/validate.ts';
import type { FieldFault } from '#shared/web/forms.ts';
import { html } from '#shared/web/markup.ts';
import { linesOf, numberOf } from '../faces/form.ts';
import { channelWords, counted, dollars, number } from '../markup/words.ts';
import { channel, count, identifier } from '../schemas/schemas.ts';
import { attributeValue } from './conditions.ts';
import { listFacts, listOf, planField, planPart, quoted, wholeNumber } from './plan-part.ts';

const different = <T>(entries: readonly T[], key: (entry: T) => string) => new Set(entries.map(key)).size === entries.length;

const channels = planField({
  schema: z
    .array(
      z
        .strictObject({
          channel,
          owner: z
            .string()
            .trim()
            .regex(/^\P{Cc}{1,100}$/u)
            .meta({ description: '1 to 100 characters on one line: who sees to it' }),
          afterHours: wholeNumber(0, 720, ' of hours', ': how long after the step before failed').default(0),
        })
        .meta({ description: `an object with channel (${nextChannels.join(', ')}), owner and afterHours` }),
    )
    .refine((steps) => different(steps, (step) => step.channel))
    .default([])
    .meta({ description: `a list of steps in their order, each of ${nextChannels.join(', ')} at most once` }),

  form: {
    channels: {
      label: 'Next channels',
      kind: 'lines',
      hint: html`For whoever bounces or has no usable address, in this order, one per line: ${nextChannels.join(', ')}; who sees to it; after how many hours, 0 to 720 (without a number: at once). Such as <code>call, Helpdesk, 24</code>. None is fine.`,
      read: (text) => linesOf(text).map(parseChannel),
    },
  },
  facts: ({ channels: kept }) => {
    const rows = kept?.map(
      ({ channel: name, owner, afterHours }) =>
        html`<li>${channelWords[name]}: ${owner}${afterHours === 0 ? '' : `, after ${number(afterHours)} h`}</li>`,
    );
    return rows === undefined ? [] : [['Next channels', html`<ol class="fields">${rows}</ol>`]];
  },
});

const smsWords = 'an object with ceilingUsd and usdPerPart where the next channels have sms, else nothing';

const sms = planField({
  schema: z
    .strictObject({
      ceilingUsd: z
        .number()
        .positive()
        .max(1_000_000)
        .meta({ description: 'US dollars over 0 and at most 1000000: the most that all texts may cost' }),
      usdPerPart: z
        .number()
        .min(0.00001)
        .max(9.99999)
        .meta({ description: 'US dollars from 0.00001 to 9.99999: the most that one part may cost, in the dearest country' }),
    })
    .optional()
    .meta({ description: smsWords }),

  form: {
    smsCeiling: {
      label: 'All texts, at most',
      kind: 'number',
      place: 'sms.ceilingUsd',
      box: 'two',
      hint: 'In US dollars, up to 1,000,000. Only where sms is a next channel.',
    },
    smsPrice: {
      label: 'One part, at most',
      kind: 'number',
      place: 'sms.usdPerPart',
      box: 'two',
      hint: 'In US dollars, as AWS prices the dearest country, such as 0.12.',
    },
  },
  facts: ({ sms: kept }) =>
    kept === undefined ? [] : [['Text messages', `for ${dollars(kept.ceilingUsd)} at most; $${kept.usdPerPart} per part at most`]],
});

const contact = z
  .strictObject({
    organisation: attributeValue.meta({ description: 'a value of the organisation attribute, 1 to 254 bytes without control characters' }),
    address: identifier.refine(isUsableAddress).meta({ description: 'an e-mail address' }),
    language: z
      .enum(languages)
      .meta({ description: languages.join(', ') })
      .optional(),
  })
  .meta({ description: 'an object with organisation, address, and optionally language' });

const contacts = planField({
  schema: listOf(contact, planLimits.contacts, 'contacts, each of another organisation')
    .refine((given) => different(given, ({ organisation }) => organisation))
    .default([]),

  form: {
    contacts: {
      label: 'Contacts of organisations',
      kind: 'lines',
      hint: html`They are asked to tell their users. One per line, at most ${number(planLimits.contacts)}: organisation, address, and a language where you know it. Such as <code>org-korenmaat, office@korenmaat.example, nl</code>.`,
      read: (text) => linesOf(text).map(parseContact),
    },
  },
  row: (given) => (given.length > 0 ? { contacts: given.length } : {}),
  answer: { contacts: count.optional().meta({ description: 'how many organisations have a contact' }) },
  facts: ({ contacts: kept }) => (kept === undefined ? [] : [['Contacts', `of ${counted(kept, 'organisation')}`]]),
});

const domain = z
  .string()
  .transform(normalizeIdentifier)
  .pipe(z.string().regex(/^(?=.{3,253}$)[\p{L}\p{N}-]{1,63}(\.[\p{L}\p{N}-]{1,63})+$/u))
  .meta({ description: 'a domain of two or more parts, such as mail.example.nl' });

const breachedDomains = planField({
  schema: listOf(domain, planLimits.breachedDomains, 'domains whose mail the intruder reads').default([]),

  form: {
    breachedDomains: {
      label: 'Domains whose mail the intruder reads',
      kind: 'lines',
      hint: `No notice and no code goes to an address there. One domain per line, such as mail.example.nl, at most ${number(planLimits.breachedDomains)}.`,
    },
  },
  lists: (given) => ({ breached: given.map(plain) }),
  facts: (campaign) => listFacts(campaign, 'breached'),
});

/** How holders are reached whom a mail does not reach. */
export const unreachable = planPart({
  title: 'Holders who cannot be reached by mail',
  fields: { channels, sms, contacts, breachedDomains },
  contradictions: ({ channels: typed = '', contacts: named = '', smsCeiling = '', smsPrice = '' }) => {
    const steps = linesOf(typed).map((line) => parseChannel(line).channel);
    const faults: FieldFault[] = [];
    if (steps.includes('organisation') && linesOf(named).length === 0)
      faults.push({ field: 'contacts', text: 'Contacts of organisations: add at least one contact, as organisation is a next channel.' });
    const priced = `${smsCeiling}${smsPrice}`.trim() !== '';
    if (steps.includes('sms') && !priced)
      faults.push({ field: 'smsCeiling', text: 'All texts, at most: say what they may cost, as sms is a next channel.' });
    if (!steps.includes('sms') && priced)
      faults.push({ field: 'smsCeiling', text: 'All texts, at most: filled in, but sms is no next channel. Add it, or empty the field.' });
    return faults;
  },
  faults: ({ channels: steps, sms: budget, contacts: given, breachedDomains: domains }, { sendsTexts }) => {
    const breached = new Set(domains);
    const missing = given.length === 0 && steps.some((step) => step.channel === 'organisation');
    return [
      ...(missing ? [fault('contacts', 'nobody', 'at least one contact, as the next channels have organisation')] : []),
      ...given.flatMap(({ address }, at) =>
        breachedBy(address, breached).length > 0
          ? [fault(`contacts.${at}.address`, quoted(address), 'an address at a domain whose mail the intruder does not read')]
          : [],
      ),
      ...smsFaults(
        steps.findIndex((step) => step.channel === 'sms'),
        budget,
        sendsTexts,
      ),
    ];
  },
});

/** @param at which step is sms; below 0 for none */
function smsFaults(at: number, budget: object | undefined, sendsTexts: boolean): readonly Fault[] {
  const others = 'the others, as this deployment has no sender of text messages (parameter textSender)';
  if (at >= 0 && !sendsTexts) return [fault(`channels.${at}.channel`, quoted('sms'), others)];
  return at >= 0 === (budget !== undefined) ? [] : [fault('sms', budget === undefined ? 'missing' : 'given', smsWords)];
}

/** `call, Helpdesk, 24`: the channel, who sees to it, and optionally after how many hours. As the API takes it, not yet checked. */
function parseChannel(line: string) {
  const parts = line.split(',').map((part) => part.trim());
  const [name, ...owner] = parts.length > 2 ? parts.slice(0, -1) : parts;
  return { channel: name, owner: owner.join(', '), ...(parts.length > 2 && { afterHours: numberOf(parts.at(-1) ?? '') }) };
}

/** `org-korenmaat, office@example.org, nl`: the organisation, the address of its contact, and optionally a language. As the API takes it, not yet checked. */
function parseContact(line: string): object {
  const parts = line.split(',').map((part) => part.trim());
  const at = parts.findLastIndex((part) => part.includes('@'));
  if (at < 0) return { organisation: parts[0], address: parts.slice(1).join(', ') };
  const language = parts[at + 1];
  return { organisation: parts.slice(0, at).join(','), address: parts[at], ...(language && { language }) };
}
