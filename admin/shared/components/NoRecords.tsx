import { Box } from '@adminjs/design-system';
import React, { type FC } from 'react';
import { useFormats } from './format';
import { softText } from './styles';

/** An empty list says so, and what to do about it. */
const NoRecords: FC = () => {
  const { t } = useFormats();
  const isFiltered = window.location.search.includes('filters.');
  return (
    <Box p="xxl" textAlign="center">
      <p style={{ fontSize: 16, fontWeight: 600, marginBottom: 8 }}>{t('messages.noRecords')}</p>
      <p style={softText}>{t(isFiltered ? 'console.nothing_found' : 'console.nothing_yet')}</p>
    </Box>
  );
};

export default NoRecords;
