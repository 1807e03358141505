import { brevo } from './brevo.ts';
import { hubspot } from './hubspot.ts';
import { mailchimp } from './mailchimp.ts';
import { mailgun } from './mailgun.ts';
import { mandrill } from './mandrill.ts';
import { postmark } from './postmark.ts';
import type { Provider } from './provider.ts';
import { resend } from './resend.ts';
import { sendgrid } from './sendgrid.ts';
import { ses } from './ses.ts';
import type { ProviderId } from './setup.ts';

/** Everybody who can report here. Adding one: its file, a line here, and how to set it up in setup.json. */
export const providers: Readonly<Record<ProviderId, Provider>> = {
  ses,
  sendgrid,
  postmark,
  mailgun,
  mandrill,
  mailchimp,
  hubspot,
  resend,
  brevo,
};
