import React, { type FC } from 'react';
import { useFormats } from '../../shared/components/format';
import { softText } from '../../shared/components/styles';
import { cell, figure, figureHead, head, table } from '../../shared/components/tables';
import { Section } from './Field';
import type { ShownComparison, ShownOutcome, ShownReckoning } from './outcome-data';

type Key = 'granted' | 'used' | 'costAmount' | 'orders' | 'orderAmount' | 'marginAmount';

const keys: Key[] = ['granted', 'used', 'costAmount', 'orders', 'orderAmount', 'marginAmount'];

/** What the forecast says of as many days as have passed: a window and a life are seldom equally long. */
const scaled = (reckoning: ShownReckoning, key: Key, days: number): number =>
  reckoning.days > 0 ? Math.round(((reckoning[key] ?? 0) * days) / reckoning.days) : 0;

const ForecastTable: FC<{ outcome: ShownOutcome }> = ({ outcome }) => {
  const { t, money, number, day } = useFormats();
  const { forecast, happened } = outcome;
  const shown = keys.flatMap((key): [Key, number][] => {
    const value = happened[key];
    return value === undefined ? [] : [[key, value]];
  });
  const show = (key: Key, value: number) => (key.endsWith('Amount') ? money(value) : number(value));
  return (
    <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={t('outcome.title')}>
      <table style={{ ...table, minWidth: 480 }} data-testid="outcome">
        <thead>
          <tr>
            <th style={head} />
            <th style={figureHead}>
              {t('outcome.forecast', { days: happened.days })}
              {forecast && (
                <div style={{ fontWeight: 400 }}>
                  {t('outcome.forecast_from', { from: day(forecast.from), to: day(forecast.to) })}
                </div>
              )}
            </th>
            <th style={figureHead}>{t('outcome.happened', { days: happened.days })}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(([key, value]) => (
            <tr key={key}>
              <th scope="row" style={{ ...cell, textAlign: 'left', fontWeight: 400 }}>
                {t(`outcome.${key}`)}
              </th>
              <td style={figure}>{forecast ? show(key, scaled(forecast, key, happened.days)) : '–'}</td>
              <td style={{ ...figure, fontWeight: 600 }}>{show(key, value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** The difference in words: with its range, or that there are too few people to tell. */
const DifferenceText: FC<{ compared: ShownComparison; fewest: number }> = ({ compared, fewest }) => {
  const { t, money, number } = useFormats();
  const { measure, difference } = compared;
  const show = (value: number) => {
    const size =
      measure === 'orders'
        ? number(Math.round(Math.abs(value) * 100) / 100)
        : money(Math.round(Math.abs(value)));
    return `${value < 0 ? '−' : '+'}${size}`;
  };
  const { range } = difference;
  if (!range) return <span style={softText}>{t('outcome.too_few', { fewest })}</span>;
  const isSure = range.low > 0 || range.high < 0;
  return (
    <>
      <strong>{show(difference.mean)}</strong>{' '}
      {t('outcome.between', { low: show(range.low), high: show(range.high) })}
      <div style={{ ...softText, fontSize: 13 }}>{t(isSure ? 'outcome.sure' : 'outcome.unsure')}</div>
    </>
  );
};

const ComparedTable: FC<{ outcome: ShownOutcome }> = ({ outcome }) => {
  const { t, money, number } = useFormats();
  const mean = (measure: ShownComparison['measure'], value: number) =>
    measure === 'orders' ? number(Math.round(value * 100) / 100) : money(Math.round(value));
  return (
    <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={t('outcome.compared')}>
      <table style={{ ...table, minWidth: 560 }}>
        <thead>
          <tr>
            <th style={head}>{t('outcome.per_person')}</th>
            <th style={figureHead}>{t('outcome.got_it')}</th>
            <th style={figureHead}>{t('outcome.held_out')}</th>
            <th style={{ ...head, paddingLeft: 20 }}>{t('outcome.difference')}</th>
          </tr>
        </thead>
        <tbody>
          {outcome.compared.map((compared) => (
            <tr key={compared.measure}>
              <th scope="row" style={{ ...cell, textAlign: 'left', fontWeight: 400 }}>
                {t(`outcome.measure_${compared.measure}`)}
              </th>
              <td style={figure}>
                {mean(compared.measure, compared.granted.mean)}
                <div style={{ ...softText, fontSize: 12 }}>
                  {t('outcome.people', { people: number(compared.granted.people) })}
                </div>
              </td>
              <td style={figure}>
                {mean(compared.measure, compared.heldOut.mean)}
                <div style={{ ...softText, fontSize: 12 }}>
                  {t('outcome.people', { people: number(compared.heldOut.people) })}
                </div>
              </td>
              <td style={{ ...cell, paddingLeft: 20 }}>
                <DifferenceText compared={compared} fewest={outcome.fewest} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** What was forecast beside what came, and what the discount changed. */
export const OutcomePanel: FC<{ outcome: ShownOutcome }> = ({ outcome }) => {
  const { t } = useFormats();
  return (
    <Section title={t('outcome.title')} help={t('outcome.help')}>
      <ForecastTable outcome={outcome} />
      <h3 style={{ fontSize: 14, fontWeight: 700, margin: '16px 0 6px' }}>{t('outcome.compared')}</h3>
      {outcome.compared.length === 0 ? (
        <p style={{ ...softText, fontSize: 14 }}>{t('outcome.not_compared')}</p>
      ) : (
        <ComparedTable outcome={outcome} />
      )}
    </Section>
  );
};
