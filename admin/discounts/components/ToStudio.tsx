import type { ActionProps } from 'adminjs';
import React, { useEffect, type FC } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { useFormats } from '../../shared/components/format';
import { studioAddress } from './studio-address';

/** Rules are written in the studio, wherever somebody started from. */
const ToStudio: FC<ActionProps> = ({ record }) => {
  const { t } = useFormats();
  const navigate = useNavigate();
  const address = record?.id ? studioAddress({ version: record.id }) : studioAddress({ new: 1 });
  useEffect(() => navigate(address, { replace: true }), [address]);
  return <Link to={address}>{t('pages.discountStudio')}</Link>;
};

export default ToStudio;
