import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { useFormats } from './format';

export interface Pending {
  id: string;
  kind: string;
  amount: number;
  makerName: string;
  createdAt: string;
  /** Empty for people who may not see requests. */
  href: string | null;
}

const badge = {
  display: 'inline-block',
  color: '#7a4a06',
  background: '#fdf3df',
  border: '1px solid #efd29a',
  borderRadius: 999,
  padding: '4px 12px',
  fontSize: 13,
  fontWeight: 600,
} as const;

/** Says on the page of a record that something about it waits for a second person. */
export const PendingBadges: FC<{ pending: Pending[] }> = ({ pending }) => {
  const { t, money, word, age } = useFormats();
  return (
    <>
      {pending.map(({ id, kind, amount, makerName, createdAt, href }) => {
        const text = t('approval.pending', { kind: word(kind), amount: money(amount) });
        const title = t('approval.asked_by', { name: makerName, age: age(createdAt) });
        return href ? (
          <Link key={id} to={href} title={title} style={badge} data-css="pending-approval">
            ○ {text}
          </Link>
        ) : (
          <span key={id} title={title} style={badge} data-css="pending-approval">
            ○ {text}
          </span>
        );
      })}
    </>
  );
};
