import * as v from 'valibot';
import { toIso } from '../../time.ts';
import type { Claim, ReadReceipt } from './claim.ts';
import { byPerson, endsInTime, Evidences, happened, isState } from './claim.ts';
import type { LoggedEvent } from './logged-event.ts';
import { eventTypeTerm } from './terms.ts';

const id = v.object({ '@id': v.string() });
export const JsonLd = v.object({
  'dpv:hasRecordOfActivity': v.object({
    'dpv:hasDataSubject': id,
    'dpv:hasDataController': v.array(id),
    'dpv:hasConsentStatus': v.array(
      v.object({
        '@id': v.string(),
        '@type': v.tuple([v.string(), v.string()]),
        'dpv:isIndicatedAtTime': v.object({ '@value': v.string() }),
        'dpv:isIndicatedBy': id,
        'dpv:hasIndicationMethod': v.optional(v.string()),
        'dpv:hasDuration': v.object({ '@type': v.string(), 'rdf:value': v.string() }),
        'heed:event': v.string(),
        'heed:type': v.string(),
        'heed:purpose': v.string(),
        'heed:channel': v.string(),
      }),
    ),
  }),
  'heed:log': v.object({ '@value': Evidences }),
});

export function readJsonLd(receipt: v.InferOutput<typeof JsonLd>): ReadReceipt {
  const record = receipt['dpv:hasRecordOfActivity'];
  const states = record['dpv:hasConsentStatus'];
  const subjectOf = ({ subject }: LoggedEvent) => `urn:heed:contact:${encodeURIComponent(subject)}`;
  const claims = states.flatMap((one, index): Claim[] => {
    const event = one['heed:event'];
    const claim = (field: string, holds: Claim['holds']): Claim => ({
      event,
      path: `dpv:hasRecordOfActivity.dpv:hasConsentStatus.${index}.${field}`,
      holds,
    });
    const [state, eventType] = one['@type'];
    const duration = one['dpv:hasDuration'];
    const end = duration['@type'] === 'dpv:UntilTimeDuration' ? duration['rdf:value'] : undefined;
    const controller = record['dpv:hasDataController'][0]?.['@id'];
    const by = (logged: LoggedEvent) => (byPerson(logged) ? 'dpv:DataSubject' : controller);
    return [
      {
        event,
        path: 'dpv:hasRecordOfActivity.dpv:hasDataSubject.@id',
        holds: (logged) => record['dpv:hasDataSubject']['@id'] === subjectOf(logged),
      },
      claim('@id', () => one['@id'] === `urn:heed:event:${encodeURIComponent(event)}`),
      claim(
        '@type',
        (logged) =>
          isState(state, logged) && eventType === eventTypeTerm(logged.type, logged.method),
      ),
      claim(
        'dpv:isIndicatedAtTime',
        (logged) => one['dpv:isIndicatedAtTime']['@value'] === toIso(happened(logged)),
      ),
      claim('dpv:isIndicatedBy', (logged) => one['dpv:isIndicatedBy']['@id'] === by(logged)),
      claim('dpv:hasIndicationMethod', ({ method }) => one['dpv:hasIndicationMethod'] === method),
      claim('dpv:hasDuration', (logged) => endsInTime(end, logged)),
      claim('heed:type', ({ type }) => one['heed:type'] === type),
      claim('heed:purpose', ({ purpose }) => one['heed:purpose'] === purpose),
      claim('heed:channel', ({ channel }) => one['heed:channel'] === channel),
    ];
  });
  return {
    events: states.map((one) => ({
      id: one['heed:event'],
      expired: one['heed:type'] === 'expired' && one['@type'][0] === 'dpv:ConsentExpired',
    })),
    claims,
    log: receipt['heed:log']['@value'],
  };
}
