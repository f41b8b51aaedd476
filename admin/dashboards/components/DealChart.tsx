import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Legend,
  LinearScale,
  Tooltip,
  type ChartConfiguration,
} from 'chart.js';
import React, { useEffect, useRef, type FC } from 'react';
import { Link } from 'react-router-dom';
import { useFormats, type Formats } from '../../shared/components/format';
import { cardStyle } from '../../shared/components/styles';
import { cell, figure, figureHead, head, table } from '../../shared/components/tables';
import type { Counted, DealPoint } from './deals-data';

Chart.register(BarController, BarElement, CategoryScale, Legend, LinearScale, Tooltip);

export interface Bars {
  label: string;
  colour: string;
  of: (point: DealPoint) => Counted;
}

interface Props {
  title: string;
  points: DealPoint[];
  bars: Bars[];
  kind: 'money' | 'count';
  /** How a day or a month is said. */
  say: (period: string) => string;
}

function chartOf({ points, bars, kind, say }: Props, formats: Formats): ChartConfiguration<'bar'> {
  const { money, number, compact } = formats;
  return {
    type: 'bar',
    data: {
      labels: points.map(({ period }) => say(period)),
      datasets: bars.map(({ label, colour, of }) => ({
        label,
        data: points.map((point) => of(point).value),
        backgroundColor: colour,
      })),
    },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      interaction: { mode: 'index', intersect: false },
      onClick: (_event, [bar]) => {
        const [point, chosen] = [bar && points[bar.index], bar && bars[bar.datasetIndex]];
        const href = point && chosen ? chosen.of(point).href : null;
        if (href) window.location.assign(href);
      },
      scales: {
        x: { grid: { display: false }, ticks: { maxRotation: 0, autoSkipPadding: 16 } },
        y: {
          beginAtZero: true,
          // An axis over nothing but zeros would count tenths of a rupiah and of a deal.
          suggestedMax: kind === 'money' ? 10_000 : 5,
          ticks:
            kind === 'money' ? { callback: (value) => `Rp ${compact(Number(value))}` } : { precision: 0 },
        },
      },
      plugins: {
        legend: { display: bars.length > 1, position: 'bottom', labels: { boxWidth: 12 } },
        tooltip: {
          callbacks: {
            label: ({ dataset, raw }) =>
              `${dataset.label ?? ''}: ${kind === 'money' ? money(Number(raw)) : number(Number(raw))}`,
          },
        },
      },
    },
  };
}

const Opened: FC<{ counted: Counted; text: string }> = ({ counted, text }) =>
  counted.href ? <Link to={counted.href}>{text}</Link> : <>{text}</>;

/** The figures behind the picture, each with its rows. */
const Figures: FC<Props> = ({ points, bars, kind, say }) => {
  const { t, money, number } = useFormats();
  const text = (value: number) => (kind === 'money' ? money(value) : number(value));
  return (
    <details style={{ marginTop: 12, fontSize: 13 }}>
      <summary style={{ cursor: 'pointer', color: '#0f6b5c', fontWeight: 600 }}>
        {t('home.chart_table')}
      </summary>
      <table style={{ ...table, marginTop: 8 }}>
        <thead>
          <tr>
            <th style={head}>{t('deals.period')}</th>
            {bars.map(({ label }) => (
              <th key={label} style={figureHead}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...points].reverse().map((point) => (
            <tr key={point.period}>
              <td style={cell}>{say(point.period)}</td>
              {bars.map(({ label, of }) => (
                <td key={label} style={figure}>
                  <Opened counted={of(point)} text={text(of(point).value)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
};

/** Days or months as bars, and as a table for those who read tables; a click on a bar opens its rows. */
export const DealChart: FC<Props> = (props) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const formats = useFormats();
  const figures = JSON.stringify(props.points);

  useEffect(() => {
    if (!canvas.current) return undefined;
    const chart = new Chart(canvas.current, chartOf(props, formats));
    return () => chart.destroy();
  }, [figures, formats.language]);

  return (
    <section style={{ ...cardStyle, minWidth: 0 }}>
      <h2 style={{ fontSize: 15, fontWeight: 700, marginBottom: 12 }}>{props.title}</h2>
      <div style={{ height: 240, position: 'relative' }}>
        <canvas ref={canvas} role="img" aria-label={props.title} />
      </div>
      <Figures {...props} />
    </section>
  );
};
