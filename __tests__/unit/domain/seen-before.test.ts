import { expect, it } from '@jest/globals';
import { withoutWhatIsGone } from '../../../src/domain/lost-members.ts';
import type { Result } from '../../../src/domain/outcome.ts';
import { isChange, resourceResult } from '../../../src/domain/resource-result.ts';
import { unlessGone } from '../../../src/domain/seen-before.ts';
import { anOutcome, aPlan, aProblem, aRepository } from '../../support/build.ts';
import { ofLicense } from '../../support/changes.ts';

const KEPT: Result = { kind: 'kept', plans: [] };
const ALREADY: Result = { kind: 'already' };

it.each<[string, 'active' | 'inactive', Result, boolean]>([
  ['was released', 'active', { kind: 'done', verified: true }, true],
  ['was released by somebody', 'active', ALREADY, false],
  ['was kept', 'active', KEPT, false],
  ['was inactive', 'inactive', ALREADY, false],
])('where the organization is gone at the end, a license that %s is not proved', (_, before, result, changed) => {
  const change = ofLicense('deactivate', { before });
  const each = unlessGone({ change, result }, aProblem());

  expect(resourceResult(aRepository(), [each])).toMatchObject({ status: 'failed', isProved: false, changed });
});

it.each<[Result, boolean]>([
  [{ kind: 'done', verified: true }, true],
  [ALREADY, false],
])('nor are the settings of a plan: %j', (result, changed) => {
  const settings = [{ plan: aPlan(), result }];
  const end = withoutWhatIsGone({ ...anOutcome(), settings }, aProblem());

  expect(end.settings.map((each) => [each.result.kind, isChange(each.result)])).toEqual([['failed', changed]]);
});
