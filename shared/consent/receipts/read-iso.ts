import * as v from 'valibot';
import { toIso } from '../../time.ts';
import type { Claim, ReadReceipt } from './claim.ts';
import { byPerson, endsInTime, Evidences, happened, isState } from './claim.ts';
import { eventTypeTerm } from './terms.ts';

export const Iso = v.object({
  record: v.object({
    header: v.object({ pii_principal_id: v.string() }),
    parties: v.array(v.object({ party_id: v.string() })),
    events: v.array(
      v.object({
        event_time: v.string(),
        validity_duration: v.string(),
        entity_id: v.string(),
        event_type: v.string(),
        event_state: v.string(),
        heed: v.strictObject({
          event: v.string(),
          type: v.string(),
          purpose: v.string(),
          channel: v.string(),
          method: v.optional(v.string()),
          recorded_time: v.optional(v.string()),
        }),
      }),
    ),
  }),
  log: Evidences,
});

export function readIso({ record, log: evidence }: v.InferOutput<typeof Iso>): ReadReceipt {
  const { header, parties, events } = record;
  const claims = events.flatMap((one, index): Claim[] => {
    const { heed } = one;
    const claim = (field: string, holds: Claim['holds']): Claim => ({
      event: heed.event,
      path: `record.events.${index}.${field}`,
      holds,
    });
    const [start, end] = one.validity_duration.split('/');
    return [
      {
        event: heed.event,
        path: 'record.header.pii_principal_id',
        holds: ({ subject }) => subject === header.pii_principal_id,
      },
      claim('event_time', (logged) => one.event_time === toIso(happened(logged))),
      claim(
        'validity_duration',
        (logged) => start === toIso(happened(logged)) && endsInTime(end, logged),
      ),
      claim(
        'entity_id',
        (logged) => one.entity_id === (byPerson(logged) ? logged.subject : parties[0]?.party_id),
      ),
      claim('event_type', ({ type, method }) => one.event_type === eventTypeTerm(type, method)),
      claim('event_state', (logged) => isState(one.event_state, logged)),
      claim('heed.type', ({ type }) => heed.type === type),
      claim('heed.purpose', ({ purpose }) => heed.purpose === purpose),
      claim('heed.channel', ({ channel }) => heed.channel === channel),
      claim('heed.method', ({ method }) => heed.method === method),
      claim('heed.recorded_time', ({ recordedAt }) => heed.recorded_time === toIso(recordedAt)),
    ];
  });
  return {
    events: events.map(({ heed, event_state: state }) => ({
      id: heed.event,
      expired: heed.type === 'expired' && state === 'dpv:ConsentExpired',
    })),
    claims,
    log: evidence,
  };
}
