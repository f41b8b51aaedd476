import assert from 'node:assert/strict';
import {
  aDesk,
  performAtDesk,
  urlOf,
  useConsole,
  visit,
  type Answer,
  type Desk,
} from '../../test/console.js';
import { aDefinition, aLiveRule, aPriceRule, storeFacts, someFacts } from '../../test/factories/discounts.js';
import { aBuyer } from '../../test/factories/past.js';
import { DiscountSimulation, type SimulationResult } from '../../src/discounts/index.js';
import { clock } from '../../src/platform/clock.js';
import { database } from '../../src/platform/database.js';
import { newId } from '../../src/platform/ids.js';
import type { Heads, StudioData } from './components/studio-data.js';

const page = '/admin/api/pages/discountStudio';
const heads = '/admin/discounts/heads';
const reason = 'Uji studio';

const studioOf = ({ body }: Answer) => body as unknown as StudioData;
const versionPlace = (id: string, action: string) => urlOf.record('DiscountVersion', id, action);

/** A condition that fits nobody else's customers in this database. */
const ofCity = (city: string) => ({ all: [{ code: 'city', args: { cities: [city] } }] });

const aName = () => `Aturan uji ${newId()}`;

async function aDraft(desk: Desk, definition: object, name = aName()): Promise<string> {
  const { body, text } = await desk.post(urlOf.create('DiscountVersion'), { name, definition });
  assert.equal(body.notice?.message, 'done_new', text);
  return body.record?.id ?? '';
}

const saveAgain = (desk: Desk, id: string, expected: number, definition: object) =>
  desk.post(versionPlace(id, 'edit'), { name: 'x', definition, expected: String(expected) });

const resultWith = (name: string): SimulationResult => ({
  ...{ people: 1, granted: 1, heldOut: 0, outOfBudget: 0, used: 1, costAmount: 200, budgetAmount: 200 },
  ...{ budgetEndsOn: null, belowFloor: { orders: 0, amount: 0 }, byTier: [], days: [], overlaps: [] },
  orders: { count: 1, amount: 1_000, goodsCostAmount: 700, marginAmount: 300, marginAfterAmount: 100 },
  sharedHeads: [],
  headsToday: 1,
  samples: [{ userId: newId(), name, tier: null, verdict: { all: [] } as never }],
});

/** A simulation that came to its end, with one customer as a sample. */
async function storeSimulation(versionId: string, name: string): Promise<void> {
  const [at, result] = [clock.now(), resultWith(name)];
  await database()
    .getRepository(DiscountSimulation)
    .insert({
      ...{
        id: newId(),
        versionId,
        ruleId: newId(),
        version: 1,
        revision: 1,
        definition: aDefinition() as never,
      },
      ...{ fromDate: '2026-01-01', toDate: '2026-01-31', status: 'DONE' as const, peopleTotal: 1 },
      ...{ result: result as never, finishedAt: at, createdAt: at, updatedAt: at },
    });
}

