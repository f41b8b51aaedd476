import { Escrow } from '../escrows/index.js';
import { config } from '../platform/config.js';
import { translate, type Locale } from '../platform/i18n.js';
import { formatJakarta } from '../platform/jakarta.js';
import { formatRupiah } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import type { Dispute, DisputeDecision } from './dispute.entity.js';
import { hoursFrom } from './hours.js';

/** What a letter says about the money, line by line. */
function moneyLines(locale: Locale, decision: DisputeDecision): string {
  if (decision.outcome === 'EXTEND')
    return translate(locale, 'dispute.letter.extended', { hours: decision.extendHours });
  const lines = [
    translate(locale, 'dispute.letter.to_buyer', { amount: formatRupiah(decision.refundAmount, locale) }),
    translate(locale, 'dispute.letter.to_seller', { amount: formatRupiah(decision.releaseAmount, locale) }),
    translate(locale, 'dispute.letter.fee', {
      amount: formatRupiah(decision.feeAmount, locale),
      bearer: translate(locale, `dispute.bearers.${decision.feeBorneBy}`),
    }),
  ];
  return lines.join('\n');
}

/** What may be done against it: appeal once and in time, nothing after an appeal, a new dispute after an extension. */
function remedy(locale: Locale, decision: DisputeDecision, now: Date): string {
  if (decision.outcome === 'EXTEND') return translate(locale, 'dispute.letter.goes_on');
  if (decision.round === 2) return translate(locale, 'dispute.letter.final');
  const until = formatJakarta(hoursFrom(now, config.DISPUTE_APPEAL_HOURS), locale);
  return translate(locale, 'dispute.letter.may_appeal', { until });
}

function letter(
  locale: Locale,
  {
    dispute,
    decision,
    escrow,
    now,
  }: { dispute: Dispute; decision: DisputeDecision; escrow: Escrow; now: Date },
): string {
  const word = (key: string) => translate(locale, `dispute.${key}`);
  const paragraphs = [
    translate(locale, 'dispute.letter.heading', { number: dispute.number, date: formatJakarta(now, locale) }),
    translate(locale, 'dispute.letter.matter', {
      title: escrow.title,
      escrow: escrow.number,
      category: word(`categories.${dispute.category}`),
      side: word(`sides.${dispute.openerSide}`),
    }),
    `${translate(locale, 'dispute.letter.verdict', { outcome: word(`outcomes.${decision.outcome}`) })}\n${moneyLines(locale, decision)}`,
    translate(locale, 'dispute.letter.because', {
      ground: word(`grounds.${decision.ground}`),
      reason: decision.reason,
    }),
    remedy(locale, decision, now),
    word('letter.closing'),
  ];
  return paragraphs.join('\n\n');
}

/** The decision in words, the same to both sides, in both languages; kept as it was sent. */
export async function lettersOf(
  uow: UnitOfWork,
  dispute: Dispute,
  decision: DisputeDecision,
): Promise<Pick<DisputeDecision, 'letterId' | 'letterEn'>> {
  const escrow = await uow.lock(Escrow, { id: dispute.escrowId });
  const parts = { dispute, decision, escrow, now: uow.now };
  return { letterId: letter('id', parts), letterEn: letter('en', parts) };
}
