import { useCurrentAdmin } from 'adminjs';
import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { useFormats } from '../../shared/components/format';

/** One click from a sale to why it has its discounts, or has none; for those who may ask. */
export const WhyLink: FC<{ saleId: string }> = ({ saleId }) => {
  const [person] = useCurrentAdmin();
  const { t } = useFormats();
  if (!((person?.['pages'] ?? []) as string[]).includes('discountWhy')) return null;
  return (
    <Link
      to={`/admin/pages/discountWhy?sale=${saleId}`}
      style={{ color: '#0f6b5c', fontWeight: 600, fontSize: 14 }}
    >
      {t('story.why_discount')}
    </Link>
  );
};
