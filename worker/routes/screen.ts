import { Hono } from 'hono';
import { ScreenRequest, ScreenResponse } from '../../shared/protocol/screening.ts';
import { messageFacts } from '../../shared/screening/contents.ts';
import { personalShare } from '../../shared/screening/personal.ts';
import { screen } from '../../shared/screening/screen.ts';
import type { AppEnv } from '../env.ts';
import { allow } from '../http/auth.ts';
import { operation } from '../http/operation.ts';
import { validate } from '../http/validate.ts';

/** What a message says about its reader that it had better not: for tools without the extension. */
export const screening = new Hono<AppEnv>().post(
  '/',
  operation({
    id: 'screen',
    summary: 'Screen a message for what is sensitive about its reader',
    details:
      'Nothing of it is stored or logged. A finding names the rule that it follows by analogy; none says ' +
      'that something is against the law. `span` counts UTF-16 units in the field as it was sent; ' +
      '`quote` repeats what stands there.',
    answers: { 200: { says: 'What was found.', schema: ScreenResponse } },
  }),
  allow('message.screen'),
  validate('json', ScreenRequest),
  (c) => {
    const { text: body, subject, language, firstContact, isReply } = c.req.valid('json');
    const message = {
      body,
      ...(subject !== undefined && { subject }),
      ...(language !== undefined && { lang: language }),
      context: {
        ...(firstContact !== undefined && { firstContact }),
        ...(isReply !== undefined && { isReply }),
      },
    };
    const { lang, findings } = screen(message);
    const { contains = {} } = messageFacts(message, findings);
    const personal = personalShare(body, findings);
    return c.json({ language: lang, findings, contains, personal }, 200);
  },
);
