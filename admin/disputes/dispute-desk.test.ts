import assert from 'node:assert/strict';
import { aDesk, performAtDesk, urlOf, useConsole } from '../../test/console.js';
import { aCaseUnderReview, aDisputedDeal } from '../../test/factories/disputes.js';
import { heldMoney } from '../../test/factories/escrows.js';
import { query } from '../../src/platform/database.js';

interface Shown {
  cases?: { id: string; urgency: string; title: string }[];
  messages?: { code: string | null; body: string }[];
  forbidden?: boolean;
}

const page = '/admin/api/pages/disputeDesk';

const said = { ground: 'goods_differ_from_terms', reason: 'Bukti pembeli lengkap dan cocok.' };

describe('the dispute desk', () => {
  useConsole();

  it('S0.51 S0.7 lists what waits for a judge, and keeps it from those who may not read it', async () => {
    const { dispute } = await aDisputedDeal();
    const { cases } = (await (await aDesk('support')).get(page)).body as Shown;
    const listed = cases?.find(({ id }) => id === dispute.id);
    assert.equal(listed?.urgency, 'waits');
    assert.equal(((await (await aDesk('viewer')).get(page)).body as Shown).forbidden, true);
  });

  it('reads the chat of a case by the page and by its words, and keeps it from those who may not', async () => {
    const deal = await aDisputedDeal();
    const desk = await aDesk('support');
    const chat = `/admin/rooms/${deal.id}/messages`;
    const read = async (asked: string) => (await desk.get(`${chat}?${asked}`)).body as Shown;
    assert.ok((await read('')).messages?.some(({ code }) => code === 'escrow.disputed'));
    assert.deepEqual((await read('search=tidak-ada-kata-ini')).messages, []);
    assert.equal((await (await aDesk('viewer')).get(chat)).status, 403);
  });

  it('shows the entries that the payout will write, and writes none of them yet', async () => {
    const deal = await aCaseUnderReview();
    const desk = await aDesk('admin');
    const assigned = { reason: 'Menggantikan rekan.' };
    await performAtDesk(desk, 'Dispute', deal.dispute.id, 'assign', assigned);
    const place = urlOf.record('Dispute', deal.dispute.id, 'split');
    const input = { ...said, toBuyerAmount: 100_000, feeBorneBy: 'SELLER', expected: 'UNDER_REVIEW' };
    const { preview } = (await desk.post(place, input)).body.record ?? {};
    assert.deepEqual(
      preview?.journals.map(({ kind, entries }) => [kind, entries.map(({ amount }) => amount)]),
      [['escrow.split', [deal.shown.buyer_pays_amount, -105_000, -140_000, -10_000]]],
    );
    const confirmation = { digest: preview?.digest, token: preview?.token };
    const done = await desk.post(place, { ...input, confirmation });
    assert.equal(done.body.notice?.message, 'done_split', done.text);
    assert.equal(await heldMoney(deal.id), deal.shown.buyer_pays_amount);
    const again = await desk.post(place, { ...input, confirmation });
    assert.equal(again.body.notice?.type, 'error');
  });

  it('asks a second person above the ceiling, who sees the same entries', async () => {
    const deal = await aCaseUnderReview({ amount: 6_000_000 });
    const [clerk, chief] = [await aDesk('support'), await aDesk('admin')];
    await performAtDesk(clerk, 'Dispute', deal.dispute.id, 'assign', { reason: 'Menggantikan rekan.' });
    const asked = await performAtDesk(clerk, 'Dispute', deal.dispute.id, 'refund', said);
    assert.equal(asked.body.notice?.message, 'approval_asked', asked.text);
    const [approval] = await query<{ id: string }>('SELECT id FROM approvals WHERE subject_id = ?', [
      deal.dispute.id,
    ]);
    const story = (await chief.get(urlOf.record('Approval', approval?.id ?? '', 'show'))).body.record?.story;
    const { plan } = story as { plan: { journals: { kind: string }[]; refusal: unknown } };
    assert.deepEqual([plan.refusal, plan.journals.map(({ kind }) => kind)], [null, ['escrow.refunded']]);
    const agreed = await performAtDesk(chief, 'Approval', approval?.id ?? '', 'approve', {
      reason: 'Sesuai bukti.',
    });
    assert.equal(agreed.body.notice?.message, 'done_approve', agreed.text);
    const [row] = await query<{ status: string }>('SELECT status FROM disputes WHERE id = ?', [
      deal.dispute.id,
    ]);
    assert.equal(row?.status, 'DECIDED');
  });

  it('hands out the whole case as one file, and writes down to whom', async () => {
    const deal = await aDisputedDeal();
    const desk = await aDesk('admin');
    const answer = await performAtDesk(desk, 'Dispute', deal.dispute.id, 'exportCase', {
      reason: 'Permintaan kepolisian.',
    });
    const file = answer.body['file'] as { filename: string; content: string };
    assert.equal(file.filename, `${deal.dispute.number}.json`);
    const content = JSON.parse(file.content) as { messages: unknown[]; timeline: unknown[] };
    assert.ok(content.messages.length > 3 && content.timeline.length > 3);
    const log = await query(`SELECT id FROM dispute_logs WHERE dispute_id = ? AND event = 'exported'`, [
      deal.dispute.id,
    ]);
    assert.equal(log.length, 1);
  });
});
