import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { useFormats } from '../../shared/components/format';
import { softText } from '../../shared/components/styles';
import { cell, head, table } from '../../shared/components/tables';
import { Verdict } from '../../vouchers/components/JudgementTable';
import { Section } from './Field';
import { link } from './looks';
import { studioAddress } from './studio-address';
import type { WhyReason, WhyRule } from './why-data';

/** Each condition with what it asks for and what was found; the first that decided stands out. */
const Conditions: FC<{ reasons: WhyReason[] }> = ({ reasons }) => {
  const { t } = useFormats();
  const culprit = reasons.findIndex(({ holds, isDecisive }) => !holds && isDecisive);
  if (reasons.length === 0) return null;
  return (
    <div
      style={{ overflowX: 'auto', marginTop: 10 }}
      tabIndex={0}
      role="region"
      aria-label={t('why.conditions')}
    >
      <table style={{ ...table, minWidth: 520 }}>
        <thead>
          <tr>
            <th style={head}>{t('why.needed')}</th>
            <th style={head}>{t('why.actual')}</th>
            <th style={head}>{t('why.verdict')}</th>
            <th style={head}>{t('why.unlocks')}</th>
          </tr>
        </thead>
        <tbody>
          {reasons.map((reason, index) => (
            <tr key={index} style={index === culprit ? { background: '#fdecec' } : {}}>
              <td style={{ ...cell, paddingLeft: 6 }}>{reason.needed}</td>
              <td style={cell}>{reason.actual}</td>
              <td style={cell}>
                <Verdict holds={reason.holds} />
                {index === culprit && <div style={{ fontSize: 12 }}>{t('why.first_failed')}</div>}
                {!reason.holds && !reason.isDecisive && (
                  <div style={{ ...softText, fontSize: 12 }}>{t('why.not_decisive')}</div>
                )}
              </td>
              <td style={cell}>{reason.unlocks || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** Why a rule gave something, or nothing. */
export const WhyRuleCard: FC<{ rule: WhyRule; ofSale: boolean }> = ({ rule, ofSale }) => {
  const { t, money } = useFormats();
  return (
    <Section title={rule.name}>
      <div data-testid="why-rule" data-given={rule.isGiven}>
        <p style={{ fontSize: 15, lineHeight: 1.5 }}>
          <strong style={{ color: rule.isGiven ? '#0b5a3c' : '#8c1d1d' }}>
            {rule.isGiven
              ? ofSale
                ? t('why.given', { amount: money(rule.amount) })
                : t('why.fits')
              : t('why.not_given')}
          </strong>{' '}
          {rule.text}
        </p>
        {rule.unlocks && <p style={{ fontSize: 14, marginTop: 4 }}>{rule.unlocks}</p>}
        <Conditions reasons={rule.reasons} />
        <p style={{ marginTop: 8 }}>
          <Link to={studioAddress({ rule: rule.ruleId })} style={{ ...link, fontSize: 13 }}>
            {t('why.open_rule', { version: rule.version })}
          </Link>
        </p>
      </div>
    </Section>
  );
};
