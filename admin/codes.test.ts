import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { auditChecks } from '../src/audit.js';
import { jobs } from '../src/jobs.js';
import { accountTypes } from '../src/ledger/chart.js';
import { fulfilmentStates, shipmentStates } from '../src/fulfilments/index.js';
import { responseCodes } from '../src/fulfilments/suppliers/digiflazz-codes.js';
import { notificationKinds } from '../src/notifications/notification.entity.js';
import { callbackVerdicts, paymentStates } from '../src/payments/index.js';
import { alertKinds } from '../src/platform/alerts.js';
import { locales } from '../src/platform/i18n.js';
import { fromRoot } from '../src/platform/root.js';
import { acts } from '../src/staff/index.js';
import { keyOfCode, translationsOf } from './locale.js';

/** All code of the shop in one text; tests and the demo make up words of their own. */
const source = readdirSync(fromRoot('src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => readFileSync(fromRoot('src', file), 'utf8'))
  .join('\n');

/** What stands in the first group of each match, and at least so many of them: a pattern that finds nothing proves nothing. */
function found(pattern: RegExp, least: number): string[] {
  const words = [...new Set([...source.matchAll(pattern)].map(([, word]) => word ?? ''))];
  assert.ok(words.length >= least, `${pattern.source}: ${words.join(', ')}`);
  return words;
}

const lower = (states: readonly string[]) => states.map((state) => state.toLowerCase());

const meanings = Object.values(responseCodes).map(({ meaning }) => meaning);

/** Codes that rows carry, by the screen's name for them; each is found where the shop writes it. */
const codes: Record<string, () => string[]> = {
  'kinds of journals': () => found(/kind: '([a-z]+\.[a-z_]+)'/g, 9),
  'types of accounts': () => accountTypes,
  'kinds of alerts': () => [...alertKinds],
  'promises that are audited': () => auditChecks.map(({ name }) => name),
  'deeds of staff': () => [
    ...found(/action: '([a-z_]+\.[a-z_]+)'/g, 15),
    ...found(/record(?:Deed)?\(uow, '([a-z_]+\.[a-z_]+)'/g, 5),
    ...found(/remember\('([a-z_]+\.[a-z_]+)'/g, 2),
    ...(['pack', 'ship', 'deliver', 'cancel'] as const).map((event) => `shipment.${event}`),
  ],
  'what rows are about': () => found(/subjectType: '([a-z_]+)'/g, 8),
  'kinds of approvals': () => [...acts],
  'names of jobs': () => jobs.map(({ name }) => name),
  'names of queues': () => jobs.map(({ queue }) => queue),
  'kinds of messages': () => [...notificationKinds],
  'verdicts on callbacks': () => [...callbackVerdicts, 'REVIEW'],
  'notes on payment callbacks': () => [
    ...found(/(?:applied|ignored)\('([a-z_]+)'\)/g, 5),
    ...found(/(?:unmatched|setAside)\((?:[a-z]+, )*'[a-z_]+', '([a-z_]+)'/g, 2),
    ...found(/type Contradiction =([^;]+);/g, 1).flatMap((union) =>
      [...union.matchAll(/'([a-z_]+)'/g)].map(([, what]) => `contradicts_${what}`),
    ),
    'contradicts_parked',
    ...['expired', 'failed'],
    ...lower(paymentStates.states).flatMap((state) => [`refund_while_${state}`]),
    ...lower(paymentStates.states)
      .filter((state) => !['unpaid', 'paid'].includes(state))
      .flatMap((state) => [`already_${state}`, `late_${state}`]),
  ],
  'notes on supplier callbacks': () => [
    'unmatched',
    ...meanings,
    ...found(/noAnswer\('([a-z_]+)'/g, 2),
    ...found(/(?:success|pending|failure|doubtful|limited|reversal|blocked|unknown): '([a-z_]+)'/g, 8).filter(
      (word) => !/^[A-Z]/.test(word),
    ),
  ],
  'why sales fail': () => [
    ...meanings,
    ...found(/giveUpSale\(uow, sale, '([a-z_]+)'/g, 1),
    ...found(/abandonTransaction\(uow, id, '([a-z_]+)'/g, 1),
    ...found(/failTransaction\(uow, id, '([a-z_]+)'/g, 1),
    ...found(/refuse\(uow, fulfilment, '([a-z_]+)'/g, 3),
    ...found(/paymentReturned = '([a-z_]+)'/g, 1),
    ...found(/'reverse', '([a-z_]+)'/g, 1),
    ...found(/reason: '(customer_[a-z_]+)'/g, 1),
  ],
  'why a purchase waits for a person': () => [
    ...found(/putUpForReview\(uow, fulfilment, '([a-z_]+)'/g, 3),
    ...found(/review_reason = '([a-z_]+)'/g, 1),
    ...['success', 'reversed', 'failed'].flatMap((state) =>
      ['success', 'failure', 'reversal'].map((news) => `${news}_after_${state}`),
    ),
  ],
  'states of deliveries': () => [...fulfilmentStates.states, ...shipmentStates.states],
  providers: () => ['tripay', 'digiflazz', 'email'],
};

/** Whether a code has a word of its own on some screen; the whole console shares one vocabulary for codes. */
function hasWord(texts: ReturnType<typeof translationsOf>, code: string): boolean {
  const shared = texts['values'] as Record<string, string>;
  const resources = Object.values(texts['resources'] as Record<string, { values?: Record<string, string> }>);
  return [shared, ...resources.map(({ values }) => values ?? {})].some(
    (words) => (words[keyOfCode(code)] ?? '') !== '',
  );
}

describe('the codes that rows carry', () => {
  for (const [what, list] of Object.entries(codes)) {
    it(`are said in words in both languages: ${what}`, () => {
      for (const locale of locales) {
        const texts = translationsOf(locale);
        assert.deepEqual(
          list().filter((code) => !hasWord(texts, code)),
          [],
          locale,
        );
      }
    });
  }

  it('do not stand for themselves: a word is never the code again', () => {
    for (const locale of locales) {
      const words = Object.entries(translationsOf(locale)['values'] as Record<string, string>);
      const bare = words.filter(([code, text]) => /[/_-]/.test(code) && code === text).map(([code]) => code);
      assert.deepEqual(bare, [], locale);
    }
  });
});
