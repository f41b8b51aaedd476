import { Button } from '@adminjs/design-system';
import type { ActionProps, RecordJSON } from 'adminjs';
import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { Card } from '../../shared/components/Card';
import RecordCard from '../../shared/components/RecordCard';
import { useFormats } from '../../shared/components/format';
import { cell, figure, figureHead, head, table } from '../../shared/components/tables';

interface Line {
  type: string;
  opening: number;
  debit: number;
  credit: number;
  closing: number;
}

interface Late {
  journalId: string;
  kind: string;
  reference: string;
  lateFor: string;
  bookDate: string;
}

type Closed = RecordJSON & { story?: { lines: Line[]; late: Late[] } };

/**
 * On paper stands the report and nothing of the console around it. What is only made invisible keeps its place and adds
 * empty pages, and what scrolls on the screen is cut at the end of the first page.
 */
const paper = `@media print {
  @page { size: A4; margin: 14mm; }
  body *:not(:has(.day-report), .day-report, .day-report *) { display: none !important; }
  body, body *:has(.day-report), .day-report * { overflow: visible !important; }
  body *:has(.day-report) {
    display: block !important; position: static !important;
    height: auto !important; margin: 0 !important; padding: 0 !important; background: none !important;
  }
  .day-report section { border: 0 !important; padding: 0 !important; box-shadow: none !important; }
  .day-report tr { break-inside: avoid; }
  .day-report table { font-size: 11px; }
  .day-report button { display: none; }
}`;

const sumOf = (lines: Line[], side: 'debit' | 'credit'): number =>
  lines.reduce((total, line) => total + line[side], 0);

const Report: FC<{ lines: Line[] }> = ({ lines }) => {
  const { t, word, money } = useFormats();
  return (
    <table style={table}>
      <thead>
        <tr>
          <th style={head}>{t('books.account_type')}</th>
          {['opening', 'debit', 'credit', 'closing'].map((name) => (
            <th key={name} style={{ ...figureHead, paddingLeft: 16 }}>
              {t(`books.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.type}>
            <td style={cell}>{word(line.type)}</td>
            {[line.opening, line.debit, line.credit, line.closing].map((amount, index) => (
              <td key={index} style={figure}>
                {money(amount)}
              </td>
            ))}
          </tr>
        ))}
        <tr style={{ fontWeight: 700 }}>
          <td style={cell}>{t('books.total')}</td>
          <td style={figure} />
          <td style={figure}>{money(sumOf(lines, 'debit'))}</td>
          <td style={figure}>{money(sumOf(lines, 'credit'))}</td>
          <td style={figure} />
        </tr>
      </tbody>
    </table>
  );
};

const LateJournals: FC<{ late: Late[] }> = ({ late }) => {
  const { t, word, day } = useFormats();
  return (
    <table style={table}>
      <thead>
        <tr>
          {['journal', 'belongs_to', 'counts_to'].map((name) => (
            <th key={name} style={head}>
              {t(`books.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {late.map(({ journalId, kind, reference, lateFor, bookDate }) => (
          <tr key={journalId}>
            <td style={{ ...cell, overflowWrap: 'anywhere' }}>
              <Link to={`/admin/resources/LedgerJournal/records/${journalId}/show`}>
                {word(kind, 'LedgerJournal')}
              </Link>{' '}
              {reference}
            </td>
            <td style={cell}>{day(lateFor)}</td>
            <td style={cell}>{day(bookDate)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** A closed day: its frozen report, ready for paper, and what came too late for it. */
const DayCloseStory: FC<ActionProps> = (props) => {
  const { t, day } = useFormats();
  const { story, params } = (props.record ?? { params: {} }) as Closed;
  const { lines = [], late = [] } = story ?? {};
  const date = String((params as Record<string, unknown>)['wibDate'] ?? '');
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <style>{paper}</style>
      <div className="day-report" style={{ display: 'grid', gap: 16 }}>
        <Card title={`${t('books.title_report')} ${date && day(date)}`}>
          <div style={{ overflowX: 'auto' }}>
            <Report lines={lines} />
          </div>
          <p style={{ marginTop: 12, fontSize: 12, color: '#5b6f68', overflowWrap: 'anywhere' }}>
            {t('books.frozen')} {String((params as Record<string, unknown>)['csvHash'] ?? '')}
          </p>
          <Button size="sm" mt="default" onClick={() => window.print()}>
            {t('books.print')}
          </Button>
        </Card>
        {late.length > 0 && (
          <Card title={t('books.title_late')}>
            <LateJournals late={late} />
          </Card>
        )}
      </div>
      <RecordCard {...props} />
    </div>
  );
};

export default DayCloseStory;
