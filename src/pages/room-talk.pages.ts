import { DomainError, notFound } from '../platform/errors.js';
import { problemOf } from '../platform/http/problem.js';
import type { Locale } from '../platform/i18n.js';
import { newId } from '../platform/ids.js';
import { spend } from '../platform/rate-limits.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { editedMessageSchema, editMessage, newMessageSchema, sendMessage } from '../rooms/index.js';
import { formOf, parseForm, textOf, type Fields } from './form.js';
import { privately } from './render.js';
import { tellRefusal } from './room-deeds.pages.js';
import { bringFile, sentForm } from './room-form.js';
import { dealOf, renderRoom } from './room.pages.js';
import { seeOther } from './page.js';
import type { CustomerVisit } from './wallet.pages.js';

/** The same allowance as the door of the API, and the same counter. */
const limit = { name: 'room-send', points: 30, seconds: 10 };
const editLimit = { name: 'room-edit', points: 20, seconds: 60 };

const messageIn = (form: Fields, attachmentIds: string[]) =>
  parseForm(newMessageSchema, {
    client_id: form['client_id'] || newId(),
    body: form['body'] ?? '',
    attachment_ids: attachmentIds,
  });

const wantsJson = ({ req }: CustomerVisit): boolean => req.accepts(['html', 'json']) === 'json';

/** What is wrong with a message, in one sentence. */
function complaintAbout(error: DomainError, locale: Locale): string {
  const problem = problemOf(error, locale) as { detail: string; errors?: { message: string }[] };
  return problem.errors?.[0]?.message ?? problem.detail;
}

/** A script asks for JSON and shows what is wrong at the field; a form gets the room back with what was typed. */
async function refuse(visit: CustomerVisit, error: unknown, form: Fields): Promise<void> {
  if (!(error instanceof DomainError) || error.status >= 500) throw error;
  const detail = complaintAbout(error, visit.locale);
  if (wantsJson(visit))
    return void visit.res.status(error.status).set(privately).json({ code: error.code, detail });
  if (![409, 413, 422].includes(error.status)) throw error;
  await renderRoom(
    visit,
    { form: { values: form, errors: {}, problem: { title: '', detail } } },
    error.status,
  );
}

/** Says something in a room, with a file or without. The same message again is stored once. */
export async function sayHere(visit: CustomerVisit): Promise<void> {
  const { id: roomId } = await dealOf(visit);
  let form: Fields = {};
  try {
    await spend(limit, visit.visitor.id);
    const sent = await sentForm(visit);
    form = sent.form;
    const wish = messageIn(form, await bringFile(visit, roomId, sent));
    const { client_id: clientId, body, attachment_ids: attachmentIds } = wish;
    const { sequence } = await sendMessage(visit.visitor, { roomId, clientId, body, attachmentIds });
    if (wantsJson(visit)) visit.res.set(privately).json({ data: { sequence } });
    else seeOther(visit, `/escrows/${roomId}#m${sequence}`);
  } catch (error) {
    await refuse(visit, error, form);
  }
}

/** Puts a line of one's own right; where it is too late for that, the room says so. */
export async function changeLine(visit: CustomerVisit): Promise<void> {
  const { id: roomId } = await dealOf(visit);
  const sequence = Number(textOf(visit.req.params['sequence'], 15));
  if (!Number.isSafeInteger(sequence)) throw notFound('message');
  try {
    await spend(editLimit, visit.visitor.id);
    const { body } = parseForm(editedMessageSchema, { body: formOf(visit.req)['body'] ?? '' });
    await inTransaction(visit.visitor, (uow) => editMessage(uow, { roomId, sequence, body }));
    seeOther(visit, `/escrows/${roomId}#m${sequence}`);
  } catch (error) {
    await tellRefusal(visit, error);
  }
}
