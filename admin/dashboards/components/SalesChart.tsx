import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type ChartConfiguration,
} from 'chart.js';
import React, { useEffect, useRef, type FC } from 'react';
import { Link } from 'react-router-dom';
import { useFormats, type Formats } from '../../shared/components/format';
import { cardStyle, softText } from '../../shared/components/styles';
import { salesOn } from '../links';
import type { DayPoint } from './home-data';

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
);

const rowsOfDay = (day: string) => salesOn(day, day, 'SUCCESS,FAILED,REFUNDED');

/** Counts as bars, revenue as a line over them; a click on a day opens its sales. */
function chartOf(
  series: DayPoint[],
  opens: boolean,
  { t, money, number, day, compact }: Formats,
): ChartConfiguration<'bar' | 'line'> {
  return {
    type: 'bar',
    data: {
      labels: series.map((point) => day(point.day)),
      datasets: [
        {
          type: 'line',
          label: t('home.chart_revenue'),
          data: series.map((point) => point.revenue),
          yAxisID: 'money',
          borderColor: '#b7791f',
          backgroundColor: '#b7791f',
          borderWidth: 2,
          pointRadius: 2,
        },
        {
          type: 'bar',
          label: t('home.chart_sales'),
          data: series.map((point) => point.success),
          backgroundColor: '#2f8a7a',
          stack: 'sales',
        },
        {
          type: 'bar',
          label: t('home.chart_failed'),
          data: series.map((point) => point.failed),
          backgroundColor: '#d98080',
          stack: 'sales',
        },
      ],
    },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      interaction: { mode: 'index', intersect: false },
      onClick: (_event, [bar]) => {
        const point = bar && series[bar.index];
        if (point && opens) window.location.assign(rowsOfDay(point.day));
      },
      scales: {
        x: { stacked: true, grid: { display: false }, ticks: { maxRotation: 0, autoSkipPadding: 16 } },
        y: { stacked: true, beginAtZero: true, ticks: { precision: 0 } },
        money: {
          position: 'right',
          beginAtZero: true,
          suggestedMax: 10_000,
          grid: { display: false },
          ticks: { callback: (value) => `Rp ${compact(Number(value))}` },
        },
      },
      plugins: {
        legend: { position: 'bottom', labels: { boxWidth: 12 } },
        tooltip: {
          callbacks: {
            label: (item) =>
              `${item.dataset.label ?? ''}: ${item.dataset.type === 'line' ? money(Math.round(Number(item.raw))) : number(Number(item.raw))}`,
          },
        },
      },
    },
  };
}

/** The last thirty days as a picture, and as a table for those who read tables. */
export const SalesChart: FC<{ series: DayPoint[]; opens: boolean }> = ({ series, opens }) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const formats = useFormats();
  const { t, day, number, money, language } = formats;
  const figures = JSON.stringify(series);

  useEffect(() => {
    if (!canvas.current) return undefined;
    const chart = new Chart(canvas.current, chartOf(series, opens, formats));
    return () => chart.destroy();
  }, [figures, language]);

  return (
    <section style={cardStyle}>
      <h2 style={{ fontSize: 15, fontWeight: 700 }}>{t('home.chart')}</h2>
      <p style={{ ...softText, fontSize: 13, lineHeight: 1.4, margin: '4px 0 12px' }}>
        {t('home.counts.chart')}
      </p>
      <div style={{ height: 280, position: 'relative' }}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={t('home.chart')}
          style={opens ? { cursor: 'pointer' } : {}}
        />
      </div>
      <details style={{ marginTop: 12, fontSize: 13 }}>
        <summary style={{ cursor: 'pointer', color: '#0f6b5c', fontWeight: 600 }}>
          {t('home.chart_table')}
        </summary>
        <table style={{ width: '100%', marginTop: 8, lineHeight: 1.9 }}>
          <thead>
            <tr>
              {['home.day', 'home.chart_sales', 'home.chart_failed', 'home.chart_revenue'].map(
                (key, index) => (
                  <th key={key} style={{ textAlign: index === 0 ? 'left' : 'right' }}>
                    {t(key)}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {[...series].reverse().map((point) => (
              <tr key={point.day}>
                <td>{opens ? <Link to={rowsOfDay(point.day)}>{day(point.day)}</Link> : day(point.day)}</td>
                <td style={{ textAlign: 'right' }}>{number(point.success)}</td>
                <td style={{ textAlign: 'right' }}>{number(point.failed)}</td>
                <td style={{ textAlign: 'right' }}>{money(point.revenue)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
};
