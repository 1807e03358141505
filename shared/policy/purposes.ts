import type { Policy, Purpose } from './policy.ts';
import { defaultPurpose } from './policy.ts';

/** The purpose and those above it. An unknown one is treated as direct marketing: the strictest. */
export function purposePath(policy: Policy, purpose: string): string[] {
  const path = [purpose];
  for (;;) {
    const current = path[path.length - 1]!;
    if (current === defaultPurpose) return path;
    const known = purposeNamed(policy, current);
    if (known && !isMarketing(known) && known.parent === undefined) return path;
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
