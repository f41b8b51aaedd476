import React, { type FC, type ReactNode } from 'react';
import { Card } from '../../shared/components/Card';
import { useFormats } from '../../shared/components/format';
import { softText } from '../../shared/components/styles';
import { cell, figure, figureHead, head, table } from '../../shared/components/tables';
import type { ComparedSchedule, Moved, Outcome } from './fee-desk-data';

interface Props {
  schedules: ComparedSchedule[];
  outcomes: Outcome[];
}

const payers = ['BUYER', 'SELLER', 'SPLIT'] as const;

/** So many deals, and by how much together. */
const MovedFigure: FC<{ moved: Moved }> = ({ moved }) => {
  const { t, number, money } = useFormats();
  return (
    <>
      {t('fees.deals', { deals: number(moved.deals) })}
      <div style={{ ...softText, fontSize: 12 }}>{money(moved.amount)}</div>
    </>
  );
};

/** Income, and who would pay more or less, one schedule beside the other. */
export const OutcomesTable: FC<Props> = ({ schedules, outcomes }) => {
  const { t, money, number } = useFormats();
  const signed = (amount: number) => `${amount > 0 ? '+' : amount < 0 ? '−' : ''}${money(Math.abs(amount))}`;
  const change = (outcome: Outcome) =>
    outcome.feeAmount - outcome.agreedFeeAmount - outcome.outside.agreedFeeAmount;

  const lines: [string, (outcome: Outcome) => ReactNode][] = [
    [t('fees.income'), (outcome) => <strong>{money(outcome.feeAmount)}</strong>],
    [t('fees.income_change'), (outcome) => signed(change(outcome))],
    [t('fees.pay_more'), (outcome) => <MovedFigure moved={outcome.more} />],
    [t('fees.pay_less'), (outcome) => <MovedFigure moved={outcome.less} />],
    [t('fees.pay_same'), (outcome) => t('fees.deals', { deals: number(outcome.same) })],
    [
      t('fees.turned_away'),
      ({ outside }) => <MovedFigure moved={{ deals: outside.deals, amount: outside.agreedFeeAmount }} />,
    ],
    ...payers.map((payer): [string, (outcome: Outcome) => ReactNode] => [
      t(`fees.more_by_${payer}`),
      (outcome) => signed(outcome.byPayer[payer].more.amount - outcome.byPayer[payer].less.amount),
    ]),
    [
      t('fees.cliffs'),
      ({ cliffs }) => (
        <>
          {number(cliffs.length)}
          <div style={{ ...softText, fontSize: 12 }}>
            {t('fees.steepest', {
              amount: money(Math.max(0, ...cliffs.map((cliff) => cliff.feeAbove - cliff.feeBelow))),
            })}
          </div>
        </>
      ),
    ],
  ];

  return (
    <Card title={t('fees.outcome')}>
      <div style={{ overflowX: 'auto' }}>
        <table style={table}>
          <thead>
            <tr>
              <th style={head} />
              {schedules.map((schedule) => (
                <th key={schedule.id} style={{ ...figureHead, paddingLeft: 16 }}>
                  {schedule.name}
                  {schedule.in_force && ` · ${t('fees.in_force')}`}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(([name, show]) => (
              <tr key={name}>
                <th scope="row" style={{ ...cell, textAlign: 'left', fontWeight: 400 }}>
                  {name}
                </th>
                {outcomes.map((outcome) => (
                  <td key={outcome.id} style={{ ...figure, paddingLeft: 16 }}>
                    {show(outcome)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
};
