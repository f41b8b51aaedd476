import React, { type FC, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { useFormats } from '../../shared/components/format';
import { softText } from '../../shared/components/styles';
import { cell, figure, table } from '../../shared/components/tables';
import { Bar } from './Bar';
import { BurnChart } from './BurnChart';
import { Section } from './Field';
import type { SimulationFigures } from './simulation-data';
import type { ShownSimulation } from './studio-data';

/** A figure that people look for first. */
const Figure: FC<{ label: string; value: string; note?: string; tone?: 'bad' | undefined }> = (props) => (
  <div style={{ minWidth: 0 }}>
    <dt style={{ ...softText, fontSize: 13, lineHeight: 1.3 }}>{props.label}</dt>
    <dd
      style={{
        fontSize: 20,
        fontWeight: 700,
        lineHeight: 1.35,
        overflowWrap: 'anywhere',
        color: props.tone === 'bad' ? '#b42318' : '#1d2b27',
      }}
    >
      {props.value}
      {props.note && <div style={{ ...softText, fontSize: 13, fontWeight: 400 }}>{props.note}</div>}
    </dd>
  </div>
);

const Headline: FC<{ result: SimulationFigures }> = ({ result }) => {
  const { t, number, money } = useFormats();
  const { earned } = result.orders;
  return (
    <dl style={{ display: 'grid', gap: 14, gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))' }}>
      <Figure
        label={t('studio.sim_granted')}
        value={number(result.granted)}
        note={t('studio.sim_people', { people: number(result.people) })}
      />
      <Figure label={t('studio.sim_used')} value={number(result.used)} />
      <Figure
        label={t('studio.sim_cost')}
        value={money(result.costAmount)}
        note={t('studio.sim_at_most', { amount: money(result.budgetAmount) })}
      />
      {earned && (
        <Figure
          label={t('studio.sim_margin')}
          value={money(earned.marginAfterAmount)}
          note={t('studio.sim_margin_before', { amount: money(earned.marginAmount) })}
          tone={earned.marginAfterAmount < 0 ? 'bad' : undefined}
        />
      )}
    </dl>
  );
};

const Lines: FC<{ rows: [string, ReactNode][] }> = ({ rows }) => (
  <table style={table}>
    <tbody>
      {rows.map(([name, value]) => (
        <tr key={name}>
          <th scope="row" style={{ ...cell, textAlign: 'left', fontWeight: 400 }}>
            {name}
          </th>
          <td style={{ ...figure, whiteSpace: 'normal' }}>{value}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const Details: FC<{ result: SimulationFigures }> = ({ result }) => {
  const { t, number, money, day } = useFormats();
  const { orders, belowFloor } = result;
  return (
    <Lines
      rows={[
        [t('studio.sim_orders'), `${number(orders.count)} · ${money(orders.amount)}`],
        ...(orders.earned
          ? [[t('studio.sim_goods_cost'), money(orders.earned.goodsCostAmount)] as [string, ReactNode]]
          : []),
        [t('studio.sim_held_out'), number(result.heldOut)],
        [
          t('studio.sim_out_of_budget'),
          result.outOfBudget > 0 && result.budgetEndsOn
            ? t('studio.sim_budget_ends', {
                people: number(result.outOfBudget),
                day: day(result.budgetEndsOn),
              })
            : number(result.outOfBudget),
        ],
        [
          t('studio.sim_below_floor'),
          t('studio.sim_orders_amount', {
            orders: number(belowFloor.orders),
            amount: money(belowFloor.amount),
          }),
        ],
        ...result.byTier.map(({ tier, granted, amount }): [string, ReactNode] => [
          t('studio.tier', { tier }),
          `${number(granted)} · ${money(amount)}`,
        ]),
      ]}
    />
  );
};

/** What else the same people get: other rules and vouchers. */
const Overlaps: FC<{ result: SimulationFigures }> = ({ result }) => {
  const { t, number, money } = useFormats();
  const { overlaps, sharedHeads } = result;
  if (overlaps.length + sharedHeads.length === 0)
    return <p style={{ ...softText, fontSize: 14 }}>{t('studio.sim_no_overlap')}</p>;
  return (
    <Lines
      rows={[
        ...overlaps.map(({ kind, name, count, amount }): [string, ReactNode] => [
          `${t(`studio.overlap_${kind}`)}: ${name}`,
          `${number(count)} · ${money(amount)}`,
        ]),
        ...sharedHeads.map(({ name, heads }): [string, ReactNode] => [
          t('studio.overlap_today', { name }),
          number(heads),
        ]),
      ]}
    />
  );
};

const summary = { cursor: 'pointer', fontSize: 14, fontWeight: 600, color: '#0f6b5c' } as const;
const heading = { fontSize: 14, fontWeight: 700, margin: '16px 0 6px' } as const;

const Result: FC<{ simulation: ShownSimulation; result: SimulationFigures; budget: number | null }> = (
  props,
) => {
  const { simulation, result, budget } = props;
  const { t, number, instant, day } = useFormats();
  return (
    <>
      <p style={{ fontSize: 14, lineHeight: 1.5, marginBottom: 12 }}>
        {t('studio.sim_window', {
          from: day(simulation.from),
          to: day(simulation.to),
          orders: number(simulation.orders),
        })}{' '}
        <strong>{t('studio.sim_assumes')}</strong>
      </p>
      <Headline result={result} />
      <h3 style={heading}>{t('studio.burn')}</h3>
      <BurnChart
        from={simulation.from}
        to={simulation.to}
        days={result.days}
        budget={budget}
        label={t('studio.burn')}
      />
      <details style={{ marginTop: 12 }}>
        <summary style={summary}>{t('studio.sim_details')}</summary>
        <Details result={result} />
        <h3 style={heading}>{t('studio.sim_overlap')}</h3>
        <Overlaps result={result} />
      </details>
      <p style={{ ...softText, fontSize: 13, marginTop: 12 }}>
        {t('studio.sim_heads', { heads: number(result.headsToday) })}{' '}
        {simulation.finished_at && instant(simulation.finished_at, false)} ·{' '}
        <Link to={`/admin/resources/DiscountSimulation/records/${simulation.id}/show`}>
          {t('story.open')}
        </Link>
      </p>
    </>
  );
};

/** What the version would have given, cost and left on the shop's own past. */
export const SimulationPanel: FC<{ simulation: ShownSimulation; budget: number | null }> = ({
  simulation,
  budget,
}) => {
  const { t, number, word } = useFormats();
  return (
    <Section title={t('studio.simulation')}>
      {!simulation.current && (
        <p role="status" style={{ fontSize: 14, color: '#7a4a06', marginBottom: 10 }}>
          {t('studio.sim_stale')}
        </p>
      )}
      {simulation.status === 'RUNNING' && (
        <div role="status">
          <Bar
            label={t('studio.sim_running')}
            part={simulation.done}
            whole={simulation.total}
            text={t('studio.of', { part: number(simulation.done), whole: number(simulation.total) })}
          />
        </div>
      )}
      {simulation.status === 'FAILED' && (
        <p role="alert" style={{ color: '#b42318', fontSize: 14 }}>
          {t('studio.sim_failed')} {simulation.failure && word(simulation.failure)}
        </p>
      )}
      {simulation.result && <Result simulation={simulation} result={simulation.result} budget={budget} />}
    </Section>
  );
};
