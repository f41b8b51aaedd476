import { notFound } from '../platform/errors.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { authorize } from '../staff/index.js';
import { csvOfDay } from './day-close.read-model.js';
import { csvHash } from './day-report.js';
import { LedgerDayClose } from './ledger.entity.js';
import { dayReportChanged } from './ledger.errors.js';

/**
 * The report of a closed day as a file, byte for byte as it was frozen.
 * @throws DomainError `not_found`, `forbidden`, `day_report_changed` (409) when somebody changed its lines since.
 */
export async function downloadDay(
  uow: UnitOfWork,
  closeId: string,
): Promise<{ filename: string; content: string }> {
  authorize(uow.actor, 'ledger.read');
  const close = await uow.find(LedgerDayClose, { id: closeId });
  if (!close) throw notFound('ledger_day_closes');
  const content = (await csvOfDay(close.wibDate)) ?? '';
  if (csvHash(content) !== close.csvHash) throw dayReportChanged(close.wibDate);
  return { filename: `mutasi-${close.wibDate}.csv`, content };
}
