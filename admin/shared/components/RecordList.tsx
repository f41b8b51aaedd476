import { Box, Pagination, Text } from '@adminjs/design-system';
import { RecordsTable, useQueryParams, useRecords, type ActionProps } from 'adminjs';
import React, { useEffect, type FC } from 'react';
import { ListTools } from './ListTools';
import { useFormats } from './format';
import { cardStyle, softText } from './styles';

/** The server counts no further than this and says so. */
const mostCounted = 10_000;

/** A list with its tabs and search box over it; money and times stay on one line. */
const RecordList: FC<ActionProps> = ({ resource, setTag }) => {
  const { records, loading, direction, sortBy, page, total, fetchData, perPage } = useRecords(resource.id);
  const { storeParams } = useQueryParams();
  const { number, t } = useFormats();

  useEffect(() => {
    setTag?.(total >= mostCounted ? `${number(mostCounted)}+` : number(total));
  }, [total]);

  return (
    <Box>
      <ListTools resource={resource} />
      <Box style={{ ...cardStyle, padding: 0, overflowX: 'auto' }} data-testid="record-list">
        {/* There are no actions on several rows, so the column of check boxes is left out. */}
        <style>{`[data-testid=record-list] :is(th, td):first-child { display: none } [data-testid=record-list] table { border: 0 }`}</style>
        <RecordsTable
          resource={resource}
          records={records}
          actionPerformed={fetchData}
          selectedRecords={[]}
          direction={direction}
          sortBy={sortBy}
          isLoading={loading}
        />
      </Box>
      <Text mt="lg" textAlign="center">
        <Pagination
          page={page}
          perPage={perPage}
          total={total}
          onChange={(wanted) => storeParams({ page: String(wanted) })}
        />
      </Text>
      {total >= mostCounted && (
        <p style={{ ...softText, textAlign: 'center', marginTop: 8 }}>{t('console.narrow_down')}</p>
      )}
    </Box>
  );
};

export default RecordList;
