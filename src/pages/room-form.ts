import type { Fields } from './form.js';
import { formOf } from './form.js';
import type { CustomerVisit } from './wallet.pages.js';

export interface SentForm {
  form: Fields;
  /** Of the file that came along and is in the room now. */
  attachmentIds: string[];
}

export async function sentForm(visit: CustomerVisit, _escrowId: string): Promise<SentForm> {
  return { form: formOf(visit.req), attachmentIds: [] };
}
