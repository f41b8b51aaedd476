import {
  ForbiddenError,
  NotFoundError,
  type ActionContext,
  type ActionHandler,
  type ActionRequest,
} from 'adminjs';
import { conflict } from '../../src/platform/errors.js';
import { inTransaction, type UnitOfWork } from '../../src/platform/unit-of-work.js';
import { watch, type PlannedJournal } from '../../src/ledger/index.js';
import { actorOf, may, type Viewer } from '../viewer.js';
import type { FormAction, OpenForm } from './form-action.js';
import type { Row } from './present.js';
import {
  asSentAlready,
  assertAsShown,
  assertBegins,
  claimForm,
  confirmationIn,
  needsSecondPerson,
  previewOf,
  type Confirmation,
  type FormPreview,
} from './preview.js';
import { emptyRecord, refuse } from './refusal.js';

type Answer = Record<string, unknown>;

const rowOf = ({ record }: ActionContext): Row | null => (record ? (record.params as Row) : null);

const fieldsOf = (action: FormAction, row: Row | null) =>
  typeof action.fields === 'function' ? action.fields(row) : Promise.resolve(action.fields);

const expectedOf = (action: FormAction, row: Row | null): string | null =>
  action.expects && row ? String(row[action.expects.column]) : null;

/** The form as the browser draws it: inputs, what will happen, and the state the person is looking at. */
async function openForm(action: FormAction, row: Row | null): Promise<OpenForm> {
  return {
    fields: await fieldsOf(action, row),
    consequences: row && action.consequences ? await action.consequences(row) : [],
    expected: expectedOf(action, row),
    confirm: action.confirm ?? false,
    previews: action.preview ?? false,
  };
}

/** @throws DomainError `changed_meanwhile` when the row is no longer what the person saw: a second click, a colleague. */
async function assertUnchanged(
  uow: UnitOfWork,
  action: FormAction,
  row: Row,
  expected: unknown,
): Promise<void> {
  if (!action.expects) return;
  const { entity, column } = action.expects;
  const locked = (await uow.lock(entity, { id: row['id'] })) as Row;
  if (expected === undefined || String(locked[column]) !== String(expected)) {
    throw conflict('changed_meanwhile', { noun: entity.name });
  }
}

interface Submission {
  action: FormAction;
  input: never;
  expected: unknown;
  row: Row | null;
  viewer: Viewer;
  /** What the person was shown and agreed to, where the action shows it. */
  confirmation: Confirmation | null;
}

function read(action: FormAction, payload: Row, row: Row | null, viewer: Viewer): Submission {
  const { expected, confirmation: _sent, id: _id, ...rest } = payload;
  const confirmation = confirmationIn(payload);
  return { action, input: action.schema.parse(rest), expected, row, viewer, confirmation };
}

/** One unit of work for what the form asks for: on the row as it was seen, and once for each confirmed form. */
async function inForm<T>(form: Submission, work: (uow: UnitOfWork) => Promise<T>): Promise<T> {
  const { action, input, expected, row, viewer, confirmation } = form;
  try {
    return await inTransaction(actorOf(viewer), async (uow) => {
      if (confirmation) claimForm(uow, viewer, confirmation, input);
      if (row) await assertUnchanged(uow, action, row, expected);
      return work(uow);
    });
  } catch (error) {
    throw asSentAlready(error);
  }
}

/** What a confirmed action that books later would write as things stand, now and later; the same as was shown. */
async function stillForeseen(form: Submission): Promise<PlannedJournal[] | null> {
  if (!form.confirmation || !form.action.foresee) return null;
  const { journals } = await preview(form);
  assertAsShown(journals, form.confirmation);
  return journals;
}

async function perform(form: Submission): Promise<unknown> {
  const foreseen = await stillForeseen(form);
  return inForm(form, async (uow) => {
    const { action, input, row, confirmation } = form;
    if (!confirmation) return action.run(uow, input, row);
    const written = watch(uow);
    const outcome = await action.run(uow, input, row);
    if (foreseen) assertBegins(foreseen, written);
    else assertAsShown(written, confirmation);
    return outcome;
  });
}

