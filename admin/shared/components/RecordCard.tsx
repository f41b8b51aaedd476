import { Box } from '@adminjs/design-system';
import { BasePropertyComponent, type ActionProps, type RecordJSON } from 'adminjs';
import React, { type FC } from 'react';
import { MoneyCard, type MoneyLine } from './MoneyCard';
import { cardStyle } from './styles';

const wide = new Set(['json', 'long-text']);

/** A row on one card, in as many columns as fit; long texts take the whole width. Its journals stand below. */
const RecordCard: FC<ActionProps> = ({ resource, record }) => {
  if (!record) return null;
  const { money } = record as RecordJSON & { money?: MoneyLine[] };
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <Box
        style={{
          ...cardStyle,
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fill, minmax(260px, 1fr))',
          columnGap: 24,
        }}
      >
        {resource.showProperties.map((property) => (
          <Box
            key={property.propertyPath}
            style={wide.has(String(property.custom['kind'])) ? { gridColumn: '1 / -1' } : { minWidth: 0 }}
          >
            <BasePropertyComponent where="show" property={property} resource={resource} record={record} />
          </Box>
        ))}
      </Box>
      {money && <MoneyCard entries={money} />}
    </div>
  );
};

export default RecordCard;
