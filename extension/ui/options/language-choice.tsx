import { useEffect, useState } from 'preact/hooks';
import type { LanguageAnswer } from '../../../shared/protocol/messages.ts';
import { Field } from '../field.tsx';
import { say, speak } from '../say.ts';
import type { OptionsPorts } from './ports.ts';

type LanguageChoiceProps = {
  ports: OptionsPorts;
  /** The page is to be drawn anew: it speaks another language now. */
  onSpoken: () => void;
};

/** In which language Heed speaks, here and in pages. Each language is named in itself. */
export function LanguageChoice({ ports, onSpoken }: LanguageChoiceProps) {
  const [answer, setAnswer] = useState<LanguageAnswer>();
  useEffect(() => {
    ports.send('language.get', {}).then(setAnswer, () => undefined);
  }, [ports]);
  if (!answer) return null;

  const choose = async (wanted: string) => {
    setAnswer(await ports.send('language.set', { language: wanted || null }));
    speak(await ports.send('words.get', {}));
    onSpoken();
  };
  return (
    <Field label={say('options.language.label')}>
      {(tie) => (
        <select
          name="language"
          value={answer.chosen ?? ''}
          onChange={(event) => void choose(event.currentTarget.value)}
          {...tie}
        >
          <option value="">
            {say('options.language.auto', { language: nameOf(answer.automatic) })}
          </option>
          {answer.languages.map((one) => (
            <option key={one} value={one} lang={one}>
              {nameOf(one)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function nameOf(language: string): string {
  const name = new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
