/** Chosen inputs are the same in every run, so that a failure comes from a change; `FUZZ_SEED` explores others. */
export const seed = Number(process.env['FUZZ_SEED'] ?? 1);
