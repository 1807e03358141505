import * as v from 'valibot';
import { actions } from '../access/permissions.ts';
import { roles } from '../policy/policy.ts';

const Time = v.pipe(v.string(), v.isoTimestamp());
const Day = v.pipe(v.string(), v.isoDate());
const Id = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, 'must be an id, as we gave it.'));
const RoleName = v.picklist(roles);

/** What people call a thing: one line, no control characters. */
export const Name = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(80),
  v.regex(/^\P{Cc}*$/u, 'must be one line of text.'),
);
export const Email = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(254),
  v.email('must be an e-mail address.'),
  v.toLowerCase(),
);
/** Long rather than intricate (NIST SP 800-63B-4 3.1.1). */
export const Password = v.pipe(
  v.string(),
  v.minLength(12, 'must have at least 12 characters.'),
  v.maxLength(128),
);

export const ById = v.object({ id: Id });

export const Member = v.strictObject({
  id: Id,
  name: v.string(),
  email: v.string(),
  role: RoleName,
  createdAt: Time,
  /** Signs in with more than a password: an authenticator app or a passkey. */
  secondFactor: v.boolean(),
});
/** A one-time link that waits to be used: to join, or to sign in anew (`reset`). */
export const Invitation = v.strictObject({
  id: Id,
  kind: v.picklist(['join', 'reset']),
  role: RoleName,
  email: v.nullable(v.string()),
  createdAt: Time,
  expiresAt: Time,
});
/** `GET /api/v1/members` */
export const Members = v.strictObject({
  members: v.array(Member),
  invitations: v.array(Invitation),
});
/** `POST /api/v1/members/invitations` */
export const InviteRequest = v.strictObject({ email: Email, role: RoleName });
/** The link is shown this once: hand it over yourself. */
export const OneTimeLink = v.strictObject({ id: Id, url: v.string(), expiresAt: Time });
/** `PATCH /api/v1/members/:id` */
export const RoleRequest = v.strictObject({ role: RoleName });

export const Device = v.strictObject({
  id: Id,
  name: v.string(),
  memberId: Id,
  member: v.string(),
  createdAt: Time,
  expiresAt: Time,
  usedOn: v.nullable(Day),
});
/** `GET /api/v1/devices` */
export const Devices = v.strictObject({ devices: v.array(Device) });

/** `GET /api/v1/devices/current`: as whom a browser, or another program, is connected. */
export const ConnectedAs = v.strictObject({
  organisationId: Id,
  organisation: v.string(),
  /** The member's, or the API key's: what is recorded is recorded in its name. */
  id: Id,
  role: RoleName,
  /** A person's name, or an API key's. */
  name: v.string(),
});
export type ConnectedAs = v.InferOutput<typeof ConnectedAs>;

export const ApiKey = v.strictObject({
  id: Id,
  name: v.string(),
  role: RoleName,
  scopes: v.array(v.string()),
  createdBy: v.string(),
  createdAt: Time,
  expiresAt: Time,
  usedOn: v.nullable(Day),
});
/** `GET /api/v1/api-keys` */
export const ApiKeys = v.strictObject({ keys: v.array(ApiKey) });
export const mostKeyDays = 365;
/** `POST /api/v1/api-keys` */
export const ApiKeyRequest = v.strictObject({
  name: Name,
  role: RoleName,
  scopes: v.pipe(v.array(v.picklist(actions)), v.minLength(1), v.maxLength(actions.length)),
  expiresInDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostKeyDays)),
});
export type ApiKeyRequest = v.InferOutput<typeof ApiKeyRequest>;
/** `key` is shown this once. */
export const MadeApiKey = v.strictObject({ ...ApiKey.entries, key: v.string() });

export const AuditEntry = v.strictObject({
  id: Id,
  at: Time,
  /** `mem_…` a member, `key_…` an API key, `heed` the worker itself. */
  actor: v.string(),
  action: v.string(),
  target: v.nullable(v.string()),
  details: v.nullable(v.record(v.string(), v.unknown())),
});
/** `GET /api/v1/audit`, newest first. `next` goes into `before`; null on the last page. */
export const AuditPage = v.strictObject({
  entries: v.array(AuditEntry),
  next: v.nullable(v.string()),
});

/** `POST /oauth/device_authorization` (RFC 8628 3.2) */
export const DeviceCodes = v.object({
  device_code: v.string(),
  user_code: v.string(),
  verification_uri: v.pipe(v.string(), v.url()),
  verification_uri_complete: v.pipe(v.string(), v.url()),
  expires_in: v.number(),
  interval: v.number(),
});
/** `POST /oauth/token` (RFC 8628 3.5) */
export const DeviceToken = v.object({ access_token: v.string(), token_type: v.literal('Bearer') });
export const OauthProblem = v.object({ error: v.string(), error_description: v.string() });
/** The only client there is, which keeps no secret: whoever asks is shown to the person who approves. */
export const deviceClient = {
  client_id: 'heed-extension',
  grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
} as const;

/** `POST /api/v1/setup/link` */
export const SetupLinkRequest = v.strictObject({ organisation: v.optional(Id) });
export const SetupLink = v.strictObject({ url: v.string(), expiresAt: Time });
/** `POST /api/v1/setup/development` */
export const Development = v.strictObject({ organisation: Id, token: v.string() });
