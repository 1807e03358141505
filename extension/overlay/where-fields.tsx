import { countryCodes } from '../../shared/country.ts';
import type { RecipientClass } from '../../shared/policy/jurisdiction.ts';
import { Field } from '../ui/field.tsx';
import type { RecordedFact } from './choice.ts';

const capacities: readonly [RecipientClass | '', string][] = [
  ['', 'I do not know'],
  ['employee', 'At work, for an organisation'],
  ['sole-trader', 'As a business of their own'],
  ['generic', 'It is a shared mailbox'],
  ['individual', 'As a private person'],
];

const names = new Intl.DisplayNames('en', { type: 'region' });
const countries = countryCodes
  .map((code) => [code, names.of(code) ?? code] as const)
  .sort(([, a], [, b]) => a.localeCompare(b, 'en'));

/** Where somebody is, and in what capacity they are written to: what the law of the place asks. */
export function WhereFields() {
  return (
    <div class="record-fields">
      <Field label="Country">
        {(tie) => (
          <select name="country" {...tie}>
            {countries.map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="How do you write to them?">
        {(tie) => (
          <select name="capacity" {...tie}>
            {capacities.map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}

export function whoIn(given: FormData): Pick<RecordedFact, 'country' | 'capacity'> {
  const capacity = String(given.get('capacity')) as RecipientClass | '';
  return { country: String(given.get('country')), ...(capacity && { capacity }) };
}
