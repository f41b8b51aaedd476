import { raiseAlert } from '../platform/alerts.js';
import { system, type Customer } from '../platform/actor.js';
import { database } from '../platform/database.js';
import { unavailable } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import { contactOfUser } from '../users/index.js';
import { fillableWallet } from '../wallets/index.js';
import { firstCodeCheck } from './check-times.js';
import type { GatewayCode, StandingCodes, StandingMethod, StandingOutcome } from './gateway.js';
import { gatewayNamed, gatewayNames } from './gateways/index.js';
import { channelUnavailable } from './payment.errors.js';
import { StandingCode } from './standing-code.entity.js';

export interface StandingChannel extends StandingMethod {
  gateway: string;
}

/** The channels in which a wallet can have a code. */
export const standingChannels = (): StandingChannel[] =>
  gatewayNames().flatMap((gateway) =>
    (gatewayNamed(gateway).standing?.methods ?? []).map((each) => ({ gateway, ...each })),
  );

interface CodeWish {
  walletId: string;
  gateway: string;
  method: string;
}

interface Chosen {
  codes: StandingCodes;
  name: string;
}

/** @throws DomainError `channel_unavailable` (422). */
function chosenOf({ gateway, method }: CodeWish): Chosen {
  const codes = gatewayNamed(gateway).standing;
  const listed = codes?.methods.find((each) => each.method === method);
  if (!codes || !listed) throw channelUnavailable(method);
  return { codes, name: listed.name };
}

/** One row for one channel of one wallet: two who ask at once end with the same. */
async function remember(
  uow: UnitOfWork,
  owner: Customer,
  wish: CodeWish,
  name: string,
): Promise<StandingCode> {
  const { walletId, gateway, method } = wish;
  await fillableWallet(uow, walletId, owner.id);
  await uow.run(
    `INSERT INTO standing_codes (id, user_id, wallet_id, gateway, method, method_name, checked_at, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE id = id`,
    [newId(), owner.id, walletId, gateway, method, name, uow.now, uow.now, uow.now],
  );
  return uow.lock(StandingCode, { walletId, gateway, method });
}

/** The first answer counts; a second code of the same name brings its money to the same wallet. */
async function keep(uow: UnitOfWork, id: string, made: GatewayCode): Promise<StandingCode> {
  const code = await uow.lock(StandingCode, { id });
  if (code.uuid !== null) return code;
  const facts = { ...made, checkedAt: uow.now, nextCheckAt: firstCodeCheck(uow.now) };
  await uow.update(StandingCode, { id }, facts);
  return Object.assign(code, facts);
}

const alertRefused = (uow: UnitOfWork, { id, gateway, method }: StandingCode, reason: string) =>
  raiseAlert(uow, {
    kind: 'payment_refused_by_gateway',
    subject: `${gateway}:${method}`,
    severity: 'warning',
    details: { reason: reason.slice(0, 200), standing_code_id: id },
  });

async function record(code: StandingCode, outcome: StandingOutcome): Promise<StandingCode> {
  const actor = system('payments');
  if (outcome.kind === 'unknown') throw unavailable(code.gateway, 30);
  if (outcome.kind === 'found') return inTransaction(actor, (uow) => keep(uow, code.id, outcome.code));
  await inTransaction(actor, (uow) => alertRefused(uow, code, outcome.reason));
  throw channelUnavailable(code.method);
}

/**
 * The standing code of a wallet in a channel, asked for at the gateway when there is none yet. A request whose answer
 * was lost is made again under the same name, so money for either code comes to the same wallet.
 * @throws DomainError `not_found` for a stranger's wallet, `wallet_closed` (409), `channel_unavailable` (422), 503 when
 *   the gateway does not answer.
 */
export async function standingCode(owner: Customer, wish: CodeWish): Promise<StandingCode> {
  const { codes, name } = chosenOf(wish);
  const code = await inTransaction(owner, (uow) => remember(uow, owner, wish, name));
  if (code.uuid !== null) return code;
  const { method } = wish;
  const customerName = (owner.contact ?? (await contactOfUser(owner.id)))?.name ?? '';
  return record(code, await codes.create({ merchantRef: code.id, method, customerName }));
}

/** The codes of a wallet that can be paid into, oldest first. */
export const standingCodesOf = (walletId: string): Promise<StandingCode[]> =>
  database()
    .getRepository(StandingCode)
    .createQueryBuilder('code')
    .where('code.walletId = :walletId AND code.uuid IS NOT NULL', { walletId })
    .orderBy('code.id')
    .getMany();
