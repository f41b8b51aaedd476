import { Box, Label } from '@adminjs/design-system';
import { useTranslation, type BasePropertyProps } from 'adminjs';
import React, { type FC, type ReactNode } from 'react';

type Props = Pick<BasePropertyProps, 'property' | 'where'> & { children: ReactNode };

/** The bare value in a list, the value under its label on a card. */
export const PropertyFrame: FC<Props> = ({ property, where, children }) => {
  const { translateProperty } = useTranslation();
  if (where === 'list') return <>{children}</>;
  return (
    <Box mb="lg">
      <Label style={{ color: '#5b6f68' }}>{translateProperty(property.label, property.resourceId)}</Label>
      <Box style={{ overflowWrap: 'anywhere', lineHeight: 1.5 }}>{children}</Box>
    </Box>
  );
};

export const Nothing: FC = () => <span aria-hidden="true">–</span>;

/** The value of a property, or null when the column is empty or was not sent. */
export const valueOf = ({ record, property }: BasePropertyProps): string | null => {
  const value: unknown = record?.params[property.path];
  return value === undefined || value === null || value === '' ? null : String(value);
};
