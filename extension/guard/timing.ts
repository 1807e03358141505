import type { ConsentFacts } from '../../shared/consent/facts.ts';
import type { Channel } from '../../shared/contact/channels.ts';
import { compiled } from '../../shared/policy/compiled.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import { timingAdvice } from '../../shared/timing/advice.ts';
import type { Saying } from '../ui/say.ts';
import { day, moment, say } from '../ui/say.ts';

type Asked = { readonly policy: Policy; readonly channel: Channel; readonly at: number };

/** What may be said of the moment, in sentences; nothing where it is not known where somebody is. */
export function timingFor({ traits }: ConsentFacts, { policy, channel, at }: Asked): string[] {
  const country = traits?.countries?.[0]?.country;
  if (country === undefined) return [];
  const recipient = traits?.class ?? 'individual';
  const [usual] = compiled(policy).circumstances(traits, channel, recipient, at).timeZones;
  const advice = timingAdvice(at, country, traits?.timeZone ?? usual);
  // A date without an hour: noon there is that date nearly everywhere.
  const date = day(Date.parse(`${advice.date}T12:00:00Z`));
  return [
    ...(advice.isHoliday ? [say('timing.holiday', { day: date })] : []),
    ...(advice.isWeekend && !advice.isHoliday ? [say('timing.weekend')] : []),
    ...(advice.isNight ? [say('timing.night', { time: clock(advice.minute) })] : []),
    ...advice.observances.map((id) =>
      say('timing.observance', { name: say(`observance.${id}` as Saying) }),
    ),
    ...(advice.next === undefined ? [] : [say('timing.next', { time: moment(advice.next) })]),
  ];
}

const clock = (minute: number): string =>
  `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
