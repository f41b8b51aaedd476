import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { StateBadge } from '../../shared/components/StateBadge';
import { useFormats } from '../../shared/components/format';
import { cell, head, table } from '../../shared/components/tables';
import { Section } from './Field';
import { link } from './looks';
import { studioAddress } from './studio-address';
import type { ShownVersion } from './studio-data';

interface Props {
  one: ShownVersion;
  other: ShownVersion;
}

/** Two versions of a rule side by side, point by point; what differs is marked. */
export const Compare: FC<Props> = ({ one, other }) => {
  const { t, number, money } = useFormats();
  const both = [other, one].sort((a, b) => a.version - b.version);
  const textOf = (version: ShownVersion, key: string) =>
    version.facts.find((fact) => fact.key === key)?.text ?? '';
  const forecast = (version: ShownVersion) => {
    const result = version.simulation?.result;
    if (!result) return '–';
    return t('studio.forecast_short', { granted: number(result.granted), cost: money(result.costAmount) });
  };
  const keys = [...new Set(both.flatMap(({ facts }) => facts.map(({ key }) => key)))];
  const rows: [string, string[]][] = [
    ...keys.map((key): [string, string[]] => [
      t(`studio.fact_${key}`),
      both.map((each) => textOf(each, key)),
    ]),
    [t('studio.simulation'), both.map(forecast)],
  ];
  return (
    <Section title={t('studio.side_by_side')}>
      <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={t('studio.side_by_side')}>
        <table style={{ ...table, minWidth: 560, tableLayout: 'fixed' }} data-testid="compared">
          <thead>
            <tr>
              <th style={{ ...head, width: '20%' }} />
              {both.map((version) => (
                <th key={version.id} style={head}>
                  <Link to={studioAddress({ version: version.id })} style={link}>
                    {t('studio.version', { version: version.version })}
                  </Link>{' '}
                  <StateBadge value={version.status} resourceId="DiscountVersion" />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, texts]) => {
              const differs = texts[0] !== texts[1];
              return (
                <tr key={name} data-differs={differs} style={differs ? { background: '#fdf7e7' } : {}}>
                  <th scope="row" style={{ ...cell, textAlign: 'left', fontWeight: differs ? 700 : 400 }}>
                    {name}
                    {differs && <span style={{ color: '#7a4a06' }}> · {t('studio.differs')}</span>}
                  </th>
                  {texts.map((text, index) => (
                    <td key={index} style={{ ...cell, overflowWrap: 'anywhere' }}>
                      {text === '' ? '–' : text}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p style={{ marginTop: 10 }}>
        <Link to={studioAddress({ version: one.id })} style={link}>
          {t('studio.compare_close')}
        </Link>
      </p>
    </Section>
  );
};
