import type { Policy, Role } from '../../shared/policy/policy.ts';
import { badInput, Refusal } from '../errors.ts';
import type { NewEvent } from '../store/event-rows.ts';

/**
 * An exception answers the deciders that it names, so whoever records it must be one whom the policy
 * lets override each of them, and must say why. A person's no stands whatever is recorded: `decide()`
 * sees to it. Throws a 400 or 403 `Refusal`.
 */
export function checkExceptions(policy: Policy, role: Role, events: readonly NewEvent[]): void {
  for (const [index, event] of events.entries()) {
    const at = `events[${index}]`;
    const ofOrganisation = event.type === 'released' || event.type === 'corrected';
    if (ofOrganisation && !policy.overrides.organisation.includes(role))
      throw new Refusal(
        403,
        'events.role-not-allowed',
        `${at}.type: your role (${role}) may not take back what the organisation recorded. ` +
          'Ask an administrator or the data protection officer.',
      );
    if (event.type !== 'excepted') {
      if (event.excepts)
        throw badInput(`${at}.excepts`, 'belongs to events of type excepted only.');
      continue;
    }
    if (event.channel === 'all' || event.purpose === 'all')
      throw badInput(at, 'an exception names one channel and one purpose, not all.');
    const { excepts = ['machine'] } = event;
    if (excepts.length === 0) throw badInput(`${at}.excepts`, 'must not be empty.');
    const refused = excepts.filter((decider) => !policy.overrides[decider].includes(role));
    if (refused.length > 0)
      throw new Refusal(
        403,
        'events.exception-not-allowed',
        `${at}.excepts: your role (${role}) may not override what was decided by: ${refused.join(', ')}. ` +
          'Ask an administrator or the data protection officer.',
      );
  }
}
