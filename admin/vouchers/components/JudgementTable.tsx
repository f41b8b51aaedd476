import React, { type FC } from 'react';
import type { WhyCode, WhyFigures } from '../../discounts/components/why-data';
import { useFormats, type Formats } from '../../shared/components/format';
import { cell, head, table } from '../../shared/components/tables';

/** A condition of a voucher with what it asked for and what was found. */
export type Judgement = WhyCode['judgements'][number];

/** Figures as people read them: rupiah, moments, and codes in words. */
function paramsOf(
  figures: WhyFigures,
  { money, instant, weekday, number, word }: Formats,
): Record<string, string> {
  const one = (name: string, value: string | number): string => {
    if (name.startsWith('weekday')) return weekday(Number(value));
    if (typeof value === 'number') return name.endsWith('Amount') ? money(value) : number(value);
    return name.endsWith('At') ? instant(value, false) : word(value, 'Voucher');
  };
  const text = (name: string, value: WhyFigures[string]): string =>
    Array.isArray(value) ? value.map((each) => one(name, each)).join(', ') : one(name, value);
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, text(name, value)]));
}

/** Whether something holds: a sign and a word, because not everybody tells colours apart. */
export const Verdict: FC<{ holds: boolean }> = ({ holds }) => {
  const { t } = useFormats();
  return (
    <span style={{ color: holds ? '#0b5a3c' : '#b42318', fontWeight: 600, whiteSpace: 'nowrap' }}>
      <span aria-hidden="true">{holds ? '✓' : '✗'}</span> {t(holds ? 'why.holds' : 'why.holds_not')}
    </span>
  );
};

/** A period without an end is another sentence. */
const sentenceOf = (condition: string, needed: WhyFigures): string =>
  'untilAt' in needed ? `${condition}_until` : condition;

/** Every condition of a voucher in words; the first that failed stands out. */
export const JudgementTable: FC<{ judgements: Judgement[] }> = ({ judgements }) => {
  const formats = useFormats();
  const { t } = formats;
  const culprit = judgements.findIndex(({ holds }) => !holds);
  return (
    <div
      style={{ overflowX: 'auto', marginTop: 10 }}
      tabIndex={0}
      role="region"
      aria-label={t('why.conditions')}
    >
      <table style={{ ...table, minWidth: 460 }}>
        <thead>
          <tr>
            <th style={head}>{t('why.needed')}</th>
            <th style={head}>{t('why.actual')}</th>
            <th style={head}>{t('why.verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {judgements.map(({ condition, holds, needed, actual }, index) => (
            <tr key={condition} style={index === culprit ? { background: '#fdecec' } : {}}>
              <td style={{ ...cell, paddingLeft: 6 }}>
                {t(`why.needs_${sentenceOf(condition, needed)}`, paramsOf(needed, formats))}
              </td>
              <td style={cell}>{t(`why.is_${condition}`, paramsOf(actual, formats))}</td>
              <td style={cell}>
                <Verdict holds={holds} />
                {index === culprit && <div style={{ fontSize: 12 }}>{t('why.first_failed')}</div>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
