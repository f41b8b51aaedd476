import {
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
import { Card } from '../../shared/components/Card';
import { useFormats, type Formats } from '../../shared/components/format';
import { feeOf, type ComparedSchedule } from './fee-desk-data';

Chart.register(Legend, LinearScale, LineController, LineElement, PointElement, Tooltip);

const colours = ['#5b6f68', '#0f6b5c', '#b7791f', '#7c3aed', '#b42318'];

const pointsOf = ({ bands }: ComparedSchedule) =>
  bands.flatMap((band) => [
    { x: band.from, y: feeOf(band, band.from) },
    { x: band.to, y: feeOf(band, band.to) },
  ]);

/** Fee over nominal: leaps are cliffs, and where lines cross, one schedule becomes dearer than another. */
const chartOf = (
  schedules: ComparedSchedule[],
  { money, compact, t }: Formats,
): ChartConfiguration<'line'> => ({
  type: 'line',
  data: {
    datasets: schedules.map((schedule, index) => ({
      label: schedule.name,
      data: pointsOf(schedule),
      borderColor: colours[index % colours.length] ?? '#5b6f68',
      backgroundColor: colours[index % colours.length] ?? '#5b6f68',
      borderWidth: 2,
      borderDash: schedule.in_force ? [6, 4] : [],
      pointRadius: 2,
    })),
  },
  options: {
    responsive: true,
    maintainAspectRatio: false,
    animation: false,
    parsing: false,
    interaction: { mode: 'nearest', intersect: false },
    scales: {
      x: {
        type: 'linear',
        title: { display: true, text: t('fees.nominal') },
        ticks: { callback: (value) => `Rp ${compact(Number(value))}` },
      },
      y: { beginAtZero: true, ticks: { callback: (value) => `Rp ${compact(Number(value))}` } },
    },
    plugins: {
      legend: { position: 'bottom', labels: { usePointStyle: true, pointStyle: 'line' } },
      tooltip: {
        callbacks: {
          title: ([item]) => money((item?.raw as { x: number } | undefined)?.x ?? 0),
          label: (item) => `${item.dataset.label ?? ''}: ${money((item.raw as { y: number }).y)}`,
        },
      },
    },
  },
});

/** The schedules as lines over the nominal; their figures stand in the tables below. */
export const FeeCurves: FC<{ schedules: ComparedSchedule[] }> = ({ schedules }) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const formats = useFormats();
  const { t, language } = formats;
  const figures = JSON.stringify(schedules);

  useEffect(() => {
    if (!canvas.current) return undefined;
    const chart = new Chart(canvas.current, chartOf(schedules, formats));
    return () => chart.destroy();
  }, [figures, language]);

  return (
    <Card title={t('fees.curves')}>
      <div style={{ height: 300, position: 'relative' }}>
        <canvas ref={canvas} role="img" aria-label={t('fees.curves')} />
      </div>
    </Card>
  );
};
