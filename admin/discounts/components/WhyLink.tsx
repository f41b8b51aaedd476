import { useCurrentAdmin } from 'adminjs';
import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { useFormats } from '../../shared/components/format';
import { link } from './looks';
import { pageAddress } from './studio-address';

/** One click from a sale, or from a customer, to why there are these discounts or none; for those who may ask. */
export const WhyLink: FC<{ asked: { sale: string } | { customer: string } }> = ({ asked }) => {
  const [person] = useCurrentAdmin();
  const { t } = useFormats();
  if (!((person?.['pages'] ?? []) as string[]).includes('discountWhy')) return null;
  return (
    <Link to={pageAddress('discountWhy', asked)} style={{ ...link, fontSize: 14 }}>
      {t('story.why_discount')}
    </Link>
  );
};
