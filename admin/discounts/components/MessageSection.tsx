import React, { useContext, useRef, useState, type FC } from 'react';
import { useFormats, type Language } from '../../shared/components/format';
import { inputStyle, softText } from '../../shared/components/styles';
import type { Letter, Message } from './definition';
import { Field, Section } from './Field';
import { withExamples } from './letter';
import { chip, quietButton, tile } from './looks';
import type { Problems } from './PieceInput';
import { BenchContext } from './piece-words';
import { emptyMessage, type Draft } from './use-bench';

interface Props {
  draft: Draft;
  problems: Problems;
  onChange: (part: Partial<Draft>) => void;
}

const languages: Language[] = ['id', 'en'];

/** The letter as a customer would read it: placeholders stand for what is filled in for each. */
const Sample: FC<{ letter: Letter }> = ({ letter }) => {
  const { t } = useFormats();
  const filled = (text: string) => withExamples(text, t);
  if (letter.title === '' && letter.body === '') return null;
  return (
    <div style={{ ...softText, border: '1px solid #dde7e3', borderRadius: 8, padding: 12, fontSize: 14 }}>
      <div style={{ fontSize: 12, marginBottom: 4 }}>{t('studio.reads_like')}</div>
      <strong style={{ color: '#1d2b27' }}>{filled(letter.title)}</strong>
      <p style={{ color: '#1d2b27', lineHeight: 1.5, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {filled(letter.body)}
      </p>
    </div>
  );
};

const Writing: FC<{
  language: Language;
  letter: Letter;
  problems: Problems;
  onLetter: (letter: Letter) => void;
}> = ({ language, letter, problems, onLetter }) => {
  const { t } = useFormats();
  const { pieces, readOnly } = useContext(BenchContext);
  const body = useRef<HTMLTextAreaElement>(null);
  const put = (name: string) => {
    const at = body.current?.selectionStart ?? letter.body.length;
    onLetter({ ...letter, body: `${letter.body.slice(0, at)}{{${name}}}${letter.body.slice(at)}` });
    body.current?.focus();
  };
  const path = `message.${language}`;
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      <Field id={`${path}.title`} label={t('studio.letter_title')} problem={problems[`${path}.title`]}>
        <input
          id={`${path}.title`}
          value={letter.title}
          maxLength={80}
          disabled={readOnly}
          lang={language}
          aria-describedby={`${path}.title-note`}
          onChange={(event) => onLetter({ ...letter, title: event.target.value })}
          style={inputStyle}
        />
      </Field>
      <Field
        id={`${path}.body`}
        label={t('studio.letter_body')}
        problem={problems[`${path}.body`]}
        hint={t('studio.letter_left', { left: 500 - letter.body.length })}
      >
        <textarea
          id={`${path}.body`}
          ref={body}
          rows={4}
          value={letter.body}
          maxLength={500}
          disabled={readOnly}
          lang={language}
          aria-describedby={`${path}.body-note`}
          onChange={(event) => onLetter({ ...letter, body: event.target.value })}
          style={{ ...inputStyle, lineHeight: 1.5 }}
        />
      </Field>
      {!readOnly && (
        <div style={{ display: 'flex', gap: 6, flexWrap: 'wrap', alignItems: 'center' }}>
          <span style={{ ...softText, fontSize: 13 }}>{t('studio.put_in')}</span>
          {pieces.placeholders.map((name) => (
            <button key={name} type="button" style={chip} onClick={() => put(name)}>
              {t(`studio.placeholder_${name}`)}
            </button>
          ))}
        </div>
      )}
      <Sample letter={letter} />
    </div>
  );
};

/** What grantees hear, in both languages, and on which ways. */
const MessageForm: FC<Props & { message: Message }> = ({ message, problems, onChange }) => {
  const { t } = useFormats();
  const { pieces, readOnly } = useContext(BenchContext);
  const [language, setLanguage] = useState<Language>('id');
  const say = (part: Partial<Message>) => onChange({ message: { ...message, ...part } });
  const isWrong = (one: Language) => Object.keys(problems).some((path) => path.startsWith(`message.${one}`));
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      <fieldset style={{ border: 0, padding: 0, margin: 0, display: 'flex', gap: 16, flexWrap: 'wrap' }}>
        <legend style={{ fontSize: 13, fontWeight: 600, marginBottom: 4 }}>{t('studio.channels')}</legend>
        {pieces.channels.map((channel) => (
          <label key={channel} style={{ display: 'inline-flex', gap: 8, fontSize: 14, alignItems: 'center' }}>
            <input
              type="checkbox"
              checked={message.channels.includes(channel)}
              disabled={readOnly}
              onChange={(event) =>
                say({
                  channels: pieces.channels.filter((one) =>
                    one === channel ? event.target.checked : message.channels.includes(one),
                  ),
                })
              }
              style={{ width: 18, height: 18, accentColor: '#0f6b5c' }}
            />
            {t(`studio.channel_${channel}`)}
          </label>
        ))}
      </fieldset>
      <div role="group" aria-label={t('studio.language')} style={{ display: 'flex', gap: 8 }}>
        {languages.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === language}
            style={{ ...tile(one === language), padding: '6px 14px' }}
            onClick={() => setLanguage(one)}
          >
            {t(`components.LanguageSelector.availableLanguages.${one}`)}
            {isWrong(one) && <span style={{ color: '#b42318' }}> ●</span>}
          </button>
        ))}
      </div>
      <Writing
        key={language}
        language={language}
        letter={message[language]}
        problems={problems}
        onLetter={(letter) => say({ [language]: letter })}
      />
    </div>
  );
};

/** Whether grantees are told at all; only those who want marketing messages are. */
export const MessageSection: FC<Props> = (props) => {
  const { draft, onChange } = props;
  const { t } = useFormats();
  const { pieces, readOnly } = useContext(BenchContext);
  return (
    <Section title={t('studio.message')} help={t('studio.message_help')}>
      {draft.message ? (
        <>
          <MessageForm {...props} message={draft.message} />
          {!readOnly && (
            <button
              type="button"
              style={{ ...quietButton, marginTop: 12 }}
              onClick={() => onChange({ message: undefined })}
            >
              {t('studio.no_message')}
            </button>
          )}
        </>
      ) : readOnly ? (
        <p style={{ fontSize: 14 }}>{t('studio.says_no_message')}</p>
      ) : (
        <button
          type="button"
          style={quietButton}
          onClick={() => onChange({ message: emptyMessage(pieces.channels) })}
        >
          + {t('studio.write_message')}
        </button>
      )}
    </Section>
  );
};
