import React, { type FC } from 'react';
import { Card } from '../../shared/components/Card';
import { useFormats } from '../../shared/components/format';
import { softText } from '../../shared/components/styles';
import type { StepOnDesk } from './desk-data';

const colours: Record<StepOnDesk['noun'], string> = {
  escrow: '#8aa39a',
  part: '#8aa39a',
  dispute: '#d99a06',
};

type Detail = string | number | null;

/** The life of the deal and everything that was done about the case, newest first: who, when, and why. */
export const CaseLog: FC<{ steps: StepOnDesk[] }> = ({ steps }) => {
  const { t, word, instant, money } = useFormats();
  const said = (name: string, value: Detail): string => {
    if (typeof value === 'number') return money(value);
    if (value !== null && name.endsWith('_by')) return instant(value);
    return name === 'sha256' ? `${String(value).slice(0, 12)}…` : word(String(value), 'Dispute');
  };
  const details = (step: StepOnDesk) =>
    Object.entries(step.details ?? {})
      .filter(([name, value]) => value !== null && name !== 'instead_of' && name !== 'judge')
      .map(([name, value]) => `${word(`detail_${name}`, 'Dispute')}: ${said(name, value)}`)
      .join(' · ');
  const what = (step: StepOnDesk) =>
    step.noun === 'dispute'
      ? word(`event_${step.event}`, 'Dispute')
      : `${t(`dispute.noun_${step.noun}`)}: ${word(step.state, 'Escrow')}`;
  return (
    <Card title={t('dispute.log')}>
      <ol style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {steps.toReversed().map((step, index) => (
          <li
            key={`${step.at}-${index}`}
            style={{
              borderLeft: `3px solid ${colours[step.noun]}`,
              padding: '0 0 12px 12px',
              fontSize: 14,
              lineHeight: 1.45,
            }}
          >
            <div style={{ fontWeight: 600 }}>{what(step)}</div>
            {details(step) && <div style={{ fontSize: 13, overflowWrap: 'anywhere' }}>{details(step)}</div>}
            {step.reason && (
              <div style={{ fontSize: 13, overflowWrap: 'anywhere' }}>“{word(step.reason, 'Dispute')}”</div>
            )}
            <div style={{ ...softText, fontSize: 12 }}>
              <time dateTime={step.at}>{instant(step.at)}</time> · {word(step.who, 'actors')}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
};
