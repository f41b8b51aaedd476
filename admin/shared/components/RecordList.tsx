import { Box, Pagination, Text } from '@adminjs/design-system';
import { RecordsTable, useQueryParams, useRecords, type ActionProps, type ResourceJSON } from 'adminjs';
import React, { useEffect, type CSSProperties, type FC } from 'react';
import { ListTools } from './ListTools';
import { LiveMark } from './LiveMark';
import { useFormats } from './format';
import { useFreshRows } from './fresh-rows';
import { cardStyle, softText } from './styles';

/** The server counts no further than this and says so. */
const mostCounted = 10_000;

const arrivalsStyle: CSSProperties = {
  font: 'inherit',
  fontSize: 13,
  fontWeight: 600,
  padding: '6px 14px',
  borderRadius: 999,
  cursor: 'pointer',
  border: '1px solid #a9c5bc',
  background: '#e2f1ed',
  color: '#0b5548',
};

const figures = new Set(['money', 'signed-money', 'number', 'permil']);

/** Figures stand under one another, their heading included. Columns of a table are counted from one. */
function alignment({ listProperties }: ResourceJSON): string {
  const places = listProperties.flatMap(({ custom }, index) =>
    figures.has(String(custom['kind'])) ? [`:is(th, td):nth-child(${index + 2})`] : [],
  );
  return places.length > 0 ? `[data-testid=record-list] :is(${places.join(', ')}) { text-align: right }` : '';
}

/**
 * There are no actions on several rows, so the column of check boxes is left out. On a small screen the table keeps
 * all its columns and is pushed aside instead: a list without states would tell nothing.
 */
const tableStyle = (resource: ResourceJSON): string => `
  [data-testid=record-list] table { border: 0 }
  [data-testid=record-list] :is(th, td) { display: table-cell; padding-inline: 10px }
  [data-testid=record-list] :is(th, td):first-child { display: none }
  [data-testid=record-list] :is(th, td):nth-child(2) { padding-left: 20px }
  [data-testid=record-list] tbody td { padding-block: 10px }
  ${alignment(resource)}`;

/** A list with its tabs and search box over it; money and times stay on one line. */
const RecordList: FC<ActionProps> = ({ resource, setTag }) => {
  const list = useRecords(resource.id);
  const { loading, direction, sortBy, page, fetchData, perPage } = list;
  const { rows, total, arrivals, showArrivals, follows, live } = useFreshRows(
    resource.id,
    list.records,
    list.total,
  );
  const { storeParams } = useQueryParams();
  const { number, t } = useFormats();

  useEffect(() => {
    setTag?.(total >= mostCounted ? `${number(mostCounted)}+` : number(total));
  }, [total]);

  return (
    <Box>
      <ListTools resource={resource} />
      {follows && (
        <Box flex style={{ gap: 16, alignItems: 'center', minHeight: 32, marginBottom: 8 }}>
          <LiveMark live={live} />
          <span aria-live="polite">
            {arrivals > 0 && (
              <button type="button" onClick={showArrivals} style={arrivalsStyle}>
                {t('console.arrivals', { amount: number(arrivals) })}
              </button>
            )}
          </span>
        </Box>
      )}
      <Box style={{ ...cardStyle, padding: 0, overflowX: 'auto' }} data-testid="record-list">
        <style>{tableStyle(resource)}</style>
        <RecordsTable
          resource={resource}
          records={rows}
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
