import * as v from 'valibot';
import type { Finding } from '../../shared/screening/finding.ts';
import { screen } from '../../shared/screening/screen.ts';

const Line = v.object({
  id: v.optional(v.union([v.string(), v.number(), v.null()])),
  lang: v.optional(v.nullable(v.string())),
  channel: v.optional(v.nullable(v.string())),
  subject: v.optional(v.nullable(v.string())),
  body: v.string(),
  firstContact: v.optional(v.nullable(v.boolean())),
  isReply: v.optional(v.nullable(v.boolean())),
});

type Answer =
  | { readonly id: unknown; readonly lang: string; readonly findings: readonly Finding[] }
  | { readonly id: unknown; readonly error: { readonly code: string; readonly message: string } };

/** The findings of one line of JSON, or what is wrong with it. What it says is never repeated. */
export function screenLine(text: string): Answer {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return bad(null, 'line.no-json', 'This line is not JSON; write one object on one line.');
  }
  const id = (value as { id?: unknown } | null)?.id ?? null;
  const { success, output, issues } = v.safeParse(Line, value);
  if (!success) {
    const field = v.getDotPath(issues[0]) ?? 'the line';
    return bad(id, 'line.invalid', `${field} is missing or of a wrong type; body has to be text.`);
  }
  const { lang, subject, body, firstContact, isReply } = output;
  const { lang: read, findings } = screen({
    body,
    ...(subject != null && { subject }),
    ...(lang != null && { lang }),
    context: {
      ...(firstContact != null && { firstContact }),
      ...(isReply != null && { isReply }),
    },
  });
  return { id, lang: read, findings };
}

function bad(id: unknown, code: string, message: string): Answer {
  return { id, error: { code, message } };
}
