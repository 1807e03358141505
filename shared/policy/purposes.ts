import type { Policy, Purpose } from './policy.ts';
import { defaultPurpose } from './policy.ts';

/** The purpose and those above it. An unknown one is treated as direct marketing: the strictest. */
export function purposePath(policy: Policy, purpose: string): string[] {
  const marketing = isMarketing(purposeNamed(policy, purpose));
  const path = [purpose];
  for (;;) {
    const current = path[path.length - 1]!;
    if (current === defaultPurpose) return path;
    const known = purposeNamed(policy, current);
    // What is marketing ends in direct marketing, also where it was put below a contract's purpose.
    if (known && !isMarketing(known) && known.parent === undefined)
      return marketing ? [...path, defaultPurpose] : path;
    const parent = known?.parent ?? defaultPurpose;
    path.push(path.includes(parent) ? defaultPurpose : parent);
  }
}

export function purposeNamed(policy: Policy, id: string): Purpose | undefined {
  return policy.purposes.find((purpose) => purpose.id === id);
}

/** What somebody may object to as marketing. What is not declared, is. */
export function isMarketing(purpose: Purpose | undefined): boolean {
  return !purpose || purpose.basis === 'consent' || purpose.basis === 'legitimate-interest';
}
