import { shapeAfterSteps } from './make-plan.ts';
import type { ModelPlan } from './plan.ts';

/** Plans with a step, or all heads, less; only such as are still valid models. */
export function smallerPlans(plan: ModelPlan): ModelPlan[] {
  const without = plan.steps.map((_, index) => ({ ...plan, steps: plan.steps.filter((_, i) => i !== index) }));
  const headless = plan.heads.length > 0 ? [{ ...plan, heads: [] }] : [];
  return [...headless, ...without].filter(
    ({ entry, steps }) => steps.length > 0 && shapeAfterSteps(steps, entry.shape),
  );
}

/** The smallest plan that can be reached by leaving steps out while `fails` holds. */
export async function shrunk(plan: ModelPlan, fails: (plan: ModelPlan) => Promise<boolean>): Promise<ModelPlan> {
  let smallest = plan;
  for (let found: ModelPlan | null = plan; found !== null; ) {
    smallest = found;
    found = null;
    for (const smaller of smallerPlans(smallest)) {
      if (await fails(smaller)) {
        found = smaller;
        break;
      }
    }
  }
  return smallest;
}
