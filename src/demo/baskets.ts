import { detectOperator, isCutOff } from '../products/index.js';
import type { PlaceOrder } from '../transactions/index.js';
import type { Buyer } from './cast.js';
import type { Dice } from './dice.js';
import { answerTo, type Article, type Shelves } from './shelves.js';

/** How often customers come for what. */
const demand = {
  pulsa: 40,
  data: 18,
  'pln-token': 14,
  emoney: 10,
  game: 10,
  voucher: 3,
  streaming: 3,
  tv: 2,
};

const ofOperator: ReadonlySet<string> = new Set(['pulsa', 'data']);

/** Nobody tops up more at a corner shop. */
const dearestAmount = 300_000;

interface Wish {
  buyer: Buyer;
  placedAt: Date;
  dice: Dice;
  shelves: Shelves;
}

const method = (amount: number, dice: Dice): string =>
  amount < 15_000
    ? dice.weighted({ QRIS: 3, DANA: 1 })
    : dice.weighted({ QRIS: 4, BRIVA: 2, BCAVA: 2, MANDIRIVA: 1, DANA: 1 });

/** Small amounts sell more often than large ones. */
const oftenCheap = (articles: Article[], dice: Dice): Article | undefined =>
  articles[Math.floor(dice.roll() ** 1.6 * articles.length)];

async function chooseDigital({ buyer, placedAt, dice, shelves }: Wish): Promise<Article> {
  const wanted = dice.weighted(demand);
  const operator = await detectOperator(buyer.person.phone.replace(/^\+62/, '0'));
  const open = (code: string) =>
    (shelves.get(code) ?? []).filter(
      ({ product }) =>
        product.costAmount <= dearestAmount &&
        !isCutOff(product, placedAt) &&
        (!ofOperator.has(code) || product.brand === operator),
    );
  // Around midnight some suppliers are closed; then people charge a wallet.
  const article = oftenCheap(open(wanted), dice) ?? oftenCheap(open('emoney'), dice);
  if (!article) throw new Error('The shelves hold nothing that could be sold.');
  return article;
}

const contactOf = ({ person, actor }: Buyer) =>
  actor.kind === 'guest' ? { contact: { name: person.name, email: person.email, phone: person.phone } } : {};

/** An order for one digital product that its buyer would place at that moment. */
export async function digitalOrder(wish: Wish): Promise<PlaceOrder> {
  const { buyer, dice } = wish;
  const { product, fields } = await chooseDigital(wish);
  return {
    type: 'PPOB',
    product_id: product.id,
    inputs: Object.fromEntries(fields.map((field) => [field.key, answerTo(field, buyer.person, dice)])),
    payment: { gateway: 'tripay', method: method(product.costAmount, dice) },
    ...contactOf(buyer),
  };
}

const heavyGrams = 15_000;

const piecesOf = ({ product }: Article, dice: Dice): number => {
  if (product.costAmount > 200_000) return 1;
  return (product.weightGrams ?? 0) >= heavyGrams ? dice.between(2, 10) : dice.between(1, 3);
};

/** An order for a few kinds of building materials and tools. */
export function goodsOrder({ buyer, dice, shelves }: Wish): PlaceOrder {
  const stocked = ['building-materials', 'household-tools'].flatMap((code) => shelves.get(code) ?? []);
  const plenty = stocked.filter(({ product }) => product.costAmount < 600_000);
  const chosen = new Set(Array.from({ length: dice.between(1, 3) }, () => dice.pick(plenty)));
  const heavy = [...chosen].some(({ product }) => (product.weightGrams ?? 0) >= heavyGrams);
  const { name, phone, address, city, postalCode } = buyer.person;
  return {
    type: 'PURCHASE',
    lines: [...chosen].map((article) => ({
      product_id: article.product.id,
      quantity: piecesOf(article, dice),
    })),
    shipping: {
      recipient_name: name,
      phone,
      address,
      city,
      postal_code: postalCode,
      courier: heavy ? 'toko' : dice.weighted({ jne: 2, jnt: 2, ambil: 1 }),
    },
    payment: { gateway: 'tripay', method: dice.weighted({ BRIVA: 2, BCAVA: 3, MANDIRIVA: 2 }) },
    ...contactOf(buyer),
  };
}
