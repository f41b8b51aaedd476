import type { ActionProps, RecordJSON } from 'adminjs';
import React, { type FC } from 'react';
import { Card } from '../../shared/components/Card';
import RecordCard from '../../shared/components/RecordCard';
import { useFormats } from '../../shared/components/format';

interface Performance {
  useCount: number;
  reservedCount: number;
  returnedCount: number;
  customerCount: number;
  discountAmount: number;
  revenueAmount: number;
  /** Only for people who may see what things cost. */
  marginAmount?: number;
}

interface Story {
  performance: Performance;
  users: string[] | null;
}

type WithStory = RecordJSON & { story?: Story };

const grid = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))',
  gap: 14,
  margin: 0,
} as const;

const Figure: FC<{ label: string; children: string }> = ({ label, children }) => (
  <div>
    <dt style={{ fontSize: 12, color: '#4c625c', lineHeight: 1.4 }}>{label}</dt>
    <dd style={{ margin: 0, fontSize: 18, fontWeight: 700, fontVariantNumeric: 'tabular-nums' }}>
      {children}
    </dd>
  </div>
);

const amounts = ['discountAmount', 'revenueAmount', 'marginAmount'] as const;
const counts = ['useCount', 'customerCount', 'reservedCount', 'returnedCount'] as const;

/** A voucher: what it promises, what came of it, and whom it names. */
const VoucherStory: FC<ActionProps> = (props) => {
  const { t, money, number } = useFormats();
  const record = props.record as WithStory | undefined;
  const story = record?.story;
  const label = (name: string) => t(`resources.Voucher.properties.${name}`);
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <RecordCard {...props} />
      {story && (
        <Card
          title={t('voucher.performance')}
          href={`/admin/resources/VoucherUsage?filters.voucherId=${record?.id ?? ''}`}
          open={t('voucher.open_uses')}
        >
          <dl style={grid}>
            {counts.map((name) => (
              <Figure key={name} label={label(name)}>
                {number(story.performance[name])}
              </Figure>
            ))}
            {amounts.map((name) => {
              const amount = story.performance[name];
              return amount === undefined ? null : (
                <Figure key={name} label={label(name)}>
                  {money(amount)}
                </Figure>
              );
            })}
          </dl>
        </Card>
      )}
      {story?.users && story.users.length > 0 && (
        <Card title={label('users')}>
          <p style={{ fontSize: 14, lineHeight: 1.5, overflowWrap: 'anywhere' }}>{story.users.join(', ')}</p>
        </Card>
      )}
    </div>
  );
};

export default VoucherStory;
