import type { z } from 'zod';
import type { EntityClass } from '../../src/platform/database.js';
import type { UnitOfWork } from '../../src/platform/unit-of-work.js';
import type { Permission } from '../../src/staff/index.js';
import type { Row } from './present.js';

/** One input of a form, as the browser draws it. */
export interface FormField {
  name: string;
  input:
    | 'text'
    | 'long-text'
    | 'reason'
    | 'money'
    | 'number'
    /** A share, typed as per cent and sent as basis points. */
    | 'percent'
    | 'choice'
    | 'flag'
    | 'time'
    | 'password'
    | 'day'
    | 'bands'
    | 'list';
  required?: boolean;
  /** Whether an empty input means "none" rather than "not said". */
  nullable?: boolean;
  /** Choices: their words come from the copy, unless they are rows with names of their own. */
  options?: { value: string; label?: string }[];
  value?: string | number | boolean | null;
}

/** A line of what will happen, shown before anybody presses the button. */
export interface Consequence {
  key: string;
  kind?: 'money' | 'text' | 'state';
  value: string | number;
}

export interface OpenForm {
  fields: FormField[];
  consequences: Consequence[];
  /** The state or version that the person is looking at; the action is refused when it has moved on. */
  expected: string | null;
  confirm: boolean;
  /** Whether the first submit only shows what will be written. */
  previews: boolean;
}

/**
 * Something staff may do: a form, the permission it needs, and the use case it calls. Runs on POST only, in one
 * unit of work under the person's name.
 */
export interface FormAction<Input = never> {
  permission: Permission;
  schema: z.ZodType<Input>;
  fields: FormField[] | ((row: Row | null) => Promise<FormField[]>);
  run: (uow: UnitOfWork, input: Input, row: Row | null) => Promise<unknown>;
  consequences?: (row: Row) => Promise<Consequence[]>;
  /** Whether the row is in a state in which the action makes sense; hides the button, never replaces a check. */
  offered?: (row: Row) => boolean;
  /** Column that must not have moved since the form was opened. */
  expects?: { entity: EntityClass; column: string };
  /** Offered on the page of the record itself, where it belongs to what stands there, and not among the buttons above. */
  inPage?: boolean;
  /** A page of its own instead of the drawn form: it sends the same input to the same action. */
  component?: string;
  icon?: string;
  variant?: 'primary' | 'danger' | 'success' | 'info' | 'default';
  confirm?: boolean;
  /** It posts to the books: the first submit shows the entries that it would write, only the second writes them. */
  preview?: boolean;
  /** What it books later, once a time is over: the preview shows that as well, as if it were now. */
  foresee?: (uow: UnitOfWork, input: Input, row: Row | null) => Promise<unknown>;
  /** Puts the same before a second person, where this one may not do it alone. */
  ask?: (uow: UnitOfWork, input: Input, row: Row | null) => Promise<unknown>;
  /** The answer is shown to the person instead of being stored on the page: revealed secrets. */
  reveals?: boolean;
  /** The answer is a file, `{ filename, content }`, that the browser keeps. */
  saves?: boolean;
}

/** Declares an action around a use case; the input's type follows from its schema. */
export function serviceAction<Input>(options: FormAction<Input>): FormAction {
  return options as unknown as FormAction;
}

export const reasonField: FormField = { name: 'reason', input: 'reason', required: true };
