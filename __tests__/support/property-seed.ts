import fc from 'fast-check';

/*
 * Properties are tried on the same cases in every run, so that a change is judged by what it changed. To look for
 * something new: FC_SEED=<a number> npm test. In mutation testing it only counts that a property fails, not the
 * smallest case in which it does.
 */
fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  seed: Number(process.env['FC_SEED'] ?? 20_261_120),
  endOnFailure: process.env['STRYKER_MUTATOR_WORKER'] !== undefined,
});
