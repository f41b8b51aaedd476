import { database, query } from '../platform/database.js';
import { personOf, type CustomerType } from '../users/index.js';
import { judgeVoucher, type VoucherJudgement } from './judge-voucher.js';
import type { Offer } from './offer.js';
import { Voucher, VoucherCode, VoucherTarget, type VoucherTargetKind } from './voucher.entity.js';

/** Who wants to pay less. */
export interface Buyer {
  userId: string;
  customerType: CustomerType;
  /** Whether the person has bought before; asked only where it matters. */
  hasBought(personId: string): Promise<boolean>;
}

/** What is set aside when the sale is placed. */
export interface VoucherClaim {
  voucherId: string;
  codeId: string;
  /** One of a batch: good once. */
  isSingle: boolean;
  userId: string;
  personId: string;
  personLimit: number | null;
  firstPurchaseOnly: boolean;
  /** Null without a budget. */
  budgetLeftAmount: number | null;
}

export interface FoundVoucher {
  offer: Offer;
  claim: VoucherClaim;
  judgements: VoucherJudgement[];
}

type Targets = Record<VoucherTargetKind, Set<string>>;

async function targetsOf(voucherId: string): Promise<Targets> {
  const rows = await database().getRepository(VoucherTarget).findBy({ voucherId });
  const of = (kind: VoucherTargetKind) =>
    new Set(rows.filter((row) => row.kind === kind).map(({ targetId }) => targetId));
  return {
    product: of('product'),
    category: of('category'),
    customer_type: of('customer_type'),
    user: of('user'),
  };
}

interface Uses {
  personUses: number;
  isCodeUsed: boolean;
}

async function usesOf(voucherId: string, codeId: string, personId: string): Promise<Uses> {
  const [row] = await query<{ personUses: string; codeUses: string }>(
    `SELECT (SELECT COUNT(*) FROM voucher_usages WHERE voucher_id = ? AND person_id = ? AND status <> 'RETURNED')
              AS personUses,
            (SELECT COUNT(*) FROM voucher_usages WHERE code_once = ?) AS codeUses`,
    [voucherId, personId, codeId],
  );
  return { personUses: Number(row?.personUses ?? 0), isCodeUsed: Number(row?.codeUses ?? 0) > 0 };
}

/** The discount of a voucher, whoever may have it. */
export const offerOf = (voucher: Voucher, targets: Pick<Targets, 'product' | 'category'>): Offer => ({
  source: 'voucher',
  sourceId: voucher.id,
  version: voucher.version,
  name: voucher.name,
  kind: voucher.kind,
  percentBps: voucher.percentBps,
  amount: voucher.amount,
  capAmount: voucher.capAmount,
  minimumSpendAmount: voucher.minimumSpendAmount,
  stackingGroup: voucher.stackingGroup,
  priority: voucher.priority,
  floorBps: voucher.floorBps,
  ...(targets.product.size > 0 ? { productIds: targets.product } : {}),
  ...(targets.category.size > 0 ? { categoryIds: targets.category } : {}),
});

/** The offer of a voucher by its id. */
export const offerOfVoucher = async (voucher: Voucher): Promise<Offer> =>
  offerOf(voucher, await targetsOf(voucher.id));

async function judgeFor(voucher: Voucher, code: VoucherCode, buyer: Buyer, at: Date): Promise<FoundVoucher> {
  const personId = await personOf(buyer.userId);
  const [targets, uses, hasBought] = await Promise.all([
    targetsOf(voucher.id),
    usesOf(voucher.id, code.id, personId),
    voucher.firstPurchaseOnly ? buyer.hasBought(personId) : null,
  ]);
  const { userId, customerType } = buyer;
  const who = { customerTypes: targets.customer_type, userIds: targets.user, userId, customerType };
  return {
    offer: offerOf(voucher, targets),
    claim: {
      voucherId: voucher.id,
      codeId: code.id,
      isSingle: code.batchId !== null,
      userId,
      personId,
      personLimit: voucher.personLimit,
      firstPurchaseOnly: voucher.firstPurchaseOnly,
      budgetLeftAmount:
        voucher.budgetAmount === null ? null : voucher.budgetAmount - voucher.budgetUsedAmount,
    },
    judgements: judgeVoucher({ voucher, ...who, ...uses, hasBought, at }),
  };
}

/** The voucher behind a code in its one spelling, held against a buyer; null when nobody made such a code. */
export async function findVoucher(code: string, buyer: Buyer, at: Date): Promise<FoundVoucher | null> {
  const row = await database().getRepository(VoucherCode).findOneBy({ code });
  const voucher = row && (await database().getRepository(Voucher).findOneBy({ id: row.voucherId }));
  return row && voucher ? judgeFor(voucher, row, buyer, at) : null;
}
