import type { Actor } from '../platform/actor.js';
import type { Locale } from '../platform/i18n.js';
import { sum } from '../platform/money.js';
import type { CustomerType } from '../users/index.js';
import { descriptionIn, nameIn } from './category.entity.js';
import { reopensAt } from './cut-off.js';
import type { InputField, InputSchema } from './input-schema.entity.js';
import { inputSchemasById } from './input-schemas.js';
import { marginRules } from './margin-rules.js';
import { explainPrice, type PriceRule } from './price.js';
import type { ShelvedProduct } from './product.read-model.js';
import type { ProductResource } from './product.schema.js';

/** The tier of whoever asks: guests and staff see retail prices. */
export const customerTypeOf = (actor: Actor): CustomerType =>
  actor.kind === 'customer' ? actor.customerType : 'retail';

interface Reader {
  customerType: CustomerType;
  locale: Locale;
  moment: Date;
}

const presentField = (field: InputField, locale: Locale) => ({
  key: field.key,
  label: field.label[locale],
  type: field.type,
  regex: field.regex,
  min_length: field.min_length,
  max_length: field.max_length,
  options: (field.options ?? []).map(({ value, label }) => ({ value, label: label[locale] })),
  required: field.required,
  help: field.help[locale],
  placeholder: field.placeholder,
});

function presentSchema(schema: InputSchema | undefined, locale: Locale): ProductResource['input_schema'] {
  if (!schema) return null;
  return { version: schema.version, fields: schema.fields.map((field) => presentField(field, locale)) };
}

function presentOne(
  { product, shelf }: ShelvedProduct,
  { customerType, locale, moment }: Reader,
  rules: PriceRule[],
  schema: InputSchema | undefined,
): ProductResource {
  const price = explainPrice(product, customerType, rules).unit_amount;
  const reason = product.unavailableReasonAt(moment);
  return {
    id: product.id,
    sku: product.sku,
    category: { code: shelf.code, name: nameIn(locale, shelf) },
    name: product.name,
    brand: product.brand,
    kind: product.kind,
    price_amount: price,
    admin_fee_amount: product.adminFeeAmount,
    total_amount: sum([price, product.adminFeeAmount]),
    in_stock: product.inStock,
    stock: product.kind === 'physical' ? product.stock : null,
    available: reason === null,
    unavailable_reason: reason,
    reopens_at: reason === 'cut_off' ? (reopensAt(product, moment)?.toISOString() ?? null) : null,
    input_schema: presentSchema(schema, locale),
    description: descriptionIn(locale, product),
    popular: product.popular,
  };
}

/** Products as one customer sees them; cost, margin and supplier are nobody's business outside. */
export async function presentProducts(items: ShelvedProduct[], reader: Reader): Promise<ProductResource[]> {
  const asked = items.flatMap(({ product }) => product.inputSchemaId ?? []);
  const [rules, schemas] = await Promise.all([marginRules(), inputSchemasById(asked)]);
  return items.map((item) => presentOne(item, reader, rules, schemas.get(item.product.inputSchemaId ?? '')));
}
