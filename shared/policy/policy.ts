import * as v from 'valibot';

export const roles = ['admin', 'dpo', 'marketer', 'rep', 'auditor'] as const;
export type Role = (typeof roles)[number];

const Purpose = v.strictObject({
  id: v.pipe(v.string(), v.minLength(1)),
  /** Without one, an organisation's own purpose is a kind of direct marketing. */
  parent: v.optional(v.string()),
});

/** An organisation's versioned settings. */
export const Policy = v.strictObject({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  purposes: v.array(Purpose),
  /** Who may override a stop, with a recorded reason, by whose decision it is. A person's: nobody, ever. */
  overrides: v.strictObject({
    law: v.array(v.picklist(roles)),
    organisation: v.array(v.picklist(roles)),
    machine: v.array(v.picklist(roles)),
  }),
});
export type Policy = v.InferOutput<typeof Policy>;

export const defaultPurpose = 'direct-marketing';

export const defaultPolicy: Policy = {
  version: 1,
  purposes: [{ id: defaultPurpose }],
  overrides: { law: [], organisation: ['admin', 'dpo'], machine: [...roles] },
};

/** The purpose and those above it. An unknown purpose is treated as direct marketing: the strictest. */
export function purposePath(policy: Policy, purpose: string): string[] {
  const path = [purpose];
  for (;;) {
    const current = path[path.length - 1];
    if (current === defaultPurpose) return path;
    const known = policy.purposes.find(({ id }) => id === current);
    const parent = known?.parent ?? defaultPurpose;
    path.push(path.includes(parent) ? defaultPurpose : parent);
  }
}
