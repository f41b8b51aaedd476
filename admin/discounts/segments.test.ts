import assert from 'node:assert/strict';
import { aDesk, performAtDesk, urlOf, useConsole, type Answer, type Desk } from '../../test/console.js';
import { aDefinition, aLiveRule } from '../../test/factories/discounts.js';
import { aCustomer } from '../../test/factories/users.js';
import { Segment } from '../../src/discounts/index.js';
import { database, query } from '../../src/platform/database.js';
import { newId } from '../../src/platform/ids.js';

const reason = 'Pelanggan lama yang diundang kembali';

const messageOf = ({ body }: Answer) => body.notice?.message;

async function membersOf(segmentId: string): Promise<string[]> {
  const rows = await query<{ id: string }>('SELECT user_id AS id FROM segment_members WHERE segment_id = ?', [
    segmentId,
  ]);
  return rows.map(({ id }) => id).sort();
}

describe('lists of customers in the console', () => {
  useConsole();
  let maker: Desk;
  before(async () => {
    maker = await aDesk('catalogue');
  });

  const make = (list: string, name = `Daftar ${newId()}`, desk = maker) =>
    desk.post(urlOf.create('Segment'), { name, list, reason });
  const shownTo = async (desk: Desk, id: string) =>
    (await desk.get(urlOf.record('Segment', id, 'show'))).body.record?.params ?? {};

  it('keep whom an e-mail, a number or an id names, once, and name the lines of nobody', async () => {
    const [sari, budi, ani] = [await aCustomer(), await aCustomer(), await aCustomer()];
    const stranger = `${newId().toLowerCase()}@contoh.test`;
    const made = await make(
      ['email', sari.email, `${sari.phone};Sari`, `"${budi.phone}"`, ani.id, stranger].join('\r\n'),
    );
    assert.equal(messageOf(made), 'done_new', made.text);
    const id = made.body.record?.id ?? '';
    assert.deepEqual(await membersOf(id), [sari.id, budi.id, ani.id].sort());
    const { memberCount, unmatchedCount, unmatched } = await shownTo(maker, id);
    assert.deepEqual([memberCount, unmatchedCount, unmatched], [3, 1, stranger]);
    const [told] = await query<{ reason: string }>(
      `SELECT reason FROM activity_logs WHERE action = 'segment.created' AND subject_id = ?`,
      [id],
    );
    assert.equal(told?.reason, reason);
    const seen = await shownTo(await aDesk('viewer'), id);
    assert.deepEqual([seen['unmatchedCount'], 'unmatched' in seen], [1, false]);
  });

  it('are replaced as a whole, after the rules that use them were named', async () => {
    const [before, after] = [await aCustomer(), await aCustomer()];
    const id = (await make(before.id)).body.record?.id ?? '';
    const who = { all: [{ not: { code: 'segment', args: { segment_id: id } } }] };
    const rule = await aLiveRule(aDefinition({ who }));
    await aLiveRule(aDefinition());
    const form = await maker.get(urlOf.record('Segment', id, 'replaceMembers'));
    const { consequences } = form.body.record?.form as unknown as { consequences: { value: string }[] };
    assert.deepEqual(
      consequences.map(({ value }) => value),
      [rule.name],
    );
    const replaced = await performAtDesk(maker, 'Segment', id, 'replaceMembers', {
      list: after.email,
      reason,
    });
    assert.equal(messageOf(replaced), 'done_replaceMembers', replaced.text);
    assert.deepEqual(await membersOf(id), [after.id]);
    const { memberCount, unmatchedCount, unmatched } = await shownTo(maker, id);
    assert.deepEqual([memberCount, unmatchedCount, unmatched], [1, 0, null]);
    const [told] = await query<{ count: string }>(
      `SELECT COUNT(*) AS count FROM activity_logs WHERE action = 'segment.members_replaced' AND subject_id = ?`,
      [id],
    );
    assert.equal(Number(told?.count), 1);
  });

  it('are refused whole with a line that names nobody, under a taken name, and from roles without the right', async () => {
    const customer = await aCustomer();
    const name = `Daftar ${newId()}`;
    const odd = await make(`${customer.email}\nbukan siapa-siapa`, name);
    assert.equal(messageOf(odd), 'problem_discount_list_unreadable', odd.text);
    assert.equal(await database().getRepository(Segment).countBy({ name }), 0);
    const id = (await make(customer.id, name)).body.record?.id ?? '';
    assert.equal(messageOf(await make(customer.id, name)), 'problem_segment_name_taken');
    const support = await aDesk('support');
    assert.equal(messageOf(await make(customer.id, 'Daftar lain', support)), 'forbiddenError');
    const tried = await performAtDesk(support, 'Segment', id, 'replaceMembers', {
      list: customer.id,
      reason,
    });
    assert.equal(messageOf(tried), 'forbiddenError');
    const worse = await performAtDesk(maker, 'Segment', id, 'replaceMembers', { list: 'siapa?', reason });
    assert.equal(messageOf(worse), 'problem_discount_list_unreadable');
    assert.deepEqual(await membersOf(id), [customer.id]);
  });
});