describe('the discount studio', () => {
  useConsole();
  let maker: Desk;
  let support: Desk;
  before(async () => {
    [maker, support] = [await aDesk('catalogue'), await aDesk('support')];
  });

  it('offers every condition and effect that is registered, with what each asks for', async () => {
    const { pieces } = studioOf(await maker.get(`${page}?new=1`));
    const codes = pieces.conditions.map(({ code }) => code);
    assert.ok(
      codes.includes('birthday_within') && codes.includes('segment') && codes.length >= 12,
      codes.join(),
    );
    assert.deepEqual(
      pieces.effects.map(({ code, occasions }) => [code, occasions.includes('sale')]),
      [
        ['voucher', false],
        ['price', true],
        ['wallet_credit', false],
      ],
    );
  });

  it('counts heads while a rule is written, with samples, reasons and the rule in words, and keeps nothing', async () => {
    const city = `Kota ${newId()}`;
    for (let index = 0; index < 3; index += 1) await aBuyer({ city });
    await storeFacts(someFacts({ city: 'Lain' }));
    const before = studioOf(await maker.get(page)).shelf?.length;
    const { status, body } = await support.post(heads, aDefinition({ who: ofCity(city) }));
    const counted = body as unknown as Heads;
    assert.deepEqual([status, counted.count, counted.samples.length], [200, 3, 3]);
    assert.ok(counted.customers > 3);
    assert.deepEqual(counted.samples[0]?.reasons, [
      { holds: true, needed: `tinggal di ${city}`, actual: `Tinggal di ${city}` },
    ]);
    const textOf = (key: string) => counted.facts.find((fact) => fact.key === key)?.text.replace(/\s/g, ' ');
    assert.deepEqual(
      [textOf('who'), textOf('what'), textOf('per')],
      [`tinggal di ${city}`, 'voucher pribadi Rp 10.000', 'Sekali setahun per orang'],
    );
    const english = (await support.post(`${heads}?lang=en`, aDefinition())).body as unknown as Heads;
    assert.equal(english.facts.find(({ key }) => key === 'who')?.text, 'all customers');
    assert.equal(studioOf(await maker.get(page)).shelf?.length, before);
  });

  it('names the place of what is missing, and hides customers from those who may not see them', async () => {
    const { status, body } = await maker.post(
      heads,
      aDefinition({ who: { all: [{ not: { code: 'lifetime_spend', args: {} } }] } }),
    );
    assert.equal(status, 200);
    const errors = body['errors'] as Record<string, { message: string }>;
    assert.deepEqual(Object.keys(errors), ['who.all.0.not.args.amount']);
    assert.match(errors['who.all.0.not.args.amount']?.message ?? '', /^field_/);
    const city = `Kota ${newId()}`;
    await aBuyer({ city });
    const counted = (await maker.post(heads, aDefinition({ who: ofCity(city) }))).body as unknown as Heads;
    assert.deepEqual([counted.count, counted.samples], [1, []]);
  });

  it('tells no reader of the studio the customers of a simulation, and what was earned only to those who know costs', async () => {
    const { versionId } = await aLiveRule(aDefinition());
    const name = `Pelanggan ${newId()}`;
    await storeSimulation(versionId, name);
    const seenBy = async (desk: Desk) => {
      const answer = await desk.get(`${page}?version=${versionId}`);
      const { version, outcome } = studioOf(answer).open ?? {};
      const earned = version?.simulation?.result?.orders.earned;
      return { text: answer.text, earned, happened: outcome?.happened, forecast: outcome?.forecast };
    };
    const [viewer, whole] = [await seenBy(await aDesk('viewer')), await seenBy(maker)];
    assert.deepEqual(whole.earned, { goodsCostAmount: 700, marginAmount: 300, marginAfterAmount: 100 });
    assert.deepEqual([whole.forecast?.marginAmount, whole.happened?.marginAmount], [100, 0]);
    assert.deepEqual([viewer.earned, viewer.forecast?.costAmount], [null, 200]);
    for (const figures of [viewer.forecast, viewer.happened])
      assert.ok(figures && !('marginAmount' in figures));
    for (const { text } of [viewer, whole]) assert.ok(!text.includes(name));
  });

  it('is closed to those who are not logged in, to foreign pages, and to roles without the right', async () => {
    assert.equal((await visit(page)).status, 401);
    const headers = { 'Content-Type': 'application/json' };
    const init = { method: 'POST' as const, body: JSON.stringify(aDefinition()) };
    assert.equal((await visit(heads, { ...init, headers })).status, 401);
    const foreign = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };
    assert.equal((await maker.post(heads, aDefinition(), foreign)).status, 403);
    assert.deepEqual((await maker.post(page)).body, { forbidden: true });
    assert.equal(studioOf(await support.get(page)).may_write, false);
    const refused = await support.post(urlOf.create('DiscountVersion'), {
      name: aName(),
      definition: aDefinition(),
    });
    assert.equal(refused.body.notice?.message, 'forbiddenError');
  });

  it('keeps a draft, and overwrites nothing that a colleague has changed meanwhile', async () => {
    const id = await aDraft(maker, aDefinition());
    const open = studioOf(await maker.get(`${page}?version=${id}`)).open;
    assert.deepEqual([open?.version.status, open?.version.revision, open?.versions.length], ['DRAFT', 1, 1]);
    const dearer = aDefinition({ effect: { code: 'wallet_credit', args: { amount: 25_000 } } });
    assert.equal((await saveAgain(maker, id, 1, dearer)).body.notice?.message, 'done_edit');
    const late = await saveAgain(maker, id, 1, aDefinition());
    assert.equal(late.body.notice?.message, 'problem_changed_meanwhile');
    const now = studioOf(await maker.get(`${page}?version=${id}`)).open?.version;
    assert.deepEqual([now?.revision, now?.definition.effect], [2, dearer.effect]);
  });

  it('does not go live what was neither simulated nor agreed to', async () => {
    const id = await aDraft(maker, aPriceRule());
    const early = await performAtDesk(maker, 'DiscountVersion', id, 'goLive', { onDay: null, reason });
    assert.equal(early.body.notice?.message, 'problem_changed_meanwhile', early.text);
    assert.equal(studioOf(await maker.get(`${page}?version=${id}`)).open?.version.status, 'DRAFT');
  });

  it('puts two versions of a rule side by side in words, and none of another rule', async () => {
    const first = await aDraft(maker, aDefinition());
    const copied = await performAtDesk(maker, 'DiscountVersion', first, 'copyVersion', { reason });
    assert.equal(copied.body.notice?.message, 'done_copyVersion', copied.text);
    const rule = studioOf(await maker.get(`${page}?version=${first}`)).open;
    const second = studioOf(await maker.get(`${page}?rule=${rule?.id ?? ''}`)).open?.version;
    assert.deepEqual([second?.version, second?.copied_from], [2, 1]);
    const both = studioOf(await maker.get(`${page}?version=${first}&with=${second?.id ?? ''}`)).open;
    assert.equal(both?.other?.version, 2);
    assert.deepEqual(both.version.facts, both.other.facts);
    const foreign = await aDraft(maker, aPriceRule());
    const alone = studioOf(await maker.get(`${page}?version=${first}&with=${foreign}`)).open;
    assert.equal(alone?.other, null);
  });

  it('says that an unknown version is not there, and takes oddities as not asked for', async () => {
    assert.equal((await maker.get(`${page}?version=${newId()}`)).body['problem'], 'problem_not_found');
    assert.ok(studioOf(await maker.get(`${page}?version=bukan-id`)).shelf !== null);
  });
});
