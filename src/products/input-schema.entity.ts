import { Column, Entity } from 'typeorm';
import { Row, TextColumn } from '../platform/row.js';

type InTwoLanguages = Record<'id' | 'en', string>;

export const fieldTypes = ['text', 'digits', 'phone', 'select', 'email'] as const;

/** One question asked before a digital product can be bought. */
export interface InputField {
  key: string;
  label: InTwoLanguages;
  type: (typeof fieldTypes)[number];
  /** Anchored; matched only after the lengths were checked. */
  regex: string;
  min_length: number;
  max_length: number;
  options?: { value: string; label: InTwoLanguages }[];
  required: boolean;
  help: InTwoLanguages;
  placeholder: string;
}

/** The questions of a product. Rows never change: a new version is a new row, and old orders keep theirs. */
@Entity('input_schemas')
export class InputSchema extends Row {
  @TextColumn(64) code!: string;
  @Column({ type: 'int' }) version!: number;
  @Column({ type: 'json' }) fields!: InputField[];
  /** How the answers become the one customer number of the supplier: `{{user_id}}{{zone_id}}`. */
  @TextColumn(200) joinTemplate!: string;
}
