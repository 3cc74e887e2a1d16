import type { MailTexts } from '../mails.ts';

/** What mails and text messages say in English. */
export const mails: MailTexts = {
  greeting: { named: 'Dear {name},', unnamed: 'Hello,' },
  username: 'User name:',
  notice: {
    subject: 'Your password no longer works: please choose a new one',
    preheader: 'Outsiders may have got hold of passwords of our users.',
    happened:
      'Outsiders may have got hold of passwords of our users. We have therefore put passwords out of use, including the one of your account:',
    meaning: {
      heading: 'What does this mean for you?',
      points: [
        'Your old password no longer works anywhere with us. You cannot sign in with it any more, and nor can anybody else.',
        'You lose nothing by waiting. You can choose a new password today, or next week just as well.',
      ],
    },
    steps: {
      heading: 'What should you do?',
      points: [
        'Go to {origin} and preferably type this address yourself: then you know where you are going.',
        'Enter your e-mail address there. You will get a second mail, with a code that is valid for ten minutes.',
        'Choose a new password that you use nowhere else.',
      ],
      elsewhere: 'Did you use your old password anywhere else? Please change it there too.',
    },
    genuine: {
      heading: 'Is this mail genuine?',
      points: [
        'There is no code and no personal link in this mail. We never ask for your password, neither by mail nor on the telephone.',
        'Go to {origin} yourself and choose ‘Is this mail from us?’ there. The reference of this mail is {reference}.',
        'Are you in doubt, or stuck? Call our helpdesk, on the number that you already know. It may be busy for the first few days.',
      ],
    },
  },
  suspected: {
    preheader: 'There are signs that somebody else has your password.',
    happened: 'There are signs that somebody else has your password. We have therefore put it out of use. It is about this account:',
    means: ['Whether it was also used, we do not know. After signing in, look whether your details are still right.'],
  },
  confirmed: {
    preheader: 'We know that somebody used your password.',
    happened: 'We know that somebody used your password. We have therefore put it out of use. It is about this account:',
    means: [
      'Somebody else could see and change what you can see and change with this account. After signing in, go through all of it, and tell our helpdesk what is not yours.',
      'Do you use the same password anywhere else? Change it there today.',
    ],
  },
  reminder: {
    subject: 'Reminder: please choose a new password',
    preheader: 'Your old password no longer works, and you have not chosen a new one yet.',
    happened: 'We wrote to you before that your password was put out of use. You have not chosen a new one yet for this account:',
    meaning: {
      heading: 'What does this mean for you?',
      points: [
        'Nobody can sign in to this account until you have chosen a new password. Your data stays where it is.',
        'If you no longer use this account, you need not do anything.',
      ],
    },
  },
  organisation: {
    subject: 'We could not reach some users of your organisation',
    preheader: 'Their old password no longer works. Would you please tell them?',
    greeting: 'Hello,',
    happened:
      'Outsiders may have obtained passwords of our users. We have therefore put passwords out of use. You get this mail as the contact of an organisation:',
    organisation: 'Organisation:',
    unreached: 'We could not reach the users with these user names:',
    more: 'and {more} more',
    steps: {
      heading: 'What do we ask of you?',
      points: [
        'Please tell these users that their old password no longer works.',
        'At {origin} they choose a new one. If their e-mail address no longer works, they call our helpdesk.',
        'Send us no passwords or codes, and do not ask for them either.',
      ],
    },
    genuine: {
      heading: 'Is this mail genuine?',
      points: [
        'Go to {origin} yourself and choose ‘Is this mail from us?’ there. The reference of this mail is {reference}.',
        'Are you in doubt? Call our helpdesk, on the number that you already know.',
      ],
    },
  },
  code: {
    subject: 'Your code for a new password',
    preheader: 'Valid for ten minutes. Give the code to nobody, not even to our helpdesk.',
    asked: 'You want to choose a new password. This is your code:',
    use: 'Enter it at {origin} on the page where you asked for it. The code is valid for ten minutes and works once.',
    newest: 'Did you ask for more than one code? Only the newest one works.',
    secret: 'Give the code to nobody, not even to our helpdesk. We never ask for it.',
    another: 'If you need another code later, enter the reference of this mail too: {reference}. Your code will then be sent first.',
    notYou: 'Did you not ask for anything? Then there is nothing that you have to do. Without this code nobody can change your password.',
  },
  recovered: {
    subject: 'Your password has been changed',
    preheader: 'Whatever was signed in has been signed out. Was that not you? Call our helpdesk at once.',
    happened: 'On {time}, the password of this account was changed:',
    now: 'Whatever was still signed in has been signed out. From now on only your new password counts.',
  },
  guessed: {
    subject: 'Too many wrong codes at the second step',
    preheader: 'The second step is closed for a day. Was that not you? Call our helpdesk at once.',
    happened: 'Until {time}, a wrong code was typed too often at the second step of this account:',
    now: 'Whoever did that could read the codes in your mail. The second step is now closed for a day, for everybody, and open again after that. Nobody got in.',
  },
  notYou: {
    heading: 'Was that not you?',
    text: 'Then somebody else can get at your mail. Call our helpdesk at once, on the number that you already know, and change the password of your mailbox too.',
  },
  sms: 'For your safety your password no longer works. Please choose a new one at {origin}',
};
