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
import { useFormats, type Formats } from '../../shared/components/format';

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

export interface BurnDay {
  date: string;
  granted: number;
  costAmount: number;
  budgetAmount: number;
}

interface Props {
  /** Jakarta days, both included. */
  from: string;
  to: string;
  days: BurnDay[];
  budget: number | null;
  label: string;
}

/** Every day from the first to the last, also those on which nothing was given. */
function everyDay({ days, from, to }: Props): BurnDay[] {
  const known = new Map(days.map((day) => [day.date, day]));
  const all: BurnDay[] = [];
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`); at += 86_400_000) {
    const date = new Date(at).toISOString().slice(0, 10);
    all.push(known.get(date) ?? { date, granted: 0, costAmount: 0, budgetAmount: 0 });
  }
  return all;
}

function running(values: number[]): number[] {
  let total = 0;
  return values.map((value) => (total += value));
}

/** Cost by day as columns, what has gone from the budget so far as a line, and the budget as a ceiling. */
function chartOf(props: Props, { t, money, compact, day }: Formats): ChartConfiguration {
  const { budget } = props;
  const days = everyDay(props);
  const line = (label: string, data: number[], color: string, dash: number[] = []) => ({
    type: 'line' as const,
    label,
    data,
    borderColor: color,
    backgroundColor: color,
    borderWidth: 2,
    borderDash: dash,
    pointRadius: 0,
    yAxisID: 'total',
  });
  const axis = (text: string, position: 'left' | 'right') => ({
    beginAtZero: true,
    position,
    title: { display: true, text },
    ticks: {
      callback: (value: string | number) => `Rp ${compact(Number(value))}`,
      maxTicksLimit: 6,
      precision: 0,
    },
  });
  return {
    type: 'bar',
    data: {
      labels: days.map(({ date }) => day(date)),
      datasets: [
        {
          type: 'bar',
          label: t('studio.cost_of_day'),
          data: days.map(({ costAmount }) => costAmount),
          backgroundColor: '#9fcdc1',
          yAxisID: 'day',
        },
        line(t('studio.burnt'), running(days.map(({ budgetAmount }) => budgetAmount)), '#0f6b5c'),
        ...(budget === null
          ? []
          : [
              line(
                t('studio.budget'),
                days.map(() => budget),
                '#b42318',
                [6, 4],
              ),
            ]),
      ],
    },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: { ticks: { maxTicksLimit: 8, maxRotation: 0 }, grid: { display: false } },
        day: axis(t('studio.cost_of_day'), 'left'),
        total: { ...axis(t('studio.burnt'), 'right'), grid: { drawOnChartArea: false } },
      },
      plugins: {
        legend: { position: 'bottom', labels: { boxWidth: 18, boxHeight: 3 } },
        tooltip: {
          callbacks: {
            label: (item) => `${item.dataset.label ?? ''}: ${money(Math.round(Number(item.parsed.y)))}`,
          },
        },
      },
    },
  };
}

/** How fast the budget goes; its figures stand beside it in words. */
export const BurnChart: FC<Props> = (props) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const formats = useFormats();
  const figures = JSON.stringify([props.days, props.budget]);
  useEffect(() => {
    if (!canvas.current) return undefined;
    const chart = new Chart(canvas.current, chartOf(props, formats));
    return () => chart.destroy();
  }, [figures, formats.language]);
  return (
    <div style={{ height: 280, position: 'relative', minWidth: 0 }}>
      <canvas ref={canvas} role="img" aria-label={props.label} />
    </div>
  );
};
