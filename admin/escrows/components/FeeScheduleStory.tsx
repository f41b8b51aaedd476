import type { ActionProps, RecordJSON } from 'adminjs';
import React, { type FC } from 'react';
import { Card } from '../../shared/components/Card';
import RecordCard from '../../shared/components/RecordCard';
import { useFormats } from '../../shared/components/format';
import { BandsTable } from './BandsTable';
import type { Band } from './fee-desk-data';

type WithBands = RecordJSON & { story?: { bands: string | null } };

function bandsIn(text: string | null | undefined): Band[] {
  const bands: unknown = JSON.parse(text ?? '[]');
  return Array.isArray(bands) ? (bands as Band[]) : [];
}

/** A fee schedule: its bands, and the way to what it would make of real deals. */
const FeeScheduleStory: FC<ActionProps> = (props) => {
  const { t } = useFormats();
  const record = props.record as WithBands | undefined;
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <RecordCard {...props} />
      <Card
        title={t('fees.bands')}
        href={`/admin/pages/feeDesk?with=${record?.id ?? ''}`}
        open={t('fees.try_on_deals')}
      >
        <BandsTable bands={bandsIn(record?.story?.bands)} />
      </Card>
    </div>
  );
};

export default FeeScheduleStory;
