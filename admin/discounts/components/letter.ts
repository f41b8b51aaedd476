import type { Formats } from '../../shared/components/format';

/** A letter as somebody would read it: an example stands for each placeholder. */
export const withExamples = (text: string, t: Formats['t']): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    t(`studio.sample_${name}`, { defaultValue: whole }),
  );
