import type { MessageFlag } from './room.entity.js';

export const flagsOf = (_text: string): MessageFlag[] => [];
