import type { MailTexts } from '../mails.ts';

/** What mails and text messages say in English. */
export const mails: MailTexts = {
  greeting: { named: 'Dear {name},', unnamed: 'Hello,' },
  username: 'Username:',
  notice: {
    subject: 'Your password no longer works: please choose a new one',
    preheader: 'Outsiders may have obtained passwords of our users.',
    happened: 'Outsiders may have obtained passwords of our users. We have therefore disabled passwords, including yours. The account is:',
    meaning: {
      heading: 'What does this mean for you?',
      points: [
        'Your old password no longer works on any of our services. You cannot sign in with it, and neither can anyone else.',
        'You lose nothing by waiting. You can choose a new password today, or just as well next week.',
      ],
    },
    steps: {
      heading: 'What should you do?',
      points: [
        'Go to {origin} and preferably type this address yourself: then you know where you are going.',
        'Enter your email address there. You will get a second email, with a code that is valid for ten minutes.',
        'Choose a new password that you do not use anywhere else.',
      ],
      elsewhere: 'Did you use your old password anywhere else? Please change it there too.',
    },
    genuine: {
      heading: 'Is this email genuine?',
      points: [
        'This email contains no code and no personal link. We never ask for your password, by email or by phone.',
        'Go to {origin} yourself and choose ‘Is this email from us?’ there. The reference of this email is {reference}.',
        'Not sure, or stuck? Call our helpdesk on the number you already have. It may be busy for the first few days.',
      ],
    },
  },
  suspected: {
    preheader: 'There are signs that someone else has your password.',
    happened: 'There are signs that someone else has your password. We have therefore disabled it. The account is:',
    means: ['We do not know whether it was used. After signing in, check that your details are still correct.'],
  },
  confirmed: {
    preheader: 'We know that someone used your password.',
    happened: 'We know that someone used your password. We have therefore disabled it. The account is:',
    means: [
      'Someone else could see and change everything that you can see and change with this account. After signing in, check all of it and report anything you did not do to our helpdesk.',
      'Do you use the same password anywhere else? Change it there today.',
    ],
  },
  reminder: {
    subject: 'Reminder: please choose a new password',
    preheader: 'Your old password no longer works, and you have not chosen a new one yet.',
    happened: 'We told you earlier that your password has been disabled. You have not chosen a new one yet. The account is:',
    meaning: {
      heading: 'What does this mean for you?',
      points: [
        'Nobody can sign in to this account until you have chosen a new password. Your data is kept.',
        'If you no longer use this account, you do not need to do anything.',
      ],
    },
  },
  organisation: {
    subject: 'We could not reach some users in your organisation',
    preheader: 'Their old password no longer works. Could you please tell them?',
    greeting: 'Hello,',
    happened:
      'Outsiders may have obtained passwords of our users. We have therefore disabled passwords. You are getting this email as the contact for this organisation:',
    organisation: 'Organisation:',
    unreached: 'We could not reach the users with these usernames:',
    more: { one: 'and 1 more', other: 'and {count} more' },
    steps: {
      heading: 'What do we ask of you?',
      points: [
        'Please tell these users that their old password no longer works.',
        'At {origin} they can choose a new one. If their email address no longer works, they can call our helpdesk.',
        'Do not send us any passwords or codes, and do not ask for them either.',
      ],
    },
    genuine: {
      heading: 'Is this email genuine?',
      points: [
        'Go to {origin} yourself and choose ‘Is this email from us?’ there. The reference of this email is {reference}.',
        'Not sure? Call our helpdesk on the number you already have.',
      ],
    },
  },
  code: {
    subject: 'Your code for a new password',
    preheader: 'Valid for ten minutes. Do not share the code with anyone, not even our helpdesk.',
    asked: 'Here is the code you need to choose a new password:',
    use: 'Enter it at {origin} on the page where you requested it. The code is valid for ten minutes and works once.',
    newest: 'Did you request more than one code? Only the latest one works.',
    secret: 'Do not share the code with anyone, not even our helpdesk. We never ask for it.',
    another: 'If you need another code later, also enter the reference of this email: {reference}. Your code will then be sent first.',
    notYou: 'Did you not request a code? Then you do not need to do anything. Nobody can change your password without this code.',
  },
  recovered: {
    subject: 'Your password has been changed',
    preheader: 'You have been signed out everywhere. Was this not you? Call our helpdesk right away.',
    happened: 'The password of this account was changed on {time}:',
    now: 'You have been signed out everywhere. From now on only your new password works.',
  },
  guessed: {
    subject: 'Too many wrong codes at the second step',
    preheader: 'The second step is locked for a day. Was this not you? Call our helpdesk right away.',
    happened: 'A wrong code was entered too many times at the second step of this account, most recently on {time}:',
    now: 'Whoever did this could read the codes in your email. The second step is now locked for everyone and opens again in a day. Nobody got in.',
  },
  notYou: {
    heading: 'Was this not you?',
    text: 'Then someone else has access to your email. Call our helpdesk right away on the number you already have, and change the password of your mailbox too.',
  },
  sms: 'For your security, your password no longer works. Please choose a new one at {origin}',
};
