import { Button } from '@adminjs/design-system';
import React, { useState, type FC, type FormEvent } from 'react';
import { StateBadge } from '../../shared/components/StateBadge';
import { useFormats } from '../../shared/components/format';
import { cardStyle, inputStyle, softText } from '../../shared/components/styles';
import type { ComparedSchedule, FeeDeskData } from './fee-desk-data';

interface Wish {
  from: string;
  to: string;
  chosen: string[];
}

interface Props {
  data: FeeDeskData;
  busy: boolean;
  onAsk: (wish: Wish) => void;
}

const Day: FC<{ id: string; label: string; value: string; onChange: (day: string) => void }> = ({
  id,
  label,
  value,
  onChange,
}) => (
  <label htmlFor={id} style={{ fontSize: 13, fontWeight: 600 }}>
    {label}
    <input
      id={id}
      type="date"
      required
      value={value}
      onChange={(event) => onChange(event.target.value)}
      style={{ ...inputStyle, marginTop: 4, fontWeight: 400 }}
    />
  </label>
);

/** What a schedule is called, with what it is: in force, a draft, or to come. */
const Named: FC<{ schedule: ComparedSchedule }> = ({ schedule }) => {
  const { t } = useFormats();
  return (
    <>
      {schedule.name}{' '}
      <span style={{ ...softText, fontSize: 13 }}>
        {schedule.version !== null && t('fees.version', { version: schedule.version })}
        {schedule.in_force && ` · ${t('fees.in_force')}`}
      </span>{' '}
      {!schedule.in_force && <StateBadge value={schedule.status} resourceId="FeeSchedule" />}
    </>
  );
};

/** The period and up to five schedules; the address carries the choice. */
export const ChooseSchedules: FC<Props> = ({ data, busy, onAsk }) => {
  const { t } = useFormats();
  const [wish, setWish] = useState<Wish>({ from: data.from, to: data.to, chosen: data.chosen });
  const isFull = wish.chosen.length >= data.most;

  const toggle = (id: string, chosen: boolean) =>
    setWish((now) => ({
      ...now,
      chosen: chosen ? [...now.chosen, id] : now.chosen.filter((other) => other !== id),
    }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onAsk(wish);
  };

  return (
    <form onSubmit={submit} style={{ ...cardStyle, display: 'grid', gap: 16 }}>
      <div style={{ display: 'flex', gap: 16, flexWrap: 'wrap', alignItems: 'end' }}>
        <Day
          id="fees-from"
          label={t('fees.from')}
          value={wish.from}
          onChange={(from) => setWish({ ...wish, from })}
        />
        <Day id="fees-to" label={t('fees.to')} value={wish.to} onChange={(to) => setWish({ ...wish, to })} />
        <Button type="submit" variant="contained" disabled={busy || wish.chosen.length === 0}>
          {t(busy ? 'console.working' : 'fees.compare')}
        </Button>
      </div>
      <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
        <legend style={{ fontSize: 13, fontWeight: 600, marginBottom: 6 }}>
          {t('fees.choose', { most: data.most })}
        </legend>
        {data.schedules.map((schedule) => {
          const isChosen = wish.chosen.includes(schedule.id);
          return (
            <label key={schedule.id} style={{ display: 'flex', gap: 10, padding: '5px 0', fontSize: 14 }}>
              <input
                type="checkbox"
                checked={isChosen}
                disabled={!isChosen && isFull}
                onChange={(event) => toggle(schedule.id, event.target.checked)}
                style={{ width: 18, height: 18, accentColor: '#0f6b5c' }}
              />
              <span>
                <Named schedule={schedule} />
              </span>
            </label>
          );
        })}
      </fieldset>
    </form>
  );
};
