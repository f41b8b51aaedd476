import React, { type FC } from 'react';
import { useFormats } from './format';
import { softText } from './styles';

export interface Moment {
  at: string;
  /** Key of the copy under `story`. */
  what: string;
  params?: Record<string, string | number | null>;
  tone?: 'good' | 'bad' | 'plain';
  note?: string | null;
  who?: string | null;
}

const dots = { good: '#0f8a5f', bad: '#b42318', plain: '#8aa39a' };

/** What happened, oldest first, with the time that passed standing between the lines. */
export const Timeline: FC<{ moments: Moment[]; resourceId?: string }> = ({ moments, resourceId }) => {
  const { t, instant, word } = useFormats();
  return (
    <ol style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {moments.map((moment, index) => (
        <li
          key={`${moment.at}-${index}`}
          style={{
            position: 'relative',
            padding: '0 0 18px 24px',
            borderLeft: index === moments.length - 1 ? '2px solid transparent' : '2px solid #dde7e3',
            marginLeft: 6,
            lineHeight: 1.45,
          }}
        >
          <span
            aria-hidden="true"
            style={{
              position: 'absolute',
              left: -7,
              top: 3,
              width: 12,
              height: 12,
              borderRadius: 12,
              background: dots[moment.tone ?? 'plain'],
              border: '2px solid #fff',
            }}
          />
          <div style={{ fontWeight: 600, fontSize: 14 }}>
            {t(
              `story.${moment.what}`,
              translated(moment.params ?? {}, (code) => word(code, resourceId)),
            )}
          </div>
          {moment.note && <div style={{ fontSize: 13, overflowWrap: 'anywhere' }}>{word(moment.note)}</div>}
          <div style={{ ...softText, fontSize: 12 }}>
            <time dateTime={moment.at}>{instant(moment.at)}</time>
            {moment.who ? ` · ${word(moment.who, 'actors')}` : ''}
          </div>
        </li>
      ))}
    </ol>
  );
};

/** States among the figures of a line are said in words. */
function translated(params: NonNullable<Moment['params']>, word: (value: string) => string) {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key,
      typeof value === 'string' ? word(value) : (value ?? '–'),
    ]),
  );
}