/** Does it, or puts it before a second person where this one may not do it alone. */
async function performOrAsk(form: Submission): Promise<{ outcome: unknown; asked: boolean }> {
  const { action, input, row } = form;
  try {
    return { outcome: await perform(form), asked: false };
  } catch (error) {
    if (!action.ask || !needsSecondPerson(error)) throw error;
    await inForm(form, (uow) => action.ask?.(uow, input, row) ?? Promise.resolve());
    return { outcome: row, asked: true };
  }
}

/** What the confirmed form would write, performed as it is and undone. */
const preview = ({ action, input, expected, row, viewer }: Submission): Promise<FormPreview> =>
  previewOf(
    viewer,
    async (uow) => {
      if (row) await assertUnchanged(uow, action, row, expected);
      await action.run(uow, input, row);
      await action.foresee?.(uow, input, row);
    },
    action.ask !== undefined,
  );

function assertAllowed(action: FormAction, context: ActionContext): Viewer {
  if (!may(context.currentAdmin, action.permission)) throw new ForbiddenError('forbiddenError');
  return context.currentAdmin as Viewer;
}

/** The id of the row that the action was about, or that it made. */
function subjectId(row: Row | null, outcome: unknown): string {
  if (row) return String(row['id']);
  const made = typeof outcome === 'object' && outcome !== null ? (outcome as Row)['id'] : undefined;
  return typeof made === 'string' ? made : '';
}

const whereToGo = ({ resource, h }: ActionContext, recordId: string): string =>
  recordId === ''
    ? h.resourceUrl({ resourceId: resource.id() })
    : h.recordActionUrl({ resourceId: resource.id(), recordId, actionName: 'show' });

async function submit(name: string, action: FormAction, request: ActionRequest, context: ActionContext) {
  const viewer = context.currentAdmin as Viewer;
  const row = rowOf(context);
  const form = read(action, request.payload ?? {}, row, viewer);
  if (action.preview && !form.confirmation) {
    const shown = context.record?.toJSON(viewer) ?? emptyRecord;
    return { record: { ...shown, preview: await preview(form) } };
  }
  const { outcome, asked } = await performOrAsk(form);
  const recordId = subjectId(row, outcome);
  const fresh = recordId === '' ? null : await context.resource.findOne(recordId, context);
  return {
    record: fresh?.toJSON(viewer) ?? { ...emptyRecord, id: recordId },
    notice: { type: 'success' as const, message: asked ? 'approval_asked' : `done_${name}` },
    ...(action.reveals ? { revealed: outcome } : {}),
    ...(action.saves ? { file: outcome } : {}),
    redirectUrl: whereToGo(context, recordId),
  };
}

const isOffered = (action: FormAction, row: Row | null): boolean =>
  !row || !action.offered || action.offered(row);

/**
 * The row has moved on since its button was drawn. The page goes back to the row, which shows the state of now; the
 * action is named in the answer, because the framework draws nothing for an action that a row no longer has.
 */
function tooLate(context: ActionContext, viewer: Viewer): Answer {
  const moved = conflict('changed_meanwhile', { noun: context.resource.id() });
  const { record, notice } = refuse(moved, context.record, viewer);
  return {
    record: { ...record, recordActions: [...record.recordActions, context.action.toJSON(viewer)] },
    notice,
    redirectUrl: whereToGo(context, String(context.record?.id() ?? '')),
  };
}

/** Turns a form action into an AdminJS handler: GET opens the form, POST runs the use case, refusals come back as notices. */
export function formHandler(name: string, action: FormAction, needsRecord: boolean): ActionHandler<Answer> {
  return async (request, _response, context) => {
    const viewer = assertAllowed(action, context);
    if (needsRecord && !context.record) throw new NotFoundError('notFound', 'formHandler');
    if (!isOffered(action, rowOf(context))) return tooLate(context, viewer);
    try {
      if (request.method === 'post') return await submit(name, action, request, context);
      const form = await openForm(action, rowOf(context));
      return { record: { ...(context.record?.toJSON(viewer) ?? emptyRecord), form } };
    } catch (error) {
      return refuse(error, context.record, viewer);
    }
  };
}
