import { countryCodes } from '../../shared/country.ts';
import type { RecipientClass } from '../../shared/policy/jurisdiction.ts';
import { Field } from '../ui/field.tsx';
import { language, say } from '../ui/say.ts';
import type { RecordedFact } from './choice.ts';

const capacities: readonly (RecipientClass | '')[] = [
  '',
  'employee',
  'sole-trader',
  'generic',
  'individual',
];

/** Where somebody is, and in what capacity they are written to: what the law of the place asks. */
export function WhereFields({ error }: { error: string }) {
  return (
    <div class="record-fields">
      <Field label={say('record.country')} {...(error && { error })}>
        {(tie) => (
          <select name="country" {...tie}>
            {/* A country that stands there already would be recorded by whoever does not look. */}
            <option value="">{say('record.country.choose')}</option>
            {countries().map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={say('record.capacity')}>
        {(tie) => (
          <select name="capacity" {...tie}>
            {capacities.map((value) => (
              <option key={value} value={value}>
                {say(`record.capacity.${value}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}

function countries(): [code: string, name: string][] {
  const names = new Intl.DisplayNames(language(), { type: 'region' });
  return countryCodes
    .map((code): [string, string] => [code, names.of(code) ?? code])
    .sort(([, a], [, b]) => a.localeCompare(b, language()));
}

export function isCountryGiven(given: FormData): boolean {
  return given.get('country') !== '';
}

export function whoIn(given: FormData): Pick<RecordedFact, 'country' | 'capacity'> {
  const capacity = String(given.get('capacity')) as RecipientClass | '';
  return { country: String(given.get('country')), ...(capacity && { capacity }) };
}
