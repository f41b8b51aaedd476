import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { useFormats, type Formats } from '../../shared/components/format';
import { cell, head, table } from '../../shared/components/tables';
import { Section } from './Field';
import { link } from './looks';
import type { WhyCode, WhyFigures } from './why-data';
import { Verdict } from './WhyRuleCard';

/** Figures as people read them: rupiah, days, and codes in words. */
function paramsOf(figures: WhyFigures, { money, day, number, word }: Formats): Record<string, string> {
  const textOf = (name: string, value: WhyFigures[string]): string => {
    if (Array.isArray(value)) return value.map((one) => word(one)).join(', ');
    if (typeof value === 'number') return name.endsWith('Amount') ? money(value) : number(value);
    return name.endsWith('On') ? day(value) : word(value, 'Voucher');
  };
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, textOf(name, value)]));
}

/** Why a voucher's code can be used or not; customers are told no more than that. */
export const WhyCodeCard: FC<{ code: WhyCode | null; typed: string }> = ({ code, typed }) => {
  const formats = useFormats();
  const { t, money } = formats;
  if (!code)
    return (
      <Section title={t('why.code_title', { code: typed })}>
        <p style={{ fontSize: 14 }}>{t('why.code_unknown')}</p>
      </Section>
    );
  const culprit = code.judgements.findIndex(({ holds }) => !holds);
  return (
    <Section title={t('why.code_title', { code: typed })}>
      <p style={{ fontSize: 15, lineHeight: 1.5 }} data-testid="why-code">
        <Link to={code.href} style={link}>
          {code.name}
        </Link>
        {': '}
        <strong>{t(culprit === -1 ? 'why.code_usable' : 'why.code_not_usable')}</strong>{' '}
        {code.cart &&
          (code.cart.refusal
            ? t(`why.cart_${code.cart.refusal}`)
            : t('why.cart_gives', { amount: money(code.cart.amount) }))}
      </p>
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
            {code.judgements.map(({ condition, holds, needed, actual }, index) => (
              <tr key={condition} style={index === culprit ? { background: '#fdecec' } : {}}>
                <td style={{ ...cell, paddingLeft: 6 }}>
                  {t(`why.needs_${condition}`, paramsOf(needed, formats))}
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
    </Section>
  );
};
