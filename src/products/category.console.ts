import { z } from 'zod';
import { isDuplicate } from '../platform/database.js';
import { idParam } from '../platform/http/paging.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { authorize, recordActivity } from '../staff/index.js';
import { forgetShelves } from './categories.js';
import { ProductCategory } from './category.entity.js';
import { codeTaken } from './product.errors.js';
import { version } from './product.forms.js';
import { lockVersion, saveChanges, type Changes } from './versioned.js';

const text = (least: number, most: number) => z.string().trim().min(least).max(most);

const facts = {
  type: text(1, 32).regex(/^[a-z]+(_[a-z]+)*$/),
  nameId: text(1, 80),
  nameEn: text(1, 80),
  descriptionId: text(0, 300),
  descriptionEn: text(0, 300),
  icon: text(1, 24).regex(/^[a-z-]+$/),
  sortOrder: z.int().min(0).max(100_000),
  active: z.boolean(),
};

/** A new category brings its code, which then stays: addresses and bookmarks carry it. */
export const SaveCategory = z.union([
  z.strictObject({ code: text(1, 48).regex(/^[a-z]+(-[a-z]+)*$/), ...facts }),
  z.strictObject({ categoryId: idParam, version, ...z.strictObject(facts).partial().shape }),
]);
export type SaveCategory = z.infer<typeof SaveCategory>;

type NewCategory = Extract<SaveCategory, { code: string }>;
type CategoryEdit = Exclude<SaveCategory, NewCategory>;
type Saved = { row: ProductCategory; changes: Partial<Changes> | null };

async function create(uow: UnitOfWork, form: NewCategory): Promise<Saved> {
  const row = Object.assign(new ProductCategory(), form, { id: newId(), version: 1 });
  try {
    await uow.insert(ProductCategory, { ...row });
  } catch (error) {
    if (isDuplicate(error, 'product_categories_code')) throw codeTaken(form.code);
    throw error;
  }
  return { row, changes: { after: { ...form } } };
}

async function edit(
  uow: UnitOfWork,
  { categoryId, version: seen, ...changes }: CategoryEdit,
): Promise<Saved> {
  const row = await lockVersion(uow, ProductCategory, categoryId, seen);
  return { row, changes: await saveChanges(uow, ProductCategory, row, changes) };
}

/** Opens or edits a category. @throws DomainError `code_taken`, `changed_meanwhile` (409). */
export async function saveCategory(uow: UnitOfWork, input: SaveCategory): Promise<ProductCategory> {
  authorize(uow.actor, 'categories.write');
  const form = SaveCategory.parse(input);
  const { row, changes } = 'code' in form ? await create(uow, form) : await edit(uow, form);
  if (changes)
    await recordActivity(uow, {
      action: 'category.saved',
      subjectType: 'product_category',
      subjectId: row.id,
      ...changes,
    });
  uow.afterCommit(forgetShelves);
  return row;
}
